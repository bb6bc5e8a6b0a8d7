"""Laid-out blocks become the elements of pages, each with the boxes of its words. Reads pages in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from quire.plugins.reading import Block, Code, Drawing, Heading, Picture, Table, Text
from quire.read.blocks.layout import LaidOut, Start
from quire.read.blocks.markup import BODY_PT, HEADING_PT, clean
from quire.read.blocks.matching import LEAP_PER_COLUMN, PageWord, around, as_markdown, part_of, tie
from quire.read.content import RawElement
from quire.read.opening import import_mupdf
from quire.types import ElementKind, union

_TABLE_AIR = 4.0  # cells have padding
_CODE_PT = 9.0

Numbered = tuple[int, RawElement]  # index of the block, element


class PageElements:
    """The elements of each page; what a page holds depends on where the one before it ended."""

    def __init__(self, blocks: Sequence[Block], laid_out: LaidOut) -> None:
        self._blocks = blocks
        self._laid_out = laid_out
        self._pages: list[list[Numbered]] = []
        self._open: Start | None = None  # what goes on from the page before
        self._used: dict[int, int] = {}  # characters of a block that stand on earlier pages

    def page(self, index: int) -> list[Numbered]:
        """Return the elements of page `index` (0-based) in reading order."""
        while len(self._pages) <= index:
            self._pages.append(self._next_page(len(self._pages)))
        return self._pages[index]

    def _next_page(self, index: int) -> list[Numbered]:
        starts = self._laid_out.starts[index]
        grouped = self._grouped(_words(self._laid_out.document[index]), starts)
        order = list(dict.fromkeys(start.block for start in grouped))
        elements = []
        for position, block in enumerate(order):
            mine = {start: words for start, words in grouped.items() if start.block == block}
            element = self._element(block, mine, last=position == len(order) - 1)
            if element is not None:
                elements.append((block, element))
        if starts:
            self._open = starts[-1]
        return elements

    def _grouped(self, words: Sequence[PageWord], starts: Sequence[Start]) -> dict[Start, list[PageWord]]:
        """Return the words of each start of the page, what goes on from the page before first."""
        tops = [start.box.y0 for start in starts]
        groups: list[list[PageWord]] = [[] for _ in range(len(starts) + 1)]
        for word in words:
            groups[bisect_right(tops, (word[1] + word[3]) / 2)].append(word)
        result = dict(zip(starts, groups[1:], strict=True))
        return {self._open: groups[0], **result} if self._open is not None and groups[0] else result

    def _element(self, index: int, parts: dict[Start, list[PageWord]], *, last: bool) -> RawElement | None:
        block = self._blocks[index]
        words = [word for start, found in parts.items() for word in found if start.part == "b"]
        if isinstance(block, Heading):
            size = HEADING_PT[block.level - 1]
            return self._running(index, block.text, parts, words, ElementKind.HEADING, size, last=last)
        if isinstance(block, Text):
            kind = ElementKind.LIST if block.item else ElementKind.TEXT
            return self._running(index, block.text, parts, words, kind, BODY_PT, last=last)
        if isinstance(block, Code):
            return self._running(index, block.text, parts, words, ElementKind.CODE, _CODE_PT, last=last)
        if isinstance(block, Table):
            return self._table(index, block, parts)
        if isinstance(block, Picture):
            return self._picture(index, block.caption, block.alt, parts)
        return self._picture(index, "", "", parts) if isinstance(block, Drawing) else None

    def _running(
        self,
        index: int,
        text: str,
        parts: dict[Start, list[PageWord]],
        words: Sequence[PageWord],
        kind: ElementKind,
        size: float,
        *,
        last: bool,
    ) -> RawElement | None:
        start = self._used.get(index, 0)
        tied, stop = tie(text, words, start=start)
        if not last or not text[stop:].strip() or stop == start:
            stop = len(text)
        self._used[index] = stop
        piece, packed = part_of(text, tied, start, stop)
        if not piece:
            return None
        box = around(words) or next(iter(parts)).box
        bold = kind is ElementKind.HEADING
        return RawElement(kind, piece, (box.rounded(),), words=packed, font_size=size, bold=bold)

    def _table(self, index: int, table: Table, parts: dict[Start, list[PageWord]]) -> RawElement | None:
        drawn = {start.row: found for start, found in parts.items() if start.part == "r"}
        first = self._used.get(index, 0)
        numbers = [number for number in drawn if number >= first]
        if not numbers:
            return None
        self._used[index] = max(numbers) + 1
        rows = [table.rows[number] for number in numbers]
        head = as_markdown(table.rows[:1]) if table.header and numbers[0] else ""
        text = as_markdown([table.rows[0], *rows]) if head else as_markdown(rows)
        words = [word for number in numbers for word in drawn[number]]
        tied, _ = tie(text, words, start=len(head), leap=LEAP_PER_COLUMN * max(len(table.rows[0]), 10))
        boxes = [start.box for start in parts if start.row in numbers and start.part == "r"]
        box = around(words)
        return RawElement(
            ElementKind.TABLE,
            text,
            ((box.grown(_TABLE_AIR) if box else union(boxes)).rounded(),),
            words=tied.packed(),
            font_size=BODY_PT,
            caption=table.caption,
        )

    def _picture(
        self, index: int, caption: str, alt: str, parts: dict[Start, list[PageWord]]
    ) -> RawElement | None:
        start = next((start for start in parts if start.part == "b"), None)
        if start is None:
            return None
        box = self._laid_out.box_of(start)
        caption = clean(caption)
        text = "\n".join(part for part in (caption, clean(alt)) if part)
        printed = [word for begin, found in parts.items() if begin.part == "c" for word in found]
        tied, _ = tie(text, printed)
        return RawElement(
            ElementKind.FIGURE, text, (box.rounded(),), words=tied.packed(), caption=" ".join(caption.split())
        )


def _words(page: Any) -> list[PageWord]:
    mupdf = import_mupdf()
    flags = mupdf.TEXTFLAGS_WORDS & ~mupdf.TEXT_PRESERVE_LIGATURES
    return [word[:5] for word in page.get_text("words", flags=flags)]
