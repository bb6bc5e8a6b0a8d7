"""Running a question set, and what the report says."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from quire.errors import Cancelled, InvalidInput, NotFound
from quire.evaluate import EvaluationReport, evaluate, write_report
from quire.jobs import Job
from quire.types import Answer, Box, Citation, ElementKind, Hit, Level, Place, Query, Scores, SearchResult

_LINES: list[dict[str, object]] = [
    {
        "id": "q1",
        "query": "first",
        "document": "a.pdf",
        "pages": [2, 5],
        "regions": [{"page": 2, "bbox": [0, 0, 10, 10]}],
        "kinds": ["Table", "Chart"],
        "domain": "Reports",
        "answer": "18.4%",
        "answerable": True,
    },
    {
        "id": "q2",
        "query": "second",
        "document": "a.pdf",
        "pages": [9],
        "kinds": ["Table"],
        "answerable": True,
    },
    {"id": "q3", "query": "third", "document": "a.pdf", "pages": [], "answer": None, "answerable": False},
    {"id": "q4", "query": "fourth", "document": "gone.pdf", "pages": [1], "answerable": True},
]
_FOUND = {"first": [3, 2, 3, 5], "second": [1], "third": [1]}


def _hit(rank: int, page: int, level: Level, document_id: str = "A") -> Hit:
    return Hit(
        rank=rank,
        level=level,
        document_id=document_id,
        document_title="A <b>",
        document_path="/a.pdf",
        element_id=f"{document_id}:{page}",
        section_id="",
        kind=ElementKind.TEXT,
        place=Place(document_id, page, (Box(1, 1, 5, 5),)),
        heading_path=(),
        text="",
        relevance=0.5,
        relevant=True,
        scores=Scores(),
    )


def _search(query: Query) -> SearchResult:
    pages = _FOUND[query.text]
    return SearchResult(
        query, tuple(_hit(rank, page, query.level) for rank, page in enumerate(pages, start=1))
    )


def _ask(query: Query) -> Answer:
    if query.text == "third":
        return Answer(query.text, "not in your library", (), (), "extractive", "abstained", abstained=True)
    citation = Citation(1, Place("A", 5, ()), "it was 18.4 percent")
    return Answer(query.text, "see [1]", (citation,), (), "extractive", "complete", abstained=False)


def _resolve(name: str) -> str:
    if name == "a.pdf":
        return "A"
    raise NotFound(f"there is no document {name}")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set" / "questions.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(json.dumps(line) for line in _LINES) + "\n\n", encoding="utf-8")
    return path


@pytest.fixture
def report(questions: Path) -> EvaluationReport:
    return evaluate(questions, _search, _resolve, ask=_ask)


def test_figures_are_averaged_over_answerable_questions_that_ran(report: EvaluationReport) -> None:
    overall = report.overall
    assert overall.questions == 2
    # q1 finds pages 3, 2, 5 (distinct) of 2 and 5; q2 finds nothing
    assert overall.recall == {"recall@1": 0, "recall@3": 50, "recall@5": 50, "recall@10": 50}
    assert overall.mrr10 == 25
    assert overall.region_hit5 == 100


def test_a_question_of_two_kinds_counts_in_both(report: EvaluationReport) -> None:
    assert {kind: figures.questions for kind, figures in report.by_kind.items()} == {"Chart": 1, "Table": 2}
    assert report.by_kind["Chart"].recall["recall@3"] == 100
    assert report.by_domain["Reports"].questions == 1


def _judged_search(query: Query) -> SearchResult:
    """Return what `_search` does, but put the right page first where a reranker judges: not on the second question."""
    if not query.judge or query.text == "second":
        return _search(query)
    return dataclasses.replace(_search(query), hits=(_hit(1, 2, query.level),), reranker="overlap")


def test_the_report_tells_what_the_reranker_buys(questions: Path, tmp_path: Path) -> None:
    report = evaluate(questions, _judged_search, _resolve)
    assert report.reranker == "overlap"
    assert report.unjudged is not None
    assert (report.overall.mrr10, report.unjudged.mrr10) == (50, 25)
    assert report.overall.recall["recall@1"] == 25
    assert report.unjudged == evaluate(questions, _search, _resolve).overall
    assert "without the reranker" in report.as_text()
    assert report.as_json()["unjudged"]["mrr10"] == 25
    html, _ = write_report(report, tmp_path / "out")
    assert "without the reranker overlap" in html.read_text(encoding="utf-8")


def test_without_a_reranker_every_question_is_searched_once(questions: Path) -> None:
    asked: list[Query] = []

    def search(query: Query) -> SearchResult:
        asked.append(query)
        return _search(query)

    report = evaluate(questions, search, _resolve)
    assert len(asked) == 3
    assert report.unjudged is None
    assert "without" not in report.as_text()


def test_answers_are_judged_by_citation_content_and_abstention(report: EvaluationReport) -> None:
    answering = report.answering
    assert answering is not None
    assert (answering.answerable, answering.unanswerable) == (2, 1)
    assert answering.cites_evidence == 50
    assert answering.contains_answer == 50
    assert answering.abstained_on_answerable == 0
    assert answering.abstained_on_unanswerable == 100


def test_a_missing_document_is_named_and_counts_in_no_mean(report: EvaluationReport) -> None:
    [problem] = report.problems
    assert problem.id == "q4"
    assert "gone.pdf" in report.as_text()
    assert report.as_json()["problems"] == [{"id": "q4", "problem": "there is no document gone.pdf"}]


def test_within_the_document_asks_for_pages_of_that_document(questions: Path) -> None:
    asked: list[Query] = []

    def search(query: Query) -> SearchResult:
        asked.append(query)
        return _search(query)

    evaluate(questions, search, _resolve)
    assert all(query.document_ids == ("A",) and query.level is Level.PAGE for query in asked)
    asked.clear()
    evaluate(questions, search, _resolve, everywhere=True)
    assert all(query.document_ids == () for query in asked)


def test_a_page_of_another_document_takes_its_place_in_the_ranking(questions: Path) -> None:
    def search(query: Query) -> SearchResult:
        hits = (_hit(1, 2, query.level, "B"), _hit(2, 2, query.level), _hit(3, 9, query.level, "B"))
        return SearchResult(query, hits)

    report = evaluate(questions, search, _resolve, everywhere=True)
    assert report.overall.recall["recall@1"] == 0
    assert report.overall.recall["recall@3"] == 25  # one of two pages for q1, none for q2


def test_a_set_without_pages_is_judged_by_document(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "i1", "query": "first", "document": "a.pdf"}', encoding="utf-8")
    report = evaluate(path, _search, _resolve, everywhere=True)
    assert report.overall.recall["recall@1"] == 100


def test_the_report_is_written_as_json_and_as_a_page_of_its_own(
    report: EvaluationReport, tmp_path: Path
) -> None:
    html, data = write_report(report, tmp_path / "new" / "folder")
    page = html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page
    assert "recall@5" in page
    assert "fourth" in page
    loaded = json.loads(data.read_text(encoding="utf-8"))
    assert loaded["overall"]["recall"]["recall@3"] == 50
    assert [question["id"] for question in loaded["questions"]] == ["q1", "q2", "q3", "q4"]


def test_text_of_documents_cannot_break_the_page(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    line = {"id": "q1", "query": "<img src=x>", "document": "gone.pdf"}
    path.write_text(json.dumps(line), encoding="utf-8")
    html, _ = write_report(evaluate(path, _search, _resolve), tmp_path)
    assert "<img" not in html.read_text(encoding="utf-8")


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "q1", "query": "x", "document": "a.pdf"}\n{"id": 7}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="line 2"):
        evaluate(path, _search, _resolve)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.jsonl"):
        evaluate(tmp_path / "nowhere.jsonl", _search, _resolve)


def test_cancelling_stops_between_questions(questions: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        evaluate(questions, _search, _resolve, job=job)
