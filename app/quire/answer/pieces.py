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
    if element.kind is ElementKind.IMAGE and element.context:
        return Piece(element, 0, 0, f"See the picture “{element.context}”.", element.context)
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
    """Read a Markdown table row by row; a row too long to quote, cell by cell."""
    lines = list(_lines(element.text))
    ruled = next((index for index, (_, line) in enumerate(lines) if "|" in line and _RULE.match(line)), None)
    header = (
        [_plain(line, *span) for _, line in lines[ruled - 1 : ruled] for span in _cells(line)]
        if ruled
        else []
    )
    about = " ".join([*(cell for cell in header if cell), element.context])
    for index, (start, line) in enumerate(lines):
        if ruled is not None and index in (ruled - 1, ruled):
            continue
        if "|" not in line:
            if line.strip():  # a caption above or a note below the grid
                yield Piece(element, start, start + len(line.rstrip()), line.strip(), about)
            continue
        cells = [
            (_name(header, column), span) for column, span in enumerate(_cells(line)) if span[0] < span[1]
        ]
        shown = [_named(name, _plain(line, *span)) for name, span in cells]
        if shown and len(" ".join(shown).split()) <= _LONGEST:
            lead = len(line) - len(line.lstrip())
            yield Piece(element, start + lead, start + len(line.rstrip()), "; ".join(shown), about)
            continue
        for name, (first, last) in cells:
            for from_, to in _windows(element.text, start + first, start + last, _LONGEST):
                yield Piece(element, from_, to, _named(name, _plain(element.text, from_, to)), about)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        yield position, line
        position += len(line) + 1


def _cells(line: str) -> list[tuple[int, int]]:
    """Return where each cell's text begins and ends; the two are equal for an empty cell."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    left = -1 if not line.lstrip().startswith("|") else bars.pop(0)
    right = [] if line.rstrip().endswith("|") else [len(line)]
    spans = []
    for bar in [*bars, *right]:
        cell = line[left + 1 : bar]
        first = left + 1 + len(cell) - len(cell.lstrip())
        spans.append((first, first + len(cell.strip())))
        left = bar
    return spans


def _plain(text: str, start: int, end: int) -> str:
    return " ".join(re.sub(r"<br\s*/?>|\*\*", " ", text[start:end]).split())


def _name(header: list[str], column: int) -> str:
    return header[column] if column < len(header) else ""


def _named(name: str, cell: str) -> str:
    """Return "Share: 18.4 %", or the cell alone where its column has no name."""
    return f"{name}: {cell}" if name and name != cell else cell
