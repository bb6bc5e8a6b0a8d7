"""Which regions of pages a model that sees is shown, at which resolution, in how many parts. Draws nothing itself.

Text-rich pictures need high resolution (LEOPARD, TextHawk), and every picture costs tokens and time (AIM): regions are
cut into tiles only as far as the budget of pictures goes, the best evidence first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quire.answer.evidence import Evidence
from quire.errors import QuireError
from quire.types import Box, ElementKind, Page, TextOrigin

_LEGIBLE = 1.75  # pixels per point (126 dpi): smaller print is hard to read for today's projectors
_GREATEST_SCALE = 3.0  # a small figure is not blown up further
_MARGIN_PT = 4.0
_SHOWN = frozenset({ElementKind.FIGURE, ElementKind.IMAGE, ElementKind.TABLE})

Draw = Callable[[str, int, float, Box], bytes]
Cost = Callable[[Sequence[tuple[int, int]]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Eyes:
    """How a model that sees comes to its pictures.

    Attributes:
        pages: Returns the pages of a document.
        draw: Returns a PNG of a region: document id, page number, pixels per unit, region.
        most: Pictures for one answer.
        side_px: Longest side of a picture.
    """

    pages: Callable[[str], Sequence[Page]]
    draw: Draw
    most: int = 3
    side_px: int = 784


@dataclass(frozen=True, slots=True)
class View:
    """A picture to be shown: part `part` of `parts` of the region of a piece of evidence.

    Attributes:
        tokens: What it costs.
    """

    evidence: Evidence
    box: Box
    scale: float
    part: int = 1
    parts: int = 1
    tokens: int = 0

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return max(1, round(self.box.width * self.scale)), max(1, round(self.box.height * self.scale))


def views_of(found: Sequence[Evidence], eyes: Eyes, *, tokens: int, cost: Cost) -> list[View]:
    """Choose what is shown: figures, tables, pictures and what stands on scanned pages, the most relevant first.

    Args:
        tokens: All pictures together may cost so many.
        cost: Returns how many tokens pictures of these sizes cost the model.
    """
    chosen: list[View] = []
    for one in found:
        left = eyes.most - len(chosen)
        if left <= 0:
            break
        page = _page(one, eyes)
        if page is None or not one.element.place.boxes:
            continue
        scanned = page.text_origin in (TextOrigin.OCR, TextOrigin.MIXED)
        if one.near or not (one.element.kind in _SHOWN or scanned):
            continue
        room = tokens - sum(view.tokens for view in chosen)
        chosen += _views(one, _region(one, page), _native(one), left, eyes.side_px, room, cost)
    return chosen


def drawn(views: Sequence[View], eyes: Eyes) -> list[tuple[View, bytes]]:
    """Draw them; what cannot be drawn (its original has gone) is left out."""
    pictures = []
    for view in views:
        place = view.evidence.element.place
        try:
            pictures.append((view, eyes.draw(place.document_id, place.page_number, view.scale, view.box)))
        except QuireError:
            continue  # its text is in the prompt anyway
    return pictures


def _views(
    one: Evidence, region: Box, native: float, left: int, side_px: int, room: int, cost: Cost
) -> list[View]:
    """Return the region whole when it is legible so, else in as many tiles as may be shown."""
    longest = max(region.width, region.height, 1e-6)
    whole = View(one, region, min(side_px / longest, native * _GREATEST_SCALE))
    for columns, rows in _grids(region, side_px / (native * _LEGIBLE)):
        if columns * rows > left:
            continue
        tiles = _priced(_tiles(one, region, columns, rows, side_px, native), cost)
        if sum(view.tokens for view in tiles) <= room:
            return tiles
    priced = _priced([whole], cost) if left else []
    return priced if sum(view.tokens for view in priced) <= room else []


def _priced(views: Sequence[View], cost: Cost) -> list[View]:
    costs = cost([view.size_px for view in views])
    return [replace(view, tokens=tokens) for view, tokens in zip(views, costs, strict=True)]


def _grids(region: Box, tile: float) -> list[tuple[int, int]]:
    """Return the grids that may cut a region, the finest first; a tile need not be smaller than `tile` units."""
    columns = max(1, math.ceil(region.width / tile))
    rows = max(1, math.ceil(region.height / tile))
    grids = {(min(columns, n), min(rows, m)) for n in range(1, columns + 1) for m in range(1, rows + 1)}
    return sorted(
        (grid for grid in grids if grid != (1, 1)),
        key=lambda grid: max(region.width / grid[0], region.height / grid[1]),
    )


def _tiles(
    one: Evidence, region: Box, columns: int, rows: int, side_px: int, native: float
) -> list[View]:
    width, height = region.width / columns, region.height / rows
    scale = min(side_px / max(width, height), native * _GREATEST_SCALE)
    return [
        View(
            one,
            Box(
                region.x0 + column * width,
                region.y0 + row * height,
                region.x0 + (column + 1) * width,
                region.y0 + (row + 1) * height,
            ),
            scale,
            part=row * columns + column + 1,
            parts=columns * rows,
        )
        for row in range(rows)
        for column in range(columns)
    ]


def _region(one: Evidence, page: Page) -> Box:
    boxes = one.element.place.boxes
    return Box(
        max(min(box.x0 for box in boxes) - _MARGIN_PT, 0.0),
        max(min(box.y0 for box in boxes) - _MARGIN_PT, 0.0),
        min(max(box.x1 for box in boxes) + _MARGIN_PT, page.width_pt),
        min(max(box.y1 for box in boxes) + _MARGIN_PT, page.height_pt),
    )


def _native(one: Evidence) -> float:
    """Return how many units make a point: the unit of loose pictures is a pixel of theirs, legible as it is."""
    return 0.6 if one.element.kind is ElementKind.IMAGE else 1.0


def _page(one: Evidence, eyes: Eyes) -> Page | None:
    place = one.element.place
    try:
        pages = eyes.pages(place.document_id)
    except QuireError:  # removed a moment ago
        return None
    return next((page for page in pages if page.number == place.page_number), None)
