"""Another text embedder: the library is embedded anew in the background while it goes on answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quire.errors import QuireError
from quire.gui.told import told
from quire.jobs import Job

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.gui.tasks import Task
    from quire.library.switching import Switched


class EmbedderSwitch(QObject):
    """Brings the library into the space of the chosen embedder; taken up again when a session begins.

    Attributes:
        task: What runs now; its job pauses and cancels it.
        stopped: It was cancelled or failed, and could go on.
        trouble: Why it failed.

    Signals:
        changed: It began, or ended in whatever way.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._again = False
        self.task: Task | None = None
        self.stopped = False
        self.trouble = ""
        session.settled.connect(self._look)

    def begin(self) -> None:
        """Embed what is not yet embedded by the chosen model; a switch to another one that runs is left."""
        if self.task is not None:
            self._again = True
            self.task.cancel()
            return
        library = self._session.library
        if library is None:
            return
        self.stopped, self.trouble = False, ""
        self.task = self._session.tasks.run(
            lambda job: library.switch_embedder(job=job),
            on_done=self._done,
            on_error=self._failed,
            on_end=self._ended,
            owner=self,
            lane="beside",
            title=self.tr("Embedding the library anew"),
            pausable=True,
        )
        self.changed.emit()

    def _look(self) -> None:
        """Go on with what the last session left unfinished."""
        library = self._session.library
        if library is None or self.task is not None or self.stopped:  # the person was quicker
            return

        def pending(_: Job) -> bool:
            return bool(library.documents()) and library.pending_switch() is not None

        self._session.tasks.run(pending, on_done=self._take_up, owner=self)

    def _take_up(self, pending: bool) -> None:
        if pending and self.task is None and not self.stopped:
            self.begin()

    def _done(self, switched: Switched) -> None:
        if not switched.switched:
            n_left = len(switched.problems)
            words = self.tr("%n document(s) could not be embedded anew.", "", n_left)
            self.stopped, self.trouble = True, f"{words} {self.tr('The library goes on with the old vectors.')}"
            self._session.message.emit(self.trouble, "warning")
        elif switched.n_documents:
            words = self.tr("The library is embedded anew: %n document(s).", "", switched.n_documents)
            self._session.message.emit(words, "info")
        self._session.library_changed.emit()

    def _failed(self, error: QuireError) -> None:
        self.trouble = " ".join(told(text) for text in (error.message, error.hint) if text)
        self._session.tasks.failed.emit(error)

    def _ended(self) -> None:
        ended, self.task = self.task, None
        if ended is not None and (ended.job.cancelled or ended.error is not None):
            self.stopped = True
        if self._again:
            self._again = False
            self.begin()
        self.changed.emit()
