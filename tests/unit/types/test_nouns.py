"""The nouns refuse to contradict themselves and survive a pipe."""

from __future__ import annotations

import msgspec
import pytest

from quire.types import (
    Box,
    Element,
    ElementKind,
    IngestReport,
    IngestStatus,
    Place,
    Problem,
    WordBoxes,
    page_in_words,
    page_name,
    union,
)

_PROBLEM = Problem("broken", "read", "page 3 cannot be read", page=3)


def test_report_with_problems_never_says_added() -> None:
    with pytest.raises(ValueError, match="problems"):
        IngestReport("a.pdf", IngestStatus.ADDED, problems=(_PROBLEM,))


@pytest.mark.parametrize("status", [IngestStatus.PARTIAL, IngestStatus.FAILED])
def test_report_of_trouble_names_its_problem(status: IngestStatus) -> None:
    with pytest.raises(ValueError, match="problem"):
        IngestReport("a.pdf", status)


def test_box_arithmetic() -> None:
    box, other = Box(0, 0, 10, 10), Box(5, 5, 20, 20)
    assert box.intersection(other) == Box(5, 5, 10, 10)
    assert box.covered_by(other) == 0.25
    assert Box(0, 0, 1, 1).covered_by(Box(5, 5, 6, 6)) == 0.0
    assert union([box, other]) == Box(0, 0, 20, 20)
    with pytest.raises(ValueError, match="no boxes"):
        union([])


def test_element_survives_msgpack_unchanged() -> None:
    element = Element(
        id="d:1",
        kind=ElementKind.TABLE,
        text="| a | b |",
        place=Place("d", 1, (Box(1, 2, 3, 4),)),
        words=WordBoxes(b"\0\0\0\0", b"\1\0\0\0", b"\0" * 16),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(element), type=Element) == element


@pytest.mark.parametrize(
    ("label", "media_type", "name"),
    [
        ("Slide 3", "application/vnd.oasis.opendocument.presentation", "Slide 3"),
        ("Sheet Costs", "application/vnd.oasis.opendocument.spreadsheet", "Sheet Costs"),
        ("", "application/vnd.oasis.opendocument.spreadsheet", ""),
        ("iv", "application/epub+zip", ""),
        ("- 12 -", "application/epub+zip", ""),
        ("iv", "application/pdf", ""),
        ("Cover", "application/pdf", ""),
    ],
)
def test_only_names_that_a_document_gives_its_pages_take_the_place_of_numbers(
    label: str, media_type: str, name: str
) -> None:
    assert page_name(label, media_type) == name


def test_a_page_is_called_by_its_name_on_one_line_or_by_its_number() -> None:
    assert page_in_words(2, "") == "page 2"
    assert page_in_words(2, " \n", "S. {0}") == "S. 2"
    assert page_in_words(2, "Sheet {0}\n of costs", "S. {0}") == "Sheet {0} of costs"
