"""Judging passages by how likely a language model says "yes" (monoT5, arXiv 2003.06713). Only in the host process."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.llama.chat import ChatFormat, defused
from quire.models.llama.context import TAIL, Context, common_start, steps
from quire.models.llama.weights import Weights
from quire.plugins.contracts import Message

# The prompt Qwen3-Reranker was trained with (arXiv 2506.05176); other models understand it too.
_SYSTEM = (
    "Judge whether the Document meets the requirements based on the Query and the Instruct provided. "
    'Note that the answer can only be "yes" or "no".'
)
_INSTRUCTION = "Given a question, retrieve relevant passages that answer the question"
_LOOK = (
    "Judge whether the Picture, with the words that belong to it, helps to answer the Question. "
    'Note that the answer can only be "yes" or "no".'
)
_ROOM = 4096  # tokens of the shared beginning and of all passages of a batch together
_BATCH = 512
_SEQUENCES = 9  # the shared beginning and eight passages


def looked_at(question: str, words: str, picture: bytes) -> list[Message]:
    """Return what asks a model that sees whether a picture helps to answer a question."""
    told = f"<Words>: {words}\n" if words.strip() else ""
    return [Message("system", _LOOK), Message("user", f"{told}<Question>: {question}", (picture,))]


class YesNoWords:
    """The tokens with which a model says "yes" and "no".

    Raises:
        ModelFailed: its vocabulary has none.
    """

    def __init__(self, weights: Weights) -> None:
        self._yes, self._no = _forms_of("yes", weights), _forms_of("no", weights)

    def probability(self, scores: NDArray[np.float32]) -> float:
        """Return how likely "yes" is where one of both must follow, given the logits of all tokens."""
        yes, no = np.logaddexp.reduce(scores[self._yes]), np.logaddexp.reduce(scores[self._no])
        return float(1.0 / (1.0 + np.exp(np.clip(no - yes, -60.0, 60.0))))


def _forms_of(word: str, weights: Weights) -> list[int]:
    """Return the single tokens that say a word, with and without a space or capital before it."""
    forms = (word, word.capitalize(), f" {word}", f" {word.capitalize()}")
    found = {tokens[0] for form in forms if len(tokens := weights.tokens(form)) == 1}
    if not found:
        raise ModelFailed(f"{weights.title} has no word for {word!r}", hint="choose a reranking model")
    return sorted(found)


class YesNo:
    """A generative reranker ready to run; passages of one question share what their prompts have in common.

    Args:
        instruction: What counts as relevant; empty for answering the question.
        limit: How many tokens a prompt may have at most; 0 for what the model can.

    Raises:
        ModelFailed: it is no language model, or its vocabulary has no token for "yes" or "no".
    """

    def __init__(
        self, weights: Weights, chat: ChatFormat, *, instruction: str, limit: int, threads: int
    ) -> None:
        self._weights = weights
        self._chat = chat
        self._instruction = instruction or _INSTRUCTION
        self._template = weights.template("rerank")
        self._max_tokens = min(number for number in (weights.trained_context, limit or _ROOM, _ROOM // 2))
        self._context = Context(
            weights, n_tokens=_ROOM, n_batch=_BATCH, threads=threads, n_sequences=_SEQUENCES
        )
        self._context.must_grow()
        self._words = YesNoWords(weights)
        self._shared: list[int] = []  # what sequence 0 holds

    def judge(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return the probability of "yes" for each passage, shape (len(passages),)."""
        prompts = [self._prompt(question, passage) for passage in passages]
        if self._weights.forgets:
            return np.asarray([self._alone(prompt) for prompt in prompts], np.float32)
        return np.concatenate([self._together(group) for group in self._groups(prompts)])

    def _groups(self, prompts: list[list[int]]) -> list[list[list[int]]]:
        """Split prompts so that those of one group fit into the context beside each other."""
        groups: list[list[list[int]]] = [[]]
        n = 0
        for prompt in prompts:
            if groups[-1] and (n + len(prompt) > _ROOM or len(groups[-1]) == _SEQUENCES - 1):
                groups.append([])
                n = 0
            groups[-1].append(prompt)
            n += len(prompt)
        return groups

    def _together(self, prompts: list[list[int]]) -> NDArray[np.float32]:
        shared = max(0, min(common_start(prompts), min(map(len, prompts)) - TAIL))
        self._hold(prompts[0][:shared])
        places: dict[int, float] = {}
        batch: list[tuple[int, Sequence[int], int]] = []
        for number, prompt in enumerate(prompts):
            self._context.share(0, number + 1)
            for start, end in steps(shared, len(prompt), _BATCH):
                piece = prompt[start:end]
                if sum(len(tokens) for _, tokens, _ in batch) + len(piece) > _BATCH:
                    self._compute(batch, prompts, places)
                    batch = []
                batch.append((number + 1, piece, start))
        self._compute(batch, prompts, places)
        for number in range(len(prompts)):
            self._context.drop(number + 1)
        return np.asarray([places[number] for number in range(len(prompts))], np.float32)

    def _compute(
        self,
        batch: list[tuple[int, Sequence[int], int]],
        prompts: list[list[int]],
        places: dict[int, float],
    ) -> None:
        if not batch:
            return
        for (sequence, tokens, start), end in zip(batch, self._context.extend(batch), strict=True):
            if start + len(tokens) == len(prompts[sequence - 1]):
                places[sequence - 1] = self._words.probability(self._context.scores(end))

    def _hold(self, tokens: list[int]) -> None:
        """Make sequence 0 hold exactly `tokens`, computing only what it does not hold yet."""
        kept = common_start([self._shared, tokens])
        if not self._context.keep(0, kept):
            kept = 0
        self._shared = tokens[:kept]
        for start, end in steps(kept, len(tokens), _BATCH):
            self._context.extend([(0, tokens[start:end], start)])
            self._shared = tokens[:end]

    def _alone(self, prompt: list[int]) -> float:
        self._context.forget()
        place = 0
        for start, end in steps(0, len(prompt), _BATCH):
            (place,) = self._context.extend([(0, prompt[start:end], start)])
        return self._words.probability(self._context.scores(place))

    def _prompt(self, question: str, passage: str) -> list[int]:
        tokens = self._tokens(question, passage)
        while len(tokens) > self._max_tokens and passage:
            keep = len(passage) * self._max_tokens // len(tokens)
            passage = passage[: min(keep, len(passage) - 1)]
            tokens = self._tokens(question, passage)
        return tokens[-self._max_tokens :]

    def _tokens(self, question: str, passage: str) -> list[int]:
        if self._template:
            head, _, tail = self._template.partition("{document}")
            safe = [defused(text, self._weights.control_texts) for text in (question, passage)]
            text = head.replace("{query}", safe[0]) + safe[1] + tail.replace("{query}", safe[0])
        else:
            asked = f"<Instruct>: {self._instruction}\n<Query>: {question}\n<Document>: {passage}"
            text = self._chat.prompt([Message("system", _SYSTEM), Message("user", asked)], think=False)
        return self._weights.tokens(text, special=True) or [max(self._weights.mark("eos"), 0)]
