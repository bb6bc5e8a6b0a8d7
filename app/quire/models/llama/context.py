"""Work on an open model: independent sequences in one go, or one that grows. Only in the host process.

llama.cpp ends the process when it is given more tokens than its buffers hold; everything that goes in passes here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.llama.weights import Weights, refusal

ABORTED = 2
# Fewer tokens at once are computed by other routines (flash attention's tiles have 64 rows), which round otherwise:
# logits differ by 0.1, and the likeliest word may change. Recomputing so many at the end makes an answer the same,
# whatever was read before.
TAIL = 64


class Stopped(Exception):
    """The engine gave up in the middle, because it was asked to."""


def common_start(sequences: Sequence[Sequence[int]]) -> int:
    """Return how many tokens all sequences have in common at their beginning."""
    n = 0
    for tokens in zip(*sequences, strict=False):
        if len(set(tokens)) > 1:
            break
        n += 1
    return n


def steps(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces in which the tokens from `start` to `end` are computed: at most `size`, none below `TAIL`."""
    while start < end:
        n = min(size, end - start)
        if 0 < end - start - n < TAIL:
            n -= TAIL
        yield start, start + n
        start += n


class Context:
    """Buffers for `n_batch` tokens at once and `n_tokens` altogether, over the weights of one model.

    Args:
        n_tokens: Room of all sequences together.
        n_batch: How many tokens are computed at once.
        n_sequences: How many sequences there may be.
        embeddings: Vectors are asked for, not words.
        pooling: llama.cpp's number of a pooling; -1 for what the file says.

    Raises:
        ModelFailed: there is not enough memory.
    """

    def __init__(
        self,
        weights: Weights,
        *,
        n_tokens: int,
        n_batch: int,
        threads: int,
        n_sequences: int = 1,
        embeddings: bool = False,
        pooling: int = -1,
    ) -> None:
        from llama_cpp import _internals, llama_cpp

        self._c: Any = llama_cpp
        self._weights = weights
        self.n_tokens = n_tokens
        self.n_batch = min(n_batch, n_tokens)
        self.n_sequences = min(n_sequences, llama_cpp.llama_max_parallel_sequences())
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = n_tokens
        # A whole batch in one piece: models that look both ways abort when it must be cut.
        params.n_batch = params.n_ubatch = self.n_batch
        params.n_seq_max = self.n_sequences
        params.kv_unified = True  # sequences share the room, and a prefix
        params.n_threads = params.n_threads_batch = threads
        params.embeddings = embeddings
        params.pooling_type = pooling
        try:
            self.raw: Any = _internals.LlamaContext(model=weights.raw, params=params, verbose=False)
        except ValueError as error:
            raise refusal(weights.title, error) from error
        self._memory: Any = llama_cpp.llama_get_memory(self.raw.ctx)
        self._batch: Any = _internals.LlamaBatch(
            n_tokens=self.n_batch, embd=0, n_seq_max=self.n_sequences, verbose=False
        )
        self._abort: Any = None

    @property
    def pooling(self) -> int:
        """llama.cpp's number of the pooling in use."""
        return int(self._c.llama_pooling_type(self.raw.ctx))

    def must_grow(self) -> None:
        """Make sure that sequences can be extended.

        Raises:
            ModelFailed: the model reads whole texts only, as embedders do.
        """
        if self._memory is None or self._weights.about("attention.causal") == "false":
            raise ModelFailed(f"{self._weights.title} is no language model", hint="choose another model")

    def stop_when(self, stopped: Callable[[], bool] | None) -> None:
        """Give up in the middle of a computation once `stopped` says so; it is asked many times per token."""
        callback = self._c.ggml_abort_callback
        made = callback(lambda _: stopped()) if stopped is not None else callback()
        self._c.llama_set_abort_callback(self.raw.ctx, made, ctypes.c_void_p(0))
        self._abort = made  # it must outlive its use

    def forget(self) -> None:
        """Drop all sequences."""
        if self._memory is not None:
            self._c.llama_memory_clear(self._memory, True)

    def keep(self, sequence: int, n: int) -> bool:
        """Cut a sequence after its first `n` tokens; False where the model cannot go back, and then nothing is left."""
        if n and self._memory is not None and self._c.llama_memory_seq_rm(self._memory, sequence, n, -1):
            return True
        self.forget()
        return n == 0

    def share(self, source: int, target: int) -> None:
        """Let `target` begin with what `source` holds."""
        self._c.llama_memory_seq_rm(self._memory, target, -1, -1)
        self._c.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def drop(self, sequence: int) -> None:
        """Drop one sequence."""
        self._c.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def encode(self, sequences: Sequence[Sequence[int]]) -> None:
        """Compute independent sequences at once; their vectors are read by `vector`.

        Raises:
            ModelFailed: llama.cpp refused.
        """
        assert 0 < len(sequences) <= self.n_sequences, "more sequences than the context has"
        assert all(sequences), "llama.cpp refuses empty sequences"
        assert sum(map(len, sequences)) <= self.n_batch, "llama.cpp would abort: batch longer than its buffers"
        self.forget()
        self._batch.reset()
        for number, tokens in enumerate(sequences):
            self._batch.add_sequence(tokens, number, True)
        self._decode()

    def extend(self, parts: Sequence[tuple[int, Sequence[int], int]]) -> list[int]:
        """Compute the next tokens of some sequences at once.

        Args:
            parts: Sequence, its next tokens, and the position of the first.

        Returns:
            For each part, where `scores` finds what follows its last token.

        Raises:
            Stopped: it was asked to give up; the sequences must be cut back before they are used again.
            ModelFailed: llama.cpp refused.
        """
        assert sum(len(tokens) for _, tokens, _ in parts) <= self.n_batch, "batch longer than the buffers"
        batch = self._batch.batch
        ends: list[int] = []
        n = 0
        for sequence, tokens, position in parts:
            for offset, token in enumerate(tokens):
                batch.token[n] = token
                batch.pos[n] = position + offset
                batch.n_seq_id[n] = 1
                batch.seq_id[n][0] = sequence
                batch.logits[n] = False
                n += 1
            batch.logits[n - 1] = True
            ends.append(n - 1)
        batch.n_tokens = n
        self._decode()
        return ends

    def vector(self, sequence: int, length: int) -> NDArray[np.float32]:
        """Return the pooled vector of a sequence, shape (length,); `length` must be what the model gives.

        Raises:
            ModelFailed: the model pools nothing.
        """
        found = self._c.llama_get_embeddings_seq(self.raw.ctx, sequence)
        if not found:
            raise ModelFailed(
                f"{self._weights.title} gives no vectors for whole texts", hint="choose an embedding model"
            )
        return np.ctypeslib.as_array(found, (length,)).astype(np.float32)

    def scores(self, place: int) -> NDArray[np.float32]:
        """Return the logits of what follows a token (see `extend`), shape (n_vocab,); a copy."""
        found = self._c.llama_get_logits_ith(self.raw.ctx, place)
        if not found:
            raise ModelFailed(f"{self._weights.title} gave no answer", hint="choose another model")
        return np.ctypeslib.as_array(found, (self._weights.n_vocab,)).astype(np.float32)

    def _decode(self) -> None:
        code = int(self._c.llama_decode(self.raw.ctx, self._batch.batch))
        if code == ABORTED:
            raise Stopped
        if code:
            raise ModelFailed(
                f"{self._weights.title} refused what it was given",
                hint="choose another model",
                detail=f"llama_decode returned {code}",
            )
