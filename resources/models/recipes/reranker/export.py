"""Write the trained reranker as a GGUF file that llama.cpp runs with rank pooling.

    python export.py OUT/reranker.safetensors MINILM OUT/reranker.gguf

Matrices are stored in 8 bits (Q8_0), everything else as it is. Needs `gguf` and `numpy` only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

_HEADS, _WIDTH, _INNER, _TRAINED_TOKENS = 12, 384, 1536, 512
_NORMAL, _CONTROL = 1, 3
_WHOLE = {
    "words.weight": "token_embd.weight",
    "positions.weight": "position_embd.weight",
    "segments.weight": "token_types.weight",
    "norm.weight": "token_embd_norm.weight",
    "norm.bias": "token_embd_norm.bias",
    "pool.weight": "cls.weight",
    "pool.bias": "cls.bias",
    "score.weight": "cls.output.weight",
    "score.bias": "cls.output.bias",
}
_PARTS = {
    "out": "attn_output",
    "norm1": "attn_output_norm",
    "up": "ffn_up",
    "down": "ffn_down",
    "norm2": "layer_output_norm",
}


def named(state: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Return the tensors under the names that llama.cpp looks for."""
    tensors = {theirs: state[mine] for mine, theirs in _WHOLE.items()}
    layers = {int(name.split(".")[1]) for name in state if name.startswith("layers.")}
    for number in sorted(layers):
        for part in ("weight", "bias"):
            whole = state[f"layers.{number}.qkv.{part}"]
            for name, third in zip("qkv", np.split(whole, 3), strict=True):
                tensors[f"blk.{number}.attn_{name}.{part}"] = third
            for mine, theirs in _PARTS.items():
                tensors[f"blk.{number}.{theirs}.{part}"] = state[f"layers.{number}.{mine}.{part}"]
    return tensors


def read(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights that `write` wrote, as far as 8 bits kept them."""
    found = {
        one.name: np.array(gguf.quants.dequantize(one.data, one.tensor_type), np.float32)
        for one in gguf.GGUFReader(str(file)).tensors
    }
    state = {mine: found[theirs] for mine, theirs in _WHOLE.items()}
    for number in sorted({int(name.split(".")[1]) for name in found if name.startswith("blk.")}):
        for part in ("weight", "bias"):
            thirds = [found[f"blk.{number}.attn_{name}.{part}"] for name in "qkv"]
            state[f"layers.{number}.qkv.{part}"] = np.concatenate(thirds)
            for mine, theirs in _PARTS.items():
                state[f"layers.{number}.{mine}.{part}"] = found[f"blk.{number}.{theirs}.{part}"]
    return state


def write(state: dict[str, NDArray[np.float32]], tokenizer: Path, file: Path, *, title: str) -> None:
    """Write a GGUF file.

    Args:
        state: Weights as `network.CrossEncoder` has them.
        tokenizer: `tokenizer.json` of all-MiniLM-L6-v2.
    """
    writer = gguf.GGUFWriter(str(file), "bert")
    writer.add_name(title)
    writer.add_context_length(_TRAINED_TOKENS)
    writer.add_embedding_length(_WIDTH)
    writer.add_feed_forward_length(_INNER)
    writer.add_block_count(sum(name.endswith("qkv.weight") for name in state))
    writer.add_head_count(_HEADS)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.RANK)
    _add_vocabulary(writer, tokenizer)
    for name, array in named(state).items():
        _add(writer, name, np.ascontiguousarray(array, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add(writer: gguf.GGUFWriter, name: str, array: NDArray[np.float32]) -> None:
    small = array.ndim < 2 or name.startswith(("token_types", "cls.output"))
    if small:
        writer.add_tensor(name, array)
        return
    kind = gguf.GGMLQuantizationType.Q8_0
    writer.add_tensor(name, gguf.quants.quantize(array, kind), raw_dtype=kind)


def _add_vocabulary(writer: gguf.GGUFWriter, tokenizer: Path) -> None:
    """Words begin with U+2581, pieces inside words lose their "##": llama.cpp's own form of WordPiece."""
    vocabulary = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    tokens, kinds = [], []
    for piece in pieces:
        control = piece.startswith("[") and piece.endswith("]") and len(piece) > 2
        kinds.append(_CONTROL if control else _NORMAL)
        tokens.append(piece if control else piece[2:] if piece.startswith("##") else "\u2581" + piece)
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([token.encode("utf-8") for token in tokens])
    writer.add_token_types(kinds)
    writer.add_token_type_count(2)
    writer.add_bos_token_id(vocabulary["[CLS]"])
    writer.add_eos_token_id(vocabulary["[SEP]"])
    writer.add_unk_token_id(vocabulary["[UNK]"])
    writer.add_sep_token_id(vocabulary["[SEP]"])
    writer.add_pad_token_id(vocabulary["[PAD]"])
    writer.add_mask_token_id(vocabulary["[MASK]"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("minilm", type=Path, help="folder with its tokenizer.json")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    state = load_file(arguments.weights)
    write(state, arguments.minilm / "tokenizer.json", arguments.out, title="Quire reranker")
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
