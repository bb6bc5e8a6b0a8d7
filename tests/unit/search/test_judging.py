"""The stage in which a model judges: what it reads, for how long, and what becomes of the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.search.documents import TopicEmbedder, make_document
from tests.unit.search.judges import LastFirst, LyingJudge, OverlapJudge, failing_after
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.errors import Cancelled, ModelMissing
from quire.jobs import Job
from quire.plugins import contracts
from quire.plugins.contracts import ListRanker, Reranker
from quire.search import Searcher
from quire.search.judging import Judging
from quire.types import ElementKind, Level, Query, SearchResult

# Ten passages that say "pump" ever less prominently; the words after it tell a judge which is meant.
_NAMES = ("ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine")
_PUMPS = make_document("d", [[f"pump {'noise ' * n}{name}"] for n, name in enumerate(_NAMES)])
_QUERY = Query(text="pump", limit=10)


def _catalogue() -> MemoryCatalogue:
    catalogue = MemoryCatalogue()
    catalogue.add(_PUMPS)
    return catalogue


def _searcher(model: Reranker | ListRanker | None, **options: float) -> Searcher:
    return Searcher(_catalogue(), None, judging=Judging(lambda: model, **options))  # type: ignore[arg-type]


def _names(result: SearchResult) -> list[str]:
    return [hit.text.split()[-1] for hit in result.hits]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time stands still until a test moves it."""
    now = [0.0]
    monkeypatch.setattr(contracts.time, "monotonic", lambda: now[0])
    return now


def _ticking(clock: list[float], seconds: float) -> OverlapJudge:
    def tick() -> None:
        clock[0] += seconds

    return OverlapJudge("pine", before=tick)


@pytest.mark.parametrize("level", [Level.PAGE, Level.SECTION, Level.DOCUMENT])
def test_results_are_listed_by_relevance_whatever_the_limit(level: Level) -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(make_document("a", [["the pump of Bergen stands still"], ["pump pump pump pump pump"]]))
    catalogue.add(make_document("b", [["a note about Bergen and the weather"], ["the pump hums all day"]]))
    searcher = Searcher(catalogue, None)
    query = Query(text="pump Bergen", level=level, limit=10)
    whole = searcher.search(query).hits
    relevances = [hit.relevance for hit in whole]
    assert relevances == sorted(relevances, reverse=True)
    assert len(set(relevances)) > 1
    for limit in (1, 2):
        assert [hit.place for hit in searcher.search(replace(query, limit=limit)).hits] == [
            hit.place for hit in whole[:limit]
        ]


def test_elements_of_other_pages_get_their_turn() -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(make_document("a", [[f"pump {name}" for name in _NAMES], ["a pump beside the road"]]))
    hits = Searcher(catalogue, None).search(Query(text="pump", level=Level.ELEMENT, limit=4)).hits
    assert {hit.place.page_number for hit in hits} == {1, 2}


def test_a_model_counts_as_much_as_it_is_trusted() -> None:
    unjudged = _names(_searcher(None).search(_QUERY))
    relevances = {}
    for trust in (0.0, 0.2, 0.75):
        judge = OverlapJudge(f"pump {unjudged[-1]}")
        judge.trust = trust
        result = _searcher(judge).search(_QUERY)
        relevances[trust] = next(hit.relevance for hit in result.hits if hit.text.endswith(unjudged[-1]))
        if trust == 0.0:
            assert _names(result) == unjudged
    assert relevances[0.0] < relevances[0.2] < relevances[0.75]
    assert relevances[0.75] == pytest.approx(0.75 + 0.25 * relevances[0.0], abs=0.01)


def test_a_model_judges_no_more_candidates_than_it_is_good_for() -> None:
    judge = OverlapJudge("pine")
    judge.depth = 4
    result = _searcher(judge).search(_QUERY)
    assert len(judge.read) == 4
    unjudged = _names(_searcher(None).search(_QUERY))
    assert sorted(_names(result)) == sorted(unjudged)
    assert [name for name in _names(result) if name in unjudged[4:]] == unjudged[4:]


