"""Elements of a sensible size: tiny neighbours are joined, long texts are cut at sentence ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quire.read.content import RawElement
from quire.read.pdf.compose import joined, sliced
from quire.types import Box, ElementKind, union

MAX_WORDS = 180
_TINY_TOTAL = 100
_TINY = 30
_MAX_BOXES = 16
_SENTENCE_END = re.compile(r"(?<=[.!?;:。！？])[\"')\]”’]*\s+(?=[\"'(\[“‘]?[A-Z0-9À-Þ•\-–])|\n+")
_ENDED = re.compile(r"[.!?:;。！？][\"')\]”’]*$")
_RUNNING = (ElementKind.TEXT, ElementKind.LIST)
_DIVISIBLE = (*_RUNNING, ElementKind.CODE, ElementKind.CAPTION)


def sized(elements: Sequence[RawElement]) -> list[RawElement]:
    """Return one page's elements joined and cut so that each is a retrieval unit; order and kinds are kept."""
    whole = _joined_sentences(elements)
    gathered = _gathered(whole)
    return [piece for element in gathered for piece in _cut(element)]


def n_words(text: str) -> int:
    return len(text.split())


def _joined_sentences(elements: Sequence[RawElement]) -> list[RawElement]:
    """Join paragraphs that a column break or a figure cut in the middle of a sentence, and broken headings."""
    result: list[RawElement] = []
    for element in elements:
        last = _last_running(result) if element.kind is ElementKind.TEXT else None
        if last is not None and _continues(result[last], element):
            result[last] = _merged(result[last], element, _seam(result[last], element))
        elif result and _same_heading(result[-1], element):
            result[-1] = _merged(result[-1], element, " ")
        else:
            result.append(element)
    return result


def _seam(first: RawElement, second: RawElement) -> str:
    return "" if first.text.endswith("-") and second.text[:1].islower() and len(first.text) > 2 else " "


def _last_running(elements: Sequence[RawElement]) -> int | None:
    """Return the index of the last text before any figures, tables or captions that floated in between."""
    for back in range(1, min(4, len(elements)) + 1):
        kind = elements[-back].kind
        if kind in _RUNNING:
            return len(elements) - back
        if kind not in (ElementKind.FIGURE, ElementKind.TABLE, ElementKind.CAPTION):
            return None
    return None


def _continues(first: RawElement, second: RawElement) -> bool:
    if "\n" in first.text or "\n" in second.text or _ENDED.search(first.text):
        return False
    same = abs(first.font_size - second.font_size) <= 0.5 and n_words(first.text) >= 6
    return same and second.text[:1].islower() and n_words(second.text) >= 2


def _same_heading(first: RawElement, second: RawElement) -> bool:
    if first.kind is not ElementKind.HEADING or second.kind is not ElementKind.HEADING:
        return False
    if first.font_size != second.font_size or first.bold != second.bold or second.level or first.level < 0:
        return False
    a, b = union(first.boxes), union(second.boxes)
    close = b.y0 - a.y0 >= 0 and b.y0 - a.y1 < 0.6 * first.font_size and min(a.x1, b.x1) > max(a.x0, b.x0)
    return close and (
        second.text[:1].islower() or first.text.endswith((",", "-", "&", ":", "and", "of", "the"))
    )


def _gathered(elements: Sequence[RawElement]) -> list[RawElement]:
    """Join tiny neighbours: list items with their introduction and each other, short lines of a slide."""
    result: list[RawElement] = []
    tiny_run = False
    for element in elements:
        if result and _gathers(result[-1], element, tiny_run=tiny_run):
            # Each item keeps its own box: an answer is often one of them.
            both = joined(result[-1], element, "\n")
            boxes = both.boxes if len(both.boxes) <= _MAX_BOXES else (union(both.boxes),)
            result[-1] = replace(both, boxes=boxes, bold=result[-1].bold and element.bold)
            tiny_run = True
        else:
            result.append(element)
            tiny_run = False
    return result


def _gathers(first: RawElement, second: RawElement, *, tiny_run: bool) -> bool:
    if first.kind not in _RUNNING or second.kind not in _RUNNING:
        return False
    words_first, words_second = n_words(first.text), n_words(second.text)
    if words_first + words_second > _TINY_TOTAL or words_second > _TINY:
        return False
    if (
        not tiny_run
        and words_first > _TINY
        and not (first.text.endswith(":") and second.kind is ElementKind.LIST)
    ):
        return False
    if second.kind is ElementKind.TEXT and (words_second > 14 or first.kind is ElementKind.LIST):
        return False
    return _adjacent(first, second)


def _adjacent(first: RawElement, second: RawElement) -> bool:
    a, b = first.boxes[-1], second.boxes[0]
    size = max(first.font_size, second.font_size, 6.0)
    overlap = min(a.x1, b.x1) - max(a.x0, b.x0)
    return (
        -0.5 * size < b.y0 - a.y1 < 1.6 * size and overlap > 0 and abs(first.font_size - second.font_size) < 2
    )


def _merged(first: RawElement, second: RawElement, separator: str) -> RawElement:
    """Join two elements; boxes that lie in one column become one."""
    both = joined(first, second, separator)
    head, tail = both.boxes[: len(first.boxes)], both.boxes[len(first.boxes) :]
    a, b = head[-1], tail[0]
    overlap = min(a.x1, b.x1) - max(a.x0, b.x0)
    stacked = -4 < b.y0 - a.y1 < 2 * max(first.font_size, 8.0) and overlap > 0
    boxes: tuple[Box, ...] = (*head[:-1], union((a, b)), *tail[1:]) if stacked else both.boxes
    return replace(both, boxes=boxes, bold=first.bold and second.bold)


def _cut(element: RawElement) -> list[RawElement]:
    """Cut a long text at sentence or line ends into parts of about equal length."""
    if element.kind not in _DIVISIBLE:
        return [element]
    total = n_words(element.text)
    if total <= MAX_WORDS:
        return [element]
    wanted = total / -(-total // MAX_WORDS)
    pieces, start, at = [], 0, 0
    length = 0
    for end in _sentence_ends(element.text):
        sentence = n_words(element.text[at:end])
        if length and length + sentence / 2 > wanted and length + sentence > 0.6 * wanted:
            pieces.append((start, at))
            start, length = at, 0
        length += sentence
        at = end
    pieces.append((start, len(element.text)))
    return [sliced(element, *_trimmed(element.text, a, b)) for a, b in _bounded(element.text, pieces)]


def _sentence_ends(text: str) -> list[int]:
    return [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]


def _bounded(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut at blanks what no sentence end divides (lists of names, badly punctuated text)."""
    result = []
    for start, end in pieces:
        words = list(re.finditer(r"\S+", text[start:end]))
        if len(words) <= MAX_WORDS * 1.5:
            result.append((start, end))
            continue
        n_parts = -(-len(words) // MAX_WORDS)
        step = -(-len(words) // n_parts)
        cuts = [start + words[i].start() for i in range(0, len(words), step)]
        result.extend(zip(cuts, [*cuts[1:], end], strict=True))
    return result


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
