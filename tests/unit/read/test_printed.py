"""Words that were read are found on printed pages: each at its own place, whatever a printer does to words."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence

import pytest

from quire.read.printed.alignment import align
from quire.read.printed.tokens import Token, parts_of, printed_tokens, read_tokens

_WORDS = (
    "harbour",
    "wall",
    "ferry",
    "pier",
    "timber",
    "granite",
    "lantern",
    "channel",
    "depth",
    "survey",
    "budget",
)


def said(text: str) -> list[str]:
    return text.split()


def sentences(seed: int, n: int) -> list[list[str]]:
    """Return sentences nobody else has, of words that others have too."""
    chance = random.Random(seed)
    return [
        [chance.choice(_WORDS) + chance.choice(_WORDS) for _ in range(chance.randint(6, 12))]
        for _ in range(n)
    ]


def laid_beside(read: Sequence[Sequence[str]], printed: Sequence[str]) -> dict[int, int]:
    """Return the printed index of each word of the elements `read`."""
    units = [number for number, element in enumerate(read) for _ in element]
    pairs = align([word for element in read for word in element], units, printed)
    assert len({j for _, j in pairs}) == len({i for i, _ in pairs}) == len(pairs)
    return dict(pairs)


def flat(parts: Sequence[Sequence[str]]) -> list[str]:
    return [word for part in parts for word in part]


def test_a_sentence_that_stands_there_often_is_found_at_its_own_place() -> None:
    again = said("no further action was required")
    read = [part for sentence in sentences(1, 40) for part in (sentence, again)]
    header = ["annual", "report"]
    printed: list[str] = []
    wanted: list[int] = []
    for number, part in enumerate(read):
        if number % 7 == 0:
            printed += [*header, str(number // 7)]
        wanted += range(len(printed), len(printed) + len(part))
        printed += part
    assert laid_beside(read, printed) == dict(enumerate(wanted))


def test_of_two_alike_the_one_that_was_not_printed_is_the_one_that_is_not_found() -> None:
    again = said("costs are given in crowns")
    one, two, three = sentences(2, 3)
    found = laid_beside([one, again, two, again, three], flat([one, two, again, three]))
    first, second = len(one), len(one) + len(again) + len(two)
    assert not set(range(first, first + len(again))) & set(found)
    assert [found[i] for i in range(second, second + len(again))] == list(
        range(len(one) + len(two), len(one) + len(two) + len(again))
    )


def test_what_was_printed_elsewhere_is_found_there() -> None:
    body, notes = sentences(3, 30), sentences(4, 3)
    read = [*body[:10], notes[0], *body[10:20], notes[1], *body[20:], notes[2]]
    page_ends = [
        *body[:15],
        notes[0],
        *body[15:25],
        notes[1],
        *body[25:],
        notes[2],
    ]  # footnotes, one page later
    printed = flat(page_ends)
    found = laid_beside(read, printed)
    words = flat(read)
    assert len(found) == len(words)
    assert all(words[i] == printed[j] for i, j in found.items())
    first = sum(map(len, body[:10]))
    assert found[first] == sum(map(len, body[:15]))


def test_a_sheet_wider_than_the_paper_is_found_on_both_its_pages() -> None:
    rows = [[f"r{row}c{column}" for column in range(10)] for row in range(30)]
    printed = flat([row[:6] for row in rows]) + flat([row[6:] for row in rows])
    found = laid_beside([flat(rows)], printed)
    assert len(found) == 300
    assert printed[found[9]] == "r0c9"


def test_cells_that_say_the_same_in_every_row_keep_to_their_rows() -> None:
    rows = [[f"part{row}", "open", "yes", "open"] for row in range(50)]
    header = ["item", "state", "paid", "note"]
    printed = [*header, *flat(rows[:20]), *header, *flat(rows[20:])]  # the header again on the next page
    found = laid_beside([[*header, *flat(rows)]], printed)
    for row in range(50):
        at = 4 + 4 * row
        assert [found[at + step] - found[at] for step in range(4)] == [0, 1, 2, 3]


def test_what_was_not_printed_is_not_found_among_words_that_everybody_uses() -> None:
    hidden = said("the lamp of the tower was for the crew and not for the ferry")
    read = [*sentences(5, 10), hidden, *sentences(6, 10)]
    around = [*sentences(5, 10), said("a figure of the year and for sale"), *sentences(6, 10)]
    found = laid_beside(read, flat(around))
    first = sum(map(len, read[:10]))
    assert not set(range(first, first + len(hidden))) & set(found)


def test_the_title_is_not_taken_for_the_header_that_repeats_it() -> None:
    title = ["harbour", "report"]
    body = sentences(7, 4)
    found = laid_beside([title, *body], flat([title, title, *body]))
    assert [found[0], found[1], found[2]] == [2, 3, 4]


def test_many_pages_without_any_unique_word_still_end() -> None:
    read = [["0"] * 3000]
    found = laid_beside(read, ["0"] * 2900)
    assert len(found) == 2900


def test_nothing_printed_or_nothing_read_is_nothing_found() -> None:
    assert laid_beside([], ["a"]) == {}
    assert laid_beside([["a", "b"]], []) == {}
    assert laid_beside([["a", "b", "c"]], ["x", "y", "z"]) == {}


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text whose words are what stands between blanks."""
    starts, ends, at = array("i"), array("i"), 0
    for word in text.split():
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    return read_tokens(text, starts, ends, 0)


