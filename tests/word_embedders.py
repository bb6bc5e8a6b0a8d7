"""Text embedders in this process: vectors from words, from those of another embedder, or from nothing but a hash."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quire.plugins.contracts import TextEmbedder, TextUse, TokenEmbedder, TokenVectors
from quire.types import EmbeddingSpace

_WORD = re.compile(r"\w+")


@lru_cache(10_000)
def drawn(text: str, dim: int) -> NDArray[np.float32]:
    """Return a unit vector drawn from the hash of a text."""
    row = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(dim).astype(np.float32)
    unit: NDArray[np.float32] = row / np.linalg.norm(row)
    return unit


class WordEmbedder(TextEmbedder):
    """A text is the sum of its words' vectors, so that texts with the same words are alike."""

    max_tokens = 256

    def __init__(self, model: str = "words", *, dim: int = 48, revision: str = "1") -> None:
        self.space = EmbeddingSpace(model, model, revision, dim, ("text",))
        self.n_texts = 0
        self.before: Callable[[Sequence[str]], None] = lambda _: None

    def vector(self, text: str) -> NDArray[np.float32]:
        total = np.full(self.space.dim, 1e-6, np.float32)
        for word in _WORD.findall(text.lower()):
            total += drawn(word, self.space.dim)
        return total

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        self.before(texts)
        self.n_texts += len(texts)
        return np.stack([self.vector(text) for text in texts])


class WordTokenEmbedder(WordEmbedder, TokenEmbedder):
    """The same with vectors per word."""

    token_dim = 16

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        split = [tuple(_WORD.findall(text.lower())) for text in texts]
        empty = np.zeros((0, self.token_dim), np.float32)
        return [
            TokenVectors(words, np.stack([drawn(word, self.token_dim) for word in words]) if words else empty)
            for words in split
        ]

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        return self.embed(texts, urgent=urgent), self.token_vectors(texts)


class TurnedEmbedder(WordEmbedder):
    """Another model that sees the same in texts: the vectors of `WordEmbedder`, turned, with some noise."""

    def __init__(self, model: str = "turned", *, dim: int = 64, noise: float = 0.1, revision: str = "1") -> None:
        super().__init__(model, dim=dim, revision=revision)
        self._inner = WordEmbedder()
        inner_dim = self._inner.space.dim
        seed = int(hashlib.sha256(model.encode()).hexdigest()[:8], 16)
        self._turn = np.random.default_rng(seed).standard_normal((inner_dim, dim)).astype(np.float32)
        self._turn /= np.float32(np.sqrt(dim))
        self._noise = noise

    def vector(self, text: str) -> NDArray[np.float32]:
        inner = self._inner.vector(text)
        turned = (inner / np.linalg.norm(inner)) @ self._turn
        noisy: NDArray[np.float32] = turned + np.float32(self._noise) * drawn(self.space.model + text, self.space.dim)
        return noisy


class StrangeEmbedder(WordEmbedder):
    """A model that shares nothing with any other."""

    def vector(self, text: str) -> NDArray[np.float32]:
        return drawn(self.space.model + text, self.space.dim)
