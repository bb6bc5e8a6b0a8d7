"""Vectors of a longer space cut for a shorter one of the same model, so that nothing is embedded twice.

Matryoshka Representation Learning (arXiv 2205.13147): the beginning of a vector is a vector.
"""

from __future__ import annotations

from quire import embed
from quire.store import Store
from quire.types import Document, EmbeddingSpace, VectorSet


def longer_space(store: Store, space: EmbeddingSpace) -> EmbeddingSpace | None:
    """Return the fullest space of the same model with longer vectors; None when there is none with any."""
    found = [
        one
        for one in store.space_summaries()
        if (one.space.model, one.space.revision) == (space.model, space.revision)
        and one.space.dim > space.dim
        and one.n_vectors
    ]
    best = max(found, key=lambda one: (one.n_vectors, one.space.id), default=None)
    return None if best is None else best.space


def shortened(
    store: Store, document: Document, longer: EmbeddingSpace, space: EmbeddingSpace
) -> VectorSet | None:
    """Return a document's element vectors cut for `space`; None when the longer space does not hold all of them."""
    wanted = tuple(embed.passages_of(document))
    if not wanted:
        return None
    ids, rows = store.vectors(longer.id, "element", ids=wanted)
    if tuple(ids) != wanted:
        return None
    return VectorSet(space.id, "element", wanted, space.dim, embed.cut(rows, space.dim).tobytes())
