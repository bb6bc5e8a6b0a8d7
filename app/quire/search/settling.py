"""What a judgement does to the order of results. No model is run here, and none is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quire.search.ranking import Group, spread
from quire.search.relevance import THRESHOLD
from quire.search.settings import SearchSettings
from quire.types import Level

# A language model that looks at a picture was not trained to judge: it counts as much as the evidence.
TRUST_IN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class Ruled:
    """A result with what is finally thought of it.

    Attributes:
        relevance: 0 to 1, calibrated.
        score: What the last stage of reranking gave it; None when that did not see it.
        reason: What the model said, for the person; empty when it said nothing.
    """

    group: Group
    relevance: float
    score: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chance:
    """What a model thinks of a candidate.

    Attributes:
        value: Probability that it helps to answer, 0 to 1.
        model: Who thinks so.
        trust: Share of it in the relevance (a linear opinion pool: neither side can veto the other). With most of the
            trust, what the model finds certain and the words do not support is still relevant, and what it finds absurd
            never is. Not tuned but for the built-in model.
        looked: Whether it judged by the picture, not by the words.
    """

    value: float
    model: str
    trust: float
    looked: bool = False

    @property
    def reason(self) -> str:
        begin = "its picture was judged" if self.looked else "judged"
        return f"{begin} {100 * self.value:.0f} % likely to help, by {self.model}"


def by_relevance(ruled: Sequence[Ruled], level: Level, settings: SearchSettings) -> tuple[Ruled, ...]:
    """Put results that were ranked by their scores in the order of their relevance; of equals the order stays.

    Scores add up what was found; relevance was fitted to what people call evidence. Page recall@1/3/5 rose from
    59.9/83.2/88.1 to 61.3/82.8/88.0 on the 141 questions it was fitted to (over the whole library from 47.3/66.2/70.4
    to 49.1/68.4/72.0), and from 80.1/95.5/99.3 to 82.8/97.4/99.6 on 267 that it had never seen.

    Elements of one page still let those of others have their turn, as in `ranking.rank`.
    """
    ordered = sorted(ruled, key=lambda one: -round(one.relevance, 9))
    if level is not Level.ELEMENT:
        return tuple(ordered)
    values = [(one.group.best, one.relevance) for one in ordered]
    return tuple(ordered[place] for place in spread(values, settings.per_page, settings.crowded))


def settle(unjudged: Sequence[Ruled], chances: Mapping[int, Chance | None]) -> tuple[Ruled, ...]:
    """Put results in the order of their relevance, the model's probabilities counted in.

    What the model found good goes before all it has not read, and what it has not read keeps its order among itself.
    Between what the model found poor and what it has not read, relevance decides. What it passed over because there was
    nothing to read keeps its relevance.

    Args:
        unjudged: Best first; the model read them in this order.
        chances: Place in `unjudged` to what was thought of it, None where the time did not suffice.
    """
    reached = max((place for place, chance in chances.items() if chance is not None), default=-1)
    judged, waiting = [], []
    for place, one in enumerate(unjudged):
        chance = chances.get(place)
        if chance is not None:
            relevance = chance.trust * chance.value + (1 - chance.trust) * one.relevance
            judged.append(Ruled(one.group, relevance, chance.value, chance.reason))
        elif place < reached:
            judged.append(replace(one, score=None))
        else:
            waiting.append(replace(one, score=None))
    judged.sort(key=lambda one: (-round(one.relevance, 9), one.group.best.element.id))
    good = [one for one in judged if one.relevance >= THRESHOLD]
    return (*good, *_merged(judged[len(good) :], waiting))


def _merged(poor: Sequence[Ruled], waiting: Sequence[Ruled]) -> list[Ruled]:
    """Merge two lists by relevance, the order inside each of them kept."""
    merged: list[Ruled] = []
    left, ceiling = list(poor), 1.0
    for one in waiting:
        ceiling = min(ceiling, one.relevance)
        while left and left[0].relevance >= ceiling:
            merged.append(left.pop(0))
        merged.append(one)
    return merged + left


def settle_order(unjudged: Sequence[Ruled], order: Sequence[int], model: str) -> tuple[Ruled, ...]:
    """Put the results that a model ranked in its order, the others behind them.

    An order says nothing about how relevant the first is: the relevances that the evidence gave stay, and the better
    place gets the better one. So a question without an answer keeps having none.

    Args:
        order: Places in `unjudged`, best first.
    """
    relevances = sorted((unjudged[place].relevance for place in order), reverse=True)
    ranked = [
        Ruled(
            unjudged[place].group,
            relevance,
            round(1 - number / len(order), 4),
            f"put in place {number + 1} of {len(order)} by {model}",
        )
        for number, (place, relevance) in enumerate(zip(order, relevances, strict=True))
    ]
    named = set(order)
    others = [replace(one, score=None) for place, one in enumerate(unjudged) if place not in named]
    return (*ranked, *others)
