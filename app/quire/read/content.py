"""The currency between reader processes and the main process: what was seen on one page, before ids exist.

Frozen dataclasses that msgspec encodes; no pymupdf, no behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass

from quire.types import Box, ElementKind, OutlineItem, Page, Problem, WordBoxes


@dataclass(frozen=True, slots=True)
class OcrLine:
    """One recognised line of text.

    Attributes:
        text: What it says.
        box: Where, in page units (points of the displayed page; pixels for pictures).
        score: Confidence of the recogniser, 0–1.
        words: Words in reading order with their boxes; empty when the recogniser gives none.
    """

    text: str
    box: Box
    score: float
    words: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class RawElement:
    """An element of one page, in reading order, without id or section.

    Attributes:
        kind: What it looks like from this page alone; furniture is only known across pages.
        text: Reading text; Markdown for tables; caption plus text inside for figures.
        boxes: Where it stands, in page units.
        words: Word rectangles with offsets into `text`, when known.
        font_size: Size of most of its characters in points; 0 when unknown.
        bold: Whether most of its characters are bold.
        label: Printed name ("Figure 3", "Table 1-1"), else empty.
        image: File stem of its crop without the document's id, else None.
        caption: Text of the caption that belongs to it, else empty.
        level: Heading depth guessed from numbering, 0 when unknown.
    """

    kind: ElementKind
    text: str
    boxes: tuple[Box, ...]
    words: WordBoxes | None = None
    font_size: float = 0.0
    bold: bool = False
    label: str = ""
    image: str | None = None
    caption: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page holds.

    Attributes:
        seconds: What reading it cost.
        layout_used: Whether the layout model was asked.
    """

    page: Page
    elements: tuple[RawElement, ...]
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    layout_used: bool = False


@dataclass(frozen=True, slots=True)
class FileShape:
    """What is known of a file before its pages are read.

    Attributes:
        title, author: From the file's metadata, as they stand there.
        labels: Printed page numbers where the file declares them, else empty.
        sizes: Width and height of every page as displayed, in points.
    """

    n_pages: int
    title: str = ""
    author: str = ""
    outline: tuple[OutlineItem, ...] = ()
    labels: tuple[str, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadText:
    """An element that was read, as its words are looked for on printed pages.

    Attributes:
        starts, ends: Offsets of its words in `text`, as in `WordBoxes`.
    """

    text: str
    starts: bytes
    ends: bytes


@dataclass(frozen=True, slots=True)
class PrintedContent:
    """A file as its own program prints it.

    Attributes:
        sizes: Width and height of every page as displayed, in points.
        counts: int32, shape (n_pages,): how many words stand on each page.
        words: All words in the order they were printed.
        boxes: float32, shape (n, 4): where each stands, in points.
        ends_block: Of each word, a byte: whether it is the last of its block.
        pairs: int32, shape (m, 2), ascending: index of a word that was read, counted through all texts, and index of
            the printed word it is. A word broken at the end of a line has two; one that was not found has none.
        pictures: Where pictures stand, with the index (0-based) of their page, in points.
    """

    sizes: tuple[tuple[float, float], ...]
    counts: bytes
    words: tuple[str, ...]
    boxes: bytes
    ends_block: bytes
    pairs: bytes
    pictures: tuple[tuple[int, Box], ...] = ()
