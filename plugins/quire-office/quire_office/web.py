"""Web pages as blocks, through lxml. Nothing is fetched: pictures come from inside the file or from beside it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import lxml.etree
import lxml.html

from quire.errors import BrokenFile, TooLarge
from quire.plugins.reading import Block, Code, Heading, Picture, Reader, Table, Text
from quire.types import Problem
from quire_office.remote import missing_picture, remote_picture

MAX_BYTES = 16 * 1024 * 1024
_MAX_PICTURE_BYTES = 64 * 1024 * 1024
_SILENT = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "nav", "button", "select"}
)
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

Fetch = Callable[[str], bytes | Problem]


class HtmlReader(Reader):
    """Reads web pages that were saved."""

    name = "web"

    def _read(self, path: Path) -> Iterator[Block]:
        return html_blocks(bounded(path), beside(path))


def bounded(path: Path) -> bytes:
    """Return the bytes of a text file that is not unreasonably long."""
    if path.stat().st_size > MAX_BYTES:
        raise TooLarge(
            f"the text is longer than Quire lays out ({MAX_BYTES // 1_000_000} MB)",
            hint="split it into smaller files and add those",
        )
    return path.read_bytes()


def html_blocks(data: bytes | str, fetch: Fetch) -> Iterator[Block]:
    """Yield the content of a web page.

    Args:
        fetch: Returns the picture with this address, or why there is none.

    Raises:
        BrokenFile: nothing of it can be made out.
    """
    if not data.strip():
        return
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, encoding=_encoding(data))
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise BrokenFile(
            "the web page is damaged", hint="open it in a browser and save it again", detail=repr(error)
        ) from error
    yield from _Walk(fetch).blocks(root)


def beside(path: Path) -> Fetch:
    """Return what finds the pictures of a file: inside its own text, or in its folder and below."""
    folder = path.parent.resolve()

    def fetch(address: str) -> bytes | Problem:
        if address.startswith("data:"):
            return inside(address)
        if re.match(r"[A-Za-z][\w+.-]*:|//", address):
            return remote_picture(address)
        place = (folder / unquote(address.partition("?")[0].partition("#")[0]).lstrip("/")).resolve()
        if not place.is_relative_to(folder) or not place.is_file():
            return missing_picture(address)
        if place.stat().st_size > _MAX_PICTURE_BYTES:
            return Problem("too-large", "read", f"a picture is too large: {address[:120]}")
        return place.read_bytes()

    return fetch


def inside(address: str) -> bytes | Problem:
    """Return a picture whose bytes stand in its address."""
    kind, comma, body = address.partition(",")
    try:
        if not comma:
            raise ValueError
        return base64.b64decode(unquote(body)) if kind.endswith(";base64") else unquote_to_bytes(body)
    except (ValueError, binascii.Error):
        return Problem("broken", "read", "a picture inside the file is damaged")


def from_parts(parts: Mapping[str, bytes]) -> Fetch:
    """Return what finds pictures among named parts (`cid:` of e-mails, `attachment:` of notebooks)."""

    def fetch(address: str) -> bytes | Problem:
        if address.startswith("data:"):
            return inside(address)
        scheme, _, name = address.partition(":")
        if scheme in ("cid", "attachment"):
            return parts.get(unquote(name)) or missing_picture(name)
        return remote_picture(address)

    return fetch


def _encoding(data: bytes | str) -> str | None:
    """Return the encoding, where the page itself does not say it otherwise."""
    if isinstance(data, str):
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if re.search(rb"<meta[^>]+charset", data[:4096], re.IGNORECASE) and not data.startswith(b"\xef\xbb\xbf"):
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class _Walk:
    """Goes through a page in reading order; running text is gathered until something else begins."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._text: list[str] = []
        self._item = False

    def blocks(self, root: Any) -> Iterator[Block]:
        yield from self._inside(root)
        yield from self._flushed()

    def _inside(self, element: Any) -> Iterator[Block]:
        if element.text:
            self._text.append(_one_line(element.text))
        for child in element:
            if isinstance(child.tag, str):
                yield from self._element(child, child.tag.lower())
            if child.tail:
                self._text.append(_one_line(child.tail))

    def _element(self, element: Any, tag: str) -> Iterator[Block]:
        if tag in _SILENT:
            return
        if tag == "br":
            self._text.append("\n")
        elif tag == "img":
            yield from self._flushed()
            yield from self._picture(element)
        elif tag in _INLINE:
            yield from self._inside(element)
        else:
            yield from self._flushed()
            yield from self._block(element, tag)
            yield from self._flushed()

    def _block(self, element: Any, tag: str) -> Iterator[Block]:
        if tag in _HEADINGS:
            if text := _flat(element):
                yield Heading(text, _HEADINGS[tag])
            yield from self._pictures_in(element)
        elif tag == "pre":
            yield Code(element.text_content())
        elif tag == "table" and _is_table(element):
            yield from self._table(element)
        elif tag == "li":
            before, self._item = self._item, True
            yield from self._inside(element)
            yield from self._flushed()
            self._item = before
        elif tag == "figure":
            yield from self._figure(element)
        else:
            yield from self._inside(element)

    def _flushed(self) -> Iterator[Block]:
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        self._text = []
        if text := "\n".join(line for line in lines if line):
            yield Text(text, item=self._item)

    def _picture(self, element: Any, caption: str = "") -> Iterator[Block]:
        address = (element.get("src") or "").strip()
        if not address:
            return
        found = self._fetch(address)
        if isinstance(found, Problem):
            yield found
        else:
            yield Picture(found, caption=caption, alt=element.get("alt") or "")

    def _pictures_in(self, element: Any, caption: str = "") -> Iterator[Block]:
        for image in element.iter("img"):
            yield from self._picture(image, caption)

    def _figure(self, element: Any) -> Iterator[Block]:
        caption = " ".join(_flat(item) for item in element.iter("figcaption"))
        if next(element.iter("img"), None) is None:
            yield from self._inside(element)
        else:
            yield from self._pictures_in(element, caption)

    def _table(self, table: Any) -> Iterator[Block]:
        rows = []
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            cells: list[str] = []
            for cell in row:
                if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th"):
                    cells.append(_flat(cell))
                    span = cell.get("colspan") or "1"
                    cells.extend([""] * (min(int(span), 100) - 1 if span.isdigit() else 0))
            rows.append(tuple(cells))
        caption = " ".join(_flat(item) for item in table.iter("caption"))
        yield Table(tuple(rows), caption)
        yield from self._pictures_in(table)


def _one_line(text: str) -> str:
    """Line breaks of the source are blanks; only `<br>` makes a line."""
    return text.replace("\n", " ")


def _flat(element: Any) -> str:
    """Return what an element says on one line; only what runs within a line is joined without a blank."""
    parts: list[str] = []
    for event, part in lxml.etree.iterwalk(element, events=("start", "end")):
        if not isinstance(part.tag, str):
            continue
        apart = "" if part.tag.lower() in _INLINE else " "
        if event == "start":
            parts += [apart, part.text or ""]
        elif part is not element:
            parts += [apart, part.tail or ""]
    return " ".join("".join(parts).split())


def _is_table(element: Any) -> bool:
    """Whether it is more than a frame that puts things side by side."""
    rows = list(element.iter("tr"))
    return len(rows) > 1 and element.find(".//table") is None and any(len(row) > 1 for row in rows)
