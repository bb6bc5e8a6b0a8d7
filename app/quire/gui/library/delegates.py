"""How a document looks as a row and as a tile, and how its title is edited in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quire.gui.adding.row import paint_ground
from quire.gui.library import words
from quire.gui.library.documents import ENTRY_ROLE, DocumentModel
from quire.gui.library.entries import Entry
from quire.gui.library.painting import (
    chip_size,
    font_of,
    paint_chip,
    paint_line,
    paint_sheet,
    paint_two_lines,
)
from quire.gui.library.thumbnails import Thumbnails
from quire.gui.theme import Tokens, tokens
from quire.gui.theme.tokens import XS, S

_ROW = 68
_SHEET = QSize(40, 52)
_TILE_SHEET = 132  # height
_TILE_LEAST = 112  # width
_Index = QModelIndex | QPersistentModelIndex


class TitleDelegate(QStyledItemDelegate):
    """What row and tile share: editing the title."""

    def __init__(self, model: DocumentModel, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._thumbnails = thumbnails

    def title_rect(self, option: QStyleOptionViewItem) -> QRect:
        """Return where the title stands."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title"))
        editor.setPlaceholderText(self.tr("The document's own title"))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():  # the row may change while one types
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = self.title_rect(option)
        height = max(editor.sizeHint().height(), rect.height())
        editor.setGeometry(rect.left() - S, rect.center().y() - height // 2, rect.width() + S, height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:  # the field's own menu is no end of editing
            return False
        return super().eventFilter(editor, event)


class RowDelegate(TitleDelegate):
    """Sheet, title, file name, pages and state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, tokens().px(_ROW))

    def title_rect(self, option: QStyleOptionViewItem) -> QRect:
        return self._lines(self._inner(option), tokens())[0]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        now = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, option.rect.adjusted(XS, 1, -XS, -1), now)
        inner = self._inner(option)
        box = QRect(inner.left(), inner.top(), now.px(_SHEET.width()), inner.height())
        picture = self._thumbnails.get(entry, box.size(), painter.device().devicePixelRatioF())
        paint_sheet(painter, box, picture, entry.kind, now)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        strong, weak = (now.on_selection, now.on_selection) if selected else (now.text, now.muted)
        title, name, facts = self._lines(inner, now)
        caption = font_of(painter, now.caption_px)
        paint_line(painter, title, entry.title, font_of(painter, now.body_px), strong)
        middle = Qt.TextElideMode.ElideMiddle
        paint_line(painter, name, entry.file_name, caption, weak, mode=middle)
        chip = self._model.chip(entry)
        if chip is not None:
            size = chip_size(chip, caption)
            right = QRect(facts.right() - size.width() + 1, 0, size.width(), size.height())
            right.moveTop(facts.center().y() - size.height() // 2)
            paint_chip(painter, right, chip, caption, now)
            facts = facts.adjusted(0, 0, -size.width() - S, 0)
        paint_line(
            painter, facts, f"{words.pages(entry.summary.n_pages)} · {words.kind(entry.kind)}", caption, weak
        )
        painter.restore()

    def _inner(self, option: QStyleOptionViewItem) -> QRect:
        return option.rect.adjusted(XS + S, S, -XS - S, -S)

    def _lines(self, inner: QRect, now: Tokens) -> tuple[QRect, QRect, QRect]:
        left = inner.left() + now.px(_SHEET.width()) + S + XS
        width = inner.right() - left
        height = inner.height() // 3
        return (
            QRect(left, inner.top(), width, height),
            QRect(left, inner.top() + height, width, height),
            QRect(left, inner.top() + 2 * height, width, height),
        )


class TileDelegate(TitleDelegate):
    """A sheet with its title below; as many tiles side by side as fit, with no room left over."""

    def __init__(self, model: DocumentModel, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(model, thumbnails, parent)
        self._width = _TILE_LEAST

    def fit(self, room: int) -> QSize:
        """Share `room` pixels of width among the tiles; returns the size of one."""
        least = tokens().px(_TILE_LEAST)
        self._width = room // max(1, room // least)
        return self._size()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._size()

    def title_rect(self, option: QStyleOptionViewItem) -> QRect:
        return self._parts(option.rect, tokens())[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        now = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, option.rect.adjusted(2, 2, -2, -2), now)
        box, title = self._parts(option.rect, now)
        picture = self._thumbnails.get(entry, box.size(), painter.device().devicePixelRatioF())
        sheet = paint_sheet(painter, box, picture, entry.kind, now, standing=True)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        caption = font_of(painter, now.caption_px)
        paint_two_lines(painter, title, entry.title, caption, now.on_selection if selected else now.text)
        chip = self._model.chip(entry)
        if chip is not None:
            size = chip_size(chip, caption)
            place = QRect(0, 0, min(size.width(), box.width()), size.height())
            place.moveCenter(sheet.center())
            place.moveBottom(sheet.bottom() - XS)
            paint_chip(painter, place, chip, caption, now)
        painter.restore()

    def _size(self) -> QSize:
        now = tokens()
        return QSize(self._width, now.px(_TILE_SHEET) + S + XS + 2 * self._line_height(now) + 2 * S)

    def _parts(self, rect: QRect, now: Tokens) -> tuple[QRect, QRect]:
        inner = rect.adjusted(S, S, -S, -S)
        height = now.px(_TILE_SHEET)
        box = QRect(inner.left(), inner.top(), inner.width(), height)
        title = QRect(inner.left(), inner.top() + height + S, inner.width(), 2 * self._line_height(now))
        return box, title

    def _line_height(self, now: Tokens) -> int:
        parent = self.parent()
        font = parent.font() if isinstance(parent, QWidget) else QWidget().font()
        font.setPixelSize(now.caption_px)
        return QFontMetrics(font).height()
