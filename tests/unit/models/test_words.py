from __future__ import annotations

import numpy as np
import pytest

from quire.models.words import kept_words, word_means, word_of_token, word_spans


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t pay $1,234.50, o'clock!", ["Don", "t", "pay", "1,234.50", "o", "clock"]),
        ("state-of-the-art café", ["state", "of", "the", "art", "café"]),
        ("snake_case x2", ["snake", "case", "x2"]),
        ("東京へ go", ["東", "京", "へ", "go"]),
        ("…—!", []),
    ],
)
def test_word_spans_are_whole_words_without_punctuation(text: str, words: list[str]) -> None:
    assert _words(text) == words


def test_kept_words_drop_stop_words_only_where_something_remains() -> None:
    text = "The cost of it"
    spans = word_spans(text)
    assert kept_words(text, spans, drop_stop_words=True) == [1]
    assert kept_words(text, spans, drop_stop_words=False) == [0, 1, 2, 3]
    assert kept_words("of the", word_spans("of the"), drop_stop_words=True) == [0, 1]


def test_word_means_average_the_pieces_of_a_word() -> None:
    offsets = np.array([[0, 0], [0, 2], [2, 5], [6, 8], [8, 9], [0, 0]])  # [CLS] em ##bed it . [SEP]
    token_word = word_of_token(offsets, [(0, 5), (6, 8)])
    assert token_word.tolist() == [-1, 0, 0, 1, -1, -1]
    states = np.array([[9, 9], [1, 0], [0, 1], [4, 4], [9, 9], [9, 9]], np.float32)
    means, words = word_means(states, token_word, [0, 1])
    assert words == [0, 1]
    np.testing.assert_allclose(means, [[0.5, 0.5], [4, 4]])


def test_word_means_skip_words_that_truncation_cut_off() -> None:
    states = np.ones((1, 2), np.float32)
    means, words = word_means(states, np.array([1]), [1, 2, 7])
    assert words == [1]
    assert means.shape == (1, 2)


def test_text_without_words_has_no_rows() -> None:
    token_word = word_of_token(np.array([[0, 0], [0, 1]]), [])
    means, words = word_means(np.ones((2, 3), np.float32), token_word, [])
    assert (means.shape, words) == ((0, 3), [])
