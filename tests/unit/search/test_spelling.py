"""Misspelt words of a question."""

from __future__ import annotations

import pytest

from quire.search.spelling import Spellings, one_mistake


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("german", "germen", True),
        ("mention", "metion", True),
        ("mention", "mentionn", True),
        ("mention", "metnion", True),
        ("mention", "mention", False),
        ("mention", "mnetoin", False),
        ("market", "mark", False),
    ],
)
def test_one_mistake_is_one_letter_or_one_swap(first: str, second: str, near: bool) -> None:
    assert one_mistake(first, second) is near
    assert one_mistake(second, first) is near


def test_long_words_have_near_spellings_and_codes_and_short_words_none() -> None:
    spellings = Spellings(["german", "germany", "trail", "fy2018", "hermen"])
    assert spellings.near("germen") == ["german", "hermen"]
    assert spellings.near("train") == []
    assert spellings.near("fy2019") == []
