"""The viewer pane: a document's pages with everything around them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from quire.errors import NotFound, PasswordNeeded, QuireError
from quire.gui.announce import announce
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.told import told
from quire.gui.viewer.actions import viewer_actions
from quire.gui.viewer.canvas import PageCanvas
from quire.gui.viewer.evidence_bar import EvidenceBar
from quire.gui.viewer.find_bar import FindBar
from quire.gui.viewer.heat import HeatView, can_be_shown
from quire.gui.viewer.history import History, Visit
from quire.gui.viewer.layout import Fit
from quire.gui.viewer.marks import marks_of, own_place
from quire.gui.viewer.notices import EmptyState, Notice
from quire.gui.viewer.opening import Opened, look_up
from quire.gui.viewer.printed import PrintedView
from quire.gui.viewer.remembered import Remembered
from quire.gui.viewer.side_panel import SidePanel
from quire.gui.viewer.swapping import Swapping
from quire.gui.viewer.toolbar import ViewerToolbar
from quire.jobs import Job
from quire.types import Box, Page, Place

_REGION_DPI = 200
_MAX_REGION_PX = 2048.0
_ROOM_FOR_SIDE = 480  # narrower than this, the side panel goes once a page was chosen
_LIBRARY_REST_MS = 400  # the library changes many times a second while documents are added
_PAGE_REST_MS = 600  # before a page that was scrolled to is said


class ViewerPane(QWidget):
    """Shows documents and marks evidence in them.

    Signals:
        picture_taken: PNG bytes of a region, and a caption that says where it is from.
        evidence_shown: The places of an answer, and which of them is shown now.
        shown: The document id, whenever another document's pages are laid out; "" when it was closed.
    """

    picture_taken = Signal(bytes, str)
    evidence_shown = Signal(object, int)
    shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Opened | None = None
        self._wanted: Visit | None = None
        self._wanted_boxes: tuple[Box, ...] = ()
        self._stops: tuple[Stop, ...] = ()
        self._stop = -1
        self._history = History()
        self._remembered = Remembered()
        self.commands = viewer_actions(self)
        self.toolbar = ViewerToolbar(self.commands)
        self.evidence = EvidenceBar(self.commands)
        self.find_bar = FindBar(session)
        self.notice = Notice()
        self.canvas = PageCanvas(session)
        self.heat = HeatView(session, self)
        self.side = SidePanel(session)
        self.printed = PrintedView(session, self)
        self._swapping = Swapping(self, self.printed)
        self._library_rest = QTimer(self, singleShot=True, interval=_LIBRARY_REST_MS)
        self._page_rest = QTimer(self, singleShot=True, interval=_PAGE_REST_MS)
        self._build()
        self._connect()
        self._recall()

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

    @property
    def document_title(self) -> str:
        """The title of the document shown, or "" when there is none."""
        return self._document.title if self._document else ""

    @property
    def stop(self) -> Stop | None:
        """The evidence that was gone to."""
        return self._stops[self._stop] if self._stops else None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages shown: those that Quire laid out, or the printed ones."""
        if self.printed.shown is not None:
            return self.printed.shown.printed.pages
        return self._document.pages if self._document else ()

    # opening -------------------------------------------------------------------------------------------------

    def _jump(self, document_id: str, page_number: int, boxes: tuple[Box, ...] = ()) -> None:
        going = Visit(document_id, page_number)
        self._history.jump(self.here(), going)
        self._go(going, boxes)

    def _go(self, visit: Visit, boxes: tuple[Box, ...] = ()) -> None:
        self._wanted, self._wanted_boxes = visit, boxes
        library = self._session.library
        if library is None:
            return  # `_library_opened` goes on
        if self.document_id == visit.document_id:
            self._arrive()
            return

        def work(_: Job) -> Opened:
            opened = look_up(library, visit.document_id)
            if opened is None:
                raise NotFound("this document is not in the library any more")
            return opened

        def show(opened: Opened) -> None:
            if self._wanted is not None and self._wanted.document_id == opened.document_id:
                self._show(opened)
                self._arrive()

        self._session.tasks.run(work, on_done=show, owner=self)

    def _show(self, opened: Opened) -> None:
        self._document = opened
        self._stack.setCurrentIndex(1)
        self.canvas.fit = "page" if opened.is_picture else self._remembered.fit
        self.printed.shown = None
        self.lay_out()
        self.say_missing()
        self.toolbar.offer_printed(opened.prints)
        self.printed.show_document(opened)
        self._mind_commands()
        self.shown.emit(opened.document_id)

    def lay_out(self) -> None:
        """Fill the canvas and what lies around it with the pages that are to be shown of the document."""
        document, shown = self._document, self.printed.shown
        if document is None:
            return
        self.find_bar.look_on(shown.moved if shown else None)
        self.find_bar.close_bar()
        printed = shown.printed if shown else None
        is_picture = document.is_picture
        self.canvas.show_document(document.document_id, document.pages, is_picture=is_picture, printed=printed)
        self._describe(document)
        self._fill_side()
        self._mind_heat(self.stop)

    def go_on(self, visit: Visit, boxes: tuple[Box, ...] = ()) -> None:
        """Go to a place of the document that is shown, on the pages that Quire laid out."""
        self._wanted, self._wanted_boxes = visit, boxes
        self._arrive()

    def _describe(self, opened: Opened) -> None:
        self.toolbar.show_document(opened.title, opened.path, self.pages)
        self.canvas.setAccessibleName(self.tr("Pages of {title}").format(title=opened.title))

    def say_missing(self) -> None:
        """Say that the original is missing, or nothing."""
        missing = self.tr("The original of this document is not where it was. Shown is what the library keeps.")
        self.notice.say(missing if self._document is not None and self._document.missing else "")

    def _arrive(self) -> None:
        visit = self._wanted
        if visit is None:
            return
        self._mark()
        if self.printed.shown is not None:
            self._swapping.arrive(self.printed.shown, visit, self._wanted_boxes)
        elif self._wanted_boxes:
            self.canvas.go_to_boxes(visit.page_number, self._wanted_boxes)
        else:
            self.canvas.go_to(visit.page_number, offset=visit.offset)
        self._mind_commands()
        self._page_shown(self.canvas.page_number())

    def _close_document(self) -> None:
        self._document = self._wanted = None
        self.printed.show_document(None)
        self._forget_evidence()
        self.find_bar.close_bar()
        self.canvas.show_document("", ())
        self.side.show_document("", (), ())
        self._stack.setCurrentIndex(0)
        self._mind_commands()
        self.shown.emit("")

    # evidence ------------------------------------------------------------------------------------------------

    def _go_to_stop(self, index: int) -> None:
        self._stop = index
        stop = self._stops[index]
        self.find_bar.close_bar()
        self._mind_heat(stop)
        said = self.evidence.show_stop(stop, index, len(self._stops), page=str(stop.page_number))
        self._jump(stop.document_id, stop.page_number, stop.boxes)
        self.evidence_shown.emit(self._stops, index)
        announce(self.canvas, said)

    def _mind_heat(self, stop: Stop | None) -> None:
        offered = self.heat.show_stop(stop if self.printed.shown is None else None)
        self.evidence.offer_heat(offered)
        self.commands["heat"].setEnabled(offered)

    def _mark(self) -> None:
        places_of = self.printed.shown.places_of if self.printed.shown else own_place
        stops = self._stops if self._document else ()
        self.canvas.set_marks(marks_of(self.pages, self.document_id, stops, self._stop, places_of))

    def _forget_evidence(self) -> None:
        self._stops, self._stop = (), -1
        self.evidence.hide()
        self.heat.show_stop(None)
        self.canvas.set_marks({})
        self._mind_commands()

    # history -------------------------------------------------------------------------------------------------

    def here(self) -> Visit | None:
        """Return where one is, on the pages that Quire laid out; None without a document."""
        if self._document is None:
            return None
        page_number, _, offset = self.canvas.spot()
        if self.printed.shown is not None:
            page_number, offset = self.printed.shown.printed.back(page_number, offset or 0.0)
        return Visit(self._document.document_id, page_number, offset)

    def _walk(self, *, back: bool) -> None:
        here = self.here()
        if here is None:
            return
        visit = self._history.back(here) if back else self._history.forward(here)
        if visit is not None:
            self._go(visit)
        self._mind_commands()

    def _mind_commands(self) -> None:
        """Enable what makes sense now."""
        has_document, n_stops = self._document is not None, len(self._stops)
        for name, action in self.commands.items():
            if name in ("next", "previous"):
                action.setEnabled(n_stops > 1)
            elif name == "heat":
                can_be = n_stops > 0 and self.printed.shown is None and can_be_shown(self._stops[self._stop])
                action.setEnabled(can_be)
            elif name == "printed":
                action.setEnabled(self._document is not None and self._document.prints)
            else:
                action.setEnabled(has_document)
        self.commands["back"].setEnabled(has_document and self._history.can_go_back)
        self.commands["forward"].setEnabled(has_document and self._history.can_go_forward)

    # find, region, password ----------------------------------------------------------------------------------

    def _show_found(self, places: tuple[Place, ...], index: int) -> None:
        found: dict[int, list[tuple[Box, bool]]] = {}
        for number, place in enumerate(places):
            found.setdefault(place.page_number, []).extend((box, number == index) for box in place.boxes)
        self.canvas.set_found(found)
        if 0 <= index < len(places):
            self.canvas.go_to_boxes(places[index].page_number, places[index].boxes)

    def _open_find(self, text: str = "") -> None:
        if self._document is not None:
            self.find_bar.open_bar(self._document.document_id, max(self.canvas.page_number(), 1), text)

    def _find_step(self, step: int) -> None:
        if self.find_bar.isVisible():
            self.find_bar.step(step)
        else:
            self._open_find()

    def _take_region(self, page_number: int, box: Box) -> None:
        library, document = self._session.library, self._document
        if library is None or document is None or not box.width or not box.height:
            return
        scale = 1.0 if document.is_picture else _REGION_DPI / 72
        scale = min(scale, _MAX_REGION_PX / max(box.width, box.height))
        label = self.pages[page_number - 1].label or str(page_number)
        draw = library.page_picture if self.printed.shown is None else library.printing.picture
        caption = self.tr("{title}, page {n}").format(title=document.title, n=label)
        self._session.tasks.run(
            lambda _: draw(document.document_id, page_number, scale=scale, clip=box),
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
            self.notice.say(told(error.message), password=True)

        def opened(_: None) -> None:
            self.notice.say("")
            self.canvas.redraw()
            self.canvas.setFocus()

        run = self._session.tasks.run
        run(lambda _: library.unlock(document_id, password), on_done=opened, on_error=fail, owner=self)

    # building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.side)
        self._splitter.addWidget(self.canvas)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([168, 600])
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.notice, self.evidence, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self._splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState())
        self._stack.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        canvas, pointing = self.canvas, self.canvas.pointing
        for name, act in {
            "back": lambda: self._walk(back=True),
            "forward": lambda: self._walk(back=False),
            "page": self.toolbar.edit_page,
            "zoom_in": lambda: canvas.zoom_by(1.25),
            "zoom_out": lambda: canvas.zoom_by(0.8),
            "fit_width": lambda: self._choose_fit("width"),
            "fit_page": lambda: self._choose_fit("page"),
            "natural": lambda: canvas.set_zoom(canvas.natural),
            "rotate": canvas.rotate,
            "find": self._open_find,
            "find_next": lambda: self._find_step(1),
            "find_previous": lambda: self._find_step(-1),
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "copy": pointing.copy,
            "select": lambda: pointing.select_page(canvas.page_number()),
            "redraw": canvas.redraw,
        }.items():
            self.commands[name].triggered.connect(lambda _checked=False, act=act: act())
        self.commands["side"].toggled.connect(self._show_side)
        self.commands["heat"].toggled.connect(self.heat.want)
        self.commands["printed"].toggled.connect(self.printed.want)
        self.heat.changed.connect(canvas.set_heat)
        self.commands["region"].toggled.connect(pointing.capture)
        canvas.capturing_changed.connect(self._capturing)
        self.toolbar.page_wanted.connect(self._to_page)
        self.toolbar.percent_wanted.connect(lambda percent: canvas.set_zoom(canvas.natural * percent / 100))
        self.toolbar.left.connect(canvas.setFocus)
        self.side.page_chosen.connect(self._page_chosen)
        self.side.tab_liked.connect(lambda tab: setattr(self._remembered, "side_tab", tab))
        self.evidence.closed.connect(self._forget_evidence)
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(canvas.setFocus)
        self.notice.password_given.connect(self._unlock)
        canvas.page_changed.connect(self._page_shown)
        canvas.zoom_changed.connect(self.toolbar.set_zoom)
        canvas.region_taken.connect(self._take_region)
        canvas.find_wanted.connect(self._open_find)
        canvas.step_wanted.connect(self.step)
        canvas.stop_wanted.connect(lambda index: self._go_to_stop(index) if index < len(self._stops) else None)
        canvas.pictures.failed.connect(self._page_failed)
        self._page_rest.timeout.connect(self._say_page)
        self._library_rest.timeout.connect(self._look_again)
        self._session.library_changed.connect(self._library_rest.start)
        self._session.opened.connect(self._library_opened)

    def _recall(self) -> None:
        """Bring back what was remembered of the last time."""
        self.commands["side"].setChecked(self._remembered.side_shown)
        self.side.setVisible(self._remembered.side_shown)
        self.side.like_tab(self._remembered.side_tab)

    def _choose_fit(self, fit: Fit) -> None:
        self.canvas.set_fit(fit)
        if self._document is not None and not self._document.is_picture:
            self._remembered.fit = fit

    def _show_side(self, shown: bool) -> None:
        self.side.setVisible(shown)
        self._remembered.side_shown = shown
        self._fill_side()
        self.side.set_page(max(self.canvas.page_number(), 1))

    def _fill_side(self) -> None:
        """Let the side panel list the pages shown, when somebody sees it."""
        shown, document = self.printed.shown, self._document
        if self.side.isHidden() or document is None or self.side.shows == (self.document_id, shown is not None):
            return
        outline = document.outline if shown is None else shown.outline
        self.side.show_document(self.document_id, self.pages, outline, printed=shown is not None)

    def _to_page(self, page_number: int) -> None:
        leaving, going = self.here(), self._swapping.to_page(page_number)
        if going is None:
            self._jump(self.document_id, page_number)
            return
        self._history.jump(leaving, going)
        self._mind_commands()

    def _page_chosen(self, page_number: int) -> None:
        self._to_page(page_number)
        if self.width() < _ROOM_FOR_SIDE:
            self.commands["side"].setChecked(False)

    def _capturing(self, on: bool) -> None:
        self.commands["region"].setChecked(on)
        if on:
            self.canvas.setFocus()
            hint = self.tr("Drag around a figure or a passage. The menu key offers figures and the whole page.")
            announce(self.canvas, hint)

    # what happens meanwhile ----------------------------------------------------------------------------------

    def _page_shown(self, page_number: int) -> None:
        self.toolbar.set_page(page_number)
        self.side.set_page(page_number)
        self._page_rest.start()

    def _say_page(self) -> None:
        """Tell a screen reader the page, and whether there is evidence on it."""
        number = self.canvas.page_number()
        if self._document is None or not number:
            return
        total = len(self.pages)
        said = self.tr("Page {n} of {total}").format(n=number, total=total)
        labels = " ".join(mark.label for mark in self.canvas.marks.get(number, ()))
        if labels:
            said = self.tr("{page}, with evidence {labels}").format(page=said, labels=labels)
        self.canvas.setAccessibleDescription(said)
        if self.canvas.hasFocus():
            announce(self.canvas, said)

    def _library_opened(self) -> None:
        if self._wanted is not None:
            self._go(self._wanted, self._wanted_boxes)

    def _look_again(self) -> None:
        """Close a document that was removed; take over what was read anew of the one shown."""
        library, shown = self._session.library, self._document
        if library is None or shown is None:
            return

        def look(now: Opened | None) -> None:
            if shown is not self._document or now == shown:
                return
            if now is None:
                self._close_document()
                return
            self._document = now
            self._describe(now)
            if now.missing != shown.missing:
                self.say_missing()
            if self.printed.shown is None:
                self.canvas.renew(now.document_id, now.pages)
                if not self.side.isHidden():
                    self.side.renew(now.pages, now.outline)
            if now.version != shown.version or now.prints != shown.prints:
                self.printed.read_anew(now)
            self.toolbar.offer_printed(now.prints)
            self._mark()

        self._session.tasks.run(lambda _: look_up(library, shown.document_id), on_done=look, owner=self)
