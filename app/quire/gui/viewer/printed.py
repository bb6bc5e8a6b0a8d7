"""A document as its own program prints it: asked for in the background while it is wanted, told when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quire.errors import QuireError
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.tasks import Task
from quire.gui.told import told
from quire.gui.viewer.opening import Opened
from quire.jobs import Job
from quire.types import Box, OutlineItem, Place

if TYPE_CHECKING:
    from quire.library.printing import Found, Printed


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """What the viewer shows of a printed document.

    Attributes:
        printed: Its pages, and where what was read stands on them.
        outline: The table of contents with printed pages.
    """

    printed: Printed
    outline: tuple[OutlineItem, ...]

    def find(self, page_number: int, boxes: Sequence[Box], offset: float | None = None) -> Found:
        """Return where a place of a page that Quire laid out is printed; without boxes, about where `offset` is."""
        return self.printed.find(page_number, boxes) if boxes else self.printed.about(page_number, offset or 0.0)

    def places_of(self, stop: Stop) -> tuple[Place, ...]:
        """Return where a piece of evidence is printed; nowhere when it was not found."""
        return self.find(stop.page_number, stop.boxes).places if stop.boxes else ()

    def moved(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return where places of pages that Quire laid out are printed, without those that are not."""
        found = (self.find(place.page_number, place.boxes).places for place in places)
        return tuple(moved[0] for moved in found if moved)


class PrintedView(QObject):
    """Whether the viewer shows printed pages. Lives in the GUI thread; the wish outlives a document.

    Attributes:
        shown: What the pane shows now, which sets it; None while it shows Quire's own pages.

    Signals:
        came: `PrintedPages` of the document that is open, to be shown from now on.
        went: Printed pages are not to be shown any more.
        failed: A sentence: why there are none.
        waiting: Whether the program that prints is waited for.
    """

    came = Signal(object)
    went = Signal()
    failed = Signal(str)
    waiting = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = False
        self._opened: Opened | None = None
        self._task: Task | None = None
        self.shown: PrintedPages | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the program that prints is waited for."""
        return self._task is not None

    def show_document(self, opened: Opened | None) -> None:
        """Another document is shown, by Quire's own pages at first; or what was read of it has changed."""
        self.shown = None
        self._give_up()
        self._opened = opened
        if self._wanted:
            self._ask()

    def read_anew(self, opened: Opened) -> None:
        """More was read of the document that is shown; its printed pages stay until they are laid beside that."""
        self._opened = opened
        if not opened.prints and self.shown is not None:  # the plugin was switched off
            self.went.emit()
        if self._wanted:
            self._ask()

    def want(self, wanted: bool) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if wanted:
            self._ask()
            return
        self._give_up()
        if self.shown is not None:
            self.went.emit()

    def _give_up(self) -> None:
        """Wait no longer. What is being printed is printed to its end, and there at once the next time."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.waiting.emit(False)

    def _ask(self) -> None:
        self._give_up()
        opened, library = self._opened, self._session.library
        if opened is None or library is None or not opened.prints:
            return

        def work(_: Job) -> PrintedPages:
            printed = library.printing.printed(opened.document_id)
            outline = library.printing.outline(opened.document_id, printed, opened.outline)
            return PrintedPages(printed, outline)

        def done(pages: PrintedPages) -> None:
            self._task = None
            self.waiting.emit(False)
            self.came.emit(pages)

        def fail(error: QuireError) -> None:
            self._task = None
            self.waiting.emit(False)
            self.failed.emit(f"{told(error.message)} {told(error.hint)}".strip())

        self._task = self._session.tasks.run(work, on_done=done, on_error=fail, owner=self)
        self.waiting.emit(True)
