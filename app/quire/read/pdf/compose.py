"""Text with word boxes: rows of fragments become one string whose words keep their rectangles."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quire.read.content import RawElement
from quire.read.pdf.fragments import Fragment, Frame, Word
from quire.types import Box, ElementKind, WordBoxes

# First parts that keep their hyphen at a line's end; any other broken word is joined.
_KEEP_HYPHEN = frozenset(
    re.findall(
        r"\w+",
        "non self long short well high low mid multi cross state year end fixed third real full part "
        "two three four five six ten one first second half over all pre post anti ex co ",
    )
)
# Second parts that show the hyphen to be the writer's own.
_KEEP_BEFORE = frozenset(
    re.findall(
        r"\w+",
        "leaning based like led backed owned wide related specific level free term year old oriented driven focused "
        "friendly only made scale style sized funded held known born type",
    )
)
_BROKEN = re.compile(r"([A-Za-zÀ-ÿ]{2,})-$")


class TextBuilder:
    """Collects words into one text and remembers where each one stands.

    `starts`, `ends` count code points of the text; boxes are taken in the upright frame and stored in page units.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._parts: list[str] = []
        self._length = 0
        self._starts = array("i")
        self._ends = array("i")
        self._boxes = array("f")

    @property
    def empty(self) -> bool:
        return not self._length

    def put(self, text: str) -> None:
        """Add text that is no word of the page (separators, Markdown)."""
        self._parts.append(text)
        self._length += len(text)

    def word(self, word: Word, *, text: str | None = None) -> None:
        """Add one word, shown as `text` when that differs (escaped, without its hyphen)."""
        shown = word[4] if text is None else text
        if not shown:
            return
        x0, y0, x1, y1 = word[:4]
        if self._frame.turns:
            x0, y0, x1, y1 = self._frame.to_page(Box(x0, y0, x1, y1)).as_list()
        self._starts.append(self._length)
        self.put(shown)
        self._ends.append(self._length)
        self._boxes.extend((x0, y0, x1, y1))

    def text(self) -> str:
        return "".join(self._parts)

    def boxes(self) -> WordBoxes | None:
        if not self._starts:
            return None
        return WordBoxes(_bytes(self._starts), _bytes(self._ends), _bytes(self._boxes))


def _bytes(values: array[int] | array[float]) -> bytes:
    import sys

    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def put_rows(builder: TextBuilder, rows: Sequence[Sequence[Fragment]], *, newline: bool = False) -> None:
    """Add rows of fragments; broken words are joined unless rows stay lines of their own."""
    words = [[word for fragment in row for word in fragment.words] for row in rows]
    joined = not builder.empty
    for index, row in enumerate(words):
        if not row:
            continue
        if index:
            builder.put("\n" if newline else "" if joined else " ")
        joined = False
        for word in row[:-1]:
            builder.word(word)
            builder.put(" ")
        last = row[-1]
        following = words[index + 1] if index + 1 < len(words) else []
        broken = None if newline or not following else _broken(last[4], following[0][4])
        builder.word(last, text=broken)
        joined = broken is not None


def _broken(last: str, following: str) -> str | None:
    """Return what stays of a word broken at a line's end, or None when it is whole."""
    match = _BROKEN.search(last)
    if match is None or not following[:1].islower():
        return None
    compound = (
        match[1].lower() in _KEEP_HYPHEN
        or "-" in last[:-1]
        or following.lower().rstrip(".,;:") in _KEEP_BEFORE
    )
    return last if compound else last[:-1]


def raw_element(
    rows: Sequence[Sequence[Fragment]],
    kind: ElementKind,
    frame: Frame,
    *,
    newline: bool = False,
    boxes: Sequence[Box] | None = None,
) -> RawElement:
    """Return the element these rows make; its box surrounds them unless `boxes` (upright frame) are given."""
    builder = TextBuilder(frame)
    put_rows(builder, rows, newline=newline)
    fragments = [fragment for row in rows for fragment in row]
    around = boxes if boxes is not None else (bounds(fragments),)
    weight: dict[float, int] = {}
    for fragment in fragments:
        weight[fragment.size] = weight.get(fragment.size, 0) + sum(len(word[4]) for word in fragment.words)
    return RawElement(
        kind=kind,
        text=builder.text(),
        boxes=tuple(frame.to_page(box).rounded() for box in around),
        words=builder.boxes(),
        font_size=max(weight, key=lambda size: weight[size]) if weight else 0.0,
        bold=bool(fragments) and all(fragment.bold for fragment in fragments),
    )


def bounds(fragments: Iterable[Fragment]) -> Box:
    """Return the smallest box around fragments."""
    items = list(fragments)
    return Box(
        min(item.x0 for item in items),
        min(item.y0 for item in items),
        max(item.x1 for item in items),
        max(item.y1 for item in items),
    )


def unpack(words: WordBoxes | None) -> tuple[array[int], array[int], array[float]]:
    """Return starts, ends and flat boxes of packed word rectangles."""
    starts, ends, boxes = array("i"), array("i"), array("f")
    if words is not None:
        starts.frombytes(words.starts)
        ends.frombytes(words.ends)
        boxes.frombytes(words.boxes)
    return starts, ends, boxes


def joined(first: RawElement, second: RawElement, separator: str) -> RawElement:
    """Return one element with both texts, boxes and word rectangles; the rest is the first one's."""
    shift = len(first.text) + len(separator)
    starts, ends, boxes = unpack(first.words)
    more_starts, more_ends, more_boxes = unpack(second.words)
    starts.extend(start + shift for start in more_starts)
    ends.extend(end + shift for end in more_ends)
    boxes.extend(more_boxes)
    packed = WordBoxes(starts.tobytes(), ends.tobytes(), boxes.tobytes()) if starts else None
    text = f"{first.text}{separator}{second.text}"
    return replace(first, text=text, boxes=(*first.boxes, *second.boxes), words=packed)


def sliced(element: RawElement, start: int, end: int) -> RawElement:
    """Return the part of a text element between two offsets, its box shrunk to its words."""
    starts, ends, boxes = unpack(element.words)
    keep = [i for i in range(len(starts)) if starts[i] >= start and ends[i] <= end]
    text = element.text[start:end]
    if not keep:
        return replace(element, text=text, words=None)
    packed = WordBoxes(
        array("i", (starts[i] - start for i in keep)).tobytes(),
        array("i", (ends[i] - start for i in keep)).tobytes(),
        array("f", (value for i in keep for value in boxes[4 * i : 4 * i + 4])).tobytes(),
    )
    around = _columns([Box(*boxes[4 * i : 4 * i + 4]) for i in keep], element.boxes)
    return replace(element, text=text, words=packed, boxes=around)


def _columns(words: Sequence[Box], parents: Sequence[Box]) -> tuple[Box, ...]:
    """Return one box around the words that lie in each of the element's boxes."""
    groups: dict[int, list[Box]] = {}
    for word in words:
        middle = ((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        inside = (
            index
            for index, box in enumerate(parents)
            if box.x0 - 1 <= middle[0] <= box.x1 + 1 and box.y0 - 1 <= middle[1] <= box.y1 + 1
        )
        groups.setdefault(next(inside, 0), []).append(word)
    return tuple(
        Box(
            min(box.x0 for box in group),
            min(box.y0 for box in group),
            max(box.x1 for box in group),
            max(box.y1 for box in group),
        ).rounded()
        for _, group in sorted(groups.items())
    )
