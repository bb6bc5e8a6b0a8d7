"""Fragments: the pieces of lines that a page's text layer or OCR yields, with word boxes, in displayed coordinates."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quire.read.content import OcrLine
from quire.types import Box, ElementKind

# Ligatures are expanded and images left out: both cost time and neither is wanted as text.
_FLAG_NAMES = ("TEXT_PRESERVE_WHITESPACE", "TEXT_MEDIABOX_CLIP")
_BOLD, _MONO, _SUPERSCRIPT = 16, 8, 1
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_TRANSLATION = {
    0xA0: " ",
    0x2002: " ",
    0x2003: " ",
    0x2009: " ",
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0xFEFF: None,
    0xFFFD: None,
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "ft",
    0xFB06: "st",
    0x2028: " ",
    0x2029: " ",
    # Symbol-font bullets end up in the private use area.
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0D8: "•",
    0xF0FC: "•",
    0xF076: "•",
    0xF06C: "•",
    0xF06E: "•",
    0xF0B0: "°",
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160))),
}

Word = tuple[float, float, float, float, str]


@dataclass(slots=True)
class Fragment:
    """A run of words on one line without a wide gap, or an atomic block that takes part in ordering.

    Attributes:
        words: Words left to right with their boxes in the upright frame.
        size: Font size of most characters, points.
        upright: Whether its text runs the way most of the page's text does.
        kind: What it is already known to be (by a layout model), else None.
        block: A finished table or figure standing in for itself in the reading order.
    """

    words: list[Word]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 10.0
    bold: bool = False
    mono: bool = False
    upright: bool = True
    kind: ElementKind | None = None
    block: Any = None
    key: tuple[int, int] = field(default=(0, 0))

    @property
    def text(self) -> str:
        return " ".join(word[4] for word in self.words)

    @property
    def box(self) -> Box:
        return Box(self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The turn between a page as displayed and the frame in which its text is upright.

    Attributes:
        turns: Quarter turns clockwise that were undone.
        width, height: Size of the displayed page.
    """

    turns: int
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright frame."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def to_page(self, box: Box) -> Box:
        if not self.turns:
            return box
        return turned(box, self.turns, *self.size)

    def from_page(self, box: Box) -> Box:
        return turned(box, -self.turns % 4, self.width, self.height) if self.turns else box


def turned(box: Box, turns: int, width: float, height: float) -> Box:
    """Rotate a box with its sheet of `width` × `height` by quarter turns clockwise."""
    if turns == 1:
        return Box(height - box.y1, box.x0, height - box.y0, box.x1)
    if turns == 2:
        return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    if turns == 3:
        return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    return box


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text layer.

    Attributes:
        fragments: In file order, boxes in the upright frame.
        raw_words: Words exactly as extracted, to judge the layer by.
    """

    fragments: list[Fragment]
    frame: Frame
    raw_words: list[str]


def page_text(page: Any) -> PageText:
    """Extract a page's text layer."""
    import pymupdf

    flags = sum(int(getattr(pymupdf, name)) for name in _FLAG_NAMES)
    textpage = page.get_textpage(flags=flags)
    words = textpage.extractWORDS()
    lines = {
        (block["number"], index): line
        for block in textpage.extractDICT()["blocks"]
        for index, line in enumerate(block.get("lines", ()))
    }
    width, height = float(page.rect.width), float(page.rect.height)
    rotation = int(page.rotation) // 90 % 4
    frame = Frame(_dominant_turns(lines.values(), rotation), width, height)
    return PageText(_collect(words, lines, rotation, frame), frame, [word[4] for word in words])


def _dominant_turns(lines: Iterable[Any], rotation: int) -> int:
    """Return how many quarter turns clockwise most of the displayed text stands away from upright."""
    counts = [0, 0, 0, 0]
    for line in lines:
        counts[_turns_of(line["dir"], rotation)] += sum(len(span["text"]) for span in line["spans"])
    best = max(range(4), key=lambda turns: counts[turns])
    return best if counts[best] > 2 * counts[0] else 0


def _turns_of(direction: tuple[float, float], rotation: int) -> int:
    cosine, sine = direction
    if abs(cosine) >= abs(sine):
        own = 0 if cosine >= 0 else 2
    else:
        own = 1 if sine > 0 else 3
    return (own + rotation) % 4


