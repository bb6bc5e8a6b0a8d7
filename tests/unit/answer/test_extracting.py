"""Answers by quotation, and refusals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.search.judges import OverlapJudge

from quire.answer import Judging, extract
from quire.errors import Cancelled
from quire.jobs import Job
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.types import Answer, Box, Element, ElementKind, EmbeddingSpace, Hit, Level, Place, Scores

_BOX = Box(0, 0, 10, 10)


class Shelf:
    """Elements by id, and hits on them."""

    def __init__(self, *texts: str | tuple[ElementKind, str], pages: Sequence[int] = ()) -> None:
        kinds = [text if isinstance(text, tuple) else (ElementKind.TEXT, text) for text in texts]
        numbers = pages or range(1, len(kinds) + 1)
        self.elements = {
            f"d:{row}": Element(f"d:{row}", kind, text, Place("d", page, (_BOX,)))
            for row, ((kind, text), page) in enumerate(zip(kinds, numbers, strict=True))
        }

    def fetch(self, ids: Sequence[str]) -> list[Element]:
        return [self.elements[id_] for id_ in ids if id_ in self.elements]

    def hits(self, *rows: int, relevant: bool = True, relevance: float = 0.8) -> list[Hit]:
        return [self._hit(rank, f"d:{row}", relevant, relevance) for rank, row in enumerate(rows, start=1)]

    def _hit(self, rank: int, id_: str, relevant: bool, relevance: float) -> Hit:
        element = self.elements[id_]
        return Hit(
            rank=rank,
            level=Level.ELEMENT,
            document_id="d",
            document_title="Paper",
            document_path="/papers/paper.pdf",
            element_id=id_,
            section_id="",
            kind=element.kind,
            place=element.place,
            heading_path=(),
            text=element.text,
            relevance=relevance,
            relevant=relevant,
            scores=Scores(),
        )


def _answer(question: str, shelf: Shelf, *rows: int) -> Answer:
    return extract(question, shelf.hits(*rows), shelf.fetch, None)


def test_the_sentence_that_answers_is_quoted_first() -> None:
    shelf = Shelf("The firm was founded by Ada Byron. It sells looms. The looms are red.")
    made = _answer("Who founded the firm?", shelf, 0)
    assert made.citations[0].quote == "The firm was founded by Ada Byron."
    assert made.text.startswith("The firm was founded by Ada Byron. [1]")
    assert (made.abstained, made.stop, made.model) == (False, "complete", "extractive")


def test_a_number_is_preferred_when_a_number_is_asked_for() -> None:
    shelf = Shelf("The Bronx lost land to rezoning. Of the Bronx land 18.4 % went.")
    made = _answer("What percentage of land did the Bronx lose?", shelf, 0)
    assert "18.4 %" in made.citations[0].quote


def test_a_table_row_answers_with_its_header() -> None:
    shelf = Shelf((ElementKind.TABLE, "| Borough | Share |\n|---|---|\n| Queens | 7 % |\n| Bronx | 18 % |"))
    made = _answer("What share of the Bronx?", shelf, 0)
    assert made.text.startswith("Borough: Bronx; Share: 18 % [1]")
    assert made.citations[0].quote == "| Bronx | 18 % |"


def test_every_quotation_is_verbatim_and_every_marker_has_its_citation() -> None:
    texts = [f"Loom {number} weaves\nred   cloth, [7] and more. Looms rest." for number in range(9)]
    shelf = Shelf(*texts)
    made = _answer("Which loom weaves red cloth?", shelf, *range(9))
    for citation in made.citations:
        assert citation.quote in shelf.elements[citation.element_id].text
        assert citation.place.page_number == shelf.elements[citation.element_id].place.page_number
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", made.text)]
    assert markers == [citation.marker for citation in made.citations]
    assert len(markers) <= 4


def test_what_is_said_twice_is_quoted_once() -> None:
    shelf = Shelf("Looms weave red cloth.", "Looms weave red cloth.")
    assert len(_answer("What do looms weave?", shelf, 0, 1).citations) == 1


def test_a_heading_brings_what_follows_it() -> None:
    shelf = Shelf((ElementKind.HEADING, "Founders of the firm"), "Ada Byron and May Lamb.", pages=[1, 1])
    made = _answer("Who are the founders of the firm?", shelf, 0)
    assert "Ada Byron and May Lamb." in [citation.quote for citation in made.citations]


def test_a_figure_without_text_is_shown() -> None:
    shelf = Shelf((ElementKind.FIGURE, ""))
    made = _answer("What colour is the car on the cover?", shelf, 0)
    assert made.citations[0].quote == ""
    assert made.citations[0].place.boxes == (_BOX,)


@pytest.mark.parametrize(
    "question", ["Which photo shows a red boat?", "a picture of a red boat", "Show me a photo of a boat"]
)
def test_a_picture_answers_who_asks_for_one(question: str) -> None:
    shelf = Shelf((ElementKind.HEADING, "The red boat"), (ElementKind.IMAGE, ""), "The red boat is old.")
    shelf.elements["d:1"] = replace(shelf.elements["d:1"], context="red fishing boat")
    made = _answer(question, shelf, 0, 1, 2)
    assert made.text == "See the picture “red fishing boat”. [1]"


def test_words_answer_who_asks_about_a_picture() -> None:
    shelf = Shelf((ElementKind.IMAGE, ""), "The image of the company improved in 2024.")
    made = _answer("How did the image of the company change in 2024?", shelf, 0, 1)
    assert made.citations[0].quote == "The image of the company improved in 2024."


def test_without_relevant_hits_it_refuses_and_names_the_nearest() -> None:
    shelf = Shelf("Looms weave.", "Cats sleep.")
    hits = shelf.hits(0, 1, relevant=False)
    made = extract("Who is Zoe Quill?", hits, shelf.fetch, None, missing=("Zoe", "Quill"))
    assert made.abstained
    assert made.stop == "abstained"
    assert made.citations == ()
    assert "not in your library" in made.text
    assert "“Zoe”, “Quill”" in made.text
    assert "Paper, page 1; Paper, page 2" in made.text


def test_without_any_hit_it_refuses() -> None:
    made = extract("Anything?", [], Shelf("x").fetch, None)
    assert made.abstained


def test_hits_whose_elements_are_gone_lead_to_a_refusal() -> None:
    shelf = Shelf("Looms weave.")
    assert extract("looms?", shelf.hits(0), lambda ids: [], None).abstained


@pytest.mark.parametrize("question", ["", "???", "\x00", "the"])
def test_odd_questions_raise_nothing(question: str) -> None:
    shelf = Shelf("Looms weave.", (ElementKind.TABLE, "|"), "")
    extract(question, shelf.hits(0, 1, 2), shelf.fetch, None)


class MoneyEmbedder(TextEmbedder):
    """Knows one topic: money."""

    space = EmbeddingSpace("money", "money", "1", 2, ("text",))
    max_tokens = 100

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        about = [any(word in text.lower() for word in ("price", "dollars", "fee")) for text in texts]
        return np.array([[is_money, not is_money] for is_money in about], np.float32)


def test_meaning_finds_the_piece_that_words_miss() -> None:
    shelf = Shelf("Looms stand in the hall. The fee is forty dollars. Visitors wait in the hall.")
    made = extract("What is the price?", shelf.hits(0), shelf.fetch, MoneyEmbedder())
    assert made.citations[0].quote == "The fee is forty dollars."


def test_citations_and_refusals_name_pages_as_the_document_does() -> None:
    shelf = Shelf("The bridge was opened in 1931 by the mayor.", "The weather was fine.")
    hits = [replace(hit, page_name=f"Slide {hit.rank}") for hit in shelf.hits(0, 1)]
    made = extract("When was the bridge opened?", hits, shelf.fetch, None)
    assert made.citations[0].page_name == "Slide 1"
    misses = [replace(hit, relevant=False) for hit in hits]
    assert "Nearest: Paper, Slide 1; Paper, Slide 2." in extract("Who?", misses, shelf.fetch, None).text


_TIDES = (
    "The old mill stands by the tide. The tide drives the new mill.",
    "A mill can be old. A tide can be high. The tide was high when the mill burned.",
)


def _judged(judge: OverlapJudge, *, budget_s: float = 10.0, job: Job | None = None) -> Answer:
    shelf = Shelf(*_TIDES)
    judging = Judging(judge, budget_s, job or Job())
    return extract("mill tide", shelf.hits(0, 1), shelf.fetch, MoneyEmbedder(), judging=judging)


def test_a_reranking_model_chooses_among_pieces_that_say_the_same_words() -> None:
    assert _judged(OverlapJudge("burned")).citations[0].quote == "The tide was high when the mill burned."
    assert _judged(OverlapJudge("drives")).citations[0].quote == "The tide drives the new mill."


def test_pieces_that_the_model_had_no_time_for_are_neither_raised_nor_pushed_back() -> None:
    judge = OverlapJudge("nothing of this")
    assert len(_judged(judge, budget_s=0.0).citations) == len(_answer("mill tide", Shelf(*_TIDES), 0, 1).citations)
    assert len(judge.read) == judge.batch_size


def test_a_cancelled_question_stops_the_model() -> None:
    job = Job()
    judge = OverlapJudge(before=job.cancel)
    with pytest.raises(Cancelled):
        _judged(judge, job=job)
    assert len(judge.read) == judge.batch_size
