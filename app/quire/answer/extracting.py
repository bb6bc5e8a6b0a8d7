"""Answers without a language model: the pieces of evidence that answer, quoted, or an honest refusal.

Composing the same evidence for a language model belongs beside this file; finding it belongs to search.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from quire.answer.cues import AnswerType, answer_type_of, holds
from quire.answer.pieces import Piece, pieces_of
from quire.answer.quotes import quote_boxes
from quire.language import is_stop, words_of
from quire.plugins.contracts import TextEmbedder
from quire.types import Answer, Citation, Element, ElementKind, Hit, Place

MODEL = "extractive"

_PLACES = 4  # quotations in an answer at most
_PER_PAGE = 2
_READ = 8  # hits whose elements are read
_EMBEDDED = 24  # pieces compared by meaning; the rest are compared by words alone
_SHARE_OF_BEST = 0.6  # a further quotation must come this near to the best one
_ALIKE = 0.8  # share of common words at which two quotations say the same
_MISSES = 3

Fetch = Callable[[Sequence[str]], list[Element]]


@dataclass(frozen=True, slots=True)
class _Rated:
    piece: Piece
    hit: Hit
    score: float
    stems: frozenset[str]


def extract(
    question: str,
    hits: Sequence[Hit],
    elements: Fetch,
    embedder: TextEmbedder | None,
    *,
    missing: Sequence[str] = (),
) -> Answer:
    """Answer a question from its hits by quotation.

    Args:
        hits: Ranked; only the relevant ones are used.
        elements: Returns elements by id, in the order asked, unknown ids dropped.
        embedder: Compares pieces with the question by meaning; None leaves words alone.
        missing: Words of the question that stand nowhere in what was searched; named when there is no answer.
    """
    began = time.perf_counter()
    relevant = [hit for hit in hits if hit.relevant][:_READ]
    rated = _rate(question, relevant, elements, embedder) if relevant else []
    chosen = _choose(rated)
    if not chosen:
        return _abstain(question, hits, missing, time.perf_counter() - began)
    citations = tuple(_citation(marker, one) for marker, one in enumerate(chosen, start=1))
    text = "\n\n".join(f"{_closed(one.piece.shown)} [{marker}]" for marker, one in enumerate(chosen, start=1))
    seconds = {"extract": time.perf_counter() - began}
    return Answer(question, text, citations, tuple(hits), MODEL, "complete", abstained=False, seconds=seconds)


def _rate(question: str, hits: Sequence[Hit], elements: Fetch, embedder: TextEmbedder | None) -> list[_Rated]:
    wanted = answer_type_of(question)
    terms = {word.stem for word in words_of(question) if not is_stop(question[word.start : word.end])}
    read = [(piece, hit) for hit, element in _evidence(hits, elements) for piece in pieces_of(element)]
    stems = [frozenset(word.stem for word in words_of(piece.quote)) for piece, _ in read]
    weights = _weights(terms, stems)
    rated = [
        _Rated(piece, hit, _by_words(piece, hit, own, weights, wanted), own)
        for (piece, hit), own in zip(read, stems, strict=True)
    ]
    rated.sort(key=_order)
    return _by_meaning(question, rated, embedder)


def _order(one: _Rated) -> tuple[float, int, str, int]:
    return (-round(one.score, 6), one.hit.rank, one.piece.element.id, one.piece.start)


def _evidence(hits: Sequence[Hit], elements: Fetch) -> list[tuple[Hit, Element]]:
    """Return the hits' elements; a heading or caption brings what follows it on the page."""
    found: dict[str, tuple[Hit, Element]] = {}
    for hit in hits:
        ids = [hit.element_id]
        if hit.kind in (ElementKind.HEADING, ElementKind.TITLE, ElementKind.CAPTION):
            document_id, _, ordinal = hit.element_id.rpartition(":")
            if ordinal.isdigit():
                ids += [f"{document_id}:{int(ordinal) + step}" for step in (1, 2)]
        for element in elements(ids):
            near = (
                element.place.page_number == hit.place.page_number
                and element.kind is not ElementKind.FURNITURE
            )
            if near or element.id == hit.element_id:
                found.setdefault(element.id, (hit, element))
    return list(found.values())


