"""How far each file of a batch is, told to whoever watches: not too often, and never late for a change of stage."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from quire.types import DocumentProgress, DocumentStage, IngestReport, IngestStatus

OnProgress = Callable[[DocumentProgress], None]

_AT_MOST_EVERY_S = 0.1
_SETTLED_S = 0.5  # a pace measured over less is a guess

_LAST_STAGE = {
    IngestStatus.ADDED: DocumentStage.READY,
    IngestStatus.UPDATED: DocumentStage.READY,
    IngestStatus.UNCHANGED: DocumentStage.READY,
    IngestStatus.PARTIAL: DocumentStage.PARTIAL,
    IngestStatus.FAILED: DocumentStage.FAILED,
}


class FileProgress:
    """The progress of one file; says that it waits as soon as it is made.

    Args:
        listener: Called at once for every change of stage, else at most ten times a second.
    """

    def __init__(self, path: Path, listener: OnProgress) -> None:
        self.document_id = ""
        self._path = str(path)
        self._listener = listener
        self._stage = DocumentStage.WAITING
        self._stage_began = self._told = time.monotonic()
        self._tell(0, 0, None)

    def enter(self, stage: DocumentStage, *, done: int = 0, total: int = 0) -> None:
        """Begin a stage."""
        self._stage = stage
        self._stage_began = time.monotonic()
        self._tell(done, total, None)

    def pages(self, done: int, total: int, *, eta_s: float | None = None) -> None:
        """Tell how far the stage is, unless that was told a moment ago.

        Args:
            eta_s: Seconds left, when the caller knows better than the pace of `done`.
        """
        now = time.monotonic()
        if now - self._told < _AT_MOST_EVERY_S:
            return
        elapsed = now - self._stage_began
        if eta_s is None and done > 0 and elapsed > _SETTLED_S:
            eta_s = elapsed / done * (total - done)
        self._tell(done, total, eta_s)

    def end(self, report: IngestReport) -> None:
        """Tell how it ended."""
        self.document_id = report.document_id or self.document_id
        stage = _LAST_STAGE[report.status]
        if report.status is IngestStatus.UNCHANGED and report.problems:
            stage = DocumentStage.PARTIAL
        n_pages = report.counts.pages
        self.enter(stage, done=n_pages, total=n_pages)

    def _tell(self, done: int, total: int, eta_s: float | None) -> None:
        self._told = time.monotonic()
        self._listener(
            DocumentProgress(self._path, self.document_id, self._stage, min(done, total), total, eta_s)
        )
