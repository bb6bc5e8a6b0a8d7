"""Captions: which short texts name a figure or table, and which one they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quire.read.content import RawElement
from quire.read.pdf.compose import joined
from quire.read.pdf.tables import CAPTION_START
from quire.types import Box, ElementKind, union

_MAX_DISTANCE = 48.0
_MAX_WORDS = 150
_PLAIN = (ElementKind.TEXT, ElementKind.HEADING, ElementKind.LIST, ElementKind.CAPTION)
_OBJECTS = (ElementKind.FIGURE, ElementKind.TABLE)
_LONG_NAMES = {"fig": "Figure", "fig.": "Figure", "tab.": "Table"}


def label_of(text: str) -> str:
    """Return the printed name a caption begins with ("Figure 3"), or an empty string for other text."""
    match = CAPTION_START.match(text)
    if match is None:
        return ""
    rest = text[match.end() :].lstrip()
    n_words = len(text.split())
    punctuated = rest[:1] in ".:|—–-)" or not rest
    # "Figure 3 shows that …" begins a sentence, not a caption.
    if not punctuated and (n_words > 30 or rest[:1].islower()):
        return ""
    if n_words > _MAX_WORDS:
        return ""
    word = match[1]
    name = _LONG_NAMES.get(word.lower(), word.capitalize())
    return f"{name} {match[2]}"


def tie_captions(elements: Sequence[RawElement]) -> list[RawElement]:
    """Return elements with captions joined to their figures, and named beside their tables."""
    labels = {
        index: label
        for index, element in enumerate(elements)
        if element.kind in _PLAIN and (label := label_of(element.text) or _known(element))
    }
    pairs = sorted(
        (distance, caption, target)
        for caption, label in labels.items()
        for target, element in enumerate(elements)
        if element.kind in _OBJECTS and (distance := _distance(elements[caption], label, element)) is not None
    )
    target_of: dict[int, int] = {}
    for _, caption, target in pairs:
        if caption not in target_of and target not in target_of.values():
            target_of[caption] = target
    return _rewritten(elements, labels, target_of)


def _known(element: RawElement) -> str:
    """A caption a layout model recognised may carry no number."""
    return " " if element.kind is ElementKind.CAPTION else ""


def _distance(caption: RawElement, label: str, target: RawElement) -> float | None:
    """Return how far a caption stands from an object in points, a wrong kind counting as far; None: too far."""
    a, b = union(caption.boxes), target.boxes[0]
    gap_y = max(b.y0 - a.y1, a.y0 - b.y1, 0.0)
    gap_x = max(b.x0 - a.x1, a.x0 - b.x1, 0.0)
    overlap_x = min(a.x1, b.x1) - max(a.x0, b.x0)
    if gap_x > 0 and gap_y > 0:
        return None
    if gap_y > 0 and overlap_x < 0.3 * min(a.width, b.width):
        return None
    distance = max(gap_x, gap_y)
    wants_table = label.startswith("Table")
    if label.strip() and wants_table != (target.kind is ElementKind.TABLE):
        distance += 20.0
    return distance if distance <= _MAX_DISTANCE else None


def _rewritten(
    elements: Sequence[RawElement], labels: dict[int, str], target_of: dict[int, int]
) -> list[RawElement]:
    caption_of = {target: caption for caption, target in target_of.items()}
    result = []
    for index, element in enumerate(elements):
        if index in labels:
            target = target_of.get(index)
            if target is not None and elements[target].kind is ElementKind.FIGURE:
                continue
            result.append(replace(element, kind=ElementKind.CAPTION, label=labels[index].strip()))
            continue
        caption = caption_of.get(index)
        if caption is None:
            title = _title_above(elements, index, labels) if element.kind in _OBJECTS else ""
            result.append(replace(element, caption=title) if title else element)
            continue
        result.append(_named(element, elements[caption], labels[caption].strip()))
    return result


def _title_above(elements: Sequence[RawElement], index: int, labels: dict[int, str]) -> str:
    """Return the heading just above an uncaptioned figure or table, with a short line between them."""
    parts: list[str] = []
    below = elements[index].boxes[0]
    for back in range(index - 1, max(-1, index - 4), -1):
        element = elements[back]
        box = element.boxes[-1]
        near = -2 <= below.y0 - box.y1 < 28 and min(box.x1, below.x1) > max(box.x0, below.x0)
        if not near or back in labels or element.kind not in _PLAIN or len(element.text.split()) > 40:
            break
        parts.insert(0, " ".join(element.text.split()))
        below = box
        if element.kind is ElementKind.HEADING:
            return " ".join(parts)
    return ""


def _named(element: RawElement, caption: RawElement, label: str) -> RawElement:
    if element.kind is ElementKind.TABLE:
        return replace(element, caption=caption.text, label=label)
    both = joined(caption, element, "\n") if element.text else caption
    boxes: tuple[Box, ...] = (*element.boxes, *caption.boxes)
    return replace(element, text=both.text, words=both.words, boxes=boxes, caption=caption.text, label=label)
