"""What can be quoted from an element."""

from __future__ import annotations

from quire.answer.pieces import pieces_of
from quire.types import Box, Element, ElementKind, Place

_TABLE = """Table 2: Rezoning
| Borough | Share | |
| --- | ---: | --- |
| Bronx | 18.4 % | |
| Queens | | 7 \\| 8 |"""


def _element(kind: ElementKind, text: str, context: str = "", label: str = "") -> Element:
    return Element("d:0", kind, text, Place("d", 7, (Box(0, 0, 1, 1),)), context=context, label=label)


def test_sentences_are_quoted_whole() -> None:
    element = _element(
        ElementKind.TEXT, "Dr. Smith paid $2.50. He left at 9 p.m. on Monday.\nNobody saw him."
    )
    assert [piece.quote for piece in pieces_of(element)] == [
        "Dr. Smith paid $2.50.",
        "He left at 9 p.m. on Monday.",
        "Nobody saw him.",
    ]


def test_list_items_stand_alone() -> None:
    element = _element(ElementKind.LIST, "• apples\n• pears and\n\n• plums")
    assert [piece.shown for piece in pieces_of(element)] == ["• apples", "• pears and", "• plums"]


def test_table_rows_are_read_with_their_header_and_quoted_as_they_stand() -> None:
    element = _element(ElementKind.TABLE, _TABLE, context="Rezoned area")
    caption, bronx, queens = pieces_of(element)
    assert caption.quote == "Table 2: Rezoning"
    assert bronx.shown == "Borough: Bronx; Share: 18.4 %"
    assert bronx.quote == "| Bronx | 18.4 % | |"
    assert bronx.about == "Borough Share Rezoned area"
    assert queens.shown == "Borough: Queens; 7 \\| 8"


def test_a_row_too_long_to_quote_is_quoted_cell_by_cell() -> None:
    long = " ".join(f"word{number}" for number in range(70))
    element = _element(ElementKind.TABLE, f"| Name | Story |\n|---|---|\n| Ada | {long} |")
    name, story, rest = pieces_of(element)
    assert (name.quote, name.shown) == ("Ada", "Name: Ada")
    assert story.shown.startswith("Story: word0 word1 ")
    assert rest.quote == " ".join(f"word{number}" for number in range(60, 70))


def test_a_table_without_a_rule_has_rows_and_no_header() -> None:
    pieces = pieces_of(_element(ElementKind.TABLE, "| a | b |\n| c | d |"))
    assert [piece.shown for piece in pieces] == ["a; b", "c; d"]


def test_text_without_sentences_is_cut_at_word_borders() -> None:
    text = "  ".join(f"word{number}" for number in range(130))
    pieces = pieces_of(_element(ElementKind.TEXT, text))
    assert [len(piece.quote.split()) for piece in pieces] == [60, 60, 10]
    assert all(piece.quote in text for piece in pieces)


def test_labels_of_a_picture_are_quoted_with_their_neighbours() -> None:
    [piece] = pieces_of(_element(ElementKind.FIGURE, "Bronx\n18.4 %\nQueens\n7 %"))
    assert piece.shown == "Bronx 18.4 % Queens 7 %"


def test_a_figure_without_text_can_be_shown() -> None:
    [piece] = pieces_of(_element(ElementKind.FIGURE, "", label="Figure 3"))
    assert (piece.quote, piece.shown) == ("", "See the Figure 3 on page 7.")


def test_an_empty_text_has_nothing_to_quote() -> None:
    assert pieces_of(_element(ElementKind.TEXT, " \n ")) == []
