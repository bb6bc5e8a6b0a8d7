"""Texts to vectors with a GGUF embedder. Only in the host process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.llama.context import Context
from quire.models.llama.weights import Weights

POOLINGS = {"": -1, "mean": 1, "cls": 2, "last": 3}
_NONE, _LAST, _RANK = 0, 3, 4
_END_OF_TEXT = "<|endoftext|>"
LONGEST = 2048  # tokens; buffers grow with its square, and passages are a tenth of it
# Attention is computed over the whole batch and masked: on all-MiniLM-L6-v2, f16, two threads, 128-token texts, 256
# tokens at once give 20 texts/s, 512 give 14 and 2048 give 5.
_PACKED = 256


def reads_at_once(weights: Weights, limit: int) -> int:
    """Return how many tokens of a text are read: what the model was trained for, `limit` (0: none), and `LONGEST`."""
    return min(number for number in (weights.trained_context, limit or LONGEST, LONGEST))


def packed(lengths: Sequence[int], *, room: int, most: int) -> Iterator[list[int]]:
    """Yield row numbers in batches of at most `_PACKED` tokens; a longer text has one of its own.

    Args:
        room: How many tokens at once at most; no text may be longer.
        most: How many texts at once at most.
    """
    batch: list[int] = []
    n = 0
    for row, length in enumerate(lengths):
        if batch and (n + length > min(_PACKED, room) or len(batch) == most):
            yield batch
            batch, n = [], 0
        batch.append(row)
        n += length
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors, shape (n, dim), not normalised; how many tokens each text has; and how many of them were read."""

    vectors: NDArray[np.float32]
    counts: NDArray[np.int32]
    read: NDArray[np.int32]


class Embedding:
    """An embedder ready to run.

    Args:
        pooling: As the card says: a key of `POOLINGS`.
        limit: How many tokens of a text are read at most; 0 for what the model can.

    Raises:
        ModelFailed: it is no embedder.
    """

    def __init__(self, weights: Weights, *, pooling: str, limit: int, threads: int) -> None:
        import llama_cpp

        if pooling not in POOLINGS:
            raise ModelFailed(f"{weights.title}: there is no pooling {pooling!r}", hint="mend its card")
        self._weights = weights
        self.max_tokens = reads_at_once(weights, limit)
        self.dim = int(llama_cpp.llama_model_n_embd_out(weights.raw.model))
        room = max(self.max_tokens, min(_PACKED, weights.trained_context))
        self._context = Context(
            weights,
            n_tokens=room,
            n_batch=room,
            threads=threads,
            n_sequences=min(_PACKED // 4, room),  # more outputs than tokens at once end the process
            embeddings=True,
            pooling=POOLINGS[pooling],
        )
        if self._context.pooling in (_NONE, _RANK):
            kind = "is a reranker" if self._context.pooling == _RANK else "does not say how it pools"
            raise ModelFailed(f"{weights.title} {kind}", hint="choose an embedding model")
        self._before, self._after = self._ends()

    def embed(self, texts: Sequence[str]) -> Embedded:
        """Return one vector per text; what is too long is cut at the end, and its closing mark kept."""
        whole = [self._weights.tokens(text) for text in texts]
        room = self.max_tokens - len(self._before) - len(self._after)
        cut = [self._framed(tokens[:room]) for tokens in whole]
        vectors = np.zeros((len(texts), self.dim), np.float32)
        lengths = [len(tokens) for tokens in cut]
        for rows in packed(lengths, room=self._context.n_batch, most=self._context.n_sequences):
            self._context.encode([cut[row] for row in rows])
            for number, row in enumerate(rows):
                vectors[row] = self._context.vector(number, self.dim)
        ends = len(self._before) + len(self._after)
        return Embedded(
            vectors,
            np.asarray([len(tokens) + ends for tokens in whole], np.int32),
            np.asarray(lengths, np.int32),
        )

    def _framed(self, tokens: list[int]) -> list[int]:
        return [*self._before, *tokens, *self._after] or [max(self._weights.mark("eos"), 0)]

    def _ends(self) -> tuple[list[int], list[int]]:
        """Return the marks that the model wants before and after a text."""
        bare, whole = self._weights.tokens("a"), self._weights.tokens("a", ends=True)
        n = len(bare)
        start = next((at for at in range(len(whole) - n + 1) if whole[at : at + n] == bare), 0)
        before, after = whole[:start], whole[start + n :]
        if self._context.pooling == _LAST and not after:
            after = self._closing()
        return before, after

    def _closing(self) -> list[int]:
        """Return the mark whose state is the vector where the last token is pooled (Qwen3-Embedding, E5-Mistral).

        Files made before llama.cpp's converter knew these models do not ask for it, and call the end of a chat turn
        their end (ggml-org/llama.cpp 14234, 14314); a text's own last token is then read as if it meant the whole.
        """
        found = self._weights.tokens(_END_OF_TEXT, special=True)
        if len(found) == 1:
            return found
        end = self._weights.mark("eos")
        return [end] if end >= 0 else []
