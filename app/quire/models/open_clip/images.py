"""A CLIP-like model as the main process sees it: encoded pictures and texts go to the host, vectors come back."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.errors import BrokenFile, ModelFailed, PluginError
from quire.models.open_clip.folder import CONFIG, folder_of, read_description
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import ImageEmbedder, PatchVectors
from quire.types import EmbeddingSpace

if TYPE_CHECKING:
    from quire.models.host import ModelHost

Floats = NDArray[np.float32]

_PREPROCESSING = "open_clip/1"  # changes whenever the same weights would give other vectors
_ON_CPU, _ON_GPU = 4, 32  # pictures at once; a question waits for one batch, 0.4 s with ViT-B/32 on two cores
_KEPT = 64  # texts whose length is remembered
_SAMPLE = 1 << 20


class HostedImages(ImageEmbedder):
    """Pictures and words as unit vectors of one space.

    Raises:
        ModelFailed: its files are not what open_clip can read, or could run code.
    """

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        files = {name: Path(path) for name, path in model.files}
        folder_of(model.card.title, files)
        self._described = read_description(model.card.title, files[CONFIG])
        self._cut: OrderedDict[str, bool] = OrderedDict()
        self.batch_size = _ON_CPU
        self.max_tokens = self._described.context_tokens
        self.space = EmbeddingSpace(
            id=model.card.id,
            model=model.card.id,
            revision=_revision(model),
            dim=self._described.dim,
            modalities=("text", "image"),
        )

    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> Floats:
        result = np.zeros((len(images), self.space.dim), np.float32)
        start = 0
        while start < len(images):
            batch = images[start : start + self.batch_size]
            arrays = {str(number): np.frombuffer(data, np.uint8) for number, data in enumerate(batch)}
            reply = self._host.run(self._model, "images", Payload(arrays=arrays), urgent=urgent)
            for number, reason in enumerate(reply.texts):
                if reason:
                    raise BrokenFile(
                        reason, hint="save it anew as PNG or JPEG", detail=f"picture {start + number + 1}"
                    )
            result[start : start + len(batch)] = self._checked(reply, len(batch))
            start += len(batch)
            self.batch_size = _ON_CPU if reply.options["device"] == "cpu" else _ON_GPU
        return result

    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> Floats:
        result = np.zeros((len(texts), self.space.dim), np.float32)
        for rows in _batches(len(texts), 2 * self.batch_size):
            batch = [texts[row] for row in rows]
            reply = self._host.run(self._model, "texts", Payload(tuple(batch)), urgent=urgent)
            result[rows] = self._checked(reply, len(batch))
            for text, count in zip(batch, reply.arrays["counts"].tolist(), strict=True):
                self._remember(text, count > self.max_tokens)
        return result

    def is_cut(self, text: str) -> bool:
        if text not in self._cut:
            self.embed_captions([text], urgent=True)
        return self._cut[text]

    def patch_vectors(self, image: bytes, *, urgent: bool = False) -> PatchVectors:
        arrays = {"0": np.frombuffer(image, np.uint8)}
        reply = self._host.run(self._model, "patches", Payload(arrays=arrays), urgent=urgent)
        return PatchVectors(np.asarray(reply.arrays["patches"], np.float32), self._described.resize_mode == "shortest")

    def describe(self) -> str:
        """Return where it runs and why, in words; loads it."""
        said = self._host.run(self._model, "describe", Payload(), urgent=True).options
        return f"open_clip in {said['precision']} on {said['device']}: {said['reason']}"

    def _checked(self, reply: Payload, n: int) -> Floats:
        vectors = np.asarray(reply.arrays["vectors"], np.float32)
        if vectors.shape != (n, self.space.dim) or not np.isfinite(vectors).all():
            raise PluginError(
                f"the model {self.space.model} gave no proper vectors",
                hint="choose another model for pictures",
                detail=f"shape {vectors.shape} for {n} inputs of dimension {self.space.dim}",
            )
        return vectors

    def _remember(self, text: str, is_cut: bool) -> None:
        self._cut[text] = is_cut
        while len(self._cut) > _KEPT:
            self._cut.popitem(last=False)


def _batches(n: int, size: int) -> Iterator[list[int]]:
    for start in range(0, n, size):
        yield list(range(start, min(start + size, n)))


def _revision(model: HostedModel) -> str:
    """Return a hash of the weights and of how pictures and texts are prepared."""
    stated = {file.name: file.sha256 for file in model.card.files}
    parts = [f"{name} {stated.get(name) or _fingerprint(Path(path))}" for name, path in sorted(model.files)]
    return hashlib.sha256("\n".join([_PREPROCESSING, *parts]).encode()).hexdigest()[:16]


def _fingerprint(path: Path) -> str:
    """Return a digest of length, beginning and end of a file: whole weights take a second to read."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            digest = hashlib.sha256(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read())
    except OSError as error:
        raise ModelFailed(f"{path.name} cannot be read", hint="allow reading it", detail=str(error)) from error
    return f"{size}-{digest.hexdigest()}"
