"""Word vectors of a document packed for storage: int8, one run of rows per element."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from quire.plugins.contracts import TokenVectors
from quire.types import TokenSet


def token_space_id(space_id: str, dim: int) -> str:
    """Return the name of the reduced word vectors of a space ("minilm-l6-v2/tok64")."""
    return f"{space_id}/tok{dim}"


@dataclass(frozen=True, slots=True)
class QuantisedWords:
    """The word vectors of one text as they are stored: a quarter of the memory, which a long document needs."""

    words: tuple[str, ...]
    data: bytes


def quantised(vectors: TokenVectors) -> QuantisedWords:
    """Return the rows as int8. Unit rows lose less than 0.01 of a cosine."""
    import numpy as np

    rows = np.clip(np.rint(vectors.rows * 127.0), -127, 127).astype(np.int8)
    return QuantisedWords(tuple(map(sys.intern, vectors.words)), rows.tobytes())


def pack_tokens(space_id: str, ids: Sequence[str], items: Sequence[QuantisedWords], dim: int) -> TokenSet:
    """Put the word vectors of texts together.

    Args:
        space_id: The full space they were derived from.
        ids: Element ids, one per item of `items`.
    """
    return TokenSet(
        space_id=token_space_id(space_id, dim),
        ids=tuple(ids),
        counts=tuple(len(item.words) for item in items),
        dim=dim,
        data=b"".join(item.data for item in items),
        words=tuple(word for item in items for word in item.words),
    )
