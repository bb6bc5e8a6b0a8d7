"""Earlier conversations: found by their words, opened, renamed, exported, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quire.gui.conversation.labels import label, tool
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import RADIUS, XS, S
from quire.types import Conversation

_SEARCH_AFTER_MS = 150
_SIZE = QSize(380, 440)
_Index = QModelIndex | QPersistentModelIndex


class ConversationsModel(QAbstractListModel):
    """Conversations, the one changed last first.

    Signals:
        renamed: A `Conversation` and the title typed for it.
    """

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Conversation] = []

    def show_rows(self, rows: Sequence[Conversation]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def at(self, index: _Index) -> Conversation | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        title = row.title or self.tr("Without a title")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return title
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {self.under(row)}"
        return None

    def under(self, row: Conversation) -> str:
        """Return when it was changed and how much was asked."""
        moment = QDateTime.fromSecsSinceEpoch(int(row.changed_at))
        now = QDateTime.currentDateTime()
        locale = QLocale()
        if moment.date() == now.date():
            when = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
        elif moment.date().daysTo(now.date()) == 1:
            when = self.tr("yesterday")
        else:
            when = locale.toString(moment.date(), QLocale.FormatType.ShortFormat)
        asked = self.tr("%n question(s)", "", row.n_turns)
        return f"{when} · {asked}"

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.at(index)
        if row is None or role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        if value.strip() and value.strip() != row.title:
            self.renamed.emit(row, value.strip())
        return True


class _TwoLines(QStyledItemDelegate):
    """Title above, date and number of questions below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        now = tokens()
        return QSize(now.px(200), now.px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = tokens()
        model, row = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, ConversationsModel) or row is None:
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box: QRect = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selection if chosen else now.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        inside = box.adjusted(S, XS, -S, -XS)
        font = option.font
        font.setPixelSize(now.body_px)
        painter.setFont(font)
        painter.setPen(QColor(now.on_selection if chosen else now.text))
        title = painter.fontMetrics().elidedText(
            str(index.data()).replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        font.setPixelSize(now.caption_px)
        painter.setFont(font)
        painter.setPen(QColor(now.on_selection if chosen else now.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, model.under(row))
        painter.restore()


class HistoryPanel(QFrame):
    """Signals:
    list_wanted: Conversations with these words; empty for all.
    chosen, export_wanted, delete_wanted: A `Conversation`.
    rename_wanted: A `Conversation` and its new title.
    """

    list_wanted = Signal(str)
    chosen = Signal(object)
    export_wanted = Signal(object)
    delete_wanted = Signal(object)
    rename_wanted = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Earlier conversations"))
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        self.search = QLineEdit(
            placeholderText=self.tr("Search questions and answers"), clearButtonEnabled=True
        )
        self.search.setAccessibleName(self.tr("Search conversations"))
        column.addWidget(self.search)
        self._model = ConversationsModel(self)
        self.view = QListView()
        self.view.setAccessibleName(self.tr("Conversations"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(_TwoLines(self.view))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        column.addWidget(self.view, 1)
        self._nothing = label("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        column.addWidget(self._nothing, 1)
        column.addLayout(self._make_row())
        self._soon = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._soon.timeout.connect(lambda: self.list_wanted.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.search.installEventFilter(self)
        self.search.returnPressed.connect(self._choose)
        self.view.clicked.connect(lambda _: self._choose())
        self.view.activated.connect(lambda _: self._choose())
        self.view.customContextMenuRequested.connect(self._offer)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._mind())
        self._model.renamed.connect(self.rename_wanted)
        self._mind()

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(XS)
        row.addStretch()
        self.rename = tool("edit", self.tr("Rename"), self._rename, tip=self.tr("Rename (F2)"))
        self.export = tool("export", self.tr("Export as Markdown"), lambda: self._emit(self.export_wanted))
        self.delete = tool(
            "trash", self.tr("Delete"), lambda: self._emit(self.delete_wanted), tip=self.tr("Delete (Del)")
        )
        for button in (self.rename, self.export, self.delete):
            row.addWidget(button)
        return row

    # showing -----------------------------------------------------------------------------------------------------

    def open_below(self, anchor: QWidget, width: int) -> None:
        """Open below a button, no wider than the pane."""
        now = tokens(self)
        self.resize(min(now.px(_SIZE.width()), width - 2 * S), now.px(_SIZE.height()))
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + XS))
        left = corner.x() - self.width()
        screen = anchor.screen().availableGeometry()
        left = min(max(left, screen.left() + S), screen.right() - self.width() - S)
        self.move(left, min(corner.y(), screen.bottom() - self.height() - S))
        self.search.clear()
        self.list_wanted.emit("")
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_list(self, rows: Sequence[Conversation], text: str, current: str) -> None:
        """Show what was found.

        Args:
            current: Id of the conversation being held, chosen when it is among them.
        """
        if text.strip() != self.search.text().strip():
            return  # of an earlier letter
        self._model.show_rows(rows)
        ids = [row.id for row in rows]
        at = ids.index(current) if current in ids else 0
        if rows:
            self.view.setCurrentIndex(self._model.index(at, 0))
        self._nothing.setText(
            self.tr("No conversation has these words.")
            if text.strip()
            else self.tr("What you ask is kept here.")
        )
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._mind()

    @property
    def current(self) -> Conversation | None:
        return self._model.at(self.view.currentIndex())

    # doing -------------------------------------------------------------------------------------------------------

    def _mind(self) -> None:
        for button in (self.rename, self.export, self.delete):
            button.setEnabled(self.current is not None)

    def _choose(self) -> None:
        if self.current is not None:
            chosen = self.current
            self.hide()
            self.chosen.emit(chosen)

    def _rename(self) -> None:
        if self.current is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.edit(self.view.currentIndex())

    def _emit(self, wish: object) -> None:
        if self.current is not None:
            wish.emit(self.current)  # type: ignore[attr-defined]

    def _offer(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, name, do in (
            (self.tr("Open"), "conversation", self._choose),
            (self.tr("Rename"), "edit", self._rename),
            (self.tr("Export as Markdown…"), "export", lambda: self._emit(self.export_wanted)),
            (self.tr("Delete"), "trash", lambda: self._emit(self.delete_wanted)),
        ):
            action = QAction(icon(name, colour="muted"), text, menu)
            action.triggered.connect(lambda _checked=False, call=do: call())
            menu.addAction(action)
        menu.popup(self.view.viewport().mapToGlobal(at))

    # keys --------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is not self.search
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
        ):
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            row = min(max(self.view.currentIndex().row() + step, 0), self._model.rowCount() - 1)
            self.view.setCurrentIndex(self._model.index(row, 0))
        return bool(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete) and self.view.hasFocus():
            self._emit(self.delete_wanted)
            return
        super().keyPressEvent(event)
