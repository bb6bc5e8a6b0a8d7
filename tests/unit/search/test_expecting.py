"""Why an expected page is not among the results."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.search.documents import make_document
from tests.unit.search.judges import OverlapJudge
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.search import Judging, Searcher, SearchSettings, explain
from quire.types import ElementKind, Query, Target

_MANUAL = make_document(
    "manual",
    [
        ["The pump of the harbour hums."],
        ["A pump is painted blue."],
        [(ElementKind.FIGURE, "")],
        [(ElementKind.FURNITURE, "pump manual")],
        ["Nothing of the kind stands here."],
    ],
)
_QUERY = Query(text="harbour pump", limit=1)


def _explained(
    page_number: int, query: Query = _QUERY, *, judge: OverlapJudge | None = None, depth: int = 3
) -> list[str]:
    catalogue = MemoryCatalogue()
    catalogue.add(_MANUAL)
    catalogue.add(make_document("report", [["A harbour pump and a harbour pump."] * 3]))
    catalogue.members["papers"] = {"report"}
    settings = SearchSettings(fine_documents=1)
    searcher = Searcher(catalogue, None, judging=Judging(lambda: judge, depth=depth), settings=settings)
    return explain(searcher, catalogue, query, "manual", page_number)


def _inside(query: Query = _QUERY) -> Query:
    return replace(query, document_ids=("manual",))


def test_a_page_that_does_not_exist() -> None:
    assert _explained(9) == ["the document has 5 pages: there is no page 9"]
    assert _explained(0) == ["the document has 5 pages: there is no page 0"]


def test_filters_that_exclude_it() -> None:
    assert _explained(1, replace(_QUERY, collection="papers")) == ["its document is not in the collection papers"]
    assert _explained(1, replace(_QUERY, document_ids=("report",))) == [
        "the search was limited to other documents"
    ]
    [line] = _explained(1, replace(_QUERY, target=Target.TABLE))
    assert line == "the search was limited to kind “table”, and the page holds only: text"


def test_a_page_that_reading_left_empty() -> None:
    assert "no text was found" in _explained(3)[0]
    assert "nothing on the page but headers and footers" in _explained(4)[0]


def test_a_document_that_others_outdo() -> None:
    lines = _explained(1)
    assert "words of the question on the page: harbour, pump" in lines
    assert "its document was not searched in depth: others fit better, and room is for 1" in lines
    assert lines[-1] == "searched alone, the document has it in place 1 of 4"


def test_a_page_below_the_limit_and_the_words_it_lacks() -> None:
    lines = _explained(2, _inside())
    assert "words that are not on it: harbour" in lines
    assert "by words and by meaning: place 2 of 4" in lines
    assert lines[-1] == "it is not shown, because the limit is 1"


def test_a_page_that_is_shown() -> None:
    assert _explained(1, _inside())[-1].startswith("it is shown, with a relevance of 0.")
    weak = _explained(5, replace(_inside(), limit=10))
    assert weak[-1].endswith("is too low for evidence")


def test_a_page_that_the_judge_put_back() -> None:
    lines = _explained(1, _inside(), judge=OverlapJudge("painted blue"))
    assert "by words and by meaning: place 1 of 4" in lines
    assert any(line.startswith("judged by overlap: place ") and "place 1 " not in line for line in lines)
    assert "judged 0 % likely to help, by overlap" in lines


def test_a_page_that_the_judge_did_not_come_to() -> None:
    lines = _explained(2, _inside(), judge=OverlapJudge("harbour"), depth=1)
    assert "judged by overlap: place 2 of 4" in lines
    assert "the judge did not come to it" in lines
