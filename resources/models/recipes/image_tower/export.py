"""Write the trained tower as the two ONNX graphs that Quire runs: what sees, and what says it in the texts' space.

    python export.py tower.safetensors ../../image-tower

Weights are kept in half precision and computed in single. `body.onnx`: pixels (n, 3, 224, 224) to pooled (n, 1968) and
grid (n, 49, 1968), the same for each cell of 7 by 7. `head.onnx`: pooled (m, 1968) to vectors (m, 384) of unit length.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from network import POOLED, SIDE, STRIDES, WIDTHS, Body, Head, Tower, pooled
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

_CELLS = 7
_WORTH_HALVING = 256  # numbers


class Seeing(nn.Module):
    """The body, pooled over the whole picture and over each cell."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        maps = self.body(pixels)
        cells = []
        for name in WIDTHS:
            size = SIDE // STRIDES[name] // _CELLS
            for pool in (functional.avg_pool2d, functional.max_pool2d):
                cells.append(pool(maps[name], size) if size > 1 else maps[name])
        return pooled(maps), torch.cat([*cells, maps["top"]], 1).flatten(2).transpose(1, 2)


def halved(path: Path) -> None:
    """Keep the weights of a graph in half precision; onnxruntime widens them once, when it loads."""
    model = onnx.load(path)
    graph, wide = model.graph, []
    for stored in list(graph.initializer):
        array = numpy_helper.to_array(stored)
        if array.dtype == np.float32 and array.size >= _WORTH_HALVING:
            graph.initializer.remove(stored)
            graph.initializer.append(numpy_helper.from_array(array.astype(np.float16), f"{stored.name}.half"))
            wide.append(helper.make_node("Cast", [f"{stored.name}.half"], [stored.name], to=TensorProto.FLOAT))
    nodes = [*wide, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write(module: nn.Module, sample: Tensor, path: Path, given: str, made: list[str]) -> None:
    axes = {name: {0: "n"} for name in (given, *made)}
    module.eval()
    torch.onnx.export(module, (sample,), str(path), dynamo=False, opset_version=17, input_names=[given], output_names=made, dynamic_axes=axes)  # fmt: skip
    halved(path)
    content = path.read_bytes()
    sys.stdout.write(f'name = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nsize_bytes = {len(content)}\n')


def exported(weights: Path, folder: Path) -> None:
    tower = Tower()
    tower.load_state_dict(load_file(weights))
    folder.mkdir(parents=True, exist_ok=True)
    head: Head = tower.head
    write(Seeing(tower.body), torch.zeros(1, 3, SIDE, SIDE), folder / "body.onnx", "pixels", ["pooled", "grid"])
    write(head, torch.zeros(1, POOLED), folder / "head.onnx", "pooled", ["vectors"])


if __name__ == "__main__":
    exported(Path(sys.argv[1]), Path(sys.argv[2]))
