"""Models as a plugin brings them, good and bad; imported by name in the host process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import numpy as np

from quire.jobs import Job
from quire.plugins.contracts import Generated, Generator, Message, Reranker, Sampling, TextEmbedder
from quire.types import EmbeddingSpace

DIM = 4
_PLAIN = Sampling()


class Lengths(TextEmbedder):
    """Tells how long a text is, and whether it was a question."""

    space = EmbeddingSpace("lengths", "lengths", "1", DIM, ("text",))
    max_tokens = 64

    def _embed(self, texts: Sequence[str], *, use: str, urgent: bool) -> np.ndarray:
        return np.array([[len(text), 1, use == "query", 0] for text in texts], np.float32)


class NotANumber(Lengths):
    def _embed(self, texts: Sequence[str], *, use: str, urgent: bool) -> np.ndarray:
        return np.full((len(texts), DIM), np.nan, np.float32)


class WrongShape(Lengths):
    def _embed(self, texts: Sequence[str], *, use: str, urgent: bool) -> np.ndarray:
        return np.ones((1, DIM + 1), np.float32)


class Dying(Lengths):
    def _embed(self, texts: Sequence[str], *, use: str, urgent: bool) -> np.ndarray:
        os._exit(3)


class Unmakeable(Lengths):
    def __init__(self) -> None:
        raise OSError("the weights are gone")


class Overlap(Reranker):
    """Share of the question's words that the passage has."""

    name = "overlap"

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        words = set(question.lower().split())
        return [len(words & set(passage.lower().split())) / max(len(words), 1) for passage in passages]


class TooSure(Overlap):
    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        return [7.0] * len(passages)


class Parrot(Generator):
    """Says the last message again, word by word."""

    name = "parrot"
    context_tokens = 1000

    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = _PLAIN,
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        if on_thinking is not None:
            on_thinking("hm")
        said: list[str] = []
        for word in messages[-1].text.split()[: sampling.max_tokens]:
            if job is not None and job.cancelled:
                return Generated("".join(said), "hm", "cancelled")
            said.append(word + " ")
            if on_text is not None:
                on_text(said[-1])
        return Generated("".join(said), "hm", "complete", n_tokens=len(said))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]
