"""Excel workbooks, through openpyxl: values as they were last calculated, region by region, with their cells."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from quire.plugins.reading import Block, Heading, NewPage, Picture, Reader, Text
from quire_office.grid import pieces
from quire_office.guarding import guarded
from quire_office.package import check_package

_WHOLE_UP_TO_BYTES = 4 * 1024 * 1024  # larger workbooks are read row by row, without their pictures


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with something in it: its number on the sheet, its first column, its texts."""

    number: int
    first: int
    cells: tuple[str, ...]


class SheetsReader(Reader):
    """Reads .xlsx, and .xlsm without ever looking at its macros. Formulas are not calculated."""

    name = "sheets"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the Excel workbook", "Excel or LibreOffice")


def _blocks(path: Path) -> Iterator[Block]:
    whole = path.stat().st_size <= _WHOLE_UP_TO_BYTES
    with path.open("rb") as file, path.open("rb") as again, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features openpyxl does not keep when saving; nothing is saved
        values = openpyxl.load_workbook(file, data_only=True, read_only=not whole)
        formulas = openpyxl.load_workbook(again, read_only=True) if whole else None
        yield from _workbook(values, formulas)


def _workbook(values: Any, formulas: Any) -> Iterator[Block]:
    for sheet in values.worksheets:
        rows = list(_rows(sheet, formulas[sheet.title] if formulas else None))
        width = max((row.first + len(row.cells) for row in rows), default=0)
        yield NewPage(f"Sheet {sheet.title}", columns=min(width, 26))
        yield Heading(sheet.title)
        for region in _regions(rows):
            yield from _region(sheet.title, region)
        for image in getattr(sheet, "_images", ()):
            yield Picture(image._data())


def _rows(sheet: Any, formulas: Any) -> Iterator[_Row]:
    """Yield the rows that hold something, a formula's text where no value was calculated."""
    written = iter(formulas.iter_rows(values_only=True)) if formulas is not None else None
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_said(cell) for cell in cells]
        beneath = next(written, ()) if written is not None else ()
        for index, value in enumerate(beneath[: len(texts)]):
            if not texts[index] and isinstance(value, str) and value.startswith("="):
                texts[index] = value
        filled = [index for index, text in enumerate(texts) if text]
        if filled:
            yield _Row(number, filled[0], tuple(texts[filled[0] : filled[-1] + 1]))


def _regions(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield runs of rows without an empty row between them."""
    run: list[_Row] = []
    for row in rows:
        if run and row.number != run[-1].number + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _region(sheet: str, rows: list[_Row]) -> Iterator[Block]:
    while rows and len(rows[0].cells) == 1:  # a title or a note above the table
        yield Text(rows[0].cells[0])
        rows = rows[1:]
    if not rows:
        return
    first = min(row.first for row in rows)
    last = max(row.first + len(row.cells) for row in rows)
    grid = [("",) * (row.first - first) + row.cells + ("",) * (last - row.first - len(row.cells)) for row in rows]

    def name(start: int, stop: int) -> str:
        corner = f"{get_column_letter(first + 1)}{rows[start].number}"
        return f"{sheet}!{corner}:{get_column_letter(last)}{rows[stop].number}"

    yield from pieces(grid, name)


def _said(cell: Any) -> str:
    """Return a cell's value as a person would read it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}"
    return " ".join(str(value).split())
