"""BM25 over windows, for finding passages that look right and are not."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from documents import Window

_K1, _B = 1.2, 0.75


class Lexical:
    """An index of windows."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.windows = list(windows)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, window in enumerate(self.windows):
            for term, count in Counter(window.terms).items():
                self._postings[term].append((row, count))
        self._mean = sum(len(window.terms) for window in self.windows) / max(len(self.windows), 1) or 1.0

    def best(self, asked: Sequence[str], most: int) -> list[int]:
        """Return rows of the windows that share most with the words asked, best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in set(asked):
            postings = self._postings.get(term, ())
            rarity = math.log(1 + (len(self.windows) - len(postings) + 0.5) / (len(postings) + 0.5))
            for row, count in postings:
                length = len(self.windows[row].terms) / self._mean
                scores[row] += rarity * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length))
        return sorted(scores, key=lambda row: (-scores[row], row))[:most]
