"""A language model that puts a whole list in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from tests.unit.search.documents import make_document
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.errors import Cancelled, ModelFailed
from quire.jobs import Job
from quire.plugins.contracts import Generated, Generator, Message, Sampling
from quire.search import GeneratorRanker, Judging, Searcher
from quire.types import Query

_PASSAGES = ["first passage", "second passage", "third passage"]


class Writer(Generator):
    """Writes what it is told to; a word is a token. Keeps what it was asked."""

    name = "writer"

    def __init__(self, text: str, *, context_tokens: int = 2000) -> None:
        self._text = text
        self.context_tokens = context_tokens
        self.messages: Sequence[Message] = ()
        self.sampling = Sampling()

    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = Sampling(),  # noqa: B008 - frozen
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        self.messages, self.sampling = messages, sampling
        used = sum(self.count_tokens([message.text for message in messages])) + sampling.max_tokens
        assert used <= self.context_tokens
        return Generated(self._text, "", "cancelled" if job is not None and job.cancelled else "complete")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("[3, 1, 2]", [2, 0, 1]),
        ("[2]", [1, 0, 2]),
        ("[2,2,9,0,3]", [1, 2, 0]),  # repeated and invented numbers
        ("[3, 2", [2, 1, 0]),  # stopped by the token limit
        ("Sure: [2, 3, 1]", [1, 2, 0]),
    ],
)
def test_the_order_is_read_from_what_it_writes(written: str, order: list[int]) -> None:
    assert GeneratorRanker(Writer(written)).rank("which?", _PASSAGES) == order


@pytest.mark.parametrize("written", ["", "I cannot say", "[]", "[0, 17]"])
def test_no_order_is_a_failure(written: str) -> None:
    with pytest.raises(ModelFailed):
        GeneratorRanker(Writer(written)).rank("which?", _PASSAGES)


def test_it_reads_every_passage_with_its_number_and_may_write_numbers_only() -> None:
    writer = Writer("[1]")
    GeneratorRanker(writer).rank("which one?", _PASSAGES)
    text = writer.messages[-1].text
    assert "[1] first passage" in text
    assert "[3] third passage" in text
    assert "which one?" in text
    assert json.loads(writer.sampling.grammar)["items"] == {"enum": [1, 2, 3]}


def test_long_passages_are_shortened_alike_until_they_fit() -> None:
    writer = Writer("[2, 1]", context_tokens=400)
    passages = [f"mark{number} " + "word " * 1000 for number in range(2)]
    assert GeneratorRanker(writer).rank("which?", [*passages, "short one"]) == [1, 0, 2]
    text = writer.messages[-1].text
    assert "mark0" in text
    assert "mark1" in text
    assert "short one" in text


def test_a_context_too_short_for_any_passage_is_a_failure() -> None:
    with pytest.raises(ModelFailed, match="too short"):
        GeneratorRanker(Writer("[1]", context_tokens=150)).rank("which?", ["word " * 100] * 12)


def test_it_is_cancelled_with_the_job() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        GeneratorRanker(Writer("[1]")).rank("which?", _PASSAGES, job=job)


def test_a_search_shows_its_order() -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(make_document("d", [["pump a"], ["pump noise b"], ["pump noise noise c"]]))
    judging = Judging(lambda: GeneratorRanker(Writer("[3,1,2]")))
    result = Searcher(catalogue, None, judging=judging).search(Query(text="pump"))
    assert [hit.text[-1] for hit in result.hits] == ["c", "a", "b"]
    assert result.reranker == "writer"
