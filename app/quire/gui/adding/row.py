"""How one file on its way is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quire.gui.adding.batch import AddingItem
from quire.gui.adding.model import ITEM_ROLE, state_words
from quire.gui.theme import Tokens, icon, tokens
from quire.gui.theme.tokens import RADIUS, XS, S
from quire.types import DocumentStage

_HEIGHT = 44
_ICON = 18
_BAR = 3
_ICONS = {
    DocumentStage.WAITING: ("clock", "muted"),
    DocumentStage.READING: ("text", "accent_text"),
    DocumentStage.SEARCHABLE: ("search", "muted"),
    DocumentStage.DEEPENING: ("spark", "accent_text"),
}
_Index = QModelIndex | QPersistentModelIndex


class AddingDelegate(QStyledItemDelegate):
    """Icon of the stage, name, what is happening, and a thin bar while pages go by."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, tokens().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = tokens()
        item: AddingItem = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(XS, 1, -XS, -1)
        paint_ground(painter, option, rect, now)
        inner = rect.adjusted(S, XS, -S, -XS)
        edge = now.px(_ICON)
        name, colour = ("folder", "muted") if item.is_folder else _ICONS.get(item.stage, ("file", "muted"))
        sign = QRect(inner.left(), inner.top() + (inner.height() - edge) // 2, edge, edge)
        icon(name, colour=colour).paint(painter, sign)
        words = inner.adjusted(edge + S, 0, 0, -_BAR if item.busy else 0)
        self._paint_words(painter, words, item, now)
        if item.busy:
            self._paint_bar(painter, words, item, now)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, item: AddingItem, now: Tokens) -> None:
        half = rect.height() // 2
        font = QFont(painter.font())
        font.setPixelSize(now.body_px)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        name = painter.fontMetrics().elidedText(item.name, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(
            QRect(rect.left(), rect.top(), rect.width(), half),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            name,
        )
        font.setPixelSize(now.caption_px)
        painter.setFont(font)
        painter.setPen(QColor(now.muted))
        words = painter.fontMetrics().elidedText(state_words(item), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(
            QRect(rect.left(), rect.top() + half, rect.width(), half),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )

    def _paint_bar(self, painter: QPainter, words: QRect, item: AddingItem, now: Tokens) -> None:
        track = QRectF(words.left(), words.bottom() + 1, words.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if item.total_pages:
            share = min(1.0, item.done_pages / item.total_pages)
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), max(_BAR, track.width() * share), _BAR), _BAR / 2, _BAR / 2
            )


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, now: Tokens) -> None:
    """Paint what lies behind a row: selection, hover, and the ring of the one with the keyboard."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or hovered:
        painter.setBrush(QColor(now.selection if selected else now.hover))
        painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(now.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
