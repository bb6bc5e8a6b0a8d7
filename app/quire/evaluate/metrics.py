"""Retrieval metrics, written out so that they can be checked by hand. Plain numbers in and out; no rounding."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

from quire.types import Box

_LARGEST = 6.0  # a box more than six times the evidence is no finding: a whole page would always hit


def recall_at(ranked: Sequence[object], relevant: Collection[object], k: int) -> float:
    """Return the share of `relevant` among the first `k`, as MMDocIR (arXiv 2501.08828) computes it."""
    return len(set(ranked[:k]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[object], relevant: Collection[object], k: int) -> float:
    """Return 1/rank of the first relevant one among the first `k`, else 0."""
    return next((1 / rank for rank, item in enumerate(ranked[:k], start=1) if item in relevant), 0.0)


def ndcg_at(ranked: Sequence[object], relevant: Collection[object], k: int) -> float:
    """Return normalised discounted cumulative gain with gain 1 for relevant (Järvelin & Kekäläinen 2002)."""
    gained = sum(1 / math.log2(rank + 1) for rank, item in enumerate(ranked[:k], start=1) if item in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), k) + 1))
    return gained / ideal if ideal else 0.0


def region_hit(found: Box, evidence: Box) -> bool:
    """Whether a found box marks the evidence: half of it lies inside, or it covers half and is not far larger."""
    common = found.intersection(evidence).area
    inside = found.area > 0 and common >= 0.5 * found.area
    covers = evidence.area > 0 and common >= 0.5 * evidence.area and found.area <= _LARGEST * evidence.area
    return inside or covers


def distinct(items: Iterable[object]) -> list[object]:
    """Return the items in order, each once."""
    return list(dict.fromkeys(items))


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the nearest-rank percentile (0 < share <= 1), or None of nothing."""
    if not values:
        return None
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
