"""Where tables are: ruled grids, areas that rules or stripes mark out, and rows of aligned cells without any lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quire.read.pdf.compose import bounds
from quire.read.pdf.drawings import Drawings, clusters, edges, fill_edges
from quire.read.pdf.fragments import Fragment
from quire.read.pdf.grid import Cell, Table, build, is_number, numeric_cell
from quire.read.pdf.order import Row, reading_leaves, rows_of
from quire.read.pdf.paragraphs import Line, lines_of
from quire.types import Box, union

CAPTION_START = re.compile(
    r"^\W{0,2}(fig(?:ure|\.)?|table|tab\.|chart|exhibit|graph|diagram|map|plate|scheme|box|image|photo|illustration)"
    r"\s*((?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?|[A-Z]|[IVX]{1,5})\b\s*(?=[.:|—–\-)]|\s|$)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
_SNAP = 3.0
_MAX_RULES = 3000
_MAX_CELL_WORDS = 45


@dataclass(frozen=True, slots=True)
class Found:
    """Tables of a page, and grids whose cells hold running text: read cell by cell, but as text."""

    tables: list[Table]
    panels: list[Table]


def find_tables(
    fragments: Sequence[Fragment],
    drawings: Drawings,
    size: tuple[float, float],
    *,
    pictures: Sequence[Box] = (),
) -> Found:
    """Find the tables of a page; their members are fragments of `fragments`.

    Text printed on one of the large `pictures` never shares a row with text beside it.
    """
    upright = [item for item in fragments if item.upright and item.block is None]
    grids = ruled_tables(upright, drawings, size)
    tables = [table for table in grids if not _wordy(table.rows)]
    panels = [table for table in grids if _wordy(table.rows)]
    taken = {id(item) for table in grids for item in table.members}
    rest = [item for item in upright if id(item) not in taken]
    hints = _marked_areas(drawings, size)
    large = [box for box in pictures if 0.1 * size[0] * size[1] < box.area < 0.75 * size[0] * size[1]]
    on_picture = {id(item) for item in rest if any(item.box.covered_by(box) > 0.6 for box in large)}
    for inside in (False, True):
        part = [item for item in rest if (id(item) in on_picture) is inside]
        for leaf in reading_leaves(part):
            tables.extend(
                table
                for table in _aligned_tables(leaf, hints)
                if not _on_bars(table, drawings) and not _is_chart(table, drawings)
            )
    return Found(tables, panels)


def ruled_tables(fragments: Sequence[Fragment], drawings: Drawings, size: tuple[float, float]) -> list[Table]:
    """Return tables whose cells are drawn by rules or boxes, then those whose cells are only filled."""
    tables = _lattices(fragments, edges(drawings), drawings, size)
    if drawings.fills:
        taken = {id(item) for table in tables for item in table.members}
        rest = [item for item in fragments if id(item) not in taken]
        tables += _lattices(rest, fill_edges(drawings), drawings, size)
    return _outermost([table for table in tables if _has_body(table, fragments)])


def _has_body(table: Table, fragments: Sequence[Fragment]) -> bool:
    """Whether a grid is more than the head of a table whose body has no lines: no figures inside, some just below."""
    if any(numeric_cell(cell) for row in table.rows[1:] for cell in row):
        return True
    below = Box(table.box.x0 - 2, table.box.y1 - 3, table.box.x1 + 2, table.box.y1 + 34)
    own = {id(item) for item in table.members}
    figures = [
        f for f in fragments if id(f) not in own and f.box.covered_by(below) > 0.6 and is_number(f.text)
    ]
    return len(figures) < 2


def _lattices(
    fragments: Sequence[Fragment],
    rules: tuple[list[Box], list[Box]],
    drawings: Drawings,
    size: tuple[float, float],
) -> list[Table]:
    horizontal, vertical = rules
    if len(horizontal) < 2 or len(vertical) < 2 or len(horizontal) + len(vertical) > _MAX_RULES:
        return []
    both = [*horizontal, *vertical]
    tables = []
    for members in clusters(both, size, reach=3.0):
        lines_h = [both[i] for i in members if i < len(horizontal)]
        lines_v = [both[i] for i in members if i >= len(horizontal)]
        if len(lines_h) < 2 or len(lines_v) < 2:
            continue
        table = _ruled(fragments, lines_h, lines_v)
        if table is not None and not _is_chart(table, drawings) and not _on_bars(table, drawings):
            tables.append(table)
    return tables


def _outermost(tables: Sequence[Table]) -> list[Table]:
    kept: list[Table] = []
    for table in sorted(tables, key=lambda table: -table.box.area):
        if all(table.box.covered_by(other.box) < 0.5 for other in kept):
            kept.append(table)
    return kept


def _is_chart(table: Table, drawings: Drawings) -> bool:
    """Whether curves and slanted lines lie all over the grid: then the rules are a chart's grid lines."""
    inside = [mark for mark in drawings.marks if mark.covered_by(table.box) > 0.9 and mark.area > 16]
    return sum(mark.area for mark in inside) > 0.35 * table.box.area


