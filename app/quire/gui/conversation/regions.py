"""Which part of a page shows a piece of evidence within its lines. Pure geometry."""

from __future__ import annotations

from collections.abc import Sequence

from quire.types import Box, ElementKind, Page
from quire.types.geometry import union

_PAGE_WIDTH = 595.0  # the numbers below are meant for a page so wide (A4), in points
_SIDE, _ABOVE = 10.0, 14.0
_LEAST_WIDTH, _LEAST_HEIGHT = 260.0, 48.0
_TALLEST = 190.0
_WHOLE_TEXT, _WHOLE_TABLE = 96.0, 170.0  # what is no taller is shown whole, the quotation marked in it
_MOST_MARKS = 40


def region(
    page: Page, boxes: Sequence[Box], around: Sequence[Box], kind: ElementKind
) -> tuple[Box, tuple[Box, ...]]:
    """Return the clip of `page` to draw and the boxes to mark in it.

    Args:
        boxes: What is cited.
        around: The whole element it stands in; may be empty.
    """
    unit = max(page.width_pt / _PAGE_WIDTH, 0.4)
    marks = tuple(boxes[:_MOST_MARKS])
    if not marks:
        return Box(0.0, 0.0, page.width_pt, min(page.height_pt, _TALLEST * unit)), ()
    core = union(_together(marks, _TALLEST * unit))
    near = [box for box in around if box.x0 < core.x1 and core.x0 < box.x1] if around else []
    outer = union([core, *near])
    whole = _WHOLE_TABLE if kind is ElementKind.TABLE else _WHOLE_TEXT
    tall = outer if outer.height <= whole * unit else core
    clip = _at_least(
        Box(
            outer.x0 - _SIDE * unit, tall.y0 - _ABOVE * unit, outer.x1 + _SIDE * unit, tall.y1 + _ABOVE * unit
        ),
        _LEAST_WIDTH * unit,
        _LEAST_HEIGHT * unit,
    )
    clip = Box(clip.x0, clip.y0, clip.x1, min(clip.y1, clip.y0 + _TALLEST * unit))
    return _inside(clip, page), marks


def _together(boxes: Sequence[Box], tallest: float) -> list[Box]:
    """Return the first boxes that fit into one picture: a quotation may run over columns."""
    kept = [boxes[0]]
    for box in boxes[1:]:
        if union([*kept, box]).height > tallest:
            break
        kept.append(box)
    return kept


def _at_least(box: Box, width: float, height: float) -> Box:
    x, y = max(0.0, width - box.width) / 2, max(0.0, height - box.height) / 2
    return Box(box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y)


def _inside(clip: Box, page: Page) -> Box:
    """Move the clip onto the page, cutting only what is larger than the page."""
    width, height = min(clip.width, page.width_pt), min(clip.height, page.height_pt)
    x0 = min(max(clip.x0, 0.0), page.width_pt - width)
    y0 = min(max(clip.y0, 0.0), page.height_pt - height)
    return Box(x0, y0, x0 + width, y0 + height)
