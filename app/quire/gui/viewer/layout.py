"""Where pages stand in a continuous scroll: pure geometry, no Qt. Fast for 10,000 pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quire.types import Box, Page

Fit = Literal["width", "page", "free"]
GAP = 16.0  # between pages and around them, in view pixels
MIN_ZOOM, MAX_ZOOM = 0.1, 8.0
_NOT_MEASURED = 600.0  # points; stands in for a page whose size is not known


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in the scrolled scene, in view pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height


class PageLayout:
    """Pages under each other, centred, at one zoom and rotation.

    Args:
        pages: The document's pages.
        zoom: View pixels per page unit (point, or pixel of a picture).
        quarter_turns: Clockwise quarter turns, 0–3.
    """

    def __init__(self, pages: Sequence[Page], *, zoom: float, quarter_turns: int = 0) -> None:
        self.zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self.quarter_turns = quarter_turns % 4
        self._upright = [_upright(page) for page in pages]
        self._sizes = [_turned(size, self.quarter_turns) for size in self._upright]
        self._tops: list[float] = []
        top = GAP
        for _, height in self._sizes:
            self._tops.append(top)
            top += height * self.zoom + GAP
        self.height = top
        self.width = max((width for width, _ in self._sizes), default=0.0) * self.zoom + 2 * GAP

    def __len__(self) -> int:
        return len(self._sizes)

    def page_rect(self, index: int, view_width: float) -> Rect:
        """Return where page `index` (0-based) stands when the view is `view_width` wide."""
        width, height = (side * self.zoom for side in self._sizes[index])
        x = (max(view_width, self.width) - width) / 2
        return Rect(x, self._tops[index], width, height)

    def upright_size(self, index: int) -> tuple[float, float]:
        """Return width and height of page `index` before it was turned, in its units."""
        return self._upright[index]

    def index_at(self, y: float) -> int:
        """Return the page at scene height `y`; the nearest one in gaps and beyond the ends."""
        return min(max(bisect_right(self._tops, y) - 1, 0), max(len(self._tops) - 1, 0))

    def visible(self, top: float, bottom: float) -> range:
        """Return the indexes of pages that show between two scene heights."""
        if not self._sizes:
            return range(0)
        first = self.index_at(top)
        if self._tops[first] + self._sizes[first][1] * self.zoom < top:
            first = min(first + 1, len(self) - 1)
        return range(first, self.index_at(bottom) + 1)

    def to_scene(self, index: int, box: Box, view_width: float) -> Rect:
        """Return where a box of a page, in the page's own units, stands in the scene."""
        page, size, zoom = self.page_rect(index, view_width), self._upright[index], self.zoom
        (ax, ay), (bx, by) = (
            _turn_point(x, y, self.quarter_turns, size) for x, y in ((box.x0, box.y0), (box.x1, box.y1))
        )
        left, top = min(ax, bx), min(ay, by)
        return Rect(page.x + left * zoom, page.y + top * zoom, abs(bx - ax) * zoom, abs(by - ay) * zoom)

    def to_page(self, index: int, x: float, y: float, view_width: float) -> tuple[float, float]:
        """Return the point of page `index`, in its own units, under a point of the scene."""
        page = self.page_rect(index, view_width)
        turned = ((x - page.x) / self.zoom, (y - page.y) / self.zoom)
        return _turn_point(*turned, -self.quarter_turns % 4, self._sizes[index])


def fitting_zoom(
    pages: Sequence[Page],
    fit: Fit,
    index: int,
    view: tuple[float, float],
    *,
    quarter_turns: int = 0,
    largest: float = MAX_ZOOM,
) -> float:
    """Return the zoom at which the widest page fills the view's width, or page `index` fits whole.

    Args:
        largest: Never more than this; a small picture is not blown up to fit.

    Raises:
        ValueError: `fit` is "free", which fits nothing.
    """
    if fit == "free" or not pages:
        raise ValueError("nothing to fit")
    sizes = [_turned(_upright(page), quarter_turns) for page in pages]
    across = max(view[0] - 2 * GAP, 1.0)
    if fit == "width":
        zoom = across / max(width for width, _ in sizes)
    else:
        width, height = sizes[min(max(index, 0), len(sizes) - 1)]
        zoom = min(across / width, max(view[1] - 2 * GAP, 1.0) / height)
    return min(max(zoom, MIN_ZOOM), largest, MAX_ZOOM)


def _upright(page: Page) -> tuple[float, float]:
    return page.width_pt or _NOT_MEASURED, page.height_pt or _NOT_MEASURED


def _turned(size: tuple[float, float], quarter_turns: int) -> tuple[float, float]:
    return (size[1], size[0]) if quarter_turns % 2 else size


def _turn_point(x: float, y: float, quarter_turns: int, size: tuple[float, float]) -> tuple[float, float]:
    """Turn a point of a sheet of `size` clockwise together with the sheet."""
    width, height = size
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[quarter_turns % 4]
