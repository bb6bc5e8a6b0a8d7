"""The part of `Library` that keeps it safe: backups, and what else a library outlives its disk by."""

from __future__ import annotations

from pathlib import Path

from quire.jobs import Job
from quire.library.backing_up import BackedUp, back_up
from quire.store import Store


class KeepingSafe:
    """What is done with a library as a whole. Restoring and moving need it closed: see `backing_up` and `moving`."""

    _store: Store

    def back_up(self, file: Path, *, job: Job | None = None) -> BackedUp:
        """Write the library as it stands now into one file, and check it; see `backing_up.back_up`."""
        return back_up(self._store, file, job=job)
