"""What a PDF says about itself before its pages are read: sizes, labels, outline, metadata."""

from __future__ import annotations

from typing import Any

from quire.read.content import FileShape
from quire.types import OutlineItem

_MAX_OUTLINE = 20_000


def file_shape(doc: Any) -> FileShape:
    """Return page sizes as displayed, printed page labels, outline, title and author."""
    metadata = doc.metadata or {}
    return FileShape(
        n_pages=int(doc.page_count),
        title=str(metadata.get("title") or "").strip(),
        author=str(metadata.get("author") or "").strip(),
        outline=_outline(doc),
        labels=_labels(doc),
        sizes=_sizes(doc),
    )


def _sizes(doc: Any) -> tuple[tuple[float, float], ...]:
    sizes = []
    for index in range(doc.page_count):
        try:
            rect = doc[index].rect
            sizes.append((round(float(rect.width), 2), round(float(rect.height), 2)))
        except RuntimeError:  # a broken page object: its reading will say so
            sizes.append((0.0, 0.0))
    return tuple(sizes)


def _outline(doc: Any) -> tuple[OutlineItem, ...]:
    try:
        entries = doc.get_toc(simple=True)
    except (RuntimeError, ValueError):  # cyclic or broken outlines
        return ()
    items = []
    for level, title, page_number, *_ in entries[:_MAX_OUTLINE]:
        text = " ".join(str(title).split())
        if text and page_number > 0:
            items.append(OutlineItem(int(level), text, int(page_number)))
    return tuple(items)


def _labels(doc: Any) -> tuple[str, ...]:
    try:
        if not doc.get_page_labels():
            return ()
        labels = tuple(str(doc[index].get_label()) for index in range(doc.page_count))
    except (RuntimeError, ValueError, AttributeError):
        return ()
    return labels if any(labels) else ()
