"""The text of a picture as it lies there: labels in columns, so that a model without eyes sees the arrangement.

After "Analyzing the Efficacy of an LLM-Only Approach for Image-based Document Question Answering".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quire.types import Element

_WIDEST = 110  # characters of a line
_FEWEST = 3  # words; fewer have no arrangement


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def laid_out(element: Element) -> str:
    """Return the element's text with its words where they stand in the picture; as it is when that is not known.

    What stands in its text outside those words (a caption) comes first.
    """
    words, before = _words(element)
    if len(words) < _FEWEST:
        return element.text
    left = min(word.x0 for word in words)
    width = max(max(word.x1 for word in words) - left, 1.0)
    per_character = float(np.median([(word.x1 - word.x0) / len(word.text) for word in words]))
    per_character = max(per_character, width / _WIDEST, 0.1)
    lines = [_line(row, left, per_character) for row in _rows(words)]
    return "\n".join(part for part in (before, *lines) if part)


def _words(element: Element) -> tuple[list[_Word], str]:
    if element.words is None:
        return [], ""
    starts = np.frombuffer(element.words.starts, "<i4").tolist()
    ends = np.frombuffer(element.words.ends, "<i4").tolist()
    boxes = np.frombuffer(element.words.boxes, "<f4").reshape(-1, 4).tolist()
    if not starts or not len(starts) == len(ends) == len(boxes):
        return [], ""
    found = [
        _Word(element.text[start:end], *box)
        for start, end, box in zip(starts, ends, boxes, strict=True)
        if element.text[start:end].strip()
    ]
    inside = sum(len(word.text) for word in found)
    after = element.text[ends[-1] :].strip()
    before = element.text[: starts[0]].strip()
    if after or inside < 0.5 * len("".join(element.text[starts[0] : ends[-1]].split())):
        return [], ""  # not all of its text has a place
    return found, before


def _rows(words: list[_Word]) -> list[list[_Word]]:
    """Put words on lines by their height, from top to bottom."""
    rows: list[list[_Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.x0)):
        if rows and word.middle - rows[-1][0].middle < 0.5 * (rows[-1][0].y1 - rows[-1][0].y0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _line(row: list[_Word], left: float, per_character: float) -> str:
    line = ""
    for word in sorted(row, key=lambda one: one.x0):
        column = round((word.x0 - left) / per_character)
        line += " " * max(column - len(line), 1 if line else 0) + word.text
    return line
