"""OpenDocument texts: the XML inside is the format's own standard, read with lxml."""

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
from quire_office.remote import missing_picture, remote_picture

_NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MAX_REPEATED = 50
_MAX_DEPTH = 100


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


_LEFT_OUT = (_q("draw:frame"), _q("text:note-citation"), _q("office:annotation"))


class TextReader(Reader):
    """Reads .odt files."""

    name = "opendocument"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the OpenDocument text", "LibreOffice")


def _blocks(path: Path) -> Iterator[Block]:
    with zipfile.ZipFile(path) as archive:
        yield from _Reading(archive).blocks()


class _Reading:
    """One text on its way to blocks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def blocks(self) -> Iterator[Block]:
        try:
            data = self._archive.read("content.xml")
            parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            body = lxml.etree.fromstring(data, parser).find(f"{_q('office:body')}/{_q('office:text')}")
        except (lxml.etree.LxmlError, SyntaxError):
            if b"encryption-data" not in self._manifest():
                raise
            raise PasswordNeeded(
                "the file is protected by a password", hint="save it without one, then add it again"
            ) from None
        for child in body if body is not None else ():
            yield from self._element(child, 0)

    def _manifest(self) -> bytes:
        try:
            return self._archive.read("META-INF/manifest.xml")
        except (KeyError, zipfile.BadZipFile, RuntimeError):
            return b""

    def _element(self, element: Any, depth: int, *, item: bool = False) -> Iterator[Block]:
        tag = element.tag
        if depth > _MAX_DEPTH or not isinstance(tag, str) or tag == _q("text:tracked-changes"):
            return
        if tag == _q("text:h"):
            level = element.get(_q("text:outline-level")) or "1"
            yield Heading(_said(element), int(level) if level.isdigit() else 1)
            yield from self._frames(element, depth)
        elif tag == _q("text:p"):
            yield Text(_said(element), item=item)
            yield from self._frames(element, depth)
        elif tag == _q("table:table"):
            yield from self._table(element, depth)
        elif tag == _q("draw:frame"):
            yield from self._frame(element, depth)
        else:
            inside = item or tag == _q("text:list-item")
            for child in element:
                yield from self._element(child, depth + 1, item=inside)

    def _frames(self, paragraph: Any, depth: int) -> Iterator[Block]:
        for frame in paragraph.iter(_q("draw:frame")):
            if next(frame.iterancestors(_q("draw:frame")), None) is None:
                yield from self._frame(frame, depth)

    def _frame(self, frame: Any, depth: int) -> Iterator[Block]:
        described = [frame.findtext(_q(f"svg:{name}")) or "" for name in ("title", "desc")]
        for child in frame:
            if child.tag == _q("draw:image"):
                yield from self._picture(child.get(_q("xlink:href")) or "", " ".join(filter(None, described)))
                break  # what follows is the same picture in another format
            if child.tag == _q("draw:text-box"):
                for inner in child:
                    yield from self._element(inner, depth + 1)

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

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        rows = []
        for row in table.iter(_q("table:table-row")):
            if next(row.iterancestors(_q("table:table")), None) is not table:
                continue
            cells: list[str] = []
            for cell in row:
                if cell.tag in (_q("table:table-cell"), _q("table:covered-table-cell")):
                    text = " ".join(filter(None, (_said(p) for p in cell.iter(_q("text:p"), _q("text:h")))))
                    cells.extend([text] * _repeated(cell, "table:number-columns-repeated"))
            rows.extend([tuple(cells)] * _repeated(row, "table:number-rows-repeated"))
        yield Table(tuple(rows))
        yield from self._frames(table, depth)


def _repeated(element: Any, name: str) -> int:
    value = element.get(_q(name)) or "1"
    return min(int(value), _MAX_REPEATED) if value.isdigit() else 1


def _said(paragraph: Any) -> str:
    """Return what a paragraph says, without its frames and notes' numbers."""
    parts: list[str] = []

    def walk(element: Any, depth: int) -> None:
        parts.append(element.text or "")
        for child in element:
            if child.tag == _q("text:s") or child.tag == _q("text:tab"):
                parts.append(" ")
            elif child.tag == _q("text:line-break"):
                parts.append("\n")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and depth < _MAX_DEPTH:
                walk(child, depth + 1)
            parts.append(child.tail or "")

    walk(paragraph, 0)
    return "".join(parts)
