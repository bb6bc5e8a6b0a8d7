"""An embedder as one library uses it: its space under the library's own name, its vectors cut to their beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quire.plugins.contracts import TextEmbedder, TextUse, TokenEmbedder, TokenVectors
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def placed(embedder: TextEmbedder, space: EmbeddingSpace) -> TextEmbedder:
    """Return the embedder so that its vectors belong to `space`, a token embedder when it is one.

    Matryoshka Representation Learning (arXiv 2205.13147): the beginning of a vector, made unit length again, is a
    vector; only of models that say so.

    Args:
        space: As the library declared it; `space.dim` is at most the embedder's own.
    """
    if embedder.space == space:
        return embedder
    if isinstance(embedder, TokenEmbedder):
        return _PlacedWords(embedder, space)
    return _Placed(embedder, space)


def with_words_of(embedder: TextEmbedder, old: TextEmbedder | None) -> TextEmbedder:
    """Return an embedder that compares by `embedder` and word by word by `old`, if that can; for a change of models.

    While not every document has word vectors of the new model, those of the old one treat all documents alike.
    """
    if isinstance(old, TokenEmbedder):
        return _WordsOfAnother(embedder, old)
    return _Placed(embedder, embedder.space)


class _Placed(TextEmbedder):
    def __init__(self, embedder: TextEmbedder, space: EmbeddingSpace) -> None:
        self._whole = embedder
        self.space = space
        self.max_tokens = embedder.max_tokens
        self.batch_size = embedder.batch_size
        self.remote = embedder.remote

    @property
    def n_cut(self) -> int:  # type: ignore[override]  # the contract names an attribute; here it is the other's
        return self._whole.n_cut

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        return self._whole.embed(texts, use=use, urgent=urgent)[:, : self.space.dim]


class _PlacedWords(_Placed, TokenEmbedder):
    def __init__(self, embedder: TokenEmbedder, space: EmbeddingSpace) -> None:
        super().__init__(embedder, space)
        self._words = embedder
        self.token_dim = embedder.token_dim

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        return self._words.token_vectors(texts, use=use, urgent=urgent)

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        vectors, words = self._words.embed_with_tokens(texts, urgent=urgent)
        return cut(vectors, self.space.dim), words


class _WordsOfAnother(_Placed, TokenEmbedder):
    def __init__(self, embedder: TextEmbedder, words: TokenEmbedder) -> None:
        super().__init__(embedder, embedder.space)
        self._words = words
        self.token_dim = words.token_dim

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        return self._words.token_vectors(texts, use=use, urgent=urgent)

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        return self.embed(texts, urgent=urgent), self.token_vectors(texts, urgent=urgent)


def cut(vectors: NDArray[np.float32], dim: int) -> NDArray[np.float32]:
    """Return the first `dim` numbers of each row, shape (n, dim), as unit vectors."""
    import numpy as np

    begun = vectors[:, :dim]
    unit: NDArray[np.float32] = begun / np.maximum(np.linalg.norm(begun, axis=1, keepdims=True), 1e-12)
    return unit.astype(np.float32, copy=False)
