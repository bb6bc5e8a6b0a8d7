"""A conversation as Markdown that shows what was said and nothing else."""

from __future__ import annotations

from quire.library.exporting import as_markdown
from quire.types import (
    Answer,
    Citation,
    Conversation,
    ElementKind,
    Hit,
    Level,
    Place,
    Query,
    Scores,
    SearchResult,
    Turn,
)

HEAD = Conversation("c1", "The *harbour* wall", 1_700_000_000.0, 1_700_000_000.0, 3)


def answered(question: str, text: str, *citations: Citation, notes: tuple[str, ...] = ()) -> Turn:
    answer = Answer(question, text, citations, (), "extractive", "complete", False, notes=notes)
    return Turn(Query(question), 1_700_000_000.0, answer)


def test_sources_are_numbered_with_file_page_and_quotation() -> None:
    first = Citation(1, Place("d1", 2, ()), "three\ncracks", "d1:3", "Harbour report", "/papers/harbour.pdf")
    second = Citation(2, Place("d2", 9, ()), "18,500 crowns", "d2:1", "costs.pdf", "/papers/costs.pdf")
    text = as_markdown(HEAD, [answered("How many?", "Three [1] for 18,500 [2].", first, second)])
    assert text.startswith("# The \\*harbour\\* wall\n")
    assert "## How many?\n\nThree [1] for 18,500 [2].\n" in text
    assert "- [1] *Harbour report* (harbour.pdf), page 2: “three cracks”\n" in text
    assert "- [2] costs.pdf, page 9: “18,500 crowns”\n" in text


def test_sources_name_pages_as_their_document_does() -> None:
    path, place = "/p/costs.xlsx", Place("d1", 4, ())
    cited = Citation(1, place, "nine crowns", "d1:3", "costs", path, page_name="Sheet *All* costs")
    hit = Hit(
        1, Level.ELEMENT, "d1", "costs", path, "d1:3", "", ElementKind.TEXT, place, (), "nine crowns", 0.5, True,
        Scores(), page_name="Sheet *All* costs",
    )  # fmt: skip
    query = Query("costs")
    text = as_markdown(HEAD, [answered("?", "Nine [1]", cited), Turn(query, 0.0, result=SearchResult(query, (hit,)))])
    assert "- [1] costs.xlsx, Sheet \\*All\\* costs: “nine crowns”\n" in text
    assert "1. costs.xlsx, Sheet \\*All\\* costs: “nine crowns”\n" in text
    assert "page" not in text


def test_hostile_quotations_stay_text() -> None:
    quote = "<script>alert(1)</script> ![x](http://evil) `code` # no heading"
    cited = Citation(1, Place("d1", 1, ()), quote, "d1:1", "[t](u)", "/papers/a_b_c.pdf")
    text = as_markdown(HEAD, [answered("# Is it\n# so?", "Yes [1]", cited)])
    assert "<script>" not in text.replace("\\<", "")
    assert "![x]" not in text
    assert "\n## \\# Is it \\# so?\n" in text
    assert "a\\_b\\_c.pdf" in text


def test_searches_pictures_notes_and_unanswered_questions_have_their_words() -> None:
    place = Place("d1", 4, ())
    hit = Hit(
        1, Level.PAGE, "d1", "Harbour", "/p/harbour.pdf", "d1:3", "", ElementKind.TEXT, place, (), "x" * 999,
        0.5, True, Scores(),
    )  # fmt: skip
    query = Query("cracks", b"png")
    turns = [
        Turn(query, 0.0, result=SearchResult(query, (hit,))),
        Turn(Query(image=b"png"), 0.0, result=SearchResult(query, ())),
        Turn(Query("stopped"), 0.0),
        answered("noted", "Yes", notes=("the picture holds no text",)),
    ]
    text = as_markdown(HEAD, turns)
    assert "*Asked with a picture.*" in text
    assert f"1. harbour.pdf, page 4: “{'x' * 300}…”" in text.replace("*Harbour* (harbour.pdf)", "harbour.pdf")
    assert "## A picture\n\n*Nothing was found.*" in text
    assert "*No answer was kept.*" in text
    assert "*Note: the picture holds no text*" in text
