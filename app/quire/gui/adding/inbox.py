"""What the adding thread tells, kept until the window has time for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from quire.gui.adding.looking import Looked
from quire.types import DocumentProgress, IngestReport


@dataclass(frozen=True, slots=True)
class Post:
    """Some of what came in.

    Attributes:
        progress: The latest of each file, in the order the files first spoke up.
        more: There is more to take.
    """

    looked: Looked | None = None
    progress: list[DocumentProgress] = field(default_factory=list)
    reports: list[IngestReport] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    more: bool = False


class Inbox:
    """Thread-safe. The worker puts in as fast as it likes; the window takes a bounded amount at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looked: Looked | None = None
        self._progress: dict[str, DocumentProgress] = {}
        self._reports: list[IngestReport] = []
        self._skipped: list[str] = []

    def put_looked(self, looked: Looked) -> None:
        with self._lock:
            self._looked = looked

    def put_progress(self, progress: DocumentProgress) -> None:
        with self._lock:
            self._progress[progress.path] = progress

    def put_report(self, report: IngestReport) -> None:
        with self._lock:
            self._reports.append(report)

    def put_skipped(self, path: Path) -> None:
        with self._lock:
            self._skipped.append(str(path))

    def take(self, limit: int) -> Post:
        """Return what came in, at most `limit` files' worth; a file's progress comes no later than its report."""
        with self._lock:
            progress = list(self._progress.values())
            if len(progress) > limit:
                rest = progress[limit:]
                del progress[limit:]
                self._progress = {one.path: one for one in rest}
                looked, self._looked = self._looked, None
                return Post(looked, progress, more=True)
            post = Post(self._looked, progress, self._reports, self._skipped)
            self._looked, self._progress, self._reports, self._skipped = None, {}, [], []
            return post
