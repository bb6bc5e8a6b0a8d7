"""Read a YOLOv8n detector from an ONNX file, fp32 or with weights quantised to int8, as a start for training.

    python start.py DETECTOR.onnx START.safetensors
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Body
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import save_file


def detector_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the initialisers by name, dequantised; batch normalisation is folded in already in such files."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    weights: dict[str, NDArray[np.float32]] = {}
    for name, array in stored.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale, zero = (_along_first(stored[f"{base}{part}"], array.ndim) for part in ("_scale", "_zero_point"))
            weights[base] = ((array.astype(np.float32) - zero) * scale).astype(np.float32)
        elif array.dtype == np.float32:
            weights.setdefault(name, array)
    return weights


def _along_first(values: NDArray[np.generic], ndim: int) -> NDArray[np.float32]:
    flat = np.asarray(values, np.float32)
    return flat.reshape(-1, *[1] * (ndim - 1)) if flat.size > 1 else flat


def main() -> None:
    weights = {name: torch.from_numpy(array.copy()) for name, array in detector_weights(Path(sys.argv[1])).items()}
    body = Body()
    body.load_detector(weights)
    save_file(body.state_dict(), sys.argv[2])


if __name__ == "__main__":
    main()
