"""Places that questions name, and what they mean in a document."""

from __future__ import annotations

import pytest
from tests.unit.search.documents import make_document

from quire.search.question import read_question
from quire.search.references import ReferenceKind, elements_meant, pages_meant, read_references
from quire.types import ElementKind


def _pages(question: str) -> list[int]:
    return [
        reference.number
        for reference in read_references(question).references
        if reference.kind in (ReferenceKind.PAGE, ReferenceKind.ORDINAL_PAGE)
    ]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("What is on page 12?", [12]),
        ("the picture on slide 5", [5]),
        ("models on pages 10 and 11", [10, 11]),
        ("see pages 3, 5 and 9", [3, 5, 9]),
        ("pages 3-5", [3, 4, 5]),
        ("pages 2 to 4", [2, 3, 4]),
        ("on page twelve", [12]),
        ("page twenty-one", [21]),
        ("on page iv", [0]),
        ("the second page", [2]),
        ("the 3rd slide", [3]),
        ("the last page", [-1]),
        ("the cover", [1]),
        ("on the cover page", [1]),
        ("the back cover", [-1]),
        ("p. 7", [7]),
    ],
)
def test_pages_are_read_in_all_their_forms(question: str, numbers: list[int]) -> None:
    assert _pages(question) == numbers


@pytest.mark.parametrize(
    "question",
    [
        "how many pages does it have",
        "what does the insurance cover",
        "the cover letter",
        "the policy covers fire",
        "page layout",
        "in 2012",
    ],
)
def test_what_only_resembles_a_page_reference_is_none(question: str) -> None:
    assert _pages(question) == []


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("shown in Figure 3 (left)", ["Figure 3"]),
        ("items in Table1-1", ["Table 1-1"]),
        ("Fig. 2b and Tab. 4", ["Figure 2b", "Table 4"]),
        ("weaknesses in Appendix C", ["Appendix C"]),
        ("outcomes of UNIT 8", ["Unit 8"]),
        ("Exhibit P-10", ["Exhibit P-10"]),
        ("the table a person reads", []),
        ("a figure of 30%", []),
        ("part of the logo", []),
    ],
)
def test_labels_are_read(question: str, labels: list[str]) -> None:
    found = [r.text for r in read_references(question).references if r.kind is ReferenceKind.LABEL]
    assert found == labels


def test_a_printed_number_is_meant_before_a_counted_one() -> None:
    document = make_document("d", [["a"], ["b"], ["c"], ["d"]], labels=["i", "ii", "1", "2"])
    [reference] = read_references("page 2").references
    assert pages_meant(reference, document.pages, [page.number for page in document.pages]) == {
        4: 1.0,
        2: 0.5,
    }


def test_a_number_without_print_is_counted() -> None:
    document = make_document("d", [["a"], ["b"]])
    [reference] = read_references("page 2").references
    assert pages_meant(reference, document.pages, [page.number for page in document.pages]) == {2: 1.0}
    [beyond] = read_references("page 9").references
    assert pages_meant(beyond, document.pages, [page.number for page in document.pages]) == {}


def test_a_roman_number_is_a_printed_one() -> None:
    document = make_document("d", [["a"], ["b"]], labels=["i", "ii"])
    [reference] = read_references("page ii").references
    assert pages_meant(reference, document.pages, [page.number for page in document.pages])[2] == 1.0


def test_the_last_page_is_counted_from_the_end() -> None:
    document = make_document("d", [["a"], ["b"], ["c"]])
    [reference] = read_references("the last page").references
    assert pages_meant(reference, document.pages, [page.number for page in document.pages]) == {3: 1.0}


def test_a_label_finds_its_caption_and_not_a_longer_number() -> None:
    captions = [
        (ElementKind.CAPTION, "Figure 12: Wind"),
        (ElementKind.CAPTION, "Figure 1: Rain"),
        "as Figure 1 shows",
    ]
    document = make_document("d", [captions])
    [reference] = read_references("Figure 1").references
    assert elements_meant(reference, document.elements) == [1]


def test_the_second_figure_is_the_second_of_its_kind() -> None:
    lines = [(ElementKind.FIGURE, ""), "text", (ElementKind.FIGURE, "")]
    document = make_document("d", [lines])
    [reference] = read_references("the second figure").references
    assert elements_meant(reference, document.elements) == [2]


@pytest.mark.parametrize(
    ("question", "front"),
    [
        ("Who wrote this report?", True),
        ("What is the title of the slides?", True),
        ("What is the date of the document?", True),
        ("Which year was this document published?", True),
        ("Who wrote the first novel?", False),
        ("What title did Ada have in 1840?", False),
    ],
)
def test_what_a_document_says_of_itself_is_sought_on_its_first_page(question: str, front: bool) -> None:
    found = [r for r in read_references(question).references if r.kind is ReferenceKind.FRONT]
    assert bool(found) is front
    document = make_document("d", [["a"], ["b"]])
    assert all(pages_meant(reference, document.pages, [1, 2]) == {1: 0.5} for reference in found)


def test_kinds_of_evidence_are_noticed() -> None:
    assert read_references("in the pie chart").hints == {ElementKind.FIGURE}
    assert read_references("which row of the table").hints == {ElementKind.TABLE}
    assert read_references("who wrote it").hints == frozenset()


def test_words_that_ask_for_a_picture_are_none_of_the_evidence() -> None:
    asked = "Which photo shows a red boat?"
    [(start, end)] = read_references(asked).spans
    assert asked[start:end] == "Which photo shows"
    assert [term.text for term in read_question(asked).terms] == ["red", "boat"]
    assert read_question("What does the image on page 3 show?").terms[0].text == "image"


def test_blank_pages_are_not_counted() -> None:
    document = make_document("d", [["a"], [], ["c"]])
    [reference] = read_references("the second page").references
    assert pages_meant(reference, document.pages, [1, 3]) == {3: 1.0}


def test_an_illegible_page_number_is_inferred_from_its_neighbours() -> None:
    document = make_document("d", [["x"]] * 6, labels=["", "", "1", "2", "", "4"])
    [reference] = read_references("page 3").references
    assert pages_meant(reference, document.pages, [1, 2, 3, 4, 5, 6]) == {3: 0.5, 5: 1.0}
