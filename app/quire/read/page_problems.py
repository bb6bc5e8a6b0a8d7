"""What is said about a page that could not be read, and the empty page that says it."""

from __future__ import annotations

from quire.read.content import PageContent
from quire.types import Page, Problem, TextOrigin


def empty_page(page_number: int, problem: Problem) -> PageContent:
    """Return a page that holds nothing but the reason why; its size is filled in from the file's shape."""
    return PageContent(Page(page_number, 0.0, 0.0, TextOrigin.NONE), (), (problem,))


def too_large_page(page_number: int) -> Problem:
    return Problem(
        kind="too-large",
        stage="read",
        message="the page needs more memory than one page may use",
        hint="print the page to a new, simpler PDF and add that",
        page=page_number,
    )


def damaged_page(page_number: int) -> Problem:
    return Problem(
        kind="broken-page",
        stage="read",
        message="the page is damaged and could not be read",
        hint="look at it in another program; if it shows there, print it to a new PDF and add that",
        page=page_number,
    )


def unrecognised(page_number: int) -> Problem:
    return Problem(
        kind="ocr-failed",
        stage="ocr",
        message="the text in the pictures on the page could not be recognised",
        hint="read the document again later",
        page=page_number,
    )
