"""Cells of a table: words sorted into rows and columns, and their Markdown with word boxes.

Text is taken from the page's own words. `pymupdf.table.Table.extract()` is never used: it tears decimal points and
minus signs off their numbers (pymupdf 2.0).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quire.read.content import RawElement
from quire.read.pdf.compose import TextBuilder, bounds
from quire.read.pdf.fragments import Fragment, Frame, Word
from quire.read.pdf.order import Row
from quire.types import Box, ElementKind

_NUMBER = re.compile(
    r"^[($€£¥<>~≈±+−–-]*\$?\d[\d.,:/]*[)%*x†‡a-zA-Z°]{0,4}$|^[—–-]{1,2}$|^n/?a$", re.IGNORECASE
)
_YEAR = re.compile(r"^[(]?(?:FY|Q[1-4]|CY)?'?(?:19|20)\d\d[A-Za-z)*]{0,2}$")
_SIGN = re.compile(r"^[$€£¥%)(*†‡]{1,2}$")
_MAX_HEADER_ROWS = 5

Cell = list[Word]
Span = tuple[float, float]


@dataclass(slots=True)
class Table:
    """A table in the upright frame.

    Attributes:
        rows: Cells row by row; every row has the same number.
        n_header: Leading rows that name the columns.
        members: Fragments it took from the page.
    """

    box: Box
    rows: list[list[Cell]]
    n_header: int
    members: list[Fragment]

    @property
    def n_columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def is_number(text: str) -> bool:
    return bool(_NUMBER.match(text))


def numeric_cell(cell: Cell) -> bool:
    """Whether a cell holds figures rather than words; years are names, not figures."""
    figures = any(is_number(word[4]) and not _YEAR.match(word[4]) for word in cell)
    return figures and sum(word[4].isalpha() for word in cell) <= 1


def separators(rows: Sequence[Row], *, tolerance: float = 0.12) -> list[float]:
    """Return the x positions between columns: stretches that few rows cover."""
    # Names of columns stand closer than the figures below them, so where figures abound they alone tell.
    with_figures = [row for row in rows if len(row) > 1 and any(numeric_cell(item.words) for item in row)]
    rows = with_figures if len(with_figures) >= max(3, 0.4 * len(rows)) else rows
    items = [item for row in rows for item in row]
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    cover = np.zeros(int(x1 - x0) + 3, dtype=np.int32)
    n_rows = 0
    for row in rows:
        if len(row) < 2:
            continue
        n_rows += 1
        for item in row:
            cover[int(item.x0 - x0) : int(item.x1 - x0) + 1] += 1
    if not n_rows:
        return []
    open_cells = np.flatnonzero(cover <= int(tolerance * n_rows))
    found = []
    for run in np.split(open_cells, np.flatnonzero(np.diff(open_cells) > 1) + 1):
        if len(run) >= 3 and run[0] > 0 and run[-1] < len(cover) - 3:
            least = run[cover[run] == cover[run].min()]
            found.append(float(x0 + least[len(least) // 2] + 0.5))
    return found


def cells_of(row: Row, cuts: Sequence[float], spans: Sequence[Span] = ()) -> list[Cell]:
    """Sort a row's words into columns; a header over several columns is repeated in each whose `spans` it covers."""
    cells: list[Cell] = [[] for _ in range(len(cuts) + 1)]
    for item in row:
        crossed = [cut for cut in cuts if item.x0 + 1 < cut < item.x1 - 1]
        if crossed and spans and not _parted(item, crossed):
            covered = [i for i, span in enumerate(spans) if _covers(item, span)]
            for index in covered or [_column(cuts, (item.x0 + item.x1) / 2)]:
                cells[index].extend(item.words)
            continue
        if crossed and not spans and _is_phrase(item) and not _parted(item, crossed):
            # A subheading in the middle of the table stays whole, at its left end.
            cells[_column(cuts, item.x0 + 1)].extend(item.words)
            continue
        for word in item.words:
            centre = (word[0] + word[2]) / 2 if crossed else (item.x0 + item.x1) / 2
            cells[_column(cuts, centre)].append(word)
    return cells


def _is_phrase(item: Fragment) -> bool:
    return sum(not is_number(word[4]) for word in item.words) > 0.5 * len(item.words)


def _parted(item: Fragment, cuts: Sequence[float]) -> bool:
    """Whether most cuts fall into gaps between words that are wider than a space: names of several columns."""
    gaps = [(a[2], b[0]) for a, b in pairwise(item.words) if b[0] - a[2] > 0.33 * item.size]
    return sum(any(x0 - 1 <= cut <= x1 + 1 for x0, x1 in gaps) for cut in cuts) > 0.6 * len(cuts)


def _covers(item: Fragment, span: Span) -> bool:
    return min(item.x1, span[1]) - max(item.x0, span[0]) > 0.3 * (span[1] - span[0])


