"""Kinds of answers."""

from __future__ import annotations

import pytest

from quire.answer.cues import AnswerType, answer_type_of, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was it built?", AnswerType.DATE),
        ("What percentage of people agree?", AnswerType.PERCENTAGE),
        ("How many cars are there?", AnswerType.NUMBER),
        ("Who chairs the board?", AnswerType.PERSON),
        ("What is the email of the office?", AnswerType.CONTACT),
        ("Where are the plants located?", AnswerType.PLACE),
        ("What is the total dividend?", AnswerType.MONEY),
        ("Explain the method", AnswerType.ANY),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, kind: AnswerType) -> None:
    assert answer_type_of(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (AnswerType.DATE, "on 5 May", True),
        (AnswerType.DATE, "maybe later", False),
        (AnswerType.PERCENTAGE, "rose by 18.4 %", True),
        (AnswerType.PERCENTAGE, "18 cars", False),
        (AnswerType.PERSON, "said Ada Lovelace", True),
        (AnswerType.PERSON, "said the chair", False),
        (AnswerType.CONTACT, "ada@example.org", True),
        (AnswerType.ANY, "", True),
    ],
)
def test_a_text_holds_a_kind_of_answer(kind: AnswerType, text: str, expected: bool) -> None:
    assert holds(kind, text) is expected
