"""The type area of the report's pages, and the caption under a figure or over a table."""

from __future__ import annotations

from installer.samples.drawing import Book

LEFT, RIGHT, TOP, BOTTOM = 62.0, 533.0, 84.0, 778.0


def caption(
    book: Book, y: float, label: str, text: str, *, left: float = LEFT, right: float = RIGHT
) -> float:
    return book.text((left, y, right, y + 60), f"<p class='caption'><b>{label}.</b> {text}</p>")
