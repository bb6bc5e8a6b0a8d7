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
