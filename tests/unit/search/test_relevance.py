"""Relevance and the cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quire.search.relevance import THRESHOLD, Signals, cut, relevance_of

_PLAIN = Signals(lexical=0.4, neighbours=0.1, dense=0.4, reference=0.0, absent=0.0, unknown=0.0, share=1.0)


@pytest.mark.parametrize("name", ["lexical", "neighbours", "dense", "reference"])
def test_more_of_what_speaks_for_a_hit_makes_it_more_relevant(name: str) -> None:
    assert relevance_of(replace(_PLAIN, **{name: 0.9})) > relevance_of(_PLAIN)


@pytest.mark.parametrize("name", ["absent", "unknown"])
def test_missing_names_make_a_hit_less_relevant(name: str) -> None:
    assert relevance_of(replace(_PLAIN, **{name: 1.0})) < relevance_of(_PLAIN)


def test_falling_behind_the_best_makes_a_hit_less_relevant() -> None:
    assert relevance_of(replace(_PLAIN, share=0.5)) < relevance_of(_PLAIN)


def test_relevance_lies_between_zero_and_one() -> None:
    nothing = Signals(0, 0, 0, 0, 1, 1, 0)
    everything = Signals(1, 1, 1, 1, 0, 0, 1)
    assert 0 < relevance_of(nothing) < 0.01
    assert 0.9 < relevance_of(everything) < 1


def test_the_cut_keeps_what_comes_near_the_best() -> None:
    assert cut([0.9, 0.5, 0.2]) == [True, True, False]


def test_the_cut_may_leave_nothing() -> None:
    assert cut([THRESHOLD - 0.01, 0.2]) == [False, False]
    assert cut([]) == []
