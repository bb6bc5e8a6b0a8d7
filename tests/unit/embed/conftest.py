from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from quire.plugins.contracts import TextEmbedder, TextUse, TokenEmbedder, TokenVectors
from quire.types import (
    Document,
    Element,
    ElementKind,
    EmbeddingSpace,
    Page,
    Place,
    Section,
    Source,
    TextOrigin,
)


class HashingEmbedder(TextEmbedder):
    """A text's vector is drawn from its hash: the same text, the same vector."""

    space = EmbeddingSpace("hash", "hash", "1", 8, ("text",))
    max_tokens = 256
    batch_size = 2

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def vector(self, text: str) -> NDArray[np.float32]:
        drawn = np.random.default_rng(zlib.crc32(text.encode())).normal(size=8).astype(np.float32)
        unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn)
        return unit

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        self.calls.append(list(texts))
        return np.stack([self.vector(text) for text in texts])


class HashingTokenEmbedder(HashingEmbedder, TokenEmbedder):
    token_dim = 8

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        empty = np.zeros((0, 8), np.float32)
        return [
            TokenVectors(words, np.stack([self.vector(word) for word in words]) if words else empty)
            for words in (tuple(text.lower().split()) for text in texts)
        ]

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        return self._embed(texts, use="passage", urgent=urgent), self.token_vectors(texts)


@pytest.fixture
def embedder() -> HashingTokenEmbedder:
    return HashingTokenEmbedder()


@pytest.fixture
def plain_embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Build a document of sections: each a heading path and (kind, text) pairs; furniture belongs to none."""

    def make(*sections: tuple[tuple[str, ...], list[tuple[ElementKind, str]]]) -> Document:
        elements: list[Element] = []
        made: list[Section] = []
        for path, parts in sections:
            section_id = f"d/s{len(made)}"
            ids = []
            for kind, text in parts:
                furniture = kind is ElementKind.FURNITURE
                element = Element(
                    f"d:{len(elements)}", kind, text, Place("d", 1, ()), "" if furniture else section_id
                )
                elements.append(element)
                ids += [] if furniture else [element.id]
            made.append(Section(section_id, path, tuple(ids)))
        return Document(
            id="d",
            source=Source("/d.pdf", "0" * 64, "application/pdf", 1, 0.0),
            title="The title",
            pages=(Page(1, 100, 100, TextOrigin.LAYER),),
            elements=tuple(elements),
            sections=tuple(made),
            outline=(),
            reader="test/1",
            problems=(),
        )

    return make
