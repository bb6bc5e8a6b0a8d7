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
from quire.search.inspecting import Inspection, is_seen
from quire.search.one_by_one import Candidate, OneByOne
from quire.search.ranking import Group
from quire.search.settling import Ruled, settle, settle_order

__all__ = ["DEPTH", "Judgement", "Judging", "Ruled"]

DEPTH = 30  # candidates a model reads at most
_LONGEST = 2400  # characters of a passage: about 600 tokens; tables can be a hundred times as long
_ENOUGH = 1200  # characters after which no further element of the same page is added


@dataclass(frozen=True, slots=True)
class Judgement:
    """Results in their order.

    Attributes:
        model: Name of the model that judged; empty when none did.
        notes: Plain sentences when it could not do, or finish, its work.
    """

    ruled: tuple[Ruled, ...]
    model: str = ""
    notes: tuple[str, ...] = ()


OnRuled = Callable[[Judgement], None]


class Judging:
    """Has candidates judged by whatever model is chosen at the time. Thread-safe as far as the models are.

    Args:
        model: Returns the model, or None when none is chosen; asked anew for every question.
        budget_s: Seconds for one question, the loading of models aside; see `Reranker.rerank`. Means nothing to a model
            that reads the whole list in one pass.
        depth: Read at most so many candidates.
        inspection: How figures, photographs and scans are judged by their pictures; None: by their words, like others.
    """

    def __init__(
        self,
        model: Callable[[], Reranker | ListRanker | None],
        *,
        budget_s: float = 2.0,
        depth: int = DEPTH,
        inspection: Inspection | None = None,
    ) -> None:
        self._model = model
        self._budget_s = budget_s
        self._inspection = inspection
        self.depth = depth

    def judge(
        self, question: str, unjudged: Sequence[Ruled], *, job: Job, on_ruled: OnRuled | None = None
    ) -> Judgement:
        """Return the results in their new order; as they were when there is no model or it fails at once.

        Args:
            unjudged: Best first.
            on_ruled: Called before models are loaded and begin, and after each of their batches, with what is known so
                far; not called without a model.

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
            if not unjudged:
                return known[0]
            if isinstance(model, ListRanker):
                learn(known[0])
                return self._in_one_pass(model, question, unjudged, job)
            return self._one_by_one(model, question, unjudged, job, learn)
        except Cancelled:
            raise
        except QuireError as error:
            return replace(known[-1], notes=(f"reranking stopped: {error.message}",))

    def _one_by_one(
        self, model: Reranker | None, question: str, unjudged: Sequence[Ruled], job: Job, learn: OnRuled
    ) -> Judgement:
        near = unjudged[: self.depth if model is None else min(self.depth, max(model.depth, 1))]
        passages = _passages(near)
        seen = [is_seen(one.group.best) for one in near]
        inspector = self._inspection.begun(any(seen)) if self._inspection is not None and self._budget_s > 0 else None
        if model is None and inspector is None:
            return Judgement(tuple(unjudged))
        learn(Judgement(tuple(unjudged)))
        candidates = [
            Candidate(place, passage, one.group.best.element if seen[place] and inspector is not None else None)
            for place, (one, passage) in enumerate(zip(near, passages, strict=True))
        ]
        work = OneByOne(question, candidates, model, inspector, budget_s=self._budget_s, job=job)

        def tell() -> Judgement:
            if not work.models:
                return Judgement(tuple(unjudged), notes=work.notes)
            return Judgement(settle(unjudged, work.chances), work.models, work.notes)

        work.run(lambda: learn(replace(tell(), notes=())))
        return tell()

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
