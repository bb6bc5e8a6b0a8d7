"""Sections: headings first, topical change inside long runs, nothing torn that belongs together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quire.read.sections import MAX_WORDS, resection, sections_from_headings
from quire.types import Box, Document, Element, ElementKind, Place, Section, Source, VectorSet

DOC = "d" * 16
RIVER = "The river carries water from the mountains through the valley down to the sea every spring."
MONEY = "The bank raised interest on credit because inflation made every loan and bond more expensive."


def _elements(*items: tuple[ElementKind, str, int]) -> list[Element]:
    return [
        Element(f"{DOC}:{i}", kind, text, Place(DOC, 1, (Box(0, 0, 1, 1),)), level=level)
        for i, (kind, text, level) in enumerate(items)
    ]


def _text(text: str) -> tuple[ElementKind, str, int]:
    return (ElementKind.TEXT, text, 0)


def _heading(text: str, level: int) -> tuple[ElementKind, str, int]:
    return (ElementKind.HEADING, text, level)


def _ordinals(sections: Sequence[Section]) -> list[list[int]]:
    return [[int(element_id.split(":")[1]) for element_id in section.element_ids] for section in sections]


def test_each_heading_opens_a_section_with_its_path() -> None:
    elements = _elements(
        _heading("One", 1),
        _text(RIVER * 5),
        _heading("Inner", 2),
        _text(MONEY * 5),
        _heading("Two", 1),
        _text(RIVER * 5),
    )
    placed, sections = sections_from_headings(DOC, elements)
    assert [section.heading_path for section in sections] == [("One",), ("One", "Inner"), ("Two",)]
    assert _ordinals(sections) == [[0, 1], [2, 3], [4, 5]]
    assert [element.section_id for element in placed] == [sections[i // 2].id for i in range(6)]


def test_a_heading_directly_above_another_shares_its_section() -> None:
    _, sections = sections_from_headings(
        DOC, _elements(_heading("2 Methods", 1), _heading("2.1 Data", 2), _text(RIVER))
    )
    assert [section.heading_path for section in sections] == [("2 Methods", "2.1 Data")]


def test_furniture_stays_outside() -> None:
    placed, sections = sections_from_headings(
        DOC, _elements((ElementKind.FURNITURE, "Page 1", 0), _text(RIVER))
    )
    assert placed[0].section_id == ""
    assert _ordinals(sections) == [[1]]


def test_a_long_run_is_cut_where_the_words_change() -> None:
    elements = _elements(
        *(_text(RIVER + f" {i}") for i in range(8)), *(_text(MONEY + f" {i}") for i in range(8))
    )
    _, sections = sections_from_headings(DOC, elements)
    assert 8 in [ordinals[0] for ordinals in _ordinals(sections)]


def test_no_section_is_longer_than_the_limit_unless_one_element_is() -> None:
    table = "| " + "cell " * 300
    elements = _elements(
        *(_text(RIVER) for _ in range(30)), (ElementKind.TABLE, table, 0), *(_text(MONEY) for _ in range(30))
    )
    placed, sections = sections_from_headings(DOC, elements)
    words = {element.id: len(element.text.split()) for element in placed}
    for section in sections:
        assert sum(words[i] for i in section.element_ids) <= MAX_WORDS or len(section.element_ids) == 1
    assert [i for s in sections for i in s.element_ids] == [element.id for element in elements]


def test_a_caption_stays_with_its_table_and_a_heading_with_its_text() -> None:
    caption = Element(f"{DOC}:1", ElementKind.CAPTION, "Table 1: Rivers", Place(DOC, 1, ()), label="Table 1")
    table = Element(f"{DOC}:2", ElementKind.TABLE, "| a " * 100, Place(DOC, 1, ()), label="Table 1")
    before = Element(f"{DOC}:0", ElementKind.TEXT, RIVER * 12, Place(DOC, 1, ()))
    placed, sections = sections_from_headings(DOC, [before, caption, table])
    assert placed[1].section_id == placed[2].section_id != placed[0].section_id
    assert len(sections) == 2


def test_tiny_sections_of_one_parent_are_joined_but_never_across_chapters() -> None:
    elements = _elements(
        _heading("Chapter", 1),
        _text("Opening words of this chapter stand here."),
        _heading("A", 2),
        _text("short"),
        _heading("B", 2),
        _text("short"),
        _heading("Next", 1),
        _text("short"),
    )
    _, sections = sections_from_headings(DOC, elements)
    assert _ordinals(sections) == [[0, 1, 2, 3, 4, 5], [6, 7]]


def _document(elements: list[Element]) -> Document:
    placed, sections = sections_from_headings(DOC, elements)
    source = Source("/a.pdf", "d" * 64, "application/pdf", 1, 0.0)
    return Document(DOC, source, "t", (), placed, sections, (), "pdf/1", ())


def _vectors(topics: list[int]) -> VectorSet:
    rows = np.zeros((len(topics), 3), np.float32)
    rows[np.arange(len(topics)), topics] = 1
    return VectorSet("s", "element", tuple(f"{DOC}:{i}" for i in range(len(topics))), 3, rows.tobytes())


def test_vectors_decide_where_the_topic_changes() -> None:
    document = _document(_elements(*(_text(f"{RIVER} {i}") for i in range(20))))
    for turn in (8, 10, 12):
        again = resection(document, _vectors([0] * turn + [1] * (20 - turn)))
        assert turn in [ordinals[0] for ordinals in _ordinals(again.sections)]
        sizes = [sum(len(RIVER.split()) + 1 for _ in section.element_ids) for section in again.sections]
        assert max(sizes) <= MAX_WORDS


def test_vectors_never_move_a_heading_border() -> None:
    elements = _elements(
        *(_text(RIVER) for _ in range(8)), _heading("Two", 1), *(_text(RIVER) for _ in range(8))
    )
    again = resection(_document(elements), _vectors([0] * 17))
    assert 8 in [ordinals[0] for ordinals in _ordinals(again.sections)]
    assert all(element.section_id for element in again.elements)


def test_resection_without_vectors_keeps_every_element() -> None:
    document = _document(_elements(*(_text(RIVER) for _ in range(30))))
    again = resection(document, VectorSet("s", "element", (), 3, b""))
    assert again == document
