"""A language model writes: it reads the prompt, reusing what it has read before, then writes token by token.

Only in the host process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.errors import InvalidInput
from quire.models.llama.chat import ChatFormat
from quire.models.llama.context import TAIL, Context, Stopped, common_start, steps
from quire.models.llama.pieces import Piece, Pieces
from quire.models.llama.sampling import Sampler
from quire.models.llama.sight import MAX_IMAGE_PX, Sight
from quire.models.llama.weights import Weights
from quire.plugins.contracts import Message, Sampling, StopReason

DEFAULT_CONTEXT = 8192  # tokens; the memory for them is a gigabyte with a model of 8 billion parameters
_BATCH = 512
_SEEING_BATCH = 1024  # a picture is computed in one piece


@dataclass(frozen=True, slots=True)
class Written:
    """How an answer ended."""

    stop: StopReason
    n_prompt_tokens: int
    n_reused: int
    n_tokens: int
    prompt_s: float
    writing_s: float


class Writing:
    """A language model ready to write.

    Args:
        limit: How many tokens prompt and answer may have together at most.
        sight: What shows it pictures, for models that see.

    Raises:
        ModelFailed: it is no language model.
    """

    def __init__(
        self, weights: Weights, chat: ChatFormat, *, limit: int, threads: int, sight: Sight | None
    ) -> None:
        self._weights = weights
        self._chat = chat
        self._sight = sight
        self.context_tokens = min(weights.trained_context, limit)
        self._context = Context(
            weights,
            n_tokens=self.context_tokens,
            n_batch=_SEEING_BATCH if sight is not None else _BATCH,
            threads=threads,
        )
        self._context.must_grow()
        # The prompt in the context, for the next turn. Not the answer after it: written token by token, it was rounded
        # otherwise than it would be if it were read.
        self._held: list[int] = []

    def write(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        on_piece: Callable[[Piece], None],
        on_read: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> Written:
        """Write the next message.

        Args:
            on_read: Receives how many tokens of the prompt are read, and how many there are.
            stopped: Ends it, also in the middle of the prompt.

        Raises:
            InvalidInput: prompt and answer do not fit into the context together, or the grammar is unusable.
            ModelFailed: the model could not do it.
        """
        prompt = self._chat.prompt(messages, think=sampling.think)
        pictures = [picture for message in messages for picture in message.images]
        sampler = Sampler(self._weights, sampling)
        self._context.stop_when(stopped)
        began = time.monotonic()
        try:
            if pictures:
                n_prompt, n_reused = self._look(prompt, pictures, sampling.max_tokens, stopped), 0
            else:
                tokens = self._tokens(prompt)
                n_prompt, n_reused = self._read(tokens, sampling.max_tokens, on_read, stopped)
            read = time.monotonic()
            pieces = Pieces(prompt, sampling.stop)
            stop, n = self._continue(n_prompt, sampling.max_tokens, sampler, pieces, on_piece, stopped)
            return Written(stop, n_prompt, n_reused, n, read - began, time.monotonic() - read)
        except Stopped:
            return Written("cancelled", len(self._held), 0, 0, time.monotonic() - began, 0.0)
        finally:
            self._context.stop_when(None)
            sampler.close()

    def scores_after(self, messages: Sequence[Message], *, longest_px: int) -> NDArray[np.float32]:
        """Return the logits of the first token of an answer, shape (n_vocab,).

        Args:
            longest_px: Longer sides of pictures are scaled down.

        Raises:
            InvalidInput: the messages do not fit into the context, or a picture cannot be opened.
            ModelFailed: the model could not do it.
        """
        prompt = self._chat.prompt(messages, think=False)
        pictures = [picture for message in messages for picture in message.images]
        if pictures:
            self._look(prompt, pictures, 1, lambda: False, longest_px=longest_px)
        else:
            self._read(self._tokens(prompt), 1, lambda _, __: None, lambda: False)
        return self._context.scores(-1)

    def _tokens(self, prompt: str) -> list[int]:
        tokens = self._weights.tokens(prompt, special=True)
        begin = self._weights.mark("bos")
        if self._weights.adds("bos") and begin >= 0 and tokens[:1] != [begin]:  # the template left it out
            tokens = [begin, *tokens]
        return tokens or [max(begin, 0)]

    def _read(
        self,
        tokens: list[int],
        max_tokens: int,
        on_read: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> tuple[int, int]:
        """Bring the prompt into the context; return its length and how much of it was there already."""
        self._check_room(len(tokens), max_tokens)
        kept = max(0, min(common_start([self._held, tokens]), len(tokens) - TAIL))
        if not self._context.keep(0, kept):
            kept = 0
        self._held = tokens[:kept]
        for start, end in steps(kept, len(tokens), self._context.n_batch):
            if stopped():  # a graphics processor cannot be stopped in the middle of a piece
                raise Stopped
            self._context.extend([(0, tokens[start:end], start)])
            self._held = tokens[:end]
            on_read(end, len(tokens))
        return len(tokens), kept

    def _look(
        self,
        prompt: str,
        pictures: Sequence[bytes],
        max_tokens: int,
        stopped: Callable[[], bool],
        *,
        longest_px: int = MAX_IMAGE_PX,
    ) -> int:
        """Bring a prompt with pictures into the context; return how many positions it takes."""
        if self._sight is None:
            raise InvalidInput(
                f"{self._weights.title} does not see pictures", hint="choose a model that does"
            )
        self._context.forget()
        self._held = []
        return self._sight.read(
            self._context,
            prompt,
            pictures,
            check_room=lambda n: self._check_room(n, max_tokens),
            stopped=stopped,
            longest_px=longest_px,
        )

    def _check_room(self, n_prompt: int, max_tokens: int) -> None:
        if n_prompt + max_tokens > self.context_tokens:
            raise InvalidInput(
                f"the question with its evidence has {n_prompt} tokens and the answer may have {max_tokens}, "
                f"but {self._weights.title} reads {self.context_tokens} at most",
                hint="give it less evidence, or raise `models.context_tokens`",
            )

    def _continue(
        self,
        position: int,
        max_tokens: int,
        sampler: Sampler,
        pieces: Pieces,
        on_piece: Callable[[Piece], None],
        stopped: Callable[[], bool],
    ) -> tuple[StopReason, int]:
        """Write until it ends; return why, and how many tokens were written."""
        stop: StopReason = "length"
        n = 0
        while n < max_tokens:
            if stopped():
                stop = "cancelled"
                break
            token = sampler.next_token(self._context)
            if self._weights.ends_answer(token):
                stop = "complete"
                break
            n += 1
            on_piece(pieces.add(self._weights.piece(token)))
            if pieces.stopped:
                stop = "complete"
                break
            if n == max_tokens:
                break
            try:
                self._context.extend([(0, [token], position)])
            except Stopped:
                stop = "cancelled"
                break
            position += 1
        on_piece(pieces.add(b"", last=True))
        return stop, n
