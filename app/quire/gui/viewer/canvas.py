"""The scrolled pages: where they stand, what is asked for, and what keys and wheel do with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from quire.gui.session import Session
from quire.gui.theme.theme import Theme
from quire.gui.viewer import painting
from quire.gui.viewer.contents import Contents
from quire.gui.viewer.context_menu import PageMenu
from quire.gui.viewer.heat import Heat
from quire.gui.viewer.key_region import steer
from quire.gui.viewer.layout import GAP, MAX_ZOOM, MIN_ZOOM, Fit, PageLayout, Rect, fitting_zoom
from quire.gui.viewer.marks import Mark, bounds
from quire.gui.viewer.pictures import PagePictureCache
from quire.gui.viewer.pointing import Pointing
from quire.gui.viewer.scrolling import Glide, wheel_pixels
from quire.gui.viewer.wanting import AHEAD, Wanting
from quire.types import Box, Page

if TYPE_CHECKING:
    from quire.library.printing import Printed

_WHEEL_STEP = 1.15
_ROOM_ABOVE_PX = 28.0  # over a place gone to: its flag and its outline stand there
_ROOM_BESIDE_PX = 48.0
_INCH = 96 / 72  # view pixels per point at which paper has its own size


class PageCanvas(QAbstractScrollArea):
    """Pages of one document in a continuous scroll.

    Signals:
        page_changed: The 1-based page in the middle of the view.
        zoom_changed: The zoom in percent of the natural size, and the fit ("width", "page", "free").
        region_taken: A 1-based page and the box somebody drew around something, or chose.
        capturing_changed: Whether the next drag draws a region.
        find_wanted: Words to be found in the document.
        step_wanted: +1 or −1: the next or previous evidence.
        stop_wanted: The index of a stop whose flag was pressed.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float, str)
    region_taken = Signal(int, object)
    capturing_changed = Signal(bool)
    find_wanted = Signal(str)
    step_wanted = Signal(int)
    stop_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Pages"))
        self.pages: tuple[Page, ...] = ()
        self.layout_ = PageLayout((), zoom=1.0)
        self.fit: Fit = "width"
        self.natural = _INCH  # zoom of 100 %; 1.0 for pictures, pixel for pixel
        self.marks: dict[int, list[Mark]] = {}  # page number -> marks, the current one last
        self.heat: Heat | None = None
        self.found: dict[int, list[tuple[Box, bool]]] = {}  # page number -> boxes, and whether current
        self.pictures = PagePictureCache(session, self)
        self.contents = Contents(session, self)
        self.pointing = Pointing(self)
        self.wanting = Wanting(self)
        self._page = 0
        self._glide = Glide(self.verticalScrollBar())
        self._glide_across = Glide(self.horizontalScrollBar())
        self.pictures.arrived.connect(lambda _: self.viewport().update())
        self.pictures.failed.connect(lambda number, _: self.contents.want_crops(number))
        self.pictures.failed.connect(lambda *_: self.viewport().update())
        self.contents.arrived.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled_across)
        Theme.current().changed.connect(self.viewport().update)

    # what is shown -------------------------------------------------------------------------------------------

    def show_document(
        self,
        document_id: str,
        pages: Sequence[Page],
        *,
        is_picture: bool = False,
        printed: Printed | None = None,
    ) -> None:
        """Show these pages from the top, or those that were printed; no pages shows nothing."""
        self._glide.stop()
        self.pictures.show_document(document_id, printed=printed is not None)
        self.contents.show_document(document_id, printed)
        self.pointing.reset()
        self.pages = tuple(pages) if printed is None else printed.pages
        self.natural = 1.0 if is_picture else _INCH
        self.marks, self.found = {}, {}
        self._page = 0
        self._lay_out(quarter_turns=0)
        self.verticalScrollBar().setValue(0)
        self._scrolled()
        self.wanting.start_anew()

    def renew(self, document_id: str, pages: Sequence[Page]) -> None:
        """Take over what was read anew of the shown document, staying where one is."""
        self.contents.show_document(document_id)
        self.pictures.retry()
        if tuple(pages) != self.pages:
            spot = self.spot()
            self.pages = tuple(pages)
            self._lay_out(quarter_turns=self.layout_.quarter_turns)
            self.go_to(*spot)
        self.pointing.reset()
        self.wanting.soon()
        self.viewport().update()

    def set_marks(self, marks: dict[int, list[Mark]]) -> None:
        self.marks = marks
        self.viewport().update()

    def set_heat(self, heat: Heat | None) -> None:
        self.heat = heat
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
        self.wanting.now()
        self.viewport().update()

    # where it stands -----------------------------------------------------------------------------------------

    def spot(self) -> tuple[int, Box | None, float | None]:
        """Return where the view stands, as `go_to` takes it."""
        if not self.pages:
            return 1, None, None
        index = self.layout_.index_at(self.verticalScrollBar().value() + GAP)
        top = self.layout_.page_rect(index, self._view_width()).y
        return index + 1, None, (self.verticalScrollBar().value() - top) / self.layout_.zoom

    def go_to(self, page_number: int, box: Box | None = None, offset: float | None = None) -> None:
        """Scroll to a page, or so that `box` on it stands a third down the view.

        Args:
            offset: How far below the page's top the view shall begin, in page units.
        """
        if not self.pages:
            return
        self._glide.stop()
        index = min(max(page_number, 1), len(self.pages)) - 1
        top = self.layout_.page_rect(index, self._view_width()).y - GAP / 2
        if box is not None:
            spot = self.layout_.to_scene(index, box, self._view_width())
            top = spot.y - max((self.viewport().height() - spot.height) / 3, _ROOM_ABOVE_PX)
            self._show_across(spot)
        elif offset is not None:
            top += GAP / 2 + offset * self.layout_.zoom
        self.verticalScrollBar().setValue(round(top))
        self._scrolled()

    def go_to_boxes(self, page_number: int, boxes: Sequence[Box]) -> None:
        """Scroll so that all boxes show, or the first one where they are too far apart."""
        if not boxes or not self.pages:
            self.go_to(page_number)
            return
        whole = bounds(boxes)
        room = (self.viewport().height() - 2 * _ROOM_ABOVE_PX) / self.layout_.zoom
        self.go_to(page_number, whole if whole.height <= room else boxes[0])

    def set_fit(self, fit: Fit) -> None:
        self.fit = fit
        self._refit()

    def set_zoom(self, zoom: float, *, around: QPointF | None = None) -> None:
        """Zoom freely (1.0: a page unit is a view pixel), keeping the point `around` of the viewport where it is."""
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

    # between viewport and pages ------------------------------------------------------------------------------

    def scene_point(self, position: QPointF) -> tuple[int, float, float] | None:
        """Return (page index, x, y in page units) under a viewport position, also beside the page; None without one."""
        if not self.pages:
            return None
        index = self.layout_.index_at(position.y() + self.verticalScrollBar().value())
        return (index, *self.point_on(index, position))

    def point_on(self, index: int, position: QPointF) -> tuple[float, float]:
        """Return the point of page `index`, in its units, under a viewport position, also beside the page."""
        x = position.x() + self.horizontalScrollBar().value()
        y = position.y() + self.verticalScrollBar().value()
        return self.layout_.to_page(index, x, y, self._view_width())

    def page_frame(self, index: int) -> QRectF:
        """Return where a page stands in the viewport, on whole pixels of the screen."""
        rect = self.layout_.page_rect(index, self._view_width())
        ratio = self.devicePixelRatioF()
        left = round((rect.x - self.horizontalScrollBar().value()) * ratio) / ratio
        top = round((rect.y - self.verticalScrollBar().value()) * ratio) / ratio
        return QRectF(left, top, rect.width, rect.height)

    def page_transform(self, index: int, *, zoomed: bool = True) -> QTransform:
        """Return what maps a page's units, or upright view pixels when not `zoomed`, to the viewport."""
        frame, turns = self.page_frame(index), self.layout_.quarter_turns
        transform = QTransform().translate(frame.x(), frame.y())
        across, down = (
            (0.0, 0.0),
            (frame.width(), 0.0),
            (frame.width(), frame.height()),
            (0.0, frame.height()),
        )[turns]
        transform.translate(across, down).rotate(90 * turns)
        return transform.scale(self.layout_.zoom, self.layout_.zoom) if zoomed else transform

    def sheet(self, index: int) -> QRectF:
        """Return the whole upright page in its own units."""
        return QRectF(0, 0, *self.layout_.upright_size(index))

    def view_rect(self, index: int, box: Box) -> QRectF:
        """Return where a box of a page stands in the viewport now."""
        return self.page_transform(index).mapRect(QRectF(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))

    def visible_pages(self) -> range:
        top = self.verticalScrollBar().value()
        return self.layout_.visible(top, top + self.viewport().height())

    def scale(self) -> float:
        """Return how many picture pixels a page unit has on this screen."""
        return round(self.layout_.zoom * self.devicePixelRatioF(), 3)

    def shown_part(self, index: int) -> Box:
        """Return the part of a page inside the viewport, in its units, grown to what comes next."""
        margin = AHEAD * self.viewport().height()
        view = QRectF(self.viewport().rect()).adjusted(0, -margin, 0, margin)
        (ax, ay), (bx, by) = (self.point_on(index, corner) for corner in (view.topLeft(), view.bottomRight()))
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    # events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painting.paint_pages(painter, self)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit == "free":
            self._set_ranges()
            self._scrolled()
        else:
            self._refit()

    def viewportEvent(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self.zoom_by(1.0 + event.value(), around=event.position())
            return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_WHEEL_STEP ** (event.angleDelta().y() / 120), around=event.position())
            return
        across, down, smooth = wheel_pixels(event, self.verticalScrollBar().singleStep())
        if down:
            self._glide.move(down, at_once=smooth)
        if across:
            self._glide_across.move(across, at_once=smooth)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        position = QPointF(self.viewport().rect().center()) if by_key else QPointF(event.pos())
        menu = PageMenu(self, position, by_key=by_key)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(position.toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().height()
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.pointing.capturing and steer(self, event):
            pass
        elif key == Qt.Key.Key_Space:
            self._glide.move((-view if shift else view) * 0.9, at_once=False)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
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
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P) and self.marks:
            self.step_wanted.emit(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_Escape and self.pointing.give_up():
            pass
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
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

    def _fitting_zoom(self, index: int, quarter_turns: int) -> float:
        # As if the scroll bar were always there: a width that depended on it would swing to and fro.
        view = self.maximumViewportSize()
        room = (float(view.width() - self.verticalScrollBar().sizeHint().width()), float(view.height()))
        largest = 1.0 if self.natural == 1.0 else MAX_ZOOM
        return fitting_zoom(self.pages, self.fit, index, room, quarter_turns=quarter_turns, largest=largest)

    def _refit(self) -> None:
        if self.pages and self.fit != "free":
            zoom = self._fitting_zoom(max(self._page - 1, 0), self.layout_.quarter_turns)
            self._rescale(zoom, QPointF(self._view_width() / 2, 0))

    def _rescale(self, zoom: float, anchor: QPointF) -> None:
        held = self.scene_point(anchor)
        self.layout_ = PageLayout(self.pages, zoom=zoom, quarter_turns=self.layout_.quarter_turns)
        self._glide.stop()
        self._set_ranges()
        if held is not None:
            index, x, y = held
            spot = self.layout_.to_scene(index, Box(x, y, x, y), self._view_width())
            self.horizontalScrollBar().setValue(round(spot.x - anchor.x()))
            self.verticalScrollBar().setValue(round(spot.y - anchor.y()))
        self._scrolled()
        self.zoom_changed.emit(100 * zoom / self.natural, self.fit)

    def _lay_out(self, *, quarter_turns: int) -> None:
        zoom = self.layout_.zoom
        if self.pages and self.fit != "free":
            zoom = self._fitting_zoom(0, quarter_turns)
        self.layout_ = PageLayout(self.pages, zoom=zoom, quarter_turns=quarter_turns)
        self._set_ranges()
        self.zoom_changed.emit(100 * zoom / self.natural, self.fit)
        self.viewport().update()

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        for bar, whole, page in (
            (self.verticalScrollBar(), self.layout_.height, view.height()),
            (self.horizontalScrollBar(), self.layout_.width, view.width()),
        ):
            bar.setRange(0, max(0, round(whole - page)))
            bar.setPageStep(page)
            bar.setSingleStep(max(20, page // 16))

    def _show_across(self, spot: Rect) -> None:
        bar, view = self.horizontalScrollBar(), self.viewport().width()
        if spot.width > view:
            bar.setValue(round(spot.x - _ROOM_BESIDE_PX))
        elif spot.x < bar.value() or spot.x + spot.width > bar.value() + view:
            bar.setValue(round(spot.x + spot.width / 2 - view / 2))

    def _scrolled_across(self) -> None:
        self.viewport().update()
        self.wanting.soon()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.wanting.soon()
        if not self.pages:
            self._page = 0
            return
        value = self.verticalScrollBar().value()
        page = self.layout_.index_at(value + self.viewport().height() / 2) + 1
        if value <= 0:
            page = 1
        elif value >= self.verticalScrollBar().maximum():
            page = len(self.pages)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
