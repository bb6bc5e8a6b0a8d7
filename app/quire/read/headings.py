"""Headings across a file: which elements are headings, how deep, and what the document is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quire.read.content import FileShape, PageContent, RawElement
from quire.read.pdf.paragraphs import looks_like_heading, numbering_depth
from quire.types import ElementKind, OutlineItem, Source, TextOrigin, union

_MAX_LEVEL = 5
_OPEN = (ElementKind.TEXT, ElementKind.HEADING, ElementKind.TITLE)
_BAD_TITLE = re.compile(
    r"^\W*$|^(microsoft|powerpoint|untitled|document\d*$|slide\s*\d|layout\s*\d|print|template|presentation\d*$|title$)"
    r"|\.(docx?|pdf|pptx?|xlsx?|indd|qxd|tex|dvi|ps|rtf|html?)\b|^[\d\W]+$|^[0-9a-f-]{16,}$|https?://|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def body_size(contents: Sequence[PageContent]) -> float:
    """Return the font size most of the file's running text has."""
    weight: Counter[float] = Counter()
    for content in contents:
        for element in content.elements:
            if element.kind in (ElementKind.TEXT, ElementKind.LIST):
                weight[element.font_size] += len(element.text)
    return weight.most_common(1)[0][0] if weight else 0.0


def with_headings(
    pages: Sequence[Sequence[RawElement]], contents: Sequence[PageContent], outline: Sequence[OutlineItem]
) -> list[list[RawElement]]:
    """Judge headings again by the whole file's body size and outline, mark the title, and level the headings."""
    size = body_size(contents)
    named = {(item.page_number, _key(item.title)): item.level for item in outline}
    result = []
    for content, elements in zip(contents, pages, strict=True):
        recognised, number = content.page.text_origin is TextOrigin.OCR, content.page.number
        result.append([_judged(element, size, named, number, recognised=recognised) for element in elements])
    if result:
        titles = {id(element) for element in title_elements(result[0], body_size=size)}
        result[0] = [
            replace(element, kind=ElementKind.TITLE, level=0) if id(element) in titles else element
            for element in result[0]
        ]
    return _levelled(result)


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _judged(
    element: RawElement, size: float, named: dict[tuple[int, str], int], page_number: int, *, recognised: bool
) -> RawElement:
    if element.kind not in _OPEN or len(element.text) > 300:
        return element
    level = named.get((page_number, _key(element.text)), 0)
    if level:
        return replace(element, kind=ElementKind.HEADING, level=-level)  # negative: fixed by the outline
    if element.kind is ElementKind.TITLE:
        return element
    if recognised:  # a recogniser's sizes do not compare between pages
        return element
    is_heading = _reads_across(element) and looks_like_heading(
        element.text, element.font_size, element.bold, size, n_lines=1 + len(element.text) // 90
    )
    if is_heading and (element.kind is ElementKind.HEADING or element.font_size >= 1.18 * size):
        return replace(element, kind=ElementKind.HEADING)
    if element.kind is ElementKind.HEADING:
        return replace(element, kind=ElementKind.TEXT, level=0)
    return element


def _levelled(pages: Sequence[Sequence[RawElement]]) -> list[list[RawElement]]:
    """Give every heading a level: the outline's, else its number's, else its rank among heading sizes."""
    headings = [element for page in pages for element in page if element.kind is ElementKind.HEADING]
    ranks = _ranks(headings)
    numbered = sum(numbering_depth(element.text) > 0 for element in headings) >= 3
    result = []
    for page in pages:
        levelled = []
        for element in page:
            if element.kind is ElementKind.HEADING:
                level = -element.level if element.level < 0 else 0
                if not level and numbered:
                    level = numbering_depth(element.text)
                level = level or ranks[_style(element)]
                element = replace(element, level=min(level, _MAX_LEVEL))
            levelled.append(element)
        result.append(levelled)
    return result


def _style(element: RawElement) -> tuple[float, bool]:
    return (round(element.font_size), element.bold or element.text.isupper())


def _ranks(headings: Sequence[RawElement]) -> dict[tuple[float, bool], int]:
    """Rank heading styles by size, then weight; rare sizes do not open levels of their own."""
    styles = Counter(_style(element) for element in headings)
    ordered = sorted(styles, reverse=True)
    ranks: dict[tuple[float, bool], int] = {}
    level, previous = 0, None
    for style in ordered:
        # Sizes within a point and the same weight are one level.
        if previous is None or previous[0] - style[0] > 1 or previous[1] != style[1]:
            level += 1
        ranks[style] = min(level, 4)
        previous = style
    return ranks


def _reads_across(element: RawElement) -> bool:
    """Whether it is wider than a note that runs up the margin."""
    return union(element.boxes).height < 3 * max(union(element.boxes).width, 1.0)


def _can_be_title(element: RawElement) -> bool:
    return _reads_across(element) and sum(c.isalpha() for c in element.text) >= 4


def document_title(source: Source, shape: FileShape, first_pages: Sequence[Sequence[RawElement]]) -> str:
    """Return the metadata's title when it is one, else the largest text of page 1, else the file's name."""
    name = Path(source.path).stem
    readable_name = " ".join(re.sub(r"[_]+", " ", name).split()) or name
    if source.media_type.startswith("image/"):
        return readable_name
    trusted = source.media_type in _BOOKS and shape.title and not _BAD_TITLE.search(shape.title.strip())
    if trusted or sensible_title(shape.title, first_pages):
        return " ".join(shape.title.split())
    titles = [e for page in first_pages[:1] for e in page if e.kind is ElementKind.TITLE]
    return " ".join(" ".join(element.text.split()) for element in titles) or readable_name


# Books carry a title that somebody meant; that of a PDF is often the name of the file it was printed from.
_BOOKS = frozenset({"application/epub+zip", "application/x-mobipocket-ebook", "application/x-fictionbook+xml"})


def sensible_title(title: str, first_pages: Sequence[Sequence[RawElement]]) -> bool:
    """Whether a metadata title names the document: most of its words stand on its first pages."""
    words = [word.lower() for word in _WORD.findall(title) if len(word) > 1]
    if _BAD_TITLE.search(title.strip()) or not words or len(words) > 40:
        return False
    text = {word.lower() for page in first_pages[:3] for e in page for word in _WORD.findall(e.text)}
    if not text:
        return len(words) >= 2
    return sum(word in text for word in words) >= 0.6 * len(words)


def title_elements(elements: Sequence[RawElement], *, body_size: float) -> list[RawElement]:
    """Return the run of elements on page 1 that stand in its largest type, if they read as a title."""
    texts = [e for e in elements if e.kind in _OPEN and _can_be_title(e)]
    if not texts:
        return []
    largest = max(e.font_size for e in texts)
    if largest < 1.15 * body_size:
        return []
    start = next(i for i, e in enumerate(texts) if e.font_size >= 0.97 * largest)
    run = [texts[start]]
    for element in texts[start + 1 :]:
        if element.font_size < 0.85 * largest or sum(len(e.text.split()) for e in [*run, element]) > 30:
            break
        run.append(element)
    return run if len(run[0].text.split()) <= 30 else []
