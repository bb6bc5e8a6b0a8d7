"""Where a quotation stands on the page: the exact boxes of its words, one per line. No model is asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quire.types import Box, Element, WordBoxes

_SAME_LINE = 0.5  # share of the smaller height by which two words of one line overlap


def quote_boxes(element: Element, quote: str) -> tuple[Box, ...]:
    """Return the boxes of a verbatim quotation, merged per line, in reading order.

    Falls back to the element's own boxes when its words are not known or the quotation does not stand in its
    text, so that an unsure place is the whole element and never a wrong word.
    """
    start = element.text.find(quote) if quote.strip() else -1
    if start < 0 or element.words is None:
        return element.place.boxes
    boxes = _boxes_between(element.words, start, start + len(quote))
    return _lines(boxes) or element.place.boxes


def _boxes_between(words: WordBoxes, start: int, end: int) -> NDArray[np.float32]:
    starts = np.frombuffer(words.starts, "<i4")
    ends = np.frombuffer(words.ends, "<i4")
    boxes = np.frombuffer(words.boxes, "<f4").reshape(-1, 4)
    if not len(starts) == len(ends) == len(boxes):
        return boxes[:0]
    return boxes[(starts < end) & (ends > start)]


def _lines(boxes: NDArray[np.float32]) -> tuple[Box, ...]:
    """Join words that follow one another on a line."""
    lines: list[Box] = []
    for x0, y0, x1, y1 in boxes.tolist():
        word = Box(x0, y0, x1, y1)
        if lines and _continues(lines[-1], word):
            last = lines[-1]
            lines[-1] = Box(min(last.x0, x0), min(last.y0, y0), max(last.x1, x1), max(last.y1, y1))
        else:
            lines.append(word)
    return tuple(line.rounded(2) for line in lines)


def _continues(line: Box, word: Box) -> bool:
    overlap = min(line.y1, word.y1) - max(line.y0, word.y0)
    height = min(line.height, word.height)
    # A word left of the line's end starts a new line, or a neighbouring column of a table.
    return overlap > _SAME_LINE * height and word.x0 >= line.x1 - height
