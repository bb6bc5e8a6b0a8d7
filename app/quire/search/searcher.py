"""The straight line of a search: analyse, find documents, score inside them, rank, judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from quire.jobs import Job
from quire.plugins.contracts import TextEmbedder, TokenEmbedder
from quire.search.catalogue import Catalogue
from quire.search.coarse import Candidates, find_documents
from quire.search.explaining import from_evidence, missing_words, to_hits
from quire.search.judging import DEPTH, Judgement, Judging
from quire.search.late import rerank
from quire.search.question import Question, read_question
from quire.search.ranking import Group, Scored, rank
from quire.search.scoring import Found, score_document
from quire.search.settings import SearchSettings
from quire.search.settling import by_relevance
from quire.search.shelf import Prepared, Shelf
from quire.search.visual import Looking, Looks, Provide
from quire.types import TARGET_KINDS, ElementKind, Level, Query, SearchResult, Target

_READ_BESIDE = "the text in it was searched too"
_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})
_LOOKED_AT = _PICTURES | {ElementKind.TABLE}  # what readers keep a picture of

_MOST_DOCUMENTS = 200  # searched in depth: photographs are documents of one element
_SPEAKING_PICTURES = 200
_SPARE = 3  # elements looked at for each result wanted
_SORTED, _SORTED_PER_HIT = 500, 30  # elements kept for the result: enough for pages of many small elements

OnResults = Callable[[SearchResult], None]


class Searcher:
    """Finds evidence for questions. Thread-safe; keeps prepared documents between questions.

    Args:
        catalogue: Where documents, words and vectors are.
        embedder: The text embedder whose vectors the catalogue holds, or None: then words alone decide.
        images: Returns the model for pictures of the time, or None; asked anew for every question.
        read_picture: Returns the text inside a picture; stands in while there is no visual space.
        judging: Has the best candidates judged by a model, or None: then there is no such stage.
        settings: Weights.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: TextEmbedder | None,
        *,
        images: Provide | None = None,
        read_picture: Callable[[bytes], str] | None = None,
        judging: Judging | None = None,
        settings: SearchSettings = SearchSettings(),  # noqa: B008 - frozen
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._looking = Looking(catalogue, images, share=settings.picture_share)
        self._read_picture = read_picture
        self._judging = judging
        self._settings = settings
        self._space_id = embedder.space.id if embedder is not None else ""
        self._shelf = Shelf(catalogue, self._space_id)

    def search(
        self, query: Query, *, job: Job | None = None, on_results: OnResults | None = None
    ) -> SearchResult:
        """Return ranked, calibrated, explained hits; none for an empty library.

        Args:
            job: Progress out of the judging model and cancel into it.
            on_results: When a model judges, called before it begins and after each of its batches with the results so
                far, in the thread that searches.

        Raises:
            Cancelled: the job was cancelled.
        """
        watch = Stopwatch()
        facts = self._shelf.facts()
        scope = self._scope(query)
        if scope is None or not facts:
            return SearchResult(query, (), watch.finished())
        with watch.measure("encode"):
            question, looks, notes = self._understand(query, scope)
            if not question.asked.strip() and not looks.by:
                return SearchResult(query, (), watch.finished(), notes=notes)
            vector = self._encode(question)
        found, scored = self._score(query, question, vector, looks, scope, watch)
        groups = rank(scored, query.level, self._depth(query), self._settings)
        missing = missing_words(question, found)

        def result(judgement: Judgement) -> SearchResult:
            ruled = judgement.ruled[: query.limit]
            hits = to_hits(ruled, question, query, facts, looks, self._settings)
            said = (*notes, *judgement.notes)
            return SearchResult(query, hits, watch.finished(), missing, said, judgement.model)

        told = from_evidence(groups, question, looks)
        if not _shows(_wants(query, question, looks), groups):
            told = by_relevance(told, query.level, self._settings)
        evidence = Judgement(told)
        if self._judging is None or not self._is_judged(query) or not question.asked.strip():
            return result(evidence)
        on_ruled = None if on_results is None else lambda so_far: on_results(result(so_far))
        with watch.measure("rerank"):
            judgement = self._judging.judge(question.asked, evidence.ruled, job=job or Job(), on_ruled=on_ruled)
        return result(judgement)

    def in_depth(self, query: Query) -> tuple[str, ...]:
        """Return the documents whose every passage a search for this query compares, the most promising first."""
        scope = self._scope(query)
        if scope is None or not self._shelf.facts():
            return ()
        question, looks, _ = self._understand(query, scope)
        lifts = looks.lifts(wanted=_wants(query, question, looks) is _Wanted.PICTURES)
        candidates = self._coarse(question, self._encode(question), scope, lifts, Stopwatch())
        return tuple(prepared.id for prepared in self._take(candidates, query))

    def _score(
        self,
        query: Query,
        question: Question,
        vector: NDArray[np.float32] | None,
        looks: Looks,
        scope: tuple[str, ...],
        watch: Stopwatch,
    ) -> tuple[list[Found], list[Scored]]:
        wanted = _wants(query, question, looks)
        lifts = looks.lifts(wanted=wanted is _Wanted.PICTURES)
        candidates = self._coarse(question, vector, scope, lifts, watch)
        weight = self._settings.pictured if wanted is _Wanted.PICTURES else self._settings.visual
        shots = looks.lifts(wanted=True) if wanted is _Wanted.PHOTOGRAPHS else {}
        with watch.measure("fuse"):
            chosen = self._take(candidates, query)
            found = [score_document(prepared, question, vector, self._settings) for prepared in chosen]
            weighed = {element_id: weight * lift for element_id, lift in lifts.items()}
            weighed_shots = {element_id: self._settings.pictured * lift for element_id, lift in shots.items()}
            scored = self._fuse(found, candidates, weighed, weighed_shots, query)
        by_word = query.rerank and self._settings.late > 0 and bool(question.asked.strip())
        if by_word and isinstance(self._embedder, TokenEmbedder):
            with watch.measure("rerank"):
                scored = rerank(scored, question, self._embedder, self._catalogue, weight=self._settings.late)
        return found, scored

    def _is_judged(self, query: Query) -> bool:
        return self._judging is not None and query.rerank and query.judge

    def _depth(self, query: Query) -> int:
        """Return how many results are looked at: those wanted, and those that may be lifted among them."""
        deepest = self._judging.depth if self._judging is not None and self._is_judged(query) else 0
        return max(query.limit, DEPTH, deepest)

    def _scope(self, query: Query) -> tuple[str, ...] | None:
        """Return the documents to look in, () for all, None when the filters leave nothing."""
        wanted = query.document_ids
        if query.collection:
            inside = [facts.id for facts in self._catalogue.summaries(collection=query.collection)]
            wanted = tuple(id_ for id_ in inside if not wanted or id_ in wanted)
            return wanted or None
        return tuple(dict.fromkeys(wanted))

    def _understand(self, query: Query, scope: Sequence[str]) -> tuple[Question, Looks, tuple[str, ...]]:
        """Return what is asked in words, how alike pictures are, and what could not be done."""
        question = read_question(query.text)
        looks = self._looking.look(query.image, question.asked, scope)
        if query.image is None or not (looks.why_not or looks.basic):
            return question, looks, looks.notes
        if self._read_picture is None:
            if not looks.why_not:
                return question, looks, looks.notes
            return question, looks, (f"the picture could not be compared by its looks, because {looks.why_not}",)
        seen = self._read_picture(query.image).strip()
        if looks.why_not:
            note = (
                f"the picture was searched by the text in it, because {looks.why_not}"
                if seen
                else f"the picture holds no text to search by, and {looks.why_not}"
            )
            return read_question(f"{query.text} {seen}".strip()), looks, (note,)
        if not seen:
            return question, looks, looks.notes
        return read_question(f"{query.text} {seen}".strip()), looks.behind_words(), (*looks.notes, _READ_BESIDE)

    def _encode(self, question: Question) -> NDArray[np.float32] | None:
        if self._embedder is None or not question.asked.strip():
            return None
        vector: NDArray[np.float32] = self._embedder.embed([question.asked], use="query", urgent=True)[0]
        return vector

    def _coarse(
        self,
        question: Question,
        vector: NDArray[np.float32] | None,
        scope: tuple[str, ...],
        lifts: Mapping[str, float],
        watch: Stopwatch,
    ) -> Candidates:
        if len(scope) == 1:
            return Candidates(scores={scope[0]: 0.0})
        with watch.measure("lexical"):
            candidates = find_documents(
                self._catalogue,
                question,
                vector,
                space_id=self._space_id,
                scope=scope,
                visual=_foremost(lifts),
            )
            if scope and len(scope) <= self._settings.fine_documents:
                for document_id in scope:
                    candidates.scores.setdefault(document_id, 0.0)
        return candidates

    def _take(self, candidates: Candidates, query: Query) -> list[Prepared]:
        """Take the best documents off the shelf, and more of them while they are too small to fill the result."""
        ordered = candidates.best(_MOST_DOCUMENTS)
        chosen = self._shelf.take(ordered[: self._settings.fine_documents])
        for document_id in ordered[self._settings.fine_documents :]:
            if query.level is Level.DOCUMENT:
                enough = len(chosen) >= query.limit
            else:
                enough = sum(len(one.passages.elements) for one in chosen) >= _SPARE * query.limit
            if enough:
                break
            chosen += self._shelf.take([document_id])
        return chosen

    def _fuse(
        self,
        found: Sequence[Found],
        candidates: Candidates,
        lifts: Mapping[str, float],
        shots: Mapping[str, float],
        query: Query,
    ) -> list[Scored]:
        """Add what the documents and the pictures say, and keep the elements worth sorting out.

        Args:
            lifts: What the looks of a picture add to its score.
            shots: The same for pictures that are documents of their own, where it is not what `lifts` says.
        """
        kinds = TARGET_KINDS[query.target]
        ordered = sorted(found, key=lambda one: one.prepared.id)
        scores, rows = [np.zeros(0)], [np.zeros(0, np.intp)]
        for one in ordered:
            total = one.total + self._settings.document * candidates.scores[one.prepared.id]
            for row in np.flatnonzero(one.prepared.passages.of_kinds(_LOOKED_AT)) if lifts or shots else ():
                element = one.prepared.passages.elements[row]
                alone = element.kind is ElementKind.IMAGE
                total[row] += (shots or lifts if alone else lifts).get(element.id, 0.0)
            wanted = np.flatnonzero(one.prepared.passages.of_kinds(kinds))
            scores.append(total[wanted])
            rows.append(wanted)
        owner = np.repeat(np.arange(len(ordered)), [len(part) for part in rows[1:]])
        score, row_of = np.concatenate(scores), np.concatenate(rows)
        best = np.argsort(-score, kind="stable")[: max(_SORTED, _SORTED_PER_HIT * query.limit)]
        return [Scored(ordered[owner[i]], int(row_of[i]), float(score[i])) for i in best.tolist()]


