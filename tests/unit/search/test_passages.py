"""A document's words, and BM25 worked by hand."""

from __future__ import annotations

import math

import pytest
from tests.unit.search.documents import make_document

from quire.search.passages import prepare, rarity, saturation
from quire.types import ElementKind

_DOCUMENT = make_document(
    "d",
    [["red loom red", "green loom"], ["blue cat", (ElementKind.FURNITURE, "red red red")]],
    headings=["Looms", ""],
)
_PATHS = {section.id: section.heading_path for section in _DOCUMENT.sections}
_PASSAGES = prepare(_DOCUMENT.elements, _PATHS)


def test_furniture_has_no_words() -> None:
    assert [element.id for element in _PASSAGES.elements] == ["d:0", "d:1", "d:2"]


def test_frequencies_count_headings_half() -> None:
    looms = _PASSAGES.occurrences("loom")
    assert _PASSAGES.frequencies(looms, _PASSAGES.as_elements).tolist() == [1.5, 1.5, 0]
    assert _PASSAGES.frequencies(looms, _PASSAGES.as_pages).tolist() == [3.0, 0]
    assert len(_PASSAGES.occurrences("red")) == 2


def test_neighbours_stand_side_by_side_in_either_order_within_one_text() -> None:
    assert len(_PASSAGES.side_by_side("red", "loom")) == 2
    assert len(_PASSAGES.side_by_side("cat", "blue")) == 1
    assert len(_PASSAGES.side_by_side("red", "green")) == 0  # end of one element, start of the next
    assert len(_PASSAGES.side_by_side("red", "dog")) == 0


def test_a_misspelt_word_is_taken_for_its_near_spelling() -> None:
    document = make_document("d", [["the German looms"]])
    passages = prepare(document.elements, {})
    assert passages.meant("germen").tolist() == passages.occurrences("german").tolist() != []
    assert passages.meant("french").tolist() == []


def test_rarity_and_saturation_are_those_of_bm25() -> None:
    assert rarity(1, 3) == pytest.approx(math.log(1 + 2.5 / 1.5))
    units = _PASSAGES.as_elements
    lengths = [3.5, 2.5, 2.0]  # words, the heading counted half
    scale = 1.2 * (0.25 + 0.75 * lengths[0] / (sum(lengths) / 3))
    reds = saturation(_PASSAGES.frequencies(_PASSAGES.occurrences("red"), units), units)
    assert reds.tolist() == pytest.approx([2 / (2 + scale), 0, 0])


def test_an_empty_document_can_be_prepared() -> None:
    passages = prepare([], {})
    assert passages.n_words == 0
    assert passages.occurrences("x").tolist() == []
    assert passages.side_by_side("x", "y").tolist() == []
