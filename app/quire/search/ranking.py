"""From scored elements to a ranked list at the grain asked for. Ties are broken by id, so results repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quire.search.scoring import Found
from quire.search.settings import SearchSettings
from quire.types import Element, Level


@dataclass(frozen=True, slots=True)
class Scored:
    """One element with its score: a row of `found`."""

    found: Found
    row: int
    score: float
    late: float | None = None

    @property
    def element(self) -> Element:
        return self.found.prepared.passages.elements[self.row]

    @property
    def own(self) -> float:
        """What the element itself, without its page, has to do with the question."""
        dense = 0.0 if self.found.dense is None else float(self.found.dense[self.row])
        return float(self.found.own[self.row]) + 0.5 * dense + 0.1 * bool(self.found.hinted[self.row])


@dataclass(frozen=True, slots=True)
class Group:
    """A result: its best element first, then the others of the same page, section or document, best first."""

    best: Scored
    members: tuple[Scored, ...]


def rank(scored: Iterable[Scored], level: Level, limit: int, settings: SearchSettings) -> list[Group]:
    """Order elements and gather them into results of the wanted grain."""
    ordered = sorted(scored, key=_order)
    if level is Level.ELEMENT:
        spread = _spread(ordered, settings.per_page)[:limit]
        return [Group(one, (one,)) for one in spread]
    return _gather(ordered, _key(level))[:limit]


def _order(one: Scored) -> tuple[float, float, str, int]:
    # Elements of one page often tie (same page, same named place): the one that itself speaks of the
    # question goes first.
    return (-round(one.score, 9), -round(one.own, 9), one.found.prepared.id, one.row)


def _key(level: Level) -> Callable[[Scored], str]:
    if level is Level.PAGE:
        return lambda one: f"{one.found.prepared.id}#{one.element.place.page_number}"
    if level is Level.SECTION:
        return lambda one: one.element.section_id or one.element.id
    return lambda one: one.found.prepared.id


def _gather(ordered: Sequence[Scored], key: Callable[[Scored], str]) -> list[Group]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in ordered:
        groups[key(one)].append(one)
    return [Group(members[0], tuple(members)) for members in groups.values()]


def _spread(ordered: Sequence[Scored], per_page: int) -> list[Scored]:
    """Let each page have `per_page` elements before any has more: ten hits of one page hide the others."""
    seen: dict[tuple[str, int], int] = defaultdict(int)
    rounds: list[tuple[int, int, Scored]] = []
    for position, one in enumerate(ordered):
        page = (one.found.prepared.id, one.element.place.page_number)
        rounds.append((seen[page] // per_page, position, one))
        seen[page] += 1
    # Only within what is likely to be shown: a page far down must not overtake the third passage of the best
    # page.
    return [one for _, _, one in sorted(rounds, key=lambda item: (min(item[0], 1), item[1]))]
