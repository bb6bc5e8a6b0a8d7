"""The original weights of all-MiniLM-L6-v2, arranged as the shipped graph wants them. Only numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LAYERS = 6
HEADS = 12


def graph_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the graph's initialisers by name, each C-contiguous float32.

    Linear layers are transposed to (in, out); query, key and value are one matrix; the embedding of token
    type 0, the only one that single texts use, is added to the positions.

    Args:
        path: The original `model.safetensors`.
    """
    from safetensors.numpy import load_file

    source = load_file(path)
    positions = source["embeddings.position_embeddings.weight"]
    weights = {
        "embeddings.words": source["embeddings.word_embeddings.weight"],
        "embeddings.positions": positions + source["embeddings.token_type_embeddings.weight"][0],
        "embeddings.norm.weight": source["embeddings.LayerNorm.weight"],
        "embeddings.norm.bias": source["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        weights |= _layer(source, f"encoder.layer.{layer}", f"layer.{layer}")
    return {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}


def _layer(source: dict[str, NDArray[np.float32]], old: str, new: str) -> dict[str, NDArray[np.float32]]:
    parts = [f"{old}.attention.self.{part}" for part in ("query", "key", "value")]
    weights = {
        f"{new}.qkv.weight": np.concatenate([source[f"{part}.weight"].T for part in parts], axis=1),
        f"{new}.qkv.bias": np.concatenate([source[f"{part}.bias"] for part in parts]),
    }
    linear = {"mix": "attention.output.dense", "widen": "intermediate.dense", "narrow": "output.dense"}
    for name, original in linear.items():
        weights[f"{new}.{name}.weight"] = source[f"{old}.{original}.weight"].T
        weights[f"{new}.{name}.bias"] = source[f"{old}.{original}.bias"]
    for name, original in {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}.items():
        weights[f"{new}.{name}.weight"] = source[f"{old}.{original}.weight"]
        weights[f"{new}.{name}.bias"] = source[f"{old}.{original}.bias"]
    return weights
