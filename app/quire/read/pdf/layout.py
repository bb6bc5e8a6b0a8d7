"""The layout model of pymupdf as a second opinion: borderless tables and kinds of text that lines alone do not show.

It costs 0.4–0.9 s a page on two cores, a hundred times plain text. Of 84 tables, charts and figures in known places it
found 23, 5 and 2, the rules and drawings read here 21, 12 and 23: so it is asked only where rows of cells stay
unexplained.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quire.read.pdf.compose import bounds
from quire.read.pdf.fragments import Fragment, Frame
from quire.read.pdf.grid import Table, build
from quire.read.pdf.order import reading_leaves, rows_of
from quire.read.pdf.paragraphs import lines_of
from quire.read.pdf.tables import Found
from quire.types import Box, ElementKind

_MIN_LOOSE_ROWS = 6
_KINDS = {
    "title": ElementKind.HEADING,
    "section-header": ElementKind.HEADING,
    "caption": ElementKind.CAPTION,
    "formula": ElementKind.FORMULA,
    "list-item": ElementKind.LIST,
}

Region = tuple[Box, str]


def layout_pays(fragments: Sequence[Fragment], found: Found) -> bool:
    """Whether many rows of cells are left that no table explains."""
    taken = {id(item) for table in (*found.tables, *found.panels) for item in table.members}
    rest = [item for item in fragments if item.upright and id(item) not in taken]
    loose = sum(line.grid and not line.bullet for leaf in reading_leaves(rest) for line in lines_of(leaf))
    return loose >= _MIN_LOOSE_ROWS


def layout_regions(page: Any, frame: Frame) -> list[Region]:
    """Ask the model for the page's regions; boxes land in the upright frame."""
    page.get_layout()
    return [
        (frame.from_page(Box(*map(float, region[:4]))), str(region[4]))
        for region in page.layout_information or ()
    ]


def with_layout(fragments: Sequence[Fragment], found: Found, regions: Sequence[Region]) -> Found:
    """Add the tables the model sees where none was found, and mark kinds of text on the other fragments."""
    tables = list(found.tables)
    taken = {id(item) for table in (*found.tables, *found.panels) for item in table.members}
    for box, name in regions:
        inside = [
            item
            for item in fragments
            if item.upright and id(item) not in taken and item.box.covered_by(box.grown(2)) > 0.7
        ]
        if name == "table":
            table = _table(inside)
            if table is not None:
                tables.append(table)
                taken |= {id(item) for item in table.members}
        elif name in _KINDS:
            for item in inside:
                item.kind = _KINDS[name]
    return Found(tables, found.panels)


def _table(members: Sequence[Fragment]) -> Table | None:
    if len(members) < 4:
        return None
    rows = rows_of(members)
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    table = build(rows)
    table.box = bounds(members)
    return table if table.n_columns >= 2 and len(table.rows) >= 2 else None
