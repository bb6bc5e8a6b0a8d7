"""Pages become a document: furniture, headings, title, retrieval units, context, ids and sections.

Pure and in the main process; no pymupdf here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quire.read.content import FileShape, PageContent, RawElement
from quire.read.context import name_in_words, with_context
from quire.read.furniture import find_furniture, printed_numbers
from quire.read.headings import body_size, document_title, with_headings
from quire.read.pieces import sized
from quire.read.sections import sections_from_headings
from quire.types import Document, Element, ElementKind, Page, Place, Problem, Source, document_id_of


def assemble(
    source: Source, shape: FileShape, contents: Sequence[PageContent], *, depth: str, reader: str
) -> Document:
    """Return the document these pages make.

    Args:
        contents: Every page, in order.
        depth: "text" for the fast pass (sections are provisional), "full" for everything.
        reader: Name and version of what read the pages.
    """
    contents = list(contents)
    furniture = find_furniture(contents, body_size=body_size(contents))
    kept = [
        [
            replace(element, kind=ElementKind.FURNITURE, level=0) if (page, index) in furniture else element
            for index, element in enumerate(content.elements)
        ]
        for page, content in enumerate(contents)
    ]
    levelled = with_headings(kept, contents, shape.outline)
    title = document_title(source, shape, [_evidence(page) for page in levelled[:3]])
    pieces = [sized(page) for page in levelled]
    document_id = document_id_of(source.sha256)
    name = name_in_words(source.path) if source.media_type.startswith("image/") else ""
    elements = _elements(document_id, contents, pieces, depth=depth, picture_name=name)
    placed, sections = sections_from_headings(document_id, elements)
    labels = printed_numbers(contents, furniture)
    return Document(
        id=document_id,
        source=source,
        title=title,
        pages=tuple(_page(content.page, shape, labels) for content in contents),
        elements=placed,
        sections=sections,
        outline=shape.outline,
        reader=reader,
        problems=_problems(contents),
    )


def _evidence(elements: Sequence[RawElement]) -> list[RawElement]:
    return [element for element in elements if element.kind is not ElementKind.FURNITURE]


def _elements(
    document_id: str,
    contents: Sequence[PageContent],
    pieces: Sequence[Sequence[RawElement]],
    *,
    depth: str,
    picture_name: str,
) -> list[Element]:
    numbered = [
        (content.page.number, piece) for content, page in zip(contents, pieces, strict=True) for piece in page
    ]
    contexts = with_context(numbered) if depth == "full" else [""] * len(numbered)
    return [
        Element(
            id=f"{document_id}:{ordinal}",
            kind=piece.kind,
            text=piece.text,
            place=Place(document_id, page_number, piece.boxes),
            image=f"{document_id}/{piece.image}.webp" if piece.image else None,
            words=piece.words,
            label=piece.label,
            context=context or (picture_name if piece.kind is ElementKind.IMAGE else ""),
            level=piece.level,
        )
        for ordinal, ((page_number, piece), context) in enumerate(zip(numbered, contexts, strict=True))
    ]


def _page(page: Page, shape: FileShape, printed: dict[int, str]) -> Page:
    index = page.number - 1
    declared = shape.labels[index] if index < len(shape.labels) else ""
    return replace(page, label=printed.get(index) or declared or page.label)


def _problems(contents: Sequence[PageContent]) -> tuple[Problem, ...]:
    """Return the problems of all pages; what is wrong with the file as a whole is said by many and kept once."""
    return tuple(dict.fromkeys(problem for content in contents for problem in content.problems))
