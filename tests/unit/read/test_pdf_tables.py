"""Tables: found with and without lines, numbers whole, cells with boxes, and what only looks like a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from quire.read.content import RawElement
from quire.read.pdf.compose import unpack
from quire.read.pdf.full import read_full_page
from quire.types import ElementKind

ROWS = [
    ["Region", "2021", "2022", "Change"],
    ["North", "1,200", "0.61", "-0.5 %"],
    ["South", "3,450.75", "0.07", "+12.5 %"],
    ["East", "(88.2)", "11.03", "0.0 %"],
    ["West", "17", "2.50", "-3.25 %"],
]


def _draw(
    page: Any, rows: Sequence[Sequence[str]], *, top: float = 120, font: str = "helv", lines: bool
) -> None:
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            page.insert_text((64 + 110 * c, top + 20 * r), cell, fontsize=10, fontname=font)
    if lines:
        bottom = top - 14 + 20 * len(rows)
        for r in range(len(rows) + 1):
            page.draw_line((60, top - 14 + 20 * r), (60 + 110 * len(rows[0]), top - 14 + 20 * r))
        for c in range(len(rows[0]) + 1):
            page.draw_line((60 + 110 * c, top - 14), (60 + 110 * c, bottom))


def _read(doc: Any, tmp_path: Path) -> list[RawElement]:
    return list(read_full_page(doc, 0, crops_dir=tmp_path, recognise=None, layout="never").elements)


def _tables(doc: Any, tmp_path: Path) -> list[RawElement]:
    return [element for element in _read(doc, tmp_path) if element.kind is ElementKind.TABLE]


@pytest.mark.parametrize("font", ["helv", "tiro", "cour"])
@pytest.mark.parametrize("lines", [True, False])
def test_numbers_keep_their_points_commas_and_signs(tmp_path: Path, font: str, lines: bool) -> None:
    doc = pymupdf.open()
    _draw(doc.new_page(), ROWS, font=font, lines=lines)
    (table,) = _tables(doc, tmp_path)
    assert table.text.splitlines()[0] == "| Region | 2021 | 2022 | Change |"
    assert table.text.splitlines()[1] == "| --- | --- | --- | --- |"
    assert table.text.splitlines()[2:] == ["| " + " | ".join(row) + " |" for row in ROWS[1:]]


def test_each_cell_can_be_highlighted(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _draw(page, ROWS, lines=True)
    (table,) = _tables(doc, tmp_path)
    starts, ends, boxes = unpack(table.words)
    found = {
        table.text[a:b]: boxes[4 * i : 4 * i + 4] for i, (a, b) in enumerate(zip(starts, ends, strict=True))
    }
    expected = page.search_for("3,450.75")[0]
    assert found["3,450.75"][0] == pytest.approx(expected.x0, abs=1)
    assert found["3,450.75"][2] == pytest.approx(expected.x1, abs=1)
    box = table.boxes[0]
    assert box.x0 <= 64
    assert box.x1 >= 64 + 330


def test_a_pipe_in_a_cell_does_not_break_the_markdown(tmp_path: Path) -> None:
    doc = pymupdf.open()
    _draw(doc.new_page(), [*ROWS, ["a|b", "1", "2", "3"]], lines=True)
    (table,) = _tables(doc, tmp_path)
    assert "a\\|b" in table.text


def test_currency_signs_join_their_figures(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for r, (name, value) in enumerate(
        [("Cash", "120"), ("Debt", "3,400"), ("Equity", "(77)"), ("Total", "9")]
    ):
        page.insert_text((60, 100 + 16 * r), name, fontsize=10)
        page.insert_text((300, 100 + 16 * r), "$", fontsize=10)
        page.insert_text((400, 100 + 16 * r), value, fontsize=10)
    (table,) = _tables(doc, tmp_path)
    assert "| Debt | $ 3,400 |" in table.text


def test_a_title_over_several_columns_names_each_of_them(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((205, 84), "Shares of the market", fontsize=10)
    for r, row in enumerate(
        [["Fruit", "2021", "2022"], ["Apple", "1.5", "2.5"], ["Pear", "3.5", "4.5"], ["Fig", "5", "6"]]
    ):
        for c, cell in enumerate(row):
            page.insert_text((60 + (0, 150, 230)[c], 100 + 16 * r), cell, fontsize=10)
    (table,) = _tables(doc, tmp_path)
    header = table.text.splitlines()[0]
    assert header.count("Shares of the market") == 2


def test_a_table_of_contents_is_no_table(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for r in range(8):
        page.insert_text((60, 100 + 15 * r), f"Chapter {r} about things " + "." * 60, fontsize=10)
        page.insert_text((480, 100 + 15 * r), str(r * 10 + 1), fontsize=10)
    assert _tables(doc, tmp_path) == []


def test_bars_with_figures_are_a_chart(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for r, share in enumerate([36, 23, 20, 15, 13]):
        page.insert_text((88, 112 + 30 * r), f"Land{r}", fontsize=9)
        page.draw_rect(
            pymupdf.Rect(120, 100 + 30 * r, 120 + 6 * share, 118 + 30 * r), fill=(0.4, 0.6, 0.2), color=None
        )
        page.insert_text((126 + 6 * share, 112 + 30 * r), f"{share}%", fontsize=9)
    elements = _read(doc, tmp_path)
    assert [element.kind for element in elements] == [ElementKind.FIGURE]
    assert "36%" in elements[0].text


def test_boxes_full_of_prose_are_read_cell_by_cell_as_text(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    prose = "Every team writes a report about its market and hands it in before the end of the quarter. " * 5
    for c in range(2):
        box = pymupdf.Rect(50 + 250 * c, 80, 300 + 250 * c, 500)
        page.draw_rect(box)
        page.draw_line((box.x0, 100), (box.x1, 100))
        page.insert_text((box.x0 + 5, 94), f"QUARTER {c + 1}", fontsize=10)
        page.insert_textbox(
            pymupdf.Rect(box.x0 + 5, 105, box.x1 - 5, 495), f"Start{c} {prose} End{c}.", fontsize=10
        )
    elements = _read(doc, tmp_path)
    text = "\n".join(element.text for element in elements)
    assert all(element.kind is not ElementKind.TABLE for element in elements)
    assert text.index("End0.") < text.index("Start1")
