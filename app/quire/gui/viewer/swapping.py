"""Between Quire's own pages and printed ones: what the pane shows, where one is then, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quire.gui.announce import announce
from quire.gui.viewer.history import Visit
from quire.gui.viewer.printed import PrintedPages, PrintedView
from quire.types import Box

if TYPE_CHECKING:
    from quire.gui.viewer.pane import ViewerPane

_ROOM_ABOVE_PT = 24.0  # over what is about where a passage must stand


class Swapping(QObject):
    """Turns a pane over to the other pages, staying at the evidence or at the words one reads."""

    def __init__(self, pane: ViewerPane, view: PrintedView) -> None:
        super().__init__(pane)
        self._pane = pane
        self._view = view
        view.came.connect(self._swap)
        view.went.connect(lambda: self._swap(None))
        view.waiting.connect(self._wait)
        view.failed.connect(self._fail)

    def arrive(self, shown: PrintedPages, visit: Visit, boxes: tuple[Box, ...]) -> None:
        """Show where a place of a page that Quire laid out is printed, and say so when it is not."""
        found, canvas = shown.find(visit.page_number, boxes, visit.offset), self._pane.canvas
        if found.places:
            canvas.go_to_boxes(found.page_number, found.places[0].boxes)
        else:
            canvas.go_to(found.page_number, offset=max(found.y - (_ROOM_ABOVE_PT if boxes else 0.0), 0.0))
        lost = self.tr("This passage was not found on the printed pages. It must stand about here.")
        self._remark(lost if boxes and not found.places else "")

    def to_page(self, page_number: int) -> Visit | None:
        """Show a printed page, and return where that is on the pages that Quire laid out."""
        shown = self._view.shown
        if shown is None:
            return None
        self._pane.canvas.go_to(page_number)
        return Visit(self._pane.document_id, *shown.printed.back(page_number, 0.0))

    def _swap(self, pages: PrintedPages | None) -> None:
        here = self._pane.here()
        if here is None:
            return
        stop = self._pane.stop if self._sees_stop() else None
        self._view.shown = pages
        self._pane.lay_out()
        self._remark("")
        if stop is None:
            self._pane.go_on(here)
        else:
            self._pane.go_on(Visit(stop.document_id, stop.page_number), stop.boxes)

    def _sees_stop(self) -> bool:
        """Tell whether the evidence that was gone to is in view, or was not found on the pages shown."""
        stop, canvas = self._pane.stop, self._pane.canvas
        if stop is None or stop.document_id != self._pane.document_id:
            return False
        current = {number for number, marks in canvas.marks.items() if any(mark.current for mark in marks)}
        return not current or any(index + 1 in current for index in canvas.visible_pages())

    def _wait(self, waiting: bool) -> None:
        self._remark(self.tr("Drawing the pages as they are printed…") if waiting else "")

    def _fail(self, why: str) -> None:
        self._pane.commands["printed"].setChecked(False)
        self._pane.notice.say(why)
        announce(self._pane.canvas, why)

    def _remark(self, text: str) -> None:
        """Say something of the pages; without it, what is to be said of the document."""
        if not text:
            self._pane.say_missing()
            return
        self._pane.notice.say(text, warning=False)
        announce(self._pane.canvas, text)
