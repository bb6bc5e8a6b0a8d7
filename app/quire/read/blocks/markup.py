"""Blocks as markup that MuPDF lays out; each block and each row of a table carries an id by which it is found again."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quire.plugins.reading import Block, Code, Drawing, Heading, NewPage, Picture, Table, Text
from quire.types import Problem

# These values make the pages of files that have none. Changing one moves every citation: raise LAYOUT_VERSION then.
LAYOUT_VERSION = 2  # 2: what follows a table is never lost; every cell of a wide table has its box
PAGE_PT = (595.0, 842.0)
MARGIN_PT = 50.0
COLUMN_PT = 90.0
MAX_WIDTH_PT = 2400.0
HEADING_PT = (20.0, 16.0, 13.5, 12.0, 11.0)
BODY_PT = 10.5
MAX_ROWS = 40  # of one table element: what an embedder and a reader can still take in

STYLE = (
    f"body{{margin:0;font-family:sans-serif;font-size:{BODY_PT}pt;line-height:1.3}}"
    "p,pre,div{margin:0 0 7pt 0}"
    + "".join(
        f"h{level}{{margin:{10 if level > 1 else 0}pt 0 6pt 0;font-size:{size}pt}}"
        for level, size in enumerate(HEADING_PT, 1)
    )
    + "table{border-collapse:collapse;margin:0 0 9pt 0}"
    "td,th{border:0.6pt solid #999;padding:2pt 4pt;vertical-align:top;text-align:left}"
    "th{background-color:#eee}"
    "pre{white-space:pre-wrap;font-size:9pt;background-color:#f4f4f4;padding:4pt}"
    ".item{margin-left:14pt}"
    ".caption{font-size:9pt;color:#444}"
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run of blocks on pages of one size.

    Attributes:
        label: What its pages are called; empty for plain numbers.
        blocks: Each with its index, which names it in the markup.
    """

    label: str
    width_pt: float
    height_pt: float
    blocks: tuple[tuple[int, Block], ...]


def tidy(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks as they can be laid out: blanks and characters put right, empty ones gone, tables in bits."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            result.extend(_tables(block))
        elif isinstance(block, Code):
            text = _NOT_XML.sub("", block.text).expandtabs(4).strip("\n")
            if text.strip():
                result.append(Code(text))
        elif isinstance(block, Heading):
            text = " ".join(clean(block.text).split())
            if text:
                result.append(Heading(text, min(max(block.level, 1), len(HEADING_PT))))
        elif isinstance(block, Text):
            if text := clean(block.text):
                result.append(Text(text, item=block.item))
        else:
            result.append(block)
    return result


def clean(text: str) -> str:
    """Return the text without what XML forbids, blanks single, no empty lines."""
    lines = (" ".join(line.split()) for line in _NOT_XML.sub(" ", text).splitlines())
    return "\n".join(line for line in lines if line)


def sheets(blocks: Sequence[Block]) -> list[Sheet]:
    """Cut tidy blocks where new pages begin; problems are left out."""
    result: list[Sheet] = []
    start, run = NewPage(), list[tuple[int, Block]]()
    for index, block in enumerate(blocks):
        if isinstance(block, NewPage):
            if run or start.label:
                result.append(_sheet(start, run))
            start, run = block, []
        elif not isinstance(block, Problem):
            run.append((index, block))
    if run or start.label or not result:
        result.append(_sheet(start, run))
    return result


def markup(blocks: Sequence[tuple[int, Block]], sizes: Mapping[int, tuple[float, float]]) -> str:
    """Return blocks, each with its index, as markup.

    Args:
        sizes: Width and height in points of every picture that can be drawn, by block index; its file is `p<index>`.
    """
    return "".join(_one(index, block, sizes) for index, block in blocks)


def _one(index: int, block: Block, sizes: Mapping[int, tuple[float, float]]) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level} id="b{index}">{html.escape(block.text)}</h{block.level}>'
    if isinstance(block, Text):
        text = html.escape(block.text).replace("\n", "<br/>")
        return f'<p id="b{index}" class="item">• {text}</p>' if block.item else f'<p id="b{index}">{text}</p>'
    if isinstance(block, Code):
        return f'<pre id="b{index}">{html.escape(block.text)}</pre>'
    if isinstance(block, Picture | Drawing) and index in sizes:
        width, height = sizes[index]
        drawn = f'<img src="p{index}" style="width:{width:.1f}pt;height:{height:.1f}pt"/>'
        caption = clean(block.caption) if isinstance(block, Picture) else ""
        below = f'<p id="c{index}" class="caption">{html.escape(caption)}</p>' if caption else ""
        return f'<div id="b{index}">{drawn}</div>{below}'
    return ""


def table_markup(index: int, table: Table, first: int, stop: int) -> str:
    """Return rows of a table as markup, under its caption where it begins."""
    rows = []
    for number in range(first, stop):
        tag = "th" if table.header and not number else "td"
        cells = "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in table.rows[number])
        rows.append(f'<tr id="r{index}-{number}">{cells}</tr>')
    caption = html.escape(table.caption) if not first else ""
    above = f'<p id="c{index}" class="caption">{caption}</p>' if caption else ""
    return f'{above}<table id="b{index}">{"".join(rows)}</table>'


def _tables(table: Table) -> list[Table]:
    """Return the table in bits of a bearable length, each with the header."""
    width = max((len(row) for row in table.rows), default=0)
    rows = [tuple(" ".join(clean(cell).split()) for cell in (*row, *[""] * (width - len(row)))) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    caption = " ".join(clean(table.caption).split())
    head = rows[:1] if table.header and len(rows) > 1 else []
    body = rows[len(head) :]
    return [
        Table((*head, *body[start : start + MAX_ROWS]), caption, header=bool(head))
        for start in range(0, len(body), MAX_ROWS)
    ]


def _sheet(start: NewPage, run: Sequence[tuple[int, Block]]) -> Sheet:
    width, height = PAGE_PT[::-1] if start.wide else PAGE_PT
    width = min(max(width, start.columns * COLUMN_PT + 2 * MARGIN_PT), MAX_WIDTH_PT)
    return Sheet(" ".join(clean(start.label).split()), width, height, tuple(run))
