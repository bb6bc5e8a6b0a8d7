"""Candidates that are judged by what they look like: which, in which order with the others, and for how long."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from tests.unit.search.documents import make_document
from tests.unit.search.judges import OverlapJudge
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.errors import InvalidInput, ModelFailed, ModelMissing, NotFound, QuireError
from quire.plugins import contracts
from quire.plugins.contracts import PictureReranker, Reranker
from quire.search import Inspection, Judging, Searcher
from quire.types import Element, ElementKind, Query, SearchResult, TextOrigin

_FIGURE = ElementKind.FIGURE
_DOCUMENT = make_document(
    "d",
    [
        ["pump ash"],
        [(_FIGURE, "pump birch")],
        ["pump noise cedar"],
        [(ElementKind.IMAGE, "pump noise noise elm")],
        [(ElementKind.TABLE, "pump noise noise noise fir")],
    ],
)
_QUERY = Query(text="pump")


class Looker(PictureReranker):
    """Finds a picture likely that shows `wanted`; a "picture" here is the last word of its element."""

    name = "looker"

    def __init__(self, wanted: str = "", *, before: Callable[[], None] = lambda: None, free: bool = True) -> None:
        self._wanted = wanted
        self._before = before
        self._free = free
        self.seen: list[str] = []
        self.words: list[str] = []
        self.n_prepared = 0

    def prepare(self) -> bool:
        self.n_prepared += 1
        return self._free

    def _judge(self, question: str, picture: bytes, words: str) -> float:
        self._before()
        self.seen.append(picture.decode())
        self.words.append(words)
        return 0.9 if picture.decode() == self._wanted else 0.1


def _picture(element: Element) -> bytes:
    return element.text.split()[-1].encode()


def _search(
    looker: PictureReranker | None,
    reader: Reranker | None = None,
    *,
    budget_s: float = 2.0,
    picture: Callable[[Element], bytes] = _picture,
    scanned: int = 0,
) -> SearchResult:
    pages = tuple(
        dataclasses.replace(page, text_origin=TextOrigin.OCR) if page.number == scanned else page
        for page in _DOCUMENT.pages
    )
    catalogue = MemoryCatalogue()
    catalogue.add(dataclasses.replace(_DOCUMENT, pages=pages))
    inspection = Inspection.of(lambda: looker, picture)
    judging = Judging(lambda: reader, budget_s=budget_s, inspection=inspection)
    return Searcher(catalogue, None, judging=judging).search(_QUERY)


def _names(result: SearchResult) -> list[str]:
    return [hit.text.split()[-1] for hit in result.hits]


def test_figures_and_photographs_are_looked_at_and_nothing_else() -> None:
    looker = Looker("elm")
    result = _search(looker)
    assert looker.seen == ["birch", "elm"]
    assert looker.words == ["pump birch", "pump noise noise elm"]
    assert result.reranker == "looker"
    by_name = dict(zip(_names(result), result.hits, strict=True))
    assert "its picture was judged 90 % likely to help, by looker" in by_name["elm"].reasons
    assert by_name["elm"].scores.rerank == 0.9
    assert by_name["ash"].scores.rerank is None
    assert result.notes == ()


def test_what_stands_on_a_scan_is_looked_at_too() -> None:
    looker = Looker()
    _search(looker, scanned=5)
    assert looker.seen == ["birch", "elm", "fir"]


def test_pictures_are_looked_at_between_passages_best_candidates_first() -> None:
    order: list[str] = []
    looker = Looker("elm", before=lambda: order.append("looked"))
    reader = OverlapJudge("cedar", before=lambda: order.append("read"))
    result = _search(looker, reader)
    assert order == ["read", "looked", "read", "looked", "read"]
    assert [passage.split()[-1] for passage in reader.read] == ["ash", "cedar", "fir"]
    assert result.reranker == "looker and overlap"
    assert set(_names(result)[:2]) == {"cedar", "elm"}


def test_without_a_model_that_sees_figures_are_read() -> None:
    reader = OverlapJudge("birch")
    assert _names(_search(None, reader))[0] == "birch"
    assert len(reader.read) == 5


def _gone(_: Element) -> bytes:
    raise NotFound("the original is gone")


def _failing(error: QuireError) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("looker", "picture", "note"),
    [
        (Looker(free=False), _picture, "pictures were judged by their words, while looker writes"),
        (Looker(), _gone, ""),
        (Looker(before=_failing(InvalidInput("it cannot be opened"))), _picture, ""),
        (
            Looker(before=_failing(ModelFailed("looker ended"))),
            _picture,
            "pictures were judged by their words: looker ended",
        ),
    ],
    ids=["busy", "no picture", "broken picture", "failure"],
)
def test_what_cannot_be_looked_at_is_read(looker: Looker, picture: Callable[[Element], bytes], note: str) -> None:
    reader = OverlapJudge("birch")
    result = _search(looker, reader, picture=picture)
    assert looker.seen == []
    assert len(reader.read) == 5
    assert _names(result)[0] == "birch"
    assert result.notes == ((note,) if note else ())
    assert result.reranker == "overlap"


def test_with_nobody_who_reads_a_failure_changes_nothing_but_a_note() -> None:
    result = _search(Looker(before=_failing(ModelFailed("looker ended"))))
    assert result.hits == _search(None).hits
    assert result.notes == ("pictures were judged by their words: looker ended",)
    assert result.reranker == ""


def test_a_model_that_is_gone_is_not_this_stages_matter() -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(_DOCUMENT)

    def missing() -> PictureReranker:
        raise ModelMissing("it is gone")

    reader = OverlapJudge("cedar")
    judging = Judging(lambda: reader, inspection=Inspection.of(missing, _picture))
    result = Searcher(catalogue, None, judging=judging).search(_QUERY)
    assert _names(result)[0] == "cedar"
    assert result.notes == ()


def test_a_value_that_is_no_probability_breaks_the_contract() -> None:
    class Liar(Looker):
        def _judge(self, question: str, picture: bytes, words: str) -> float:
            return 1.5

    [note] = _search(Liar()).notes
    assert "looker broke its contract" in note


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time stands still until a test moves it."""
    now = [0.0]
    monkeypatch.setattr(contracts.time, "monotonic", lambda: now[0])
    return now


