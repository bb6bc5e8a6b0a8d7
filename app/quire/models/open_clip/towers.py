"""The two encoders of a CLIP-like model, and its patches. Only in the host process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.open_clip.decoding import decode
from quire.models.open_clip.device import Device, choose_device
from quire.models.open_clip.operators import declare_missing_operators

Floats = NDArray[np.float32]


class Towers:
    """A loaded model.

    Args:
        folder: Holds configuration, weights as safetensors and, for some models, the tokenizer.
        gpu: Whether a graphics processor may be used; one that fails gives way to the processor.

    Raises:
        ModelFailed: the engine refuses the files.
    """

    def __init__(self, folder: Path, title: str, *, threads: int, gpu: bool) -> None:
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"  # read when they are imported
        import torch

        declare_missing_operators()
        torch.set_num_threads(threads)
        self._title = title
        self.device = choose_device(gpu=gpu)
        try:
            self._load(folder)
        except ModelFailed as error:
            if self.device.name == "cpu":
                raise
            reason = f"{self.device.reason} failed: {error.detail[:200]}"
            self.device = Device("cpu", "fp32", reason)
            self._load(folder)

    def _load(self, folder: Path) -> None:
        """Load by `local-dir:`, which keeps to the model's own preprocessing; naming a file would take OpenAI's."""
        import open_clip
        import torch

        source = f"local-dir:{folder}"
        try:
            self._model, self._preprocess = open_clip.create_model_from_pretrained(
                source, precision=self.device.precision, device=self.device.name
            )
            self._model.eval()
            self._tokenizer: Any = open_clip.get_tokenizer(source)
            self._dtype = torch.float16 if self.device.precision == "fp16" else torch.float32
            self.context_tokens = int(self._tokenizer.context_length)
            self._warm_up()
        except Exception as error:  # it raises whatever it meets: a sentence must come of all of it
            raise ModelFailed(
                f"{self._title} cannot be loaded",
                hint="download or import the model again; `quire models verify` checks its files",
                detail=f"{type(error).__name__}: {error}",
            ) from error

    def _warm_up(self) -> None:
        """Run both towers once: what a graphics processor cannot do shows here."""
        import PIL.Image

        self._encoded([PIL.Image.new("RGB", (32, 32))])
        self.embed_texts(["ready"])

    def embed_images(self, encoded: Sequence[bytes]) -> Floats:
        """Return a unit vector per picture, shape (n, dim).

        Raises:
            BrokenFile: one cannot be decoded.
            TooLarge: one has too many pixels.
        """
        return self._encoded([decode(data) for data in encoded])

    def _encoded(self, pictures: Sequence[Any]) -> Floats:
        import torch

        with torch.inference_mode():
            return _rows(self._model.encode_image(self._batch(pictures), normalize=True))

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """Return a unit vector per text, shape (n, dim); what exceeds `context_tokens` is cut at the end."""
        import torch

        with torch.inference_mode():
            tokens = self._tokenizer(list(texts)).to(self.device.name)
            return _rows(self._model.encode_text(tokens, normalize=True))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, its ends included."""
        if hasattr(self._tokenizer, "encode"):
            return [len(self._tokenizer.encode(text)) + 2 for text in texts]
        inner, clean = self._tokenizer.tokenizer, self._tokenizer.clean_fn
        return [len(inner(clean(text))["input_ids"]) for text in texts]

    def patches(self, data: bytes) -> Floats:
        """Return a unit vector per patch in the space of the pictures, shape (rows, columns, dim).

        A patch's vector is what the model would make of a picture in which every patch were this one: as in "FILIP"
        (arXiv 2111.07783) it can be compared with words.

        Raises:
            ModelFailed: this kind of model gives none.
        """
        import torch

        visual = self._model.visual
        with torch.inference_mode():
            batch = self._batch([decode(data)])
            if hasattr(visual, "trunk"):
                rows, grid = self._patches_of_trunk(visual, batch)
            elif hasattr(visual, "forward_intermediates") and getattr(visual, "attn_pool", 0) is None:
                rows, grid = self._patches_of_transformer(visual, batch)
            else:
                raise ModelFailed(f"{self._title} gives no vectors of parts of a picture")
            unit = torch.nn.functional.normalize(rows.float(), dim=-1)
            return _rows(unit).reshape(*grid, -1)

    @staticmethod
    def _patches_of_transformer(visual: Any, batch: Any) -> tuple[Any, tuple[int, int]]:
        found = visual.forward_intermediates(
            batch, indices=1, normalize_intermediates=True, intermediates_only=True, output_fmt="NLC"
        )
        states = found["image_intermediates"][-1][0]
        rows = states if visual.proj is None else states @ visual.proj.to(states.dtype)
        return rows, (int(visual.grid_size[0]), int(visual.grid_size[1]))

    def _patches_of_trunk(self, visual: Any, batch: Any) -> tuple[Any, tuple[int, int]]:
        """Pool each patch alone, as if the picture had no other one."""
        states = visual.trunk.forward_features(batch)
        if states.ndim == 4:  # convolutions: (1, channels, rows, columns)
            grid = (int(states.shape[2]), int(states.shape[3]))
            single = states[0].permute(1, 2, 0).reshape(-1, states.shape[1], 1, 1)
        else:
            n_extra = int(getattr(visual.trunk, "num_prefix_tokens", 0))
            rows, columns = visual.trunk.patch_embed.grid_size
            grid = (int(rows), int(columns))
            single = states[0, n_extra:].unsqueeze(1)
            if getattr(visual.trunk, "global_pool", "") == "avg" and n_extra:  # it leaves the extra ones out
                single = single.expand(-1, n_extra + 1, -1)
        return visual.head(visual.trunk.forward_head(single)), grid

    def _batch(self, pictures: Sequence[Any]) -> Any:
        import torch

        pixels = torch.stack([self._preprocess(picture) for picture in pictures])
        return pixels.to(self.device.name, self._dtype)


def _rows(tensor: Any) -> Floats:
    rows: Floats = tensor.float().cpu().numpy()
    return rows
