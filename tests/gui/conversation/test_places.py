"""What cards show and quote: places, regions of pages, excerpts, sources. No widgets."""

from __future__ import annotations

import dataclasses

import pytest

from quire.gui.conversation.evidence import Evidence, cited, found, shortened, stops, with_sources
from quire.gui.conversation.excerpts import emphasised, excerpt
from quire.gui.conversation.regions import region
from quire.gui.conversation.relevance import word_for
from quire.gui.conversation.timings import total_of
from quire.types import (
    Answer,
    Box,
    Citation,
    ElementKind,
    Hit,
    Level,
    Page,
    Place,
    Query,
    Scores,
    TextOrigin,
    Turn,
)

PAGE = Page(3, 595, 842, TextOrigin.LAYER)


def hit(rank: int = 1, text: str = "some words", kind: ElementKind = ElementKind.TEXT) -> Hit:
    return Hit(
        rank, Level.ELEMENT, "d1", "Title *one*", "/tmp/a.pdf", f"d1:{rank}", "d1/s1", kind,
        Place("d1", 3, (Box(60, 100, 500, 160),)), ("Part", "Part", "Chapter"), text, 0.6, True, Scores(lexical=0.4),
        ("words",), ("caption matches",),
    )  # fmt: skip


def answer(*hits: Hit, quote: str = "words") -> Answer:
    place = Place("d1", 3, (Box(80, 120, 300, 132),))
    made = tuple(
        Citation(n, place, quote, one.element_id, one.document_title) for n, one in enumerate(hits, 1)
    )
    return Answer("q", "It is so. [1]", made, hits, "test", "complete", abstained=False)


def test_a_citation_takes_rank_and_reasons_from_its_hit() -> None:
    one = cited(answer(hit()))[0]
    assert (one.marker, one.relevance, one.reasons) == (1, 0.6, ("caption matches",))
    assert one.section == "Part › Chapter"
    assert one.around == (Box(60, 100, 500, 160),)


def test_a_citation_without_a_hit_still_leads_to_its_place() -> None:
    bare = Answer("q", "So. [1]", answer(hit()).citations, (), "test", "complete", abstained=False)
    one = cited(bare)[0]
    assert one.relevance is None
    assert one.stop().boxes == (Box(80, 120, 300, 132),)


def test_stops_are_labelled_as_in_the_answer_and_by_rank_in_a_search() -> None:
    assert [stop.label for stop in stops(cited(answer(hit(1), hit(2))))] == ["[1]", "[2]"]
    assert [stop.label for stop in stops(found([hit(1), hit(2)]))] == ["1", "2"]


def test_sources_are_numbered_and_escaped() -> None:
    text = with_sources(Turn(Query("q"), 0.0, answer(hit(), quote="a | b [x](y) <z>")))
    assert text.startswith("It is so. [1]\n\n**Sources**\n\n1. *Title \\*one\\**, page 3")
    assert "<z>" not in text.replace("\\<z\\>", "")


def test_places_and_sources_say_what_the_document_calls_its_pages() -> None:
    slide = dataclasses.replace(hit(), page_name="Slide *3*")
    made = answer(slide)
    named = tuple(dataclasses.replace(one, page_name="Slide *3*") for one in made.citations)
    text = with_sources(Turn(Query("q"), 0.0, dataclasses.replace(made, citations=named, hits=())))
    assert "1. *Title \\*one\\**, Slide \\*3\\*: “words”" in text
    assert cited(made)[0].where == "Title *one*, Slide *3*"  # kept before citations told it, its hit does
    assert found([slide])[0].where == "Title *one*, Slide *3*"
    assert found([hit()])[0].where == "Title *one*, page 3"


def test_long_quotes_are_cut_at_a_word() -> None:
    assert shortened("one two three", 8) == "one two…"
    assert len(shortened("x" * 1000, 50)) <= 51


def test_a_region_holds_its_marks_and_lies_on_the_page() -> None:
    clip, marks = region(PAGE, [Box(300, 830, 590, 841)], [], ElementKind.TEXT)
    assert marks == (Box(300, 830, 590, 841),)
    assert clip.x0 >= 0
    assert clip.y1 <= 842
    assert clip.y0 <= 830
    assert clip.height >= 48


def test_a_region_shows_whole_lines_of_the_element() -> None:
    clip, _ = region(PAGE, [Box(300, 100, 350, 112)], [Box(60, 80, 530, 700)], ElementKind.TEXT)
    assert clip.x0 <= 60
    assert clip.x1 >= 530
    assert clip.height < 100


def test_a_small_table_is_shown_whole_around_its_row() -> None:
    clip, _ = region(PAGE, [Box(60, 140, 530, 152)], [Box(60, 100, 530, 240)], ElementKind.TABLE)
    assert clip.y0 <= 100
    assert clip.y1 >= 240


def test_marks_in_another_column_do_not_stretch_the_region() -> None:
    clip, _ = region(PAGE, [Box(60, 700, 280, 800), Box(310, 60, 540, 90)], [], ElementKind.TEXT)
    assert clip.height <= 190


def test_pixels_of_a_large_picture_count_as_points_of_a_page() -> None:
    clip, _ = region(Page(1, 5950, 8420, TextOrigin.OCR), [Box(100, 100, 200, 120)], [], ElementKind.TEXT)
    assert clip.width >= 2600 - 1


def test_no_boxes_show_the_head_of_the_page() -> None:
    clip, marks = region(PAGE, [], [], ElementKind.TEXT)
    assert (clip.y0, marks) == (0.0, ())


def test_an_excerpt_shows_where_the_words_are() -> None:
    text = "filler " * 100 + "the needle is here " + "filler " * 100
    one = Evidence("d", "t", "", 1, (), text, matched=("needle",))
    assert "needle" in excerpt(one)
    assert len(excerpt(one)) < 300


def test_a_table_is_excerpted_without_its_bars() -> None:
    one = Evidence("d", "t", "", 1, (), "| A | B |\n| --- | --- |\n| 1 | 2 |", kind=ElementKind.TABLE)
    assert excerpt(one) == "A · B · 1 · 2"


def test_emphasis_escapes_everything_else() -> None:
    assert emphasised("<b>sea</b> & seal", ("seal",)) == "&lt;b&gt;sea&lt;/b&gt; &amp; <b>seal</b>"
    assert emphasised("a.b axb", ("a.b",)) == "<b>a.b</b> axb"


@pytest.mark.parametrize(
    ("value", "word"), [(1.0, "very likely"), (0.5, "likely"), (0.3, "possible"), (0.0, "unlikely")]
)
def test_relevance_in_words(qapp: object, value: float, word: str) -> None:
    assert word_for(value) == word


def test_the_total_counts_the_search_once() -> None:
    assert total_of({"encode": 0.1, "fuse": 0.2, "total": 0.4, "extract": 0.6}) == pytest.approx(1.0)