def test_what_the_model_finds_probable_comes_first() -> None:
    result = _searcher(OverlapJudge("pump maple")).search(_QUERY)
    assert _names(result)[0] == "maple"
    assert result.reranker == "overlap"
    first = result.hits[0]
    assert first.scores.rerank == 1.0
    assert "judged 100 % likely to help, by overlap" in first.reasons
    assert first.relevance > 0.75
    assert [hit.rank for hit in result.hits] == list(range(1, 11))


def test_relevance_falls_with_rank_when_all_are_judged() -> None:
    relevances = [hit.relevance for hit in _searcher(OverlapJudge("pump maple")).search(_QUERY).hits]
    assert relevances == sorted(relevances, reverse=True)


def test_what_the_model_finds_absurd_is_no_evidence() -> None:
    plain = _searcher(None).search(_QUERY)
    assert plain.hits[0].relevant
    assert not any(hit.relevant for hit in _searcher(OverlapJudge("zeppelin")).search(_QUERY).hits)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_without_a_model_everything_is_as_without_the_stage(level: Level, limit: int) -> None:
    embedder = TopicEmbedder("pump oak", "noise")
    catalogue = _catalogue()
    catalogue.add(
        make_document("e", [["oak pump", (ElementKind.TABLE, "pump oak")], ["noise"]]),
        {f"e:{number}": embedder.vector(text) for number, text in enumerate(("oak pump", "pump oak", "noise"))},
    )
    query = Query(text="pump oak", level=level, limit=limit)
    bare = Searcher(catalogue, embedder).search(query)
    seen: list[SearchResult] = []
    made = Searcher(catalogue, embedder, judging=Judging(lambda: None)).search(query, on_results=seen.append)
    assert repr(made.hits) == repr(bare.hits)
    assert (made.notes, made.missing, made.reranker) == (bare.notes, bare.missing, "")
    assert not seen
    judging = Judging(lambda: OverlapJudge("noise"))
    off = Searcher(catalogue, embedder, judging=judging).search(replace(query, judge=False))
    assert repr(off.hits) == repr(bare.hits)


def test_a_search_without_reranking_asks_no_model() -> None:
    judge = OverlapJudge("maple")
    for query in (replace(_QUERY, rerank=False), replace(_QUERY, judge=False)):
        assert _names(_searcher(judge).search(query))[0] == "ash"
    assert judge.read == []


def test_the_model_lifts_what_would_not_have_been_shown() -> None:
    assert _names(_searcher(OverlapJudge("pine")).search(replace(_QUERY, limit=1))) == ["pine"]
    beyond = _searcher(OverlapJudge("pine"), depth=4).search(replace(_QUERY, limit=1))
    assert _names(beyond) != ["pine"]


def test_the_model_reads_headings_and_captions_best_candidates_first() -> None:
    judge = OverlapJudge()
    catalogue = MemoryCatalogue()
    catalogue.add(
        make_document(
            "d",
            [["A pump hums and hums and hums."], ["The pump."], [(ElementKind.FIGURE, "")]],
            headings=["Noise", "Parts", ""],
        )
    )
    Searcher(catalogue, None, judging=Judging(lambda: judge)).search(Query(text="pump parts"))
    assert judge.read == ["Parts\nThe pump.", "Noise\nA pump hums and hums and hums."]


def test_of_a_page_the_model_reads_the_best_elements_in_reading_order() -> None:
    judge = OverlapJudge()
    catalogue = MemoryCatalogue()
    pages = [["It hums.", (ElementKind.HEADING, "The pump"), "A pump of brass.", "word " * 300], ["A pump."]]
    catalogue.add(make_document("d", pages, headings=["Parts", ""]))
    query = Query(text="pump", level=Level.PAGE)
    Searcher(catalogue, None, judging=Judging(lambda: judge)).search(query)
    [first] = [passage for passage in judge.read if "brass" in passage]
    assert first.startswith("Parts\nIt hums.\nThe pump\nA pump of brass.")
    assert "A pump." in judge.read


