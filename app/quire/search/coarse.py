"""Which documents to search in depth. A document is as good as its best passages and its own vector.

IDentIfy (arXiv 2410.02729) finds the document first and the passage inside it second; the passages that
speak for a document here
keep the direct path from question to passage open, so a poor document vector is not final.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from quire.search.catalogue import Catalogue
from quire.search.question import Question

_PASSAGES = 200  # candidates of each kind; the best few of a document speak for it
_SPEAKERS = 3


@dataclass(slots=True)
class Candidates:
    """Attributes:
    scores: Document id to coarse score, about 0 to 2.
    lexical: Element id to BM25 score over everything in scope.
    """

    scores: dict[str, float] = field(default_factory=dict)
    lexical: dict[str, float] = field(default_factory=dict)

    def best(self, count: int) -> list[str]:
        return sorted(self.scores, key=lambda document_id: (-self.scores[document_id], document_id))[:count]


def find_documents(
    catalogue: Catalogue,
    question: Question,
    vector: NDArray[np.float32] | None,
    *,
    space_id: str,
    scope: Sequence[str],
    visual: Sequence[tuple[str, float]] = (),
) -> Candidates:
    """Score the documents in scope by their best passages, lexical and dense, and their own vector.

    Args:
        scope: Documents to look in; empty means all.
        visual: (element id, calibrated likeness, 0 to 1) from a visual space.
    """
    found = Candidates()
    words = [term.text for term in question.terms]
    if words:
        hits = catalogue.lexical(words, document_ids=scope, limit=_PASSAGES, phrases=question.phrases)
        found.lexical = dict(hits)
        _add(found.scores, _speak(hits))
    if vector is not None:
        passages = catalogue.nearest(space_id, "element", vector, limit=_PASSAGES, document_ids=scope)
        whole = catalogue.nearest(space_id, "document", vector, limit=_PASSAGES, document_ids=scope)
        best = _speak(passages)
        own = {document_id: max(cosine, 0.0) for document_id, cosine in whole}
        for document_id in best.keys() | own.keys():
            found.scores.setdefault(document_id, 0.0)
        _add(
            found.scores,
            {d: 0.5 * best.get(d, 0.0) + 0.5 * own.get(d, 0.0) for d in best.keys() | own.keys()},
        )
    if visual:
        _add(found.scores, _speak(visual, top=1.0))  # calibrated already: the best may be nothing much
    return found


def document_of(element_id: str) -> str:
    return element_id.rpartition(":")[0]


def _speak(hits: Sequence[tuple[str, float]], *, top: float | None = None) -> dict[str, float]:
    """Return for each document the mean of its best passages' scores, relative to `top` or the best score of all.

    A document with a single passage gets less: the missing ones count as nothing.
    """
    if top is None:
        top = max((score for _, score in hits), default=0.0)
    if top <= 0:
        return {}
    scores: dict[str, list[float]] = defaultdict(list)
    for element_id, score in hits:
        scores[document_of(element_id)].append(max(score, 0.0) / top)
    return {
        document_id: (values[0] + sum(values[:_SPEAKERS]) / _SPEAKERS) / 2
        for document_id, values in ((d, sorted(v, reverse=True)) for d, v in scores.items())
    }


def _add(scores: dict[str, float], more: dict[str, float]) -> None:
    for document_id, score in more.items():
        scores[document_id] = scores.get(document_id, 0.0) + score
