"""The quotable pieces of an element: sentences, list items, table rows with their header. No scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quire.language import sentences_of
from quire.types import Element, ElementKind

_LONGEST = 60  # words; longer pieces are no quotation any more
_LABELS = 30  # words of a picture quoted together
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can be quoted.

    Attributes:
        element: Where it stands.
        start, end: `element.text[start:end]` is the quotation.
        shown: How it reads in an answer: "column: value" for a table row, else the quotation on one line.
        about: Words that say what it is about without standing in it: a table's header, a caption.
    """

    element: Element
    start: int
    end: int
    shown: str
    about: str = ""

    @property
    def quote(self) -> str:
        return self.element.text[self.start : self.end]


def pieces_of(element: Element) -> list[Piece]:
    """Cut an element into quotable pieces, in order."""
    if element.kind is ElementKind.TABLE and "|" in element.text:
        rows = list(_rows(element))
        if rows:
            return rows
    if not element.text.strip():
        return [_silent(element)] if element.kind in _PICTURES else []
    return [
        Piece(element, start, end, " ".join(element.text[start:end].split()), element.context)
        for start, end in _spans(element)
    ]


def _silent(element: Element) -> Piece:
    """A picture without any text: it can be shown, not quoted."""
    name = element.label or ("picture" if element.kind is ElementKind.IMAGE else "figure")
    return Piece(element, 0, 0, f"See the {name} on page {element.place.page_number}.", element.context)


def _spans(element: Element) -> Iterator[tuple[int, int]]:
    text = element.text
    if element.kind in _PICTURES:  # labels of a chart make sense with their neighbours only
        yield from _windows(text, 0, len(text), _LABELS)
        return
    lines = element.kind in (ElementKind.LIST, ElementKind.CODE)
    for sentence in sentences_of(text):
        if not lines:
            yield from _windows(text, sentence.start, sentence.end, _LONGEST)
            continue
        position = sentence.start
        for line in text[sentence.start : sentence.end].split("\n"):
            if line.strip():
                yield from _windows(text, position, position + len(line), _LONGEST)
            position += len(line) + 1


def _windows(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long at word borders: text from charts and scans often has no sentences."""
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    for first in range(0, len(words), longest):
        last = min(first + longest, len(words)) - 1
        yield start + words[first][0], start + words[last][1]


def _rows(element: Element) -> Iterator[Piece]:
    """Read a Markdown table row by row."""
    position, header = 0, []
    lines: list[tuple[int, str]] = []
    for line in element.text.split("\n"):
        lines.append((position, line))
        position += len(line) + 1
    ruled = next((index for index, (_, line) in enumerate(lines) if "|" in line and _RULE.match(line)), None)
    if ruled:
        header = _cells(lines[ruled - 1][1])
    about = " ".join([*(cell for cell in header if cell), element.context])
    for index, (start, line) in enumerate(lines):
        if ruled is not None and index in (ruled - 1, ruled):
            continue
        if "|" not in line:
            if line.strip():  # a caption above or a note below the grid
                yield Piece(element, start, start + len(line.rstrip()), line.strip(), about)
            continue
        cells = _cells(line)
        if any(cells):
            lead = len(line) - len(line.lstrip())
            yield Piece(element, start + lead, start + len(line.rstrip()), _row_text(header, cells), about)


def _cells(line: str) -> list[str]:
    stripped = line.strip().removeprefix("|").removesuffix("|")
    return [re.sub(r"<br\s*/?>|\*\*", " ", cell).strip() for cell in re.split(r"(?<!\\)\|", stripped)]


def _row_text(header: list[str], cells: list[str]) -> str:
    """Return "Region: Bronx; 2003: 18.4 %", the first column standing for the row when it has no header."""
    named = []
    for index, cell in enumerate(cells):
        if not cell:
            continue
        name = header[index] if index < len(header) else ""
        named.append(f"{name}: {cell}" if name and name != cell else cell)
    return "; ".join(named)
