"""Where evidence leads: one stop per citation, shown by the viewer one after another."""

from __future__ import annotations

from dataclasses import dataclass

from quire.types import Box


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to look at.

    Attributes:
        page_number: 1-based.
        boxes: What to mark, in the page's units; empty marks nothing.
        label: What the marker says: "[2]".
        quote: The words meant, for the screen reader and for highlighting; may be empty.
        element_id: The figure, table or picture shown, when it has a picture of its own; else empty.
        sought: The words of the question that led here.
    """

    document_id: str
    page_number: int
    boxes: tuple[Box, ...]
    label: str
    quote: str
    element_id: str = ""
    sought: str = ""
