"""Paragraphs: rows in reading order become headings, list items, running text and aligned lines."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quire.read.content import RawElement
from quire.read.pdf.compose import raw_element
from quire.read.pdf.fragments import Fragment, Frame
from quire.read.pdf.order import Row
from quire.types import Box, ElementKind

BULLET = re.compile(r"^(?:[•●▪■◦‣⁃○◆►▶➢➤✓✔❖·–—\*\-o]|\(?[a-zA-Z0-9]{1,2}[.)]|\(?[ivx]{1,4}[.)])$")
NUMBERED = re.compile(
    r"^(?:(?:chapter|section|part|appendix|item|article)\s+)?([A-Z]|\d{1,2})((?:\.\d{1,2}){0,4})\.?\s+\S",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:;][\"')\]”’]*$")
_MATH = re.compile(r"[=≤≥≈∑∏∫√∂∇∈∀∃±×÷→⇒αβγδεθλμσφωΩΣΔ∞]")


@dataclass(slots=True)
class Line:
    """A row as paragraph building sees it."""

    row: Row
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    mono: bool
    grid: bool
    bullet: bool
    first: str
    last: str
    kind: ElementKind | None


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """Describe rows; a row with wide inner gaps is part of a grid unless a bullet explains the gap."""
    found = []
    for row in rows:
        head = max(row, key=lambda item: len(item.words))
        size = head.size
        first, last = row[0].words[0][4], row[-1].words[-1][4]
        bullet = bool(BULLET.match(first)) and (len(row) > 1 or len(row[0].words) > 1)
        gaps = [b.x0 - a.x1 for a, b in zip(row, row[1:], strict=False)]
        # Justified prose stretches its spaces, most after a full stop.
        stretched = sum(len(item.words) for item in row) >= 9 or all(item.mono for item in row)
        least = (3.0 if stretched and not _figures(row) else 1.2) * size
        wide = [gap for gap in (gaps[1:] if bullet and len(row[0].words) == 1 else gaps) if gap > least]
        found.append(
            Line(
                row,
                row[0].x0,
                min(item.y0 for item in row),
                max(item.x1 for item in row),
                max(item.y1 for item in row),
                size,
                all(item.bold for item in row),
                all(item.mono for item in row),
                bool(wide),
                bullet,
                first,
                last,
                head.kind,
            )
        )
    return found


def _figures(row: Row) -> bool:
    words = [word[4] for item in row for word in item.words]
    return sum(any(c.isdigit() for c in word) for word in words) > 0.3 * len(words)


def paragraphs(leaf: Sequence[Row], frame: Frame, *, body_size: float) -> list[RawElement | list[RawElement]]:
    """Return the elements of one group of rows in reading order; an atomic block may stand for several."""
    elements: list[RawElement | list[RawElement]] = []
    for group in _groups(leaf):
        block = group[0].row[0].block
        if block is not None:
            elements.append(block)
            continue
        elements.append(_element(group, frame, body_size))
    return elements


def _groups(leaf: Sequence[Row]) -> Iterator[list[Line]]:
    """Split rows into paragraphs."""
    text_rows = [row for row in leaf if row[0].block is None]
    lines = lines_of(text_rows)
    by_row = {id(line.row): line for line in lines}
    usual = _usual_gaps(lines)
    left, right = _margins(lines)
    current: list[Line] = []
    for row in leaf:
        if row[0].block is not None:
            if current:
                yield current
            current = []
            yield [Line(row, 0, 0, 0, 0, 0, False, False, False, False, "", "", None)]
            continue
        line = by_row[id(row)]
        if current and _breaks(current, line, usual.get(line.size, 0.2), left, right):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _usual_gaps(lines: Sequence[Line]) -> dict[float, float]:
    """Return the usual gap between lines of one paragraph for each font size, as a share of it."""
    gaps: dict[float, list[float]] = {}
    for a, b in zip(lines, lines[1:], strict=False):
        gap = (b.y0 - a.y1) / a.size if a.size > 0 else 9.0
        if a.size == b.size and -0.6 < gap < 1.2:
            gaps.setdefault(a.size, []).append(gap)
    # The lower third is safely inside paragraphs also where many short ones follow each other.
    return {size: sorted(found)[len(found) // 3] for size, found in gaps.items()}


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    if not lines:
        return 0.0, 0.0
    return statistics.median_low(sorted(line.x0 for line in lines)), max(line.x1 for line in lines)


def _breaks(current: Sequence[Line], line: Line, reference: float, left: float, right: float) -> bool:
    """Whether `line` starts a new paragraph after `current`."""
    last = current[-1]
    size = max(line.size, last.size)
    gap = line.y0 - last.y1
    if line.kind is not last.kind:
        return True
    if gap > (reference + 0.38) * size or gap < -1.5 * size:
        return True
    if abs(line.size - last.size) > 0.12 * size and len(line.row[0].text) > 2:
        return True
    if (
        line.bold != last.bold
        and (last.bold or not _ENDED.search(current[0].last))
        and _stands_alone(current, line)
    ):
        return True
    if line.grid or last.grid:
        return line.grid != last.grid and not _wraps(last, line)
    if line.bullet:
        return not line.first.startswith("(") or bool(_ENDED.search(last.last)) or last.last in ("and", "or")
    if last.mono and line.mono:
        return False
    return _ends_short(current, line, left, right)


def _stands_alone(current: Sequence[Line], line: Line) -> bool:
    """Whether a change of weight falls between lines rather than inside a sentence."""
    return line.first[:1].isupper() or line.first[:1].isdigit() or line.bullet or not line.first[:1].isalpha()


def _wraps(last: Line, line: Line) -> bool:
    """Whether a single run continues a cell of the grid row above it."""
    return (
        last.grid
        and not line.grid
        and line.x1 - line.x0 < 0.5 * (last.x1 - last.x0)
        and line.first[:1].islower()
    )


def _ends_short(current: Sequence[Line], line: Line, left: float, right: float) -> bool:
    last = current[-1]
    capital = line.first[:1].isupper() or not line.first[:1].isalpha()
    indented = line.x0 > left + 0.8 * line.size and line.x0 > last.x0 + 0.8 * line.size
    if indented and capital and _ENDED.search(last.last) and not current[0].bullet:
        return True
    outdented = line.x0 < last.x0 - 0.8 * line.size
    if outdented and current[0].bullet and len(current) > 1 and capital:
        return True
    room = right - last.x1
    return capital and bool(_ENDED.search(last.last)) and room > 0.25 * (right - left)


def _element(group: Sequence[Line], frame: Frame, body_size: float) -> RawElement:
    rows = [line.row for line in group]
    kind = group[0].kind or _kind(group, body_size)
    grid = sum(line.grid for line in group) > len(group) / 2
    newline = kind is ElementKind.CODE or (grid and kind is not ElementKind.HEADING)
    element = raw_element(rows, kind, frame, newline=newline)
    if kind in (ElementKind.HEADING, ElementKind.TITLE):
        element = replace(element, level=numbering_depth(element.text))
    return element


def _kind(group: Sequence[Line], body_size: float) -> ElementKind:
    first = group[0]
    if (
        first.bullet
        and not first.grid
        and not (first.bold and len(group) == 1 and NUMBERED.match(_text(group)))
    ):
        return ElementKind.LIST
    if len(group) >= 3 and all(line.mono for line in group):
        return ElementKind.CODE
    if looks_like_heading(_text(group), first.size, first.bold, body_size, n_lines=len(group)):
        return ElementKind.HEADING
    if len(group) <= 2 and _is_formula(_text(group)):
        return ElementKind.FORMULA
    return ElementKind.TEXT


def _text(group: Sequence[Line]) -> str:
    return " ".join(fragment.text for line in group for fragment in line.row)


def looks_like_heading(text: str, size: float, bold: bool, body_size: float, *, n_lines: int = 1) -> bool:
    """Whether a short paragraph reads as a heading beside a body of `body_size` points."""
    n_words = len(text.split())
    if n_words == 0 or n_words > 20 or n_lines > 3 or sum(c.isalpha() for c in text) < 3:
        return False
    if text.rstrip().endswith((".", ";", ",")) and not (size > 1.3 * body_size or NUMBERED.match(text)):
        return False
    if size >= 1.18 * body_size and body_size > 0:
        return True
    if bold and n_words <= 14 and size >= 0.9 * body_size:
        return True
    numbered = NUMBERED.match(text)
    return bool(numbered and numbered[2] and n_words <= 10 and size >= body_size and text[-1:].isalpha())


def numbering_depth(text: str) -> int:
    """Return 1 for "3 Methods", 2 for "3.1 Data", 0 where a heading carries no number."""
    match = NUMBERED.match(text)
    if match is None or (match[1].isalpha() and not match[2] and text[1:2] != "."):
        return 0
    return 1 + match[2].count(".")


def _is_formula(text: str) -> bool:
    words = text.split()
    if len(words) < 3 or len(words) > 40 or not _MATH.search(text):
        return False
    prose = sum(len(word) > 3 and word.isalpha() for word in words)
    return prose <= 0.2 * len(words) and text.count("=") + len(_MATH.findall(text)) >= 2


def vertical_elements(fragments: Sequence[Fragment], frame: Frame) -> list[RawElement]:
    """Return an element for each run of text that stands across the page's reading direction."""
    return [
        raw_element([[fragment]], ElementKind.TEXT, frame)
        for fragment in fragments
        if not fragment.upright and sum(len(word[4]) for word in fragment.words) > 2
    ]


def box_of(group: Sequence[Line]) -> Box:
    return Box(
        min(line.x0 for line in group),
        min(line.y0 for line in group),
        max(line.x1 for line in group),
        max(line.y1 for line in group),
    )
