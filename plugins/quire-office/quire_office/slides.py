"""PowerPoint decks, through python-pptx: a page per slide, shapes from top to bottom, the numbers behind charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.exc import PythonPptxError

from quire.plugins.reading import Block, Heading, NewPage, Picture, Reader, Table, Text
from quire.types import Problem
from quire_office.guarding import guarded
from quire_office.package import check_package
from quire_office.printing import Printed, drawings, printed
from quire_office.remote import missing_picture, remote_picture

_MAX_DEPTH = 16  # of groups in groups
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link"


class SlidesReader(Reader):
    """Reads .pptx, and .pptm without ever looking at its macros."""

    name = "slides"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(self._blocks(path), "the PowerPoint deck", "PowerPoint or LibreOffice")

    def _draw(self, path: Path, number: int) -> bytes:
        return self._printed.slide(number)

    def _print(self, path: Path) -> bytes:
        return printed(path, "pptx")

    def _blocks(self, path: Path) -> Iterator[Block]:
        with path.open("rb") as file:
            deck = pptx.Presentation(file)
        slides = list(deck.slides)
        shown = [slide._element.get("show") != "0" for slide in slides]
        self._printed = Printed(path, "pptx", sum(shown))
        rooms = drawings(shown, deck.slide_width or 0, deck.slide_height or 0)
        for number, (slide, room) in enumerate(zip(slides, rooms, strict=True), 1):
            yield NewPage(f"Slide {number}", wide=True)
            if room is not None:
                yield room
            try:
                yield from list(_slide(slide))
            except Exception:  # python-pptx fails in as many ways as slides are broken
                yield Problem("broken", "read", f"slide {number} is damaged and could not be read")


def _slide(slide: Any) -> Iterator[Block]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        yield Heading(title.text_frame.text)
    for shape in _in_order(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, slide.part)
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None and frame.text.strip():
            yield Heading("Notes", level=2)
            yield from (Text(line) for line in frame.text.splitlines() if line.strip())


def _in_order(shapes: Any, depth: int = 0) -> list[Any]:
    """Return the shapes of a slide from top to bottom, those of groups together."""
    result: list[Any] = []
    for shape in sorted(shapes, key=lambda item: ((item.top or 0) // 200_000, item.left or 0)):
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < _MAX_DEPTH:
            result.extend(_in_order(shape.shapes, depth + 1))
        else:
            result.append(shape)
    return result


def _shape(shape: Any, part: Any) -> Iterator[Block]:
    if getattr(shape, "has_table", False) and shape.has_table:
        yield Table(tuple(tuple(cell.text for cell in row.cells) for row in shape.table.rows))
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        yield from _chart(shape.chart)
    elif shape.has_text_frame and shape.text_frame.text.strip():
        listed = shape.is_placeholder and len(shape.text_frame.paragraphs) > 1
        for paragraph in shape.text_frame.paragraphs:
            if paragraph.text.strip():
                yield Text(paragraph.text.replace("\v", "\n"), item=listed or paragraph.level > 0)
    else:
        yield from _pictures(shape, part)


def _pictures(shape: Any, part: Any) -> Iterator[Block]:
    for blip in shape._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        key = blip.get(_EMBED) or blip.get(_LINK)
        if not key or key not in part.rels:
            continue
        relation = part.rels[key]
        if relation.is_external:
            yield remote_picture(relation.target_ref)
            continue
        try:
            yield Picture(relation.target_part.blob, alt=_alt(shape))
        except (KeyError, AttributeError):
            yield missing_picture(shape.name)


def _alt(shape: Any) -> str:
    """Return what the author says a picture shows; the name of the file it came from says nothing."""
    described = next((item.get("descr") or "" for item in shape._element.iter() if item.tag.endswith("}cNvPr")), "")
    return "" if re.search(r"^\S+\.\w{3,4}$", described) else described


def _chart(chart: Any) -> Iterator[Block]:
    """Yield the numbers a chart was drawn from, a row per category."""
    try:
        title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
        plot = chart.plots[0]
        names = [str(category) for category in plot.categories]
        series = [(str(line.name), list(line.values)) for line in plot.series]
    except (PythonPptxError, IndexError, KeyError, AttributeError, ValueError, NotImplementedError):
        return  # a chart without numbers of its own
    rows = [("", *(name for name, _ in series))]
    for index in range(max((len(values) for _, values in series), default=0)):
        name = names[index] if index < len(names) else str(index + 1)
        rows.append((name, *(_number(values, index) for _, values in series)))
    if len(rows) > 1:
        yield Table(tuple(rows), caption=f"Chart: {title}" if title else "Chart")


def _number(values: list[Any], index: int) -> str:
    value = values[index] if index < len(values) else None
    return "" if value is None else f"{value:.10g}"
