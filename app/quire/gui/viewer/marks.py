"""Evidence marks: the lines of one citation become one shape with a numbered flag. Geometry only, no pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from quire.gui.stops import Stop
from quire.types import Box, Page, Place

_GROWTH = 1.5  # points around the words
_BRIDGED = 0.9  # gap between two lines, as a share of their height, that still belongs to one shape
_RADIUS = 2.5  # points
_ORDINARY_WIDTH = 600.0  # points; growth and radius are for a page as wide as this
_MOST = 0.7  # share of the page from which a mark is a frame: a tint would change the picture's colours


@dataclass(frozen=True, slots=True)
class Mark:
    """One stop on one page.

    Attributes:
        index: Which stop of the answer.
        boxes: In the page's units.
        label: What its flag says: "[2]".
        current: Whether it is the stop being shown.
        shape: The boxes as one outline, in the page's units.
        is_frame: Whether only its outline is painted.
    """

    index: int
    boxes: tuple[Box, ...]
    label: str
    current: bool
    shape: QPainterPath
    is_frame: bool


def mark_on(page: Page, boxes: Sequence[Box], *, index: int, label: str, current: bool) -> Mark:
    """Return the mark of a stop on its page; `boxes` must not be empty."""
    unit = (page.width_pt or _ORDINARY_WIDTH) / _ORDINARY_WIDTH
    whole = bounds(boxes)
    area = (page.width_pt * page.height_pt) or float("inf")
    return Mark(
        index, tuple(boxes), label, current, united(boxes, unit), whole.width * whole.height > _MOST * area
    )


def marks_of(
    pages: Sequence[Page],
    document_id: str,
    stops: Sequence[Stop],
    current: int,
    places_of: Callable[[Stop], Sequence[Place]],
) -> dict[int, list[Mark]]:
    """Return the marks on each page of one document, the current one last: it is painted on top.

    Args:
        pages: Those that are shown.
        current: The index of the stop that was gone to.
        places_of: Says where a stop stands on these pages.
    """
    by_number = {page.number: page for page in pages}
    marks: dict[int, list[Mark]] = {}
    for index, stop in enumerate(stops):
        if stop.document_id != document_id or not stop.boxes:
            continue
        for place in places_of(stop):
            page = by_number.get(place.page_number)
            if page is not None:
                mark = mark_on(page, place.boxes, index=index, label=stop.label, current=index == current)
                marks.setdefault(place.page_number, []).append(mark)
    for on_page in marks.values():
        on_page.sort(key=lambda mark: mark.current)
    return marks


def own_place(stop: Stop) -> tuple[Place, ...]:
    """Return where a stop stands on the pages that Quire laid out."""
    return (Place(stop.document_id, stop.page_number, stop.boxes),)


def bounds(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all of them."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def united(boxes: Sequence[Box], unit: float = 1.0) -> QPainterPath:
    """Return one outline around boxes that touch or follow each other line by line, with rounded corners.

    Args:
        unit: How many page units a point of an ordinary page is; pictures have thousands of pixels.
    """
    path = QPainterPath()
    for box in boxes:
        path = path.united(_rectangle(box.grown(_GROWTH * unit)))
    for above, below in zip(boxes, boxes[1:], strict=False):
        bridge = _bridge(above, below)
        if bridge is not None:
            path = path.united(_rectangle(bridge))
    outline = QPainterPath()
    for polygon in path.simplified().toSubpathPolygons():
        outline.addPath(_rounded(polygon, _RADIUS * unit))
    return outline


def _bridge(above: Box, below: Box) -> Box | None:
    """Return what closes the gap between two lines of a paragraph."""
    gap = below.y0 - above.y1
    left, right = max(above.x0, below.x0), min(above.x1, below.x1)
    if not 0 < gap < _BRIDGED * min(above.height, below.height) or right <= left:
        return None
    return Box(left, above.y1, right, below.y0)


def _rectangle(box: Box) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
    return path


def _rounded(polygon: QPolygonF, radius: float) -> QPainterPath:
    """Round the corners of a closed polygon, less where its edges are short."""
    corners = polygon.toList()
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    path = QPainterPath()
    for number, corner in enumerate(corners):
        start = _towards(corner, corners[number - 1], radius)
        end = _towards(corner, corners[(number + 1) % len(corners)], radius)
        if number:
            path.lineTo(start)
        else:
            path.moveTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def _towards(corner: QPointF, other: QPointF, distance: float) -> QPointF:
    way = other - corner
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    return corner if not length else corner + way * (min(distance, length / 2) / length)
