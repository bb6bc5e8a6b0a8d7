"""Places a question names itself: "page 12", "the last slide", "Figure 3", "the first table". No scores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quire.language import pictures_asked_for
from quire.search.numerals import NUMBER, ORDINAL, cardinal, is_roman, ordinal
from quire.types import Element, ElementKind, Page

_FRONT = 0.5  # the first page is likely, not asked for
_STEADY = 3  # printed numbers that must agree before others are inferred from them

_JOIN = r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|or\s+|to\s+|through\s+|[-–—]\s*)"
_PAGES = re.compile(
    r"\b(?:pages?|slides?|pp?\.)\s*(?:no\.?\s*|number\s*|#\s*)?"
    rf"({NUMBER}(?:{_JOIN}(?:pages?\s+|slides?\s+)?{NUMBER})*)",
    re.IGNORECASE,
)
_ORDINAL_PAGE = re.compile(
    rf"\b({ORDINAL})\s+(?:cover\s+)?(?:page|slide)s?\b(?!\s+\d)|\b(?:slide|page)s?\s+(first|last)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"\b(?:(?:front|title|cover)[- ](?:page|slide)"
    r"|(?:the|on|front)\s+cover(?!\s*(?:letter|page|slide|s\b|ed\b|ing\b|age\b)))\b",
    re.IGNORECASE,
)
_BACK_COVER = re.compile(r"\bback\s+(?:cover|page)\b", re.IGNORECASE)

_SAME = {"figures": "figure", "fig": "figure", "figs": "figure", "tables": "table", "tab": "table"}
_LABELLED = """figures figure figs fig tables table tab chart graph exhibit box diagram plate map scheme
    appendix annex chapter section part unit module lesson step question article example algorithm equation
    listing note item schedule quarter""".split()  # noqa: SIM905 - quoted word by word it is harder to read
_LABEL = re.compile(
    rf"\b({'|'.join(_LABELLED)})[.\s]*[-–:#]?\s*"
    r"([A-Z]{0,2}[-.]?\d+(?:[-.–]\d+)*[a-z]?(?![\w%])|[A-Z](?![\w'’])|[IVXLC]+\b)",
    re.IGNORECASE,
)
_FIGURES = ("figure", "chart", "graph", "diagram", "picture", "image", "photo", "photograph", "map")
_KIND_OF = dict.fromkeys(_FIGURES, ElementKind.FIGURE) | {"table": ElementKind.TABLE}
_ORDINAL_LABEL = re.compile(rf"\b({ORDINAL})\s+({'|'.join(_KIND_OF)})\b", re.IGNORECASE)
_HINTS = {
    ElementKind.FIGURE: re.compile(
        r"\b(?:(?:pie|bar|line|flow)?\s*charts?|flowcharts?|graphs?|plots?|diagrams?|figures?|pictures?|images?|photos?"
        r"|photographs?|maps?|logos?|icons?|screenshots?|illustrations?|drawings?|colou?rs?|arrows?)\b",
        re.IGNORECASE,
    ),
    ElementKind.IMAGE: re.compile(r"\b(?:pictures?|images?|photos?|photographs?)\b", re.IGNORECASE),
    ElementKind.TABLE: re.compile(r"\b(?:tables?|rows?|columns?|cells?)\b", re.IGNORECASE),
}


# "Who wrote this report?", "the title of the deck": what a document says of itself stands on its first page.
_DOCUMENT = (
    r"(?:the|this) "
    r"(?:document|report|paper|article|file|slides?|deck|presentation|brochure|guide|book|letter|memo)"
)
_OF_ITSELF = re.compile(
    r"\b(?:(?:title|subtitle|authors?|presenters?|speakers?|publishers?|date|logo|recipients?|sender)\b[^.?!]{0,30}\b"
    rf"{_DOCUMENT}"
    r"|who\b[^.?!]{0,20}\b(?:wrote|writes|authored|presents?|presented|published|produced|prepared|issued|signed"
    rf"|sent|made)\b[^.?!]{{0,20}}\b{_DOCUMENT}"
    rf"|{_DOCUMENT}\b[^.?!]{{0,20}}\b(?:published|issued|written|dated|prepared|authored|presented|titled|called))\b",
    re.IGNORECASE,
)


class ReferenceKind(StrEnum):
    PAGE = "page"  # by number, as printed or as counted
    ORDINAL_PAGE = "ordinal page"  # "the second page", "the cover": counted
    FRONT = "front"  # something the document says of itself
    LABEL = "label"  # "Figure 3", "Appendix C"
    ORDINAL_ELEMENT = "ordinal element"  # "the first figure"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place named by the question.

    Attributes:
        kind: How it names it.
        text: As it is shown to the person: "page 12", "Figure 3".
        label: The number or letter as printed ("12", "iv", "1-1", "C"), or the noun for an ordinal element.
        number: Its value; negative counts from the end; 0 when it has none.
    """

    kind: ReferenceKind
    text: str
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Attributes:
    references: In the order they stand.
    spans: Character ranges whose words ask for a place or a picture and are no words of the evidence.
    hints: Kinds of evidence the question speaks of ("chart", "table").
    """

    references: tuple[Reference, ...]
    spans: tuple[tuple[int, int], ...]
    hints: frozenset[ElementKind]


def read_references(text: str) -> Named:
    """Find the places a question names."""
    references: list[Reference] = []
    spans: list[tuple[int, int]] = []
    for match in _PAGES.finditer(text):
        found = _page_numbers(match.group(1))
        references.extend(
            Reference(ReferenceKind.PAGE, f"page {label}", label, number) for label, number in found
        )
        spans.append(match.span())
    for match in _ORDINAL_PAGE.finditer(text):
        word = (match.group(1) or match.group(2)).lower()
        references.append(Reference(ReferenceKind.ORDINAL_PAGE, f"{word} page", "", ordinal(word)))
        spans.append(match.span())
    for pattern, name, number in ((_BACK_COVER, "back cover", -1), (_COVER, "cover", 1)):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                references.append(Reference(ReferenceKind.ORDINAL_PAGE, name, "", number))
                spans.append(match.span())
    spans.extend(pictures_asked_for(text))
    if _OF_ITSELF.search(text):
        references.append(Reference(ReferenceKind.FRONT, "the first page", "", 1))
    for match in _ORDINAL_LABEL.finditer(text):
        word, noun = match.group(1).lower(), match.group(2).lower()
        references.append(Reference(ReferenceKind.ORDINAL_ELEMENT, f"{word} {noun}", noun, ordinal(word)))
    references.extend(_labels(text))
    hints = frozenset(kind for kind, pattern in _HINTS.items() if pattern.search(text))
    return Named(tuple(dict.fromkeys(references)), tuple(spans), hints)


def _labels(text: str) -> list[Reference]:
    found = []
    for match in _LABEL.finditer(text):
        noun = match.group(1).lower()
        # Case folding lets "UNIT 8" through; a lone letter or Roman number must be a capital, or "part a"
        # and "box i" would match.
        label = match.group(2)
        if not any(character.isdigit() for character in label) and not label.isupper():
            continue
        found.append(
            Reference(ReferenceKind.LABEL, f"{_SAME.get(noun, noun).capitalize()} {label}", label, 0)
        )
    return found


def _page_numbers(text: str) -> list[tuple[str, int]]:
    """Return (printed label, value) of "3", "10 and 11", "3-5", "twelve", "iv"."""
    tokens = re.findall(rf"{NUMBER}|to\b|through\b|[-–—]", text, re.IGNORECASE)
    found: list[tuple[str, int]] = []
    span = False
    for token in tokens:
        if token.lower() in ("to", "through", "-", "–", "—"):
            span = bool(found)
            continue
        number = cardinal(token)
        label = token if token.isdigit() or number == 0 or is_roman(token) else str(number)
        if span and number > found[-1][1] > 0 and number - found[-1][1] <= 20:
            found.extend((str(between), between) for between in range(found[-1][1] + 1, number))
        found.append((label, number))
        span = False
    return found


def pages_meant(reference: Reference, pages: Sequence[Page], filled: Sequence[int]) -> dict[int, float]:
    """Return physical page numbers a page reference can mean, with how likely each is (1 = most likely).

    "Page 12" is first of all the page with 12 printed on it, because that is what people read; only then the
    twelfth. An ordinal ("the second page") is counted, blank pages left out.

    Args:
        filled: Numbers of the pages that are not blank, ascending.
    """
    if reference.kind is ReferenceKind.PAGE:
        printed = _printed(reference, pages)
        meant = {reference.number: 0.5 if printed else 1.0} if 1 <= reference.number <= len(pages) else {}
        return meant | dict.fromkeys(printed, 1.0)
    if reference.kind is ReferenceKind.ORDINAL_PAGE:
        index = reference.number - 1 if reference.number > 0 else len(filled) + reference.number
        return {filled[index]: 1.0} if 0 <= index < len(filled) else {}
    if reference.kind is ReferenceKind.FRONT:
        return dict.fromkeys(filled[:1], _FRONT)
    return {}


def _printed(reference: Reference, pages: Sequence[Page]) -> list[int]:
    """Return the pages with this number printed on them, or, where it was not legible, where it must stand."""
    exact = [page.number for page in pages if page.label and page.label.lower() == reference.label.lower()]
    if exact or not reference.number:
        return exact
    offsets = Counter(page.number - int(page.label) for page in pages if page.label.isdecimal())
    if not offsets:
        return []
    offset, count = offsets.most_common(1)[0]
    steady = count >= _STEADY and 2 * count > offsets.total()
    return [reference.number + offset] if steady and 1 <= reference.number + offset <= len(pages) else []


def elements_meant(reference: Reference, elements: Sequence[Element]) -> list[int]:
    """Return the rows of `elements` that carry the label or are the n-th of their kind."""
    if reference.kind is ReferenceKind.LABEL:
        wanted = _plain(reference.text)
        return [row for row, element in enumerate(elements) if _carries(element, wanted)]
    if reference.kind is ReferenceKind.ORDINAL_ELEMENT:
        kind = _KIND_OF[reference.label]
        rows = [row for row, element in enumerate(elements) if element.kind is kind]
        index = reference.number - 1 if reference.number > 0 else len(rows) + reference.number
        meant = [rows[index]] if 0 <= index < len(rows) else []
        numbered = Reference(ReferenceKind.LABEL, f"{kind.value.capitalize()} {reference.number}", "", 0)
        return [row for row in elements_meant(numbered, elements) if elements[row].kind is kind] or meant
    return []


def _carries(element: Element, wanted: str) -> bool:
    if element.label:
        return _plain(element.label) == wanted
    if element.kind in (ElementKind.HEADING, ElementKind.TITLE, ElementKind.CAPTION):
        start = _plain(element.text[: len(wanted) + 8])
        return start == wanted or start.startswith(wanted + " ")
    return False


def _plain(label: str) -> str:
    words = re.findall(r"[^\W\d_]+(?=[^\w.]|\d|\.|$)|\d+|[^\W_]+", label.lower())
    return " ".join(_SAME.get(word, word) for word in words)
