"""Reranking models for tests of search: real subclasses of the contracts that need no weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quire.errors import ModelFailed
from quire.jobs import Job
from quire.language import stems_of
from quire.plugins.contracts import ListRanker, Reranker


class OverlapJudge(Reranker):
    """Finds a passage as probable as the share of its wanted words that stand in it.

    Args:
        wanted: What it looks for whatever the question is; empty: the question's own words.
        before: Called before each batch; may raise, cancel, or move a clock.
    """

    name = "overlap"
    batch_size = 2

    def __init__(self, wanted: str = "", *, before: Callable[[], None] = lambda: None) -> None:
        self._wanted = wanted
        self._before = before
        self.read: list[str] = []

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        self._before()
        self.read += passages
        wanted = set(stems_of(self._wanted or question))
        return [len(wanted & set(stems_of(passage))) / max(len(wanted), 1) for passage in passages]


class LyingJudge(Reranker):
    """Breaks the contract with what it was made with."""

    name = "liar"

    def __init__(self, scores: Sequence[float]) -> None:
        self._scores = scores

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        return self._scores


class LastFirst(ListRanker):
    """Puts the last passages it reads first, and leaves the others out."""

    name = "reverser"

    def __init__(self, count: int = 100, *, most: int = 20) -> None:
        self._count = count
        self.most = most

    def _rank(self, question: str, passages: Sequence[str], *, job: Job | None) -> Sequence[int]:
        return list(range(len(passages)))[::-1][: self._count]


def failing_after(n_batches: int) -> Callable[[], None]:
    """Return what raises ModelFailed when it is called for the batch after so many."""
    left = [n_batches]

    def step() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise ModelFailed("the model host ended")

    return step
