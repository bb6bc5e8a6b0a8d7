"""What the host does with the built-in image tower. Runs only inside the model host process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed, ReadError
from quire.models.backend import Backend
from quire.models.minilm import DIM
from quire.models.open_clip.decoding import decode
from quire.models.protocol import Payload
from quire.types import ModelCard

Floats = NDArray[np.float32]

BODY, HEAD = "body.onnx", "head.onnx"
_SIDE = 224  # pixels: pictures are squeezed into a square, as in training
_ROUGHLY = 2 * _SIDE  # pixels: longer ones are halved and halved before, which is quicker


class TowerBackend(Backend):
    """Operations, each a batch:

    "images": arrays 0, 1, … (uint8: encoded pictures) to vectors (n, 384). A picture that cannot be decoded has a zero
    row, and in texts the reason, which is empty for the others.
    "patches": array 0 to patches (rows, columns, 384).
    """

    _body: Any
    _head: Any

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # as for the text embedder
        try:
            self._body, self._head = (
                onnxruntime.InferenceSession(files[name].read_bytes(), options, providers=["CPUExecutionProvider"])
                for name in (BODY, HEAD)
            )
        except Exception as error:  # it raises whatever it meets: a sentence must come of all of it
            raise ModelFailed(
                f"{card.title} cannot be loaded", hint="install Quire again; it comes with it", detail=repr(error)
            ) from error

    def run(self, operation: str, payload: Payload) -> Payload:
        if operation == "images":
            return self._images([payload.arrays[str(number)].tobytes() for number in range(len(payload.arrays))])
        if operation == "patches":
            return Payload(arrays={"patches": self._patches(_pixels(payload.arrays["0"].tobytes()))})
        raise ModelFailed(f"a model for pictures cannot {operation!r}")

    def vectors(self, pixels: Floats) -> Floats:
        """Return unit vectors, shape (n, 384); pixels: (n, 3, 224, 224), 0 to 1."""
        [pooled] = self._body.run(["pooled"], {"pixels": pixels})
        found: Floats = self._head.run(["vectors"], {"pooled": pooled})[0]
        return found

    def _patches(self, pixels: Floats) -> Floats:
        """Return a unit vector for each cell of a picture, shape (7, 7, 384): of what the head makes of it alone."""
        [grid] = self._body.run(["grid"], {"pixels": pixels[None]})
        [found] = self._head.run(["vectors"], {"pooled": grid[0]})
        side = round(len(found) ** 0.5)
        cells: Floats = found.reshape(side, side, -1)
        return cells

    def _images(self, encoded: Sequence[bytes]) -> Payload:
        reasons, rows, seen = [""] * len(encoded), list[int](), list[Floats]()
        for row, data in enumerate(encoded):
            try:
                seen.append(_pixels(data))
                rows.append(row)
            except ReadError as error:
                reasons[row] = error.message
        vectors = np.zeros((len(encoded), DIM), np.float32)
        if seen:
            vectors[rows] = self.vectors(np.stack(seen))
        return Payload(tuple(reasons), arrays={"vectors": vectors})


def _pixels(data: bytes) -> Floats:
    """Return a picture, squeezed, as (3, 224, 224), 0 to 1.

    Raises:
        BrokenFile: it cannot be decoded.
        TooLarge: it has too many pixels.
    """
    from PIL import Image

    image = decode(data)
    image = image.reduce((max(1, image.width // _ROUGHLY), max(1, image.height // _ROUGHLY)))
    square = image.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    return np.asarray(square, np.float32).transpose(2, 0, 1) / np.float32(255.0)
