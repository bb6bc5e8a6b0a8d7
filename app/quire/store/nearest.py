"""Nearest vectors: exactly over the catalogue where that is cheap or needed, else through Chroma."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quire.errors import InvalidInput
from quire.store.database import Database
from quire.store.index import VectorIndex
from quire.store.reading import as_list, keys_of
from quire.store.vectors import PUT_AWAY, BlockCache, blocks_of, count_rows, nearest_exact

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Vectors; there numpy takes what Chroma takes (2 ms), and filters cost nothing. Nor is Chroma worth waiting for then:
# to import and open it takes a second or more, which a single search from the command line would spend on it.
# A shortlist by the first numbers of each vector (Matryoshka), scored anew by all of them, saves nothing here: over
# 20,480 vectors of 1,024 dimensions, the first 256 take 14.4 ms and all 14.6, of 384 the first 128 3.4 and all 4.2.
EXACT_UP_TO = 20_000
_SPARE = 32  # asked for on top, for records that a change under way has just made stale
_MOST_FROM_INDEX = 5_000


def find_nearest(
    database: Database,
    index: VectorIndex,
    cache: BlockCache,
    space_id: str,
    level: str,
    vector: NDArray[np.float32],
    *,
    limit: int,
    document_ids: Sequence[str],
) -> list[tuple[str, float]]:
    """Return (id, cosine), best first. See `Store.nearest`."""
    with database.read() as connection:
        keys = keys_of(connection, document_ids) if document_ids else None
        n_allowed = count_rows(connection, space_id, level, keys)
        if not n_allowed or limit < 1:
            return []
        n_all = count_rows(connection, space_id, level, None) if keys is not None else n_allowed
        (dim,) = connection.execute("SELECT dim FROM spaces WHERE id = ?", (space_id,)).fetchone()
    unit = _unit(vector, dim, space_id)
    if n_allowed > EXACT_UP_TO or (keys is None and index.is_open):
        found = _through_index(
            database, index, space_id, level, unit, limit=limit, keys=keys, share=n_allowed / n_all
        )
        if found is not None and len(found) >= min(limit, n_allowed):
            return found
    with database.read() as connection:
        return nearest_exact(blocks_of(connection, cache, space_id, level, keys), unit, limit)


def _through_index(
    database: Database,
    index: VectorIndex,
    space_id: str,
    level: str,
    unit: NDArray[np.float32],
    *,
    limit: int,
    keys: Sequence[int] | None,
    share: float,
) -> list[tuple[str, float]] | None:
    """Ask Chroma for somewhat more than wanted and keep what the catalogue knows and the filter allows."""
    n_results = int(limit / share * (1.0 if keys is None else 2.0)) + _SPARE
    if n_results > max(_MOST_FROM_INDEX, limit + _SPARE):
        return None
    records = index.query(space_id, level, unit, n_results)
    if records is None:
        return None
    blocks = {key for key, _, _ in records}
    with database.read() as connection:
        owners = dict(
            connection.execute(
                "SELECT key, document_key FROM vector_blocks WHERE key IN (SELECT value FROM json_each(?)) "
                f"AND document_key NOT IN ({PUT_AWAY})",
                (as_list(blocks),),
            ).fetchall()
        )
    allowed = owners if keys is None else {key: owner for key, owner in owners.items() if owner in set(keys)}
    found = [(row_id, cosine) for key, row_id, cosine in records if key in allowed]
    return sorted(found, key=lambda item: (-item[1], item[0]))[:limit]


def _unit(vector: NDArray[np.float32], dim: int, space_id: str) -> NDArray[np.float32]:
    import numpy as np

    flat = np.asarray(vector, np.float32).reshape(-1)
    if len(flat) != dim:
        raise InvalidInput(f"vectors of {space_id} have {dim} dimensions, not {len(flat)}")
    if not np.isfinite(flat).all():
        raise InvalidInput(f"a vector for {space_id} holds something that is not a finite number")
    return flat / np.float32(max(float(np.linalg.norm(flat)), 1e-12))