class _Wanted(Enum):
    """What a question asks to see."""

    ANYTHING = "whatever answers"
    PHOTOGRAPHS = "pictures that are documents of their own; whatever answers elsewhere"
    PICTURES = "pictures"


def _wants(query: Query, question: Question, looks: Looks) -> _Wanted:
    """Tell what is asked for.

    A question that names a picture on a page is mostly answered by its caption and the text around it, which a basic
    model cannot outweigh: page recall@1 over 43 questions was 59.9 without its looks, 57.0 with full weight for them.
    """
    if query.image is not None or query.target in (Target.FIGURE, Target.IMAGE):
        return _Wanted.PICTURES
    if query.target is Target.TEXT or not _PICTURES & question.hints:
        return _Wanted.ANYTHING
    return _Wanted.PHOTOGRAPHS if looks.basic else _Wanted.PICTURES


def _shows(wanted: _Wanted, groups: Sequence[Group]) -> bool:
    """Tell whether looks decide the order: they have scores, and no relevance that was fitted."""
    if wanted is _Wanted.PHOTOGRAPHS:
        return any(group.best.element.kind is ElementKind.IMAGE for group in groups)
    return wanted is _Wanted.PICTURES


def _foremost(lifts: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the pictures that may speak for their documents."""
    return sorted(lifts.items(), key=lambda item: (-item[1], item[0]))[:_SPEAKING_PICTURES]


class Stopwatch:
    """Wall time by stage."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self._seconds[stage] = self._seconds.get(stage, 0.0) + time.perf_counter() - began

    def finished(self) -> dict[str, float]:
        return self._seconds | {"total": time.perf_counter() - self._began}
