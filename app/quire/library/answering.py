"""An answer from what a search found: by the chosen language model, by quotation without one or where it fails.

`quire.answer` is imported inside functions: `quire list` asks nothing and should not wait for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quire.errors import InvalidInput, ModelError, PluginError, ReadError
from quire.jobs import Job
from quire.library.judges import Judge
from quire.library.leaving import left_by_answer
from quire.library.pictures import PagePictures
from quire.library.query_pictures import QueryPictures
from quire.plugins.contracts import Generator, Reranker, TextEmbedder
from quire.settings import AnswerSection
from quire.store import Store
from quire.types import Answer, Query, SearchResult

if TYPE_CHECKING:
    from quire.answer import Attached, Eyes, Judging, Listening

History = Sequence[tuple[str, str]]

_FAILURES = (InvalidInput, ModelError, PluginError, ReadError)


class Answering:
    """Makes answers. Thread-safe.

    Args:
        embedder: Returns the text embedder, or None when none can run.
        pictures: Draws regions of pages for models that see.
        seen: Looks at pictures of questions.
        generator: Returns the model that writes answers, or None when none is chosen.
        judge: Returns the model that reranks, or None when none is chosen: quotations are chosen by it too.
        judging_s: Seconds it may spend on a question, the search included.
        manner: How it is to answer.
    """

    def __init__(
        self,
        store: Store,
        embedder: Callable[[], TextEmbedder | None],
        pictures: PagePictures,
        seen: QueryPictures,
        generator: Callable[[], Generator | None],
        judge: Judge,
        judging_s: float,
        manner: AnswerSection,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._pictures = pictures
        self._seen = seen
        self._generator = generator
        self._judge = judge
        self._judging_s = judging_s
        self._manner = manner

    def standing_alone(self, query: Query, history: History, job: Job) -> tuple[Query, tuple[str, ...]]:
        """Return the query with what it leaves to the conversation before it filled in, and a note when it was."""
        from quire.answer import standalone

        if not history or not query.text.strip():
            return query, ()
        try:
            model = self._generator()
            if model is None:
                return query, ()
            text = standalone(query.text, history, model, job=job)
        except _FAILURES:
            return query, ()  # writing the answer will meet the same failure, and tells of it
        if text == query.text:
            return query, ()
        return dataclasses.replace(query, text=text), (f"searched for: {text}",)

    def answer(
        self, question: str, found: SearchResult, listening: Listening, job: Job, picture: bytes | None = None
    ) -> Answer:
        """Answer from the relevant hits.

        Args:
            picture: It belongs to the question: models that see are shown it, others are told of it.

        Raises:
            Cancelled: the job was cancelled before anything was written.
        """
        if not any(hit.relevant for hit in found.hits) or not (question.strip() or picture):
            return self._extract(question, found, job)
        try:
            model = self._generator()
            if model is None or not (question.strip() or model.sees):
                return self._extract(question, found, job)
            made = self._written(question, found, model, listening, job, picture)
            return dataclasses.replace(made, notes=(*made.notes, *left_by_answer(model)))
        except _FAILURES as error:
            note = f"quoted instead of written: {error.message}"  # of a model elsewhere it names the host
            made = self._extract(question, found, job)
            return dataclasses.replace(made, notes=(*made.notes, note))

    def _written(
        self,
        question: str,
        found: SearchResult,
        model: Generator,
        listening: Listening,
        job: Job,
        picture: bytes | None,
    ) -> Answer:
        from quire.answer import WITHOUT_WORDS, write

        return write(
            question if question.strip() else WITHOUT_WORDS,
            found.hits,
            self._store.elements,
            model,
            self._embedder(),
            manner=self._manner,
            listening=listening,
            eyes=self._eyes(),
            attached=self._attached(picture),
            missing=found.missing,
            job=job,
        )

    def _attached(self, picture: bytes | None) -> Attached | None:
        from quire.answer import Attached

        if picture is None:
            return None
        return Attached(
            draw=lambda: self._seen.drawn(picture, self._manner.picture_px),
            read=lambda: self._seen.text(picture),
        )

    def _eyes(self) -> Eyes:
        from quire.answer import Eyes

        return Eyes(
            pages=self._store.pages_of,
            draw=lambda document_id, page_number, scale, box: self._pictures.page(
                document_id, page_number, scale=scale, clip=box
            ),
            most=self._manner.pictures,
            side_px=self._manner.picture_px,
        )

    def _extract(self, question: str, found: SearchResult, job: Job) -> Answer:
        from quire.answer import extract

        def quoted(judging: Judging | None) -> Answer:
            return extract(
                question,
                found.hits,
                self._store.elements,
                self._embedder(),
                missing=found.missing,
                judging=judging,
            )

        notes: tuple[str, ...] = ()
        try:
            if (judging := self._judging(found, job)) is not None:
                return quoted(judging)
        except _FAILURES as error:
            notes = (f"quoted without {found.reranker}: {error.message}",)
        made = quoted(None)
        return dataclasses.replace(made, notes=(*made.notes, *notes))

    def _judging(self, found: SearchResult, job: Job) -> Judging | None:
        """Return who judges single pieces: what judged the search, if it reads one by one, here, and has time left."""
        from quire.answer import Judging

        left_s = self._judging_s - found.seconds.get("rerank", 0.0)
        model = self._judge() if found.reranker and left_s > 0 else None
        if not isinstance(model, Reranker) or model.remote:
            return None
        return Judging(model, left_s, job)
