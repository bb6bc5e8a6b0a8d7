"""The model's turn: it reads the best candidates together with the question, and the list is put in order again.

No model is run here: this decides what is read, in which order, for how long, and what the judgement is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quire.errors import Cancelled, QuireError
from quire.jobs import Job
from quire.language import passage_text
from quire.plugins.contracts import ListRanker, Reranker
from quire.search.ranking import Group
from quire.search.relevance import THRESHOLD

DEPTH = 30  # candidates a model reads at most
_LONGEST = 2400  # characters of a passage: about 600 tokens; tables can be a hundred times as long
_ENOUGH = 1200  # characters after which no further element of the same page is added

# Share of the model's probability in the relevance (a linear opinion pool: neither side can veto the other). What the
# model finds certain and the words do not support is still relevant; what it finds absurd never is. Not tuned.
_TRUST = 0.75


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
class Judgement:
    """Results in their order.

    Attributes:
        model: Name of the model that judged; empty when none did.
        note: A plain sentence when it could not do, or finish, its work.
    """

    ruled: tuple[Ruled, ...]
    model: str = ""
    note: str = ""


OnRuled = Callable[[Judgement], None]


class Judging:
    """Has candidates judged by whatever model is chosen at the time. Thread-safe as far as the models are.

    Args:
        model: Returns the model, or None when none is chosen; asked anew for every question.
        budget_s: See `Reranker.rerank`; means nothing to a model that reads the whole list in one pass.
        depth: Read at most so many candidates.
    """

    def __init__(
        self, model: Callable[[], Reranker | ListRanker | None], *, budget_s: float = 2.0, depth: int = DEPTH
    ) -> None:
        self._model = model
        self._budget_s = budget_s
        self.depth = depth

    def judge(
        self, question: str, unjudged: Sequence[Ruled], *, job: Job, on_ruled: OnRuled | None = None
    ) -> Judgement:
        """Return the results in their new order; as they were when there is no model or it fails at once.

        Args:
            unjudged: Best first.
            on_ruled: Called before the model begins and after each of its batches with what is known so far; not
                called without a model.

        Raises:
            Cancelled: the job was cancelled.
        """
        known = [Judgement(tuple(unjudged))]  # the last is what stands when the model fails

        def learn(judgement: Judgement) -> None:
            known.append(judgement)
            if on_ruled is not None:
                on_ruled(judgement)

        try:
            model = self._model()
            if model is None or not unjudged:
                return known[0]
            learn(known[0])
            if isinstance(model, Reranker):
                return self._one_by_one(model, question, unjudged, job, learn)
            return self._in_one_pass(model, question, unjudged, job)
        except Cancelled:
            raise
        except QuireError as error:
            return replace(known[-1], note=f"reranking stopped: {error.message}")

    def _one_by_one(
        self, model: Reranker, question: str, unjudged: Sequence[Ruled], job: Job, learn: OnRuled
    ) -> Judgement:
        passages = _passages(unjudged[: self.depth])
        readable = [place for place, passage in enumerate(passages) if passage]
        latest = Judgement(tuple(unjudged))

        def take(chances: Sequence[float | None]) -> None:
            nonlocal latest
            placed = dict(zip(readable, chances, strict=True))
            n_judged = sum(chance is not None for chance in chances)
            job.report("reranking", done=n_judged, total=len(readable), unit="passages")
            latest = Judgement(settle(unjudged, placed, model.name), model.name)
            if n_judged < len(readable):
                latest = replace(
                    latest,
                    note=f"{n_judged} of {len(readable)} candidates were judged in {self._budget_s:g} s",
                )
            learn(replace(latest, note=""))

        texts = [passages[place] for place in readable]
        model.rerank(question, texts, budget_s=self._budget_s, job=job, on_scores=take)
        return latest

    def _in_one_pass(
        self, model: ListRanker, question: str, unjudged: Sequence[Ruled], job: Job
    ) -> Judgement:
        passages = _passages(unjudged[: min(self.depth, model.most)])
        readable = [place for place, passage in enumerate(passages) if passage]
        if not readable:
            return Judgement(tuple(unjudged))
        job.report("reranking", total=len(readable), unit="passages")
        job.checkpoint()
        order = model.rank(question, [passages[place] for place in readable], job=job)
        return Judgement(settle_order(unjudged, [readable[number] for number in order], model.name), model.name)


def settle(unjudged: Sequence[Ruled], chances: dict[int, float | None], model: str) -> tuple[Ruled, ...]:
    """Put results in the order of their relevance, the model's probabilities counted in.

    What the model found good goes before all it has not read, and what it has not read keeps its order among itself.
    Between what the model found poor and what it has not read, relevance decides. What it passed over because there was
    nothing to read keeps its relevance.

    Args:
        unjudged: Best first; the model read them in this order.
        chances: Place in `unjudged` to probability, None where the time did not suffice.
    """
    reached = max((place for place, chance in chances.items() if chance is not None), default=-1)
    judged, waiting = [], []
    for place, one in enumerate(unjudged):
        chance = chances.get(place)
        if chance is not None:
            relevance = _TRUST * chance + (1 - _TRUST) * one.relevance
            reason = f"judged {100 * chance:.0f} % likely to help, by {model}"
            judged.append(Ruled(one.group, relevance, chance, reason))
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


def _passages(ruled: Sequence[Ruled]) -> list[str]:
    """Return what stands for each result, empty when it has no words."""
    return [_passage(one.group)[:_LONGEST] for one in ruled]


def _passage(group: Group) -> str:
    """Return the best elements of a result as they stand on its page, its best one's headings before them.

    A page's best element is often its heading, which alone answers nothing.
    """
    best, chosen, length = group.best, [], 0
    for one in group.members:
        near = one.found is best.found and one.element.place.page_number == best.element.place.page_number
        if near and (one.element.text.strip() or one.element.context.strip()):
            chosen.append(one)
            length += len(one.element.text)
        if length >= _ENOUGH:
            break
    chosen.sort(key=lambda one: one.row)
    headings = best.found.prepared.heading_paths.get(best.element.section_id, ())
    return "\n".join(
        passage_text(one.element, () if number else headings) for number, one in enumerate(chosen)
    )
