"""The shipped tower as an open_clip model: an architecture of its own, a configuration and a checkpoint.

    python open_clip_form.py ../../image-tower MINILM OUT

Whoever imports this module can then load OUT like any other model, pictures and texts in one space:

    model, preprocess = open_clip.create_model_from_pretrained("local-dir:OUT")
    tokenizer = open_clip.get_tokenizer("local-dir:OUT")

MINILM is the folder of all-MiniLM-L6-v2; open_clip reads it with `transformers`. Weights come out of the two ONNX graphs,
so that nothing but the shipped files is needed.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from network import DIM, SIDE, Tower
from onnx import numpy_helper
from safetensors.torch import load_file, save_file
from timm.models import register_model
from torch import Tensor

ARCHITECTURE = "quire_image_tower"
_NOT_SHIPPED = ("scale", "head.norm.num_batches_tracked")  # of training only


@register_model
def quire_image_tower(**_: Any) -> Tower:
    """Return the untrained tower; timm's arguments for heads and pools mean nothing to it."""
    return Tower().eval()


def weights_of(folder: Path) -> dict[str, Tensor]:
    """Return the tower's weights from the folder with its two graphs.

    Args:
        folder: Holds `body.onnx` and `head.onnx` as `export.py` writes them.
    """
    found: dict[str, Tensor] = {}
    for graph, prefix in (("body", ""), ("head", "head.")):
        for stored in onnx.load(folder / f"{graph}.onnx").graph.initializer:
            array = torch.from_numpy(numpy_helper.to_array(stored).copy()).float()
            name = stored.name.removesuffix(".half")
            if name.startswith("onnx::"):  # the one matrix that the exporter turned round
                name, array = "meanings.weight", array.T.contiguous()
            found[prefix + name] = array
    state = dict(Tower().state_dict())
    lacking = state.keys() - found.keys() - set(_NOT_SHIPPED)
    if lacking:
        raise ValueError(f"{folder} lacks {sorted(lacking)}")
    return state | {name: array for name, array in found.items() if name in state}


def configuration(text: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `open_clip_config.json` says.

    Args:
        text: open_clip's `text_cfg`.
    """
    return {
        "model_cfg": {
            "embed_dim": DIM,
            "custom_text": True,
            "vision_cfg": {"timm_model_name": ARCHITECTURE, "timm_pool": "", "timm_proj": None, "image_size": SIDE},
            "text_cfg": dict(text),
        },
        "preprocess_cfg": {
            "size": SIDE,
            "mean": [0.0, 0.0, 0.0],
            "std": [1.0, 1.0, 1.0],
            "interpolation": "bilinear",
            "resize_mode": "squash",
        },
    }


def write(tower: Path, out: Path, text: Mapping[str, Any], text_weights: Mapping[str, Tensor]) -> None:
    """Write the folder that open_clip loads.

    Args:
        tower: Holds the two graphs.
        text: open_clip's `text_cfg`.
        text_weights: By open_clip's names, `text.` before each.
    """
    out.mkdir(parents=True, exist_ok=True)
    state = {f"visual.trunk.{name}": value for name, value in weights_of(tower).items()}
    state["logit_scale"] = state["visual.trunk.scale"].log()
    state |= text_weights
    save_file({name: value.contiguous() for name, value in state.items()}, out / "open_clip_model.safetensors")
    (out / "open_clip_config.json").write_text(json.dumps(configuration(text), indent=2) + "\n", "utf-8")


def with_minilm(tower: Path, minilm: Path, out: Path) -> None:
    """Write the folder with all-MiniLM-L6-v2 as the text side: the mean of its tokens, and nothing learned after that.

    Its own files are copied: open_clip looks for the tokenizer there. The configuration names the folder, so write it
    anew instead of moving it.
    """
    text = {
        "hf_model_name": str(out.resolve()),
        "hf_tokenizer_name": str(out.resolve()),
        "hf_model_pretrained": False,
        "hf_pooler_type": "mean_pooler",
        "hf_proj_type": None,
        "context_length": 256,
    }
    found = load_file(minilm / "model.safetensors")
    bert = {f"text.transformer.{name}": value.float() for name, value in found.items() if not name.startswith("pooler.")}
    write(tower, out, text, bert)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copyfile(minilm / name, out / name)


if __name__ == "__main__":
    with_minilm(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
