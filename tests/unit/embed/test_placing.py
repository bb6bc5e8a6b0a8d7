from __future__ import annotations

import dataclasses

import numpy as np
from tests.word_embedders import WordEmbedder, WordTokenEmbedder

from quire.embed import placed, with_words_of
from quire.plugins.contracts import TokenEmbedder

TEXTS = ["one short text", "and another one", ""]


def test_the_own_space_needs_no_wrapping() -> None:
    embedder = WordEmbedder()
    assert placed(embedder, dataclasses.replace(embedder.space)) is embedder


def test_another_name_changes_nothing_else() -> None:
    embedder = WordTokenEmbedder()
    space = dataclasses.replace(embedder.space, id="words.2")
    named = placed(embedder, space)
    assert isinstance(named, TokenEmbedder)
    assert named.space == space
    assert np.allclose(named.embed(TEXTS), embedder.embed(TEXTS), atol=1e-6)
    vectors, words = named.embed_with_tokens(TEXTS)
    assert np.allclose(vectors, embedder.embed(TEXTS), atol=1e-6)
    assert words[0].words == ("one", "short", "text")


def test_vectors_are_cut_to_their_beginning_and_made_unit_again() -> None:
    embedder = WordTokenEmbedder()
    short = placed(embedder, dataclasses.replace(embedder.space, dim=12))
    whole = embedder.embed(TEXTS)[:, :12]
    wanted = whole / np.linalg.norm(whole, axis=1, keepdims=True)
    assert isinstance(short, TokenEmbedder)
    assert np.allclose(short.embed(TEXTS), wanted, atol=1e-6)
    assert np.allclose(short.embed_with_tokens(TEXTS)[0], wanted, atol=1e-6)
    assert not isinstance(placed(WordEmbedder(), short.space), TokenEmbedder)


def test_words_may_come_from_another_model() -> None:
    new, old = WordTokenEmbedder("new", dim=24), WordTokenEmbedder("old")
    old.token_dim = 8
    both = with_words_of(new, old)
    assert isinstance(both, TokenEmbedder)
    assert both.space == new.space
    assert both.token_dim == 8
    assert both.embed(TEXTS).shape == (3, 24)
    assert both.token_vectors(TEXTS)[0].rows.shape == (3, 8)
    assert np.allclose(both.embed_with_tokens(TEXTS)[0], new.embed(TEXTS), atol=1e-6)


def test_without_the_old_words_there_are_none() -> None:
    for old in (None, WordEmbedder()):
        assert not isinstance(with_words_of(WordTokenEmbedder("new"), old), TokenEmbedder)
