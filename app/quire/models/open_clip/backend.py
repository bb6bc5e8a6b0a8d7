"""What the host does with a CLIP-like model. Runs only inside the model host process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quire.errors import ModelFailed, ReadError
from quire.models.backend import Backend
from quire.models.open_clip.folder import CONFIG, folder_of, read_description
from quire.models.open_clip.towers import Towers
from quire.models.protocol import Payload
from quire.types import ModelCard


class OpenClipBackend(Backend):
    """Operations, each a batch:

    "images": arrays 0, 1, … (uint8: encoded pictures) to vectors (n, dim). A picture that cannot be decoded has a zero
    row, and in texts the reason, which is empty for the others.
    "texts": texts to vectors (n, dim) and counts (n,), the tokens of each.
    "patches": array 0 to patches (rows, columns, dim).
    "describe": options device, precision, reason, dim, context_tokens.
    """

    _towers: Towers
    _dim: int

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        folder = folder_of(card.title, files)
        self._dim = read_description(card.title, files[CONFIG]).dim
        self._towers = Towers(folder, card.title, threads=self.threads, gpu=self.gpu)

    def run(self, operation: str, payload: Payload) -> Payload:
        if operation == "images":
            return self._images(payload)
        if operation == "texts":
            counts = np.asarray(self._towers.count_tokens(payload.texts), np.int32)
            return Payload(arrays={"vectors": self._towers.embed_texts(payload.texts), "counts": counts})
        if operation == "patches":
            return Payload(arrays={"patches": self._towers.patches(payload.arrays["0"].tobytes())})
        if operation == "describe":
            return Payload(options=self._described())
        raise ModelFailed(f"a model for pictures cannot {operation!r}")

    def _images(self, payload: Payload) -> Payload:
        encoded = [payload.arrays[str(number)].tobytes() for number in range(len(payload.arrays))]
        try:
            return Payload(("",) * len(encoded), self._described(), {"vectors": self._towers.embed_images(encoded)})
        except ReadError:
            return self._one_by_one(encoded)

    def _one_by_one(self, encoded: list[bytes]) -> Payload:
        vectors = np.zeros((len(encoded), self._dim), np.float32)
        reasons = [""] * len(encoded)
        for row, data in enumerate(encoded):
            try:
                vectors[row] = self._towers.embed_images([data])[0]
            except ReadError as error:
                reasons[row] = error.message
        return Payload(tuple(reasons), self._described(), {"vectors": vectors})

    def _described(self) -> dict[str, str | int | float | bool]:
        device = self._towers.device
        return {
            "device": device.name,
            "precision": device.precision,
            "reason": device.reason,
            "dim": self._dim,
            "context_tokens": self._towers.context_tokens,
        }