def _weights(terms: set[str], stems: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh the question's words by how few pieces say them."""
    counts = Counter(stem for own in stems for stem in own & terms)
    return {term: math.log(1 + len(stems) / (1 + counts[term])) for term in terms}


def _by_words(
    piece: Piece, hit: Hit, own: frozenset[str], weights: dict[str, float], wanted: AnswerType
) -> float:
    """Score a piece by the question's words in it, half for those around it, and by what it holds."""
    total = sum(weights.values()) or 1.0
    around = f"{piece.about} {' '.join(hit.heading_path)} {piece.element.text if len(own) < 12 else ''}"
    near = {word.stem for word in words_of(around)} - own
    said = sum(weight for term, weight in weights.items() if term in own)
    hinted = sum(weight for term, weight in weights.items() if term in near)
    bare = piece.element.kind in (ElementKind.HEADING, ElementKind.TITLE)
    cue = 0.2 if wanted is not AnswerType.ANY and holds(wanted, piece.shown) else 0.0
    return (said + 0.5 * hinted) / total + cue + hit.relevance - (0.3 if bare else 0.0)


def _by_meaning(question: str, rated: list[_Rated], embedder: TextEmbedder | None) -> list[_Rated]:
    near = [one for one in rated[:_EMBEDDED] if one.piece.quote.strip()]
    if embedder is None or len(near) < 2:
        return rated
    asked = embedder.embed([question], use="query", urgent=True)[0]
    vectors = embedder.embed([f"{one.piece.about} {one.piece.shown}".strip() for one in near], urgent=True)
    cosines = np.maximum(vectors @ asked, 0.0)
    closer = [
        _Rated(one.piece, one.hit, one.score + float(cosine), one.stems)
        for one, cosine in zip(near, cosines, strict=True)
    ]
    return sorted(closer + [one for one in rated if not one.piece.quote.strip()], key=_order)


def _choose(rated: Sequence[_Rated]) -> list[_Rated]:
    """Take the best pieces, near the best in score, none saying what another says, few from one page."""
    chosen: list[_Rated] = []
    pages: Counter[tuple[str, int]] = Counter()
    for one in rated:
        if len(chosen) == _PLACES or (chosen and one.score < _SHARE_OF_BEST * chosen[0].score):
            break
        page = (one.hit.document_id, one.piece.element.place.page_number)
        if pages[page] == _PER_PAGE or any(_same(one.stems, other.stems) for other in chosen):
            continue
        chosen.append(one)
        pages[page] += 1
    return chosen


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) >= _ALIKE * smaller


def _closed(text: str) -> str:
    # A quoted "[3]" would read as a marker of ours.
    return re.sub(r"\[(\d+)\]", r"(\1)", text)


def _citation(marker: int, one: _Rated) -> Citation:
    element = one.piece.element
    place = Place(element.place.document_id, element.place.page_number, quote_boxes(element, one.piece.quote))
    return Citation(
        marker=marker,
        place=place,
        quote=one.piece.quote,
        element_id=element.id,
        document_title=one.hit.document_title,
        document_path=one.hit.document_path,
    )


def _abstain(question: str, hits: Sequence[Hit], missing: Sequence[str], seconds: float) -> Answer:
    """Say that it is not there, and what came nearest."""
    lines = ["This is not in your library."]
    if missing:
        named = ", ".join(f"“{word}”" for word in missing[:4])
        lines.append(f"Nothing that was searched speaks of {named}.")
    nearest: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        nearest.setdefault((hit.document_id, hit.place.page_number), hit)
    if nearest:
        places = [
            f"{hit.document_title or hit.document_path}, page {hit.place.page_number}"
            for hit in list(nearest.values())[:_MISSES]
        ]
        lines.append(f"Nearest: {'; '.join(places)}.")
    return Answer(
        question,
        " ".join(lines),
        (),
        tuple(hits),
        MODEL,
        "abstained",
        abstained=True,
        seconds={"extract": seconds},
    )
