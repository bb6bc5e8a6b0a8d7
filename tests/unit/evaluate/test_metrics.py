"""Metrics against cases worked out by hand."""

from __future__ import annotations

import math

import pytest

from quire.evaluate.metrics import distinct, mean, ndcg_at, percentile, recall_at, reciprocal_rank, region_hit
from quire.types import Box


def test_recall_is_the_share_of_the_evidence_found() -> None:
    assert recall_at([4, 7, 9], {7, 9, 1, 2}, 1) == 0
    assert recall_at([4, 7, 9], {7, 9, 1, 2}, 2) == 0.25
    assert recall_at([4, 7, 9], {7, 9, 1, 2}, 5) == 0.5
    assert recall_at([], {1}, 5) == 0


def test_reciprocal_rank_looks_at_the_first_right_one() -> None:
    assert reciprocal_rank([4, 7, 9], {9, 7}, 10) == 0.5
    assert reciprocal_rank([4, 7, 9], {9}, 2) == 0


def test_ndcg_of_ranks_two_and_four_out_of_three() -> None:
    # gains 1/log2(3) + 1/log2(5); ideal 1 + 1/log2(3) + 1/log2(4)
    expected = (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3) + 0.5)
    assert ndcg_at(["x", "a", "y", "b"], {"a", "b", "c"}, 10) == pytest.approx(expected)


def test_ndcg_of_a_perfect_order_is_one_even_when_the_evidence_exceeds_the_cut() -> None:
    assert ndcg_at([1, 2], {1, 2, 3}, 2) == pytest.approx(1)


@pytest.mark.parametrize(
    ("found", "hit"),
    [
        (Box(0, 0, 10, 10), True),  # the same
        (Box(5, 0, 15, 10), True),  # half inside
        (Box(6, 0, 16, 10), False),  # less than half inside, less than half covered
        (Box(2, 2, 4, 4), True),  # a part of it
        (Box(0, 0, 20, 30), True),  # six times as large
        (Box(0, 0, 20, 31), False),  # larger than that
        (Box(20, 20, 30, 30), False),
        (Box(5, 5, 5, 5), False),  # no area
    ],
)
def test_region_hits(found: Box, hit: bool) -> None:
    assert region_hit(found, Box(0, 0, 10, 10)) is hit


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.99) == 4.0
    assert percentile([], 0.5) is None


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None
    assert mean([1.0, 2.0]) == 1.5


def test_distinct_keeps_the_first_of_each() -> None:
    assert distinct([3, 1, 3, 2, 1]) == [3, 1, 2]
