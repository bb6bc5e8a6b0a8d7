"""The small numbers at evidence marks: where they stand, so that each can be read and pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from quire.gui.theme.theme import tokens
from quire.gui.theme.tokens import XS

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas


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
    """Return the flags that show: left of the first box, above it where there is no margin, never on each other."""
    metrics = QFontMetricsF(flag_font(canvas))
    flags: list[Flag] = []
    for index in canvas.visible_pages():
        frame = canvas.page_frame(index)
        marks = canvas.marks.get(canvas.pages[index].number, ())
        for mark in sorted(marks, key=lambda mark: not mark.current):  # the current one has the first choice
            if not mark.label:
                continue
            size = (metrics.horizontalAdvance(mark.label) + 2 * XS, metrics.height() + 2)
            rect = _free_place(canvas.view_rect(index, mark.boxes[0]), size, frame, flags)
            flags.append(Flag(rect, mark.label, mark.index, mark.current))
    return flags


def flag_at(canvas: PageCanvas, position: QPointF) -> Flag | None:
    """Return the flag under a viewport position."""
    return next((flag for flag in place_flags(canvas) if flag.rect.contains(position)), None)


def _free_place(box: QRectF, size: tuple[float, float], frame: QRectF, taken: list[Flag]) -> QRectF:
    width, height = size
    rect = QRectF(box.left() - width - 2 * XS, box.top() - 1, width, height)
    if rect.left() < frame.left():
        rect.moveTo(max(box.left(), frame.left()), max(box.top() - height - XS, frame.top()))
    while any(rect.intersects(flag.rect) for flag in taken):
        rect.translate(0, height + 2)
    return rect
