"""What is packed comes back, bit by bit where that was promised."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from store_making import unit_rows, word_boxes

from quire.store.packing import (
    pack_boxes,
    pack_numbers,
    pack_strings,
    pack_vectors,
    pack_words,
    path_of,
    storable,
    storable_path,
    unpack_boxes,
    unpack_numbers,
    unpack_strings,
    unpack_vectors,
    unpack_words,
)
from quire.types import Box, WordBoxes

FLOATS = st.floats(allow_nan=False, width=64)


@given(st.lists(st.tuples(FLOATS, FLOATS, FLOATS, FLOATS)))
def test_boxes_come_back_equal(rows: list[tuple[float, float, float, float]]) -> None:
    boxes = tuple(Box(*row) for row in rows)
    assert unpack_boxes(pack_boxes(boxes)) == boxes


@given(
    st.lists(
        st.tuples(
            st.integers(-(2**31), 2**31 - 1),
            st.integers(-(2**31), 2**31 - 1),
            st.binary(min_size=16, max_size=16),
        )
    )
)
def test_word_boxes_come_back_bit_by_bit(rows: list[tuple[int, int, bytes]]) -> None:
    words = WordBoxes(
        np.array([row[0] for row in rows], "<i4").tobytes(),
        np.array([row[1] for row in rows], "<i4").tobytes(),
        b"".join(row[2] for row in rows),
    )
    assert unpack_words(pack_words(words)) == words


def test_word_boxes_of_a_paragraph_shrink_to_a_third() -> None:
    words = word_boxes("the quick brown fox jumps over a lazy dog by the river " * 8)
    plain = len(words.starts) + len(words.ends) + len(words.boxes)
    assert len(pack_words(words)) < plain / 3


def test_vectors_keep_their_direction() -> None:
    rows = unit_rows(100, 1, dim=384)
    back = unpack_vectors(pack_vectors(rows), 384)
    assert back.dtype == np.float32
    cosines = (rows * back).sum(axis=1) / np.linalg.norm(back, axis=1)
    assert cosines.min() > 0.999999
    assert len(pack_vectors(rows)) == rows.nbytes // 2


@given(st.lists(st.text()), st.lists(st.integers(0, 2**40)))
def test_lists_come_back(texts: list[str], numbers: list[int]) -> None:
    assert unpack_strings(pack_strings(texts)) == tuple(storable(text) for text in texts)
    assert unpack_numbers(pack_numbers(numbers)) == tuple(numbers)


@given(st.text(st.characters()))
def test_any_path_comes_back(path: str) -> None:
    assert path_of(storable_path(path)) == path
