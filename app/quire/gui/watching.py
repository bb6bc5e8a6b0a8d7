"""Watched folders, looked at once the library is open and then now and again; files go through the window's queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quire.gui.told import told
from quire.jobs import Job
from quire.types import IngestReport

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.library import Library
    from quire.library.watching import FolderSynced, WatchedFolder

Found = list[tuple[list[Path], str]]
_EVERY_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """A watched folder, and what the last pass over it found; None before the first."""

    folder: WatchedFolder
    last: FolderSynced | None = None


class WatchedFolders(QObject):
    """Brings the library in step with its watched folders, and changes which are watched.

    Signals:
        looked: A pass has ended; what it found to read is queued.
        changed: What is watched, or what is known of it, is new: a list of `Standing`.
    """

    looked = Signal()
    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._last: dict[str, FolderSynced] = {}
        self._told = ""
        self._looking = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self.look)
        session.opened.connect(self._timer.start)

    def look(self) -> None:
        """Look at all watched folders in the background; nothing happens when there are none."""
        library = self._session.library
        if library is None or self._looking:
            return

        def work(job: Job) -> tuple[Found, list[FolderSynced]]:
            found: Found = []

            def queue(
                paths: Iterable[Path], *, collection: str, job: Job, on_report: Callable[[IngestReport], None]
            ) -> list[IngestReport]:
                found.append((list(paths), collection))
                return []

            return found, library.watching.sync(job=job, add=queue)

        self._looking = True
        self._session.tasks.run(work, on_done=self._take, on_end=self._ended, owner=self)

    def recall(self) -> None:
        """Ask which folders are watched; `changed` follows."""
        self._do(lambda library: library.watching.folders(), self._show)

    def watch(self, folder: Path, *, collection: str = "", recursive: bool = True, paused: bool = False) -> None:
        """Watch a folder, or change how it is watched, then look at it."""

        def work(library: Library) -> list[WatchedFolder]:
            library.watching.add(folder, collection=collection, recursive=recursive, paused=paused)
            return library.watching.folders()

        def done(folders: Sequence[WatchedFolder]) -> None:
            self._show(folders)
            if not paused:
                self.look()

        self._do(work, done)

    def leave(self, folder: Path) -> None:
        """Watch a folder no more; its documents stay."""

        def work(library: Library) -> Sequence[WatchedFolder]:
            library.watching.remove(folder)
            return library.watching.folders()

        self._do(work, self._show)

    def _do(
        self, work: Callable[[Library], Sequence[WatchedFolder]], done: Callable[[Sequence[WatchedFolder]], None]
    ) -> None:
        library = self._session.library
        if library is not None:
            self._session.tasks.run(lambda _: work(library), on_done=done, owner=self)

    def _show(self, folders: Sequence[WatchedFolder]) -> None:
        self.changed.emit([Standing(one, None if one.paused else self._last.get(one.path)) for one in folders])

    def _take(self, outcome: tuple[Found, list[FolderSynced]]) -> None:
        found, done = outcome
        for paths, collection in found:
            self._session.add(paths, collection)
        if any(item.relinked for item in done):
            self._session.library_changed.emit()
        told = self._in_words(done)
        if told and told != self._told:  # once, not every five minutes
            kind = "warning" if any(item.problems for item in done) else "info"
            self._session.message.emit(told, kind)
        self._told = told
        self._last |= {item.folder.path: item for item in done}
        self.looked.emit()
        self.recall()

    def _ended(self) -> None:
        self._looking = False

    def _in_words(self, done: Sequence[FolderSynced]) -> str:
        """Return what a person should know of a pass besides the files that are read; empty when nothing."""
        parts = [told(problem.message) for item in done for problem in item.problems]
        n_moved = sum(len(item.relinked) for item in done)
        n_missing = sum(len(item.missing) for item in done)
        if n_moved:
            parts.append(self.tr("%n moved file(s) found again.", "", n_moved))
        if n_missing:
            parts.append(self.tr("%n file(s) missing; what was read of them stays.", "", n_missing))
        return " ".join(parts)
