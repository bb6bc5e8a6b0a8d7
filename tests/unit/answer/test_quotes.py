"""Boxes of a quotation."""

from __future__ import annotations

import numpy as np

from quire.answer import quote_boxes
from quire.types import Box, Element, ElementKind, Place, WordBoxes

_TEXT = "one two three four five"
_WHOLE = Box(0, 0, 100, 30)


def _element(boxes: list[tuple[float, float, float, float]] | None, text: str = _TEXT) -> Element:
    words = None
    if boxes is not None:
        starts = [text.index(word) for word in text.split()]
        ends = [start + len(word) for start, word in zip(starts, text.split(), strict=True)]
        words = WordBoxes(
            np.array(starts, "<i4").tobytes(),
            np.array(ends, "<i4").tobytes(),
            np.array(boxes, "<f4").tobytes(),
        )
    return Element("d:0", ElementKind.TEXT, text, Place("d", 1, (_WHOLE,)), words=words)


_TWO_LINES = [(0, 0, 10, 10), (12, 0, 22, 10), (24, 0, 40, 10), (0, 15, 10, 25), (12, 15, 22, 25)]


def test_words_of_one_line_become_one_box() -> None:
    assert quote_boxes(_element(_TWO_LINES), "two three") == (Box(12, 0, 40, 10),)


def test_a_quotation_over_two_lines_has_two_boxes() -> None:
    assert quote_boxes(_element(_TWO_LINES), "three four") == (Box(24, 0, 40, 10), Box(0, 15, 10, 25))


def test_part_of_a_word_marks_the_word() -> None:
    assert quote_boxes(_element(_TWO_LINES), "hre") == (Box(24, 0, 40, 10),)


def test_a_word_that_jumps_back_starts_a_new_box() -> None:
    columns = [(60, 0, 70, 10), (72, 0, 90, 10), (0, 0, 10, 10), (12, 0, 20, 10), (22, 0, 30, 10)]
    assert quote_boxes(_element(columns), _TEXT) == (Box(60, 0, 90, 10), Box(0, 0, 30, 10))


def test_an_unsure_place_is_the_whole_element() -> None:
    assert quote_boxes(_element(None), "two") == (_WHOLE,)
    assert quote_boxes(_element(_TWO_LINES), "not there") == (_WHOLE,)
    assert quote_boxes(_element(_TWO_LINES), "") == (_WHOLE,)
    assert quote_boxes(_element(_TWO_LINES[:3]), "two") == (_WHOLE,)
