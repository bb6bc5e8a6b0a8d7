"""Background work for the window: run it off the GUI thread, hear about it on the GUI thread."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from quire.errors import Cancelled, QuireError
from quire.jobs import Job

T = TypeVar("T")
# Threads; "write" is one so that changes go one after another, "download" so that one gets the whole line.
LANES = {"read": 4, "write": 1, "render": 2, "download": 1, "beside": 2}
_log = logging.getLogger("quire.gui.tasks")


class Task:
    """One piece of background work. Made by `Tasks.run`.

    Attributes:
        job: Progress, pause and cancel; sample it every 100 ms to show how far the work is.
        title: What the status bar calls it; empty for work too short to be shown.
        pausable: Whether a pause button makes sense: the work calls `job.checkpoint()` often.
    """

    def __init__(
        self,
        work: Callable[[Job], Any],
        *,
        on_done: Callable[[Any], None],
        on_error: Callable[[QuireError], None] | None,
        on_end: Callable[[], None] | None,
        owner: QObject,
        title: str,
        pausable: bool,
    ) -> None:
        self.job = Job()
        self.title = title
        self.pausable = pausable
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._on_end = on_end
        self._owner = owner
        self.result: Any = None
        self.error: BaseException | None = None
        self.trace: TracebackType | None = None

    def cancel(self) -> None:
        """Ask the work to stop; neither `on_done` nor `on_error` is called from now on, `on_end` still is."""
        self.job.cancel()

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for it."""
        return not self.job.cancelled and isValid(self._owner)

    def work_off(self) -> None:
        """Do the work in the calling thread, keeping what came out."""
        if not self.wanted:
            return
        try:
            self.result = self._work(self.job)
        except BaseException as error:  # delivered to the GUI thread, which tells known errors from bugs
            self.error, self.trace = error, error.__traceback__

    def deliver(self, complain: Callable[[QuireError], None]) -> None:
        """Tell the owner, in the GUI thread."""
        try:
            self._tell(complain)
        finally:
            if self._on_end is not None and isValid(self._owner):
                self._on_end()

    def _tell(self, complain: Callable[[QuireError], None]) -> None:
        if isinstance(self.error, Cancelled):
            return
        if self.error is not None and not isinstance(self.error, QuireError):
            sys.excepthook(type(self.error), self.error, self.trace)  # writes it down and tells; see `log.Bugs`
        elif self.wanted and self.error is not None:
            (self._on_error or complain)(self.error)
        elif self.wanted:
            self._on_done(self.result)


class Tasks(QObject):
    """Runs work in lanes of daemon threads. Lives in the GUI thread; `run` is called there.

    Signals:
        failed: A `QuireError` nobody else handles; the window shows it in its message bar.
        started, ended: A `Task`; for the status bar.
    """

    failed = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            name: _Lane(name, n_threads, newest_first=name == "render", tell=self._finished.emit)
            for name, n_threads in LANES.items()
        }
        self._open: set[Task] = set()
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[Job], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[QuireError], None] | None = None,
        on_end: Callable[[], None] | None = None,
        owner: QObject,
        lane: str = "read",
        title: str = "",
        pausable: bool = False,
    ) -> Task:
        """Run `work(job)` in the background and call back in the GUI thread.

        Args:
            on_done: Gets the result, unless the task was cancelled or its owner is gone.
            on_error: Gets a known error; without it the message bar shows it. `Cancelled` is silent.
            on_end: Called last, whatever happened, also after a cancel.
            lane: "read" (parallel), "write" (one after another), "render" (two threads, newest first), "download" (one
                after another) or "beside" (long work that nothing waits for).
            title: Shows the task in the status bar under this name.
        """
        task = Task(
            work,
            on_done=on_done,
            on_error=on_error,
            on_end=on_end,
            owner=owner,
            title=title,
            pausable=pausable,
        )
        self._open.add(task)
        self.started.emit(task)
        self._lanes[lane].put(task)
        return task

    def open_tasks(self) -> list[Task]:
        """Return the tasks that have not been delivered yet."""
        return list(self._open)

    def cancel_all(self) -> None:
        for task in self._open:
            task.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait until no work runs; only for the end of the program. False when some work did not end in time."""
        deadline = time.monotonic() + seconds
        return all(lane.wait(deadline - time.monotonic()) for lane in self._lanes.values())

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        self._open.discard(task)
        try:
            task.deliver(self.failed.emit)
        finally:
            self.ended.emit(task)


class _Lane:
    """A queue with its threads, started when needed. Daemon threads: a hung file never holds up the exit."""

    def __init__(self, name: str, n_threads: int, *, newest_first: bool, tell: Callable[[Task], None]) -> None:
        self._name = name
        self._n_threads = n_threads
        self._newest_first = newest_first
        self._tell = tell
        self._waiting: deque[Task] = deque()
        self._changed = threading.Condition()
        self._n_started = 0
        self._n_idle = 0
        self._n_busy = 0

    def put(self, task: Task) -> None:
        with self._changed:
            self._waiting.append(task)
            if self._n_idle < len(self._waiting) and self._n_started < self._n_threads:
                self._n_started += 1
                name = f"{self._name}-{self._n_started}"
                threading.Thread(target=self._run, name=name, daemon=True).start()
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._n_busy, max(0.0, seconds))

    def _run(self) -> None:
        while True:
            with self._changed:
                self._n_idle += 1
                self._changed.wait_for(lambda: self._waiting)
                self._n_idle -= 1
                self._n_busy += 1
                task = self._waiting.pop() if self._newest_first else self._waiting.popleft()
            task.work_off()
            with self._changed:
                self._n_busy -= 1
                self._changed.notify_all()
            try:
                self._tell(task)
            except RuntimeError:  # the window is gone while this thread finished
                _log.debug("a task ended after its window")
                return
