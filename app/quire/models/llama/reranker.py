"""GGUF models that judge, as the main process sees them: by reading, or by looking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quire.models.protocol import HostedModel, Payload
from quire.models.serving import LOAD
from quire.plugins.contracts import PictureReranker, Reranker

if TYPE_CHECKING:
    from quire.models.host import ModelHost

_LONGEST_PX = 448  # 256 tokens of most projectors: enough to tell what a figure is about, in a third of the time
_LONGEST_WORDS = 600  # characters


class GgufReranker(Reranker):
    """Judges passages with a cross-encoder, or by how likely a language model says "yes"; as the file and card say."""

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        self.name = model.card.title
        self.trust = model.card.trust
        self.depth = model.card.depth

    def prepare(self) -> None:
        self._host.run(self._model, LOAD, Payload(), urgent=True)

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        reply = self._host.run(self._model, "rerank", Payload((question, *passages)), urgent=True)
        return [float(score) for score in reply.arrays["scores"]]


class GgufPictureReranker(PictureReranker):
    """Judges a picture by how likely a language model that sees says "yes"."""

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        self.name = model.card.title

    def prepare(self) -> bool:
        if self._host.is_writing:  # an answer may take minutes
            return False
        self._host.run(self._model, LOAD, Payload(), urgent=True)
        return True

    def _judge(self, question: str, picture: bytes, words: str) -> float:
        payload = Payload(
            (question, words[:_LONGEST_WORDS]),
            {"longest_px": _LONGEST_PX},
            {"picture": np.frombuffer(picture, np.uint8)},
        )
        return float(self._host.run(self._model, "look", payload, urgent=True).options["chance"])
