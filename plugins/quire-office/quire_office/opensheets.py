"""OpenDocument spreadsheets: what the cells show, region by region, with their cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quire.plugins.reading import Block, Heading, NewPage, Reader
from quire_office.grid import Row, region, regions
from quire_office.guarding import guarded
from quire_office.opendocument import CELLS, Reading, cell_text, q, repeated, rows_of
from quire_office.package import check_package
from quire_office.printing import printed

_MAX_COLUMNS = 16_384
_MAX_REPEATED = 50  # of something that is written once and shown often
_WIDEST = 26


class OpenSheetsReader(Reader):
    """Reads .ods, without ever looking at its macros. Formulas are not calculated."""

    name = "opensheets"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the OpenDocument spreadsheet", "LibreOffice")

    def _print(self, path: Path) -> bytes:
        return printed(path, "ods")


def _blocks(path: Path) -> Iterator[Block]:
    with zipfile.ZipFile(path) as archive:
        reading = Reading(archive)
        for number, table in enumerate(reading.body("office:spreadsheet"), 1):
            if table.tag == q("table:table"):
                yield from _sheet(reading, table, table.get(q("table:name")) or str(number))


def _sheet(reading: Reading, table: Any, name: str) -> Iterator[Block]:
    rows = list(_rows(table))
    width = max((row.first + len(row.cells) for row in rows), default=0)
    yield NewPage(f"Sheet {name}", columns=min(width, _WIDEST))
    yield Heading(name)
    for run in regions(rows):
        yield from region(name, run)
    yield from reading.frames(table)


def _rows(table: Any) -> Iterator[Row]:
    """Yield the rows that hold something; what is repeated without end at the edges of a sheet is empty."""
    number = 1
    for row in rows_of(table):
        times = repeated(row, "rows")
        texts = _texts(row)
        filled = [index for index, text in enumerate(texts) if text]
        if filled:
            for again in range(min(times, _MAX_REPEATED)):
                yield Row(number + again, filled[0], tuple(texts[filled[0] : filled[-1] + 1]))
        number += times


def _texts(row: Any) -> list[str]:
    texts: list[str] = []
    skipped = 0  # empty cells, which count only when something follows
    for cell in row:
        if cell.tag not in CELLS:
            continue
        text, times = _shown(cell), repeated(cell, "columns")
        if not text:
            skipped += times
            continue
        if len(texts) + skipped >= _MAX_COLUMNS:
            break
        texts += [""] * skipped + [text] * min(times, _MAX_REPEATED)
        skipped = max(0, times - _MAX_REPEATED)
    return texts


def _shown(cell: Any) -> str:
    return cell_text(cell) or cell.get(q("office:value")) or ""
