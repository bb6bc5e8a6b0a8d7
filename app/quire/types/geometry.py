"""Boxes on pages. PDF points (1/72 inch) in the page as displayed, origin top-left; for images, pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned rectangle; x grows right, y grows down."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return max(0.0, self.x1 - self.x0)

    @property
    def height(self) -> float:
        return max(0.0, self.y1 - self.y0)

    @property
    def area(self) -> float:
        return self.width * self.height

    def intersection(self, other: Box) -> Box:
        """Return the common part; it has area 0 when the boxes do not meet."""
        x0, y0 = max(self.x0, other.x0), max(self.y0, other.y0)
        return Box(x0, y0, max(x0, min(self.x1, other.x1)), max(y0, min(self.y1, other.y1)))

    def covered_by(self, other: Box) -> float:
        """Return the share of this box's area (0–1) that lies inside `other`."""
        return self.intersection(other).area / self.area if self.area else 0.0

    def grown(self, margin: float) -> Box:
        return Box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def scaled(self, factor: float) -> Box:
        return Box(self.x0 * factor, self.y0 * factor, self.x1 * factor, self.y1 * factor)

    def rounded(self, digits: int = 1) -> Box:
        return Box(*(round(value, digits) for value in (self.x0, self.y0, self.x1, self.y1)))

    def as_list(self) -> list[float]:
        return [self.x0, self.y0, self.x1, self.y1]


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all `boxes`.

    Raises:
        ValueError: `boxes` is empty.
    """
    items = list(boxes)
    if not items:
        raise ValueError("the union of no boxes is undefined")
    return Box(
        min(box.x0 for box in items),
        min(box.y0 for box in items),
        max(box.x1 for box in items),
        max(box.y1 for box in items),
    )
