"""A CLIP-like model that knows six colours: a picture is near the words of the colours it shows."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tests.tiny_models.hosting import hosted

from quire.models import HostedModel
from quire.types import ModelRole

DIM = 8
PIXELS, PATCH = 32, 8
_WIDTH = 16
_VOCABULARY = 49_408
_TINGE = 0.3
# Numbers of the words in OpenAI's byte-pair vocabulary, which open_clip brings along; the colours as pixels.
_COLOURS = {
    "red": (736, (1, -1, -1)),
    "green": (1901, (-1, 1, -1)),
    "blue": (1746, (-1, -1, 1)),
    "yellow": (4481, (1, 1, -1)),
    "white": (1579, (1, 1, 1)),
    "black": (1449, (-1, -1, -1)),
}


def tiny_open_clip(
    folder: Path, *, gap: float = 2.0, context_tokens: int = 16, resize_mode: str = "squash", name: str = "tiny-clip"
) -> HostedModel:
    """Write a model folder (4 MB) and return what the host needs.

    Args:
        gap: How far apart pictures and words lie, as in real models; pictures are 2.8 long without it.
    """
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    config = {
        "model_cfg": {
            "embed_dim": DIM,
            "vision_cfg": {
                "image_size": PIXELS,
                "patch_size": PATCH,
                "width": _WIDTH,
                "head_width": _WIDTH // 2,
                "layers": 1,
                "pool_type": "avg",
            },
            "text_cfg": {
                "context_length": context_tokens,
                "vocab_size": _VOCABULARY,
                "width": _WIDTH,
                "heads": 2,
                "layers": 1,
            },
        },
        "preprocess_cfg": {
            "mean": [0.5] * 3,
            "std": [0.5] * 3,
            "interpolation": "bicubic",
            "resize_mode": resize_mode,
        },
    }
    (place / "open_clip_config.json").write_text(json.dumps(config), encoding="utf-8")
    weights = _vision(gap) | _words(gap, context_tokens)
    save_file(
        {key: np.ascontiguousarray(value, np.float32) for key, value in weights.items()},
        place / "open_clip_model.safetensors",
    )
    return hosted(
        place / "open_clip_config.json",
        ModelRole.DUAL_ENCODER,
        place / "open_clip_model.safetensors",
        context_tokens=context_tokens,
        engine="open_clip",
        name=name,
    )


def _vision(gap: float) -> dict[str, NDArray[np.float64]]:
    """Return a tower whose patches are their mean colour; the layer between adds nothing."""
    pixels = np.zeros((_WIDTH, 3, PATCH, PATCH))
    for channel in range(3):
        pixels[channel, channel] = 1.0 / PATCH**2
        pixels[3 + channel, channel] = -1.0 / PATCH**2  # the mean of all channels stays 0, so a norm only scales
    return {
        "visual.class_embedding": np.zeros(_WIDTH),
        "visual.positional_embedding": np.zeros(((PIXELS // PATCH) ** 2 + 1, _WIDTH)),
        "visual.proj": _projection(),
        "visual.conv1.weight": pixels,
        **_norm("visual.ln_pre"),
        **_layer("visual.transformer.resblocks.0", passes=0.0),
        **_norm("visual.ln_post", gap),
    }


def _words(gap: float, context_tokens: int) -> dict[str, NDArray[np.float64]]:
    """Return a tower that looks from the end of a text at all words alike; other words are a little coloured too."""
    embeddings = np.zeros((_VOCABULARY, _WIDTH))
    embeddings[:, :3] = np.random.default_rng(4).normal(0.0, _TINGE, (_VOCABULARY, 3))
    embeddings[:, 8:12], embeddings[:, 12:] = 1.0, -1.0
    embeddings[_VOCABULARY - 2 :] = 0.0  # where a text begins and ends
    for number, colour in _COLOURS.values():
        embeddings[number] = 0.0
        embeddings[number, :3] = colour
    embeddings[:, 3:6] = -embeddings[:, :3]
    return {
        "positional_embedding": np.zeros((context_tokens, _WIDTH)),
        "text_projection": _projection(),
        "logit_scale": np.full((), np.log(100.0)),
        **_layer("transformer.resblocks.0", passes=1.0),
        "token_embedding.weight": embeddings,
        **_norm("ln_final", -gap),
    }


def _projection() -> NDArray[np.float64]:
    """Return what keeps the colour, and the channel of the gap as the fourth number."""
    projection = np.zeros((_WIDTH, DIM))
    projection[[0, 1, 2, 6], [0, 1, 2, 3]] = 1.0
    return projection


def _norm(name: str, offset: float = 0.0) -> dict[str, NDArray[np.float64]]:
    bias = np.zeros(_WIDTH)
    bias[6] = offset
    return {f"{name}.weight": np.ones(_WIDTH), f"{name}.bias": bias}


def _layer(name: str, *, passes: float) -> dict[str, NDArray[np.float64]]:
    """Return attention to all alike, times `passes`, and no feed-forward part."""
    attention = np.zeros((3 * _WIDTH, _WIDTH))
    attention[2 * _WIDTH :] = np.eye(_WIDTH)
    return {
        **_norm(f"{name}.ln_1"),
        f"{name}.attn.in_proj_weight": attention,
        f"{name}.attn.in_proj_bias": np.zeros(3 * _WIDTH),
        f"{name}.attn.out_proj.weight": passes * np.eye(_WIDTH),
        f"{name}.attn.out_proj.bias": np.zeros(_WIDTH),
        **_norm(f"{name}.ln_2"),
        f"{name}.mlp.c_fc.weight": np.zeros((4 * _WIDTH, _WIDTH)),
        f"{name}.mlp.c_fc.bias": np.zeros(4 * _WIDTH),
        f"{name}.mlp.c_proj.weight": np.zeros((_WIDTH, 4 * _WIDTH)),
        f"{name}.mlp.c_proj.bias": np.zeros(_WIDTH),
    }
