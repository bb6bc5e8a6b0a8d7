"""What a reader, an embedder or an encoder must be. Small on purpose: one abstract method does the work.

The public method (`embed`) does checks and batching once for all implementations; implementers write the underscored
one. Nothing here imports a model library.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quire.errors import PluginError
from quire.jobs import Job
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONTRACT_VERSION = 1

TextUse = Literal["query", "passage"]


class TextEmbedder(ABC):
    """Turns texts into vectors of one space. Thread-safe: calls are serialised by the model host.

    Attributes:
        remote: The host that texts are sent to; empty when none leaves this machine's own model host.
        n_cut: How many passages were longer than `max_tokens` so far, where the model tells; only grows.
    """

    space: EmbeddingSpace
    max_tokens: int
    batch_size: int = 8
    remote: str = ""
    n_cut: int = 0

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


@dataclass(frozen=True, slots=True)
class PatchVectors:
    """What is where in a picture.

    Attributes:
        rows: float32, shape (rows, columns, dim), unit length, in the space of the whole pictures.
        centre_only: The patches cover only the largest square in the middle of the picture, else all of it.
    """

    rows: NDArray[np.float32]
    centre_only: bool


class ImageEmbedder(ABC):
    """Turns pictures into vectors of one space (the image side of a dual encoder).

    Attributes:
        basic: It knows everyday things and kinds of figures only, so what is written in a picture is asked for too.
    """

    space: EmbeddingSpace
    batch_size: int = 8
    basic: bool = False

    @abstractmethod
    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
        """Return one unit vector per encoded picture (PNG, JPEG, WebP), shape (len(images), space.dim).

        Raises:
            ReadError: one of them cannot be decoded, or has too many pixels.
            ModelFailed: the model could not do it.
        """

    @abstractmethod
    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> NDArray[np.float32]:
        """Return one unit vector per text in the same space, shape (len(texts), space.dim)."""

    def is_cut(self, text: str) -> bool:
        """Tell whether only the beginning of a text is read."""
        return False

    def patch_vectors(self, image: bytes, *, urgent: bool = False) -> PatchVectors | None:
        """Return the vectors of the parts of one encoded picture; None from models that give none.

        Raises:
            ReadError: it cannot be decoded.
            ModelFailed: the model could not do it.
        """
        return None


class Reranker(ABC):
    """Judges how well passages answer a question, by reading both together.

    Attributes:
        remote: As in `TextEmbedder`.
        trust, depth: As in `RerankerOffer`, or the model's card, which set them.
    """

    name: str
    batch_size: int = 4
    remote: str = ""
    trust: float = 0.75
    depth: int = 30

    def prepare(self) -> None:
        """Load what judging needs, so that a question's time is not spent on it; may take seconds.

        Raises:
            ModelFailed: it cannot be loaded.
        """
        return

    def rerank(
        self,
        question: str,
        passages: Sequence[str],
        *,
        budget_s: float = math.inf,
        job: Job | None = None,
        on_scores: Callable[[Sequence[float | None]], None] | None = None,
    ) -> list[float | None]:
        """Return the probability (0 to 1) that each passage helps to answer the question, in the order given.

        Args:
            passages: Best candidates first: they are judged first, and what the budget leaves out is None.
            budget_s: No further batch begins after so many seconds; the first one is always judged.
            job: Cancels between batches.
            on_scores: Called after each batch with what is known so far, so that results can be shown and reordered.

        Raises:
            PluginError: the implementation returned another number of scores, or values (its trust among them) outside
                0 to 1.
            ModelFailed: the model could not do it.
            Cancelled: the job was cancelled.
        """
        began = time.monotonic()
        scores: list[float | None] = [None] * len(passages)
        if not 0.0 <= self.trust <= 1.0:
            raise PluginError(
                f"the reranker {self.name} broke its contract",
                hint="choose another reranking model",
                detail=f"trust {self.trust}",
            )
        for start in range(0, len(passages), self.batch_size):
            if start and time.monotonic() - began > budget_s:
                break
            if job is not None:
                job.checkpoint()
            batch = passages[start : start + self.batch_size]
            judged = [float(score) for score in self._score(question, batch)]
            if len(judged) != len(batch) or not all(0.0 <= score <= 1.0 for score in judged):
                raise PluginError(
                    f"the reranker {self.name} broke its contract",
                    hint="choose another reranking model",
                    detail=f"scores {judged} for {len(batch)} passages",
                )
            scores[start : start + len(batch)] = judged
            if on_scores is not None:
                on_scores(tuple(scores))
        return scores

    @abstractmethod
    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """Return one probability per passage; at most `batch_size` passages come at once."""


class PictureReranker(ABC):
    """Judges by its picture how well a region of a page answers a question (MM-Embed, arXiv 2411.02571).

    Attributes:
        remote: As in `TextEmbedder`.
    """

    name: str
    remote: str = ""

    def prepare(self) -> bool:
        """Load what judging needs; may take seconds. False when the model is busy with something longer.

        Raises:
            ModelFailed: it cannot be loaded.
        """
        return True

    def judge(self, question: str, picture: bytes, words: str) -> float:
        """Return the probability (0 to 1) that a region helps to answer the question.

        Args:
            picture: What it looks like: an encoded picture of any common kind.
            words: What is written in and beside it; may be empty.

        Raises:
            PluginError: the implementation returned a value outside 0 to 1.
            InvalidInput: the picture cannot be opened.
            ModelFailed: the model could not do it.
        """
        chance = float(self._judge(question, picture, words))
        if not 0.0 <= chance <= 1.0:
            raise PluginError(
                f"the reranker {self.name} broke its contract",
                hint="choose another model",
                detail=f"{chance} is no probability",
            )
        return chance

    @abstractmethod
    def _judge(self, question: str, picture: bytes, words: str) -> float:
        """Return one probability."""


class ListRanker(ABC):
    """Puts passages in order by reading all of them at once.

    Attributes:
        most: It reads so many passages at once, at most.
        remote: As in `TextEmbedder`.
    """

    name: str
    most: int = 20
    remote: str = ""

    def rank(self, question: str, passages: Sequence[str], *, job: Job | None = None) -> list[int]:
        """Return the numbers of the passages (from 0), the one that answers best first, each exactly once.

        Args:
            passages: Best candidates first; those the implementation leaves out keep this order behind the others.
            job: Cancelling ends it.

        Raises:
            PluginError: the implementation returned a number twice or one that is none of a passage.
            ModelFailed: the model could not do it.
            Cancelled: the job was cancelled.
        """
        order = list(self._rank(question, passages[: self.most], job=job)) if passages else []
        if len(set(order)) < len(order) or not set(order) <= set(range(len(passages[: self.most]))):
            raise PluginError(
                f"the reranker {self.name} broke its contract",
                hint="choose another reranking model",
                detail=f"order {order} of {len(passages)} passages",
            )
        named = set(order)
        return order + [number for number in range(len(passages)) if number not in named]

    @abstractmethod
    def _rank(self, question: str, passages: Sequence[str], *, job: Job | None) -> Sequence[int]:
        """Return the numbers of the passages, best first; at most `most` passages come at once."""


TOKEN_PX = 28  # side of the square that a token of a picture stands for, where a model does not tell

MessageRole = Literal["system", "user", "assistant"]
StopReason = Literal["complete", "length", "cancelled"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a language model.

    Attributes:
        text: What is said; control tokens of chat templates inside it are defused by the implementation.
        images: Encoded pictures (PNG, JPEG or WebP) shown before the text, for models that see.
    """

    role: MessageRole
    text: str
    images: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a language model chooses its words.

    Attributes:
        max_tokens: It stops after so many, with stop reason "length".
        temperature: 0 always takes the likeliest word.
        seed: The same seed, messages and model give the same text.
        grammar: A JSON schema its output must fulfil, as text; empty for free text.
        stop: It ends before the first of these.
        think: Whether a model that can think aloud before it answers may do so.
    """

    max_tokens: int = 768
    temperature: float = 0.0
    top_p: float = 0.95
    seed: int = 0
    grammar: str = ""
    stop: tuple[str, ...] = ()
    think: bool = True


@dataclass(frozen=True, slots=True)
class Generated:
    """What a language model wrote.

    Attributes:
        text: Without thinking blocks.
        thinking: What stood in thinking blocks, if the model thinks aloud.
        stop: Why it ended.
        n_prompt_tokens, n_tokens: Read and written.
        prompt_s, writing_s: Seconds spent reading and writing.
    """

    text: str
    thinking: str
    stop: StopReason
    n_prompt_tokens: int = 0
    n_tokens: int = 0
    prompt_s: float = 0.0
    writing_s: float = 0.0


class Generator(ABC):
    """A language model that answers, with or without eyes.

    Attributes:
        remote: As in `TextEmbedder`.
    """

    name: str
    context_tokens: int
    sees: bool = False
    remote: str = ""

    @abstractmethod
    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = Sampling(),
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        """Write the next message, piece by piece.

        Args:
            on_text: Receives each new piece of the answer.
            on_thinking: Receives each new piece of a thinking block.
            job: Cancelling ends it between two words; the result then says "cancelled" and keeps what was written.

        Raises:
            InvalidInput: messages and `max_tokens` do not fit into the context together.
            ModelFailed: the model could not do it.
        """

    @abstractmethod
    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has."""

    def picture_tokens(self, sizes: Sequence[tuple[int, int]]) -> list[int]:
        """Return how many tokens pictures cost, given their widths and heights in pixels.

        Models that cannot tell count a token for each square of 28 pixels, as most projectors do about.
        """
        return [math.ceil(width / TOKEN_PX) * math.ceil(height / TOKEN_PX) for width, height in sizes]
