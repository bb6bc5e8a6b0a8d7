"""What books, XPS files, comics and drawings say about themselves before their pages are read. In reader processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quire.read.content import FileShape
from quire.types import OutlineItem

if TYPE_CHECKING:
    import pymupdf

_MAX_OUTLINE = 20_000


def book_shape(document: pymupdf.Document) -> FileShape:
    """Return pages, outline, title and author of anything MuPDF opens that is no PDF."""
    metadata = document.metadata or {}
    return FileShape(
        n_pages=int(document.page_count),
        title=" ".join(str(metadata.get("title") or "").split()),
        author=" ".join(str(metadata.get("author") or "").split()),
        outline=_outline(document),
        sizes=_sizes(document),
    )


def _sizes(document: pymupdf.Document) -> tuple[tuple[float, float], ...]:
    n_pages = int(document.page_count)
    if document.is_reflowable:  # laid out by us: all alike, and asking 16,000 pages takes seconds
        rect = document[0].rect
        return ((float(rect.width), float(rect.height)),) * n_pages
    sizes = []
    for index in range(n_pages):
        try:
            rect = document[index].rect
            sizes.append((round(float(rect.width), 2), round(float(rect.height), 2)))
        except RuntimeError:  # a broken page: its reading will say so
            sizes.append((0.0, 0.0))
    return tuple(sizes)


def _outline(document: pymupdf.Document) -> tuple[OutlineItem, ...]:
    try:
        entries = document.get_toc(simple=True)[:_MAX_OUTLINE]
    except (RuntimeError, ValueError, AssertionError):  # cyclic or broken outlines
        return ()
    items = (
        OutlineItem(int(level), " ".join(str(title).split()), int(page))
        for level, title, page, *_ in entries
        if page > 0
    )
    return tuple(item for item in items if item.title)
