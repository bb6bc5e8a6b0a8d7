"""Words and sentences."""

from __future__ import annotations

import pytest

from quire.language import is_number, sentences_of, stem, stems_of, words_of


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Charging watches", ["charg", "watch"]),
        ("1,862 people", ["1862", "peopl"]),
        ("18.4% of AR01", ["18.4", "of", "ar01"]),
        ("Wi-Fi", ["wi", "fi"]),
        ("FY2022", ["fy", "2022"]),
        ("日本", ["日", "本"]),
        ("naïve Größe", ["naïve", "größe"]),
        ("---", []),
    ],
)
def test_words_are_compared_by_stem(text: str, stems: list[str]) -> None:
    assert stems_of(text) == stems


def test_words_know_where_they_stand() -> None:
    text = "The cat's 2.5 kg"
    assert [text[word.start : word.end] for word in words_of(text)] == ["The", "cat", "s", "2.5", "kg"]


def test_numbers_are_digits_alone() -> None:
    assert is_number("1,862.5")
    assert not is_number("4G")
    assert not is_number("x")


def test_a_stem_of_a_stop_word_is_the_word() -> None:
    assert stem("Having") == "having"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "Mr. A. Smith of Acme Inc. paid 2.5 dollars. He left.",
            ["Mr. A. Smith of Acme Inc. paid 2.5 dollars.", "He left."],
        ),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("no capital. after it", ["no capital. after it"]),
        ("日本。中国。", ["日本。", "中国。"]),
        ("first\n\nsecond", ["first", "second"]),
        ("items:\n- one\n- two", ["items:", "- one", "- two"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences_of(text)] == sentences
