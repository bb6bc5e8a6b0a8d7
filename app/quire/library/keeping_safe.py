"""The part of `Library` that keeps it safe: backups, and what else a library outlives its disk by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quire.jobs import Job
from quire.library.backing_up import BackedUp, back_up
from quire.library.watching import FolderSynced, Watching
from quire.store import Store


class KeepingSafe:
    """What is done with a library as a whole. Restoring and moving need it closed: see `backing_up` and `moving`."""

    _store: Store
    watching: Watching

    def sync(self, folders: Sequence[Path] = (), *, job: Job | None = None) -> list[FolderSynced]:
        """Bring the library in step with its watched folders; see `Watching.sync`."""
        return self.watching.sync(folders, job=job)

    def back_up(self, file: Path, *, job: Job | None = None) -> BackedUp:
        """Write the library as it stands now into one file, and check it; see `backing_up.back_up`."""
        return back_up(self._store, file, job=job)
