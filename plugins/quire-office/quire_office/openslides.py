"""OpenDocument presentations: a page per slide, shapes from top to bottom, notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quire.plugins.reading import Block, Heading, NewPage, Reader
from quire_office.guarding import guarded
from quire_office.opendocument import Reading, q, said
from quire_office.package import check_package
from quire_office.printing import Printed, drawings, printed

_LENGTH = re.compile(r"^(-?[\d.]+)(cm|mm|in|pt|pc|px)?$")
_MM = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_LINE_MM = 6.0  # shapes that begin within so much of each other stand in one line
_USUAL_MM = (280.0, 157.5)
_MAX_DEPTH = 16  # of groups in groups
_FURNITURE = ("date-time", "footer", "header", "page-number")


class OpenSlidesReader(Reader):
    """Reads .odp, without ever looking at its macros."""

    name = "openslides"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(self._blocks(path), "the OpenDocument presentation", "LibreOffice")

    def _draw(self, path: Path, number: int) -> bytes:
        return self._printed.slide(number)

    def _print(self, path: Path) -> bytes:
        return printed(path, "odp")

    def _blocks(self, path: Path) -> Iterator[Block]:
        with zipfile.ZipFile(path) as archive:
            reading = Reading(archive)
            pages = [page for page in reading.body("office:presentation") if page.tag == q("draw:page")]
            self._printed = Printed(path, "odp", len(pages))
            rooms = drawings([True for _ in pages], *_size(reading))
            for number, (page, room) in enumerate(zip(pages, rooms, strict=True), 1):
                yield NewPage(f"Slide {number}", wide=True)
                if room is not None:
                    yield room
                yield from _slide(reading, page)


def _size(reading: Reading) -> tuple[float, float]:
    """Return width and height of a slide; the usual ones where the file does not say."""
    for properties in reading.styles("style:page-layout-properties"):
        width, height = (_mm(properties.get(q(f"fo:page-{side}"))) for side in ("width", "height"))
        if width > height > 0:  # the page of the notes stands upright
            return width, height
    return _USUAL_MM


def _slide(reading: Reading, page: Any) -> Iterator[Block]:
    shapes = _in_order(page)
    title = next((shape for shape in shapes if _role(shape) == "title"), None)
    if title is not None and _words(title):
        yield Heading(_words(title))
    for shape in shapes:
        if shape is not title and _role(shape) not in _FURNITURE:
            yield from _shape(reading, shape)
    for notes in page.iterchildren(q("presentation:notes")):
        frames = [shape for shape in _in_order(notes) if _role(shape) == "notes" and _words(shape)]
        if frames:
            yield Heading("Notes", level=2)
        for frame in frames:
            yield from _shape(reading, frame)


def _in_order(parent: Any, depth: int = 0) -> list[Any]:
    """Return the shapes from top to bottom, those of groups together."""
    shapes = [shape for shape in parent if isinstance(shape.tag, str) and shape.tag != q("presentation:notes")]
    result: list[Any] = []
    for shape in sorted(shapes, key=_place):
        if shape.tag == q("draw:g") and depth < _MAX_DEPTH:
            result += _in_order(shape, depth + 1)
        else:
            result.append(shape)
    return result


def _place(shape: Any) -> tuple[float, float]:
    if shape.tag == q("draw:g"):
        return min((_place(inner) for inner in shape if inner.get(q("svg:y"))), default=(0.0, 0.0))
    return _mm(shape.get(q("svg:y"))) // _LINE_MM, _mm(shape.get(q("svg:x")))


def _mm(length: str | None) -> float:
    found = _LENGTH.match(length or "")
    try:
        return float(found[1]) * _MM[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0


def _role(shape: Any) -> str:
    return shape.get(q("presentation:class")) or ""


def _words(shape: Any) -> str:
    return " ".join(filter(None, (said(p).strip() for p in shape.iter(q("text:p"), q("text:h")))))


def _shape(reading: Reading, shape: Any) -> Iterator[Block]:
    if shape.tag == q("draw:frame"):
        yield from reading.frame(shape)
    else:
        for child in shape:
            yield from reading.element(child)
