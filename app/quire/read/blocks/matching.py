"""Words on laid-out pages are tied to the text they were laid out from. Pure."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from quire.types import Box, WordBoxes

LEAP_PER_COLUMN = 8  # the Markdown of a cell without words, and its part of the line below the header
_LEAP = 80  # characters that may be passed over to find the next word: Markdown of empty cells, odd glyphs

PageWord = tuple[float, float, float, float, str]


@dataclass(slots=True)
class Tied:
    """Offsets of words found in a text, with their boxes."""

    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    boxes: array[float] = field(default_factory=lambda: array("f"))

    def packed(self) -> WordBoxes | None:
        if not self.starts:
            return None
        return WordBoxes(self.starts.tobytes(), self.ends.tobytes(), self.boxes.tobytes())


def tie(text: str, words: Sequence[PageWord], *, start: int = 0, leap: int = _LEAP) -> tuple[Tied, int]:
    """Find the words one after another in `text` from `start` on; return them and where the last one ends.

    A word that does not stand there (a bullet, a glyph without a character) is passed over.

    Args:
        leap: Characters that may be passed over to find the next word.
    """
    starts, ends, boxes, at = list[int](), list[int](), list[float](), start
    for x0, y0, x1, y1, word in words:
        length = len(word)
        found = text.find(word, at, at + leap + length)
        if found < 0 or not length:
            continue
        at = found + length
        starts.append(found)
        ends.append(at)
        boxes += (x0, y0, x1, y1)
    return Tied(array("i", starts), array("i", ends), array("f", boxes)), at  # lists grow faster than arrays


def part_of(text: str, tied: Tied, start: int, stop: int) -> tuple[str, WordBoxes | None]:
    """Return `text[start:stop]` without blanks around it, and the tied words with offsets into that."""
    piece = text[start:stop]
    lead = len(piece) - len(piece.lstrip())
    shift = start + lead
    moved = Tied(
        array("i", (value - shift for value in tied.starts)),
        array("i", (value - shift for value in tied.ends)),
        tied.boxes,
    )
    return piece.strip(), moved.packed()


def around(words: Sequence[PageWord]) -> Box | None:
    """Return the box around words; None without any."""
    if not words:
        return None
    return Box(
        min(word[0] for word in words),
        min(word[1] for word in words),
        max(word[2] for word in words),
        max(word[3] for word in words),
    )


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table whose first row is the header."""
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _cell(text: str) -> str:
    return re.sub(r"([|])", r"\\\1", text)
