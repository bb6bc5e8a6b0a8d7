"""Runs one question at a time in the background and tells how far it is."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from quire.errors import QuireError
from quire.gui.conversation.entries import Entry, State
from quire.gui.session import Session
from quire.gui.tasks import Task
from quire.jobs import Job
from quire.types import Answer, SearchResult, Turn

_SHOW_EVERY_MS = 80  # text as it is written; each time the whole answer is laid out


class Asker(QObject):
    """Lives in the GUI thread.

    Signals:
        changed: An `Entry` with a new state.
        written: An `Entry` with more text.
        found: An `Entry` with results that may still get a better order.
        busy_changed: Whether a question is running.
    """

    changed = Signal(object)
    written = Signal(object)
    found = Signal(object)
    busy_changed = Signal(bool)
    _piece = Signal(int, str)
    _thought = Signal(int, str)
    _results = Signal(int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None
        self._entry: Entry | None = None
        self._number = 0
        self._history: tuple[tuple[str, str], ...] = ()
        self._thinking_since = 0.0
        self._waiting: Entry | None = None
        self._show = QTimer(self, singleShot=True, interval=_SHOW_EVERY_MS)
        self._show.timeout.connect(self._tell_written)
        self._piece.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._thought.connect(self._take_thought, Qt.ConnectionType.QueuedConnection)
        self._results.connect(self._take_results, Qt.ConnectionType.QueuedConnection)
        session.opened.connect(self._opened)

    @property
    def busy(self) -> bool:
        return self._entry is not None

    def stage(self) -> str:
        """Return what the running question is at: "waiting", "searching", "answering"."""
        return self._task.job.sample().stage if self._task is not None else "waiting"

    def start(self, entry: Entry, history: Sequence[tuple[str, str]] = ()) -> None:
        """Ask; what ran before is stopped. Before the library is open the question waits for it.

        Args:
            history: Questions and answers before it, oldest first.
        """
        self.stop()
        self._number += 1
        self._entry, self._history = entry, tuple(history)
        entry.state, entry.text, entry.error = State.RUNNING, "", None
        entry.thinking, entry.thought_s = "", 0.0
        if self._session.library is None:
            self._waiting = entry
        else:
            self._run(entry)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop the running question; what was written so far stays."""
        entry = self._entry
        if entry is None:
            return
        if self._task is not None:
            self._task.cancel()
        query = entry.query
        answer = None
        if entry.text:
            answer = Answer(query.text, entry.text, (), (), "", "cancelled", abstained=False)
        entry.turn = dataclasses.replace(entry.turn, answer=answer)
        self._end(entry, State.DONE if entry.turn.result is not None else State.STOPPED)

    def _opened(self) -> None:
        entry, self._waiting = self._waiting, None
        if entry is not None and entry is self._entry:
            self._run(entry)

    def _run(self, entry: Entry) -> None:
        number = self._number
        self._task = task = self._session.tasks.run(
            self._work(entry, number),
            on_done=lambda made: self._done(entry, *made),
            on_error=lambda error: self._failed(entry, error),
            on_end=lambda: self._ended(entry, number, task),
            owner=self,
        )

    def _work(self, entry: Entry, number: int) -> Callable[[Job], tuple[Turn, int]]:
        library, turn, search = self._session.library, entry.turn, entry.search
        assert library is not None
        history = self._history

        def work(job: Job) -> tuple[Turn, int]:
            answer: Answer | None = None
            result: SearchResult | None = None
            if search:
                job.report("searching")
                result = library.search(
                    turn.query, job=job, on_results=lambda so_far: self._results.emit(number, so_far)
                )
            else:
                answer = library.ask(
                    turn.query,
                    job=job,
                    on_text=lambda piece: self._piece.emit(number, piece),
                    on_thinking=lambda piece: self._thought.emit(number, piece),
                    history=history,
                )
            abstained = answer is not None and answer.abstained
            n_unfinished = len(library.unfinished()) if abstained else 0
            return dataclasses.replace(turn, answer=answer, result=result), n_unfinished

        return work

    @Slot(int, str)
    def _take(self, number: int, piece: str) -> None:
        if number == self._number and self._entry is not None:
            self._entry.text += piece
            if not self._show.isActive():
                self._show.start()

    @Slot(int, str)
    def _take_thought(self, number: int, piece: str) -> None:
        if number == self._number and self._entry is not None:
            if not self._entry.thinking:
                self._thinking_since = time.monotonic()
            self._entry.thinking += piece
            self._entry.thought_s = time.monotonic() - self._thinking_since
            if not self._show.isActive():
                self._show.start()

    @Slot(int, object)
    def _take_results(self, number: int, result: SearchResult) -> None:
        if number == self._number and self._entry is not None:
            self._entry.turn = dataclasses.replace(self._entry.turn, result=result)
            self.found.emit(self._entry)

    def _tell_written(self) -> None:
        if self._entry is not None and (self._entry.text or self._entry.thinking):
            self.written.emit(self._entry)

    def _done(self, entry: Entry, turn: Turn, n_unfinished: int) -> None:
        entry.turn, entry.n_unfinished = turn, n_unfinished
        self._end(entry, State.DONE)

    def _failed(self, entry: Entry, error: QuireError) -> None:
        entry.error = error
        entry.turn = dataclasses.replace(entry.turn, answer=None, result=None)
        self._end(entry, State.FAILED)

    def _ended(self, entry: Entry, number: int, task: Task) -> None:
        """Hear of the end; a bug ends the work without a word to us.

        What a model had written when it was stopped comes back checked, with its sources.
        """
        if task.result is not None and entry.state is State.STOPPED and number == self._number:
            turn, _ = task.result
            if turn.answer is not None and turn.answer.stop == "cancelled":
                entry.turn = turn
                self.changed.emit(entry)
        if entry is self._entry and number == self._number:
            self._failed(entry, QuireError("something went wrong while this was answered", hint="ask again"))

    def _end(self, entry: Entry, state: State) -> None:
        entry.state = state
        if state is not State.RUNNING:
            entry.text = ""
        self._entry, self._task, self._waiting = None, None, None
        self._show.stop()
        self.changed.emit(entry)
        self.busy_changed.emit(False)
