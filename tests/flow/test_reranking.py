"""A search whose best candidates are judged: by a real cross-encoder in the model host, and by stand-ins."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.flow.conftest import write_report
from tests.tiny_models.encoders import tiny_cross_encoder
from tests.unit.search.judges import OverlapJudge

from quire.errors import Cancelled, ModelFailed, ModelMissing, NotFound
from quire.jobs import Job
from quire.library import Library
from quire.library.judges import chosen_judge
from quire.plugins.contracts import Reranker
from quire.settings import Settings, with_value
from quire.types import Level, ModelRole, Query, SearchResult

_PAGES = {
    1: ("Pump", "The pump of the harbour is checked in spring and in autumn by two engineers."),
    2: ("Pump", "A pump stands in the harbour, and a second pump stands near the ferry pier."),
    3: ("Pump", "Warranty, warranty and again warranty: the warranty of a warranty. Pump warranty."),
}
_QUERY = Query(text="harbour pump", level=Level.PAGE)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    papers = tmp_path_factory.mktemp("papers")
    with Library.open(tmp_path_factory.mktemp("library"), settings=Settings()) as opened:
        opened.add([write_report(papers / "pumps.pdf", _PAGES)])
        yield opened


def _pages(result: SearchResult) -> list[int]:
    return [hit.place.page_number for hit in result.hits]


def test_a_cross_encoder_in_the_host_puts_results_in_order(library: Library, tmp_path: Path) -> None:
    plain = library.search(_QUERY)
    assert _pages(plain)[0] != 3
    assert plain.reranker == ""
    installed = library.models.bring_in([tiny_cross_encoder(tmp_path)], role=ModelRole.RERANKER, job=Job())
    library.roles.use("models.reranker", installed.card.id)
    seen: list[SearchResult] = []
    try:
        judged = library.search(_QUERY, on_results=seen.append)
    finally:
        library.roles.use("models.reranker", "")
    assert _pages(judged)[0] == 3, [hit.reasons for hit in judged.hits]  # the one word it looks for
    assert judged.reranker == installed.card.title
    assert [hit.scores.rerank is not None for hit in judged.hits] == [True] * 3
    assert _pages(seen[0]) == _pages(plain)
    assert seen[-1].hits == judged.hits
    assert library.search(_QUERY).hits == plain.hits


def test_an_answer_is_made_from_the_judged_order(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = OverlapJudge("ferry pier second")
    monkeypatch.setattr(library.roles, "reranker", lambda: judge)
    made = library.ask(Query(text="harbour pump"))
    assert made.hits[0].place.page_number == 2
    assert made.hits[0].scores.rerank == 1.0


def test_the_quotation_is_chosen_by_the_judge_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = OverlapJudge("spring")
    monkeypatch.setattr(library.roles, "reranker", lambda: judge)
    made = library.ask(Query(text="harbour pump"))
    assert "spring" in made.citations[0].quote
    alone = [text for text in judge.read if "\n" not in text]  # after the whole passages, which have lines
    assert any(text.endswith(made.citations[0].quote) for text in alone)


def test_a_search_that_took_all_the_time_leaves_none_for_quotations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = OverlapJudge("spring")
    settings = with_value(Settings(), "search.rerank_budget_s", 0)
    with Library.open(tmp_path / "library", settings=settings) as library:
        library.add([write_report(tmp_path / "pumps.pdf", _PAGES)])
        monkeypatch.setattr(library.roles, "reranker", lambda: judge)
        made = library.ask(Query(text="harbour pump"))
    assert made.citations
    assert len(judge.read) == judge.batch_size  # the search's first batch


def test_a_judge_that_fails_on_quotations_costs_a_note(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = library.ask(Query(text="harbour pump"))

    class Tiring(OverlapJudge):
        def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
            if len(self.read) >= len(plain.hits):
                raise ModelFailed("it is out of memory")
            return super()._score(question, passages)

    monkeypatch.setattr(library.roles, "reranker", Tiring)
    made = library.ask(Query(text="harbour pump"))
    assert not made.abstained
    assert made.citations
    assert made.notes == ("quoted without overlap: it is out of memory",)


def test_a_stopped_question_stops_the_judge(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job()
    judge = OverlapJudge(before=job.cancel)
    monkeypatch.setattr(library.roles, "reranker", lambda: judge)
    with pytest.raises(Cancelled):
        library.ask(_QUERY, job=job)
    assert len(judge.read) == judge.batch_size


def test_a_chosen_model_that_is_gone_costs_a_note(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = library.search(_QUERY)

    def gone() -> Reranker:
        raise ModelMissing("the model x is not on this machine")

    monkeypatch.setattr(library.roles, "reranker", gone)
    result = library.search(_QUERY)
    assert result.hits == plain.hits
    assert result.notes == ("reranking stopped: the model x is not on this machine",)


def test_the_whole_list_is_judged_by_the_reranker_when_there_is_no_language_model() -> None:
    judge = OverlapJudge()
    assert chosen_judge("listwise", lambda: judge, lambda: None)() is judge
    assert chosen_judge("pointwise", lambda: None, lambda: None)() is None


def test_an_expected_page_is_followed_through_the_stages(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = library.resolve("pumps.pdf")
    plain = library.explain(Query(text="harbour pump", limit=1), document_id, 3)
    assert "words that are not on it: harbour" in plain
    assert plain[-1] == "it is not shown, because the limit is 1"
    monkeypatch.setattr(library.roles, "reranker", lambda: OverlapJudge("warranty"))
    judged = library.explain(Query(text="harbour pump", limit=1), document_id, 3)
    assert "judged by overlap: place 1 of 3" in judged
    assert judged[-1].startswith("it is shown")
    with pytest.raises(NotFound):
        library.explain(_QUERY, "nowhere", 1)


def test_warming_up_loads_the_reranker(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = threading.Event()

    class Waiting(OverlapJudge):
        def prepare(self) -> None:
            loaded.set()

    installed = library.models.bring_in([tiny_cross_encoder(tmp_path)], role=ModelRole.RERANKER, job=Job())
    library.roles.use("models.reranker", installed.card.id)
    reranker = library.roles.reranker()
    assert reranker is not None
    reranker.prepare()  # the real one, in the host
    monkeypatch.setattr(library.roles, "reranker", Waiting)
    try:
        library.warm_up()
        assert loaded.wait(60)
    finally:
        library.roles.use("models.reranker", "")