def test_time_for_pictures_is_learnt_and_not_exceeded(clock: list[float]) -> None:
    def tick() -> None:
        clock[0] += 1.5

    looker = Looker("elm", before=tick)
    reader = OverlapJudge("ash")
    catalogue = MemoryCatalogue()
    catalogue.add(_DOCUMENT)
    judging = Judging(lambda: reader, budget_s=2.0, inspection=Inspection.of(lambda: looker, _picture))
    searcher = Searcher(catalogue, None, judging=judging)
    first = searcher.search(_QUERY)
    assert looker.seen == ["birch"]  # a second one would take 1.5 s more
    assert "looking at one takes 1.5 s here" in first.notes[-1]
    assert any(passage.endswith("elm") for passage in reader.read)  # judged by its words instead
    clock[0] += 100
    searcher.search(_QUERY)
    assert looker.seen == ["birch", "birch"]


def test_loading_counts_for_nothing(clock: list[float]) -> None:
    class Slow(Looker):
        def prepare(self) -> bool:
            clock[0] += 60.0
            return super().prepare()

    class SlowReader(OverlapJudge):
        def prepare(self) -> None:
            clock[0] += 60.0

    looker, reader = Slow("elm"), SlowReader("ash")
    result = _search(looker, reader)
    assert looker.seen == ["birch", "elm"]
    assert len(reader.read) == 3
    assert result.notes == ()


def test_starting_what_cuts_pictures_out_counts_for_nothing(clock: list[float]) -> None:
    cut: list[str] = []

    def picture(element: Element) -> bytes:
        clock[0] += 0.0 if cut else 60.0  # a process starts
        cut.append(element.id)
        return _picture(element)

    looker = Looker("elm")
    assert _search(looker, picture=picture).notes == ()
    assert looker.seen == ["birch", "elm"]
    assert len(cut) == len(set(cut))  # what was made ready is not cut out again


def test_without_a_budget_no_picture_is_looked_at_and_no_model_loaded() -> None:
    looker, reader = Looker("elm"), OverlapJudge("ash")
    _search(looker, reader, budget_s=0.0)
    assert looker.n_prepared == 0
    assert reader.read


def test_first_results_come_before_models_are_loaded() -> None:
    catalogue = MemoryCatalogue()
    catalogue.add(_DOCUMENT)
    events: list[str] = []

    class Loading(OverlapJudge):
        def prepare(self) -> None:
            events.append("loaded")

    judging = Judging(lambda: Loading("ash"), inspection=Inspection.of(lambda: None, _picture))
    Searcher(catalogue, None, judging=judging).search(_QUERY, on_results=lambda _: events.append("shown"))
    assert events[:3] == ["shown", "loaded", "shown"]
