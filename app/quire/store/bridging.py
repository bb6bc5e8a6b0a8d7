"""A library between two text spaces: documents that are not in the new one yet answer through a projection."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from quire.store.lookup import Lookup
from quire.types import EmbeddingSpace, TokenSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Mapping(Protocol):
    """A projection from the old space into the new one."""

    def apply(self, rows: Floats) -> Floats:
        """Return vectors of the old space, shape (n, old dim), in the new one."""
        ...

    def pull(self, vector: Floats) -> Floats:
        """Return the old space's vector whose nearest are about the nearest to `vector` after projection."""
        ...


class BridgedLookup(Lookup):
    """The same library, asked in the new space. Whatever concerns other spaces is as ever."""

    def __init__(self, library: Lookup, old: EmbeddingSpace, new: EmbeddingSpace, mapping: Mapping) -> None:
        """Share the files and caches of `library`, which stays the owner."""
        super().__init__(library._folder, library._database, library._index)
        self._cache = library._cache
        self._old = old
        self._new = new
        self._mapping = mapping
        self._lock = threading.Lock()
        self._waiting: tuple[int, frozenset[str]] | None = None

    def nearest(
        self, space_id: str, level: str, vector: Floats, *, limit: int, document_ids: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        import numpy as np

        found = super().nearest(space_id, level, vector, limit=limit, document_ids=document_ids)
        if space_id != self._new.id:
            return found
        waiting = self._waiting_among(document_ids)
        if not waiting:
            return found
        pulled = self._mapping.pull(np.asarray(vector, np.float32).reshape(-1))
        candidates = super().nearest(self._old.id, level, pulled, limit=limit, document_ids=waiting)
        if not candidates:
            return found
        ids, rows = super().vectors(self._old.id, level, ids=[row_id for row_id, _ in candidates])
        unit = vector / max(float(np.linalg.norm(vector)), 1e-12)
        scores = dict(zip(ids, (self._mapping.apply(rows) @ unit).tolist(), strict=True))
        scores |= dict(found)  # what came into the new space this very moment
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def vectors(
        self, space_id: str, level: str, *, document_ids: Sequence[str] = (), ids: Sequence[str] = ()
    ) -> tuple[list[str], Floats]:
        import numpy as np

        own, rows = super().vectors(space_id, level, document_ids=document_ids, ids=ids)
        if space_id != self._new.id:
            return own, rows
        waiting = self._waiting_among(document_ids)
        if not waiting:
            return own, rows
        others, old_rows = super().vectors(self._old.id, level, document_ids=waiting, ids=ids)
        if not others:
            return own, rows
        all_ids, all_rows = [*own, *others], np.concatenate([rows, self._mapping.apply(old_rows)])
        if not ids:
            return all_ids, all_rows
        row_of = {row_id: row for row, row_id in enumerate(all_ids)}
        present = [row_id for row_id in ids if row_id in row_of]
        return present, all_rows[[row_of[row_id] for row_id in present]]

    def tokens(self, space_id: str, element_ids: Sequence[str]) -> TokenSet:
        """Return word vectors of the old space, which every document has."""
        if space_id.startswith(f"{self._new.id}/"):
            space_id = self._old.id + space_id[len(self._new.id) :]
        return super().tokens(space_id, element_ids)

    def _waiting_among(self, document_ids: Sequence[str]) -> list[str]:
        """Return which of these documents (none: of all) are not in the new space yet."""
        with self._lock:
            generation = self.generation
            if self._waiting is None or self._waiting[0] != generation:
                self._waiting = (generation, frozenset(item.id for item in self.unembedded(self._new.id)))
            waiting = self._waiting[1]
        return [item for item in document_ids if item in waiting] if document_ids else sorted(waiting)
