"""Page furniture: running headers, footers, page numbers and repeated logos, recognised across the pages of a file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quire.read.content import PageContent, RawElement
from quire.types import Box, ElementKind, union

_MARGIN = 0.115  # share of the page's height at its top and bottom where furniture stands
_MAX_WORDS = 30
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"^(?=[ivxlc])(?:x{0,4}|xl|lx{0,3}|c{1,3})?(?:ix|iv|v?i{0,3})$")
_NUMBER_ONLY = re.compile(
    r"^\W*(?:page\s*|p\s*a\s*g\s*e\s*)?(\d{1,4})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*(?:\|?\s*p\s*a\s*g\s*e)?\W*$",
    re.IGNORECASE,
)

Place = tuple[int, int]  # page index, element index


def find_furniture(contents: Sequence[PageContent], *, body_size: float) -> set[Place]:
    """Return the places of elements that repeat in the margins of several pages, or number them."""
    groups: dict[tuple[str, int, int], list[Place]] = defaultdict(list)
    for page_index, content in enumerate(contents):
        for index, element in enumerate(content.elements):
            for key in _keys(element, content):
                groups[key].append((page_index, index))
    n_pages = len(contents)
    found: set[Place] = set()
    for (text, *_), places in groups.items():
        n_on = len({page for page, _ in places})
        size = contents[places[0][0]].elements[places[0][1]].font_size
        if n_on >= _needed(n_pages, text, large=size > 1.15 * body_size):
            found.update(places)
    found.update(_parts(groups, found))
    found.update(_lone_numbers(contents))
    return found


def _parts(groups: Mapping[tuple[str, int, int], Sequence[Place]], found: set[Place]) -> set[Place]:
    """Return what says the beginning or the end of furniture at its height: a header that was read in two pieces."""
    whole = defaultdict(list)
    for (text, *height), places in groups.items():
        if places and not found.isdisjoint(places) and not text.startswith("\0"):
            whole[tuple(height)].append(text)
    return {
        place
        for (text, *height), places in groups.items()
        if any(one.startswith(f"{text} ") or one.endswith(f" {text}") for one in whole[tuple(height)])
        for place in places
    }


def _needed(n_pages: int, text: str, *, large: bool) -> int:
    """Return on how many pages a text must repeat: three, or most pages for slide titles and short files."""
    if n_pages < 4:
        return 2 if n_pages >= 2 and not large else n_pages + 1
    if text.startswith("\0"):
        return max(3, n_pages // 4)
    return max(3, (n_pages + 1) // 2) if large else 3


def _keys(element: RawElement, content: PageContent) -> list[tuple[str, int, int]]:
    """Return what must be equal for two elements to be the same furniture; neighbours in height count too."""
    page, box = content.page, union(element.boxes)
    if element.kind is ElementKind.FIGURE:
        strip = box.width < 0.12 * page.width_pt or box.height < 0.12 * page.height_pt
        if box.area > 0.06 * page.width_pt * page.height_pt and not strip:
            return []
        return [(f"\0{round(box.width / 6)}x{round(box.height / 6)}", round(box.x0 / 6), round(box.y0 / 6))]
    if element.kind is ElementKind.TABLE or not _in_margin(box, page.width_pt, page.height_pt):
        return []
    text = _DIGITS.sub("#", " ".join(element.text.lower().split()))
    if not text or len(text.split()) > _MAX_WORDS:
        return []
    y = box.y0 / max(page.height_pt, 1.0) * 60
    return [(text, 0, round(y)), (text, 1, round(y + 0.5))]


def _in_margin(box: Box, width: float, height: float) -> bool:
    if height <= 0 or box.height > 0.12 * height:
        return False
    middle = (box.y0 + box.y1) / 2 / height
    return middle < _MARGIN or middle > 1 - _MARGIN or box.x1 < 0.06 * width or box.x0 > 0.94 * width


def _lone_numbers(contents: Sequence[PageContent]) -> set[Place]:
    """Return page numbers that stand alone in a margin, wherever they wander (left and right pages)."""
    places: dict[int, list[Place]] = defaultdict(list)
    for page_index, content in enumerate(contents):
        for index, element in enumerate(content.elements):
            match = _NUMBER_ONLY.match(element.text) if len(element.text) < 30 else None
            if match and element.kind not in (ElementKind.TABLE, ElementKind.FIGURE):
                box = union(element.boxes)
                if _in_margin(box, content.page.width_pt, content.page.height_pt) or _outermost(box, content):
                    places[page_index - int(match[1])].append((page_index, index))
    return {place for group in places.values() if len(group) >= min(3, len(contents)) for place in group}


def _outermost(box: Box, content: PageContent) -> bool:
    """Whether nothing on the page stands lower: on sheets cut for the screen a number follows the text."""
    return all(box.y0 >= union(element.boxes).y0 for element in content.elements)


def printed_numbers(contents: Sequence[PageContent], furniture: set[Place]) -> dict[int, str]:
    """Return the number printed on each page, by page index, where furniture counts along with the pages."""
    arabic: dict[int, set[int]] = {}
    roman: dict[int, str] = {}
    for page_index, index in furniture:
        text = contents[page_index].elements[index].text.strip()
        if contents[page_index].elements[index].kind is ElementKind.FIGURE:
            continue
        numbers = {int(number) for number in _DIGITS.findall(text) if len(number) < 5}
        arabic.setdefault(page_index, set()).update(numbers)
        lowered = text.lower().strip("-–— .")
        if _ROMAN.match(lowered):
            roman[page_index] = lowered
    return {**roman, **_counting(arabic)}


def _counting(numbers: Mapping[int, set[int]]) -> dict[int, str]:
    """Return numbers that keep one distance to the page index on at least two pages and half of the candidates."""
    offsets = Counter(number - page for page, found in numbers.items() for number in found)
    labels: dict[int, str] = {}
    n_candidates = sum(bool(found) for found in numbers.values())
    for offset, count in offsets.most_common(4):
        if count < max(2, 0.2 * n_candidates):
            break
        for page, found in numbers.items():
            if page + offset in found:
                labels.setdefault(page, str(page + offset))
    return labels
