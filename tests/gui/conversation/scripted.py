"""A library whose answers are written by the test; everything else is the real one."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Sequence
from typing import Any

from quire.errors import Cancelled, QuireError
from quire.jobs import Job
from quire.library import Library
from quire.types import Answer, Citation, Hit, Query, SearchResult


class ScriptedLibrary:
    """Answers with what `script` says, piece by piece.

    Attributes:
        pieces: Text told while it is written; the answer's text when empty.
        hold: When set, `ask` waits for it after the pieces, as a slow model would.
        thoughts: Pieces of what it thinks first.
        stopped: What it returns when it is stopped, as a model does that had written something.
        asked: The queries that came; `told`: the history of the last one.
        order: In which a search shows its hits once `judged` is set: their old numbers from 0; those left out go.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.script: Callable[[Query], Answer] | None = None
        self.error: QuireError | None = None
        self.pieces: Sequence[str] = ()
        self.hold: threading.Event | None = None
        self.asked: list[Query] = []
        self.thoughts: Sequence[str] = ()
        self.told: tuple[tuple[str, str], ...] = ()
        self.stopped: Answer | None = None
        self.order: Sequence[int] | None = None
        self.judged = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def ask(
        self,
        query: Query,
        *,
        job: Job | None = None,
        on_text: Callable[[str], None] = lambda _: None,
        on_thinking: Callable[[str], None] = lambda _: None,
        history: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        self.asked.append(query)
        self.told = tuple(history)
        job = job or Job()
        if self.script is None and self.error is None:
            return self._library.ask(query, job=job, on_text=on_text)
        job.report("answering")
        for thought in self.thoughts:
            on_thinking(thought)
        for piece in self.pieces:
            on_text(piece)
        while self.hold is not None and not self.hold.wait(0.02):
            if job.cancelled and self.stopped is not None:
                return self.stopped
            job.checkpoint()
        if job.cancelled:
            raise Cancelled("stopped as you asked")
        if self.error is not None:
            raise self.error
        assert self.script is not None
        answer = self.script(query)
        if not self.pieces:
            on_text(answer.text)
        return answer

    def search(
        self,
        query: Query,
        *,
        job: Job | None = None,
        on_results: Callable[[SearchResult], None] = lambda _: None,
    ) -> SearchResult:
        self.asked.append(query)
        result = self._library.search(query)
        if self.order is None:
            return result
        on_results(result)
        while not self.judged.wait(0.02):
            (job or Job()).checkpoint()
        hits = [dataclasses.replace(result.hits[old], rank=rank) for rank, old in enumerate(self.order, 1)]
        return dataclasses.replace(result, hits=tuple(hits), reranker="scripted")


def answer_of(
    text: str, hits: Sequence[Hit], *, cited: Sequence[int] = (1,), abstained: bool = False
) -> Answer:
    """Return an answer in which marker n stands for the n-th hit."""
    citations = tuple(
        Citation(n, hits[n - 1].place, hits[n - 1].text, hits[n - 1].element_id, hits[n - 1].document_title)
        for n in cited
        if 0 < n <= len(hits)
    )
    return Answer(
        "", text, () if abstained else citations, tuple(hits), "scripted", "abstained" if abstained else "complete",
        abstained=abstained, seconds={"total": 0.1, "generate": 1.2},
    )  # fmt: skip