def _on_bars(table: Table, drawings: Drawings) -> bool:
    """Whether the figures stand on bars of many lengths: the labels of a bar chart, plain or stacked."""
    around = table.box.grown(6)
    bars = [
        box
        for box in drawings.fills
        if 3 < box.height < 45 and 4 < box.width < 0.92 * table.box.width and box.covered_by(around) > 0.7
    ]
    starts: dict[int, set[int]] = {}
    for box in bars:
        starts.setdefault(round(box.x0 / 3), set()).add(round(box.x1 / 4))
    if any(len(ends) >= 3 for ends in starts.values()):
        return True
    widths = {round(box.width / 3) for box in bars}
    if len(widths) < 4 or len(widths) <= 0.6 * len(bars):
        return False
    figures = [item.box for item in table.members if is_number(item.text)]
    return sum(any(text.covered_by(box) > 0.6 for text in figures) for box in bars) > 0.6 * len(bars)


def _ruled(fragments: Sequence[Fragment], horizontal: Sequence[Box], vertical: Sequence[Box]) -> Table | None:
    around = union([*horizontal, *vertical])
    if around.width < 60 or around.height < 18:
        return None
    xs = _positions([(box.x0 + box.x1) / 2 for box in vertical] + [around.x0, around.x1])
    ys = _positions([(box.y0 + box.y1) / 2 for box in horizontal] + [around.y0, around.y1])
    if len(xs) < 3 or len(ys) < 3 or len(xs) > 40:
        return None
    members = [item for item in fragments if item.box.covered_by(around.grown(2)) > 0.6]
    if len(members) < 3:
        return None
    rows = _ruled_cells(members, xs, ys, vertical)
    rows = _dense(rows)
    if not _plausible(rows):
        return None
    if _holds_columns(rows):
        table = build(rows_of(members))
        table.box = union([around, table.box])
        return table
    n_header = 1
    while (
        n_header < min(4, len(rows) - 1)
        and not any(map(numeric_cell, rows[n_header]))
        and _sparse(rows[n_header - 1])
    ):
        n_header += 1
    return Table(union([around, bounds(members)]), rows, n_header, members)


