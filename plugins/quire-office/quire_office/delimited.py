"""Tables of text with delimiters (CSV, TSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from quire.errors import BrokenFile
from quire.plugins.reading import Block, Heading, NewPage, Reader
from quire_office.grid import pieces

_SAMPLE = 65_536
_DELIMITERS = ",;\t|"
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


class DelimitedReader(Reader):
    """Reads .csv and .tsv; the delimiter is told from the beginning of the file."""

    name = "csv"

    def _read(self, path: Path) -> Iterator[Block]:
        text = _decoded(path.read_bytes())
        csv.field_size_limit(16_000_000)
        try:
            dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS)
        except csv.Error:
            dialect = csv.excel_tab if path.suffix.lower() == ".tsv" else csv.excel
        try:
            rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), dialect)]
        except csv.Error as error:
            raise BrokenFile(
                "the table is damaged", hint="open it in a spreadsheet and save it again", detail=str(error)
            ) from error
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        yield NewPage(columns=min(max((len(row) for row in rows), default=0), 26))
        yield Heading(path.stem)
        yield from pieces(rows, lambda first, last: f"Rows {first + 1}–{last + 1}")


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
