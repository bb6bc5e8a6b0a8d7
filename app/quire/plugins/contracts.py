"""What a reader, an embedder or an encoder must be. Small on purpose: one abstract method does the work.

The public method (`embed`) does checks and batching once for all implementations; implementers write the underscored
one. Nothing here imports a model library.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quire.errors import PluginError
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONTRACT_VERSION = 1

TextUse = Literal["query", "passage"]


class TextEmbedder(ABC):
    """Turns texts into vectors of one space. Thread-safe: calls are serialised by the model host."""

    space: EmbeddingSpace
    max_tokens: int
    batch_size: int = 8

    def embed(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> NDArray[np.float32]:
        """Return one unit vector per text, float32, shape (len(texts), space.dim), in the order given.

        Args:
            texts: Any length; what exceeds `max_tokens` is cut at the end.
            use: Models with instructions treat questions and passages differently.
            urgent: A person waits: goes before bulk work, which gives way between batches.

        Raises:
            PluginError: the implementation returned another shape or values that are not finite.
            ModelFailed: the model could not do it, also after one restart of the host.
        """
        import numpy as np

        if not texts:
            return np.zeros((0, self.space.dim), np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        result = np.empty((len(texts), self.space.dim), np.float32)
        for start in range(0, len(order), self.batch_size):
            rows = order[start : start + self.batch_size]
            vectors = self._embed([texts[row] for row in rows], use=use, urgent=urgent)
            if vectors.shape != (len(rows), self.space.dim) or not np.isfinite(vectors).all():
                raise PluginError(
                    f"the embedder {self.space.model} broke its contract",
                    hint="choose another embedding model",
                    detail=f"shape {vectors.shape} for {len(rows)} texts of dimension {self.space.dim}",
                )
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            result[rows] = vectors / np.maximum(norms, 1e-12)
        return result

    @abstractmethod
    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        """Return one vector per text, shape (len(texts), dim); at most `batch_size` texts come at once."""


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """Word vectors of one text: the rows for late interaction.

    Attributes:
        words: The word each row stands for, lower-cased as tokenised.
        rows: float32, shape (len(words), dim), unit length.
    """

    words: tuple[str, ...]
    rows: NDArray[np.float32]


class TokenEmbedder(TextEmbedder):
    """A text embedder that also gives a vector per word (late interaction)."""

    token_dim: int

    @abstractmethod
    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        """Return the word vectors of each text, whole words, punctuation and (for passages) stop words dropped."""

    @abstractmethod
    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        """Return passage vectors and word vectors from one pass over the model."""


class ImageEmbedder(ABC):
    """Turns pictures into vectors of one space (the image side of a dual encoder)."""

    space: EmbeddingSpace

    @abstractmethod
    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
        """Return one unit vector per encoded picture (PNG, JPEG, WebP), shape (len(images), space.dim)."""

    @abstractmethod
    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> NDArray[np.float32]:
        """Return one unit vector per text in the same space, shape (len(texts), space.dim)."""
