"""Scores inside one document: how well each element, with the page around it, fits a question.

Everything is on one scale, where 1 means "every word of the question stands here, prominently"; so documents
can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.search.passages import Floats, Passages, Units, rarity, saturation
from quire.search.question import Question
from quire.search.references import ReferenceKind, elements_meant, pages_meant
from quire.search.settings import SearchSettings
from quire.search.shelf import Prepared

_REASON = dict.fromkeys(ReferenceKind, "{} was asked for") | {
    ReferenceKind.FRONT: "the document's own first page"
}
_SAME_PAGE = 0.5  # standing on the page of the figure that was named counts half as much as being it


@dataclass(frozen=True, slots=True)
class Found:
    """Scores of one document's elements, arrays in the order of its elements.

    Attributes:
        prepared: The document.
        lexical: Share of the question's words, by rarity, that the element and its page say, 0 to 1.
        neighbours: The same for pairs of neighbouring words.
        own: The weighted sum of what the element itself says and is, without its page and without named places.
        dense: Cosine to the question, or None without vectors.
        reference: How surely the question names this place, 0 to 1.
        hinted: Whether it is of a kind the question speaks of.
        total: The weighted sum.
        present: For each term of the question whether it stands anywhere in the document.
        absent: Share of the question's names, codes and numbers that do not stand on the element's page.
        reasons: By row, why a named place applies.
    """

    prepared: Prepared
    lexical: Floats
    neighbours: Floats
    own: Floats
    dense: Floats | None
    reference: Floats
    hinted: NDArray[np.bool_]
    total: Floats
    present: tuple[bool, ...]
    absent: Floats
    reasons: dict[int, str]


def score_document(
    prepared: Prepared, question: Question, vector: NDArray[np.float32] | None, settings: SearchSettings
) -> Found:
    """Score every element of a document.

    Args:
        vector: The question in the space of the document's vectors, or None.
    """
    passages = prepared.passages
    page_of = np.searchsorted(passages.pages, passages.page_numbers)
    words = [passages.meant(term.stem) for term in question.terms]
    pairs = [passages.side_by_side(one, other) for one, other in question.neighbours]
    element_words, element_pairs = _said(passages, words, pairs, passages.as_elements)
    page_words, page_pairs = _said(passages, words, pairs, passages.as_pages)
    lexical = (element_words + page_words[page_of]) / 2
    neighbours = (element_pairs + page_pairs[page_of]) / 2
    dense = _cosines(prepared, vector)
    reference, reasons = _named_places(prepared, question)
    hinted = passages.of_kinds(question.hints)
    meaning = settings.hint * hinted + (0.0 if dense is None else settings.dense * dense)
    total = lexical + settings.neighbours * neighbours + settings.reference * reference + meaning
    return Found(
        prepared=prepared,
        lexical=lexical,
        neighbours=neighbours,
        own=element_words + settings.neighbours * element_pairs + meaning,
        dense=dense,
        reference=reference,
        hinted=hinted,
        total=total,
        present=tuple(len(where) > 0 for where in words),
        absent=_absent(passages, question, words)[page_of],
        reasons=reasons,
    )


def _said(
    passages: Passages,
    words: Sequence[NDArray[np.int32]],
    pairs: Sequence[NDArray[np.int32]],
    units: Units,
) -> tuple[Floats, Floats]:
    """Return, for each unit, how much of the question's words and of its neighbouring words it says, 0 to 1.

    BM25 (Robertson & Walker) with the document's own frequencies, divided by the most the question could reach;
    the pairs are the ordered part of the sequential dependence model (Metzler & Croft 2005).

    Args:
        words, pairs: Where each of them stands in the document.
    """
    said, paired, most = np.zeros(units.n), np.zeros(units.n), 0.0
    for where in words:
        frequencies = passages.frequencies(where, units)
        weight = rarity(int(np.count_nonzero(frequencies)), units.n)
        said += weight * saturation(frequencies, units)
        most += weight
    for where in pairs:
        if len(where):
            frequencies = passages.frequencies(where, units)
            paired += rarity(int(np.count_nonzero(frequencies)), units.n) * saturation(frequencies, units)
    return (said / most, paired / most) if most else (said, paired)


def _absent(passages: Passages, question: Question, words: Sequence[NDArray[np.int32]]) -> Floats:
    """Return for each page the share of the question's names, codes and numbers that it lacks."""
    named = [where for term, where in zip(question.terms, words, strict=True) if term.named]
    lacking = np.zeros(passages.as_pages.n)
    for where in named:
        lacking += passages.frequencies(where, passages.as_pages) == 0
    return lacking / max(len(named), 1)


def _cosines(prepared: Prepared, vector: NDArray[np.float32] | None) -> Floats | None:
    if vector is None or prepared.vectors is None:
        return None
    return np.asarray(np.maximum(prepared.vectors @ vector, 0.0), np.float64)


def _named_places(prepared: Prepared, question: Question) -> tuple[Floats, dict[int, str]]:
    passages = prepared.passages
    strength = np.zeros(len(passages.elements))
    reasons: dict[int, str] = {}
    for reference in question.references:
        if reference.kind in (ReferenceKind.PAGE, ReferenceKind.ORDINAL_PAGE, ReferenceKind.FRONT):
            meant = pages_meant(reference, prepared.pages, passages.pages.tolist())
            for number, share in meant.items():
                rows = np.flatnonzero(passages.page_numbers == number)
                strength[rows] = np.maximum(strength[rows], share)
                reasons.update((int(row), _REASON[reference.kind].format(reference.text)) for row in rows)
        else:
            for row in elements_meant(reference, passages.elements):
                rows = np.flatnonzero(passages.page_numbers == passages.page_numbers[row])
                strength[rows] = np.maximum(strength[rows], _SAME_PAGE)
                strength[row] = 1.0
                reasons[row] = _REASON[reference.kind].format(reference.text)
    return strength, reasons
