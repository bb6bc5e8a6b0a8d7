"""The words of a page, and phrases found among them. Arithmetic on what was stored; no store, no files."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence

from quire.types import Box, Element, ElementKind, PageWords

_SAME_LINE = 0.5  # share of the smaller height by which two words of one line overlap
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",  # soft hyphen
    }
)


def words_on_page(elements: Iterable[Element]) -> PageWords:
    """Return the words of a page's elements, given in reading order; elements without word boxes are left out."""
    texts: list[str] = []
    boxes: list[Box] = []
    after: list[str] = []
    for element in elements:
        if element.words is None:
            continue
        starts = [start for (start,) in struct.iter_unpack("<i", element.words.starts)]
        ends = (end for (end,) in struct.iter_unpack("<i", element.words.ends))
        rows = struct.iter_unpack("<4f", element.words.boxes)
        for start, end, row, following in zip(starts, ends, rows, [*starts[1:], None], strict=True):
            texts.append(element.text[start:end])
            boxes.append(Box(*row))
            after.append("\n" if following is None else _between(element, end, following))
    return PageWords(tuple(texts), tuple(boxes), tuple(after))


def folded(text: str) -> str:
    """Return text as it is compared when finding: without case, accents and kinds of quotes and dashes."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_folded_run, text)
    return text.casefold()


def plain_text(text: str, kind: ElementKind) -> str:
    """Return an element's text as `find` sees its words: folded, on one line, a table without its lines."""
    words = folded(text).split()
    if kind is ElementKind.TABLE:
        words = [word for word in words if word != "|" and word.strip("-:")]
    return " ".join(words)


def phrase_of(text: str) -> str:
    """Return what somebody typed as `find` wants it; empty when there is nothing to look for."""
    return " ".join(folded(text).split())


def find(words: PageWords, phrase: str) -> list[tuple[Box, ...]]:
    """Return the places of a phrase (see `phrase_of`) in reading order, a box per line.

    A phrase may begin and end inside a word, so that it is found while it is typed; the boxes are of whole words.
    """
    if not phrase:
        return []
    text, owners = _running_text(words)
    found = []
    at = text.find(phrase)
    while at >= 0:
        first, last = owners[at], owners[at + len(phrase) - 1]
        found.append(lines_of(words.boxes[first : last + 1]))
        at = text.find(phrase, at + len(phrase))
    return found


def lines_of(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Join the boxes of words that follow one another on a line."""
    lines: list[Box] = []
    for word in boxes:
        if lines and _continues(lines[-1], word):
            last = lines[-1]
            lines[-1] = Box(
                min(last.x0, word.x0), min(last.y0, word.y0), max(last.x1, word.x1), max(last.y1, word.y1)
            )
        else:
            lines.append(word)
    return tuple(lines)


def _running_text(words: PageWords) -> tuple[str, list[int]]:
    """Return the folded text of a page and, for each of its characters, the word it belongs to."""
    parts: list[str] = []
    owners: list[int] = []
    for number, (word, after) in enumerate(zip(words.texts, words.after, strict=True)):
        part = folded(word) + (" " if after else "")
        parts.append(part)
        owners += [number] * len(part)
    return "".join(parts), owners


def _folded_run(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", match[0].translate(_ALIKE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _between(element: Element, end: int, start: int) -> str:
    gap = element.text[end:start]
    if not gap:
        return ""
    if "\n" in gap:
        return "\n"
    return "\t" if element.kind is ElementKind.TABLE and "|" in gap else " "


def _continues(line: Box, word: Box) -> bool:
    overlap = min(line.y1, word.y1) - max(line.y0, word.y0)
    height = min(line.height, word.height)
    # A word left of the line's end starts a new line, or a neighbouring column.
    return overlap > _SAME_LINE * height and word.x0 >= line.x1 - height
