"""A document as Quire reads it: pages, elements in reading order, sections.

Everything is frozen, slotted and compared by value; ids derive from content, so the same bytes give the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quire.types.geometry import Box
from quire.types.report import Problem


class ElementKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    FORMULA = "formula"
    CODE = "code"
    FURNITURE = "furniture"  # running headers, footers, page numbers: kept for display, never evidence
    IMAGE = "image"  # a whole loose picture (a photograph, a screenshot)


class TextOrigin(StrEnum):
    """Where a page's text came from."""

    LAYER = "layer"  # the file's own text
    OCR = "ocr"
    MIXED = "mixed"  # text layer plus OCR of its pictures
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it stood when it was read.

    Attributes:
        path: Absolute path as given by the user, never resolved away from it.
        sha256: Lower-case hex digest of the bytes.
        media_type: IANA type found from the content, not from the extension.
        size_bytes: Length of the file.
        modified_at: POSIX seconds, UTC.
    """

    path: str
    sha256: str
    media_type: str
    size_bytes: int
    modified_at: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a page and boxes on it. Page numbers are 1-based."""

    document_id: str
    page_number: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class WordBoxes:
    """Word rectangles of one element, tied to character offsets of its text; packed because there are millions.

    Attributes:
        starts: int32 little-endian, shape (n,): offset of each word's first character in `Element.text`, ascending.
        ends: int32 little-endian, shape (n,): one past its last character.
        boxes: float32 little-endian, shape (n, 4): x0, y0, x1, y1 in the page's units.
    """

    starts: bytes
    ends: bytes
    boxes: bytes


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page in reading order, for selecting, copying and finding.

    Attributes:
        texts: The words as they stand on the page, punctuation attached.
        boxes: Where each stands, in the page's units.
        after: What follows each word when text is copied: "" where a word goes on in the next box (it was broken
            at the end of a line), " ", a tab between cells of a table, a line break between blocks.
    """

    texts: tuple[str, ...]
    boxes: tuple[Box, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as displayed (rotation applied).

    Attributes:
        number: 1-based physical number.
        width_pt, height_pt: Size in points; in pixels for pictures.
        text_origin: Where its text came from.
        label: The number printed on it ("iv", "12", "A-3") when known, else empty.
    """

    number: int
    width_pt: float
    height_pt: float
    text_origin: TextOrigin
    label: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """The smallest thing that is found and cited.

    Attributes:
        id: `{document_id}:{ordinal}`, unique in the library.
        kind: What it is.
        text: Reading text; Markdown for tables; caption plus text inside for figures; OCR text for images.
        place: Page and boxes (several when it runs over columns).
        section_id: The section it belongs to; empty for furniture.
        image: Name of its crop in the library's `crops/` folder (figures, tables, images), else None.
        words: Word rectangles for exact highlights, when known.
        label: Its printed name ("Figure 3", "Table 1-1"), else empty.
        context: Text that explains a table or figure: its caption and the sentence that refers to it.
        level: Heading depth (1 = chapter) for titles and headings, else 0.
    """

    id: str
    kind: ElementKind
    text: str
    place: Place
    section_id: str = ""
    image: str | None = None
    words: WordBoxes | None = None
    label: str = ""
    context: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A run of elements about one thing, at most as long as an embedder reads at once.

    Attributes:
        id: `{document_id}/s{ordinal}`.
        heading_path: Headings from the outermost to the nearest, without the document's title.
        element_ids: Its elements in reading order.
    """

    id: str
    heading_path: tuple[str, ...]
    element_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One line of a document's own table of contents."""

    level: int
    title: str
    page_number: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. Elements stand in reading order, sections partition the non-furniture ones.

    Attributes:
        id: First 16 hex digits of the source's SHA-256.
        reader: Name and version of what read it ("pdf/1"); a new version means: worth reading again.
    """

    id: str
    source: Source
    title: str
    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    sections: tuple[Section, ...]
    outline: tuple[OutlineItem, ...]
    reader: str
    problems: tuple[Problem, ...]


def document_id_of(sha256: str) -> str:
    """Return the document id for content with this digest."""
    return sha256[:16]
