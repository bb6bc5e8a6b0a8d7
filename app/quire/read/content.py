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
