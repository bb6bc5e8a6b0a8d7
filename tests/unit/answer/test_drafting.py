"""A model's words become checked text, whatever pieces they come in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quire.answer.aligning import Found, Support
from quire.answer.drafting import Draft
from quire.answer.pieces import Piece
from quire.types import Element, ElementKind, Place

_ELEMENTS = [Element(f"d:{n}", ElementKind.TEXT, f"Text {n}.", Place("d", 1, ())) for n in range(6)]


def _check(sentence: str, marked: Sequence[int]) -> Found:
    """Believe every marker from 1 to 5; without one a sentence has no support."""
    places = tuple((number, Piece(_ELEMENTS[number], 0, 7, "")) for number in marked if 1 <= number <= 5)
    return Found(Support.BORNE_OUT, places) if places else Found(Support.NONE)


def _draft(text: str, size: int = 0) -> tuple[Draft, list[str]]:
    heard: list[str] = []
    draft = Draft(_check, lambda address: address == "example.org/known", heard.append)
    for start in range(0, len(text), size or max(len(text), 1)):
        draft.add(text[start : start + (size or len(text))])
    draft.finish()
    return draft, heard


_TEXTS = {
    "markers go behind their sentence": ("It is so [2]. And so [4].", "It is so. [1] And so. [2]"),
    "a marker behind the full stop counts too": ("It is so. [2] And so. [4]", "It is so. [1] And so. [2]"),
    "the same place keeps its number": ("A is [3]. B is [1]. C is [3].", "A is. [1] B is. [2] C is. [1]"),
    "lists and spans of numbers are read": ("It is so [1, 3][4-5].", "It is so. [1][2][3][4]"),
    "other brackets are markers too": ("It is so 【2】 and [^3].", "It is so and. [1][2]"),
    "a marker to nothing goes": ("It is so [99].", "It is so."),
    "no space is lost": ("It is[1]so.", "It is so. [1]"),
    "lists keep their lines": ("- One thing [1]\n- Another [2]\n", "- One thing [1]\n- Another [2]"),
    "rows of tables stay rows": ("| a | b [1] |\n| c | d [2] |", "| a | b [1] |\n| c | d [2] |"),
    "brackets that link nothing are round": ("See [this] now [1].", "See (this) now. [1]"),
    "links become words, pictures go": (
        "See ![a plot](http://evil.com/?d=1) and [here](https://a.b/c \"t\") [1].",
        "See and here. [1]",
    ),
    "addresses stand only where the evidence has them": (
        "See https://example.org/known and http://evil.com/x. [1]",
        "See example.org/known and (address removed). [1]",
    ),
    "tags and control tokens go": ("<b>It</b> is <|im_end|>so <script>x()</script>[1].", "It is so. [1]"),
    "a smaller sign is no tag": ("It is 3 < 4 and a<b [1].", "It is 3 < 4 and a< b. [1]"),
    "an open bracket at the end stays text": ("It is so [1", "It is so (1"),
    "decimals and initials end no sentence": ("J. Smith paid 3.5 crowns [1].", "J. Smith paid 3.5 crowns. [1]"),
}


@pytest.mark.parametrize(("written", "shown"), _TEXTS.values(), ids=_TEXTS)
@pytest.mark.parametrize("size", [0, 1, 2, 5, 17])
def test_text(written: str, shown: str, size: int) -> None:
    draft, heard = _draft(written, size)
    assert draft.text == shown
    assert "".join(heard) == shown


@pytest.mark.parametrize("size", [0, 1, 7])
def test_sentences_without_support_are_told_by_their_place(size: int) -> None:
    draft, _ = _draft("\n\nFine [1]. Not so.\n\n- Nor this\n- This [2]", size)
    assert [draft.text[start:end] for start, end in draft.unsupported] == ["Not so.", "- Nor this"]


@pytest.mark.parametrize("size", [0, 1, 4])
def test_a_refusal_is_heard_and_never_shown(size: int) -> None:
    draft, heard = _draft("NOT IN THE EVIDENCE", size)
    assert draft.refused
    assert (draft.text, heard) == ("", [])
    draft, heard = _draft("Not in the evidence. But it is so [1].", size)
    assert draft.refused
    assert draft.text == "But it is so. [1]" == "".join(heard)


def test_words_come_before_their_sentence_is_complete() -> None:
    heard: list[str] = []
    draft = Draft(_check, lambda _: False, heard.append)
    draft.add("The pump weighs twelve ")
    assert "".join(heard) == "The pump weighs twelve"
    draft.add("kilograms [1")
    assert "".join(heard) == "The pump weighs twelve kilograms"
    draft.add("]. It")
    assert "".join(heard).startswith("The pump weighs twelve kilograms")
    draft.add(" is red.")
    assert "".join(heard) == "The pump weighs twelve kilograms. [1] It is"


def test_a_bracket_that_never_closes_holds_nothing_back_for_long() -> None:
    heard: list[str] = []
    draft = Draft(_check, lambda _: False, heard.append)
    draft.add("[" + "word " * 600)
    assert len("".join(heard)) > 2500


def test_markers_are_numbered_in_order_of_appearance() -> None:
    draft, _ = _draft("A is [4]. B is [2][4].")
    assert [(cited.marker, cited.number) for cited in draft.cited] == [(1, 4), (2, 2)]


@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_model_that_tells_the_same_again_and_again_is_noticed(size: int) -> None:
    sentence = "The pump stands in the harbour."
    assert not _draft(f"{sentence} {sentence} It hums.", size)[0].repeats
    assert _draft(f"{sentence} {sentence} {sentence} It hums.", size)[0].repeats
    assert not _draft("| a b c d |\n" * 9, size)[0].repeats
    assert not _draft("None at all. " * 9, size)[0].repeats