def test_a_very_long_passage_is_cut() -> None:
    judge = OverlapJudge()
    catalogue = MemoryCatalogue()
    catalogue.add(make_document("d", [[(ElementKind.TABLE, "| pump | 1 |\n" * 5000)]]))
    Searcher(catalogue, None, judging=Judging(lambda: judge)).search(Query(text="pump"))
    assert len(judge.read[0]) < 3000


def test_the_first_results_come_at_once_and_are_put_in_order_batch_by_batch() -> None:
    seen: list[SearchResult] = []
    final = _searcher(OverlapJudge("pine")).search(_QUERY, on_results=seen.append)
    assert _names(seen[0]) == _names(_searcher(None).search(_QUERY))
    assert [len([h for h in s.hits if h.scores.rerank is not None]) for s in seen] == [0, 2, 4, 6, 8, 10]
    assert seen[-1].hits == final.hits
    assert not any(step.notes for step in seen)
    assert {frozenset(_names(step)) for step in seen} == {frozenset(_NAMES)}


def test_when_the_time_is_over_the_rest_stays_unjudged_and_a_note_says_so(clock: list[float]) -> None:
    result = _searcher(_ticking(clock, 1.5), budget_s=2.0).search(_QUERY)
    assert [hit.scores.rerank for hit in result.hits].count(None) == 6
    assert result.notes == ("4 of 10 candidates were judged in 2 s",)


def test_one_batch_is_judged_whatever_it_costs(clock: list[float]) -> None:
    result = _searcher(_ticking(clock, 60.0), budget_s=0.0).search(_QUERY)
    assert [hit.scores.rerank for hit in result.hits].count(None) == 8


def test_unjudged_results_keep_their_order_behind_what_was_found_good(clock: list[float]) -> None:
    before = _names(_searcher(None).search(_QUERY))

    def tick() -> None:
        clock[0] += 1.0

    judge = OverlapJudge(before[1], before=tick)
    after = _names(_searcher(judge, budget_s=0.5).search(_QUERY))
    assert after[0] == before[1]
    assert [name for name in after if name in before[2:]] == before[2:]
    assert after.index(before[0]) > after.index(before[2])  # found poor: behind what the words speak for


def test_equal_judgements_are_ordered_by_id() -> None:
    catalogue = MemoryCatalogue()
    for name in ("b", "a", "c"):
        catalogue.add(make_document(name, [["same words here"]]))
    result = Searcher(catalogue, None, judging=Judging(OverlapJudge)).search(Query(text="same words"))
    assert [hit.element_id for hit in result.hits] == ["a:0", "b:0", "c:0"]


def test_a_picture_without_words_keeps_its_relevance_among_judged_ones() -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(make_document("d", [["a pump"], [(ElementKind.FIGURE, "")], ["pump pump noise"]]))
    query = Query(text="pump on page 2")
    silent = next(hit for hit in Searcher(catalogue, None).search(query).hits if hit.element_id == "d:1")
    judged = Searcher(catalogue, None, judging=Judging(lambda: OverlapJudge("noise"))).search(query).hits
    kept = next(hit for hit in judged if hit.element_id == "d:1")
    assert kept.relevance == silent.relevance
    assert kept.scores.rerank is None
    assert kept.rank == 2  # behind the page found good, before the one found poor


@pytest.mark.parametrize(
    "lies", [[0.5], [1.5] * 4, [-0.1] * 4, [float("nan")] * 4], ids=["too few", "above 1", "below 0", "nan"]
)
def test_a_model_that_breaks_its_contract_changes_nothing_but_a_note(lies: list[float]) -> None:
    result = _searcher(LyingJudge(lies)).search(_QUERY)
    assert result.hits == _searcher(None).search(_QUERY).hits
    [note] = result.notes
    assert "liar broke its contract" in note
    assert result.reranker == ""


