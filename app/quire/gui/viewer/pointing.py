"""What the mouse does on pages: selects words, draws a region to ask about, drags the paper, presses flags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from quire.gui.announce import announce
from quire.gui.viewer.flags import flag_at
from quire.gui.viewer.selection import WordAt, line_boxes, nearest_word, selected_range, selected_text
from quire.types import Box, PageWords

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_SMALLEST_REGION_PX = 8.0  # on the screen; less is a slip of the hand
_PULL_MS = 30  # between two steps while a selection is drawn beyond the edge
_PULL = 0.4  # pixels a step for every pixel beyond
_NEAR = 2.0  # page units around a word where pressing still means it


class Pointing(QObject):
    """Selection and region capture on a canvas."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._first: WordAt | None = None
        self._last: WordAt | None = None
        self._selecting = False
        self._press: tuple[int, float, float] | None = None
        self._grip: QPointF | None = None
        self._at = QPointF()
        self._pull = QTimer(self, interval=_PULL_MS)
        self._pull.timeout.connect(self._pull_on)
        self.capturing = False
        self.region: tuple[int, Box] | None = None  # page index and box while it is drawn

    def reset(self) -> None:
        """Forget selection and region: another document is shown, or its words are new."""
        self._first = self._last = None
        self._selecting = False
        self.region, self._press, self._grip = None, None, None
        self._pull.stop()

    # selection -----------------------------------------------------------------------------------------------

    @property
    def has_selection(self) -> bool:
        return self._first is not None and self._last is not None

    def selected_boxes(self, page_number: int) -> list[Box]:
        words = self._canvas.contents.words(page_number)
        if words is None or self._first is None or self._last is None:
            return []
        return line_boxes(words, selected_range(self._first, self._last, page_number, len(words.texts)))

    def text(self) -> str:
        """Return the selected words as they are copied, as far as their pages are here."""
        if self._first is None or self._last is None:
            return ""
        numbers = self._selected_pages(self._first, self._last)
        words = {number: self._canvas.contents.words(number) for number in numbers}
        known = {number: page for number, page in words.items() if page is not None}
        return selected_text(self._first, self._last, known)

    def copy(self) -> None:
        """Put the selection on the clipboard, when the words of all its pages are here."""
        first, last = self._first, self._last
        if first is None or last is None:
            return

        def put(words: Mapping[int, PageWords]) -> None:
            QGuiApplication.clipboard().setText(selected_text(first, last, words))
            announce(self._canvas, self.tr("Copied"))

        self._canvas.contents.with_words(self._selected_pages(first, last), put)

    def select_page(self, page_number: int) -> None:
        words = self._canvas.contents.words(page_number)
        if words is not None and words.texts:
            self._first, self._last = WordAt(page_number, 0), WordAt(page_number, len(words.texts) - 1)
            self._canvas.viewport().update()

    def select_word(self, position: QPointF) -> None:
        self._first = self._last = self._word_at(position, exact=True)
        self._canvas.viewport().update()

    def give_up(self) -> bool:
        """Drop region capture or the selection; False when there was neither."""
        had = self.capturing or self._first is not None
        self.capture(False)
        self._first = self._last = None
        self._canvas.viewport().update()
        return had

    @staticmethod
    def _selected_pages(first: WordAt, last: WordAt) -> range:
        low, high = sorted((first.page_number, last.page_number))
        return range(low, high + 1)

    # mouse ---------------------------------------------------------------------------------------------------

    def capture(self, on: bool) -> None:
        """Let the next drag draw a region instead of selecting words."""
        changed = on != self.capturing
        self.capturing = on
        self.region, self._press = None, None
        self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self._canvas.viewport().update()
        if on:
            self._canvas.setFocus()  # arrow keys frame a region too
        if changed:
            self._canvas.capturing_changed.emit(on)

    def press(self, event: QMouseEvent) -> None:
        position = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grip = position
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif self.capturing:
            self._press = self._canvas.scene_point(position)
        elif (flag := flag_at(self._canvas, position)) is not None:
            self._canvas.stop_wanted.emit(flag.index)
        else:
            self._start_selecting(
                position, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )

    def move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._grip is not None:
            self._drag_paper()
        elif self._press is not None:
            self._draw_region(self._at)
        elif self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            self._extend()
            beyond = self._beyond()
            if beyond and not self._pull.isActive():
                self._pull.start()
        elif not self.capturing:
            self._canvas.viewport().setCursor(self._cursor())

    def release(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grip = None
            self._canvas.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._selecting = False
        self._pull.stop()
        if self._press is None:
            return
        self._draw_region(event.position())
        region = self.region
        self.capture(False)
        if region is None:
            return
        index, box = region
        if min(box.width, box.height) * self._canvas.layout_.zoom >= _SMALLEST_REGION_PX:
            self._canvas.region_taken.emit(index + 1, box)

    def _cursor(self) -> Qt.CursorShape:
        if flag_at(self._canvas, self._at) is not None:
            return Qt.CursorShape.PointingHandCursor
        over_word = self._word_at(self._at, exact=True) is not None
        return Qt.CursorShape.IBeamCursor if over_word else Qt.CursorShape.ArrowCursor

    def _start_selecting(self, position: QPointF, *, extend: bool) -> None:
        self._at = position
        self._selecting = True
        if extend and self._first is not None:
            self._extend()
            return
        self._last = None
        self._first = self._word_at(position, exact=True)
        self._canvas.viewport().update()

    def _extend(self) -> None:
        word = self._word_at(self._at)
        if word is not None:
            self._first = self._first or word
            self._last = word
            self._canvas.viewport().update()

    def _beyond(self) -> float:
        """Return how far the mouse is above (negative) or below the view."""
        y, height = self._at.y(), self._canvas.viewport().height()
        return min(y, 0.0) or max(y - height, 0.0)

    def _pull_on(self) -> None:
        """Scroll on while a selection is drawn beyond the edge."""
        beyond = self._beyond()
        if not beyond or not self._selecting:
            self._pull.stop()
            return
        bar = self._canvas.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond * _PULL))
        self._extend()

    def _drag_paper(self) -> None:
        assert self._grip is not None
        way = self._grip - self._at
        self._grip = self._at
        for bar, pixels in (
            (self._canvas.horizontalScrollBar(), way.x()),
            (self._canvas.verticalScrollBar(), way.y()),
        ):
            bar.setValue(bar.value() + round(pixels))

    def _draw_region(self, position: QPointF) -> None:
        assert self._press is not None
        index, x, y = self._press
        point = self._canvas.point_on(index, position)
        width, height = self._canvas.layout_.upright_size(index)
        xs = sorted(min(max(value, 0.0), width) for value in (x, point[0]))
        ys = sorted(min(max(value, 0.0), height) for value in (y, point[1]))
        self.region = (index, Box(xs[0], ys[0], xs[1], ys[1]))
        self._canvas.viewport().update()

    def _word_at(self, position: QPointF, *, exact: bool = False) -> WordAt | None:
        spot = self._canvas.scene_point(position)
        if spot is None:
            return None
        index, x, y = spot
        number = self._canvas.pages[index].number
        words = self._canvas.contents.words(number)
        if words is None:
            return None
        found = nearest_word(words, x, y)
        if found is None:
            return None
        box = words.boxes[found].grown(_NEAR)
        if exact and not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1):
            return None
        return WordAt(number, found)
