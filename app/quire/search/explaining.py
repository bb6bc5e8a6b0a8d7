"""Hits a person can check: boxes, matched words, reasons, scores by stage, relevance. No ranking here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quire.language import words_of
from quire.search.catalogue import DocumentFacts
from quire.search.judging import Ruled
from quire.search.question import Question
from quire.search.ranking import Group, Scored
from quire.search.relevance import Signals, cut, relevance_of
from quire.search.scoring import Found
from quire.search.settings import SearchSettings
from quire.search.visual import Looks
from quire.search.wording import Term
from quire.types import Box, Element, ElementKind, Hit, Level, Page, Place, Query, Scores, page_name

_SHARE_OF_BEST = (
    0.5  # a further element is worth a box when it has at least this share of the best one's own score
)
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})


def missing_words(question: Question, found: Sequence[Found]) -> tuple[str, ...]:
    """Return the question's words that stand in none of the documents searched in depth, as written."""
    return tuple(
        term.text for index, term in enumerate(question.terms) if not any(one.present[index] for one in found)
    )


def from_evidence(
    groups: Sequence[Group], question: Question, looks: Looks
) -> tuple[Ruled, ...]:
    """Return what the evidence alone says of ranked groups."""
    top = max((group.best.score for group in groups), default=0.0)
    return tuple(Ruled(group, _relevance(group.best, question, looks, top), group.best.late) for group in groups)


def to_hits(
    ruled: Sequence[Ruled],
    question: Question,
    query: Query,
    facts: Mapping[str, DocumentFacts],
    looks: Looks,
    settings: SearchSettings,
) -> tuple[Hit, ...]:
    """Turn ranked results into hits."""
    survives = cut([one.relevance for one in ruled])
    return tuple(
        _hit(rank, one, question, query.level, facts, looks, relevant, settings)
        for rank, (one, relevant) in enumerate(zip(ruled, survives, strict=True), start=1)
    )


def _hit(
    rank: int,
    ruled: Ruled,
    question: Question,
    level: Level,
    facts: Mapping[str, DocumentFacts],
    looks: Looks,
    relevant: bool,
    settings: SearchSettings,
) -> Hit:
    group = ruled.group
    best, element = group.best, group.best.element
    document = facts[best.found.prepared.id]
    return Hit(
        rank=rank,
        level=level,
        document_id=document.id,
        document_title=document.title,
        document_path=document.path,
        element_id=element.id,
        section_id=element.section_id,
        kind=element.kind,
        place=Place(document.id, element.place.page_number, _boxes(group, level, settings.boxes)),
        heading_path=best.found.prepared.heading_paths.get(element.section_id, ()),
        text=element.text,
        relevance=round(ruled.relevance, 4),
        relevant=relevant,
        scores=_scores(ruled, looks),
        matched=matched_words(element, question.terms),
        reasons=((ruled.reason,) if ruled.reason else ()) + _reasons(best, question, looks),
        image=element.image,
        page_name=_page_name(best.found.prepared.pages, element.place.page_number, document),
    )


def _page_name(pages: Sequence[Page], page_number: int, document: DocumentFacts) -> str:
    label = next((page.label for page in pages if page.number == page_number), "")
    return page_name(label, document.media_type)


def _boxes(group: Group, level: Level, most: int) -> tuple[Box, ...]:
    """Return the boxes of the best elements on the best one's page, best first."""
    if level is Level.ELEMENT:
        return group.best.element.place.boxes
    page = group.best.element.place.page_number
    there = [one for one in group.members if one.element.place.page_number == page]
    there.sort(key=lambda one: (-one.own, one.row))
    floor = _SHARE_OF_BEST * there[0].own
    boxes = [box for one in there[:most] if one.own >= floor for box in one.element.place.boxes]
    return tuple(dict.fromkeys(boxes[:most]))


def _scores(ruled: Ruled, looks: Looks) -> Scores:
    best = ruled.group.best
    found, row = best.found, best.row
    alike = looks.alike.get(best.element.id)
    return Scores(
        lexical=round(float(found.lexical[row] + found.neighbours[row]), 4),
        dense=None if found.dense is None else round(float(found.dense[row]), 4),
        visual=None if alike is None else round(alike, 4),
        rerank=ruled.score,
    )


def _relevance(best: Scored, question: Question, looks: Looks, top: float) -> float:
    """Return the relevance by words or by looks, whichever says more."""
    return max(relevance_of(_signals(best, question, top)), looks.beyond_chance(best.element.id))


def _signals(best: Scored, question: Question, top: float) -> Signals:
    found, row = best.found, best.row
    named = [index for index, term in enumerate(question.terms) if term.named]
    wording = (
        1.0 - float(found.reference[row]) / 2
    )  # who points to a page may call what is there by other names
    unknown = sum(not found.present[index] for index in named) / max(len(named), 1)
    return Signals(
        lexical=float(found.lexical[row]),
        neighbours=float(found.neighbours[row]),
        dense=0.0 if found.dense is None else max(0.0, float(found.dense[row])),
        reference=float(found.reference[row]),
        absent=float(found.absent[row]) * wording,
        unknown=unknown * wording,
        share=max(best.score, 0.0) / top if top > 0 else 0.0,
    )


def matched_words(element: Element, terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the question's words as they stand in the element, in order of appearance."""
    stems = {term.stem for term in terms}
    text = f"{element.text}\n{element.context}"
    return tuple(dict.fromkeys(text[word.start : word.end] for word in words_of(text) if word.stem in stems))


def _reasons(best: Scored, question: Question, looks: Looks) -> tuple[str, ...]:
    element = best.element
    seen = looks.reason(element.id)
    reasons = [seen] if seen else []
    named = best.found.reasons.get(best.row)
    if named:
        reasons.append(named)
    if best.found.hinted[best.row]:
        kind = "figure" if element.kind in _PICTURES else element.kind.value
        reasons.append(f"a {kind}, as the question asks for")
    stems = {term.stem for term in question.terms}
    if element.context and stems & {word.stem for word in words_of(element.context)}:
        reasons.append("caption matches")
    heading = " ".join(best.found.prepared.heading_paths.get(element.section_id, ()))
    if heading and stems & {word.stem for word in words_of(heading)}:
        reasons.append("stands under a matching heading")
    return tuple(reasons)
