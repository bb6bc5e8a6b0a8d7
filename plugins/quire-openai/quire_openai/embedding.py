"""A text embedder at a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelMissing, PluginError
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.types import EmbeddingSpace
from quire_openai.configuration import EmbedderEndpoint, configuration
from quire_openai.connection import Connection
from quire_openai.refusals import TooLong
from quire_openai.wire import cut

_PATIENCE_S = 300.0
_URGENT_S = 20.0  # a person waits, and words alone find something too
_SHORTENINGS = 3


class RemoteEmbedder(TextEmbedder):
    """The embedder that was set up. An empty text gets a vector of zeros; servers refuse to embed one."""

    def __init__(self, endpoint: EmbedderEndpoint | None = None) -> None:
        endpoint = endpoint or configuration().embedder
        if endpoint is None:
            raise ModelMissing("no embedder is set up", hint="quire openai use embedder URL MODEL")
        self._endpoint = endpoint
        self._connection = Connection(endpoint)
        self.space = EmbeddingSpace(
            endpoint.id, endpoint.id, f"revision {endpoint.revision}", endpoint.dim, ("text",)
        )
        self.max_tokens = endpoint.max_tokens
        self.batch_size = endpoint.batch
        self.remote = endpoint.address.host

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        prefix = self._endpoint.query_prefix if use == "query" else self._endpoint.passage_prefix
        vectors = np.zeros((len(texts), self.space.dim), np.float32)
        rows = [row for row, text in enumerate(texts) if text.strip()]
        if rows:
            patience_s = _URGENT_S if urgent else _PATIENCE_S
            vectors[rows] = self._sent([prefix + texts[row] for row in rows], patience_s)
        return vectors

    def _sent(self, texts: Sequence[str], patience_s: float) -> NDArray[np.float32]:
        """Return the vectors of texts, cut so far that the model takes them."""
        limit = self.max_tokens
        for attempt in range(_SHORTENINGS + 1):
            sent = [cut(text, limit) for text in texts]
            body = {"model": self._endpoint.model, "input": sent, "encoding_format": "float"}
            try:
                answer = self._connection.ask("/embeddings", body, patience_s=patience_s)
            except TooLong:
                if attempt == _SHORTENINGS:
                    raise
                limit = max(16, limit // 2)  # the length of a token was only guessed
                continue
            return vectors_of(answer, len(texts), self.space.dim, self.remote)
        raise AssertionError


def vectors_of(answer: Any, n: int, dim: int, host: str) -> NDArray[np.float32]:
    """Return the vectors of an answer in the order asked, shape (n, dim); with dim 0, of whatever length they are.

    Raises:
        PluginError: there are not so many, or they are no vectors of this length.
    """
    try:
        rows = answer["data"]
        order = [row["index"] for row in rows]
        if sorted(order) != list(range(n)):
            raise ValueError(f"vectors {order} of {n} texts")
        by_index = {row["index"]: row["embedding"] for row in rows}
        vectors = np.asarray([by_index[index] for index in range(n)], np.float32)
        if vectors.ndim != 2 or not vectors.shape[1] or (dim and vectors.shape[1] != dim):
            raise ValueError(f"shape {vectors.shape}, not {(n, dim)}")
        if not np.isfinite(vectors).all():
            raise ValueError("numbers that are none")
    except (TypeError, KeyError, ValueError, OverflowError) as error:
        raise PluginError(
            f"{host} returned vectors that are not those of the chosen embedder",
            hint="see which model it runs; `quire openai use embedder` sets up another",
            detail=str(error)[:300],
        ) from error
    return vectors