def _holds_columns(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether cells hold several figures side by side: rules part groups of columns, not the columns."""
    numeric = [cell for row in rows for cell in row if any(is_number(word[4]) for word in cell)]
    several = [cell for cell in numeric if len(cell) >= 2 and all(is_number(word[4]) for word in cell)]
    return len(several) > 0.3 * len(numeric) and len(several) >= 3


def _sparse(cells: Sequence[Cell]) -> bool:
    return sum(map(bool, cells)) <= 0.5 * len(cells)


def _positions(values: Sequence[float]) -> list[float]:
    """Merge coordinates that differ by less than a line's width."""
    merged: list[list[float]] = []
    for value in sorted(values):
        if merged and value - merged[-1][-1] <= _SNAP:
            merged[-1].append(value)
        else:
            merged.append([value])
    return [sum(group) / len(group) for group in merged]


def _ruled_cells(
    members: Sequence[Fragment], xs: Sequence[float], ys: Sequence[float], vertical: Sequence[Box]
) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for top, bottom in zip(ys, ys[1:], strict=False):
        inside = [item for item in members if top <= (item.y0 + item.y1) / 2 < bottom]
        if not inside:
            continue
        middle = (top + bottom) / 2
        walls = [x for x in xs[1:-1] if _has_wall(x, middle, vertical)]
        for lines in _text_rows(inside, walls):
            cells: list[Cell] = [[] for _ in range(len(xs) - 1)]
            for line in lines:
                for item in line:
                    for word in item.words:
                        cells[_cell_index((word[0] + word[2]) / 2, xs, walls)].append(word)
            rows.append(cells)
    return rows


def _has_wall(x: float, y: float, vertical: Sequence[Box]) -> bool:
    return any(abs((box.x0 + box.x1) / 2 - x) <= _SNAP and box.y0 - 2 <= y <= box.y1 + 2 for box in vertical)


def _cell_index(x: float, xs: Sequence[float], walls: Sequence[float]) -> int:
    """Return the column of the leftmost cell boundary that `x` lies behind, walls missing between merged cells."""
    left = max([xs[0], *(wall for wall in walls if wall < x)])
    return min(range(len(xs) - 1), key=lambda index: abs(xs[index] - left))


def _text_rows(inside: Sequence[Fragment], walls: Sequence[float]) -> list[list[Row]]:
    """Split a ruled band into text rows where it holds several that all fill most columns, else keep it whole."""
    lines = rows_of(inside)
    if len(lines) < 2 or not walls:
        return [lines]

    def columns(line: Row) -> set[int]:
        return {sum(wall < (item.x0 + item.x1) / 2 for wall in walls) for item in line}

    used = set().union(*map(columns, lines))
    full = [index for index, line in enumerate(lines) if len(columns(line)) >= max(2, 0.7 * len(used))]
    numeric = sum(any(c.isdigit() for item in lines[i] for c in item.text) for i in full)
    if len(full) < 2 or len(full) < 0.6 * len(lines) or numeric < 0.5 * len(full):
        return [lines]
    starts = [0, *full[1:]] if full[0] else full
    return [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _dense(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Drop columns that hold nothing in any row."""
    if not rows:
        return rows
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return [[row[column] for column in used] for row in rows]


def _plausible(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether cells look like a table's rather than a page laid out with boxes."""
    if not rows or len(rows[0]) < 2 or (len(rows) < 2 and not _wordy(rows)):
        return False
    filled = [cell for row in rows for cell in row if cell]
    multiple = sum(sum(map(bool, row)) >= 2 for row in rows)
    return multiple >= (1 if _wordy(rows) else 2) and len(filled) >= 0.3 * len(rows) * len(rows[0])


def _wordy(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the cells hold running text: a page laid out with boxes rather than a table to look things up in."""
    filled = [cell for row in rows for cell in row if cell]
    longest = max(map(len, filled), default=0)
    return longest > 4 * _MAX_CELL_WORDS or sum(map(len, filled)) > _MAX_CELL_WORDS * max(len(filled), 1)


def _marked_areas(drawings: Drawings, size: tuple[float, float]) -> list[Box]:
    """Return areas that stacked rules or stripes of the same extent mark out as tables."""
    bars = [box for box in (*drawings.horizontal, *drawings.fills) if box.width > 80 and box.height < 60]
    groups: dict[tuple[int, int], list[Box]] = {}
    for box in bars:
        groups.setdefault((round(box.x0 / 6), round(box.x1 / 6)), []).append(box)
    areas = []
    for group in groups.values():
        run: list[Box] = []
        for box in sorted(group, key=lambda box: box.y0):
            if run and box.y0 - run[-1].y1 > 0.4 * size[1]:
                areas.extend(_area(run))
                run = []
            run.append(box)
        areas.extend(_area(run))
    return areas


def _area(run: Sequence[Box]) -> list[Box]:
    heights = _positions([box.y0 for box in run])
    return [union(run)] if len(heights) >= 2 else []


def _aligned_tables(leaf: Sequence[Row], hints: Sequence[Box]) -> list[Table]:
    lines = lines_of([row for row in leaf if row[0].block is None])
    tables = []
    for run in _runs(lines):
        box = bounds(item for line in run for item in line.row)
        hinted = any(box.covered_by(hint.grown(6)) > 0.5 for hint in hints)
        if sum(line.grid for line in run) < (2 if hinted else 3):
            continue
        table = build([line.row for line in run])
        if _reads_as_table(table, run, hinted=hinted):
            tables.append(table)
    return tables


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return runs of lines that keep to columns; labels, wrapped cells and spanning headers between them belong."""
    runs: list[list[Line]] = []
    index = 0
    while index < len(lines):
        if not lines[index].grid:
            index += 1
            continue
        end = index + 1
        while end < len(lines):
            ahead = next((k for k in range(end, min(end + 4, len(lines))) if lines[k].grid), None)
            if ahead is None or not all(_close(lines[k - 1], lines[k]) for k in range(end, ahead + 1)):
                break
            if any(_prose(lines[k], lines[index:end]) for k in range(end, ahead)):
                break
            end = ahead + 1
        while end < len(lines) and _tail(lines[end], lines[end - 1]):
            end += 1
        start = index
        while start and index - start < 3 and _spanning_header(lines[start - 1], lines[start], lines[index]):
            start -= 1
        runs.append(list(lines[start:end]))
        index = end
    return runs


def _close(above: Line, below: Line) -> bool:
    return -below.size < below.y0 - above.y1 < 2.4 * max(above.size, below.size)


def _prose(line: Line, run: Sequence[Line]) -> bool:
    """Whether a line between grid rows is running text rather than a label or a wrapped cell."""
    width = max(other.x1 for other in run) - min(other.x0 for other in run)
    if CAPTION_START.match(line.row[0].text):
        return True
    return line.x1 - line.x0 > 0.8 * width and sum(len(item.words) for item in line.row) > 9


def _tail(line: Line, above: Line) -> bool:
    """Whether a single run just below the last grid row wraps one of its cells."""
    close = line.y0 - above.y1 < 0.35 * line.size and line.size == above.size
    low = line.first[:1].islower() or line.first.startswith("(")
    return close and low and not line.grid and line.x1 - line.x0 < 0.5 * (above.x1 - above.x0)


def _spanning_header(line: Line, below: Line, first: Line) -> bool:
    """Whether a line above the first grid row names several of its columns."""
    if line.grid or not _close(line, below) or line.size > 1.2 * first.size:
        return False
    n_words = sum(len(item.words) for item in line.row)
    return line.x0 > first.x0 + 0.2 * (first.x1 - first.x0) and n_words <= 10 and line.x1 <= first.x1 + 20


def _reads_as_table(table: Table, run: Sequence[Line], *, hinted: bool) -> bool:
    if table.n_columns < 2 or len(table.rows) < 2:
        return False
    if sum(bool(_LEADERS.search(" ".join(item.text for item in line.row))) for line in run) > 0.3 * len(run):
        return False  # a table of contents
    body = [cell for row in table.rows[table.n_header :] for cell in row[1:] if cell]
    filled = sum(bool(cell) for row in table.rows for cell in row)
    share = filled / (len(table.rows) * table.n_columns)
    n_words = sum(len(cell) for row in table.rows for cell in row) / max(filled, 1)
    if n_words > 14 or share < 0.25:
        return False
    numeric = sum(map(numeric_cell, body)) / max(len(body), 1)
    if numeric >= 0.35:
        return True
    if hinted:
        return share >= 0.4
    return table.n_columns >= 3 and len(table.rows) >= 3 and share >= 0.55 and n_words <= 7
