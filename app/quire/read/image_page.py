"""A loose picture as a page: one image element with what is written in it, and its crop. Reader
processes only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.read.content import FileShape, OcrLine, PageContent, RawElement
from quire.read.images import CROP_SIDE_PX, load_upright, picture_sizes, write_crop
from quire.read.ocr import MAX_SIDE_PX
from quire.read.ocr_lines import text_turns
from quire.types import Box, ElementKind, Page, Problem, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

_WORDS_IN_IMAGE = 180  # what fits one element; beyond, the picture is a photographed document
_WORDS_TO_KEEP = 60  # of such a document: enough to say what it is
_LIKE_WINDOWS = frozenset("口囗日曰目田回昌品皿吕凹凸一二三十工王土干川门丨丶|-–—_.·°*")


def picture_shape(path: str, media_type: str) -> FileShape:
    """Return the pages of a picture file. Its own metadata is not taken for a title: it leaks, and lies."""
    sizes = picture_sizes(path, media_type)
    return FileShape(n_pages=len(sizes), sizes=sizes)


def bare_picture_page(size: tuple[float, float], page_index: int) -> PageContent:
    """Return the page of a picture nobody has looked into yet."""
    page = Page(page_index + 1, size[0], size[1], TextOrigin.NONE)
    return PageContent(page, (RawElement(ElementKind.IMAGE, "", (Box(0.0, 0.0, *size),)),))


def read_picture_page(
    path: str,
    media_type: str,
    page_index: int,
    *,
    crops_dir: Path,
    recognise: Callable[[NDArray[np.uint8]], list[OcrLine]] | None,
) -> PageContent:
    """Return the page with its recognised text, and write its crop `p<number>.webp`.

    Raises:
        TooLarge, BrokenFile: see `load_upright`.
    """
    started = time.perf_counter()
    size = picture_sizes(path, media_type)[page_index]
    picture, whole = load_upright(path, media_type, page_index, max_side_px=max(MAX_SIDE_PX, CROP_SIDE_PX))
    name = f"p{page_index + 1}"
    write_crop(picture, crops_dir / f"{name}.webp")
    lines = _scaled(recognise(np.asarray(picture)), picture, size) if recognise else []
    if all(_is_no_writing(line.text) for line in lines):
        lines = []
    elements = _elements(lines, size, name)
    problems = () if whole else (_truncated(page_index + 1),)
    origin = TextOrigin.OCR if lines else TextOrigin.NONE
    page = Page(page_index + 1, size[0], size[1], origin)
    return PageContent(page, elements, problems, seconds=time.perf_counter() - started)


def _is_no_writing(text: str) -> bool:
    """Whether a line is what recognisers see in windows, fences and masts: a single character, or only such ones."""
    characters = "".join(text.split())
    return len(characters) < 2 or all(character in _LIKE_WINDOWS for character in characters)


def _truncated(page_number: int) -> Problem:
    return Problem(
        kind="truncated",
        stage="read",
        message="the picture is damaged; only a part of it could be decoded",
        hint="get it again from where it came from",
        page=page_number,
    )


def _scaled(lines: Sequence[OcrLine], picture: Image.Image, size: tuple[float, float]) -> list[OcrLine]:
    """Move boxes from the pixels that were decoded to the pixels of the file."""
    factor = size[0] / picture.width
    if factor == 1.0:
        return list(lines)
    return [
        replace(
            line,
            box=line.box.scaled(factor),
            words=tuple((word, box.scaled(factor)) for word, box in line.words),
        )
        for line in lines
    ]


def _elements(lines: Sequence[OcrLine], size: tuple[float, float], name: str) -> tuple[RawElement, ...]:
    """Return the image element with its text; one full of text also gives text elements for the rest."""
    from quire.read.pdf.compose import joined
    from quire.read.pdf.fragments import Frame, ocr_fragments
    from quire.read.pdf.text import text_elements

    whole = Box(0.0, 0.0, *size)
    frame = Frame(text_turns(lines), *size)
    parts = text_elements(ocr_fragments(lines, frame), frame)
    n_words = [len(part.text.split()) for part in parts]
    limit = _WORDS_IN_IMAGE if sum(n_words) <= _WORDS_IN_IMAGE else _WORDS_TO_KEEP
    image = RawElement(ElementKind.IMAGE, "", (whole,), image=name)
    taken = 0
    if n_words and limit < n_words[0] <= _WORDS_IN_IMAGE:
        limit = n_words[0]
    while taken < len(parts) and sum(n_words[: taken + 1]) <= limit:
        image = joined(image, parts[taken], "\n") if image.text else parts[taken]
        taken += 1
    image = replace(
        image, kind=ElementKind.IMAGE, boxes=(whole,), image=name, font_size=0.0, bold=False, level=0
    )
    return (image, *parts[taken:])
