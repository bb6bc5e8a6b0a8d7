"""A file that a plugin's reader tells block by block, as a reader process works with it."""

from __future__ import annotations

import importlib
import io
import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import PluginError, QuireError
from quire.plugins.reading import Drawing, Heading, Picture, Reader
from quire.read.blocks.elements import PageElements
from quire.read.blocks.layout import LaidOut, Start, drawable, lay_out
from quire.read.blocks.markup import tidy
from quire.read.content import FileShape, OcrLine, PageContent, RawElement
from quire.read.requests import FileRef
from quire.types import Box, ElementKind, OutlineItem, Page, Problem, TextOrigin

if TYPE_CHECKING:
    from PIL import Image

Recognise = Callable[[NDArray[np.uint8]], list[OcrLine]]

_log = logging.getLogger(__name__)
_MAX_PROBLEMS = 50
_CROP_LONG_SIDE_PX = 1000
_CROP_SCALE = 2.0
_OCR_SIDE_PX = 1000
_MIN_OCR_PX = (120, 66)  # smaller pictures are icons and rules


class BlockFile:
    """One file, read and laid out when it is opened."""

    def __init__(self, file: FileRef, target: str) -> None:
        self._path = Path(os.fsdecode(file.path))
        self._reader = reader_of(target)
        blocks = tidy(self._reader.read(self._path))
        problems = [block for block in blocks if isinstance(block, Problem)]
        self._laid_out: LaidOut = lay_out(blocks)
        self._problems = tuple(_file_level([*problems, *self._laid_out.problems]))
        self._blocks = blocks
        self._elements = PageElements(blocks, self._laid_out)
        self._drawn: dict[int, bytes] = {}  # by block
        self._undrawn: Problem | None = None

    @property
    def document(self) -> Any:
        """The pages as a PDF, for drawing."""
        return self._laid_out.document

    def shape(self) -> FileShape:
        outline = []
        for index, starts in enumerate(self._laid_out.starts):
            for start in starts:
                block = self._blocks[start.block]
                if start.part == "b" and isinstance(block, Heading):
                    outline.append(OutlineItem(block.level, block.text, index + 1))
        return FileShape(
            n_pages=len(self._laid_out.starts),
            title=outline[0].title if outline else "",
            outline=tuple(outline),
            labels=tuple(self._laid_out.labels),
            sizes=tuple(self._laid_out.sizes),
        )

    def text_page(self, index: int) -> PageContent:
        """Return what page `index` (0-based) says, without what is only to be seen in pictures."""
        elements = tuple(element for _, element in self._elements.page(index))
        return self._content(index, elements, TextOrigin.LAYER)

    def full_page(self, index: int, *, crops_dir: Path, recognise: Recognise | None) -> PageContent:
        """Return the page with crops of its tables and pictures, and the text inside pictures."""
        started = time.perf_counter()
        problem = self.draw(index)
        elements, origin = [], TextOrigin.LAYER
        for block_index, element in self._elements.page(index):
            block = self._blocks[block_index]
            if isinstance(block, Drawing):
                if block_index not in self._drawn:
                    continue
                block = Picture(self._drawn[block_index], recognise=False)
            if isinstance(block, Picture):
                name = f"p{index + 1:05d}-{block_index}"
                wanted = recognise if block.recognise else None
                element, recognised = _seen(element, block, crops_dir / f"{name}.webp", wanted)
                element = replace(element, image=name)
                origin = TextOrigin.MIXED if recognised else origin
            elif element.kind is ElementKind.TABLE:
                name = f"p{index + 1:05d}-{block_index}"
                _save_crop(self.document[index], element.boxes[0], crops_dir / f"{name}.webp")
                element = replace(element, image=name)
            elements.append(element)
        content = self._content(index, elements, origin)
        problems = content.problems if problem is None else (*content.problems, problem)
        return replace(content, problems=problems, seconds=time.perf_counter() - started)

    def draw(self, index: int) -> Problem | None:
        """Put the drawings of page `index` (0-based) where room was kept for them; return why there are none.

        May take as long as a page may. After a failure nothing is drawn any more.
        """
        for start in self._laid_out.starts[index]:
            block = self._blocks[start.block]
            if not isinstance(block, Drawing) or start.part != "b" or start.block in self._drawn:
                continue
            if self._undrawn is not None:
                return self._undrawn
            try:
                self._put(index, start, self._reader.draw(self._path, block.number))
            except QuireError as error:
                self._undrawn = Problem("drawing", "read", error.message, hint=error.hint)
                return self._undrawn
            except MemoryError:
                raise
            except Exception as error:  # a stranger's code, or MuPDF's
                _log.info("drawing failed", exc_info=error)
                message = f"pictures of its pages could not be drawn: {str(error) or type(error).__name__}"
                self._undrawn = Problem("drawing", "read", message, hint="disable the plugin, or tell its author")
                return self._undrawn
        return None

    def _put(self, index: int, start: Start, data: bytes) -> None:
        picture, _ = drawable(data)
        box = self._laid_out.box_of(start)
        self.document[index].insert_image((box.x0, box.y0, box.x1, box.y1), stream=picture)
        self._drawn[start.block] = picture

    def _content(self, index: int, elements: Sequence[RawElement], origin: TextOrigin) -> PageContent:
        width, height = self._laid_out.sizes[index]
        page = Page(index + 1, width, height, origin if elements else TextOrigin.NONE)
        return PageContent(page, tuple(elements), self._problems if index == 0 else ())


