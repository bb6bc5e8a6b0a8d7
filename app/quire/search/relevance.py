"""Relevance between 0 and 1, and the cut below which nothing is evidence.

After "Re-ranking the Context for Multimodal RAG" (arXiv 2501.04695): a relevance better than cosine, and
up to k entries instead of always k.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Fitted by logistic regression on the best five pages of 188 questions to 22 documents (page holds evidence
# or not; unanswerable
# questions have none), rounded to one decimal.
_INTERCEPT = -2.5
_WEIGHTS = {"lexical": 3.0, "neighbours": 1.0, "dense": 1.0, "reference": 2.0, "missing": -2.0}

THRESHOLD = 0.2  # below this nothing is evidence
_SHARE_OF_BEST = 0.35  # nor is what falls this far behind the best


@dataclass(frozen=True, slots=True)
class Signals:
    """What relevance is judged by, all 0 to 1.

    Attributes:
        lexical: Share of the question's words that stand there.
        neighbours: Share of its neighbouring words that stand side by side.
        dense: Cosine in the text space; 0 when there is none.
        reference: Whether the question names the place.
        missing: Share of the question's names, codes and years that stand nowhere in what was searched.
    """

    lexical: float
    neighbours: float
    dense: float
    reference: float
    missing: float


def relevance_of(signals: Signals) -> float:
    """Return about how often a hit with these signals holds evidence."""
    exponent = _INTERCEPT + sum(weight * getattr(signals, name) for name, weight in _WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-exponent))


def cut(relevances: Sequence[float]) -> list[bool]:
    """Return which of the hits survive; may be none."""
    best = max(relevances, default=0.0)
    return [value >= THRESHOLD and value >= _SHARE_OF_BEST * best for value in relevances]
