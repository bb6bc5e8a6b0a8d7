"""Watched folders, looked at once the library is open: what is to be read goes through the queue of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quire.jobs import Job
from quire.types import IngestReport

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.library.watching import FolderSynced

Found = list[tuple[list[Path], str]]


class WatchedFolders(QObject):
    """Brings the library in step with its watched folders.

    Signals:
        looked: A pass has ended; what it found to read is queued.
    """

    looked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.opened.connect(self.look)

    def look(self) -> None:
        """Look at all watched folders in the background; nothing happens when there are none."""
        library = self._session.library
        if library is None:
            return

        def work(job: Job) -> tuple[Found, list[FolderSynced]]:
            found: Found = []

            def queue(
                paths: Iterable[Path], *, collection: str, job: Job, on_report: Callable[[IngestReport], None]
            ) -> list[IngestReport]:
                found.append((list(paths), collection))
                return []

            return found, library.watching.sync(job=job, add=queue)

        self._session.tasks.run(work, on_done=self._take, owner=self)

    def _take(self, outcome: tuple[Found, list[FolderSynced]]) -> None:
        from quire.library.watching import in_a_sentence  # loaded by now; the window opens without it

        found, done = outcome
        for paths, collection in found:
            self._session.add(paths, collection)
        if any(item.relinked for item in done):
            self._session.library_changed.emit()
        told = in_a_sentence(done)
        if told:
            kind = "warning" if any(item.problems for item in done) else "info"
            self._session.message.emit(told[:1].upper() + told[1:], kind)
        self.looked.emit()
