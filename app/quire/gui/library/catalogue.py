"""What the library holds, kept up to date in the background for everything this pane shows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from quire.errors import NotFound
from quire.gui.library.entries import Entry, prepare
from quire.gui.session import Session
from quire.jobs import Job

if TYPE_CHECKING:
    from quire.library import Library
    from quire.store import DocumentSummary

_REST = 4  # times as long as loading took: a large library is not read over and over while files come in
_LEAST_REST_MS = 100
_MISSING_AFTER_MS = 1_500
_MISSING_EVERY_S = 20.0


@dataclass(frozen=True, slots=True)
class _Loaded:
    entries: dict[str, Entry]
    collections: tuple[str, ...]
    seconds: float


class Catalogue(QObject):
    """Lives in the GUI thread.

    Attributes:
        entries: Every document by id, as they came in.
        collections: Names, sorted.
        missing: Ids of documents whose original is not where it was, as far as that was looked up.
        loaded: Whether `entries` says anything yet.

    Signals:
        changed: One of them is new.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.entries: dict[str, Entry] = {}
        self.collections: tuple[str, ...] = ()
        self.missing: frozenset[str] = frozenset()
        self.loaded = False
        self._loading = self._again = self._looking = False
        self._looked_at = -_MISSING_EVERY_S
        self._rest = QTimer(self, singleShot=True, interval=_LEAST_REST_MS)
        self._rest.timeout.connect(self._rested)
        self._missing_later = QTimer(self, singleShot=True, interval=_MISSING_AFTER_MS)
        self._missing_later.timeout.connect(self.look_for_missing)
        session.opened.connect(self.reload)
        session.library_changed.connect(self.reload)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._came_back)
        if session.library is not None:
            self.reload()

    def reload(self) -> None:
        """Read the library again; while that goes on or rests, once more afterwards."""
        library = self._session.library
        if library is None:
            return
        if self._loading or self._rest.isActive():
            self._again = True
            return
        self._loading, self._again = True, False
        known = self.entries

        def work(_: Job) -> _Loaded:
            began = time.monotonic()
            entries = prepare(library.documents(), known)
            names = tuple(collection.name for collection in library.collections())
            return _Loaded(entries, names, time.monotonic() - began)

        self._session.tasks.run(work, on_done=self._take, on_end=self._end_loading, owner=self)

    def look_for_missing(self) -> None:
        """Look in the background which originals are gone."""
        library = self._session.library
        now = time.monotonic()
        if library is None or self._looking or not self.loaded:
            return
        if now - self._looked_at < _MISSING_EVERY_S and self._looked_at > 0:
            self._missing_later.start(int(_MISSING_EVERY_S * 1000))
            return
        self._looking, self._looked_at = True, now
        summaries = [entry.summary for entry in self.entries.values()]

        def end() -> None:
            self._looking = False

        self._session.tasks.run(
            lambda job: find_missing(library, summaries, job),
            on_done=self._take_missing,
            on_end=end,
            owner=self,
        )

    def found_again(self, document_ids: Iterable[str]) -> None:
        """Take over at once that these originals were linked anew."""
        self._take_missing(self.missing - set(document_ids))

    def put(self, entry: Entry) -> None:
        """Show a change of the person's at once; the library follows."""
        self.entries = {**self.entries, entry.id: entry}
        self.changed.emit()

    def _take(self, loaded: _Loaded) -> None:
        self.entries, self.collections = loaded.entries, loaded.collections
        self.loaded = True
        self._rest.setInterval(max(_LEAST_REST_MS, int(loaded.seconds * 1000 * _REST)))
        if not self._missing_later.isActive():
            self._missing_later.start(_MISSING_AFTER_MS)
        self.changed.emit()

    def _end_loading(self) -> None:
        self._loading = False
        self._rest.start()

    def _rested(self) -> None:
        if self._again:
            self.reload()

    def _take_missing(self, missing: frozenset[str]) -> None:
        if missing != self.missing:
            self.missing = missing
            self.changed.emit()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        """Somebody may have moved files while the window was in the back."""
        if state == Qt.ApplicationState.ApplicationActive and self.loaded:
            self._missing_later.start(_MISSING_AFTER_MS)


def find_missing(library: Library, summaries: Iterable[DocumentSummary], job: Job) -> frozenset[str]:
    """Return the ids of documents whose original is gone or is another file now.

    Asks the library, which may have to read a whole file, only about files whose time or size changed.
    """
    missing = set()
    for summary in summaries:
        job.checkpoint()
        try:
            status = os.stat(summary.path)
            if (status.st_size, status.st_mtime) == (summary.size_bytes, summary.modified_at):
                continue
            if not library.is_missing(summary.id):
                continue
        except NotFound:
            continue
        except (OSError, ValueError):
            pass
        missing.add(summary.id)
    return frozenset(missing)


def counts_of(entries: Mapping[str, Entry]) -> dict[str, int]:
    """Return how many documents each collection holds."""
    counts: dict[str, int] = {}
    for entry in entries.values():
        for name in entry.summary.collections:
            counts[name] = counts.get(name, 0) + 1
    return counts
