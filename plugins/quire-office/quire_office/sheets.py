"""Excel workbooks, through openpyxl: values as they were last calculated, region by region, with their cells."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from quire.plugins.reading import Block, Heading, NewPage, Picture, Reader
from quire_office.grid import Row, region, regions
from quire_office.guarding import guarded
from quire_office.package import check_package
from quire_office.printing import printed

_WHOLE_UP_TO_BYTES = 4 * 1024 * 1024  # larger workbooks are read row by row, without their pictures


class SheetsReader(Reader):
    """Reads .xlsx, and .xlsm without ever looking at its macros. Formulas are not calculated."""

    name = "sheets"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the Excel workbook", "Excel or LibreOffice")

    def _print(self, path: Path) -> bytes:
        return printed(path, "xlsx")


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
        for run in regions(rows):
            yield from region(sheet.title, run)
        for image in getattr(sheet, "_images", ()):
            yield Picture(image._data())


def _rows(sheet: Any, formulas: Any) -> Iterator[Row]:
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
            yield Row(number, filled[0], tuple(texts[filled[0] : filled[-1] + 1]))


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