def printed(lines: Sequence[str], read: str) -> list[tuple[str, int, int]]:
    words, ends = [], []
    for line in lines:
        on_line = line.split()
        words += on_line
        ends += [False] * (len(on_line) - 1) + [True]
    return [(token.text, token.first, token.last) for token in printed_tokens(words, ends, tokens(read))]


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010"])
def test_a_word_broken_at_the_end_of_a_line_is_one(hyphen: str) -> None:
    found = printed([f"an inter{hyphen}", "national harbour"], "an international harbour")
    assert found == [("an", 0, 0), ("international", 1, 2), ("harbour", 3, 3)]


def test_a_hyphen_of_the_word_itself_stays_at_the_end_of_a_line() -> None:
    read = "a well-known wellknown pier"
    assert [text for text, *_ in printed(["a well-", "known pier"], read)] == ["a", "well", "known", "pier"]


def test_a_word_cut_in_a_narrow_cell_is_one_and_two_words_stay_two() -> None:
    assert printed(["respons", "ibility"], "responsibility") == [("responsibility", 0, 1)]
    found = printed(["in", "form of"], "in form of inform")
    assert [text for text, *_ in found] == ["in", "form", "of"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18500", "18,500"), ("18500", "18,500.00"), ("6.0%", "6%"), ("1.234.567,5", "1234567.5"),
        ("Café", "cafe\u0301"), ("ﬁre", "fire"), ("co\u00adoperate", "cooperate"), ("“Pier”", '"pier"'),
    ],
)  # fmt: skip
def test_the_same_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert [text for text, _ in parts_of(one)] == [text for text, _ in parts_of(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("1,2", "12"), ("18.5", "185"), ("007", "7"), ("2024-03", "202403")]
)
def test_other_numbers_stay_others(one: str, other: str) -> None:
    assert [text for text, _ in parts_of(one)] != [text for text, _ in parts_of(other)]


def test_scripts_without_blanks_are_compared_by_character() -> None:
    assert [text for text, _ in parts_of("港の3号")] == ["港", "の", "3", "号"]


def test_tokens_know_their_words_and_signs_of_tables_are_none() -> None:
    text = "| Item | Sum |\n| --- | --- |\n| Wall | 18,500 |"
    starts = array("i", [text.index(word) for word in ("Item", "Sum", "Wall", "18,500")])
    ends = array("i", [start + length for start, length in zip(starts, (4, 3, 4, 6), strict=True)])
    assert read_tokens(text, starts, ends, 10) == [
        Token("item", 10, 10), Token("sum", 11, 11), Token("wall", 12, 12), Token("18500", 13, 13),
    ]  # fmt: skip


def test_words_without_a_box_count_for_what_stands_around_them() -> None:
    text = "| Wall | 18,500 | open |"
    starts, ends = array("i", [text.index("18")]), array("i", [text.index("18") + 6])
    assert [token.first for token in read_tokens(text, starts, ends, 5)] == [-1, 5, -1]
