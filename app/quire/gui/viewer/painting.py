"""Painting the canvas: paper, pictures, evidence marks, matches, the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTransform

from quire.gui.theme.theme import tokens
from quire.gui.theme.tokens import Tokens
from quire.gui.viewer.layout import Rect
from quire.gui.viewer.pictures import keys_for, tile_box
from quire.types import Box, Page

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_PAPER = QColor("#ffffff")  # pages stay paper in the dark theme too
_SELECTION = QColor(60, 120, 215, 80)
_FOUND, _FOUND_CURRENT = QColor(120, 200, 120, 90), QColor(60, 170, 80, 140)
_SHADOWS = 4  # hairlines that fade out around the paper


def paint_pages(painter: QPainter, canvas: PageCanvas) -> None:
    """Paint everything that shows."""
    theme = tokens(canvas)
    painter.fillRect(canvas.viewport().rect(), QColor(theme.sunken))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for index in canvas.visible_pages():
        page = canvas.pages[index]
        frame = _frame(canvas, index)
        _paint_paper(painter, frame, theme)
        if not _paint_picture(painter, canvas, index, page, frame):
            _paint_missing(painter, canvas, page, frame, theme)
        _paint_boxes(painter, canvas, index, page)
        _paint_marks(painter, canvas, index, page, theme)
    _paint_region(painter, canvas, theme)


def _frame(canvas: PageCanvas, index: int) -> QRectF:
    rect: Rect = canvas.layout_.page_rect(index, float(canvas.viewport().width()))
    left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    return QRectF(rect.x - left, rect.y - top, rect.width, rect.height)


def _paint_paper(painter: QPainter, frame: QRectF, theme: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for step in range(_SHADOWS, 0, -1):
        shade = QColor(0, 0, 0, 26 // step)
        painter.setPen(QPen(shade, 1))
        painter.drawRoundedRect(frame.adjusted(-step, -step + 1, step, step + 1), step, step)
    painter.fillRect(frame, _PAPER)


def _paint_picture(
    painter: QPainter, canvas: PageCanvas, index: int, page: Page, frame: QRectF
) -> bool:
    """Paint the best there is of a page; False when there is nothing yet."""
    turns = canvas.layout_.quarter_turns
    painted = False
    rough = canvas.pictures.best_of(page.number)
    if rough is not None:
        turned = rough if not turns else rough.transformed(QTransform().rotate(90 * turns))
        painter.drawImage(frame, turned)
        painted = True
    if not (page.width_pt and page.height_pt):
        return painted
    size = (page.width_pt, page.height_pt)
    for key, clip in keys_for(page.number, size, canvas.scale(), canvas.shown_part(index)):
        picture = canvas.pictures.get(key) if clip is not None else None
        if picture is None or key.tile is None:
            continue
        spot = canvas.view_rect(index, tile_box(size, key.scale, key.tile))
        painter.drawImage(spot, picture if not turns else picture.transformed(QTransform().rotate(90 * turns)))
        painted = True
    return painted


def _paint_missing(painter: QPainter, canvas: PageCanvas, page: Page, frame: QRectF, theme: Tokens) -> None:
    """Paint what is known of a page without a picture: why, and its words at their places."""
    error = canvas.pictures.error(page.number)
    words = canvas.pointing.words_of(page.number)
    if error is not None and words is not None:
        _paint_words(painter, canvas, page, theme)
    note = QCoreApplication.translate("Viewer", "Drawing page {0}…").format(page.number)
    if error is not None:
        note = error.message[:1].upper() + error.message[1:]
    visible = frame.intersected(QRectF(canvas.viewport().rect()))
    painter.setPen(QColor("#6b665d"))
    font = QFont(canvas.font())
    font.setPixelSize(theme.caption_px)
    painter.setFont(font)
    edge = visible.adjusted(16, 8, -16, -8)
    where = Qt.AlignmentFlag.AlignTop if error is not None else Qt.AlignmentFlag.AlignCenter
    painter.drawText(edge, Qt.AlignmentFlag.AlignHCenter | where | Qt.TextFlag.TextWordWrap, note)


def _paint_words(painter: QPainter, canvas: PageCanvas, page: Page, theme: Tokens) -> None:
    words = canvas.pointing.words_of(page.number)
    if words is None:
        return
    painter.setPen(QColor("#24221e"))
    font = QFont(canvas.font())
    index = page.number - 1
    for text, box in zip(words.texts, words.boxes, strict=True):
        spot = canvas.view_rect(index, box)
        if spot.height() < 3:
            continue
        font.setPixelSize(max(4, round(spot.height() * 0.78)))
        painter.setFont(font)
        painter.drawText(spot.adjusted(0, -2, 40, 2), int(Qt.AlignmentFlag.AlignVCenter), text)


def _paint_boxes(painter: QPainter, canvas: PageCanvas, index: int, page: Page) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for box, current in canvas.found.get(page.number, ()):
        painter.fillRect(canvas.view_rect(index, box), _FOUND_CURRENT if current else _FOUND)
    for box in canvas.pointing.selected_boxes(page.number):
        painter.fillRect(canvas.view_rect(index, box), _SELECTION)


def _paint_marks(painter: QPainter, canvas: PageCanvas, index: int, page: Page, theme: Tokens) -> None:
    """Paint evidence: a translucent highlight that lets the words through, with an outline around the current one."""
    for box, current in canvas.marks.get(page.number, ()):
        spot = canvas.view_rect(index, box.grown(1.5))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(spot, QColor("#ffe9a8") if current else QColor("#fff4d2"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        outline = QColor(theme.mark_outline)
        outline.setAlpha(255 if current else 120)
        painter.setPen(QPen(outline, 2.0 if current else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(spot, 2, 2)


def _paint_region(painter: QPainter, canvas: PageCanvas, theme: Tokens) -> None:
    region = canvas.pointing.region
    if region is None:
        return
    index, box = region
    spot = canvas.view_rect(index, Box(box.x0, box.y0, box.x1, box.y1))
    tint = QColor(theme.accent)
    tint.setAlpha(40)
    painter.fillRect(spot, tint)
    painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(spot)
