"""Trying a model with sentences of Quire's own: what it has, whether it works, and how its answers are meant."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from quire.errors import ModelFailed, QuireError
from quire.plugins.contracts import Message, Sampling
from quire_openai.configuration import EmbedderEndpoint, Endpoint, RerankerEndpoint, WriterEndpoint
from quire_openai.connection import Connection
from quire_openai.embedding import RemoteEmbedder, vectors_of
from quire_openai.judging import RemoteReranker, are_logits, scores_of
from quire_openai.writing import RemoteGenerator

_QUESTION = "When does the ferry leave?"
_PASSAGES = ("The ferry leaves at nine.", "Purple is a colour between red and blue.")
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it."""

    ok: bool
    text: str
    seconds: float


def models_at(endpoint: Endpoint) -> list[str]:
    """Return the names of the models a server says it has.

    Raises:
        ModelFailed: it cannot be asked, or does not say.
    """
    answer = Connection(endpoint).get("/models")
    try:
        return [str(model["id"]) for model in answer["data"]][:1000]
    except (TypeError, KeyError) as error:
        host = endpoint.address.host
        raise ModelFailed(f"{host} does not say which models it has", detail=repr(answer)[:200]) from error


def dimension_of(endpoint: EmbedderEndpoint) -> int:
    """Ask a server how long the vectors of an embedder are; see `Connection.ask` for what is raised."""
    body = {"model": endpoint.model, "input": [_PASSAGES[0]], "encoding_format": "float"}
    answer = Connection(endpoint).ask("/embeddings", body, patience_s=_PATIENCE_S)
    return int(vectors_of(answer, 1, 0, endpoint.address.host).shape[1])


def kind_of_scores(endpoint: RerankerEndpoint) -> Literal["probability", "logit"]:
    """Find out what the scores of a server are: those of one passage that answers and one that does not."""
    body = {"model": endpoint.model, "query": _QUESTION, "documents": list(_PASSAGES), "top_n": len(_PASSAGES)}
    answer = Connection(endpoint).ask("/rerank", body, patience_s=_PATIENCE_S)
    return "logit" if are_logits(scores_of(answer, len(_PASSAGES), endpoint.address.host)) else "probability"


def tried(endpoint: Endpoint) -> Tried:
    """Have a model do what it is for, once."""
    began = time.monotonic()
    try:
        text, ok = _try(endpoint), True
    except QuireError as error:
        text, ok = error.message + (f" — {error.hint}" if error.hint else ""), False
    return Tried(ok, text, time.monotonic() - began)


def _try(endpoint: Endpoint) -> str:
    if isinstance(endpoint, EmbedderEndpoint):
        vectors = RemoteEmbedder(endpoint).embed(_PASSAGES)
        return f"{endpoint.model} embeds, {vectors.shape[1]} numbers a text"
    if isinstance(endpoint, RerankerEndpoint):
        good, bad = RemoteReranker(endpoint).rerank(_QUESTION, _PASSAGES)
        if not (good or 0.0) > (bad or 0.0):
            raise ModelFailed(f"{endpoint.model} finds an answer no better than what is none", hint="choose another")
        return f"{endpoint.model} reranks"
    assert isinstance(endpoint, WriterEndpoint)
    few = Sampling(max_tokens=64, think=False)
    said = RemoteGenerator(endpoint).generate([Message("user", "Say hello.")], sampling=few)
    if not said.text and not said.thinking:
        raise ModelFailed(f"{endpoint.model} wrote nothing", hint="choose another model")
    return f"{endpoint.model} writes"
