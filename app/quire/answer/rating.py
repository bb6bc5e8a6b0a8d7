"""How well each quotable piece of the evidence answers a question: by words, by kind of answer, by meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quire.answer.cues import AnswerType, answer_type_of, holds
from quire.answer.pieces import Piece, pieces_of
from quire.jobs import Job
from quire.language import asks_for_picture, is_stop, words_of
from quire.plugins.contracts import Reranker, TextEmbedder
from quire.types import Element, ElementKind, Hit

_LOOKED_AT = 24  # pieces that models look at; the others are too far behind by words to win
_MEANT = 0.4  # what the cosine to the question counts
_JUDGED = 0.5  # what a reranking model's probability counts
_AROUND = 0.5  # a word of the question beside the piece (header, caption, heading) counts half of one in it
_CUE = 0.2
_BARE = 0.3  # taken off a heading, which names the matter and does not answer, and off what has no word of the question
_SOUGHT = 1.0  # for a picture, when one is asked for: more than words can gain
_FEW_WORDS = 12  # a shorter piece is read together with the element it stands in
_NEVER = frozenset({ElementKind.FURNITURE, ElementKind.HEADING, ElementKind.TITLE})
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})
_NAMES = frozenset({ElementKind.HEADING, ElementKind.TITLE, ElementKind.CAPTION})

Fetch = Callable[[Sequence[str]], list[Element]]


@dataclass(frozen=True, slots=True)
class Rated:
    """A piece with its score, about 0 to 3, and the hit it comes from."""

    piece: Piece
    hit: Hit
    score: float
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judging:
    """A reranking model that also judges single pieces.

    Attributes:
        budget_s: As in `Reranker.rerank`.
        job: Cancels it.
    """

    model: Reranker
    budget_s: float
    job: Job


def rate(
    question: str,
    hits: Sequence[Hit],
    elements: Fetch,
    embedder: TextEmbedder | None,
    judging: Judging | None = None,
) -> list[Rated]:
    """Return the pieces of the hits' elements, best first; ties by rank and place.

    Args:
        judging: Has its say beside the embedder.

    Raises:
        ModelError, PluginError: a model failed.
        Cancelled: the job was cancelled.
    """
    wanted = answer_type_of(question)
    terms = {word.stem for word in words_of(question) if not is_stop(question[word.start : word.end])}
    read = _read(hits, elements)
    stems = [frozenset(word.stem for word in words_of(piece.quote)) for piece, _ in read]
    weights = _weights(terms, stems)
    sought = _SOUGHT if asks_for_picture(question) else 0.0
    rated = [
        Rated(
            piece,
            hit,
            _by_words(piece, hit, own, weights, wanted) + sought * (piece.element.kind in _PICTURES),
            own,
        )
        for (piece, hit), own in zip(read, stems, strict=True)
    ]
    return _looked_at(question, sorted(rated, key=_order), embedder, judging)


def _order(one: Rated) -> tuple[float, int, str, int]:
    return (-round(one.score, 6), one.hit.rank, one.piece.element.id, one.piece.start)


def _read(hits: Sequence[Hit], elements: Fetch) -> list[tuple[Piece, Hit]]:
    """Return the pieces of the hits' elements; a heading or caption brings what follows it on the page."""
    found: dict[str, list[tuple[Piece, Hit]]] = {}
    for hit in hits:
        ids = [hit.element_id]
        document_id, _, ordinal = hit.element_id.rpartition(":")
        if hit.kind in _NAMES and ordinal.isdigit():
            ids += [f"{document_id}:{int(ordinal) + step}" for step in (1, 2)]
        for element in elements(ids):
            if element.id == hit.element_id:
                found[element.id] = [(piece, hit) for piece in pieces_of(element)]
            elif element.place.page_number == hit.place.page_number and element.kind not in _NEVER:
                about = f"{element.context} {hit.text}".strip()
                below = [(replace(piece, about=about), hit) for piece in pieces_of(element)]
                found.setdefault(element.id, below)
    return [read for pieces in found.values() for read in pieces]


def _weights(terms: set[str], stems: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh the question's words by how few pieces say them."""
    counts = Counter(stem for own in stems for stem in own & terms)
    return {term: math.log(1 + len(stems) / (1 + counts[term])) for term in terms}


def _by_words(
    piece: Piece, hit: Hit, own: frozenset[str], weights: dict[str, float], wanted: AnswerType
) -> float:
    total = sum(weights.values()) or 1.0
    around = f"{piece.about} {' '.join(hit.heading_path)}"
    if len(own) < _FEW_WORDS:
        around += f" {piece.element.text}"
    near = {word.stem for word in words_of(around)} - own
    said = sum(weight for term, weight in weights.items() if term in own)
    beside = sum(weight for term, weight in weights.items() if term in near)
    cue = _CUE if wanted is not AnswerType.ANY and holds(wanted, piece.shown) else 0.0
    names_only = piece.element.kind in (ElementKind.HEADING, ElementKind.TITLE)
    speaks_of_it = said > 0 or cue > 0 or not own
    doubt = _BARE * (names_only + (not speaks_of_it))
    return (said + _AROUND * beside) / total + cue - doubt + hit.relevance


def _looked_at(
    question: str, rated: Sequence[Rated], embedder: TextEmbedder | None, judging: Judging | None
) -> list[Rated]:
    """Add what models think of the foremost pieces; those behind and those without text keep out.

    What the cosine counts was chosen by hand on 360 questions to 28 documents of OHR-Bench: with the whole of it the
    first quotation held the answer word by word for 93 of them and one of all for 125; with 0.4 for 100 and 130. The
    model's half was chosen on those 182 whose answer stands in a piece (`resources/models/recipes/reranker`).
    """
    near = [one for one in rated[:_LOOKED_AT] if one.piece.quote.strip()]
    if len(near) < 2:
        return list(rated)
    texts = [f"{one.piece.about} {one.piece.shown}".strip() for one in near]
    more = np.zeros(len(near), np.float32)
    if embedder is not None:
        asked = embedder.embed([question], use="query", urgent=True)[0]
        more += _MEANT * np.maximum(embedder.embed(texts, urgent=True) @ asked, 0.0)
    if judging is not None:
        more += _JUDGED * _chances(question, texts, judging)
    closer = [replace(one, score=one.score + float(by)) for one, by in zip(near, more, strict=True)]
    silent = [one for one in rated if not one.piece.quote.strip()]
    return sorted([*closer, *silent], key=_order)


def _chances(question: str, texts: Sequence[str], judging: Judging) -> NDArray[np.float32]:
    """Return a probability per text; those that the time did not suffice for get the mean of the others."""
    chances = judging.model.rerank(question, texts, budget_s=judging.budget_s, job=judging.job)
    known = [chance for chance in chances if chance is not None]
    mean = sum(known) / max(len(known), 1)
    return np.array([mean if chance is None else chance for chance in chances], np.float32)
