"""Does the index find what the catalogue holds? Compares record by record and deletes unwanted records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire.store.chroma import ChromaFolder, IndexFault
from quire.store.database import Database
from quire.store.packing import unpack_strings, unpack_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEIGHBOURS = 20  # a record that has so many equal ones before it is as good as found
_SAME = 0.9999


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the index found.

    Attributes:
        n_lost: Records of the first collection that fails; a search cannot find them, or not all of them.
        n_unwanted: Records without a block, left by an interrupted change; deleted.
        fault: Why the check could not be made; empty when it could.
    """

    n_lost: int = 0
    n_unwanted: int = 0
    fault: str = ""

    @property
    def sound(self) -> bool:
        return not self.n_lost and not self.fault


@dataclass(frozen=True, slots=True)
class _Expected:
    """The records that one collection should hold, each with where its vector lies."""

    space_id: str
    level: str
    dim: int
    rows: dict[str, tuple[int, int]]  # record id → block key, row


def examine(chroma: ChromaFolder, database: Database) -> Findings:
    """Ask each collection for everything it can find and compare with the catalogue."""
    import numpy as np

    n_lost = n_unwanted = 0
    try:
        for expected in _expectations(database):
            probe = np.ones(expected.dim, np.float32) / np.float32(np.sqrt(expected.dim))
            reachable = chroma.reachable(expected.space_id, expected.level, probe)
            missing = sorted(expected.rows.keys() - reachable)
            if not all(_found(chroma, database, expected, record) for record in missing):
                n_lost += len(missing)
            unwanted = sorted(reachable - expected.rows.keys())
            chroma.delete(expected.space_id, expected.level, unwanted)
            n_unwanted += len(unwanted)
            if n_lost:
                break
    except IndexFault as fault:
        return Findings(n_lost, n_unwanted, str(fault))
    return Findings(n_lost, n_unwanted)


def same_counts(chroma: ChromaFolder, database: Database) -> bool:
    """Return whether each collection has at least as many records as the catalogue: for a clean start."""
    try:
        with database.read() as connection:
            wanted = connection.execute(
                "SELECT space_id, level, sum(n_rows) FROM blocks GROUP BY space_id, level"
            ).fetchall()
        return all(chroma.count(space_id, level) >= n_rows for space_id, level, n_rows in wanted)
    except IndexFault:
        return False


def _expectations(database: Database) -> Iterator[_Expected]:
    with database.read() as connection:
        groups = connection.execute(
            "SELECT DISTINCT space_id, dim, level FROM blocks ORDER BY space_id, level"
        ).fetchall()
    for space_id, dim, level in groups:
        with database.read() as connection:
            blocks = connection.execute(
                "SELECT key, ids FROM blocks WHERE space_id = ? AND level = ?", (space_id, level)
            ).fetchall()
        rows = {
            f"{key}:{row_id}": (key, row)
            for key, ids in blocks
            for row, row_id in enumerate(unpack_strings(ids))
        }
        yield _Expected(space_id, level, dim, rows)


def _found(chroma: ChromaFolder, database: Database, expected: _Expected, record: str) -> bool:
    """Look for one record by its own vector: asking for all may miss a few off the main roads."""
    key, row = expected.rows[record]
    with database.read() as connection:
        found = connection.execute("SELECT data FROM vector_blocks WHERE key = ?", (key,)).fetchone()
    if found is None:
        return True  # removed meanwhile: nothing to find any more
    vector: NDArray[np.float32] = unpack_vectors(found[0], expected.dim)[row]
    if not vector.any():
        return True  # a zero vector is nobody's neighbour
    nearest = chroma.query(expected.space_id, expected.level, vector, _NEIGHBOURS)
    copies = len(nearest) == _NEIGHBOURS and all(cosine > _SAME for _, cosine in nearest)
    return copies or any(name == record for name, _ in nearest)
