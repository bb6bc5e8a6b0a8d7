"""Answers without a language model: the pieces of evidence that answer, quoted, or an honest refusal.

Composing the same evidence for a language model belongs beside this file; finding it belongs to search.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence

from quire.answer.quotes import quote_boxes
from quire.answer.rating import Fetch, Judging, Rated, rate
from quire.language import is_stop, words_of
from quire.plugins.contracts import TextEmbedder
from quire.types import Answer, Citation, ElementKind, Hit, Place, page_in_words

MODEL = "extractive"

_PLACES = 4  # quotations in an answer at most
_PER_PAGE = 3
_READ = 8  # hits whose elements are read
_SHARE_OF_BEST = 0.8  # a further quotation must come this near to the best one
_ALIKE = 0.8  # share of common words at which two quotations say the same
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})
_MISSES = 3
_NAMED = 4  # missing words that are told, names and numbers before others


def extract(
    question: str,
    hits: Sequence[Hit],
    elements: Fetch,
    embedder: TextEmbedder | None,
    *,
    missing: Sequence[str] = (),
    judging: Judging | None = None,
) -> Answer:
    """Answer a question from its hits by quotation.

    Args:
        hits: Ranked; only the relevant ones are used.
        elements: Returns elements by id, in the order asked, unknown ids dropped.
        embedder: Compares pieces with the question by meaning; None leaves words alone.
        missing: Words of the question that stand nowhere in what was searched; named when there is no answer.
        judging: Has its say beside the embedder.

    Raises:
        ModelError, PluginError: a model failed.
        Cancelled: the job was cancelled.

    Returns:
        An answer whose every citation's quote is verbatim in its element's text (empty for a picture without
        text), or one that abstains and names the nearest places.
    """
    began = time.perf_counter()
    relevant = [hit for hit in hits if hit.relevant][:_READ]
    chosen = _choose(question, rate(question, relevant, elements, embedder, judging)) if relevant else []
    if not chosen:
        return abstain(question, hits, missing, seconds={"extract": time.perf_counter() - began})
    citations = tuple(_citation(marker, one) for marker, one in enumerate(chosen, start=1))
    lines = [f"{_unmarked(one.piece.shown)} [{marker}]" for marker, one in enumerate(chosen, start=1)]
    return Answer(
        question=question,
        text="\n\n".join(lines),
        citations=citations,
        hits=tuple(hits),
        model=MODEL,
        stop="complete",
        abstained=False,
        seconds={"extract": time.perf_counter() - began},
    )


def _choose(question: str, rated: Sequence[Rated]) -> list[Rated]:
    """Take the best pieces, near the best in score, none saying what another says, few from one page.

    Labels of a chart that say no word of the question add nothing to a better quotation.
    """
    asked = {word.stem for word in words_of(question) if not is_stop(question[word.start : word.end])}
    chosen: list[Rated] = []
    pages: Counter[tuple[str, int]] = Counter()
    for one in rated:
        if len(chosen) == _PLACES or (chosen and one.score < _SHARE_OF_BEST * chosen[0].score):
            break
        if chosen and one.piece.element.kind in _PICTURES and not one.stems & asked:
            continue
        page = (one.hit.document_id, one.piece.element.place.page_number)
        if pages[page] == _PER_PAGE or any(_same(one, other) for other in chosen):
            continue
        chosen.append(one)
        pages[page] += 1
    return chosen


def _same(first: Rated, second: Rated) -> bool:
    smaller = min(len(first.stems), len(second.stems))
    return smaller > 0 and len(first.stems & second.stems) >= _ALIKE * smaller


def _unmarked(text: str) -> str:
    # A quoted "[3]" would read as a marker of ours.
    return re.sub(r"\[(\d+)\]", r"(\1)", text)


def _citation(marker: int, one: Rated) -> Citation:
    element = one.piece.element
    boxes = quote_boxes(element, one.piece.quote)
    return Citation(
        marker=marker,
        place=Place(element.place.document_id, element.place.page_number, boxes),
        quote=one.piece.quote,
        element_id=element.id,
        document_title=one.hit.document_title,
        document_path=one.hit.document_path,
        page_name=one.hit.page_name,  # of the same page, see `rate`
    )


def abstain(
    question: str,
    hits: Sequence[Hit],
    missing: Sequence[str],
    *,
    seconds: dict[str, float],
    model: str = MODEL,
    opening: str = "This is not in your library.",
) -> Answer:
    """Say that it is not there, or that no answer came of it, and what came nearest."""
    lines = [opening]
    names = [word for word in missing if word.lower() != word or any(letter.isdigit() for letter in word)]
    if telling := (names or list(missing))[:_NAMED]:
        lines.append(f"Nothing that was searched speaks of {', '.join(f'“{word}”' for word in telling)}.")
    nearest: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        nearest.setdefault((hit.document_id, hit.place.page_number), hit)
    if nearest:
        misses = list(nearest.values())[:_MISSES]
        places = [
            f"{hit.document_title or hit.document_path}, {page_in_words(hit.place.page_number, hit.page_name)}"
            for hit in misses
        ]
        lines.append(f"Nearest: {'; '.join(places)}.")
    return Answer(
        question=question,
        text=" ".join(lines),
        citations=(),
        hits=tuple(hits),
        model=model,
        stop="abstained",
        abstained=True,
        seconds=seconds,
    )
