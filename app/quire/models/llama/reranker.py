"""A GGUF reranker as the main process sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import Reranker

if TYPE_CHECKING:
    from quire.models.host import ModelHost


class GgufReranker(Reranker):
    """Judges passages with a cross-encoder, or by how likely a language model says "yes"; as the file and card say."""

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        self.name = model.card.title

    def _score(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        reply = self._host.run(self._model, "rerank", Payload((question, *passages)), urgent=True)
        return [float(score) for score in reply.arrays["scores"]]
