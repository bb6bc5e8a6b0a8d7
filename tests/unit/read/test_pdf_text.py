"""Stage 1 on generated pages: reading order, paragraphs, word boxes, rotation, garbage."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from quire.read.content import PageContent, RawElement
from quire.read.pdf.compose import unpack
from quire.read.pdf.quality import text_is_garbage
from quire.read.pdf.text import read_text_page
from quire.types import Box, ElementKind, TextOrigin

LEFT = [f"left line {i} tells of rivers and of the long road" for i in range(14)]
RIGHT = [f"right side {i} speaks about prices and of markets" for i in range(14)]


def _page(width: float = 595, height: float = 842) -> tuple[Any, Any]:
    doc = pymupdf.open()
    return doc, doc.new_page(width=width, height=height)


def _lines(page: Any, x: float, y: float, lines: list[str], *, size: float = 9, step: float = 11) -> None:
    for index, line in enumerate(lines):
        page.insert_text((x, y + index * step), line, fontsize=size)


def _text(content: PageContent) -> str:
    return "\n".join(element.text for element in content.elements)


def _word_box(element: RawElement, word: str) -> Box:
    starts, ends, boxes = unpack(element.words)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if element.text[start:end] == word:
            return Box(*boxes[4 * index : 4 * index + 4])
    raise AssertionError(f"{word} has no box")


def test_columns_are_read_one_after_the_other() -> None:
    doc, page = _page()
    page.insert_text((50, 60), "A title that runs over the width of both columns", fontsize=18)
    _lines(page, 50, 100, LEFT)
    _lines(page, 310, 100, RIGHT)
    text = _text(read_text_page(doc, 0))
    assert text.index("A title") < text.index("left line 0")
    assert text.index("left line 13") < text.index("right side 0")
    assert "road right" not in text


def test_a_table_is_read_row_by_row() -> None:
    doc, page = _page()
    for row in range(6):
        for column, cell in enumerate((f"Item{row}", f"{row}.25", f"{row * 7}%")):
            page.insert_text((60 + 150 * column, 100 + 14 * row), cell, fontsize=9)
    words = _text(read_text_page(doc, 0)).split()
    assert words[:6] == ["Item0", "0.25", "0%", "Item1", "1.25", "7%"]


def test_words_keep_their_boxes_and_offsets() -> None:
    doc, page = _page()
    page.insert_text((72, 200), "alpha beta gamma", fontsize=12)
    (element,) = read_text_page(doc, 0).elements
    expected = page.search_for("beta")[0]
    found = _word_box(element, "beta")
    assert found.x0 == pytest.approx(expected.x0, abs=0.5)
    assert found.x1 == pytest.approx(expected.x1, abs=0.5)
    assert found.y1 == pytest.approx(expected.y1, abs=1.5)


def test_a_word_broken_over_lines_is_joined_and_keeps_both_boxes() -> None:
    doc, page = _page()
    _lines(
        page,
        50,
        100,
        ["The committee discussed the environ-", "mental report for a long-", "term plan again."],
    )
    (element,) = read_text_page(doc, 0).elements
    assert "environmental report" in element.text
    assert "long-term plan" in element.text
    doc, page = _page()
    _lines(
        page, 50, 100, ["They asked Republican-", "leaning voters and four-in-", "ten of the others agreed."]
    )
    assert "Republican-leaning voters and four-in-ten" in read_text_page(doc, 0).elements[0].text
    assert _word_box(element, "environ").y0 < _word_box(element, "mental").y0


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_reads_upright_in_displayed_coordinates(rotation: int) -> None:
    doc, page = _page(600, 400)
    _lines(page, 50, 100, ["First line of the sheet", "and the second line of it"])
    upright = read_text_page(doc, 0)
    # Store the same view turned: the content is written for a turned page and shown upright.
    turned = pymupdf.open()
    size = (600, 400) if rotation == 180 else (400, 600)
    sheet = turned.new_page(width=size[0], height=size[1])
    sheet.show_pdf_page(sheet.rect, doc, 0, rotate=rotation)
    sheet.set_rotation(rotation)
    content = read_text_page(turned, 0)
    assert (content.page.width_pt, content.page.height_pt) == (600, 400)
    assert _text(content) == _text(upright)
    for a, b in zip(
        content.elements[0].boxes[0].as_list(), upright.elements[0].boxes[0].as_list(), strict=True
    ):
        assert a == pytest.approx(b, abs=2)


def test_text_standing_on_its_side_is_read_in_order_with_boxes_on_the_page() -> None:
    doc, page = _page(600, 400)
    for index in range(5):
        page.insert_text((100 + 14 * index, 380), f"sideways line {index} goes up", fontsize=10, rotate=90)
    content = read_text_page(doc, 0)
    text = _text(content)
    assert text.index("line 0") < text.index("line 1") < text.index("line 4")
    box = content.elements[0].boxes[0]
    assert box.x0 > 80
    assert box.x1 < 180
    assert box.height > box.width


def test_a_crop_box_moves_the_origin() -> None:
    doc, page = _page(300, 400)
    page.insert_text((50, 100), "Hello there world", fontsize=10)
    page.set_cropbox(pymupdf.Rect(20, 30, 280, 380))
    content = read_text_page(doc, 0)
    assert (content.page.width_pt, content.page.height_pt) == (260, 350)
    assert content.elements[0].boxes[0].x0 == pytest.approx(30, abs=1)


def test_list_items_are_elements_of_their_own() -> None:
    doc, page = _page()
    _lines(page, 50, 100, ["We sell:", "• apples from the north", "• pears", "• plums"])
    kinds = [element.kind for element in read_text_page(doc, 0).elements]
    assert kinds.count(ElementKind.LIST) == 3


def test_paragraphs_part_at_gaps_and_headings_at_font_size() -> None:
    doc, page = _page()
    page.insert_text((50, 80), "Results of the year", fontsize=16)
    _lines(page, 50, 110, ["One paragraph has two lines here and", "it ends on its second line."])
    _lines(page, 50, 150, ["Another one follows after a gap and", "it is kept apart."])
    elements = read_text_page(doc, 0).elements
    assert [element.kind for element in elements] == [ElementKind.HEADING, ElementKind.TEXT, ElementKind.TEXT]


def test_words_printed_twice_count_once() -> None:
    doc, page = _page()
    page.insert_text((50, 100), "Shadowed heading", fontsize=14)
    page.insert_text((50.4, 100.3), "Shadowed heading", fontsize=14)
    assert _text(read_text_page(doc, 0)) == "Shadowed heading"


def test_a_blank_page_has_no_elements() -> None:
    doc, _ = _page()
    content = read_text_page(doc, 0)
    assert content.elements == ()
    assert content.page.text_origin is TextOrigin.NONE


def test_a_shuffled_encoding_is_no_text() -> None:
    plain = (
        "the quick brown fox jumps over the lazy dog and the committee approved the annual report " * 6
    ).split()
    shifted = ["".join(chr((ord(c) - 97 + 7) % 26 + 97) for c in word) for word in plain]
    assert not text_is_garbage(plain)
    assert text_is_garbage(shifted)


@pytest.mark.parametrize(
    "words",
    [
        ["\ufffd\ufffd\ufffd", "\ufffdab", "\ufffd\ufffd\ufffd\ufffd", "\ufffd\ufffd"],
        ["\ue012\ue034\ue055", "\ue012\ue034", "\ue012\ue034\ue055\ue0aa", "\ue0bb\ue0bb"],
        ["(cid:12)(cid:44)", "(cid:9)(cid:31)", "(cid:7)(cid:8)", "(cid:1)"],
    ],
)
def test_broken_glyphs_are_no_text(words: list[str]) -> None:
    assert text_is_garbage(words)


@pytest.mark.parametrize(
    "text",
    [
        "Umsatzerlöse und Jahresüberschuss stiegen im Geschäftsjahr gegenüber dem Vorjahr deutlich an, " * 3,
        "Le chiffre d'affaires du groupe a augmenté de manière significative pendant l'exercice écoulé. " * 3,
        "売上高は前年度に比べて大きく増加しました。" * 10,
        "1,234 5,678 (91.2) 3.4% $12 2019 2020 2021 4,455 6,677 8.9 1.2 3.3 44 55 66 77 88 99 10 11 12",
        "Выручка компании выросла по сравнению с прошлым годом на десять процентов. " * 4,
    ],
)
def test_languages_and_figures_are_text(text: str) -> None:
    assert not text_is_garbage(text.split())


def test_a_garbled_layer_gives_no_text_at_stage_one() -> None:
    doc, page = _page()
    shifted = "".join(chr((ord(c) - 97 + 7) % 26 + 97) if c.isalpha() else c for c in " ".join(LEFT))
    page.insert_textbox(pymupdf.Rect(50, 50, 500, 600), shifted, fontsize=10)
    content = read_text_page(doc, 0)
    assert content.elements == ()
    assert content.page.text_origin is TextOrigin.NONE
