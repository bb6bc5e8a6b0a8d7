"""The small numbers at evidence marks: where they stand, so that each can be read and pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from quire.gui.theme.theme import tokens
from quire.gui.theme.tokens import XS
from quire.gui.viewer.layout import GAP

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_AWAY = 6.0  # pixels between a flag and its mark


@dataclass(frozen=True, slots=True)
class Flag:
    """A number in the viewport."""

    rect: QRectF
    label: str
    index: int
    current: bool


def flag_font(canvas: PageCanvas) -> QFont:
    """Return the font of the numbers at marks."""
    font = QFont(canvas.font())
    font.setPixelSize(tokens(canvas).caption_px)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def place_flags(canvas: PageCanvas) -> list[Flag]:
    """Return the flags that show: beside the first box of their marks, where they cover the least."""
    metrics = QFontMetricsF(flag_font(canvas))
    flags: list[Flag] = []
    for index in canvas.visible_pages():
        frame = canvas.page_frame(index)
        marks = canvas.marks.get(canvas.pages[index].number, ())
        shapes = [canvas.page_transform(index).mapRect(mark.shape.boundingRect()) for mark in marks]
        by_rank = sorted(zip(marks, shapes, strict=True), key=lambda pair: not pair[0].current)
        for mark, shape in by_rank:  # the current one has the first choice
            if not mark.label:
                continue
            size = QSizeF(metrics.horizontalAdvance(mark.label) + 2 * XS, metrics.height() + 2)
            first = canvas.view_rect(index, mark.boxes[0])
            covered = [flag.rect for flag in flags] + [other for other in shapes if other is not shape]
            places = _over_corner(first, size) if mark.is_frame else _beside(first, size, frame)
            rect = next((p for p in places if not any(p.intersects(c) for c in covered)), places[0])
            while any(rect.intersects(flag.rect) for flag in flags):
                rect.translate(0, size.height() + 1)
            flags.append(Flag(rect, mark.label, mark.index, mark.current))
    return flags


def flag_at(canvas: PageCanvas, position: QPointF) -> Flag | None:
    """Return the flag under a viewport position."""
    return next((flag for flag in place_flags(canvas) if flag.rect.contains(position)), None)


def _beside(box: QRectF, size: QSizeF, frame: QRectF) -> list[QRectF]:
    """Return places left, right, above and below of a box, the best first; the gap around the page may be used."""
    room = frame.adjusted(-GAP, 0, GAP, 0)
    places = [
        QRectF(QPointF(box.left() - size.width() - _AWAY, box.top() - 1), size),
        QRectF(QPointF(box.left() - size.width() - 2, box.top() - 1), size),
        QRectF(QPointF(box.right() + _AWAY, box.top() - 1), size),
        QRectF(QPointF(box.left(), box.top() - size.height() - _AWAY), size),
        QRectF(QPointF(box.left(), box.bottom() + _AWAY), size),
    ]
    inside = [place for place in places if room.left() <= place.left() and place.right() <= room.right()]
    return inside or places[3:]


def _over_corner(box: QRectF, size: QSizeF) -> list[QRectF]:
    """Return the place on the upper edge of a picture, mostly outside it."""
    return [QRectF(QPointF(box.left() + _AWAY, box.top() - size.height() + 2 * XS), size)]
