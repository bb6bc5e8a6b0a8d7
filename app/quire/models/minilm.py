"""The built-in text embedder as the main process sees it: texts go to the host, vectors come back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.models.cards import built_in_card
from quire.models.files import locate
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import TextUse, TokenEmbedder, TokenVectors
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    from quire.models.host import ModelHost

MODEL_ID = "minilm-l6-v2"
DIM = 384
TOKEN_DIM = 64
_PREPROCESSING = "mean-256/1"  # changes whenever the same weights would give other vectors


def hosted_minilm() -> HostedModel:
    """Return what the host needs to run the built-in embedder.

    Raises:
        ModelMissing: a file is absent or is not the one the card names.
    """
    card = built_in_card(MODEL_ID)
    files = locate(card)
    return HostedModel(card, "minilm", tuple((name, str(path)) for name, path in files.items()))


class MiniLm(TokenEmbedder):
    """all-MiniLM-L6-v2: unit vectors of 384 dimensions, word vectors of `token_dim`; reads 256 tokens."""

    token_dim = TOKEN_DIM

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        self.max_tokens = model.card.context_tokens
        digests = "".join(sorted(file.sha256 for file in model.card.files)) + _PREPROCESSING
        self.space = EmbeddingSpace(
            id=MODEL_ID,
            model=model.card.id,
            revision=hashlib.sha256(digests.encode()).hexdigest()[:16],
            dim=DIM,
            modalities=("text",),
        )

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        reply = self._run(texts, urgent=urgent, use=use, vectors=True, tokens=False)
        return np.asarray(reply.arrays["vectors"], np.float32)

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        """Return the word vectors of each text; questions keep their stop words, passages do not."""
        result: list[TokenVectors | None] = [None] * len(texts)
        for rows in self._batches(texts):
            reply = self._run(
                [texts[row] for row in rows], urgent=urgent, use=use, vectors=False, tokens=True
            )
            for row, tokens in zip(rows, _unpacked(reply), strict=True):
                result[row] = tokens
        return [tokens for tokens in result if tokens is not None]

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        """Return passage vectors, shape (len(texts), 384), and word vectors from one pass over the model."""
        vectors = np.zeros((len(texts), DIM), np.float32)
        result: list[TokenVectors | None] = [None] * len(texts)
        for rows in self._batches(texts):
            reply = self._run(
                [texts[row] for row in rows], urgent=urgent, use="passage", vectors=True, tokens=True
            )
            vectors[rows] = reply.arrays["vectors"]
            for row, tokens in zip(rows, _unpacked(reply), strict=True):
                result[row] = tokens
        return vectors, [tokens for tokens in result if tokens is not None]

    def is_cut(self, text: str) -> bool:
        """Tell whether only the beginning of a text is read."""
        reply = self._run([text], urgent=True, use="query", vectors=False, tokens=False)
        return bool(reply.arrays["cut"][0])

    def _batches(self, texts: Sequence[str]) -> list[list[int]]:
        """Return row numbers in batches of texts of like length: what is padded is computed in vain."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        return [order[start : start + self.batch_size] for start in range(0, len(order), self.batch_size)]

    def _run(
        self, texts: Sequence[str], *, urgent: bool, use: TextUse, vectors: bool, tokens: bool
    ) -> Payload:
        options = {"use": use, "vectors": vectors, "tokens": tokens}
        reply = self._host.run(self._model, "encode", Payload(tuple(texts), options), urgent=urgent)
        if use == "passage" and vectors:
            self.n_cut += int(reply.arrays["cut"].sum())
        return reply


def _unpacked(reply: Payload) -> list[TokenVectors]:
    """Split the host's flat word list and rows by text."""
    ends = np.cumsum(reply.arrays["counts"])
    rows = reply.arrays["rows"]
    return [
        TokenVectors(tuple(reply.texts[end - count : end]), rows[end - count : end])
        for end, count in zip(ends.tolist(), reply.arrays["counts"].tolist(), strict=True)
    ]
