"""Beside the pages: small pictures of them, and the document's own table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListView, QTabWidget, QTreeWidget, QTreeWidgetItem, QWidget

from quire.gui.session import Session
from quire.jobs import Job
from quire.types import OutlineItem, Page

_EDGE = 120  # longest side of a small picture
_KEPT = 400
_Index = QModelIndex | QPersistentModelIndex


class ThumbnailModel(QAbstractListModel):
    """One row per page; pictures come when a row is painted."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._document_id = ""
        self._pages: tuple[Page, ...] = ()
        self._pictures: dict[int, QIcon] = {}
        self._asked: set[int] = set()
        blank = QPixmap(_EDGE * 3 // 4, _EDGE)
        blank.fill(QColor("#ffffff"))
        self._blank = QIcon(blank)

    def show_document(self, document_id: str, pages: Sequence[Page]) -> None:
        self.beginResetModel()
        self._document_id, self._pages = document_id, tuple(pages)
        self._pictures, self._asked = {}, set()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._pages):
            return None
        page = self._pages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return page.label or str(page.number)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {n}").format(n=page.number)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.DecorationRole:
            self._ask(index.row())
            return self._pictures.get(index.row(), self._blank)
        return None

    def _ask(self, row: int) -> None:
        library, document_id, page = self._session.library, self._document_id, self._pages[row]
        if row in self._pictures or row in self._asked or library is None or not page.width_pt:
            return
        self._asked.add(row)
        scale = _EDGE / max(page.width_pt, page.height_pt)

        def work(_: Job) -> QImage:
            return QImage.fromData(library.page_picture(document_id, page.number, scale=scale))

        def keep(picture: QImage) -> None:
            if document_id != self._document_id:
                return
            self._pictures[row] = QIcon(QPixmap.fromImage(picture))
            for old in list(self._pictures)[: max(0, len(self._pictures) - _KEPT)]:
                del self._pictures[old]
                self._asked.discard(old)
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

        # a page that cannot be drawn stays a white sheet here; the canvas says why
        self._session.tasks.run(work, on_done=keep, on_error=lambda _: None, owner=self, lane="render")


class SidePanel(QTabWidget):
    """Thumbnails and outline.

    Signals:
        page_chosen: A 1-based page.
    """

    page_chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Pages and contents"))
        self._model = ThumbnailModel(session, self)
        self.thumbnails = QListView()
        self.thumbnails.setAccessibleName(self.tr("Page thumbnails"))
        self.thumbnails.setProperty("role", "canvas")
        self.thumbnails.setModel(self._model)
        self.thumbnails.setViewMode(QListView.ViewMode.IconMode)
        self.thumbnails.setFlow(QListView.Flow.LeftToRight)
        self.thumbnails.setMovement(QListView.Movement.Static)
        self.thumbnails.setResizeMode(QListView.ResizeMode.Adjust)
        self.thumbnails.setLayoutMode(QListView.LayoutMode.Batched)
        self.thumbnails.setUniformItemSizes(True)
        self.thumbnails.setIconSize(QSize(_EDGE, _EDGE))
        self.thumbnails.setGridSize(QSize(_EDGE + 16, _EDGE + 36))
        self.thumbnails.activated.connect(lambda index: self.page_chosen.emit(index.row() + 1))
        self.thumbnails.clicked.connect(lambda index: self.page_chosen.emit(index.row() + 1))
        self.outline = QTreeWidget()
        self.outline.setAccessibleName(self.tr("Table of contents"))
        self.outline.setProperty("role", "canvas")
        self.outline.setHeaderHidden(True)
        self.outline.setWordWrap(True)
        self.outline.itemActivated.connect(self._choose_item)
        self.outline.itemClicked.connect(self._choose_item)
        self.addTab(self.thumbnails, self.tr("Pages"))
        self.addTab(self.outline, self.tr("Contents"))

    def show_document(self, document_id: str, pages: Sequence[Page], outline: Sequence[OutlineItem]) -> None:
        self._model.show_document(document_id, pages)
        self.outline.clear()
        parents: list[QTreeWidgetItem | QTreeWidget] = [self.outline]
        for entry in outline:
            del parents[max(1, min(entry.level, len(parents))) :]
            item = QTreeWidgetItem(parents[-1], [entry.title])
            item.setData(0, Qt.ItemDataRole.UserRole, entry.page_number)
            item.setToolTip(0, self.tr("{title}, page {n}").format(title=entry.title, n=entry.page_number))
            parents.append(item)
        self.outline.expandToDepth(0)
        self.setTabVisible(1, bool(outline))

    def set_page(self, page_number: int) -> None:
        """Mark the page that shows."""
        index = self._model.index(page_number - 1)
        self.thumbnails.setCurrentIndex(index)
        if self.thumbnails.isVisible():
            self.thumbnails.scrollTo(index)

    def _choose_item(self, item: QTreeWidgetItem) -> None:
        self.page_chosen.emit(int(item.data(0, Qt.ItemDataRole.UserRole)))
