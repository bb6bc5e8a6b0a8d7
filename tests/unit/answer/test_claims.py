"""What a sentence claims."""

from __future__ import annotations

import pytest

from quire.answer.claims import claim_of, is_refusal, number_of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("18,500", "18500"),
        ("55.0", "55"),
        ("forty", "40"),
        ("1,862.50", "1862.5"),
        ("3,5", "3.5"),
        ("42cm", "42"),
        ("007", "7"),
    ],
)
def test_one_number_has_one_spelling(first: str, second: str) -> None:
    assert number_of(first) == number_of(second) is not None


@pytest.mark.parametrize("word", ["one", "pump", "q3", "x"])
def test_words_are_no_numbers(word: str) -> None:
    assert number_of(word) is None


def test_list_numbers_and_shaping_claim_nothing() -> None:
    assert claim_of("2. **Pump**").numbers == frozenset()
    assert claim_of("2. **Pump**").stems == {"pump"}


def test_per_cent_is_said_in_any_way() -> None:
    said = [claim_of(f"It rose by 96.8{word}.") for word in (" per cent", "%", " percent")]
    assert said[0] == said[1] == said[2]


def test_units_are_no_names() -> None:
    assert claim_of("It gave 21.7 MWh for 5 Kr.").names == frozenset()


def test_names_are_capitals_inside_a_sentence_and_codes() -> None:
    assert claim_of("Yesterday the engineer Solheim read Q3 and NASA.").names == {"solheim", "q3", "nasa"}
    assert claim_of("Gestern wurde die Brücke geöffnet.").names == frozenset()  # nouns have capitals there


def test_denials_reach_the_next_word_that_matters() -> None:
    assert claim_of("The lens was not replaced but cleaned.").denied == {"replac"}
    assert claim_of("It didn't break.").denied == {"break"}
    assert claim_of("The lens was cleaned.").denied == frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't know.",
        "The documents do not mention it.",
        "There is no information about this in the evidence.",
        "Das steht nicht in den Dokumenten.",
        "Los documentos no lo dicen.",
    ],
)
def test_refusals_are_known_in_the_languages_of_the_program(sentence: str) -> None:
    assert is_refusal(sentence)


def test_a_plain_denial_is_no_refusal() -> None:
    assert not is_refusal("The lens was not replaced.")
