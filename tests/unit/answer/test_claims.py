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


def test_spelled_numbers_of_two_words_are_one_number() -> None:
    assert claim_of("Fifty-seven people and thirty two boats").numbers == {"57", "32"}
    assert claim_of("twenty-one, twenty and one").numbers == {"21", "20"}


def test_ordinals_and_numerals_of_other_languages_are_numbers() -> None:
    assert claim_of("the second largest of the ten").numbers == {"2th", "10"}
    assert claim_of("auf sechs Jahre").numbers == claim_of("por seis años").numbers == {"6"}


def test_a_number_is_told_with_what_it_counts() -> None:
    assert claim_of("24 kilometers in 15 minutes").counted == claim_of("In 15 minutes 24 kilometers").counted


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


def test_a_title_before_a_name_ends_no_sentence() -> None:
    assert claim_of("Mr. Huxley and Dr. Wallace came.").names >= {"huxley", "wallac"}
    assert claim_of("It rained. Wallace came.").names == frozenset()


def test_denials_reach_the_next_word_that_matters() -> None:
    assert claim_of("The lens was not replaced but cleaned.").denied == {"replac"}
    assert claim_of("It didn't break.").denied == {"break"}
    assert claim_of("The lens was cleaned.").denied == frozenset()
    assert claim_of("Das ist nicht zulässig.").denied == claim_of("Das ist nie zulässig.").denied != frozenset()


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
