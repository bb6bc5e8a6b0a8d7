"""Laying blocks out on pages with MuPDF, and finding them again there. In reader processes only."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quire.errors import QuireError, TooLarge
from quire.plugins.reading import Block, Picture
from quire.read.blocks.markup import MARGIN_PT, STYLE, Sheet, markup, sheets
from quire.read.opening import import_mupdf
from quire.types import Box, Problem

MAX_PAGES = 20_000
_POINTS_PER_PIXEL = 0.75  # 96 pixels to the inch, as office programs and browsers draw pictures
_HIGHEST = 0.8  # of the room on a page
_DRAWN_AS_THEY_ARE = ("PNG", "JPEG")
_MAX_SIDE_PX = 1600


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
    story = mupdf.Story(markup(sheet, drawn), user_css=STYLE, archive=archive)
    whole = mupdf.Rect(0, 0, sheet.width_pt, sheet.height_pt)
    room = mupdf.Rect(MARGIN_PT, MARGIN_PT, sheet.width_pt - MARGIN_PT, sheet.height_pt - MARGIN_PT)
    more = True
    while more:
        if len(result.starts) >= MAX_PAGES:
            raise TooLarge(
                f"the file makes more than {MAX_PAGES:,} pages", hint="split it into smaller files and add those"
            )
        device = writer.begin_page(whole)
        more, _ = story.place(room)
        starts: list[Start] = []
        story.element_positions(_into(starts))
        story.draw(device)
        writer.end_page()
        result.starts.append(sorted(starts, key=lambda start: start.box.y0))
        result.labels.append(sheet.label)
        result.sizes.append((sheet.width_pt, sheet.height_pt))


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
    """Put the sheet's pictures into the archive and return how large each is drawn."""
    sizes = {}
    for index, block in sheet.blocks:
        if not isinstance(block, Picture):
            continue
        try:
            data, (width, height) = _drawable(block.data)
        except QuireError as error:
            problems.append(Problem(error.kind, "read", f"a picture was left out: {error.message}", hint=error.hint))
            continue
        archive.add(data, f"p{index}")
        room = (sheet.width_pt - 2 * MARGIN_PT, _HIGHEST * (sheet.height_pt - 2 * MARGIN_PT))
        scale = min(_POINTS_PER_PIXEL, room[0] / width, room[1] / height)
        sizes[index] = (max(1.0, width * scale), max(1.0, height * scale))
    return sizes


def _drawable(data: bytes) -> tuple[bytes, tuple[int, int]]:
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
