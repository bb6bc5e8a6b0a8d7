"""A reranker at a server: its `rerank` path, or a language model that is asked for yes or no."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from quire.errors import ModelFailed, ModelMissing, PluginError
from quire.plugins.contracts import Reranker
from quire_openai.configuration import RerankerEndpoint, configuration
from quire_openai.connection import Connection
from quire_openai.wire import defused

_PATIENCE_S = 30.0
_MOST_BYTES = 8000  # of a passage
# As Qwen3-Reranker was trained to be asked (arXiv 2506.05176).
_SYSTEM = (
    "Judge whether the Document meets the requirements based on the Query and the Instruct provided. "
    'Note that the answer can only be "yes" or "no".'
)
_ASKED = (
    "<Instruct>: Given a question, retrieve passages that answer it\n\n<Query>: {question}\n\n<Document>: {passage}"
)


class RemoteReranker(Reranker):
    """The reranker that was set up."""

    batch_size = 8

    def __init__(self, endpoint: RerankerEndpoint | None = None) -> None:
        endpoint = endpoint or configuration().reranker
        if endpoint is None:
            raise ModelMissing("no reranker is set up", hint="quire openai use reranker URL MODEL")
        self._endpoint = endpoint
        self._connection = Connection(endpoint)
        self.name = f"{endpoint.model} at {endpoint.address.host}"
        self.remote = endpoint.address.host
        self._logits = endpoint.scores == "logit"

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        readable = [passage[:_MOST_BYTES].strip() for passage in passages]
        rows = [row for row, passage in enumerate(readable) if passage]
        scores = [0.0] * len(passages)
        texts = [readable[row] for row in rows]
        if self._endpoint.way == "yes-no":
            judged = [self._yes(question, text) for text in texts]
        else:
            judged = self._ranked(question, texts) if texts else []
        for row, score in zip(rows, judged, strict=True):
            scores[row] = score
        return scores

    def _ranked(self, question: str, passages: Sequence[str]) -> list[float]:
        body = {
            "model": self._endpoint.model,
            "query": question.encode("utf-8", "replace").decode("utf-8"),
            "documents": [passage.encode("utf-8", "replace").decode("utf-8") for passage in passages],
            "top_n": len(passages),
        }
        answer = self._connection.ask("/rerank", body, patience_s=_PATIENCE_S)
        raw = scores_of(answer, len(passages), self.remote)
        if self._endpoint.scores == "auto" and are_logits(raw):
            self._logits = True
        return [_sigmoid(score) for score in raw] if self._logits else raw

    def _yes(self, question: str, passage: str) -> float:
        asked = _ASKED.format(question=defused(question), passage=defused(passage))
        body = {
            "model": self._endpoint.model,
            "messages": [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": asked}],
            "max_tokens": 1,
            "temperature": 0.0,
            "logprobs": True,
            "top_logprobs": 20,
            "chat_template_kwargs": {"enable_thinking": False},
        }
        answer = self._connection.ask("/chat/completions", body, patience_s=_PATIENCE_S)
        return probability_of_yes(answer, self.remote)


def scores_of(answer: Any, n: int, host: str) -> list[float]:
    """Return the raw scores of an answer in the order asked.

    Raises:
        PluginError: a passage has none, or one that is no number.
    """
    try:
        results = answer["results"]
        by_index = {result["index"]: float(result["relevance_score"]) for result in results}
        if len(results) != n or sorted(by_index) != list(range(n)):
            raise ValueError(f"scores for {sorted(by_index)} of {n} passages")
        if not all(math.isfinite(score) for score in by_index.values()):
            raise ValueError("numbers that are none")
    except (TypeError, KeyError, ValueError) as error:
        raise PluginError(
            f"{host} returned no score for some passages", hint="choose another reranker", detail=str(error)[:300]
        ) from error
    return [by_index[index] for index in range(n)]


def probability_of_yes(answer: Any, host: str) -> float:
    """Return how likely the next word is yes rather than no.

    Raises:
        ModelFailed: the server does not say how likely words are.
    """
    chances = {"yes": 0.0, "no": 0.0}
    try:
        for likely in answer["choices"][0]["logprobs"]["content"][0]["top_logprobs"]:
            word = str(likely["token"]).strip().lower()
            if word in chances:
                chances[word] += math.exp(min(0.0, float(likely["logprob"])))
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise ModelFailed(
            f"{host} does not say how likely its words are",
            hint="choose a server with a rerank path, or no reranker",
            detail=repr(error),
        ) from error
    both = chances["yes"] + chances["no"]
    return chances["yes"] / both if both > 0 else 0.0


def are_logits(scores: Sequence[float]) -> bool:
    """Tell whether scores cannot be probabilities."""
    return any(not 0.0 <= score <= 1.0 for score in scores)


def _sigmoid(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score))))
