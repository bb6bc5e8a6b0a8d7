from __future__ import annotations

import numpy as np
import pytest

from quire.embed import effective_rank


def test_effective_rank_counts_the_directions_in_use() -> None:
    assert effective_rank(np.eye(6, dtype=np.float32)) == pytest.approx(6)
    assert effective_rank(np.eye(6, dtype=np.float32)[[0, 0, 1, 1]]) == pytest.approx(2)
    assert effective_rank(np.ones((5, 6), np.float32)) == pytest.approx(1)


def test_effective_rank_falls_when_one_direction_dominates() -> None:
    vectors = np.random.default_rng(0).normal(size=(200, 16)).astype(np.float32)
    skewed = vectors * np.array([50] + [1] * 15, np.float32)
    assert effective_rank(skewed) < effective_rank(vectors) - 1


@pytest.mark.parametrize("vectors", [np.zeros((0, 4), np.float32), np.zeros((3, 4), np.float32)])
def test_nothing_has_rank_zero(vectors: np.ndarray) -> None:
    assert effective_rank(vectors) == 0
