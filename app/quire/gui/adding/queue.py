"""Files on their way into the library, one batch after another; the newest drop first becomes searchable."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from quire.errors import QuireError, UnsupportedType
from quire.gui.adding.batch import AddingItem, Batch
from quire.gui.adding.growing import GrowingFiles
from quire.gui.adding.inbox import Inbox, Post
from quire.gui.adding.keyring import Keyring
from quire.gui.adding.looking import Looked, look
from quire.gui.adding.model import AddingModel
from quire.gui.adding.troubles import LOCKED, STOPPED, Trouble, Troubles
from quire.jobs import Job
from quire.types import DocumentStage, IngestStatus, Problem, Progress

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.gui.tasks import Task
    from quire.library import Library

_TICK_MS = 100  # the rows change at most so often
_TAKEN_PER_TICK = 2000  # about 15 ms of work
_TELL_EVERY_S = 0.5  # `library_changed`, at most
_RESUME_AFTER_MS = 1500  # the window is usable first
_REMOVED = "removed"  # the kind of a document the person removed while it was read; no failure
_PREVIEW = 50  # rows shown of a batch before its folders were looked into


@dataclass(slots=True, eq=False)
class _Run:
    """A batch at work."""

    batch: Batch
    inbox: Inbox
    task: Task
    deepening: bool = False
    superseded: bool = False
    ended: bool = False
    heard: Progress | None = None
    heard_at: float = 0.0


class AddingQueue(QObject):
    """Adds files in the background and keeps what the window shows of it. Lives in the GUI thread.

    Attributes:
        model: One row per file that is not finished.
        troubles: Files that failed or were stopped.
        keyring: Passwords given in this session.

    Signals:
        changed: Something moved on; at most ten times a second.
        batch_done: A `Tally`: everything of one drop is finished.
        locked: Some of `troubles` need a password.
    """

    changed = Signal()
    batch_done = Signal(object)
    locked = Signal()

    def __init__(self, session: Session, *, resume_after_ms: int = _RESUME_AFTER_MS) -> None:
        super().__init__(session)
        self._session = session
        self.model = AddingModel(self)
        self.troubles = Troubles(self)
        self.keyring = Keyring()
        self._waiting: deque[Batch] = deque()
        self._run: _Run | None = None
        self._by_document: dict[str, AddingItem] = {}
        self.growing = GrowingFiles(session, self)
        self.growing.complete.connect(self._add_complete)
        self._untold = False
        self._told_at = 0.0
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._take_in)
        QTimer.singleShot(resume_after_ms, self, self._resume_all)

    # what people do ----------------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], collection: str = "") -> None:
        """Queue files and folders; folders are entered."""
        given = tuple(dict.fromkeys(Path(os.path.abspath(path)) for path in paths))
        for path in given:
            self.keyring.forget_tries(str(path))
        self._put(Batch(given, collection))

    def retry(self, troubles: Iterable[Trouble]) -> None:
        """Try files again that failed or were stopped."""
        by_collection: dict[str, list[Trouble]] = {}
        for trouble in troubles:
            by_collection.setdefault(trouble.collection, []).append(trouble)
        for collection, some in by_collection.items():
            batch = Batch(tuple(Path(trouble.path) for trouble in some), collection)
            batch.found = {trouble.path for trouble in some if trouble.found}
            self._put(batch)

    def unlock(self, password: str) -> None:
        """Try this password on every locked file."""
        self.keyring.give(password)
        self.retry(self.troubles.of_kind(LOCKED))

    def dismiss(self, troubles: Iterable[Trouble]) -> None:
        self.troubles.drop(trouble.path for trouble in troubles)

    def skip(self, item: AddingItem) -> None:
        """Take a file out that was not read yet; what is at work begins again without it."""
        for batch in [*self._waiting, *([self._run.batch] if self._run is not None else [])]:
            if batch.items.get(item.path) is item:
                self._let_go(batch, [item])
                batch.skipped.add(item.path)
                batch.given = tuple(path for path in batch.given if str(path) != item.path)
                if self._run is not None and batch is self._run.batch:
                    self._supersede(self._run)
        if item.growing and self.growing.forget(item):
            self.model.remove([item])
        self.changed.emit()

    def pause(self) -> None:
        if self._run is not None:
            self._run.task.job.pause()
            self.changed.emit()

    def resume(self) -> None:
        if self._run is not None:
            self._run.task.job.resume()
            self.changed.emit()

    def cancel(self) -> None:
        """Stop everything; what is finished stays, the rest can be taken up again."""
        self._stop_waiting()
        if self._run is not None:
            self._run.task.cancel()
        self.changed.emit()

    def resume_unfinished(self, document_ids: Sequence[str] | None = None) -> None:
        """Deepen these documents, or all that earlier sessions left; missing originals wait for their return."""
        library = self._session.library
        if library is None:
            return

        def work(_: Job) -> list[Path]:
            rows = [row for row in library.unfinished() if document_ids is None or row.id in document_ids]
            return [Path(row.path) for row in rows if not library.is_missing(row.id)]

        self._session.tasks.run(work, on_done=self._put_unfinished, on_error=lambda _: None, owner=self)

    # what others ask ---------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self._run is not None or bool(self._waiting)

    @property
    def paused(self) -> bool:
        return self._run is not None and self._run.task.job.paused

    @property
    def stopping(self) -> bool:
        run = self._run
        return run is not None and run.task.job.cancelled and not run.superseded

    @property
    def n_left(self) -> int:
        """How many files are not finished, as far as that is known."""
        left = self._run.batch.n_left if self._run is not None else 0
        return left + sum(batch.n_left for batch in self._waiting)

    @property
    def silent_s(self) -> float:
        """How long nothing was heard of a file whose text is read, as when its disk hangs; 0 while all is well."""
        run = self._run
        if run is None or run.deepening or self.paused or not run.heard_at:
            return 0.0
        return time.monotonic() - run.heard_at

    def progress(self) -> Progress:
        """Return how far the batch at work is."""
        return self._run.task.job.sample() if self._run is not None else Progress("waiting")

    def item_of(self, document_id: str) -> AddingItem | None:
        """Return the file on its way that makes this document, if there is one."""
        return self._by_document.get(document_id)

    def _resume_all(self) -> None:
        self.resume_unfinished()

    # batches -----------------------------------------------------------------------------------------------------

    def _put_unfinished(self, paths: list[Path]) -> None:
        known = {path for batch in self._waiting for path in map(str, batch.paths)}
        if self._run is not None:
            known |= {str(path) for path in self._run.batch.paths}
        rest = [path for path in paths if str(path) not in known]
        if rest:
            batch = Batch(tuple(rest), urgent=False, quiet=True)
            for path in rest:
                item = batch.item(str(path))
                item.searchable = True
                item.wait()
            self._put(batch)

    def _put(self, batch: Batch) -> None:
        if not batch.given:
            return
        self.troubles.drop(str(path) for path in batch.given)
        self.model.show([batch.item(str(path)) for path in batch.given[:_PREVIEW]])
        self._line_up(batch)
        self._go_on()
        self.changed.emit()

    def _line_up(self, batch: Batch) -> None:
        urgent = [other for other in self._waiting if other.urgent]
        rest = [other for other in self._waiting if not other.urgent]
        self._waiting = deque([*urgent, batch, *rest] if batch.urgent else [*urgent, *rest, batch])

    def _go_on(self) -> None:
        """Start the next batch, or make the one at work give way to it."""
        library = self._session.library
        run = self._run
        if not self._waiting or library is None:
            return
        if run is None:
            self._start(self._waiting.popleft(), library)
        elif self._waiting[0].urgent and run.deepening and not run.task.job.paused:
            self._supersede(run)

    def _supersede(self, run: _Run) -> None:
        """Stop what is at work, to begin again where it stood."""
        if not run.task.job.cancelled:
            run.superseded = True
            run.task.cancel()

    def _start(self, batch: Batch, library: Library) -> None:
        inbox = Inbox()
        task = self._session.tasks.run(
            _work(library, batch, inbox, self.keyring),
            on_done=lambda _: None,
            on_error=lambda _: None,  # told by `_end`, with what became of the files
            on_end=self._ended,
            owner=self,
            lane="write",
            title=self.tr("Adding documents"),
            pausable=True,
        )
        self._run = _Run(batch, inbox, task)
        self._tick.start()

    def _ended(self) -> None:
        if self._run is not None:
            self._run.ended = True
            self._take_in()

    def _end(self, run: _Run) -> None:
        """Settle a batch whose worker has returned and whose inbox is empty."""
        batch, error, cancelled = run.batch, run.task.error, run.task.job.cancelled
        self._run = None
        if run.superseded and batch.items:
            self._give_way(batch)
        elif cancelled and not run.superseded:
            self._stop_waiting()
            self._stop(batch)
        else:
            if error is not None and not cancelled:
                self._fail(batch, _problem(error), count=True)
            self._forget(batch)
            self._sum_up(batch)
        self._untold = True
        self._go_on()
        if self._run is None:
            self._tick.stop()
            self._tell()

    def _give_way(self, batch: Batch) -> None:
        batch.urgent = False
        batch.given = batch.paths
        batch.listed = False
        for item in batch.items.values():
            item.wait()
        self.model.show(batch.items.values())
        self._line_up(batch)

    def _stop_waiting(self) -> None:
        for item, collection in self.growing.take_all():
            self.model.remove([item])
            self._waiting.append(Batch((Path(item.path),), collection))
        while self._waiting:
            self._stop(self._waiting.popleft())

    def _stop(self, batch: Batch) -> None:
        message, hint = self.tr("Adding was stopped."), self.tr("What was finished stays.")
        self._fail(batch, Problem(STOPPED, "read", message, hint=hint), count=False)
        self._forget(batch)

    def _fail(self, batch: Batch, problem: Problem, *, count: bool) -> None:
        """Everything of the batch that is left failed for the same reason."""
        paths = [str(path) for path in batch.paths]
        self.troubles.add(Trouble(path, problem, batch.collection, path in batch.found) for path in paths)
        if count:
            batch.tally.counts[IngestStatus.FAILED] += len(paths)

    def _forget(self, batch: Batch) -> None:
        self._let_go(batch, list(batch.items.values()))
        batch.given = ()

    def _sum_up(self, batch: Batch) -> None:
        if not batch.quiet or batch.tally.counts[IngestStatus.FAILED]:
            self.batch_done.emit(batch.tally)

    # what the worker tells ---------------------------------------------------------------------------------------

    def _take_in(self) -> None:
        run = self._run
        if run is None:
            return
        post = run.inbox.take(_TAKEN_PER_TICK)
        self._note_sign_of_life(run, post)
        if post.looked is not None:
            self._take_looked(run.batch, post.looked)
        self._take_progress(run, post)
        self._take_reports(run.batch, post)
        if run.ended and not post.more:
            self._end(run)
        elif run.deepening:
            self._go_on()
        self._tell()
        self.changed.emit()

    def _note_sign_of_life(self, run: _Run, post: Post) -> None:
        now = run.task.job.sample()
        if now != run.heard or post.progress or self.paused:
            run.heard, run.heard_at = now, time.monotonic()

    def _take_looked(self, batch: Batch, looked: Looked) -> None:
        for folder in looked.folders:
            batch.item(str(folder)).is_folder = True
        if looked.silent:
            hint = self.tr("Check its disk or the connection to it, then try again.")
            problem = Problem("silent", "sniff", self.tr("It does not answer."), hint=hint)
            batch.tally.counts[IngestStatus.FAILED] += len(looked.silent)
            self._let_go(batch, [batch.item(str(path)) for path in looked.silent])
            self.troubles.add(Trouble(str(path), problem, batch.collection) for path in looked.silent)
        for path in looked.growing:  # they come back as a batch of their own
            item = batch.item(str(path))
            item.growing = True
            del batch.items[item.path]
            self.growing.watch(item, batch.collection)
            self.model.show([item])
        batch.tally.n_growing += len(looked.growing)

    def _take_progress(self, run: _Run, post: Post) -> None:
        batch = run.batch
        if post.progress and not batch.listed:  # every file is known now: folders have done their service
            batch.listed = True
            self._let_go(batch, [item for item in batch.items.values() if item.is_folder])
        moving: list[AddingItem] = []
        done: list[AddingItem] = []
        for one in post.progress:
            if one.path in batch.skipped:
                continue
            item = batch.item(one.path)
            was_searchable = item.searchable
            item.take(one)
            run.deepening = run.deepening or item.stage is DocumentStage.DEEPENING
            self._untold = self._untold or item.finished or item.searchable != was_searchable
            (done if item.finished else moving).append(item)
            if item.document_id:
                self._by_document[item.document_id] = item
        self.model.show(moving)
        self._let_go(batch, done)

    def _let_go(self, batch: Batch, items: list[AddingItem]) -> None:
        self.model.remove(items)
        for item in items:
            batch.items.pop(item.path, None)
            if self._by_document.get(item.document_id) is item:
                del self._by_document[item.document_id]

    def _take_reports(self, batch: Batch, post: Post) -> None:
        failed: list[Trouble] = []
        for path in post.skipped:
            batch.tally.skip(path)
        self._let_go(batch, [batch.items[path] for path in post.skipped if path in batch.items])
        for report in post.reports:
            problem = report.problems[0] if report.problems else None
            if report.status is not IngestStatus.FAILED or problem is None:
                batch.tally.counts[report.status] += 1
            elif problem.kind == UnsupportedType.kind and report.path in batch.found:
                batch.tally.skip(report.path)
            elif problem.kind != _REMOVED:
                batch.tally.counts[IngestStatus.FAILED] += 1
                failed.append(Trouble(report.path, problem, batch.collection, report.path in batch.found))
        self.troubles.add(failed)
        if not batch.quiet and any(trouble.problem.kind == LOCKED for trouble in failed):
            self.locked.emit()

    def _tell(self) -> None:
        now = time.monotonic()
        if self._untold and (self._run is None or now - self._told_at >= _TELL_EVERY_S):
            self._untold = False
            self._told_at = now
            self._session.library_changed.emit()

    def _add_complete(self, item: AddingItem, collection: str) -> None:
        self.model.remove([item])
        self.add([Path(item.path)], collection)


def _work(library: Library, batch: Batch, inbox: Inbox, keyring: Keyring) -> Callable[[Job], None]:
    """Return what the worker does; it touches nothing of the queue but the inbox and the keyring."""
    paths, collection = batch.paths, batch.collection

    def work(job: Job) -> None:
        job.report("looking")
        looked = look(paths, job=job)
        inbox.put_looked(looked)
        library.add(
            looked.ready,
            recursive=True,
            collection=collection,
            ask_password=keyring.ask,
            job=job,
            on_report=inbox.put_report,
            on_skip=inbox.put_skipped,
            on_progress=inbox.put_progress,
        )

    return work


def _problem(error: BaseException) -> Problem:
    if isinstance(error, QuireError):
        return Problem(error.kind, "store", error.message, hint=error.hint)
    text = QCoreApplication.translate("Adding", "Something in Quire went wrong.")
    return Problem("bug", "store", text, hint=QCoreApplication.translate("Adding", "The log says what."))
