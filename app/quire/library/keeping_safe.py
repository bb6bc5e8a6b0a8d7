"""The part of `Library` that keeps it safe: backups, and what else a library outlives its disk by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from quire.jobs import Job
from quire.library.backing_up import BackedUp, back_up
from quire.library.bringing_in import BringingIn
from quire.library.handing_out import HandedOut, hand_out
from quire.library.watching import FolderSynced, Watching
from quire.store import Store
from quire.types import IngestReport


class KeepingSafe:
    """What is done with a library as a whole. Restoring and moving need it closed: see `backing_up` and `moving`."""

    _store: Store
    watching: Watching
    _bringing_in: BringingIn

    def sync(self, folders: Sequence[Path] = (), *, job: Job | None = None) -> list[FolderSynced]:
        """Bring the library in step with its watched folders; see `Watching.sync`."""
        return self.watching.sync(folders, job=job)

    def back_up(self, file: Path, *, job: Job | None = None) -> BackedUp:
        """Write the library as it stands now into one file, and check it; see `backing_up.back_up`."""
        return back_up(self._store, file, job=job)

    def hand_out(
        self, place: Path, document_ids: Sequence[str] = (), *, collection: str = "", job: Job | None = None
    ) -> HandedOut:
        """Write documents, all of them when none is named, as Markdown and JSON; see `handing_out.hand_out`."""
        ids = list(document_ids) or [item.id for item in self._store.summaries(collection=collection)]
        return hand_out(self._store, place, ids, job=job)

    def bring_in(
        self,
        source: Path,
        *,
        job: Job | None = None,
        on_report: Callable[[IngestReport], None] = lambda _: None,
    ) -> list[IngestReport]:
        """Bring in the documents of another library or of a backup; see `BringingIn.run`."""
        return self._bringing_in.run(source, job or Job(), on_report)
