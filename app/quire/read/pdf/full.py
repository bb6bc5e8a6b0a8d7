"""Stage 2: all of a page: text, tables, figures with crops, captions, recognised text where no layer is usable."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quire.read.content import OcrLine, PageContent, RawElement
from quire.read.pdf.captions import tie_captions
from quire.read.pdf.compose import raw_element
from quire.read.pdf.drawings import Drawings, image_boxes, page_drawings
from quire.read.pdf.figures import MAX_IMAGES, Figure, find_figures, painted_figures
from quire.read.pdf.fragments import Fragment, Frame, PageText, ocr_fragments, page_text
from quire.read.pdf.grid import Cell, Table, table_element
from quire.read.pdf.layout import layout_pays, layout_regions, with_layout
from quire.read.pdf.order import reading_leaves
from quire.read.pdf.quality import text_is_garbage, too_little_text
from quire.read.pdf.tables import Found, find_tables
from quire.read.pdf.text import text_elements
from quire.types import Box, ElementKind, Page, Problem, TextOrigin

Recognise = Callable[[Any], list[OcrLine]]

_OCR_LONG_SIDE_PX = 1400
_CROP_LONG_SIDE_PX = 1000
_CROP_SCALE = 2.0
_MAX_CROPS = 40


def read_full_page(
    doc: Any,
    index: int,
    *,
    crops_dir: Path,
    recognise: Recognise | None,
    layout: str = "auto",
) -> PageContent:
    """Read page `index` (0-based) with tables, figures, captions and, where needed, recognised text.

    Args:
        crops_dir: Where crops are saved as WebP; their file stems are `RawElement.image`.
        recognise: Returns the text lines of a pixmap, boxes in its pixels; None switches recognition off.
        layout: Whether the layout model may be asked: "auto", "always" or "never".
    """
    started = time.perf_counter()
    reading = _PageReading(doc[index], index + 1, crops_dir, recognise)
    elements, used = reading.read(layout)
    width, height = reading.frame.width, reading.frame.height
    page = Page(index + 1, round(width, 2), round(height, 2), reading.origin)
    seconds = time.perf_counter() - started
    return PageContent(page, tuple(elements), tuple(reading.problems), seconds, used)


class _PageReading:
    """One page on its way to elements."""

    def __init__(self, page: Any, number: int, crops_dir: Path, recognise: Recognise | None) -> None:
        self._page = page
        self._number = number
        self._crops_dir = crops_dir
        self._recognise = recognise
        self._list: Any = None
        self._layout_used = False
        self.frame = Frame(0, float(page.rect.width), float(page.rect.height))
        self.origin = TextOrigin.LAYER
        self.problems: list[Problem] = []

    def read(self, layout: str) -> tuple[list[RawElement], bool]:
        layer = page_text(self._page)
        self.frame = layer.frame
        images = self._images()
        fragments = self._usable_text(layer, images)
        drawings = self._drawings()
        found = find_tables(fragments, drawings, self.frame.size, pictures=images)
        asked = layout == "always" or (layout == "auto" and layout_pays(fragments, found))
        if asked and self.origin is TextOrigin.LAYER:
            found = self._with_layout(fragments, found)
        figures = self._figures(fragments, drawings, images, found)
        elements = self._ordered(fragments, found, figures)
        elements = tie_captions(elements)
        return self._with_crops(elements), self._layout_used

    def _with_layout(self, fragments: Sequence[Fragment], found: Found) -> Found:
        try:
            regions = layout_regions(self._page, self.frame)
        except Exception as error:
            self._problem("layout", f"the layout model failed on this page ({type(error).__name__})")
            return found
        self._layout_used = True
        return with_layout(fragments, found, regions)

    def _images(self) -> list[Box]:
        images = image_boxes(self._page, self.frame)
        if len(images) > MAX_IMAGES:
            self._problem("too-many-images", f"{len(images)} pictures on one page: they are not told apart")
            return []
        return images

    def _drawings(self) -> Drawings:
        drawings = page_drawings(self._page, self.frame)
        if drawings.too_heavy:
            self._problem(
                "heavy-drawing", "too many drawn paths: figures are found on a small rendering instead"
            )
        return drawings

    def _problem(self, kind: str, message: str, hint: str = "", stage: str = "read") -> None:
        self.problems.append(Problem(kind, stage, message, hint, self._number))

    def _usable_text(self, layer: PageText, images: Sequence[Box]) -> list[Fragment]:
        """Return the layer's fragments, or recognised ones where the layer is missing or garbage."""
        width, height = self.frame.size
        share = min(1.0, sum(box.area for box in images) / max(width * height, 1.0))
        garbage = text_is_garbage(layer.raw_words)
        if not garbage and not too_little_text(layer.fragments, share):
            return layer.fragments
        kept = [] if garbage else layer.fragments
        blank = not images and not layer.raw_words and not self._page.read_contents().strip()
        if blank or self._recognise is None:
            self.origin = TextOrigin.LAYER if kept else TextOrigin.NONE
            if garbage:
                self._problem(
                    "garbled-text", "the page's text layer is unreadable", "turn on text recognition"
                )
            return kept
        self.frame = Frame(0, self.frame.width, self.frame.height)
        found = self._recognised(Box(0, 0, self.frame.width, self.frame.height), _OCR_LONG_SIDE_PX)
        if not found:
            self.origin = TextOrigin.LAYER if kept else TextOrigin.NONE
            return kept
        self.origin = TextOrigin.OCR
        return found

    def _recognised(self, region: Box, long_side_px: int) -> list[Fragment]:
        """Recognise a region given in page units; fragments land in the upright frame."""
        if self._recognise is None:
            return []
        scale = min(4.0, long_side_px / max(region.width, region.height, 1.0))
        pixmap = self._pixmap(region, scale)
        lines = [
            OcrLine(
                line.text,
                _moved(line.box, scale, region),
                line.score,
                tuple((text, _moved(box, scale, region)) for text, box in line.words),
            )
            for line in self._recognise(pixmap)
        ]
        return ocr_fragments(lines, self.frame)

    def _pixmap(self, region: Box, scale: float) -> Any:
        import pymupdf

        if self._list is None:
            self._list = self._page.get_displaylist()
        clip = pymupdf.Rect(region.x0, region.y0, region.x1, region.y1)
        return self._list.get_pixmap(
            matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, clip=clip
        )

    def _figures(
        self,
        fragments: list[Fragment],
        drawings: Drawings,
        images: Sequence[Box],
        found: Found,
    ) -> list[Figure]:
        taken = {id(item) for table in found.tables for item in table.members}
        rest = [item for item in fragments if id(item) not in taken]
        boxes = [table.box for table in found.tables]
        painted: list[Box] = []
        if drawings.too_heavy or self.origin is TextOrigin.OCR:
            seen = painted_figures(self._page, self.frame, fragments)
            painted = [box for box in seen if all(box.covered_by(other) < 0.5 for other in boxes)]
        shown = [] if self.origin is TextOrigin.OCR else images
        figures = find_figures(rest, drawings, shown, boxes, self.frame.size, painted=painted)
        if self.origin is not TextOrigin.OCR:
            for figure in figures:
                self._read_picture(figure)
        return figures

    def _read_picture(self, figure: Figure) -> None:
        """Recognise what a picture says when it is large enough and no text layer covers it."""
        big = figure.box.width >= 90 and figure.box.height >= 50
        if self._recognise is None or not figure.raster or not big or figure.backdrop:
            return
        if sum(len(item.words) for item in figure.members) > 8:
            return
        found = self._recognised(self.frame.to_page(figure.box), 1000)
        if found:
            figure.members = [*figure.members, *found]
            self.origin = TextOrigin.MIXED

    def _ordered(
        self, fragments: Sequence[Fragment], found: Found, figures: Sequence[Figure]
    ) -> list[RawElement]:
        taken = {id(item) for figure in figures for item in figure.members}
        taken |= {id(item) for table in found.tables for item in table.members}
        blocks = [_atomic(table.box, table_element(table, self.frame)) for table in found.tables]
        for panel in found.panels:
            left = [item for item in panel.members if id(item) not in taken]
            taken |= {id(item) for item in left}
            if left:
                blocks.append(_atomic(panel.box, self._panel_elements(panel, left)))
        items = [*(item for item in fragments if id(item) not in taken), *blocks]
        backdrops = []
        for figure in figures:
            element = self._figure_element(figure)
            # A block that text runs into would hide the gutters between columns.
            crossed = any(item.block is None and item.box.covered_by(figure.box) > 0.25 for item in items)
            if figure.backdrop or figure.nested or crossed:
                backdrops.append(element)
            else:
                items.append(_atomic(figure.box, element))
        return _with_backdrops(text_elements(items, self.frame), backdrops)

    def _panel_elements(self, panel: Table, members: Sequence[Fragment]) -> list[RawElement]:
        """Return the text of a grid of wordy cells, cell by cell."""
        owner = {id(word): index for index, cell in enumerate(_cells(panel)) for word in cell}
        groups: dict[int, list[Fragment]] = {}
        for item in members:
            groups.setdefault(owner.get(id(item.words[0]), 0), []).append(item)
        return [
            element for _, group in sorted(groups.items()) for element in text_elements(group, self.frame)
        ]

    def _figure_element(self, figure: Figure) -> RawElement:
        rows = [row for leaf in reading_leaves(figure.members) for row in leaf]
        rows += [[item] for item in figure.members if not item.upright]
        if not rows:
            box = self.frame.to_page(figure.box).rounded()
            return RawElement(ElementKind.FIGURE, "", (box,))
        return raw_element(rows, ElementKind.FIGURE, self.frame, newline=True, boxes=(figure.box,))

    def _with_crops(self, elements: Sequence[RawElement]) -> list[RawElement]:
        result, n_crops = [], 0
        for element in elements:
            if element.kind in (ElementKind.FIGURE, ElementKind.TABLE) and n_crops < _MAX_CROPS:
                n_crops += 1
                name = f"p{self._number:05d}-{n_crops}"
                if self._save_crop(element.boxes[0], name):
                    element = replace(element, image=name)
            result.append(element)
        return result

    def _save_crop(self, region: Box, name: str) -> bool:
        from PIL import Image

        box = region.grown(3).intersection(Box(0, 0, self.frame.width, self.frame.height))
        if box.area < 1:
            return False
        scale = min(_CROP_SCALE, _CROP_LONG_SIDE_PX / max(box.width, box.height))
        pixmap = self._pixmap(box, scale)
        if pixmap.width < 1 or pixmap.height < 1:
            return False
        picture = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
        self._crops_dir.mkdir(parents=True, exist_ok=True)
        picture.save(self._crops_dir / f"{name}.webp", quality=80, method=1)
        return True


def _moved(box: Box, scale: float, region: Box) -> Box:
    """Map a box from the pixels of a rendered region to page units."""
    return Box(
        box.x0 / scale + region.x0,
        box.y0 / scale + region.y0,
        box.x1 / scale + region.x0,
        box.y1 / scale + region.y0,
    )


def _cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row]


def _atomic(box: Box, element: RawElement | list[RawElement]) -> Fragment:
    return Fragment([], box.x0, box.y0, box.x1, box.y1, block=element)


def _with_backdrops(elements: list[RawElement], backdrops: Sequence[RawElement]) -> list[RawElement]:
    """Put pictures that have text printed over them before the first element that lies on them."""
    for backdrop in backdrops:
        at = next(
            (i for i, element in enumerate(elements) if element.boxes[0].covered_by(backdrop.boxes[0]) > 0.5),
            len(elements),
        )
        elements.insert(at, backdrop)
    return elements
