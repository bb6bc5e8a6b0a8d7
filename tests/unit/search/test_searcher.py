"""Searching: from a question to ranked, explained hits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.unit.search.documents import ColourEmbedder, TopicEmbedder, make_document
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.search import Searcher, SearchSettings
from quire.types import Document, ElementKind, Level, Query, Target

_MANUAL = make_document(
    "manual",
    [
        ["The watch shows the time.", "Charge the watch with its cradle."],
        ["Heart rate zones of the watch are shown in colours.", (ElementKind.FIGURE, "")],
        [(ElementKind.TABLE, "| Button | Press |\n|---|---|\n| Up | Starts the watch workout |")],
        [(ElementKind.FURNITURE, "watch cradle watch cradle")],
    ],
    title="Watch manual",
    labels=["i", "ii", "1", "2"],
)
_REPORT = make_document(
    "report",
    [["Sales grew by five per cent.", "The office moved to Lyon."], ["A cradle of civilisation."]],
    title="Annual report",
)


def _catalogue(*documents: Document, embedder: TopicEmbedder | None = None) -> MemoryCatalogue:
    catalogue = MemoryCatalogue()
    for document in documents:
        vectors = {e.id: embedder.vector(e.text) for e in document.elements} if embedder else None
        catalogue.add(document, vectors)
    return catalogue


def _search(
    catalogue: MemoryCatalogue, text: str, embedder: TopicEmbedder | None = None, **query: object
) -> list[str]:
    result = Searcher(catalogue, embedder).search(replace(Query(text=text), **query))  # type: ignore[arg-type]
    return [hit.element_id for hit in result.hits]


def test_words_alone_find_the_passage() -> None:
    assert _search(_catalogue(_MANUAL, _REPORT), "how do I charge it")[0] == "manual:1"


def test_an_empty_library_finds_nothing() -> None:
    assert _search(MemoryCatalogue(), "anything") == []


def test_a_word_that_stands_everywhere_in_a_document_says_little_inside_it() -> None:
    found = _search(_catalogue(_MANUAL), "watch cradle", document_ids=("manual",))
    assert found[0] == "manual:1"


def test_furniture_is_never_evidence() -> None:
    assert "manual:5" not in _search(_catalogue(_MANUAL), "watch cradle", limit=50)


def test_meaning_finds_what_wording_misses() -> None:
    embedder = TopicEmbedder("battery charge cradle power", "sales office lyon")
    catalogue = _catalogue(_MANUAL, _REPORT, embedder=embedder)
    assert _search(catalogue, "battery power", embedder)[0] in {"manual:1", "report:2"}
    assert _search(catalogue, "battery power", embedder, document_ids=("manual",))[0] == "manual:1"


def test_a_document_without_vectors_is_found_beside_one_with_them() -> None:
    embedder = TopicEmbedder("sales")
    catalogue = _catalogue(_MANUAL, embedder=embedder)
    catalogue.add(_REPORT)
    assert _search(catalogue, "where did the office move", embedder)[0] == "report:1"


def test_filters_keep_other_documents_out() -> None:
    catalogue = _catalogue(_MANUAL, _REPORT)
    catalogue.members["work"] = {"report"}
    assert _search(catalogue, "cradle", document_ids=("report",), limit=50)[0].startswith("report")
    assert all(id_.startswith("report") for id_ in _search(catalogue, "cradle", collection="work", limit=50))
    assert _search(catalogue, "cradle", collection="empty") == []
    assert _search(catalogue, "cradle", collection="work", document_ids=("manual",)) == []


def test_a_target_keeps_other_kinds_out() -> None:
    found = _search(_catalogue(_MANUAL), "watch workout", target=Target.TABLE)
    assert found == ["manual:4"]


def test_the_page_a_question_names_comes_first() -> None:
    result = Searcher(_catalogue(_MANUAL), None).search(Query(text="watch on page 1", level=Level.PAGE))
    assert [hit.place.page_number for hit in result.hits[:2]] == [3, 1]  # printed 1, then counted 1
    assert "page 1 was asked for" in result.hits[0].reasons


def test_a_page_hit_carries_the_boxes_of_its_best_elements() -> None:
    result = Searcher(_catalogue(_MANUAL), None).search(Query(text="charge watch cradle", level=Level.PAGE))
    assert result.hits[0].place.page_number == 1
    assert result.hits[0].place.boxes[0] == _MANUAL.elements[1].place.boxes[0]


def test_each_page_section_and_document_is_found_once() -> None:
    catalogue = _catalogue(_MANUAL, _REPORT)
    for level in (Level.PAGE, Level.SECTION, Level.DOCUMENT):
        hits = Searcher(catalogue, None).search(Query(text="watch cradle", level=level, limit=50)).hits
        keys = [
            {Level.PAGE: (h.document_id, h.place.page_number), Level.SECTION: h.section_id}.get(
                level, h.document_id
            )
            for h in hits
        ]
        assert len(keys) == len(set(keys))


def test_hits_say_which_words_matched_as_they_stand_there() -> None:
    result = Searcher(_catalogue(_MANUAL), None).search(Query(text="charging watches"))
    assert result.hits[0].matched == ("Charge", "watch")


def test_words_found_nowhere_are_named() -> None:
    result = Searcher(_catalogue(_MANUAL), None).search(Query(text="Does the watch measure Oxygen?"))
    assert result.missing == ("measure", "Oxygen")


def test_a_missing_name_lowers_relevance() -> None:
    searcher = Searcher(_catalogue(_MANUAL), None)
    known = searcher.search(Query(text="heart rate zones of the watch")).hits[0]
    unknown = searcher.search(Query(text="heart rate zones of the Apple watch")).hits[0]
    assert unknown.element_id == known.element_id
    assert unknown.relevance < known.relevance


def test_results_repeat_exactly_and_ranks_count_from_one() -> None:
    catalogue = _catalogue(_MANUAL, _REPORT)
    first = Searcher(catalogue, None).search(Query(text="the watch", limit=50)).hits
    assert first == Searcher(catalogue, None).search(Query(text="the watch", limit=50)).hits
    assert [hit.rank for hit in first] == list(range(1, len(first) + 1))


def test_ties_are_broken_by_id() -> None:
    twins = [make_document(name, [["same words here"]]) for name in ("b", "a", "c")]
    assert _search(_catalogue(*twins), "same words") == ["a:0", "b:0", "c:0"]


def test_new_content_is_seen_at_once() -> None:
    catalogue = _catalogue(_MANUAL)
    searcher = Searcher(catalogue, None)
    assert not any(hit.document_id == "report" for hit in searcher.search(Query(text="Lyon")).hits)
    catalogue.add(_REPORT)
    assert searcher.search(Query(text="Lyon")).hits[0].element_id == "report:1"


def test_odd_questions_raise_nothing() -> None:
    searcher = Searcher(_catalogue(_MANUAL), TopicEmbedder("x"))
    for text in (
        '"',
        "page",
        "page 0",
        "the",
        "???",
        "(",
        "AND OR NOT",
        "watch*",
        "日本",
        "\x00",
        "a" * 5000,
    ):
        searcher.search(Query(text=text))


def test_without_a_model_for_pictures_the_text_in_the_picture_is_searched_and_said() -> None:
    catalogue = _catalogue(_MANUAL, _REPORT)
    searcher = Searcher(catalogue, None, read_picture=lambda picture: "office Lyon")
    result = searcher.search(Query(image=b"png"))
    assert result.hits[0].element_id == "report:1"
    assert "text in it" in result.notes[0]
    [note] = Searcher(catalogue, None).search(Query(text="cradle", image=b"png")).notes
    assert "no model for pictures" in note


def test_a_visual_space_finds_pictures_by_looks_and_by_description() -> None:
    looks = ColourEmbedder()
    names = ["red", "green", "blue", "blue green", "red blue"]
    documents = [make_document(name.replace(" ", "-"), [[(ElementKind.IMAGE, "")]]) for name in names]
    catalogue = MemoryCatalogue()
    for document, name in zip(documents, names, strict=True):
        catalogue.add(document, {f"{document.id}:0": looks.embed_captions([name])[0]}, space_id="looks")
    searcher = Searcher(catalogue, None, images=lambda: looks)
    for query in (Query(image=b"green"), Query(text="green")):
        hit = searcher.search(query).hits[0]
        assert hit.document_id == "green"
        assert hit.scores.visual is not None


def test_late_interaction_reorders_what_the_first_pass_leaves_even() -> None:
    embedder = TopicEmbedder("car vehicle", "tree")
    document = make_document("d", [["a vehicle stands here"], ["a tree stands here"]])
    catalogue = MemoryCatalogue()
    catalogue.add(document)
    for element in document.elements:
        rows = np.stack([embedder.vector(word) for word in element.text.split()])
        catalogue.add_tokens(element.id, rows)
    settings = SearchSettings(late=1.0)
    found = {
        word: Searcher(catalogue, embedder, settings=settings).search(Query(text=f"{word} stands")).hits[0]
        for word in ("car", "tree")
    }
    assert found["car"].element_id == "d:0"
    assert found["tree"].element_id == "d:1"
    assert found["car"].scores.rerank is not None
    plain = Searcher(catalogue, embedder, settings=settings).search(Query(text="car stands", rerank=False))
    assert plain.hits[0].scores.rerank is None


def test_many_small_documents_fill_the_result() -> None:
    photographs = [make_document(f"photo{number:02}", [["a red tench"]]) for number in range(30)]
    catalogue = _catalogue(*photographs)
    assert len(_search(catalogue, "tench", limit=25)) == 25
    assert len(_search(catalogue, "tench", limit=25, level=Level.DOCUMENT)) == 25


def test_one_page_does_not_crowd_out_the_others() -> None:
    crowded = ["red tench"] * 6
    document = make_document("d", [crowded, ["a red tench swims in some other pond"]])
    pages = [
        hit.place.page_number
        for hit in Searcher(_catalogue(document), None).search(Query(text="red tench")).hits
    ]
    assert pages[:2] == [1, 1]
    assert 2 in pages[:5]


def test_hits_carry_what_an_office_document_calls_its_pages_and_no_number_of_a_pdf() -> None:
    sheets = make_document(
        "costs",
        [["The quay cost nine crowns."], ["The crane cost eight crowns."]],
        labels=["", "Sheet Cranes"],
        media_type="application/vnd.oasis.opendocument.spreadsheet",
    )
    catalogue = _catalogue(_MANUAL, sheets)
    names = {
        hit.element_id: hit.page_name
        for question in ("crane quay cost crowns", "charge the watch")
        for hit in Searcher(catalogue, None).search(Query(text=question)).hits
    }
    assert (names["costs:0"], names["costs:1"], names["manual:1"]) == ("", "Sheet Cranes", "")
