"""What the mouse does on pages: selects words, or draws a region to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from quire.errors import QuireError
from quire.gui.session import Session
from quire.gui.viewer.selection import WordAt, line_boxes, nearest_word, selected_range, selected_text
from quire.types import Box, PageWords

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_KEPT_PAGES = 64  # pages whose words stay in memory, about 40 kB each
_SMALLEST_REGION = 8.0  # page units; less is a slip of the hand


class Pointing(QObject):
    """Selection and region capture on a canvas. The words of pages come in the background."""

    def __init__(self, canvas: PageCanvas, session: Session) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._document_id = ""
        self._words: dict[int, PageWords] = {}
        self._asked: set[int] = set()
        self._first: WordAt | None = None
        self._last: WordAt | None = None
        self._selecting = False
        self._press: tuple[int, float, float] | None = None
        self.capturing = False
        self.region: tuple[int, Box] | None = None  # page index and box while it is drawn

    def show_document(self, document_id: str) -> None:
        self._document_id = document_id
        self._words, self._asked = {}, set()
        self._first = self._last = None
        self.region, self._press = None, None

    # words ---------------------------------------------------------------------------------------------------

    def words_of(self, page_number: int) -> PageWords | None:
        return self._words.get(page_number)

    def prepare(self, page_numbers: list[int]) -> None:
        """Fetch the words of these pages, so that selecting them does not wait."""
        library, document_id = self._session.library, self._document_id
        missing = [number for number in page_numbers if number not in self._words and number not in self._asked]
        if library is None or not document_id or not missing:
            return
        self._asked.update(missing)

        def keep(found: list[tuple[int, PageWords]]) -> None:
            if document_id != self._document_id:
                return
            self._words.update(found)
            self._asked.difference_update(missing)
            for number in list(self._words)[: max(0, len(self._words) - _KEPT_PAGES)]:
                del self._words[number]
            self._canvas.viewport().update()

        def fail(_: QuireError) -> None:
            self._asked.difference_update(missing)

        self._session.tasks.run(
            lambda _: [(number, library.page_words(document_id, number)) for number in missing],
            on_done=keep,
            on_error=fail,
            owner=self,
        )

    # selection -----------------------------------------------------------------------------------------------

    def selected_boxes(self, page_number: int) -> list[Box]:
        words = self._words.get(page_number)
        if words is None or self._first is None or self._last is None:
            return []
        return line_boxes(words, selected_range(self._first, self._last, page_number, len(words.texts)))

    def text(self) -> str:
        """Return the selected words as they are copied."""
        if self._first is None or self._last is None:
            return ""
        return selected_text(self._first, self._last, self._words)

    def copy(self) -> bool:
        """Put the selection on the clipboard; False when there is none."""
        text = self.text()
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    def select_page(self, page_number: int) -> None:
        words = self._words.get(page_number)
        if words is not None and words.texts:
            self._first, self._last = WordAt(page_number, 0), WordAt(page_number, len(words.texts) - 1)
            self._canvas.viewport().update()

    def select_word(self, position: QPointF) -> None:
        self._first = self._last = self._word_at(position)
        self._canvas.viewport().update()

    def give_up(self) -> bool:
        """Drop region capture or the selection; False when there was neither."""
        had = self.capturing or self._first is not None
        self.capture(False)
        self._first = self._last = None
        self._canvas.viewport().update()
        return had

    # mouse ---------------------------------------------------------------------------------------------------

    def capture(self, on: bool) -> None:
        """Let the next drag draw a region instead of selecting words."""
        self.capturing = on
        self.region, self._press = None, None
        self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.capturing:
            self._press = self._canvas.scene_point(event.position())
            return
        self._selecting = True
        self._last = None
        self._first = self._word_at(event.position(), exact=True)
        self._canvas.viewport().update()

    def move(self, event: QMouseEvent) -> None:
        if self._press is not None:
            self._draw_region(event.position())
        elif self._selecting and event.buttons() & Qt.MouseButton.LeftButton:
            word = self._word_at(event.position())
            self._first = self._first or word
            self._last = word
            self._canvas.viewport().update()
        elif not self.capturing:
            over = self._word_at(event.position(), exact=True) is not None
            shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
            self._canvas.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._selecting = False
        if self._press is None:
            return
        self._draw_region(event.position())
        region = self.region
        self.capture(False)
        self._canvas.viewport().update()
        if region is not None and min(region[1].width, region[1].height) >= _SMALLEST_REGION:
            self._canvas.region_taken.emit(region[0] + 1, region[1])

    def _draw_region(self, position: QPointF) -> None:
        assert self._press is not None
        index, x, y = self._press
        point = self._canvas.point_on(index, position)
        page = self._canvas.pages[index]
        xs = sorted(min(max(value, 0.0), page.width_pt) for value in (x, point[0]))
        ys = sorted(min(max(value, 0.0), page.height_pt) for value in (y, point[1]))
        self.region = (index, Box(xs[0], ys[0], xs[1], ys[1]))
        self._canvas.viewport().update()

    def _word_at(self, position: QPointF, *, exact: bool = False) -> WordAt | None:
        spot = self._canvas.scene_point(position)
        if spot is None:
            return None
        index, x, y = spot
        number = self._canvas.pages[index].number
        words = self._words.get(number)
        if words is None:
            return None
        found = nearest_word(words, x, y)
        if found is None:
            return None
        box = words.boxes[found].grown(2.0)
        if exact and not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1):
            return None
        return WordAt(number, found)