def reader_of(target: str) -> Reader:
    """Return a new reader of a plugin, "module:Class". Raises PluginError when it cannot be loaded or is none."""
    module_name, _, class_name = target.partition(":")
    try:
        made = getattr(importlib.import_module(module_name), class_name)()
    except (ImportError, AttributeError) as error:
        raise PluginError(
            f"the plugin that reads this file could not be loaded: {error}",
            hint="install what it needs, or disable the plugin",
        ) from error
    if not isinstance(made, Reader):
        raise PluginError(f"{target} is not a reader", hint="disable the plugin that brings it")
    return made


def _file_level(problems: Sequence[Problem]) -> list[Problem]:
    """Return each problem once, and not more than anybody reads."""
    different = list(dict.fromkeys(problems))
    if len(different) <= _MAX_PROBLEMS:
        return different
    more = len(different) - _MAX_PROBLEMS
    return [*different[:_MAX_PROBLEMS], Problem("more", "read", f"{more:,} more problems like these")]


def _seen(
    element: RawElement, picture: Picture, crop: Path, recognise: Recognise | None
) -> tuple[RawElement, bool]:
    """Return a picture's element with the text inside it, and whether there was any; writes its crop."""
    from quire.read.images import write_crop
    from quire.read.loose import decode

    try:
        image = decode(picture.data, max_side_px=2 * _OCR_SIDE_PX)
    except QuireError:  # it was drawn nevertheless: MuPDF is more patient
        return element, False
    crop.parent.mkdir(parents=True, exist_ok=True)
    write_crop(image, crop)
    if recognise is None or image.width < _MIN_OCR_PX[0] or image.height < _MIN_OCR_PX[1]:
        return element, False
    return _with_text(element, image, recognise)


def _with_text(element: RawElement, image: Image.Image, recognise: Recognise) -> tuple[RawElement, bool]:
    from quire.read.pdf.compose import joined
    from quire.read.pdf.fragments import Frame, ocr_fragments
    from quire.read.pdf.text import text_elements

    image.thumbnail((_OCR_SIDE_PX, _OCR_SIDE_PX))
    box = element.boxes[0]
    lines = [_moved(line, box.width / image.width, box) for line in recognise(np.asarray(image))]
    frame = Frame(0, box.x1, box.y1)
    found = text_elements(ocr_fragments(lines, frame), frame)
    for part in found:
        element = replace(joined(element, part, "\n" if element.text else ""), boxes=(box,))
    return element, bool(found)


def _moved(line: OcrLine, scale: float, origin: Box) -> OcrLine:
    def moved(box: Box) -> Box:
        scaled = box.scaled(scale)
        return Box(scaled.x0 + origin.x0, scaled.y0 + origin.y0, scaled.x1 + origin.x0, scaled.y1 + origin.y0)

    return replace(line, box=moved(line.box), words=tuple((word, moved(box)) for word, box in line.words))


def _save_crop(page: Any, box: Box, file: Path) -> None:
    import PIL.Image

    from quire.read.images import write_crop
    from quire.read.render import render_pdf_page

    scale = min(_CROP_SCALE, _CROP_LONG_SIDE_PX / max(box.width, box.height, 1.0))
    png = render_pdf_page(page, scale=scale, clip=box.grown(3), marks=())
    file.parent.mkdir(parents=True, exist_ok=True)
    with PIL.Image.open(io.BytesIO(png)) as image:
        write_crop(image.convert("RGB"), file)
