"""The documents as a list or as a grid of first pages: one view, so that the selection stays."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from quire.gui.library.delegates import RowDelegate, TileDelegate
from quire.gui.library.documents import DocumentModel
from quire.gui.library.entries import Entry
from quire.gui.library.thumbnails import Thumbnails
from quire.gui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


class DocumentView(QListView):
    """Signals:
    menu_wanted: A global position.
    selection_moved: Other documents are selected.
    edited: Editing a title has ended.
    """

    menu_wanted = Signal(object)
    selection_moved = Signal()
    edited = Signal()

    def __init__(self, model: DocumentModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents = model
        self._rows = RowDelegate(model, thumbnails, self)
        self._tiles = TileDelegate(model, thumbnails, self)
        self._is_grid = False
        self._kept: tuple[set[str], str] = (set(), "")
        self.setAccessibleName(self.tr("Documents"))
        self.setProperty("role", "canvas")
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(self._rows)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())
        for delegate in (self._rows, self._tiles):
            delegate.closeEditor.connect(self.edited, Qt.ConnectionType.QueuedConnection)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        thumbnails.arrived.connect(lambda _: self.viewport().update())
        Theme.current().changed.connect(self._lay_out)

    @property
    def is_grid(self) -> bool:
        return self._is_grid

    def set_grid(self, grid: bool) -> None:
        """Show tiles instead of rows."""
        if grid == self._is_grid:
            return
        self._is_grid = grid
        self.setItemDelegate(self._tiles if grid else self._rows)
        self.setFlow(QListView.Flow.LeftToRight if grid else QListView.Flow.TopToBottom)
        self.setWrapping(grid)
        self._lay_out()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def selected(self) -> list[Entry]:
        """Return the selected documents in the order they are shown."""
        found = self.selectionModel().selection()  # ranges: one when everything is selected
        ranges = sorted((found.at(n).top(), found.at(n).bottom()) for n in range(found.count()))
        return [self._documents.entry(row) for top, end in ranges for row in range(top, end + 1)]

    def select(self, document_ids: set[str], current: str = "") -> None:
        """Select those of the documents that are shown."""
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.clear()
        for row, document_id in enumerate(self._documents.ids()):
            if document_id in document_ids:
                model.select(self._documents.index(row), flag.Select)
            if document_id == current:
                model.setCurrentIndex(self._documents.index(row), flag.NoUpdate)

    def begin_rename(self) -> None:
        """Edit the title of the current document."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            index = self.currentIndex()
            self.scrollTo(index)
        if index.isValid():
            keyboard = event.reason() != QContextMenuEvent.Reason.Mouse
            at = self.visualRect(index).center() if keyboard else event.pos()
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_grid:
            self._fit_tiles()
        super().resizeEvent(event)

    def _fit_tiles(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()  # Qt keeps its room free also while it is not shown
        room = self.width() - 2 * self.frameWidth() - bar - 2
        self.setGridSize(self._tiles.fit(max(room, 1)))

    def _lay_out(self) -> None:
        if self._is_grid:
            self._fit_tiles()
        else:
            self.setGridSize(QSize())
        self.setUniformItemSizes(False)  # forgets the size of the other kind of item
        self.setUniformItemSizes(True)
        self.scheduleDelayedItemsLayout()

    def _keep(self) -> None:
        current = self.currentIndex()
        document_id = self._documents.entry(current.row()).id if current.isValid() else ""
        self._kept = ({entry.id for entry in self.selected()}, document_id)

    def _restore(self) -> None:
        ids, current = self._kept
        if ids or current:
            self.select(ids, current)
        self.selection_moved.emit()
