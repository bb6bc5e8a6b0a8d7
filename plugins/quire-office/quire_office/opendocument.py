"""OpenDocument: the XML inside is the format's own standard, read with lxml. Texts, and what all kinds share."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree

from quire.errors import PasswordNeeded
from quire.plugins.reading import Block, Heading, Picture, Reader, Table, Text
from quire_office.guarding import guarded
from quire_office.package import check_package
from quire_office.printing import printed
from quire_office.remote import missing_picture, remote_picture

_NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "chart": "urn:oasis:names:tc:opendocument:xmlns:chart:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MAX_REPEATED = 50
_MAX_DEPTH = 100


def q(name: str) -> str:
    """Return the name of an element or attribute as lxml has it: "text:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


CELLS = (q("table:table-cell"), q("table:covered-table-cell"))
_MAX_DIGITS = 9
_LEFT_OUT = (q("draw:frame"), q("text:note-citation"), q("office:annotation"))


class TextReader(Reader):
    """Reads .odt files."""

    name = "opendocument"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the OpenDocument text", "LibreOffice")

    def _print(self, path: Path) -> bytes:
        return printed(path, "odt")


def _blocks(path: Path) -> Iterator[Block]:
    with zipfile.ZipFile(path) as archive:
        reading = Reading(archive)
        for child in reading.body("office:text"):
            yield from reading.element(child)


class Reading:
    """One file on its way to blocks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def body(self, kind: str) -> Any:
        """Return the element that holds the content: "office:text", "office:spreadsheet", "office:presentation".

        Raises:
            PasswordNeeded: the file is encrypted.
        """
        try:
            found = self._content("content.xml").find(f"{q('office:body')}/{q(kind)}")
        except (lxml.etree.LxmlError, SyntaxError):
            if b"encryption-data" not in self._manifest():
                raise
            raise PasswordNeeded(
                "the file is protected by a password", hint="save it without one, then add it again"
            ) from None
        return found if found is not None else ()

    def styles(self, name: str) -> Iterator[Any]:
        """Yield the elements of this name among the styles of pages."""
        try:
            yield from self._content("styles.xml").iter(q(name))
        except (KeyError, zipfile.BadZipFile, RuntimeError, lxml.etree.LxmlError, SyntaxError):
            return

    def _content(self, name: str) -> Any:
        parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return lxml.etree.fromstring(self._archive.read(name), parser)

    def _manifest(self) -> bytes:
        try:
            return self._archive.read("META-INF/manifest.xml")
        except (KeyError, zipfile.BadZipFile, RuntimeError):
            return b""

    def element(self, element: Any, depth: int = 0, *, item: bool = False) -> Iterator[Block]:
        """Yield what an element of running text holds."""
        tag = element.tag
        if depth > _MAX_DEPTH or not isinstance(tag, str) or tag == q("text:tracked-changes"):
            return
        if tag == q("text:h"):
            level = element.get(q("text:outline-level")) or "1"
            yield Heading(said(element), int(level) if level.isdigit() else 1)
            yield from self.frames(element, depth)
        elif tag == q("text:p"):
            yield Text(said(element), item=item)
            yield from self.frames(element, depth)
        elif tag == q("table:table"):
            yield from self._table(element, depth)
        elif tag == q("draw:frame"):
            yield from self.frame(element, depth)
        else:
            inside = item or tag == q("text:list-item")
            for child in element:
                yield from self.element(child, depth + 1, item=inside)

    def frames(self, paragraph: Any, depth: int = 0) -> Iterator[Block]:
        """Yield what is drawn inside an element."""
        for frame in paragraph.iter(q("draw:frame")):
            if next(frame.iterancestors(q("draw:frame")), None) is None:
                yield from self.frame(frame, depth)

    def frame(self, frame: Any, depth: int = 0) -> Iterator[Block]:
        """Yield the picture, the text box, the table or the numbers of the chart in a frame."""
        described = [frame.findtext(q(f"svg:{name}")) or "" for name in ("title", "desc")]
        for child in frame:
            if child.tag == q("draw:object") and (numbers := self._chart(child.get(q("xlink:href")) or "")):
                yield numbers
                break
            if child.tag == q("table:table"):
                yield from self._table(child, depth)
                break
            if child.tag == q("draw:image"):
                yield from self._picture(child.get(q("xlink:href")) or "", " ".join(filter(None, described)))
                break  # what follows is the same picture in another format
            if child.tag == q("draw:text-box"):
                for inner in child:
                    yield from self.element(inner, depth + 1)

    def _picture(self, address: str, alt: str) -> Iterator[Block]:
        if not address:
            return
        if "://" in address or address.startswith("/"):
            yield remote_picture(address)
            return
        try:
            yield Picture(self._archive.read(address.removeprefix("./")), alt=alt)
        except (KeyError, zipfile.BadZipFile, RuntimeError):
            yield missing_picture(address)

    def _chart(self, address: str) -> Table | None:
        """Return the numbers a chart was drawn from; None for other objects."""
        try:
            root = self._content(f"{address.removeprefix('./').rstrip('/')}/content.xml")
        except (KeyError, zipfile.BadZipFile, RuntimeError, lxml.etree.LxmlError, SyntaxError):
            return None
        chart = root.find(f"{q('office:body')}/{q('office:chart')}/{q('chart:chart')}")
        table = chart.find(q("table:table")) if chart is not None else None
        if table is None:
            return None
        title = chart.find(q("chart:title"))
        named = " ".join(said(p) for p in title.iter(q("text:p"))) if title is not None else ""
        return Table(_rows(table), caption=f"Chart: {named}" if named else "Chart")

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        yield Table(_rows(table))
        yield from self.frames(table, depth)


def _rows(table: Any) -> tuple[tuple[str, ...], ...]:
    rows = []
    for row in rows_of(table):
        cells: list[str] = []
        for cell in row:
            if cell.tag in CELLS:
                cells.extend([cell_text(cell)] * min(repeated(cell, "columns"), _MAX_REPEATED))
        rows.extend([tuple(cells)] * min(repeated(row, "rows"), _MAX_REPEATED))
    return tuple(rows)


def rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, without those of tables inside it."""
    for row in table.iter(q("table:table-row")):
        if next(row.iterancestors(q("table:table")), None) is table:
            yield row


def cell_text(cell: Any) -> str:
    """Return what a cell shows."""
    return " ".join(filter(None, (said(p) for p in cell.iter(q("text:p"), q("text:h")))))


def repeated(element: Any, what: str) -> int:
    """Return how often a cell ("columns") or a row ("rows") stands there."""
    value = element.get(q(f"table:number-{what}-repeated")) or "1"
    return int(value) if value.isdecimal() and len(value) < _MAX_DIGITS else 1


def said(paragraph: Any) -> str:
    """Return what a paragraph says, without its frames and notes' numbers."""
    parts: list[str] = []

    def walk(element: Any, depth: int) -> None:
        parts.append(element.text or "")
        for child in element:
            if child.tag == q("text:s") or child.tag == q("text:tab"):
                parts.append(" ")
            elif child.tag == q("text:line-break"):
                parts.append("\n")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and depth < _MAX_DEPTH:
                note = " " if child.tag == q("text:note") else ""  # else its first word is glued to the one before it
                parts.append(note)
                walk(child, depth + 1)
                parts.append(note)
            parts.append(child.tail or "")

    walk(paragraph, 0)
    return "".join(parts)
