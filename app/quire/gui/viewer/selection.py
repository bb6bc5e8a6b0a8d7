"""Selecting words across pages: pure logic over the words a library keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quire.types import Box, PageWords


@dataclass(frozen=True, slots=True, order=True)
class WordAt:
    """A word by its page (1-based) and its index in reading order."""

    page_number: int
    index: int


def nearest_word(words: PageWords, x: float, y: float) -> int | None:
    """Return the index of the word under a point, else of the nearest one on the line; None on an empty page."""
    best, best_distance = None, float("inf")
    for index, box in enumerate(words.boxes):
        dx = max(box.x0 - x, 0.0, x - box.x1)
        dy = max(box.y0 - y, 0.0, y - box.y1)
        distance = dx + 4 * dy  # along the line counts less than across lines
        if distance < best_distance:
            best, best_distance = index, distance
    return best


def selected_range(first: WordAt, last: WordAt, page_number: int, n_words: int) -> range:
    """Return the indexes of `page_number` between two words, both included, in either order."""
    low, high = min(first, last), max(first, last)
    if not low.page_number <= page_number <= high.page_number:
        return range(0)
    begin = low.index if page_number == low.page_number else 0
    end = high.index + 1 if page_number == high.page_number else n_words
    return range(begin, min(end, n_words))


def selected_text(first: WordAt, last: WordAt, pages: Mapping[int, PageWords]) -> str:
    """Return the words between two words as they would be copied; pages that are not known are left out."""
    low, high = min(first, last), max(first, last)
    parts: list[str] = []
    for page_number in range(low.page_number, high.page_number + 1):
        words = pages.get(page_number)
        if words is None:
            continue
        for index in selected_range(first, last, page_number, len(words.texts)):
            parts += [words.texts[index], words.after[index]]
        parts.append("\n")
    return "".join(parts).strip()


def line_boxes(words: PageWords, indexes: range) -> list[Box]:
    """Return one box per line of the selected words, so that a selection looks whole."""
    lines: list[Box] = []
    for index in indexes:
        box = words.boxes[index]
        if lines and _same_line(lines[-1], box):
            last = lines[-1]
            lines[-1] = Box(
                min(last.x0, box.x0), min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1)
            )
        else:
            lines.append(box)
    return lines


def _same_line(line: Box, box: Box) -> bool:
    common = min(line.y1, box.y1) - max(line.y0, box.y0)
    return (
        common > 0.5 * min(line.height, box.height)
        and box.x0 >= line.x0
        and box.x0 - line.x1 < 3 * box.height
    )
