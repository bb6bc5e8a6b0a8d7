"""The tree above the documents: choosing, naming and filling collections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QIcon,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QWidget,
)

from quire.gui.adding.row import paint_ground
from quire.gui.library.entries import Place, Shelf
from quire.gui.library.painting import font_of, paint_line
from quire.gui.library.shelves import COUNT_ROLE, HEADING_ROLE, PLACE_ROLE, ShelfModel
from quire.gui.theme import Theme, icon, tokens
from quire.gui.theme.tokens import ICON, XS, M, S

_ROW = 30
_HEADING = 34
_Index = QModelIndex | QPersistentModelIndex


class ShelfDelegate(QStyledItemDelegate):
    """Sign, name, number of documents."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, tokens().px(_HEADING if index.data(HEADING_ROLE) else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(HEADING_ROLE):
            box = option.rect.adjusted(XS + S, S, -S, 0)
            paint_line(painter, box, index.data(), font_of(painter, now.caption_px, strong=True), now.muted)
            painter.restore()
            return
        paint_ground(painter, option, option.rect.adjusted(XS, 1, -XS, -1), now)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        inner = option.rect.adjusted(XS + S + depth(index) * now.px(M), 0, -XS - S, 0)
        edge = now.px(ICON - XS)
        sign = QRect(inner.left(), inner.center().y() - edge // 2 + 1, edge, edge)
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, sign, mode=mode)
        caption = font_of(painter, now.caption_px)
        count = f"{index.data(COUNT_ROLE):n}" if index.data(COUNT_ROLE) else ""
        width = QFontMetrics(caption).horizontalAdvance(count)
        right = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        paint_line(painter, right, count, caption, now.on_selection if selected else now.muted)
        name = inner.adjusted(edge + S, 0, -width - S, 0)
        colour = now.on_selection if selected else now.text
        if option.state & QStyle.StateFlag.State_Children:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            name.setRight(name.right() - now.px(M))
            arrow = "chevron-down" if opened else "chevron-right"
            icon(arrow, colour="muted").paint(painter, arrow_rect(option.rect, right.left()), mode=mode)
        paint_line(painter, name, index.data(), font_of(painter, now.body_px), colour)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name of the collection"))
        editor.setPlaceholderText(self.tr("Name"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        left = option.rect.left() + XS + S + depth(index) * tokens().px(M) + tokens().px(ICON - XS) + XS
        editor.setGeometry(
            QRect(left, option.rect.top(), option.rect.right() - left - XS, option.rect.height())
        )


class ShelfView(QTreeView):
    """Signals:
    chosen: A `Place`: its documents are to be shown.
    delete_wanted: Full name of a collection.
    """

    chosen = Signal(object)
    delete_wanted = Signal(str)

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelves = model
        self._place = Place()
        self._closed: set[str] = set()
        self._shown: tuple[Sequence[str], dict[Place, int]] | None = None
        self.setAccessibleName(self.tr("Collections"))
        self.setProperty("role", "canvas")
        self.setProperty("takesFiles", True)
        self.setModel(model)
        self.setItemDelegate(ShelfDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(0)  # the delegate indents, so that selection and sign begin where they should
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(True)
        self._make_actions()
        self._add_heading_button()
        model.modelReset.connect(self._after_reset)
        self.selectionModel().currentChanged.connect(self._choose)
        self.itemDelegate().closeEditor.connect(self._end_editing)
        self.expanded.connect(lambda index: self._closed.discard(_name(index)))
        self.collapsed.connect(lambda index: self._closed.add(_name(index)))
        Theme.current().changed.connect(self.scheduleDelayedItemsLayout)
        self._after_reset()

    @property
    def place(self) -> Place:
        """The place being looked at."""
        return self._place

    def show_shelves(self, collections: Sequence[str], counts: dict[Place, int]) -> None:
        """Show the collections, but not while one is being named."""
        self._shown = (collections, counts)
        if self.state() != QAbstractItemView.State.EditingState:
            self._shelves.show(collections, counts)

    def go_to(self, place: Place) -> None:
        """Choose a place, when it is shown."""
        index = self._shelves.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)

    def begin_new(self, parent_name: str = "") -> None:
        """Let the person name a new collection."""
        index = self._shelves.begin_new(parent_name)
        self.expand(index.parent())
        self.scrollTo(index)
        self.edit(index)

    def begin_rename(self) -> None:
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())

    def content_height(self) -> int:
        """Return the height at which nothing has to be scrolled."""
        height, index = 2 * XS, self._shelves.index(0, 0)
        while index.isValid():
            height += self.sizeHintForIndex(index).height()
            index = self.indexBelow(index)
        return height

    # building ----------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.new = self._action("add", self.tr("New Collection"), "Ctrl+Shift+N", lambda: self.begin_new(""))
        self.new.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.new_inside = self._action("add", self.tr("New Collection Inside"), "", self._begin_new_inside)
        self.rename = self._action("edit", self.tr("Rename Collection"), "F2", self.begin_rename)
        self.delete = self._action("trash", self.tr("Delete Collection"), "Del", self._delete)

    def _action(self, name: str, text: str, keys: str, act: object) -> QAction:
        action = QAction(icon(name), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _add_heading_button(self) -> None:
        self.add_button = QToolButton(self.viewport())
        self.add_button.setIcon(icon("add"))
        edge = Theme.current().tokens.px(ICON - XS)
        self.add_button.setIconSize(QSize(edge, edge))
        self.add_button.setAccessibleName(self.tr("New collection"))
        self.add_button.setToolTip(self.tr("New collection"))
        self.add_button.clicked.connect(lambda: self.begin_new(""))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        button: QToolButton | None = getattr(self, "add_button", None)  # Qt calls this while constructing
        if button is not None:
            box = self.visualRect(self._shelves.heading())
            size = button.sizeHint()
            button.move(box.right() - size.width() - XS, box.bottom() - size.height())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.updateGeometries()

    # events ------------------------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.new)
        if self._place.shelf is Shelf.COLLECTION:
            menu.addActions([self.new_inside, self.rename])
            menu.addSeparator()
            menu.addAction(self.delete)
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            menu.popup(event.globalPos())
        else:
            menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._shelves.rowCount(index) and event.position().x() > self._arrow_left(index):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)

    def _arrow_left(self, index: QModelIndex) -> int:
        font = QFont(self.font())
        font.setPixelSize(tokens().caption_px)
        count = f"{index.data(COUNT_ROLE):n}" if index.data(COUNT_ROLE) else ""
        right = self.visualRect(index).right() - XS - S - QFontMetrics(font).horizontalAdvance(count)
        return right - tokens().px(M) - XS

    def _choose(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE)
        if isinstance(place, Place) and place != self._place:
            self._place = place
            self.chosen.emit(place)

    def _after_reset(self) -> None:
        self.expandAll()
        for name in self._closed:
            self.collapse(self._shelves.index_of(Place(Shelf.COLLECTION, name)))
        index = self._shelves.index_of(self._place)
        if not index.isValid():
            index = self._shelves.index_of(Place())
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)

    def _begin_new_inside(self) -> None:
        if self._place.shelf is Shelf.COLLECTION:
            self.begin_new(self._place.name)

    def _delete(self) -> None:
        if self._place.shelf is Shelf.COLLECTION:
            self.delete_wanted.emit(self._place.name)

    def _end_editing(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._shelves.end_new()
        if self._shown is not None:
            self._shelves.show(*self._shown)


def depth(index: _Index) -> int:
    """Return inside how many collections this one is."""
    n, parent = 0, index.parent()
    while parent.isValid():
        n, parent = n + 1, parent.parent()
    return n


def arrow_rect(row: QRect, right: int) -> QRect:
    """Return where the arrow of a collection with others inside stands, left of `right`."""
    edge = tokens().px(S + XS)
    return QRect(right - edge - XS, row.center().y() - edge // 2 + 1, edge, edge)


def _name(index: QModelIndex) -> str:
    place = index.data(PLACE_ROLE)
    return place.name if isinstance(place, Place) else ""
