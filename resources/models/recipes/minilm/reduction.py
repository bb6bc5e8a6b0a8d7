"""Write `reduction.safetensors`, which takes word vectors from 384 to 64 dimensions (see README.md)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from quire.models.cards import built_in_card
from quire.models.files import paths_of
from quire.models.minilm_backend import MiniLmEncoder, unit_rows

DIM, ROUNDS, WORDS_PER_TEXT, SEED, BATCH = 64, 2, 14, 1, 8


def word_salad(vocabulary: list[str]) -> list[str]:
    """Return texts that together say each word of the vocabulary once per round, in random order."""
    words = sorted(word for word in vocabulary if word.isalpha() and word.isascii() and len(word) > 2)
    shuffled = random.Random(SEED)
    texts: list[str] = []
    for _ in range(ROUNDS):
        shuffled.shuffle(words)
        texts += [
            " ".join(words[start : start + WORDS_PER_TEXT]) for start in range(0, len(words), WORDS_PER_TEXT)
        ]
    return texts


def projection(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the leading principal directions of unit rows, shape (384, DIM), each with a fixed sign."""
    _, directions = np.linalg.eigh(rows.T.astype(np.float64) @ rows)
    leading = directions[:, ::-1][:, :DIM]
    largest = np.abs(leading).argmax(axis=0)
    signed: NDArray[np.float32] = (leading * np.sign(leading[largest, np.arange(DIM)])).astype(np.float32)
    return signed


def main(target: Path) -> None:
    card = built_in_card("minilm-l6-v2")
    encoder = MiniLmEncoder(card, paths_of(card), threads=2)
    texts = word_salad(list(encoder.tokenizer.get_vocab()))
    rows: list[NDArray[np.float32]] = []
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        rows.append(unit_rows(encoder.word_rows(batch, *encoder.encode(batch), drop_stop_words=True).rows))
    save_file({"projection": projection(np.concatenate(rows))}, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
