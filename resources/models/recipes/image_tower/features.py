"""What the untrained body sees of every picture, kept: a first head can be trained on it in minutes, on a processor.

    python features.py PACKS START.safetensors --most 200
    python features.py PACKS START.safetensors --most 200 --part 1/2    beside --part 2/2

Writes NAME.features.PART.npz: pooled (n, 1968, float16), one view of each picture drawn at random, and concepts.
onnxruntime does it ten times as fast as PyTorch on a busy processor.
"""

from __future__ import annotations

import argparse
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime
import torch
from network import SIDE, Body, of_body, pooled
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from train import SHARES, varied

_BATCH = 32


class _Pooled(nn.Module):
    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body

    def forward(self, x: Tensor) -> Tensor:
        return pooled(self.body(x))


def session(start: Path) -> onnxruntime.InferenceSession:
    body = Body().eval()
    body.load_state_dict(of_body(load_file(start)))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with TemporaryDirectory() as folder:
        path = Path(folder) / "body.onnx"
        axes = {"x": {0: "n"}, "y": {0: "n"}}
        torch.onnx.export(_Pooled(body), (torch.zeros(1, 3, SIDE, SIDE),), str(path), dynamo=False, opset_version=17, input_names=["x"], output_names=["y"], dynamic_axes=axes)  # fmt: skip
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def chosen(concepts: NDArray[np.int32], most: int, part: tuple[int, int]) -> NDArray[np.int64]:
    """Return the rows of the first `most` pictures of each concept that belong to this part."""
    rows = np.concatenate([np.flatnonzero(concepts == one)[:most] for one in np.unique(concepts)])
    mine: NDArray[np.int64] = np.sort(rows)[part[0] - 1 :: part[1]]
    return mine


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("start", type=Path)
    arguments.add_argument("--most", type=int, default=500, help="pictures of one concept")
    arguments.add_argument("--part", default="1/1")
    given = arguments.parse_args()
    torch.set_num_threads(1)
    seeing, part = session(given.start), tuple(map(int, given.part.split("/")))
    for name in SHARES:
        target = given.packs / f"{name}.features.{part[0]}.npz"
        if target.exists() or not (given.packs / f"{name}.npz").exists():
            continue
        with np.load(given.packs / f"{name}.npz") as file:
            rows = chosen(file["concepts"], given.most, (part[0], part[1]))
            images, concepts = file["images"][rows], file["concepts"][rows]
        rng, found = np.random.default_rng((5, part[0], zlib.crc32(name.encode()))), []
        for start in range(0, len(rows), _BATCH):
            x = torch.from_numpy(images[start : start + _BATCH]).permute(0, 3, 1, 2).float().div_(255.0)
            x = varied(x, rng, natural=name != "figures")
            found.append(seeing.run(["y"], {"x": x.numpy()})[0].astype(np.float16))
        np.savez(target, pooled=np.concatenate(found), concepts=concepts)
        print(f"{target.name}: {len(rows)}", flush=True)


if __name__ == "__main__":
    main()
