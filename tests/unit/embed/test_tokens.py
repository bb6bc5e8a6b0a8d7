from __future__ import annotations

import numpy as np

from quire.embed.tokens import pack_tokens, quantised
from quire.plugins.contracts import TokenVectors


def test_quantised_rows_keep_their_cosines() -> None:
    rows = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    words = tuple(f"w{number}" for number in range(50))
    empty = TokenVectors((), np.zeros((0, 64), np.float32))
    items = [quantised(item) for item in (TokenVectors(words, rows), empty, empty)]
    packed = pack_tokens("m", ["a", "b", "c"], items, 64)
    assert (packed.space_id, packed.ids, packed.counts, packed.words) == (
        "m/tok64",
        ("a", "b", "c"),
        (50, 0, 0),
        words,
    )
    back = np.frombuffer(packed.data, np.int8).reshape(50, 64).astype(np.float32) / 127
    assert np.abs(back @ back.T - rows @ rows.T).max() < 0.02


def test_rounding_noise_beyond_one_does_not_wrap_around() -> None:
    packed = pack_tokens("m", ["a"], [quantised(TokenVectors(("w",), np.array([[1.02, -1.02]], np.float32)))], 2)
    assert np.frombuffer(packed.data, np.int8).tolist() == [127, -127]
