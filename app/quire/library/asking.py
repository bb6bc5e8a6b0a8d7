"""Questions: found by search, answered from what was found, their pages kept afterwards."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from quire.errors import Cancelled, InvalidInput, ModelError, PluginError
from quire.jobs import Job
from quire.library.answering import Answering, History
from quire.library.close_ups import close_up
from quire.library.judges import Judge
from quire.library.leaving import left_by_search
from quire.library.pictures import PagePictures
from quire.library.query_pictures import QueryPictures, answer_same
from quire.library.serving import Serving
from quire.plugins.contracts import Generator, ImageEmbedder, PictureReranker, TextEmbedder
from quire.read import ReaderPool
from quire.settings import AnswerSection
from quire.store import Stage, Store
from quire.types import Answer, Element, Query, SearchResult

if TYPE_CHECKING:
    from quire.search import Searcher

OnPiece = Callable[[str], None]
OnResults = Callable[[SearchResult], None]

_MOST_HITS = 1000


def _ignore(_: str) -> None:
    """Callback of callers that do not listen."""


class Asking:
    """Answers questions over one library. Thread-safe.

    Args:
        embedder: Returns the text embedder that answers are made and checked with, or None when none can run.
        pictures: Keeps the pages that answers cite.
        afterwards: Runs what need not be waited for.
        serving: Returns what a search looks into and by which vectors; another object when that changes.
        images: Returns the model for pictures, or None when none is chosen.
        judge: Returns the model that reranks, or None when none is chosen.
        looker: Returns the model that judges figures, photographs and scans by their pictures, or None.
        rerank_budget_s: Seconds it may spend on a question.
        generator: Returns the model that writes answers, or None when none is chosen.
        manner: How it is to answer.
    """

    def __init__(
        self,
        store: Store,
        pool: ReaderPool,
        embedder: Callable[[], TextEmbedder | None],
        pictures: PagePictures,
        afterwards: ThreadPoolExecutor,
        *,
        serving: Callable[[], Serving],
        images: Callable[[], ImageEmbedder | None],
        judge: Judge,
        looker: Callable[[], PictureReranker | None],
        rerank_budget_s: float,
        generator: Callable[[], Generator | None],
        manner: AnswerSection,
    ) -> None:
        self._store = store
        self._pictures = pictures
        self._afterwards = afterwards
        self._serving = serving
        self._images = images
        self._judge = judge
        self._looker = looker
        self._rerank_budget_s = rerank_budget_s
        self._seen = QueryPictures(store, pool)
        self._answering = Answering(
            store, embedder, pictures, self._seen, generator, judge, rerank_budget_s, manner
        )
        self._searcher: Searcher | None = None
        self._served: Serving | None = None
        self._searcher_lock = threading.Lock()

    def picture_text(self, data: bytes) -> str:
        return self._seen.text(data)

    def search(
        self, query: Query, job: Job | None = None, on_results: OnResults | None = None
    ) -> SearchResult:
        """See `Library.search`."""
        if not query.text.strip() and query.image is None:
            raise InvalidInput("there is no question", hint="type some words or attach a picture")
        if not 1 <= query.limit <= _MOST_HITS:
            raise InvalidInput(f"the limit must lie between 1 and {_MOST_HITS}")
        same_first = self._seen.with_same_first
        tell = None if on_results is None else lambda so_far: on_results(same_first(so_far))
        serving = self._serving()
        try:
            found, notes = self._ranker(serving).search(query, job=job, on_results=tell), serving.notes
        except (ModelError, PluginError) as error:
            if serving.embedder is None or not (serving.embedder.remote or isinstance(error, PluginError)):
                raise
            # Another host comes and goes, a plugin may be wrong; the words of the library are still here.
            serving = Serving(serving.catalogue, None, way="words")
            found = self._made_ranker(serving).search(query, job=job, on_results=tell)
            notes = (f"found by words only: {error.message}",)
        found = same_first(found)
        judge = self._judge() if found.reranker else None
        return dataclasses.replace(found, notes=(*found.notes, *notes, *left_by_search(serving, judge)))

    def explain(self, query: Query, document_id: str, page_number: int) -> list[str]:
        """See `Library.explain`."""
        from quire.search import explain

        serving = self._serving()
        said = explain(self._ranker(serving), serving.catalogue, query, document_id, page_number)
        [summary] = self._store.summaries(document_ids=(document_id,))
        read = [problem.message for problem in summary.problems if problem.page == page_number]
        if summary.stage is Stage.SEARCHABLE:
            read.append("the document is not read to the end: so far it is found by its printed words only")
        return [*read, *said]

    def ask(
        self,
        query: Query,
        job: Job,
        on_text: OnPiece = _ignore,
        on_thinking: OnPiece = _ignore,
        history: History = (),
        on_results: OnResults | None = None,
    ) -> Answer:
        """See `Library.ask`."""
        from quire.answer import Listening

        said_already = False

        def hear(piece: str) -> None:
            nonlocal said_already
            said_already = True
            on_text(piece)

        job.report("searching")
        searched, notes = self._answering.standing_alone(query, history, job)
        job.checkpoint()
        found = self.search(searched, job, on_results)
        if on_results is not None:
            on_results(found)
        job.checkpoint()
        job.report("answering")
        made = answer_same(query, found.hits) or self._answering.answer(
            self._question(searched), found, Listening(hear, on_thinking), job, query.image
        )
        if job.cancelled and made.stop != "cancelled":
            raise Cancelled("stopped as you asked")
        made = dataclasses.replace(
            made,
            question=query.text,
            notes=(*notes, *found.notes, *made.notes),
            missing=found.missing,
            seconds=found.seconds | made.seconds,
        )
        if not said_already:
            on_text(made.text)
        for place in {(cited.place.document_id, cited.place.page_number) for cited in made.citations}:
            self._afterwards.submit(self._pictures.keep, *place)
        return made

    def prepare(self) -> None:
        """Load what answers the first question, so that it need not wait for that."""
        import quire.answer
        import quire.search  # noqa: F401

    def _question(self, query: Query) -> str:
        """Return what is asked in words: of a picture alone, the text inside it."""
        if query.text.strip() or query.image is None:
            return query.text
        return self._seen.text(query.image)

    def _ranker(self, serving: Serving) -> Searcher:
        with self._searcher_lock:
            if self._searcher is None or serving is not self._served:
                self._searcher = self._made_ranker(serving)
                self._served = serving
            return self._searcher

    def _made_ranker(self, serving: Serving) -> Searcher:
        from quire.search import Inspection, Judging, Searcher

        def picture(element: Element) -> bytes:
            return close_up(element, self._store, self._pictures)

        return Searcher(
            serving.catalogue,
            serving.embedder,
            images=self._images,
            read_picture=self._seen.text,
            judging=Judging(
                self._judge, budget_s=self._rerank_budget_s, inspection=Inspection.of(self._looker, picture)
            ),
        )
