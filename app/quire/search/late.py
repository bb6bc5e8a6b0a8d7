"""Late interaction: every word of the question looks for its best match in a passage (arXiv 2203.13088)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.plugins.contracts import TokenEmbedder
from quire.search.catalogue import Catalogue
from quire.search.question import Question
from quire.search.ranking import Scored

_DEPTH = 50  # three times as many changed nothing measurable


def rerank(
    scored: Sequence[Scored],
    question: Question,
    embedder: TokenEmbedder,
    catalogue: Catalogue,
    *,
    weight: float,
) -> list[Scored]:
    """Add `weight` times the mean best match of the question's words (MaxSim) to the best passages' scores.

    Every word counts the same: weighing by rarity repeats what the lexical score says, and measured worse. Passages
    without word vectors, and those beyond the depth, get the lowest value seen.
    """
    ordered = sorted(scored, key=lambda one: (-one.score, one.found.prepared.id, one.row))
    [asked] = embedder.token_vectors([question.asked], use="query", urgent=True)
    if not len(asked.words):
        return ordered
    space_id = f"{embedder.space.id}/tok{embedder.token_dim}"
    foremost = [one.element.id for one in ordered[:_DEPTH]]
    similarities = max_similarities(asked.rows, catalogue, space_id, foremost)
    lowest = min(similarities.values(), default=0.0)
    return [
        Scored(one.found, one.row, one.score + weight * (lowest if late is None else late), late)
        for one, late in ((one, similarities.get(one.element.id)) for one in ordered)
    ]


def max_similarities(
    asked: NDArray[np.float32], catalogue: Catalogue, space_id: str, element_ids: Sequence[str]
) -> dict[str, float]:
    """Return for each element the mean over the question's words of the best cosine among its words.

    Args:
        asked: Word vectors of the question, shape (n_words, dim), unit length.
    """
    tokens = catalogue.tokens(space_id, element_ids)
    rows = np.frombuffer(tokens.data, np.int8).reshape(-1, tokens.dim or 1)
    similarities: dict[str, float] = {}
    start = 0
    for element_id, count in zip(tokens.ids, tokens.counts, strict=True):
        if count:
            passage = rows[start : start + count].astype(np.float32) / 127.0
            similarities[element_id] = float((asked @ passage.T).max(axis=1).mean())
        start += count
    return similarities
