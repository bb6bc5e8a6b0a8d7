"""The scrolled pages: paints what shows, asks for what is missing, turns mouse and keys into wishes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from quire.gui.session import Session
from quire.gui.theme.theme import Theme
from quire.gui.viewer import painting
from quire.gui.viewer.layout import GAP, MAX_ZOOM, MIN_ZOOM, Fit, PageLayout, Rect, fitting_zoom
from quire.gui.viewer.pictures import PagePictureCache, keys_for
from quire.gui.viewer.pointing import Pointing
from quire.types import Box, Page

_AHEAD = 0.75  # share of the view's height drawn in advance above and below
_SETTLE_MS = 40  # scrolling faster than this asks for nothing
_WHEEL_STEP = 1.15


class PageCanvas(QAbstractScrollArea):
    """Pages of one document in a continuous scroll.

    Signals:
        page_changed: The 1-based page in the middle of the view.
        zoom_changed: The zoom in percent, and the fit ("width", "page", "free").
        region_taken: A 1-based page and the box a person drew around something.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float, str)
    region_taken = Signal(int, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Pages"))
        self.setAccessibleDescription(self.tr("Page Up and Page Down turn pages; plus and minus zoom."))
        self.pictures = PagePictureCache(session, self)
        self.pictures.arrived.connect(lambda _: self.viewport().update())
        self.pictures.failed.connect(lambda *_: self.viewport().update())
        self.pages: tuple[Page, ...] = ()
        self.layout_ = PageLayout((), zoom=1.0)
        self.fit: Fit = "width"
        self.marks: dict[int, list[tuple[Box, bool]]] = {}  # page number -> boxes, and whether current
        self.found: dict[int, list[tuple[Box, bool]]] = {}
        self.pointing = Pointing(self, session)
        self._page = 0
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())
        Theme.current().changed.connect(self.viewport().update)

    # what is shown -------------------------------------------------------------------------------------------

    def show_document(self, document_id: str, pages: Sequence[Page]) -> None:
        """Show these pages from the top; no pages shows nothing."""
        self.pictures.show_document(document_id)
        self.pointing.show_document(document_id)
        self.pages = tuple(pages)
        self.marks, self.found = {}, {}
        self._page = 0
        self._lay_out(quarter_turns=0)
        self.verticalScrollBar().setValue(0)
        self._scrolled(0)

    def set_marks(self, marks: dict[int, list[tuple[Box, bool]]]) -> None:
        self.marks = marks
        self.viewport().update()

    def set_found(self, found: dict[int, list[tuple[Box, bool]]]) -> None:
        self.found = found
        self.viewport().update()

    def page_number(self) -> int:
        """Return the 1-based page in the middle of the view; 0 without a document."""
        return self._page

    def redraw(self) -> None:
        """Ask again for pages that failed."""
        self.pictures.retry()
        self._want()
        self.viewport().update()

    # where it stands -----------------------------------------------------------------------------------------

    def go_to(self, page_number: int, box: Box | None = None) -> None:
        """Scroll to a page, or so that `box` on it stands a third down the view."""
        if not self.pages:
            return
        index = min(max(page_number, 1), len(self.pages)) - 1
        target = self.layout_.page_rect(index, self._view_width())
        top = target.y - GAP / 2
        if box is not None:
            spot = self.layout_.to_scene(index, box, self._view_width())
            room = max(self.viewport().height() - spot.height, 0) / 3
            top = spot.y - room
            self._show_across(spot)
        self.verticalScrollBar().setValue(round(top))
        self._scrolled(self.verticalScrollBar().value())

    def set_fit(self, fit: Fit) -> None:
        self.fit = fit
        self._refit()

    def set_zoom(self, zoom: float, *, around: QPointF | None = None) -> None:
        """Zoom freely (1.0: a point is a pixel), keeping the point `around` of the viewport where it is."""
        self.fit = "free"
        anchor = around or QPointF(self.viewport().rect().center())
        self._rescale(min(max(zoom, MIN_ZOOM), MAX_ZOOM), anchor)

    def zoom_by(self, factor: float, *, around: QPointF | None = None) -> None:
        self.set_zoom(self.layout_.zoom * factor, around=around)

    def rotate(self) -> None:
        """Turn every page a quarter clockwise, staying on the page."""
        page = self._page
        self._lay_out(quarter_turns=self.layout_.quarter_turns + 1)
        self.go_to(page)

    def scene_point(self, position: QPointF) -> tuple[int, float, float] | None:
        """Return (page index, x, y in page units) under a viewport position; None beside the pages."""
        if not self.pages:
            return None
        x = position.x() + self.horizontalScrollBar().value()
        y = position.y() + self.verticalScrollBar().value()
        index = self.layout_.index_at(y)
        return (index, *self.layout_.to_page(index, x, y, self._view_width()))

    def point_on(self, index: int, position: QPointF) -> tuple[float, float]:
        """Return the point of page `index`, in its units, under a viewport position, also beside the page."""
        x = position.x() + self.horizontalScrollBar().value()
        y = position.y() + self.verticalScrollBar().value()
        return self.layout_.to_page(index, x, y, self._view_width())

    def view_rect(self, index: int, box: Box) -> QRectF:
        """Return where a box of a page stands in the viewport now."""
        rect = self.layout_.to_scene(index, box, self._view_width())
        return QRectF(
            rect.x - self.horizontalScrollBar().value(),
            rect.y - self.verticalScrollBar().value(),
            rect.width,
            rect.height,
        )

    def visible_pages(self) -> range:
        top = self.verticalScrollBar().value()
        return self.layout_.visible(top, top + self.viewport().height())

    # events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painting.paint_pages(painter, self)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit == "free":
            self._set_ranges()
        else:
            self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.zoom_by(_WHEEL_STEP**steps, around=event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().height()
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-view if shift else view) * 9 // 10)
        elif key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        elif key == Qt.Key.Key_0:
            self.set_fit("width")
        elif key == Qt.Key.Key_Escape and self.pointing.give_up():
            pass
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointing.select_word(event.position())

    # within --------------------------------------------------------------------------------------------------

    def _view_width(self) -> float:
        return float(self.viewport().width())

    def _refit(self) -> None:
        if not self.pages:
            return
        if self.fit == "free":
            self._set_ranges()
            return
        view = (float(self.viewport().width()), float(self.viewport().height()))
        turns = self.layout_.quarter_turns
        zoom = fitting_zoom(self.pages, self.fit, max(self._page - 1, 0), view, quarter_turns=turns)
        self._rescale(zoom, QPointF(view[0] / 2, 0))

    def _rescale(self, zoom: float, anchor: QPointF) -> None:
        held = self.scene_point(anchor)
        self.layout_ = PageLayout(self.pages, zoom=zoom, quarter_turns=self.layout_.quarter_turns)
        self._set_ranges()
        if held is not None:
            index, x, y = held
            spot = self.layout_.to_scene(index, Box(x, y, x, y), self._view_width())
            self.horizontalScrollBar().setValue(round(spot.x - anchor.x()))
            self.verticalScrollBar().setValue(round(spot.y - anchor.y()))
        self._scrolled(self.verticalScrollBar().value())
        self.zoom_changed.emit(100 * self.layout_.zoom, self.fit)

    def _lay_out(self, *, quarter_turns: int) -> None:
        zoom = self.layout_.zoom
        if self.pages and self.fit != "free":
            view = (float(self.viewport().width()), float(self.viewport().height()))
            zoom = fitting_zoom(self.pages, self.fit, 0, view, quarter_turns=quarter_turns)
        self.layout_ = PageLayout(self.pages, zoom=zoom, quarter_turns=quarter_turns)
        self._set_ranges()
        self.zoom_changed.emit(100 * zoom, self.fit)
        self.viewport().update()

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        for bar, whole, page in (
            (self.verticalScrollBar(), self.layout_.height, view.height()),
            (self.horizontalScrollBar(), self.layout_.width, view.width()),
        ):
            bar.setRange(0, max(0, round(whole - page)))
            bar.setPageStep(page)
            bar.setSingleStep(max(20, page // 12))

    def _show_across(self, spot: Rect) -> None:
        bar, view = self.horizontalScrollBar(), self.viewport().width()
        if spot.x < bar.value() or spot.x + spot.width > bar.value() + view:
            bar.setValue(round(spot.x + spot.width / 2 - view / 2))

    def _scrolled(self, value: int) -> None:
        self.viewport().update()
        self._settle.start()
        if not self.pages:
            self._page = 0
            return
        page = self.layout_.index_at(value + self.viewport().height() / 2) + 1
        if value <= 0:
            page = 1
        elif value >= self.verticalScrollBar().maximum():
            page = len(self.pages)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _want(self) -> None:
        """Ask for pictures of what shows and what comes next, the middle of the view last: it is drawn first."""
        if not self.pages or not self.pictures.ready:
            return
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        shown = self.layout_.visible(top - _AHEAD * height, top + (1 + _AHEAD) * height)
        middle = self._page - 1
        wanted = []
        for index in sorted(shown, key=lambda index: -abs(index - middle)):
            page = self.pages[index]
            if page.width_pt and page.height_pt:
                size = (page.width_pt, page.height_pt)
                wanted += keys_for(page.number, size, self.scale(), self.shown_part(index))
        self.pictures.want(wanted)
        self.pointing.prepare([self.pages[index].number for index in self.visible_pages()])

    def scale(self) -> float:
        """Return how many picture pixels a page unit has on this screen."""
        return round(self.layout_.zoom * self.devicePixelRatioF(), 3)

    def shown_part(self, index: int) -> Box:
        """Return the part of a page inside the viewport, in its units, grown to what comes next."""
        margin = QPoint(0, round(_AHEAD * self.viewport().height()))
        view = self.viewport().rect()
        corners = []
        for point in (view.topLeft() - margin, view.bottomRight() + margin):
            x = point.x() + self.horizontalScrollBar().value()
            y = point.y() + self.verticalScrollBar().value()
            corners.append(self.layout_.to_page(index, x, y, self._view_width()))
        (ax, ay), (bx, by) = corners
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
