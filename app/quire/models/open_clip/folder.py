"""The folder an open_clip model lies in: what its configuration says, and that nothing in it could run code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from quire.errors import ModelFailed

CONFIG = "open_clip_config.json"
WEIGHTS = "open_clip_model.safetensors"

# open_clip takes any of these for the weights, in this order, when ours is not there.
_PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".ckpt", ".npz", ".npy"})
_LONGEST_CONFIG = 1 << 20


@dataclass(frozen=True, slots=True)
class Described:
    """What a configuration says.

    Attributes:
        dim: Length of a vector.
        context_tokens: How many tokens of a text are read.
        resize_mode: How a picture is made square: "shortest" cuts its long ends off, "squash" distorts it, "longest"
            puts borders around it.
    """

    dim: int
    context_tokens: int
    resize_mode: str


def folder_of(title: str, files: Mapping[str, Path]) -> Path:
    """Return the one folder that holds a model's files, which open_clip reads as a whole.

    Raises:
        ModelFailed: configuration or weights are absent, lie apart, or are of a kind that can run code.
    """
    for name in files:
        if Path(name).suffix.lower() in _PICKLES:
            raise ModelFailed(
                f"{name} of {title} can run programs when it is opened, and is not used",
                hint="get the model with weights as safetensors",
            )
    for name in (CONFIG, WEIGHTS):
        if name not in files or not files[name].is_file():
            raise ModelFailed(f"{title} has no {name}", hint="download or import the model again")
    folders = {path.parent for path in files.values()}
    if len(folders) > 1:
        raise ModelFailed(
            f"the files of {title} lie in several folders", hint="import them anew from one folder, as a copy"
        )
    return folders.pop()


def read_description(title: str, config: Path) -> Described:
    """Read what a model's configuration says.

    Raises:
        ModelFailed: it cannot be read or does not describe a model.
    """
    try:
        if config.stat().st_size > _LONGEST_CONFIG:
            raise ValueError("too long")
        content = msgspec.json.decode(config.read_bytes(), type=dict[str, dict[str, Any]])
        model, preprocessing = content["model_cfg"], content.get("preprocess_cfg", {})
        return Described(
            dim=int(model["embed_dim"]),
            context_tokens=int(model["text_cfg"].get("context_length", 77)),
            resize_mode=str(preprocessing.get("resize_mode", "shortest")),
        )
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelFailed(
            f"{CONFIG} of {title} does not describe a model",
            hint="download or import the model again",
            detail=str(error),
        ) from error
