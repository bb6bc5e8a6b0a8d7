"""Words of a page and phrases among them, by cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from quire.library.page_words import find, phrase_of, plain_text, words_on_page
from quire.types import Box, Element, ElementKind, PageWords, Place, WordBoxes


def element(
    text: str,
    spans: list[tuple[int, int]],
    boxes: list[tuple[float, float, float, float]],
    kind: ElementKind = ElementKind.TEXT,
) -> Element:
    starts, ends = zip(*spans, strict=True)
    words = WordBoxes(
        np.array(starts, "<i4").tobytes(), np.array(ends, "<i4").tobytes(), np.array(boxes, "<f4").tobytes()
    )
    return Element("d:0", kind, text, Place("d", 1, (Box(0, 0, 100, 100),)), words=words)


def paragraph(*lines: str) -> Element:
    """Each word 10 units a letter wide, lines 20 apart; a line ending in "-" is joined with the next."""
    text, spans, boxes = "", [], []
    for row, line in enumerate(lines):
        for column, word in enumerate(line.split()):
            broken = word.endswith("-") and word == line.split()[-1]
            shown = word[:-1] if broken else word
            x = 100.0 * column
            spans.append((len(text), len(text) + len(shown)))
            boxes.append((x, 20.0 * row, x + 10 * len(word), 20.0 * row + 12))
            text += shown if broken else shown + " "
    return element(text.rstrip(), spans, boxes)


def test_words_come_in_order_with_what_follows_them() -> None:
    words = words_on_page([paragraph("A storm reach-", "ed Hestray"), paragraph("Chapter")])
    assert words.texts == ("A", "storm", "reach", "ed", "Hestray", "Chapter")
    assert words.after == (" ", " ", "", " ", "\n", "\n")
    copied = "".join(text + after for text, after in zip(words.texts, words.after, strict=True))
    assert copied == "A storm reached Hestray\nChapter\n"
    assert words.boxes[1] == Box(100, 0, 150, 12)


def test_cells_of_a_table_are_copied_with_tabs() -> None:
    text = "| a b | c |\n| --- | --- |\n| d |"
    spans = [(text.index(letter), text.index(letter) + 1) for letter in "abcd"]
    words = words_on_page([element(text, spans, [(0, 0, 1, 1)] * 4, ElementKind.TABLE)])
    assert words.after == (" ", "\t", "\n", "\n")


def test_elements_without_word_boxes_give_no_words() -> None:
    bare = Element("d:0", ElementKind.TEXT, "unplaced", Place("d", 1, ()))
    assert words_on_page([bare]) == PageWords((), (), ())


@pytest.mark.parametrize(
    "asked", ["storm reached", "STORM  Reached", "stórm\nreached", "storm reach", "orm reache"]
)
def test_phrase_is_found_over_a_broken_word_whatever_its_case_and_accents(asked: str) -> None:
    words = words_on_page([paragraph("A storm reach-", "ed Hestray")])
    (boxes,) = find(words, phrase_of(asked))
    first_line = Box(100, 0, 260, 12)
    assert boxes[0] == first_line
    assert (len(boxes) == 2) == ("reache" in phrase_of(asked))


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("the “Süd–Ost” quarter", '"sud-ost"'),
        ("ﬁve oﬃces", "five offices"),
        ("STRASSE", "straße"),
        ("keeper’s lamp", "keeper's lamp"),
    ],
)
def test_kinds_of_quotes_dashes_and_ligatures_do_not_count(page: str, asked: str) -> None:
    assert len(find(words_on_page([paragraph(page)]), phrase_of(asked))) == 1


def test_every_place_is_found_once_and_in_order() -> None:
    words = words_on_page([paragraph("ab ab ab", "ab")])
    assert [boxes[0].x0 for boxes in find(words, "ab ab")] == [0.0, 200.0]
    assert len(find(words, "ab")) == 4
    assert find(words, "") == []
    assert find(words, "abc") == []


def test_words_of_two_columns_are_not_joined_to_one_box() -> None:
    row = element("left right", [(0, 4), (5, 10)], [(300, 0, 340, 12), (0, 2, 50, 14)])
    (boxes,) = find(words_on_page([row]), "left right")
    assert boxes == (Box(300, 0, 340, 12), Box(0, 2, 50, 14))


def test_first_look_at_a_page_sees_the_words_that_find_sees() -> None:
    table = "| Süd b | c |\n| --- | :-: |\n| d-e |"
    spans = [(table.index(word), table.index(word) + len(word)) for word in ("Süd", "b", "c", "d-e")]
    cells = words_on_page([element(table, spans, [(0, 0, 1, 1)] * 4, ElementKind.TABLE)])
    seen = plain_text(table, ElementKind.TABLE)
    assert seen == "sud b c d-e"
    assert len(find(cells, seen)) == 1
    broken = paragraph("A storm reach-", "ed Hestray")
    assert len(find(words_on_page([broken]), plain_text(broken.text, broken.kind))) == 1
