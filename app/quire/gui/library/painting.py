"""What list and grid paint of a document: its sheet, its state, its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from quire.gui.library.entries import Kind
from quire.gui.library.words import Chip
from quire.gui.theme import Tokens, icon
from quire.gui.theme.tokens import S

KIND_ICONS = {
    Kind.PDF: "file",
    Kind.PICTURE: "image",
    Kind.BOOK: "library",
    Kind.WEB_PAGE: "external",
    Kind.TEXT: "text",
    Kind.OTHER: "file",
}
_SIGN_SHARE = 0.45  # of the sheet's shorter edge


def font_of(painter: QPainter, pixels: int, *, strong: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def paint_sheet(
    painter: QPainter, box: QRect, picture: QPixmap | None, kind: Kind, now: Tokens, *, standing: bool = False
) -> QRect:
    """Paint the first page into the middle of `box`, or standing on its bottom; returns where it came to lie."""
    if picture is None:
        width = min(box.width(), round(box.height() * 0.75))
        sheet = QRect(0, 0, width, box.height())
    else:
        sheet = QRect(0, 0, *_logical(picture))
    sheet.moveCenter(box.center())
    if standing:
        sheet.moveBottom(box.bottom())
    frame = QRectF(sheet).adjusted(-0.5, -0.5, 0.5, 0.5)
    if picture is None:
        painter.setPen(QPen(QColor(now.border), 1))
        painter.setBrush(QColor(now.raised))
        painter.drawRoundedRect(frame, 2, 2)
        edge = max(12, round(min(sheet.width(), sheet.height()) * _SIGN_SHARE))
        sign = QRect(0, 0, edge, edge)
        sign.moveCenter(sheet.center())
        icon(KIND_ICONS[kind], colour="muted").paint(painter, sign)
    else:
        painter.fillRect(sheet, QColor(now.paper))
        painter.drawPixmap(sheet.topLeft(), picture)
        painter.setPen(QPen(QColor(now.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
    return sheet


def _logical(picture: QPixmap) -> tuple[int, int]:
    size = picture.deviceIndependentSize()
    return round(size.width()), round(size.height())


def chip_size(chip: Chip, font: QFont) -> QSize:
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(chip.text) + 2 * S - 2, metrics.height() + 2)


def paint_chip(painter: QPainter, box: QRect, chip: Chip, font: QFont, now: Tokens) -> None:
    words, ground = {
        "accent": (now.accent_text, now.accent_tint),
        "warning": (now.warning, now.warning_tint),
        "danger": (now.danger, now.danger_tint),
    }.get(chip.tone, (now.muted, now.canvas))
    painter.setPen(QPen(QColor(now.border), 1) if chip.tone == "muted" else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    painter.setPen(QColor(words))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip.text)


def paint_line(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    colour: str,
    *,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Paint one line, elided to fit."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, mode, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def paint_two_lines(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
    """Paint at most two centred lines, the second elided."""
    metrics = QFontMetrics(font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(box.width())
    second = layout.createLine()
    layout.endLayout()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    height = metrics.height()
    cut = first.textStart() + first.textLength()
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRect(box.left(), box.top(), box.width(), height), flags, text[:cut].strip())
    if second.isValid():
        rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), box.top() + height, box.width(), height), flags, rest)
