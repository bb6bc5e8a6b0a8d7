"""A question made to stand alone is still that question, or it is left as it was."""

from __future__ import annotations

import pytest
from tests.unit.answer.scripted import ScriptedGenerator

from quire.answer import standalone

_HISTORY = [("Which turbines are there?", "There are the turbines Alma and Bertha, commissioned in 2019 [1].")]


def _rewritten(said: str, question: str = "How deep does the second one stand?") -> str:
    return standalone(question, _HISTORY, ScriptedGenerator(said))


@pytest.mark.parametrize(
    "said",
    [
        "How deep does the second turbine, Bertha, stand?",
        "How deep does the turbine Bertha stand, the second one?",
        '"How deep does the second turbine stand?"',
    ],
)
def test_what_was_left_unsaid_is_filled_in(said: str) -> None:
    assert _rewritten(said) == said.strip('"')


@pytest.mark.parametrize(
    "said",
    [
        "The second one stands at 1.5 meters.",
        "How deep does the second turbine of 1987 stand?",
        "What do turbines cost?",
        "How deep does the second lighthouse keeper stand near the harbour wall of Norway?",
        "",
    ],
    ids=["an answer", "a number from memory", "another question", "words from memory", "nothing"],
)
def test_what_is_another_question_or_an_answer_is_not_searched_for(said: str) -> None:
    assert _rewritten(said) == "How deep does the second one stand?"


def test_what_is_no_question_may_stay_none() -> None:
    assert _rewritten("Tell me about the second turbine Bertha.", "Tell me about the second.") == (
        "Tell me about the second turbine Bertha."
    )


def test_a_first_question_needs_no_model() -> None:
    model = ScriptedGenerator("Nonsense?")
    assert standalone("How deep?", [], model) == "How deep?"
    assert model.asked == []
