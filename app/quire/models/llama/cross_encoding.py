"""Rerankers with a classifier on top (rank pooling). Only in the host process."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.llama.chat import defused
from quire.models.llama.context import Context
from quire.models.llama.embedding import packed, reads_at_once
from quire.models.llama.weights import Weights

_RANK = 4
_WORD_PIECES = 3  # llama.cpp's number for BERT's tokenizer
_SECOND_SEGMENT = "[B:0]"


class CrossEncoding:
    """A cross-encoder ready to run.

    Args:
        limit: How many tokens of question and passage together are read at most; 0 for what the model can.

    Raises:
        ModelFailed: it has no classifier.
    """

    def __init__(self, weights: Weights, *, limit: int, threads: int) -> None:
        import llama_cpp

        self._weights = weights
        self._max_tokens = reads_at_once(weights, limit)
        self._context = Context(
            weights,
            n_tokens=self._max_tokens,
            n_batch=self._max_tokens,
            threads=threads,
            n_sequences=min(16, self._max_tokens),  # more outputs than tokens at once end the process
            embeddings=True,
            pooling=_RANK,
        )
        self._n_scores = int(llama_cpp.llama_model_n_cls_out(weights.raw.model))
        # Some rerankers do not say how they pool; embedders do.
        if self._n_scores < 1 or weights.about("pooling_type") not in ("", str(_RANK)):
            raise ModelFailed(f"{weights.title} cannot judge passages", hint="choose a reranking model")
        labels = [
            (llama_cpp.llama_model_cls_label(weights.raw.model, number) or b"").decode().lower()
            for number in range(self._n_scores)
        ]
        # Qwen3-Reranker's classifier gives the shares of "yes" and "no".
        self._share_of = labels.index("yes") if "yes" in labels else None
        self._template = weights.template("rerank")
        half = weights.n_vocab // 2
        # A vocabulary doubled by the converter: token V + t is t in the second segment, which llama.cpp cannot say.
        doubled = weights.raw.token_get_text(half) if weights.n_vocab % 2 == 0 else ""
        self._second = half if doubled == _SECOND_SEGMENT else 0

    def judge(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return the probability that each passage answers the question, shape (len(passages),)."""
        pairs = [self._pair(question, passage) for passage in passages]
        result = np.zeros(len(passages), np.float32)
        lengths = [len(pair) for pair in pairs]
        for rows in packed(lengths, room=self._context.n_batch, most=self._context.n_sequences):
            self._context.encode([pairs[row] for row in rows])
            for number, row in enumerate(rows):
                result[row] = self._probability(self._context.vector(number, self._n_scores))
        return result

    def _probability(self, scores: NDArray[np.float32]) -> float:
        if self._share_of is not None:
            return float(np.clip(scores[self._share_of], 0.0, 1.0))
        if self._n_scores == 1:
            return float(1.0 / (1.0 + np.exp(-np.clip(scores[0], -60.0, 60.0))))
        shares = np.exp(scores - scores.max())
        return float(shares[-1] / shares.sum())  # "irrelevant" comes first by custom

    def _pair(self, question: str, passage: str) -> list[int]:
        if self._template:
            return self._filled(question, passage)
        weights = self._weights
        first, second = weights.tokens(question), weights.tokens(passage)
        begin, separator = self._mark("bos"), self._mark("sep")
        end = self._mark("eos") or separator
        if weights.raw.vocab_type() == _WORD_PIECES:
            head, middle, tail = begin, separator, separator
        else:  # as llama.cpp's server puts pairs together: <s> question </s></s> passage </s>
            head = begin if weights.adds("bos") else []
            tail = end if weights.adds("eos") else []
            middle = tail + (separator if weights.adds("sep") else [])
        marks = len(head) + len(middle) + len(tail)
        first = first[: max(1, (self._max_tokens - marks) // 2)]
        second = second[: self._max_tokens - marks - len(first)]
        other = self._second
        return [*head, *first, *middle, *(token + other for token in second), *(token + other for token in tail)]

    def _filled(self, question: str, passage: str) -> list[int]:
        """Return the model's own template, filled; the passage is cut so that the rest stays whole."""
        weights = self._weights
        question = defused(question, weights.control_texts)
        passage = defused(passage, weights.control_texts)

        def filled(passage: str) -> list[int]:
            head, _, tail = self._template.partition("{document}")
            text = head.replace("{query}", question) + passage + tail.replace("{query}", question)
            return weights.tokens(text, special=True)

        tokens = filled(passage)
        while len(tokens) > self._max_tokens and passage:
            keep = len(passage) * self._max_tokens // len(tokens)
            passage = passage[: min(keep, len(passage) - 1)]
            tokens = filled(passage)
        return tokens[-self._max_tokens :]

    def _mark(self, name: str) -> list[int]:
        token = self._weights.mark(name)
        return [token] if token >= 0 else []