def test_a_model_that_fails_at_once_changes_nothing_but_a_note() -> None:
    result = _searcher(OverlapJudge("pine", before=failing_after(0))).search(_QUERY)
    assert result.hits == _searcher(None).search(_QUERY).hits
    assert result.notes == ("reranking stopped: the model host ended",)


def test_what_was_judged_before_a_failure_counts() -> None:
    result = _searcher(OverlapJudge(_NAMES[2], before=failing_after(2))).search(_QUERY)
    assert _names(result)[0] == _NAMES[2]
    assert result.notes == ("reranking stopped: the model host ended",)


def test_a_model_that_is_not_there_is_noted() -> None:
    def missing() -> Reranker:
        raise ModelMissing("the model x is not on this machine")

    result = Searcher(_catalogue(), None, judging=Judging(missing)).search(_QUERY)
    assert result.hits == _searcher(None).search(_QUERY).hits
    assert result.notes == ("reranking stopped: the model x is not on this machine",)


def test_a_cancelled_job_stops_the_model() -> None:
    job = Job()
    judge = OverlapJudge("pine", before=job.cancel)
    with pytest.raises(Cancelled):
        _searcher(judge).search(_QUERY, job=job)
    assert len(judge.read) == judge.batch_size


def test_the_job_counts_judged_passages() -> None:
    reports: list[tuple[str, int, int]] = []
    job = Job().part(lambda now: reports.append((now.stage, now.done, now.total)))
    _searcher(OverlapJudge()).search(_QUERY, job=job)
    assert reports == [("reranking", done, 10) for done in (2, 4, 6, 8, 10)]


def test_time_spent_judging_is_told_with_late_interaction() -> None:
    assert "rerank" in _searcher(OverlapJudge()).search(_QUERY).seconds
    assert "rerank" not in Searcher(_catalogue(), None).search(_QUERY).seconds


def test_a_list_ranker_decides_the_order_and_the_evidence_the_relevance() -> None:
    plain = _searcher(None).search(_QUERY)
    result = _searcher(LastFirst()).search(_QUERY)
    assert _names(result) == _names(plain)[::-1]
    assert [hit.relevance for hit in result.hits] == [hit.relevance for hit in plain.hits]
    assert [hit.relevant for hit in result.hits] == [hit.relevant for hit in plain.hits]
    assert result.hits[0].scores.rerank == 1.0
    assert "put in place 1 of 10 by reverser" in result.hits[0].reasons


def test_what_a_list_ranker_leaves_out_or_has_no_room_for_follows_in_order() -> None:
    plain = _names(_searcher(None).search(_QUERY))
    left_out = _names(_searcher(LastFirst(2)).search(_QUERY))
    assert left_out == [plain[9], plain[8], *plain[:8]]
    no_room = _searcher(LastFirst(most=3)).search(_QUERY)
    assert _names(no_room) == [plain[2], plain[1], plain[0], *plain[3:]]
    assert no_room.hits[3].scores.rerank is None


def test_a_list_ranker_that_counts_wrong_changes_nothing_but_a_note() -> None:
    class Stammerer(ListRanker):
        name = "stammerer"

        def _rank(self, question: str, passages: object, *, job: Job | None) -> list[int]:
            return [0, 0]

    result = _searcher(Stammerer()).search(_QUERY)
    assert result.hits == _searcher(None).search(_QUERY).hits
    assert "stammerer broke its contract" in result.notes[0]


def test_first_results_come_before_a_list_ranker_has_read() -> None:
    seen: list[SearchResult] = []
    final = _searcher(LastFirst()).search(_QUERY, on_results=seen.append)
    assert [_names(step) for step in seen] == [_names(final)[::-1]]
