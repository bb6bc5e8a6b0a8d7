"""The built-in image tower as the main process sees it. Words are embedded by the built-in text embedder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.errors import BrokenFile, PluginError
from quire.models.cards import built_in_card
from quire.models.files import locate
from quire.models.minilm import MiniLm
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import ImageEmbedder, PatchVectors
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    from quire.models.host import ModelHost

Floats = NDArray[np.float32]

MODEL_ID = "image-tower"
ENGINE = "tower"
_PREPROCESSING = "squeeze-224/1"  # changes whenever the same weights would give other vectors
_BATCH = 8  # pictures at once; a question waits for one batch, 0.3 s on one core


def hosted_tower() -> HostedModel:
    """Return what the host needs to run the built-in image tower.

    Raises:
        ModelMissing: its file is absent or is not the one the card names.
    """
    card = built_in_card(MODEL_ID)
    return HostedModel(card, ENGINE, tuple((name, str(path)) for name, path in locate(card).items()))


class TowerImages(ImageEmbedder):
    """Pictures as unit vectors in the space of all-MiniLM-L6-v2, which embeds the words.

    Locked-text tuning ("LiT", arXiv 2111.07991): pictures were taught to land where their captions already are.
    """

    basic = True

    def __init__(self, host: ModelHost, model: HostedModel, words: MiniLm) -> None:
        self._host = host
        self._model = model
        self._words = words
        self.batch_size = _BATCH
        stated = "".join(file.sha256 for file in model.card.files) + _PREPROCESSING + words.space.revision
        self.space = EmbeddingSpace(
            id=MODEL_ID,
            model=model.card.id,
            revision=hashlib.sha256(stated.encode()).hexdigest()[:16],
            dim=words.space.dim,
            modalities=("text", "image"),
        )

    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> Floats:
        result = np.zeros((len(images), self.space.dim), np.float32)
        for start in range(0, len(images), self.batch_size):
            batch = images[start : start + self.batch_size]
            arrays = {str(number): np.frombuffer(data, np.uint8) for number, data in enumerate(batch)}
            reply = self._host.run(self._model, "images", Payload(arrays=arrays), urgent=urgent)
            for number, reason in enumerate(reply.texts):
                if reason:
                    detail = f"picture {start + number + 1}"
                    raise BrokenFile(reason, hint="save it anew as PNG or JPEG", detail=detail)
            result[start : start + len(batch)] = self._checked(reply, len(batch))
        return result

    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> Floats:
        return self._words.embed(texts, use="query", urgent=urgent)

    def is_cut(self, text: str) -> bool:
        # four characters and more are a token: most questions need not be asked about
        return len(text) > self._words.max_tokens and self._words.is_cut(text)

    def patch_vectors(self, image: bytes, *, urgent: bool = False) -> PatchVectors:
        arrays = {"0": np.frombuffer(image, np.uint8)}
        reply = self._host.run(self._model, "patches", Payload(arrays=arrays), urgent=urgent)
        return PatchVectors(np.asarray(reply.arrays["patches"], np.float32), centre_only=False)

    def _checked(self, reply: Payload, n: int) -> Floats:
        vectors = np.asarray(reply.arrays["vectors"], np.float32)
        if vectors.shape != (n, self.space.dim) or not np.isfinite(vectors).all():
            raise PluginError(
                f"the model {self.space.model} gave no proper vectors",
                hint="choose another model for pictures",
                detail=f"shape {vectors.shape} for {n} inputs of dimension {self.space.dim}",
            )
        return vectors
