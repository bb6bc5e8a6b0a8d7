"""Which elements a language model reads, and how each is written for it, with what belongs to it beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from quire.answer.defusing import quoted
from quire.answer.layout import laid_out
from quire.answer.rating import Fetch
from quire.types import Element, ElementKind, Hit, page_in_words

MOST = 12  # pieces of evidence that were found; more mislead more than they help (2410.05983)
_NAMES = frozenset({ElementKind.HEADING, ElementKind.TITLE})
_NEVER = frozenset({ElementKind.FURNITURE, *_NAMES})
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})
_BELOW = (1, 2, 3)  # elements read in the place of a heading that was found
_BESIDE = (1, -1)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something a model may answer from.

    Attributes:
        hit: What was found; for a neighbour, the result beside which it stands.
        text: As it is written in the prompt, defused.
        near: Whether it was not found itself but stands beside what was.
        shortened: Whether its end is left out of `text`.
    """

    element: Element
    hit: Hit
    text: str
    near: bool = False
    shortened: bool = False

    @property
    def ordinal(self) -> int:
        """Its place in the reading order of its document."""
        return _ordinal(self.element.id)


def found_evidence(hits: Sequence[Hit], elements: Fetch) -> list[Evidence]:
    """Return what the relevant hits name, most relevant first, each element once; a heading brings what it heads."""
    relevant = [hit for hit in hits if hit.relevant][:MOST]
    wanted = [(element_id, hit) for hit in relevant for element_id in _ids_of(hit)]
    by_id = {element.id: element for element in elements(list(dict.fromkeys(name for name, _ in wanted)))}
    found: dict[str, Evidence] = {}
    for element_id, hit in wanted:
        element = by_id.get(element_id)
        if element is None or element_id in found:
            continue
        heading = by_id.get(hit.element_id, element)
        if heading is not element and (element.kind in _NEVER or element.section_id != heading.section_id):
            continue
        found[element_id] = Evidence(element, hit, text_for_model(element))
    return _without_bare_names([one for one in found.values() if one.text.strip() or one.element.kind in _PICTURES])


def neighbours(found: Sequence[Evidence], elements: Fetch) -> list[Evidence]:
    """Return what stands directly beside the evidence in its section, best evidence's first."""
    taken = {one.element.id for one in found}
    beside: dict[str, Evidence] = {}
    for one in found:
        document_id = one.element.id.rpartition(":")[0]
        ids = [f"{document_id}:{one.ordinal + step}" for step in _BESIDE if one.ordinal + step >= 0]
        for element in elements([name for name in ids if name not in taken and name not in beside]):
            same = element.section_id == one.element.section_id and element.section_id
            if same and element.kind not in _NEVER and element.text.strip():
                beside[element.id] = Evidence(element, one.hit, text_for_model(element), near=True)
    return list(beside.values())


def text_for_model(element: Element) -> str:
    """Return an element's text for a prompt: defused; tables as Markdown, pictures as they lie, with captions."""
    text = laid_out(element) if element.kind in _PICTURES else element.text
    lines = []
    if element.kind in _PICTURES or element.kind is ElementKind.TABLE:
        lines = [part for part in (element.label, element.context) if part and part not in element.text]
    return quoted("\n".join(part.strip("\n") for part in (*lines, text) if part.strip()))


def header_of(one: Evidence, number: int) -> str:
    """Return the line above a piece of evidence: "[3] page 5, table", "[3] Slide 5, figure"."""
    page = one.element.place.page_number
    name = one.hit.page_name if one.hit.place.page_number == page else ""
    return f"[{number}] {quoted(page_in_words(page, name))}, {one.element.kind.value}"


def arranged(found: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return the evidence by sections, those of a document together, the best at both ends, each in reading order.

    Structure after "Enhancing LLM's Cognition via Structurization" (2407.16434); the ends after "Long-Context LLMs Meet
    RAG" (2410.05983): what stands in the middle of a long prompt is read with less care.

    Args:
        found: Most relevant first.
    """
    documents: dict[str, dict[str, list[Evidence]]] = {}
    for one in found:
        sections = documents.setdefault(one.element.place.document_id, {})
        sections.setdefault(one.element.section_id or "/".join(one.hit.heading_path), []).append(one)
    order: list[list[Evidence]] = []
    whole = [list(sections.values()) for sections in documents.values()]
    if len(whole) == 1:
        order = _ends(whole[0])
    else:
        front = (len(whole) + 1) // 2
        for place, of_document in enumerate(_ends(whole)):
            order += of_document if place < front else of_document[::-1]
    return [sorted(section, key=lambda one: one.ordinal) for section in order]


def _ends(best_first: Sequence[_T]) -> list[_T]:
    return [*best_first[::2], *reversed(best_first[1::2])]


def _ids_of(hit: Hit) -> list[str]:
    if hit.kind not in _NAMES:
        return [hit.element_id]
    document_id, ordinal = hit.element_id.rpartition(":")[0], _ordinal(hit.element_id)
    return [hit.element_id, *(f"{document_id}:{ordinal + step}" for step in _BELOW)]


def _without_bare_names(found: list[Evidence]) -> list[Evidence]:
    """Drop headings whose section is there anyway: they stand above it."""
    sections = {one.element.section_id for one in found if one.element.kind not in _NAMES}
    return [one for one in found if one.element.kind not in _NAMES or one.element.section_id not in sections]


def _ordinal(element_id: str) -> int:
    match = re.search(r":(\d+)$", element_id)
    return int(match.group(1)) if match else -1
