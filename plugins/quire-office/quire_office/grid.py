"""Tables on sheets: what stands together, in pieces of a bearable length, each with its header and its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from quire.plugins.reading import Block, Table, Text

ROWS = 39  # beside the header; a piece is what is found and cited


def pieces(rows: Sequence[tuple[str, ...]], name: Callable[[int, int], str]) -> Iterator[Table]:
    """Yield tables of at most `ROWS` rows and the header.

    Args:
        rows: The whole table; its first row is the header.
        name: Gets the index of the first and of the last row of a piece, returns its caption.
    """
    if len(rows) < 2:
        if rows:
            yield Table(tuple(rows), name(0, 0), header=False)
        return
    for start in range(1, len(rows), ROWS):
        stop = min(start + ROWS, len(rows))
        first = 0 if start == 1 else start
        yield Table((rows[0], *rows[start:stop]), name(first, stop - 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it: its number on the sheet, its first column, its texts."""

    number: int
    first: int
    cells: tuple[str, ...]


def regions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield runs of rows without an empty row between them."""
    run: list[Row] = []
    for row in rows:
        if run and row.number != run[-1].number + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def region(sheet: str, rows: list[Row]) -> Iterator[Block]:
    """Yield what stands in a run of rows: lines of text above, then tables named by their cells ("Costs!A1:D40")."""
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
