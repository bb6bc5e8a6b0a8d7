"""Two ways to do the same, timed in turn in many short rounds, so that what else the machine does falls on both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pairs:
    """Seconds of each round, ours and theirs side by side."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def typical(self) -> tuple[float, float]:
        """Median seconds of a round, ours and theirs."""
        return statistics.median(self.ours), statistics.median(self.theirs)

    @property
    def overhead(self) -> float:
        """Median of the rounds' own ratios, less one: a slow minute of the machine is in both halves of a round."""
        return statistics.median(self._ratios) - 1

    @property
    def middle_half(self) -> tuple[float, float]:
        """Between which overheads half of the rounds lie; wide when the machine was too busy to tell."""
        first, _, third = statistics.quantiles(self._ratios, n=4)
        return first - 1, third - 1

    @property
    def best(self) -> float:
        """Overhead of the quickest round of each: what is left when nothing came between."""
        return min(self.ours) / min(self.theirs) - 1

    def told(self) -> str:
        low, high = self.middle_half
        return (
            f"overhead {100 * self.overhead:+.1f} % (median of {len(self.ours)} pairs; half of them between "
            f"{100 * low:+.1f} and {100 * high:+.1f} %; best of each {100 * self.best:+.1f} %)"
        )

    @property
    def _ratios(self) -> list[float]:
        return [mine / plain for mine, plain in zip(self.ours, self.theirs, strict=True)]


def timed_in_turn(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int) -> Pairs:
    """Do both once to warm up, then in turn; who begins changes from round to round."""
    ours()
    theirs()
    mine, plain = list[float](), list[float]()
    for number in range(rounds):
        steps = [(ours, mine), (theirs, plain)]
        for work, seconds in steps if number % 2 else reversed(steps):
            began = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - began)
    return Pairs(tuple(mine), tuple(plain))
