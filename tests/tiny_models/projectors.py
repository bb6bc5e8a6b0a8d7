"""A projector (mmproj) that lets the tiny generator look at pictures: LLaVA's kind, one patch of 16 pixels a token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

IMAGE_PX, _PATCH_PX, _WIDTH = 64, 16, 32
IMAGE_TOKENS = (IMAGE_PX // _PATCH_PX) ** 2


def tiny_projector(folder: Path, *, language_width: int = 64, name: str = "mmproj-tiny") -> Path:
    """Write a projector for `tiny_generator`; every picture takes `IMAGE_TOKENS` tokens."""
    random = np.random.default_rng(4)
    path = folder / f"{name}.gguf"
    return _write(path, language_width, lambda shape: random.standard_normal(shape) * 0.05, {})


def tiny_red_projector(folder: Path, *, language_width: int = 64, name: str = "mmproj-red") -> Path:
    """Write a projector for `tiny_yes_no_reranker`, which then says "yes" the surer, the more red there is to see."""
    redness = np.zeros((_WIDTH, 3, _PATCH_PX, _PATCH_PX))
    redness[0, 0], redness[0, 1:] = 1.0 / _PATCH_PX**2, -0.5 / _PATCH_PX**2
    hidden, out = np.zeros((language_width, _WIDTH)), np.zeros((language_width, language_width))
    constant = np.zeros(language_width)
    hidden[0, 0], out[1, 0] = 4.0, 0.25  # what is not red is negative, and ends there
    constant[0] = 1.0
    known = {
        "v.patch_embd.weight": redness,
        "mm.0.weight": hidden,
        "mm.2.weight": out,
        "mm.2.bias": constant,
    }
    return _write(folder / f"{name}.gguf", language_width, np.zeros, known)


def _write(
    path: Path,
    language_width: int,
    fill: Callable[[tuple[int, ...]], NDArray[np.float64]],
    known: Mapping[str, NDArray[np.float64]],
) -> Path:
    """Write a projector whose tensors are `known`, or else what `fill` gives for their shape."""
    writer = _begin(path, language_width)

    def add(key: str, *shape: int) -> None:
        writer.add_tensor(key, np.asarray(known.get(key, fill(shape)), np.float32).reshape(shape))

    add("v.patch_embd.weight", _WIDTH, 3, _PATCH_PX, _PATCH_PX)
    add("v.position_embd.weight", IMAGE_TOKENS, _WIDTH)
    for layer in range(2):
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            add(f"v.blk.{layer}.{part}.weight", _WIDTH, _WIDTH)
            add(f"v.blk.{layer}.{part}.bias", _WIDTH)
        for part, n_out, n_in in (("ffn_up", 2 * _WIDTH, _WIDTH), ("ffn_down", _WIDTH, 2 * _WIDTH)):
            add(f"v.blk.{layer}.{part}.weight", n_out, n_in)
            add(f"v.blk.{layer}.{part}.bias", n_out)
        for part in ("ln1", "ln2"):
            writer.add_tensor(f"v.blk.{layer}.{part}.weight", np.ones(_WIDTH, np.float32))
            add(f"v.blk.{layer}.{part}.bias", _WIDTH)
    add("mm.0.weight", language_width, _WIDTH)
    add("mm.0.bias", language_width)
    add("mm.2.weight", language_width, language_width)
    add("mm.2.bias", language_width)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _begin(path: Path, language_width: int) -> Any:
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.has_llava_projector", True)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", True)
    sizes = {
        "image_size": IMAGE_PX,
        "patch_size": _PATCH_PX,
        "embedding_length": _WIDTH,
        "feed_forward_length": 2 * _WIDTH,
        "projection_dim": language_width,
        "block_count": 2,
        "attention.head_count": 2,
    }
    for key, size in sizes.items():
        writer.add_uint32(f"clip.vision.{key}", size)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5])
    writer.add_array("clip.vision.image_std", [0.5, 0.5, 0.5])
    return writer