def _collect(
    words: Sequence[Any], lines: dict[tuple[int, int], Any], rotation: int, frame: Frame
) -> list[Fragment]:
    unrotated = (frame.height, frame.width) if rotation % 2 else (frame.width, frame.height)
    undo = (rotation - frame.turns) % 4
    upright_width, upright_height = frame.size
    fragments: list[Fragment] = []
    current: Fragment | None = None
    seen: set[tuple[str, int, int]] = set()
    for x0, y0, x1, y1, text, block, line, _ in words:
        cleaned = clean(text)
        if not cleaned:
            continue
        if undo:
            box = turned(Box(x0, y0, x1, y1), undo, *unrotated)
            x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        if not (-2 < (x0 + x1) / 2 < upright_width + 2 and -2 < (y0 + y1) / 2 < upright_height + 2):
            continue
        # Shadows and fake bold print the same word twice, a hair apart.
        mark = (cleaned, round(x0 / 3), round(y0 / 3))
        if mark in seen:
            continue
        seen.add(mark)
        key = (block, line)
        if current is None or current.key != key or _leaps(current, x0):
            current = _start(lines.get(key), key, rotation, frame.turns)
            fragments.append(current)
        current.words.append((x0, y0, x1, y1, cleaned))
    for fragment in fragments:
        _settle(fragment)
    return fragments


def _leaps(fragment: Fragment, x0: float) -> bool:
    """Whether a word at `x0` stands too far from the fragment's last word to be one run with it."""
    return fragment.upright and abs(x0 - fragment.words[-1][2]) > 1.25 * fragment.size


def _start(line: Any, key: tuple[int, int], rotation: int, turns: int) -> Fragment:
    fragment = Fragment([], 0.0, 0.0, 0.0, 0.0, key=key)
    if line is None:
        return fragment
    weights: dict[float, int] = {}
    bold = mono = total = 0
    for span in line["spans"]:
        length = len(span["text"].strip())
        if not length:
            continue
        flags = span["flags"]
        size = round(span["size"] * 2) / 2
        weights[size] = weights.get(size, 0) + (0 if flags & _SUPERSCRIPT else length)
        bold += length if flags & _BOLD or _BOLD_NAME.search(span["font"]) else 0
        mono += length if flags & _MONO else 0
        total += length
    if weights:
        fragment.size = max(weights, key=lambda size: (weights[size], size)) or 10.0
    fragment.bold = bold > 0.85 * total
    fragment.mono = total > 0 and mono > 0.8 * total
    fragment.upright = _turns_of(line["dir"], rotation) == turns
    return fragment


def _settle(fragment: Fragment) -> None:
    words = fragment.words
    fragment.x0 = min(word[0] for word in words)
    fragment.y0 = min(word[1] for word in words)
    fragment.x1 = max(word[2] for word in words)
    fragment.y1 = max(word[3] for word in words)


def clean(text: str) -> str:
    """Normalise spaces and ligatures; drop control characters, zero-width marks and replacement characters."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TRANSLATION).strip()


def ocr_fragments(lines: Sequence[OcrLine], frame: Frame) -> list[Fragment]:
    """Return fragments for recognised lines; boxes are given in page units and land in the upright frame."""
    fragments = []
    heights = [min(line.box.height, line.box.width) for line in lines] or [10.0]
    typical = statistics.median(heights)
    for line in lines:
        words = [_ocr_word(text, box, frame) for text, box in line.words if clean(text)]
        box = frame.from_page(line.box)
        words = words or _spread(clean(line.text), box)
        # A recogniser's box height wobbles with ascenders; near the usual height it is the usual size.
        height = typical if 0.75 * typical < box.height < 1.3 * typical else box.height
        fragment = Fragment(words, box.x0, box.y0, box.x1, box.y1, size=round(height * 1.5) / 2)
        if clean(line.text):
            fragments.append(fragment)
    return fragments


def _spread(text: str, box: Box) -> list[Word]:
    """Give the words of a line without word boxes stretches of its width by their length."""
    step = box.width / max(len(text), 1)
    return [
        (box.x0 + match.start() * step, box.y0, box.x0 + match.end() * step, box.y1, match[0])
        for match in re.finditer(r"\S+", text)
    ]


def _ocr_word(text: str, box: Box, frame: Frame) -> Word:
    placed = frame.from_page(box)
    return (placed.x0, placed.y0, placed.x1, placed.y1, clean(text))
