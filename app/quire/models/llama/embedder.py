"""A GGUF embedder as the main process sees it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.errors import InvalidInput
from quire.models.llama.embedding import LONGEST
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.types import EmbeddingSpace, ModelCard

if TYPE_CHECKING:
    from quire.models.host import ModelHost

_LONGEST_NAME = 40
_PREPROCESSING = "llama/2"  # changes whenever the same weights would give other vectors


class GgufEmbedder(TextEmbedder):
    """Texts to vectors with the model's own pooling and instructions.

    Args:
        dimension: How many numbers of a vector are kept (Matryoshka); 0 for all.

    Raises:
        InvalidInput: the model's vectors may not be cut to `dimension`.
        ModelFailed: the card does not say how long a vector is, and the model could not be asked.
    """

    def __init__(self, host: ModelHost, model: HostedModel, *, dimension: int = 0) -> None:
        self._host = host
        self._model = model
        card = model.card
        if dimension and card.dimensions and dimension not in card.dimensions:
            allowed = ", ".join(map(str, card.dimensions))
            raise InvalidInput(
                f"the vectors of {card.title} cannot be cut to {dimension}", hint=f"possible are {allowed}"
            )
        whole = card.dimensions[0] if card.dimensions else 0
        if not whole or not card.context_tokens:
            said = host.run(model, "describe", Payload(), urgent=True).options
            whole = whole or int(said["dim"])
        self.max_tokens = min(card.context_tokens or int(said["context_tokens"]), LONGEST)
        self._dimension = dimension if dimension and dimension < whole else 0
        self.space = EmbeddingSpace(
            id=space_id(card, self._dimension),
            model=card.id,
            revision=revision(card, self.max_tokens),
            dim=self._dimension or whole,
            modalities=("text",),
        )

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        card = self._model.card
        instruction = card.query_instruction if use == "query" else card.passage_instruction
        payload = Payload(
            tuple(instructed(text, instruction) for text in texts), {"dimension": self._dimension}
        )
        reply = self._host.run(self._model, "embed", payload, urgent=urgent)
        if use == "passage":
            self.n_cut += int((reply.arrays["counts"] > reply.arrays["read"]).sum())
        return np.asarray(reply.arrays["vectors"], np.float32)


def instructed(text: str, instruction: str) -> str:
    """Return `text` as the model wants it: in the place of `{text}`, or after the instruction."""
    if "{text}" in instruction:
        return instruction.replace("{text}", text)
    return instruction + text


def revision(card: ModelCard, max_tokens: int) -> str:
    """Return what changes whenever the same text would get another vector."""
    parts = (
        *sorted(file.sha256 or f"{file.name}:{file.size_bytes}" for file in card.files),
        card.pooling,
        card.query_instruction,
        card.passage_instruction,
        str(max_tokens),
        _PREPROCESSING,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def space_id(card: ModelCard, dimension: int) -> str:
    """Return a name for the space that is safe in file and collection names."""
    safe = re.sub(r"[^a-z0-9._-]+", "-", card.id.lower()).strip("-._") or "embedder"
    if len(safe) > _LONGEST_NAME:  # two long names must not become one
        safe = f"{safe[: _LONGEST_NAME - 7]}-{hashlib.sha256(card.id.encode()).hexdigest()[:6]}"
    return f"{safe}-{dimension}" if dimension else safe
