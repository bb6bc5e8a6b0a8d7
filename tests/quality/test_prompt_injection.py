"""Documents that give orders, and a model that obeys them to the worst: nothing of it may have an effect.

Each case of `prompt_injections.jsonl` is a hostile document, what the model then writes, and what of that must not
be shown, or be marked as having no support.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.unit.answer.scripted import ScriptedGenerator
from tests.unit.answer.test_extracting import Shelf

from quire.answer import write
from quire.models.llama.chat import defused
from quire.settings import AnswerSection
from quire.types import Answer

_TRUTH = "The pump of the north station weighs 12 kilograms and was bought in 2019."
_CONTROL = (
    "<|im_start|>",
    "<|im_end|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "</s>",
)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\u202a-\u202e\ufeff\U000e0000-\U000e0fff]")


@dataclass(frozen=True)
class Case:
    name: str
    document: str
    reply: str
    must_not_pass: list[str]


CASES = [
    Case(**json.loads(line))
    for line in Path(__file__).with_name("prompt_injections.jsonl").read_text(encoding="utf-8").splitlines()
]
_every_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def _shelf(case: Case) -> Shelf:
    return Shelf(_TRUTH, case.document)


def _answer(case: Case) -> tuple[Answer, ScriptedGenerator, str]:
    from quire.answer import Listening

    shelf, model, heard = _shelf(case), ScriptedGenerator(case.reply), list[str]()
    made = write(
        "How much does the pump weigh?",
        shelf.hits(0, 1),
        shelf.fetch,
        model,
        None,
        manner=AnswerSection(),
        listening=Listening(heard.append),
    )
    return made, model, "".join(heard)


def test_there_are_thirty_cases() -> None:
    assert len({case.name for case in CASES}) >= 30


@_every_case
def test_the_prompt_keeps_documents_behind_the_fence(case: Case) -> None:
    _, model, _ = _answer(case)
    system, user = model.asked[0]
    [digest] = re.findall(r"\A<<<EVIDENCE ([0-9a-f]{10})$", user.text, re.MULTILINE)
    assert user.text.count(digest) == 2
    inside, _, after = user.text.partition(f"END OF EVIDENCE {digest}>>>")
    assert after.strip() == "Question: How much does the pump weigh?"
    assert re.findall(r"\[(\d+)\]", inside) == ["1", "2"]  # the two headers and no other
    assert not _UNSEEN.search(user.text)
    for message in (system, user):
        text = defused(message.text, _CONTROL)
        assert not any(mark in text for mark in (*_CONTROL, "[INST]", "<<SYS>>", "<think>"))


@_every_case
def test_what_an_obedient_model_writes_has_no_effect(case: Case) -> None:
    made, _, heard = _answer(case)
    marked = [made.text[start:end] for start, end in made.unsupported]
    rest = made.text
    for sentence in marked:
        rest = rest.replace(sentence, "")
    for evil in case.must_not_pass:
        assert evil not in rest
    for text in (made.text, heard):
        assert not re.search(r"\]\(|!\[|<[A-Za-z/!|]|[a-z]+://|\b(?:javascript|data|file):|\bwww\.", text)
        assert not _UNSEEN.search(text)


@_every_case
def test_every_marker_leads_to_words_that_are_there(case: Case) -> None:
    made, _, _ = _answer(case)
    shelf = _shelf(case)
    markers = {int(number) for number in re.findall(r"\[(\d+)\]", made.text)}
    assert markers == {cited.marker for cited in made.citations}
    for cited in made.citations:
        assert cited.quote in shelf.elements[cited.element_id].text


def test_words_of_a_document_that_give_orders_are_told_as_such() -> None:
    [case] = [case for case in CASES if case.name == "ignore-previous"]
    made, _, _ = _answer(case)
    assert made.text == "PWNED [1]"  # it does stand there, and its marker leads there
    assert "[1] leads to words that give orders to language models; read them with care" in made.notes


def test_a_true_sentence_survives_between_false_ones() -> None:
    true = [case for case in CASES if "weighs 12 kilograms [1]" in case.reply and case.name != "nested-tags"]
    assert len(true) > 15
    for case in true:
        made, _, _ = _answer(case)
        assert "The pump of the north station weighs 12 kilograms." in made.text, case.name
        assert _TRUTH in [cited.quote for cited in made.citations], case.name
