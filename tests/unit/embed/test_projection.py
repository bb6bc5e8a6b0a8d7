from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.word_embedders import StrangeEmbedder, TurnedEmbedder, WordEmbedder

from quire.embed import LEAST_PAIRS, Projection, fit_projection
from quire.embed.projection import neighbour_overlap

Floats = NDArray[np.float32]

WORDS = [f"word{number}" for number in range(60)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    dice = np.random.default_rng(3)
    return [" ".join(dice.choice(WORDS, 8)) for _ in range(700)]


@pytest.fixture(scope="module")
def old(texts: list[str]) -> Floats:
    return WordEmbedder().embed(texts)


@pytest.fixture(scope="module")
def new(texts: list[str]) -> Floats:
    return TurnedEmbedder().embed(texts)


def test_a_related_model_is_learnt_from_few_pairs(old: Floats, new: Floats) -> None:
    fitted, rest = slice(0, 500), slice(500, 700)
    projection = fit_projection(old[fitted], new[fitted])
    assert projection.quality.good
    assert projection.quality.n_pairs == 500
    moved = projection.apply(old[rest])
    assert moved.shape == (200, 64)
    assert float((moved * new[rest]).sum(axis=1).mean()) / projection.scale > 0.9
    # What it says of itself on held-out pairs holds on others.
    assert neighbour_overlap(moved, new[rest]) == pytest.approx(projection.quality.overlap, abs=0.15)


def test_an_unrelated_model_is_found_out(texts: list[str], old: Floats) -> None:
    projection = fit_projection(old, StrangeEmbedder().embed(texts))
    assert not projection.quality.good
    assert projection.quality.overlap < 0.15


def test_the_fewest_pairs_are_enough_to_fit(old: Floats, new: Floats) -> None:
    assert np.isfinite(fit_projection(old[:LEAST_PAIRS], new[:LEAST_PAIRS]).apply(old)).all()


def test_equal_texts_do_not_break_it() -> None:
    same = np.repeat(np.eye(1, 8, dtype=np.float32), 120, axis=0)
    projection = fit_projection(same, same)
    assert np.isfinite(projection.apply(same)).all()


def test_projected_vectors_have_one_length(old: Floats, new: Floats) -> None:
    projection = fit_projection(old, new)
    assert 0.5 <= projection.scale <= 1.0
    assert np.allclose(np.linalg.norm(projection.apply(old), axis=1), projection.scale, atol=1e-4)


def test_the_pulled_question_finds_what_projection_ranks_first(old: Floats, new: Floats) -> None:
    projection = fit_projection(old, new)
    moved = projection.apply(old)
    kept = 0
    for row in range(50):
        wanted = set(np.argsort(-(moved @ new[row]))[:5].tolist())
        found = set(np.argsort(-(old @ projection.pull(new[row])))[:50].tolist())
        kept += len(wanted & found)
    assert kept >= 240  # of 250


def test_it_comes_back_from_bytes_as_it_was(old: Floats, new: Floats) -> None:
    projection = fit_projection(old, new)
    again = Projection.from_bytes(projection.to_bytes())
    assert again.quality == projection.quality
    assert again.scale == projection.scale
    assert np.array_equal(again.apply(old), projection.apply(old))


def test_the_same_pairs_give_the_same_projection(old: Floats, new: Floats) -> None:
    assert fit_projection(old, new).to_bytes() == fit_projection(old, new).to_bytes()
