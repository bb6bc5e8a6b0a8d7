"""Beside the pages: small pictures of them, and the document's own table of contents."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QTabWidget, QTreeWidget, QTreeWidgetItem, QWidget

from quire.gui.session import Session
from quire.gui.tasks import Task
from quire.gui.theme.tokens import LIGHT
from quire.jobs import Job
from quire.types import OutlineItem, Page

_EDGE = 120  # longest side of a small picture
_KEPT = 400
_MOST_ASKED = 48  # rows that fly past while scrolling are given up
_Index = QModelIndex | QPersistentModelIndex


class ThumbnailModel(QAbstractListModel):
    """One row per page; pictures come when a row is painted."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._view = parent
        self._document_id = ""
        self._printed = False
        self._pages: tuple[Page, ...] = ()
        self._pictures: OrderedDict[int, QIcon] = OrderedDict()
        self._asked: OrderedDict[int, Task] = OrderedDict()
        self._blanks: dict[float, QIcon] = {}

    def show_document(self, document_id: str, pages: Sequence[Page], *, printed: bool = False) -> None:
        self.beginResetModel()
        self._document_id, self._pages, self._printed = document_id, tuple(pages), printed
        self._pictures.clear()
        for task in self._asked.values():
            task.cancel()
        self._asked.clear()
        self.endResetModel()

    @property
    def document_id(self) -> str:
        return self._document_id

    @property
    def printed(self) -> bool:
        return self._printed

    @property
    def pages(self) -> tuple[Page, ...]:
        return self._pages

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
            return self._picture(index.row())
        return None

    def _picture(self, row: int) -> QIcon:
        picture = self._pictures.get(row)
        if picture is not None:
            self._pictures.move_to_end(row)
            return picture
        self._ask(row)
        page = self._pages[row]
        shape = round(page.width_pt / page.height_pt, 1) if page.width_pt and page.height_pt else 0.7
        if shape not in self._blanks:
            blank = QImage(
                round(_EDGE * min(shape, 1.0)), round(_EDGE / max(shape, 1.0)), QImage.Format.Format_RGB32
            )
            blank.fill(QColor(LIGHT.paper))
            self._blanks[shape] = _framed(blank, 1.0)
        return self._blanks[shape]

    def _ask(self, row: int) -> None:
        library, document_id, page = self._session.library, self._document_id, self._pages[row]
        if row in self._asked or library is None or not page.width_pt or not page.height_pt:
            return
        ratio = self._view.devicePixelRatioF()
        scale = _EDGE * ratio / max(page.width_pt, page.height_pt)
        printed = self._printed
        draw = library.printing.picture if printed else library.page_picture

        def work(_: Job) -> QImage:
            return QImage.fromData(draw(document_id, page.number, scale=scale))

        def keep(picture: QImage) -> None:
            if (document_id, printed) != (self._document_id, self._printed) or row not in self._asked:
                return
            del self._asked[row]
            if picture.isNull():
                return
            self._pictures[row] = _framed(picture, ratio)
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

        # a page that cannot be drawn stays a white sheet here, and stays asked for; the canvas says why
        self._asked[row] = self._session.tasks.run(
            work, on_done=keep, on_error=lambda _: None, owner=self, lane="render"
        )
        while len(self._asked) > _MOST_ASKED:
            self._asked.popitem(last=False)[1].cancel()


def _framed(picture: QImage, ratio: float) -> QIcon:
    """Return a sheet with a hairline around it, which shows on light ground."""
    pixmap = QPixmap.fromImage(picture)
    painter = QPainter(pixmap)
    painter.setPen(QColor(LIGHT.border))
    painter.drawRect(0, 0, pixmap.width() - 1, pixmap.height() - 1)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)


class SidePanel(QTabWidget):
    """Thumbnails and outline.

    Signals:
        page_chosen: A 1-based page.
        tab_liked: The tab a person chose, to be remembered.
    """

    page_chosen = Signal(int)
    tab_liked = Signal(int)

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
        self._liked_tab = 0
        self.tabBarClicked.connect(self._like)
        self.tabBar().currentChanged.connect(self._like_by_key)

    def show_document(
        self,
        document_id: str,
        pages: Sequence[Page],
        outline: Sequence[OutlineItem],
        *,
        printed: bool = False,
    ) -> None:
        self._model.show_document(document_id, pages, printed=printed)
        self.show_outline(outline)

    @property
    def shows(self) -> tuple[str, bool]:
        """The document whose pages are listed, and whether those are its printed ones."""
        return self._model.document_id, self._model.printed

    def renew(self, pages: Sequence[Page], outline: Sequence[OutlineItem]) -> None:
        """Take over what was read anew of the same document."""
        if tuple(pages) != self._model.pages:
            self._model.show_document(self._model.document_id, pages)
        self.show_outline(outline)

    def show_outline(self, outline: Sequence[OutlineItem]) -> None:
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
        self.tabBar().setVisible(bool(outline))
        self.setCurrentIndex(self._liked_tab if outline else 0)

    def like_tab(self, tab: int) -> None:
        """Show this tab for every document that has it."""
        self._liked_tab = tab
        if self.isTabVisible(tab):
            self.setCurrentIndex(tab)

    def set_page(self, page_number: int) -> None:
        """Mark the page that shows."""
        index = self._model.index(page_number - 1)
        self.thumbnails.setCurrentIndex(index)
        if self.thumbnails.isVisible():
            self.thumbnails.scrollTo(index)

    def _like(self, tab: int) -> None:
        if tab >= 0 and tab != self._liked_tab:
            self._liked_tab = tab
            self.tab_liked.emit(tab)

    def _like_by_key(self, tab: int) -> None:
        if self.tabBar().hasFocus():
            self._like(tab)

    def _choose_item(self, item: QTreeWidgetItem) -> None:
        self.page_chosen.emit(int(item.data(0, Qt.ItemDataRole.UserRole)))
