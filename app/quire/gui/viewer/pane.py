"""The viewer pane: a document's pages with everything around them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from quire.errors import NotFound, PasswordNeeded, QuireError
from quire.gui.announce import announce
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.viewer.canvas import PageCanvas
from quire.gui.viewer.evidence_bar import EvidenceBar
from quire.gui.viewer.find_bar import FindBar
from quire.gui.viewer.history import History, Visit
from quire.gui.viewer.notices import EmptyState, Notice
from quire.gui.viewer.side_panel import SidePanel
from quire.gui.viewer.toolbar import ViewerToolbar
from quire.jobs import Job
from quire.types import Box, OutlineItem, Page, Place

_REGION_DPI = 200
_MAX_REGION_PX = 2048.0


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is known of a document when it is shown."""

    document_id: str
    title: str
    path: str
    pages: tuple[Page, ...]
    outline: tuple[OutlineItem, ...]
    missing: bool
    is_picture: bool


class ViewerPane(QWidget):
    """Shows documents and marks evidence in them.

    Signals:
        picture_taken: PNG bytes of a region, and a caption that says where it is from.
    """

    picture_taken = Signal(bytes, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: _Opened | None = None
        self._wanted_id = ""
        self._stops: tuple[Stop, ...] = ()
        self._stop = -1
        self._history = History()
        self.toolbar = ViewerToolbar()
        self.evidence = EvidenceBar()
        self.find_bar = FindBar(session)
        self.notice = Notice()
        self.canvas = PageCanvas(session)
        self.side = SidePanel(session)
        self._build()
        self._connect()
        self._mind_history()

    # what others call ----------------------------------------------------------------------------------------

    def open_document(self, document_id: str, page_number: int = 1) -> None:
        """Show a document at a page, without evidence marks."""
        self._forget_evidence()
        self._jump(document_id, page_number)

    def show_evidence(self, stops: tuple[Stop, ...], index: int) -> None:
        """Show one stop of an answer with its boxes marked; the others can be stepped through."""
        if stops:
            self._stops = tuple(stops)
            self._go_to_stop(min(max(index, 0), len(stops) - 1))

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (−1) evidence, around the ends."""
        if self._stops:
            self._go_to_stop((self._stop + step) % len(self._stops))

    @property
    def document_id(self) -> str:
        """The document shown, or "" when there is none."""
        return self._document.document_id if self._document else ""

    # opening -------------------------------------------------------------------------------------------------

    def _jump(self, document_id: str, page_number: int, box: Box | None = None) -> None:
        self._history.jump(self._here(), Visit(document_id, page_number))
        self._mind_history()
        self._go(document_id, page_number, box)

    def _go(self, document_id: str, page_number: int, box: Box | None = None) -> None:
        library = self._session.library
        if library is None:
            return
        self._wanted_id = document_id
        if self._document is not None and self._document.document_id == document_id:
            self._arrive(page_number, box)
            return

        def work(_: Job) -> _Opened:
            summary = next((row for row in library.documents() if row.id == document_id), None)
            if summary is None:
                raise NotFound("this document is not in the library any more")
            return _Opened(
                document_id,
                summary.title,
                summary.path,
                library.pages(document_id),
                library.outline(document_id),
                library.is_missing(document_id),
                summary.media_type.startswith("image/"),
            )

        def show(opened: _Opened) -> None:
            if opened.document_id == self._wanted_id:
                self._show(opened)
                self._arrive(page_number, box)

        self._session.tasks.run(work, on_done=show, owner=self)

    def _show(self, opened: _Opened) -> None:
        self._document = opened
        self._stack.setCurrentIndex(1)
        self.find_bar.close_bar()
        self.toolbar.show_document(opened.title, opened.path, opened.pages)
        self.side.show_document(opened.document_id, opened.pages, opened.outline)
        self.canvas.show_document(opened.document_id, opened.pages)
        self.canvas.set_fit("page" if opened.is_picture else "width")
        self.canvas.setAccessibleName(self.tr("Pages of {title}").format(title=opened.title))
        self.notice.say(
            self.tr("The original of this document is not where it was. Shown is what the library keeps.")
            if opened.missing
            else ""
        )
        self.toolbar.set_page(1)

    def _arrive(self, page_number: int, box: Box | None) -> None:
        self._mark()
        self.canvas.go_to(page_number, box)

    # evidence ------------------------------------------------------------------------------------------------

    def _go_to_stop(self, index: int) -> None:
        self._stop = index
        stop = self._stops[index]
        said = self.evidence.show_stop(stop, index, len(self._stops))
        self._jump(stop.document_id, stop.page_number, stop.boxes[0] if stop.boxes else None)
        announce(self.canvas, said)

    def _mark(self) -> None:
        marks: dict[int, list[tuple[Box, bool]]] = {}
        for index, stop in enumerate(self._stops):
            if stop.document_id == self.document_id:
                marks.setdefault(stop.page_number, []).extend((box, index == self._stop) for box in stop.boxes)
        for boxes in marks.values():
            boxes.sort(key=lambda item: item[1])  # the current one is painted last, on top
        self.canvas.set_marks(marks)

    def _forget_evidence(self) -> None:
        self._stops, self._stop = (), -1
        self.evidence.hide()
        self.canvas.set_marks({})

    # history -------------------------------------------------------------------------------------------------

    def _here(self) -> Visit | None:
        if self._document is None:
            return None
        return Visit(self._document.document_id, max(self.canvas.page_number(), 1))

    def _walk(self, *, back: bool) -> None:
        here = self._here()
        if here is None:
            return
        visit = self._history.back(here) if back else self._history.forward(here)
        if visit is not None:
            self._go(visit.document_id, visit.page_number)
        self._mind_history()

    def _mind_history(self) -> None:
        self.toolbar.buttons["back"].setEnabled(self._history.can_go_back)
        self.toolbar.buttons["forward"].setEnabled(self._history.can_go_forward)

    # find, region, password ----------------------------------------------------------------------------------

    def _show_found(self, places: tuple[Place, ...], index: int) -> None:
        found: dict[int, list[tuple[Box, bool]]] = {}
        for number, place in enumerate(places):
            found.setdefault(place.page_number, []).extend((box, number == index) for box in place.boxes)
        self.canvas.set_found(found)
        if 0 <= index < len(places):
            place = places[index]
            self.canvas.go_to(place.page_number, place.boxes[0] if place.boxes else None)

    def _open_find(self) -> None:
        if self._document is not None:
            self.find_bar.open_bar(self._document.document_id, max(self.canvas.page_number(), 1))

    def _take_region(self, page_number: int, box: Box) -> None:
        library, document = self._session.library, self._document
        self.toolbar.buttons["region"].setChecked(False)
        if library is None or document is None:
            return
        scale = 1.0 if document.is_picture else _REGION_DPI / 72
        scale = min(scale, _MAX_REGION_PX / max(box.width, box.height))
        caption = self.tr("{title}, page {n}").format(title=document.title, n=page_number)
        self._session.tasks.run(
            lambda _: library.page_picture(document.document_id, page_number, scale=scale, clip=box),
            on_done=lambda picture: self.picture_taken.emit(picture, caption),
            owner=self,
            lane="render",
        )

    def _page_failed(self, page_number: int, error: QuireError) -> None:
        if isinstance(error, PasswordNeeded):
            self.notice.say(self.tr("This document is locked. Its password shows its pages."), password=True)

    def _unlock(self, password: str) -> None:
        library, document_id = self._session.library, self.document_id
        if library is None or not document_id:
            return

        def fail(error: QuireError) -> None:
            self.notice.say(error.message[:1].upper() + error.message[1:], password=True)

        def opened(_: None) -> None:
            self.notice.say("")
            self.canvas.redraw()

        self._session.tasks.run(
            lambda _: library.unlock(document_id, password), on_done=opened, on_error=fail, owner=self
        )

    # building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.side.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.side)
        splitter.addWidget(self.canvas)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([180, 600])
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.notice, self.evidence, self.find_bar):
            column.addWidget(widget)
        column.addWidget(splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState())
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        buttons, canvas = self.toolbar.buttons, self.canvas
        buttons["side"].toggled.connect(self.side.setVisible)
        buttons["back"].clicked.connect(lambda: self._walk(back=True))
        buttons["forward"].clicked.connect(lambda: self._walk(back=False))
        buttons["zoom_in"].clicked.connect(lambda: canvas.zoom_by(1.25))
        buttons["zoom_out"].clicked.connect(lambda: canvas.zoom_by(0.8))
        buttons["fit_width"].clicked.connect(lambda: canvas.set_fit("width"))
        buttons["fit_page"].clicked.connect(lambda: canvas.set_fit("page"))
        buttons["rotate"].clicked.connect(canvas.rotate)
        buttons["find"].clicked.connect(self._open_find)
        buttons["region"].toggled.connect(canvas.pointing.capture)
        self.toolbar.page_wanted.connect(lambda number: self._jump(self.document_id, number))
        self.side.page_chosen.connect(lambda number: self._jump(self.document_id, number))
        self.evidence.stepped.connect(self.step)
        self.evidence.closed.connect(self._forget_evidence)
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(canvas.setFocus)
        self.notice.password_given.connect(self._unlock)
        canvas.page_changed.connect(self.toolbar.set_page)
        canvas.page_changed.connect(self.side.set_page)
        canvas.region_taken.connect(self._take_region)
        canvas.pictures.failed.connect(self._page_failed)
        for keys, act in (
            (QKeySequence.StandardKey.Copy, canvas.pointing.copy),
            (QKeySequence.StandardKey.SelectAll, lambda: canvas.pointing.select_page(canvas.page_number())),
        ):
            shortcut = QShortcut(keys, canvas)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._session.library_changed.connect(self._mind_library)

    def _mind_library(self) -> None:
        """Close a document that was removed; show one again that was deepened meanwhile."""
        library, shown = self._session.library, self._document
        if library is None or shown is None:
            return

        def look(rows: list[str]) -> None:
            if shown is self._document and shown.document_id not in rows:
                self._document = None
                self._forget_evidence()
                self.canvas.show_document("", ())
                self._stack.setCurrentIndex(0)

        self._session.tasks.run(lambda _: [row.id for row in library.documents()], on_done=look, owner=self)
