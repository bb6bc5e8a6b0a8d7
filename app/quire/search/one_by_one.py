"""One question's candidates judged one after another, best first, within one budget of time: read, or looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quire.jobs import Job
from quire.plugins.contracts import Reranker
from quire.search.inspecting import Inspector
from quire.search.settling import TRUST_IN_LOOKS, Chance
from quire.types import Element


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to be judged.

    Attributes:
        place: Its place in the list, from 0.
        passage: What is read of it; empty when it has no words.
        seen: What is looked at, when its picture says more.
    """

    place: int
    passage: str
    seen: Element | None = None


class OneByOne:
    """Judges the candidates of one question.

    Args:
        model: Reads; without one only what is seen is judged.
        inspector: Looks; what it does not manage is read.

    Attributes:
        chances: Place to what was thought of it; None where the time did not suffice.
    """

    def __init__(
        self,
        question: str,
        candidates: Sequence[Candidate],
        model: Reranker | None,
        inspector: Inspector | None,
        *,
        budget_s: float,
        job: Job,
    ) -> None:
        self._question = question
        self._candidates = candidates
        self._model = model
        self._inspector = inspector
        self._budget_s = budget_s
        self._job = job
        self._began = 0.0
        self._told: Callable[[], None] = lambda: None
        self.chances: dict[int, Chance | None] = {}

    @property
    def models(self) -> str:
        """The names of the models that judged."""
        names = {chance.model for chance in self.chances.values() if chance is not None}
        return " and ".join(sorted(names))

    @property
    def notes(self) -> tuple[str, ...]:
        """Plain sentences about what was not judged; none when all was."""
        n_judged = sum(chance is not None for chance in self.chances.values())
        notes = []
        if n_judged < len(self.chances):
            notes.append(f"{n_judged} of {len(self.chances)} candidates were judged in {self._budget_s:g} s")
        if self._inspector is not None and self._inspector.note:
            notes.append(self._inspector.note)
        return tuple(notes)

    def run(self, told: Callable[[], None]) -> None:
        """Judge while there is time, which begins when the models are loaded.

        Args:
            told: Called after each batch.

        Raises:
            PluginError, ModelFailed: the reading model could not do it.
            Cancelled: the job was cancelled.
        """
        self._told = told
        if self._model is not None:
            self._model.prepare()
        seen = [one.seen for one in self._candidates if one.seen is not None]
        if self._inspector is not None and seen:
            self._inspector.prepare(seen[0])
        self.chances = {one.place: None for one in self._candidates if self._is_read(one)}
        self._began = time.monotonic()
        waiting: list[Candidate] = []
        for one in self._candidates:
            if one.seen is not None:
                self._read(waiting)
                waiting = []
                if self._look(one, one.seen):
                    continue
            if self._is_read(one):
                waiting.append(one)
        self._read(waiting)

    def _is_read(self, one: Candidate) -> bool:
        return self._model is not None and bool(one.passage)

    @property
    def _left_s(self) -> float:
        return self._budget_s - (time.monotonic() - self._began)

    def _look(self, one: Candidate, element: Element) -> bool:
        assert self._inspector is not None, "only a inspector makes candidates seen"
        self._job.checkpoint()
        value = self._inspector.look(self._question, element, one.passage, left_s=self._left_s)
        if value is None:
            return False
        self._learn(one.place, Chance(value, self._inspector.name, TRUST_IN_LOOKS, looked=True))
        self._tell()
        return True

    def _read(self, waiting: Sequence[Candidate]) -> None:
        left_s = self._left_s
        nothing_yet = all(chance is None for chance in self.chances.values())
        if self._model is None or not waiting or (left_s < 0 and not nothing_yet):
            return
        model, places = self._model, [one.place for one in waiting]

        def take(values: Sequence[float | None]) -> None:
            for place, value in zip(places, values, strict=True):
                if value is not None:
                    self._learn(place, Chance(value, model.name, model.trust))
            self._tell()

        model.rerank(
            self._question,
            [one.passage for one in waiting],
            budget_s=max(left_s, 0.0),
            job=self._job,
            on_scores=take,
        )

    def _learn(self, place: int, chance: Chance) -> None:
        self.chances[place] = chance

    def _tell(self) -> None:
        n_judged = sum(chance is not None for chance in self.chances.values())
        self._job.report("reranking", done=n_judged, total=len(self.chances), unit="passages")
        self._told()
