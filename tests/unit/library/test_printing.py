"""A passage's place on printed pages, and the way back; arithmetic on what a reader process answered."""

from __future__ import annotations

from array import array
from dataclasses import replace

from quire.library.printing import Printed
from quire.read import PrintedContent
from quire.types import Box, Element, ElementKind, Place, WordBoxes

_HEIGHT = 10.0


def element(number: int, text: str, page_number: int, y: float) -> Element:
    """Return an element of one line, each letter ten points wide."""
    starts, at = array("i"), 0
    for word in text.split():
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
    ends = array("i", [start + len(word) for start, word in zip(starts, text.split(), strict=True)])
    boxes = array("f")
    for start, end in zip(starts, ends, strict=True):
        boxes.extend((10.0 * start, y, 10.0 * end, y + _HEIGHT))
    words = WordBoxes(starts.tobytes(), ends.tobytes(), boxes.tobytes())
    place = Place("d", page_number, (Box(0, y, 10.0 * len(text), y + _HEIGHT),))
    return Element(f"d:{number}", ElementKind.TEXT, text, place, words=words)


def content(pages: list[list[list[str]]], pairs: list[tuple[int, int]]) -> PrintedContent:
    """Return printed pages of lines of words: each word 40 points wide, each line 20 points high."""
    words: list[str] = []
    boxes, ends = array("f"), bytearray()
    for lines in pages:
        for row, line in enumerate(lines):
            for column, word in enumerate(line):
                words.append(word)
                boxes.extend((50.0 * column, 20.0 * row, 50.0 * column + 40, 20.0 * row + _HEIGHT))
                ends.append(column == len(line) - 1)
    counts = array("i", [sum(map(len, lines)) for lines in pages])
    flat = array("i", [index for pair in pairs for index in pair])
    return PrintedContent(
        ((300.0, 400.0),) * len(pages),
        counts.tobytes(),
        tuple(words),
        boxes.tobytes(),
        bytes(ends),
        flat.tobytes(),
    )


READ = [
    element(0, "one two three", 1, 0),
    element(1, "four five", 1, 50),
    element(2, "six seven eight", 2, 30),
]
PAGES = [[["head", "one", "two"], ["three"]], [["head", "four", "5"], ["six", "VII", "eight"]]]
PAIRS = [(0, 1), (1, 2), (2, 3), (3, 5), (5, 7), (7, 9)]  # "five" and "seven" were printed otherwise


def printed() -> Printed:
    return Printed("d", READ, content(PAGES, PAIRS))


def test_a_passage_is_found_with_a_box_per_line() -> None:
    found = printed().find(1, READ[0].place.boxes)
    assert found.places == (Place("d", 1, (Box(50, 0, 140, 10), Box(0, 20, 40, 30))),)
    assert (found.page_number, found.y) == (1, 0.0)


def test_what_stands_between_two_words_of_a_passage_on_a_line_belongs_to_it() -> None:
    found = printed().find(2, READ[2].place.boxes)
    assert found.places == (Place("d", 2, (Box(0, 20, 140, 30),)),)


def test_a_part_of_a_line_marks_that_part() -> None:
    assert printed().find(1, (Box(40, 0, 70, 10),)).places == (Place("d", 1, (Box(100, 0, 140, 10),)),)


def test_half_of_the_words_is_enough_and_none_is_not_found_but_near() -> None:
    assert printed().find(1, READ[1].place.boxes).places
    five = printed().find(1, (Box(50, 50, 90, 60),))
    assert five.places == ()
    assert (five.page_number, five.y) == (2, 0.0)  # beside "four"


def test_a_picture_without_words_is_shown_near_what_stands_before_it() -> None:
    found = printed().find(2, (Box(0, 100, 200, 200),))
    assert found.places == ()
    assert found.page_number == 2
    assert printed().find(1, (Box(0, 20, 200, 40),)).page_number == 1


def pictured(*pictures: tuple[int, Box]) -> Printed:
    return Printed("d", READ, replace(content(PAGES, PAIRS), pictures=pictures))


def test_a_picture_is_found_between_the_words_around_it() -> None:
    own = Box(0, 65, 200, 165)  # below "four five" on page 1, before "six seven eight" on page 2
    elsewhere, there = (0, Box(0, 5, 60, 35)), (1, Box(10, 12, 30, 22))
    found = pictured(elsewhere, there).find(1, (own,))
    assert found.places == (Place("d", 2, (there[1],)),)
    assert found.page_number == 2


def test_of_two_pictures_alike_neither_is_taken_for_the_one() -> None:
    own = Box(0, 65, 200, 165)
    assert pictured((1, Box(10, 12, 30, 22)), (1, Box(50, 12, 70, 22))).find(1, (own,)).places == ()
    assert pictured((1, Box(10, 12, 30, 22)), (1, Box(50, 12, 60, 22))).find(1, (own,)).places  # a square beside it
    assert pictured((1, Box(10, 12, 20, 22))).find(1, (own,)).places == ()


def test_words_that_were_not_printed_are_no_picture() -> None:
    assert pictured((1, Box(10, 2, 50, 12))).find(1, (Box(50, 50, 90, 60),)).places == ()


def test_a_passage_over_two_printed_pages_has_a_place_on_each() -> None:
    pairs = [(0, 1), (1, 3), (2, 5)]
    found = Printed("d", READ[:1], content(PAGES, pairs)).find(1, READ[0].place.boxes)
    assert [place.page_number for place in found.places] == [1, 2]
    assert found.page_number == 1


def test_a_printed_page_leads_back_to_what_was_read_of_it() -> None:
    assert printed().back(1, 0.0) == (1, 0.0)
    assert printed().back(2, 0.0) == (1, 50.0)
    assert printed().back(2, 15.0) == (2, 30.0)
    assert printed().back(2, 399.0) == (2, 30.0)


def test_nothing_found_at_all_keeps_to_the_numbers_of_pages() -> None:
    nothing = Printed("d", READ, content(PAGES, []))
    assert nothing.find(2, READ[2].place.boxes).page_number == 2
    assert nothing.find(7, ()).page_number == 2
    assert nothing.back(2, 0.0) == (1, 0.0)
    nobody = Printed("d", [], content(PAGES, []))
    assert nobody.find(1, ()).places == ()


def test_words_of_a_printed_page_can_be_copied() -> None:
    words = printed().words(2)
    assert words.texts == ("head", "four", "5", "six", "VII", "eight")
    assert words.after == (" ", " ", "\n", " ", " ", "\n")
    assert words.boxes[3] == Box(0, 20, 40, 30)
