"""From word pieces to words, the grain of late interaction: one vector per whole word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.language import is_stop, words_of


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the character offsets of each whole word, in order; punctuation belongs to none."""
    return [(word.start, word.end) for word in words_of(text)]


def kept_words(text: str, spans: Sequence[tuple[int, int]], *, drop_stop_words: bool) -> list[int]:
    """Return the indices of the words worth a vector; all of them when only stop words would remain."""
    if not drop_stop_words:
        return list(range(len(spans)))
    kept = [index for index, (start, end) in enumerate(spans) if not is_stop(text[start:end])]
    return kept or list(range(len(spans)))


def word_of_token(offsets: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return for each token the index of the word it lies in, or -1 (punctuation, special tokens).

    Args:
        offsets: Character start and end of each token, shape (n, 2); special tokens have start == end.
        spans: Words, ascending.
    """
    if not spans:
        return np.full(len(offsets), -1, np.int64)
    bounds = np.asarray(spans, np.int64)
    index = np.searchsorted(bounds[:, 0], offsets[:, 0], side="right") - 1
    inside = (
        (index >= 0) & (offsets[:, 1] <= bounds[np.maximum(index, 0), 1]) & (offsets[:, 0] < offsets[:, 1])
    )
    return np.where(inside, index, -1)


def word_means(
    states: NDArray[np.float32], token_word: NDArray[np.int64], kept: Sequence[int]
) -> tuple[NDArray[np.float32], list[int]]:
    """Return the mean of each kept word's token states, and the words that have any (the text may be cut).

    ColBERTer (arXiv 2203.13088): whole words instead of word pieces.

    Args:
        states: Shape (n_tokens, dim).
        token_word: From `word_of_token`, shape (n_tokens,).
        kept: Word indices, ascending.
    """
    row_of = np.full(int(token_word.max(initial=0)) + 1, -1, np.int64)
    reached = [index for index in kept if index < len(row_of)]
    row_of[reached] = np.arange(len(reached))
    rows = np.where(token_word >= 0, row_of[token_word], -1)
    used = rows >= 0
    counts = np.bincount(rows[used], minlength=len(reached))
    sums = np.zeros((len(reached), states.shape[1]), np.float32)
    np.add.at(sums, rows[used], states[used])
    present = np.flatnonzero(counts)
    means = (sums[present] / counts[present, None]).astype(np.float32)
    return means, [reached[row] for row in present.tolist()]
