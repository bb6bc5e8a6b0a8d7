"""What a page is called where its document gives it a name: "Slide 3", "Sheet Costs"; all others have numbers."""

from __future__ import annotations

import re

_PDF = "application/pdf"
_NUMBER = re.compile(r"[\W_]*(\d+|[ivxlcdm]+)[\W_]*")


def page_name(label: str, media_type: str) -> str:
    """Return the name a document gives a page by its `Page.label`, empty where that only says a number.

    The labels of a PDF count its pages in some way of their own ("iv", "A-3"): none of them is a name.
    """
    return "" if media_type == _PDF or _NUMBER.fullmatch(label) else label


def page_in_words(page_number: int, name: str, numbered: str = "page {0}") -> str:
    """Return what to call a page: its name on one line, else its number as `numbered` says it."""
    return " ".join(name.split()) or numbered.format(page_number)
