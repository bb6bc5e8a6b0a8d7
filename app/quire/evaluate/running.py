"""Running a question set through search and ask, and averaging what comes back. Knows neither library nor files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from quire.errors import QuireError
from quire.evaluate.metrics import distinct, mean, ndcg_at, percentile, recall_at, reciprocal_rank, region_hit
from quire.evaluate.questions import Question, answer_text, read_questions
from quire.evaluate.report import CUTS, Answering, EvaluationReport, Latency, Outcome, Retrieval
from quire.jobs import Job
from quire.types import Answer, Hit, Level, Query, SearchResult

_DEPTH = 10
_REGION_DEPTH = 5

Search = Callable[[Query], SearchResult]
Ask = Callable[[Query], Answer]


def evaluate(
    questions: Path,
    search: Search,
    resolve: Callable[[str], str],
    *,
    ask: Ask | None = None,
    everywhere: bool = False,
    job: Job | None = None,
) -> EvaluationReport:
    """Run a question set and report recall, rank, region, answer and latency figures.

    A question whose document is not in the library is reported as not run and counts in no mean. Where a reranking
    model judged the results, the question is searched once more without it, to tell what it buys.

    Args:
        questions: JSON lines.
        search: Answers one query; asked for pages.
        resolve: Returns the document id of a file name; raises QuireError when there is none.
        ask: Answers one query in words; None leaves the answer figures out.
        everywhere: Search the whole library instead of the named document.

    Raises:
        NotFound, InvalidInput: the question set cannot be read.
        Cancelled: the job was cancelled.
    """
    job = job or Job()
    asked = read_questions(questions)
    outcomes = []
    for done, question in enumerate(asked):
        job.report("evaluating", done=done, total=len(asked), unit="questions", label=question.id)
        job.checkpoint()
        outcomes.append(_run(question, search, resolve, ask, everywhere=everywhere))
    return summarise(questions.parent.name or questions.stem, outcomes, asked, everywhere=everywhere)


def _run(
    question: Question, search: Search, resolve: Callable[[str], str], ask: Ask | None, *, everywhere: bool
) -> Outcome:
    wanted = tuple(str(page) for page in question.pages) or (question.document,)
    outcome = Outcome(
        id=question.id,
        query=question.query,
        document=question.document,
        kinds=question.kinds,
        answerable=question.answerable,
        found=(),
        wanted=wanted if question.answerable else (),
        scores={},
        seconds=0.0,
    )
    try:
        document_id = resolve(question.document)
        scope = () if everywhere else (document_id,)
        level = Level.PAGE if question.pages or not question.answerable else Level.DOCUMENT
        query = Query(text=question.query, document_ids=scope, level=level, limit=_DEPTH)
        outcome, reranker = _searched(outcome, question, search, query, document_id)
        if reranker:
            unjudged, _ = _searched(outcome, question, search, replace(query, judge=False), document_id)
            outcome = replace(outcome, reranker=reranker, unjudged=unjudged)
        if ask is not None:
            began = time.perf_counter()
            made = ask(Query(text=question.query, document_ids=scope))
            outcome = _answered(outcome, question, made, document_id, time.perf_counter() - began)
    except QuireError as error:
        return replace(outcome, problem=error.message)
    return outcome


def _searched(
    outcome: Outcome, question: Question, search: Search, query: Query, document_id: str
) -> tuple[Outcome, str]:
    """Return the outcome of one search and the name of the model that judged it."""
    began = time.perf_counter()
    result = search(query)
    seconds = time.perf_counter() - began
    return _retrieved(outcome, question, result.hits, document_id, seconds), result.reranker


def _retrieved(
    outcome: Outcome, question: Question, hits: Sequence[Hit], document_id: str, seconds: float
) -> Outcome:
    # A page of another document takes its place in the ranking, and is never right.
    ranked = distinct(_key(hit, question, document_id) for hit in hits)
    scores: dict[str, float] = {}
    region = None
    if question.answerable:
        scores = {f"recall@{k}": recall_at(ranked, outcome.wanted, k) for k in CUTS}
        scores["mrr@10"] = reciprocal_rank(ranked, outcome.wanted, _DEPTH)
        scores["ndcg@10"] = ndcg_at(ranked, outcome.wanted, _DEPTH)
        region = _marks_region(question, hits, document_id) if question.regions else None
    return replace(
        outcome, found=tuple(str(key) for key in ranked), scores=scores, region=region, seconds=seconds
    )


def _key(hit: Hit, question: Question, document_id: str) -> str:
    if hit.document_id != document_id:
        return f"{hit.document_id}#{hit.place.page_number}"
    return str(hit.place.page_number) if question.pages else question.document


def _marks_region(question: Question, hits: Sequence[Hit], document_id: str) -> bool:
    return any(
        region_hit(box, region.box)
        for hit in hits[:_REGION_DEPTH]
        if hit.document_id == document_id
        for region in question.regions
        if region.page == hit.place.page_number
        for box in hit.place.boxes
    )


def _answered(
    outcome: Outcome, question: Question, made: Answer, document_id: str, seconds: float
) -> Outcome:
    expected = answer_text(question)
    said = " ".join([made.text, *(citation.quote for citation in made.citations)]).lower()
    places = {(citation.place.document_id, citation.place.page_number) for citation in made.citations}
    return replace(
        outcome,
        answer=made.text,
        abstained=made.abstained,
        cited=any((document_id, page) in places for page in question.pages),
        contained=bool(expected) and expected in said,
        ask_seconds=seconds,
    )


def summarise(
    name: str, outcomes: Sequence[Outcome], questions: Sequence[Question], *, everywhere: bool
) -> EvaluationReport:
    """Average outcomes; those with a problem count in no mean."""
    run = [outcome for outcome in outcomes if not outcome.problem]
    found = [outcome for outcome in run if outcome.answerable]
    domains = {question.id: question.domain for question in questions if question.domain}
    kinds = sorted({kind for outcome in found for kind in outcome.kinds})
    asked = [outcome for outcome in run if outcome.abstained is not None]
    judged = sorted({outcome.reranker for outcome in run if outcome.reranker})
    return EvaluationReport(
        name=name,
        everywhere=everywhere,
        overall=_retrieval(found),
        by_kind={kind: _retrieval([one for one in found if kind in one.kinds]) for kind in kinds},
        by_domain={
            domain: _retrieval([one for one in found if domains.get(one.id) == domain])
            for domain in sorted(set(domains.values()))
        },
        search_seconds=_latency([outcome.seconds for outcome in run]),
        answering=_answering(asked) if asked else None,
        ask_seconds=_latency([one.ask_seconds for one in asked if one.ask_seconds is not None])
        if asked
        else None,
        outcomes=tuple(outcomes),
        reranker=", ".join(judged),
        unjudged=_retrieval([outcome.unjudged or outcome for outcome in found]) if judged else None,
        unjudged_seconds=_latency([(outcome.unjudged or outcome).seconds for outcome in run]) if judged else None,
    )


def _retrieval(outcomes: Sequence[Outcome]) -> Retrieval:
    return Retrieval(
        questions=len(outcomes),
        recall={f"recall@{k}": _mean_share([one.scores[f"recall@{k}"] for one in outcomes]) for k in CUTS},
        mrr10=_mean_share([one.scores["mrr@10"] for one in outcomes]),
        ndcg10=_mean_share([one.scores["ndcg@10"] for one in outcomes]),
        region_hit5=_mean_share([float(one.region) for one in outcomes if one.region is not None]),
    )


def _answering(outcomes: Sequence[Outcome]) -> Answering:
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.answerable]
    return Answering(
        answerable=len(answerable),
        cites_evidence=_mean_share([float(bool(one.cited)) for one in answerable]),
        contains_answer=_mean_share([float(bool(one.contained)) for one in answerable]),
        abstained_on_answerable=_mean_share([float(bool(one.abstained)) for one in answerable]),
        unanswerable=len(unanswerable),
        abstained_on_unanswerable=_mean_share([float(bool(one.abstained)) for one in unanswerable]),
    )


def _mean_share(values: Sequence[float]) -> float | None:
    average = mean(values)
    return None if average is None else 100 * average


def _latency(seconds: Sequence[float]) -> Latency:
    return Latency(*(percentile(seconds, share) for share in (0.5, 0.9, 0.99)))