def _spans(rows: Sequence[Row], cuts: Sequence[float]) -> list[Span]:
    """Return from where to where each column's contents reach, items that cross a cut left out."""
    spans = [(float("inf"), float("-inf"))] * (len(cuts) + 1)
    for item in (item for row in rows for item in row):
        if not any(item.x0 + 1 < cut < item.x1 - 1 for cut in cuts):
            index = _column(cuts, (item.x0 + item.x1) / 2)
            spans[index] = (min(spans[index][0], item.x0), max(spans[index][1], item.x1))
    return spans


def _column(cuts: Sequence[float], x: float) -> int:
    return sum(cut < x for cut in cuts)


def build(rows: Sequence[Row], *, cuts: Sequence[float] | None = None) -> Table:
    """Return the table these text rows make when no rules give its cells."""
    wanted = list(cuts) if cuts is not None else separators(rows)
    n_header = _header_rows([cells_of(row, wanted) for row in rows])
    spans = _spans(rows, wanted)
    cells = [cells_of(row, wanted, spans if index < n_header else ()) for index, row in enumerate(rows)]
    cells = _without_sign_columns(cells, n_header)
    cells, n_header = _wrapped(cells, n_header)
    members = [item for row in rows for item in row]
    return Table(bounds(members), cells, n_header, members)


def _header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Count leading rows that hold no figures."""
    count = 0
    for cells in rows[:_MAX_HEADER_ROWS]:
        if any(numeric_cell(cell) for cell in cells):
            break
        # A label alone in the first column already belongs to the body once a header row has been seen.
        if count and cells[0] and not any(cells[1:]):
            break
        count += 1
    return min(max(count, 1), max(len(rows) - 1, 1)) if count < len(rows) else 1


def _without_sign_columns(rows: list[list[Cell]], n_header: int) -> list[list[Cell]]:
    """Join columns that hold only currency or percent signs with the figures they belong to; drop empty ones."""
    column = len(rows[0]) - 1
    while column >= 0 and len(rows[0]) > 1:
        words = [word[4] for cells in rows[n_header:] for word in cells[column]]
        if not words and not any(cells[column] for cells in rows[:n_header]):
            for cells in rows:
                del cells[column]
        elif words and all(_SIGN.match(word) for word in words):
            left = all(word in "%)*†‡" for word in words) and column > 0
            target = column - 1 if left or column + 1 >= len(rows[0]) else column + 1
            for index, cells in enumerate(rows):
                if index >= n_header or not cells[target]:
                    pair = (target, column) if target < column else (column, target)
                    cells[target] = [*cells[pair[0]], *cells[pair[1]]]
                del cells[column]
        column -= 1
    return rows


def _wrapped(rows: list[list[Cell]], n_header: int) -> tuple[list[list[Cell]], int]:
    """Join text lines that continue the cells of the row above or start the label of the row below."""
    merged = rows[:n_header]
    pending: list[Cell] | None = None
    for cells in rows[n_header:]:
        if pending is not None:
            starts_low = bool(cells[0]) and (cells[0][0][4][:1].islower() or cells[0][0][4].startswith("("))
            if starts_low:
                cells = [[*pending[0], *cells[0]], *cells[1:]]
            else:
                merged.append(pending)
            pending = None
        if cells[0] and not any(cells[1:]):
            pending = cells
            continue
        above = merged[-1] if len(merged) > n_header else []
        continues = bool(above) and not cells[0] and not any(numeric_cell(cell) for cell in cells)
        continues = continues and all(
            top and not numeric_cell(top) for top, cell in zip(above, cells, strict=False) if cell
        )
        if continues:
            merged[-1] = [[*top, *cell] for top, cell in zip(above, cells, strict=True)]
        else:
            merged.append(cells)
    if pending is not None:
        merged.append(pending)
    return merged, n_header


def table_element(table: Table, frame: Frame) -> RawElement:
    """Return the table as Markdown whose words keep their boxes."""
    builder = TextBuilder(frame)
    header = [
        [word for row in table.rows[: table.n_header] for word in row[column]]
        for column in range(table.n_columns)
    ]
    _put_row(builder, header)
    builder.put("\n|" + " --- |" * table.n_columns)
    for row in table.rows[table.n_header :]:
        builder.put("\n")
        _put_row(builder, row)
    sizes = sorted(item.size for item in table.members)
    return RawElement(
        kind=ElementKind.TABLE,
        text=builder.text(),
        boxes=(frame.to_page(table.box).rounded(),),
        words=builder.boxes(),
        font_size=sizes[len(sizes) // 2] if sizes else 0.0,
    )


def _put_row(builder: TextBuilder, cells: Sequence[Cell]) -> None:
    builder.put("|")
    for cell in cells:
        builder.put(" ")
        for index, word in enumerate(cell):
            if index:
                builder.put(" ")
            builder.word(word, text=word[4].replace("|", "\\|"))
        builder.put(" |" if cell else "|")
