"""Painting the canvas: paper, pictures, evidence marks, matches, the selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from quire.gui.theme.theme import tokens
from quire.gui.theme.tokens import LIGHT, RADIUS, XS, M, S, Tokens
from quire.gui.told import told
from quire.gui.viewer.flags import flag_font, place_flags
from quire.gui.viewer.pictures import TILE_PX, keys_for
from quire.types import Box, Page, PageWords

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

# Pages stay paper in the dark theme too, and what is written on them keeps the colours of paper.
_SELECTION_ALPHA = 70
_FOUND_ALPHA, _FOUND_CURRENT_ALPHA = 70, 150
_SHADOWS = 4  # hairlines that fade out around the paper
_HALO_ALPHA = 170  # of the light line around marks, which shows them on dark pictures
_WHOLE = 0.7  # share of the page from which a kept figure is the page
_LEAST_READABLE_PX = 3  # words laid out smaller than this are left out


def paint_pages(painter: QPainter, canvas: PageCanvas) -> None:
    """Paint everything that shows."""
    theme = tokens(canvas)
    painter.fillRect(canvas.viewport().rect(), QColor(theme.sunken))
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
    for index in canvas.visible_pages():
        page = canvas.pages[index]
        frame = canvas.page_frame(index)
        _paint_paper(painter, frame, theme)
        painter.save()
        painter.setClipRect(frame)
        painted = _paint_picture(painter, canvas, index, page)
        painter.restore()
        if not painted:
            _paint_missing(painter, canvas, index, page, frame)
        _paint_heat(painter, canvas, index, page)
        _paint_boxes(painter, canvas, index, page)
        _paint_marks(painter, canvas, index, page, theme)
    for flag in place_flags(canvas):
        _paint_flag(painter, canvas, flag.rect, flag.label, theme, current=flag.current)
    _paint_region(painter, canvas, theme)


def _paint_paper(painter: QPainter, frame: QRectF, theme: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for step in range(_SHADOWS, 0, -1):
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(26 // step)
        painter.setPen(QPen(shade, 1))
        painter.drawRoundedRect(frame.adjusted(-step, -step + 1, step, step + 1), step, step)
    painter.fillRect(frame, QColor(theme.paper))


def _paint_picture(painter: QPainter, canvas: PageCanvas, index: int, page: Page) -> bool:
    """Paint the best there is of a page; False when there is nothing yet."""
    scale, ratio = canvas.scale(), canvas.devicePixelRatioF()
    whole = QRectF(0, 0, page.width_pt, page.height_pt)
    best = canvas.pictures.best_of(page.number, scale)
    if best is not None:
        key, picture = best
        if key.scale == scale:  # pixel for pixel, else it would blur
            painter.setTransform(canvas.page_transform(index, zoomed=False))
            painter.drawImage(QRectF(0, 0, picture.width() / ratio, picture.height() / ratio), picture)
            return True
        painter.setTransform(canvas.page_transform(index))
        painter.drawImage(whole if not whole.isEmpty() else canvas.sheet(index), picture)
    if whole.isEmpty():
        return best is not None
    painted = best is not None
    size = (page.width_pt, page.height_pt)
    painter.setTransform(canvas.page_transform(index, zoomed=False))
    for key, _ in keys_for(page.number, size, scale, canvas.shown_part(index)):
        tile = canvas.pictures.get(key) if key.tile is not None else None
        if tile is None or key.tile is None:
            continue
        left, top = key.tile[0] * TILE_PX / ratio, key.tile[1] * TILE_PX / ratio
        painter.drawImage(QRectF(left, top, tile.width() / ratio, tile.height() / ratio), tile)
        painted = True
    return painted


def _paint_missing(painter: QPainter, canvas: PageCanvas, index: int, page: Page, frame: QRectF) -> None:
    """Paint what is known of a page without a picture: why, and its words at their places."""
    error = canvas.pictures.error(page.number)
    visible = frame.intersected(QRectF(canvas.viewport().rect()))
    note = QCoreApplication.translate("Viewer", "Drawing page {0}…").format(page.label or page.number)
    if error is None:
        _paint_note(painter, canvas, visible, note, Qt.AlignmentFlag.AlignCenter)
        return
    note = told(error.message)
    words, crops = canvas.contents.words(page.number), canvas.contents.crops(page.number)
    if words is None or not (words.texts or crops):
        _paint_note(painter, canvas, visible, note, Qt.AlignmentFlag.AlignCenter)
        return
    painter.setTransform(canvas.page_transform(index))
    for box, picture in crops:
        painter.drawImage(QRectF(box.x0, box.y0, box.width, box.height), picture)
    painter.resetTransform()
    _paint_words(painter, canvas, index, words, [box for box, _ in crops])
    area = page.width_pt * page.height_pt
    if not any(box.width * box.height > _WHOLE * area for box, _ in crops):
        laid_out = QCoreApplication.translate("Viewer", "Here is what was kept of it.")
        _paint_note(painter, canvas, visible, f"{note} {laid_out}", Qt.AlignmentFlag.AlignTop)


def _paint_note(
    painter: QPainter, canvas: PageCanvas, room: QRectF, text: str, where: Qt.AlignmentFlag
) -> None:
    font = QFont(canvas.font())
    font.setPixelSize(tokens(canvas).caption_px)
    painter.setFont(font)
    flags = int(Qt.AlignmentFlag.AlignHCenter | where) | int(Qt.TextFlag.TextWordWrap)
    inner = room.adjusted(M, S, -M, -S)
    spot = painter.boundingRect(inner, flags, text).adjusted(-S, -XS, S, XS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.canvas))
    painter.drawRoundedRect(spot, RADIUS, RADIUS)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(inner, flags, text)


def _paint_words(
    painter: QPainter, canvas: PageCanvas, index: int, words: PageWords, crops: Sequence[Box]
) -> None:
    """Lay the words out where they stand, each as wide as it was printed; those in `crops` are seen there."""
    painter.setPen(QColor(LIGHT.text))
    font = QFont(canvas.font())
    for text, box in zip(words.texts, words.boxes, strict=True):
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if any(crop.x0 <= x <= crop.x1 and crop.y0 <= y <= crop.y1 for crop in crops):
            continue
        spot = canvas.view_rect(index, box)
        if min(spot.width(), spot.height()) < _LEAST_READABLE_PX:
            continue
        font.setPixelSize(max(4, round(spot.height() * 0.78)))
        natural = QFontMetricsF(font).horizontalAdvance(text)
        painter.save()
        painter.setFont(font)
        painter.translate(spot.left(), spot.top())
        painter.scale(min(spot.width() / max(natural, 1.0), 1.0), 1.0)
        room = QRectF(0, 0, natural + 1, spot.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip), text)
        painter.restore()


def _paint_heat(painter: QPainter, canvas: PageCanvas, index: int, page: Page) -> None:
    heat = canvas.heat
    if heat is None or heat.page_number != page.number:
        return
    painter.setTransform(canvas.page_transform(index))
    painter.drawImage(heat.area, heat.image)
    painter.resetTransform()


def _paint_boxes(painter: QPainter, canvas: PageCanvas, index: int, page: Page) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box, current in canvas.found.get(page.number, ()):
        tint = QColor(LIGHT.good)
        tint.setAlpha(_FOUND_CURRENT_ALPHA if current else _FOUND_ALPHA)
        painter.fillRect(canvas.view_rect(index, box), tint)
    tint = QColor(LIGHT.accent)
    tint.setAlpha(_SELECTION_ALPHA)
    for box in canvas.pointing.selected_boxes(page.number):
        painter.fillRect(canvas.view_rect(index, box), tint)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _paint_marks(painter: QPainter, canvas: PageCanvas, index: int, page: Page, theme: Tokens) -> None:
    """Paint evidence: a highlight that lets the words through, with an outline that also shows on dark pictures."""
    transform = canvas.page_transform(index)
    for mark in canvas.marks.get(page.number, ()):
        shape = transform.map(mark.shape)
        if not mark.is_frame:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillPath(shape, QColor(theme.mark_current if mark.current else theme.mark))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = QColor(theme.mark_outline)
        if mark.current:
            halo = QColor(theme.paper)
            halo.setAlpha(_HALO_ALPHA)
            painter.setPen(QPen(halo, 4.5))
            painter.drawPath(shape)
        else:
            outline.setAlpha(130)
        painter.setPen(QPen(outline, 2.25 if mark.current else 1.0))
        painter.drawPath(shape)


def _paint_flag(
    painter: QPainter, canvas: PageCanvas, rect: QRectF, label: str, theme: Tokens, *, current: bool
) -> None:
    painter.setPen(QPen(QColor(theme.mark_outline), 1.0))
    ground = QColor(theme.mark_current if current else theme.mark)
    if current:
        ground.setAlpha(255)
    painter.setBrush(QColor(theme.paper))
    painter.drawRoundedRect(rect, XS, XS)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, XS, XS)
    painter.setPen(QColor(LIGHT.text if current else LIGHT.muted))
    painter.setFont(flag_font(canvas))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)


def _paint_region(painter: QPainter, canvas: PageCanvas, theme: Tokens) -> None:
    region = canvas.pointing.region
    if region is not None:
        index, box = region
        spot = canvas.view_rect(index, Box(box.x0, box.y0, box.x1, box.y1))
        tint = QColor(theme.accent)
        tint.setAlpha(40)
        painter.fillRect(spot, tint)
        painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(spot)
    if canvas.pointing.capturing:
        translate = QCoreApplication.translate
        hint = translate("Viewer", "Drag around a figure or a passage, or press an arrow key. Esc stops.")
        if region is not None:
            hint = translate("Viewer", "Arrow keys move the frame, Shift changes its size, Enter takes it.")
        room = QRectF(canvas.viewport().rect())
        _paint_note(painter, canvas, room, hint, Qt.AlignmentFlag.AlignTop)
