"""Laying blocks out on pages with MuPDF, and finding them again there. In reader processes only."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quire.errors import QuireError, TooLarge
from quire.plugins.reading import Block, Drawing, Picture, Table
from quire.read.blocks.markup import MARGIN_PT, STYLE, Sheet, markup, sheets, table_markup
from quire.read.opening import import_mupdf
from quire.types import Box, Problem

MAX_PAGES = 20_000
_POINTS_PER_PIXEL = 0.75  # 96 pixels to the inch, as office programs and browsers draw pictures
_LEAST_SHARE, _HIGHEST = 0.1, 0.8  # of the room on a page
_DRAWN_AS_THEY_ARE = ("PNG", "JPEG")
_MAX_SIDE_PX = 1600
_GAP_PT = 7.0  # below what was laid out in one go
_LEAST_SIDE = 1e-3
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a block, a row or a caption begins.

    Attributes:
        part: "b" for the block itself, "r" for a row of a table, "c" for a caption.
        row: Of rows, which one.
    """

    part: str
    block: int
    row: int
    box: Box


@dataclass(slots=True)
class LaidOut:
    """A file on pages.

    Attributes:
        document: The pages, a PDF in memory.
        starts: What begins on each page, from top to bottom.
        labels: What each page is called in the file; empty texts for plain numbers.
        sizes: Page sizes in points.
        drawn: Width and height in points of each picture that is drawn, by block index.
        problems: What could not be laid out.
    """

    document: Any
    starts: list[list[Start]]
    labels: list[str]
    sizes: list[tuple[float, float]] = field(default_factory=list)
    drawn: dict[int, tuple[float, float]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def box_of(self, start: Start) -> Box:
        """Return where the picture stands that begins there."""
        width, height = self.drawn[start.block]
        return Box(start.box.x0, start.box.y0, start.box.x0 + width, start.box.y0 + height)


def lay_out(blocks: Sequence[Block]) -> LaidOut:
    """Return tidy blocks on pages.

    Raises:
        TooLarge: more than `MAX_PAGES`.
    """
    mupdf = import_mupdf()
    buffer = io.BytesIO()
    writer = mupdf.DocumentWriter(buffer)
    result = LaidOut(None, [], [])
    for sheet in sheets(blocks):
        _lay_out_sheet(mupdf, writer, sheet, result)
    writer.close()
    result.document = mupdf.open(stream=buffer.getvalue(), filetype="pdf")
    return result


def _lay_out_sheet(mupdf: Any, writer: Any, sheet: Sheet, result: LaidOut) -> None:
    archive = mupdf.Archive()
    drawn = _pictures(sheet, archive, result.problems)
    result.drawn.update(drawn)
    paper = _Paper(mupdf, writer, sheet, result, archive)
    run: list[tuple[int, Block]] = []
    for index, block in sheet.blocks:
        if isinstance(block, Table):
            paper.flow(markup(run, drawn))
            paper.table(index, block)
            run = []
        else:
            run.append((index, block))
    paper.flow(markup(run, drawn))
    paper.end_page()


class _Paper:
    """The pages of one sheet, filled from top to bottom."""

    def __init__(self, mupdf: Any, writer: Any, sheet: Sheet, result: LaidOut, archive: Any) -> None:
        self._mupdf = mupdf
        self._writer = writer
        self._sheet = sheet
        self._result = result
        self._archive = archive
        self._bottom = sheet.height_pt - MARGIN_PT
        self._begin_page()

    def flow(self, text: str) -> None:
        """Put running markup on this page and the following ones."""
        if not text:
            return
        story = self._story(text)
        seen: set[Start] = set()
        while True:
            more, filled, starts = self._placed(story)
            if more and not self._fresh and all(start.box.y1 <= start.box.y0 for start in starts):
                # WORKAROUND(pymupdf 2.0): a story whose first block does not fit draws nothing, and on the next page it
                # calls itself ended; all of it would be lost. Remove when `Story.place` goes on with that block.
                self._next_page()
                story = self._story(text)
                continue
            keys = {replace(start, box=_NOWHERE) for start in starts}
            if keys & seen:  # it begins anew instead of ending: nothing is left
                return
            seen |= keys
            self._draw(story, starts, filled)
            if not more:
                return
            self._next_page()

    def table(self, index: int, table: Table) -> None:
        """Put a table on this page and the following ones, broken between rows."""
        # WORKAROUND(pymupdf 2.0): a story that breaks a table at the very bottom of a page begins anew and never ends,
        # so every page gets a story of the rows that fit. Remove when `Story.place` tells the end.
        first, n_rows = 0, len(table.rows)
        while first < n_rows:
            stop, more = n_rows, True
            while stop > first and more:  # fewer rows may need other columns and then more room, so look again
                story = self._story(table_markup(index, table, first, stop))
                more, filled, starts = self._placed(story)
                if more:
                    fitting = [
                        item.row for item in starts if item.part == "r" and item.box.y1 < self._bottom - 1
                    ]
                    stop = min(stop - 1, max(fitting, default=first - 1) + 1)
            if stop < n_rows and stop - first <= int(table.header and not first) and not self._fresh:
                self._next_page()
            elif stop == first:  # one row is taller than a page
                self.flow(table_markup(index, table, first, first + 1))
                first += 1
            else:
                self._draw(story, starts, filled)
                first = stop
                if first < n_rows:
                    self._next_page()

    def end_page(self) -> None:
        self._writer.end_page()
        self._result.starts.append(sorted(self._starts, key=lambda start: start.box.y0))
        self._result.labels.append(self._sheet.label)
        self._result.sizes.append((self._sheet.width_pt, self._sheet.height_pt))

    @property
    def _fresh(self) -> bool:
        return self._top <= MARGIN_PT

    def _begin_page(self) -> None:
        if len(self._result.starts) >= MAX_PAGES:
            raise TooLarge(
                f"the file makes more than {MAX_PAGES:,} pages", hint="split it into smaller files and add those"
            )
        self._device = self._writer.begin_page(
            self._mupdf.Rect(0, 0, self._sheet.width_pt, self._sheet.height_pt)
        )
        self._starts: list[Start] = []
        self._top = MARGIN_PT

    def _next_page(self) -> None:
        self.end_page()
        self._begin_page()

    def _story(self, text: str) -> Any:
        return self._mupdf.Story(text, user_css=STYLE, archive=self._archive)

    def _placed(self, story: Any) -> tuple[bool, Any, list[Start]]:
        """Place what fits below what stands there; return whether there is more, the room it took, what begins."""
        right = self._sheet.width_pt - MARGIN_PT
        more, filled = story.place(self._mupdf.Rect(MARGIN_PT, self._top, right, self._bottom))
        starts: list[Start] = []
        story.element_positions(_into(starts))
        return bool(more), filled, starts

    def _draw(self, story: Any, starts: Sequence[Start], filled: Any) -> None:
        story.draw(self._device)
        self._starts.extend(starts)
        self._top = min(max(self._top, float(filled[3])) + _GAP_PT, self._bottom - 1)


def _into(starts: list[Start]) -> Callable[[Any], None]:
    """Return what MuPDF calls for each thing it placed: a Python function of one argument, nothing else will do."""

    def note(position: Any) -> None:
        start = _start(position)
        if start is not None:
            starts.append(start)

    return note


def _start(position: Any) -> Start | None:
    if position.open_close != 1 or not position.id:
        return None
    block, _, row = position.id[1:].partition("-")
    return Start(position.id[0], int(block), int(row or 0), Box(*(float(value) for value in position.rect)))


def _pictures(sheet: Sheet, archive: Any, problems: list[Problem]) -> dict[int, tuple[float, float]]:
    """Put the sheet's pictures into the archive, white ones for drawings, and return how large each is drawn."""
    sizes = {}
    for index, block in sheet.blocks:
        if not isinstance(block, Picture | Drawing):
            continue
        try:
            data, (width, height) = drawable(block.data) if isinstance(block, Picture) else _kept_free(block)
        except QuireError as error:
            problems.append(Problem(error.kind, "read", f"a picture was left out: {error.message}", hint=error.hint))
            continue
        archive.add(data, f"p{index}")
        share = min(max(block.share, _LEAST_SHARE), _HIGHEST)
        room = (sheet.width_pt - 2 * MARGIN_PT, share * (sheet.height_pt - 2 * MARGIN_PT))
        largest = _POINTS_PER_PIXEL if isinstance(block, Picture) else math.inf
        scale = min(largest, room[0] / width, room[1] / height)
        sizes[index] = (max(1.0, width * scale), max(1.0, height * scale))
    return sizes


def _kept_free(block: Drawing) -> tuple[bytes, tuple[float, float]]:
    """Return a white picture, and the proportions of what will cover it."""
    import PIL.Image

    buffer = io.BytesIO()
    PIL.Image.new("RGB", (2, 2), "white").save(buffer, "PNG")
    return buffer.getvalue(), (max(block.width, _LEAST_SIDE), max(block.height, _LEAST_SIDE))


def drawable(data: bytes) -> tuple[bytes, tuple[float, float]]:
    """Return a picture that MuPDF draws, and its size in pixels.

    Raises:
        InvalidInput: not a picture.
        ReadError: damaged, or too many pixels.
    """
    import PIL.Image

    from quire.read.loose import decode

    try:
        with PIL.Image.open(io.BytesIO(data), formats=_DRAWN_AS_THEY_ARE) as image:
            plain = image.mode in ("L", "RGB", "RGBA", "P", "1") and not image.getexif()
            if plain and max(image.size) <= 2 * _MAX_SIDE_PX and min(image.size) > 0:
                return data, image.size
    except Exception:  # whatever it is, the careful way below says so in our words
        pass
    picture = decode(data, max_side_px=_MAX_SIDE_PX)
    size = picture.size
    picture.thumbnail((_MAX_SIDE_PX, _MAX_SIDE_PX))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue(), size
