"""The network: the body of a YOLOv8n detector, and a head that ends in the 384 dimensions of all-MiniLM-L6-v2."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

DIM = 384
SIDE = 128  # pixels; a picture is squeezed into a square
WIDTHS = {"p3": 64, "p4": 128, "p5": 256, "n4": 128, "n3": 64, "m4": 128, "m5": 256}


class Conv(nn.Module):
    """Convolution with its batch normalisation already folded in, and SiLU."""

    def __init__(self, n_in: int, n_out: int, size: int = 1, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(n_in, n_out, size, stride, size // 2)

    def forward(self, x: Tensor) -> Tensor:
        return functional.silu(self.conv(x))


class Bottleneck(nn.Module):
    def __init__(self, width: int, *, shortcut: bool) -> None:
        super().__init__()
        self.cv1, self.cv2 = Conv(width, width, 3), Conv(width, width, 3)
        self.shortcut = shortcut

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.cv2(self.cv1(x))
        return x + y if self.shortcut else y


class C2f(nn.Module):
    def __init__(self, n_in: int, n_out: int, n: int = 1, *, shortcut: bool = True) -> None:
        super().__init__()
        half = n_out // 2
        self.cv1 = Conv(n_in, n_out)
        self.cv2 = Conv((2 + n) * half, n_out)
        self.m = nn.ModuleList(Bottleneck(half, shortcut=shortcut) for _ in range(n))

    def forward(self, x: Tensor) -> Tensor:
        parts = list(self.cv1(x).chunk(2, 1))
        for block in self.m:
            parts.append(block(parts[-1]))
        y: Tensor = self.cv2(torch.cat(parts, 1))
        return y


class Sppf(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.cv1, self.cv2 = Conv(width, width // 2), Conv(2 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        parts = [self.cv1(x)]
        for _ in range(3):
            parts.append(functional.max_pool2d(parts[-1], 5, 1, 2))
        y: Tensor = self.cv2(torch.cat(parts, 1))
        return y


class Body(nn.Module):
    """Layers 0 to 21 of YOLOv8n, under the same names, so that a detector's weights fit.

    Input: (n, 3, 128, 128), 0 to 1. Output: maps by name, at strides 8 (p3, n3), 16 (p4, n4, m4), 32 (p5, m5).
    """

    def __init__(self) -> None:
        super().__init__()
        layers: dict[str, nn.Module] = {
            "0": Conv(3, 16, 3, 2), "1": Conv(16, 32, 3, 2), "2": C2f(32, 32),
            "3": Conv(32, 64, 3, 2), "4": C2f(64, 64, 2), "5": Conv(64, 128, 3, 2),
            "6": C2f(128, 128, 2), "7": Conv(128, 256, 3, 2), "8": C2f(256, 256), "9": Sppf(256),
            "12": C2f(384, 128, shortcut=False), "15": C2f(192, 64, shortcut=False), "16": Conv(64, 64, 3, 2),
            "18": C2f(192, 128, shortcut=False), "19": Conv(128, 128, 3, 2), "21": C2f(384, 256, shortcut=False),
        }  # fmt: skip
        self.model = nn.ModuleDict(layers)

    def early(self, x: Tensor) -> Tensor:
        """Return the map at stride 8 from which everything else follows, (n, 64, 16, 16)."""
        for name in ("0", "1", "2", "3", "4"):
            x = self.model[name](x)
        return x

    def late(self, p3: Tensor) -> dict[str, Tensor]:
        run = self.model
        p4 = run["6"](run["5"](p3))
        p5 = run["9"](run["8"](run["7"](p4)))
        n4 = run["12"](torch.cat([_twice(p5), p4], 1))
        n3 = run["15"](torch.cat([_twice(n4), p3], 1))
        m4 = run["18"](torch.cat([run["16"](n3), n4], 1))
        m5 = run["21"](torch.cat([run["19"](m4), p5], 1))
        return {"p3": p3, "p4": p4, "p5": p5, "n4": n4, "n3": n3, "m4": m4, "m5": m5}

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        return self.late(self.early(x))

    def load_detector(self, weights: Mapping[str, Tensor]) -> None:
        """Take the weights of a YOLOv8n whose batch normalisations are folded into its convolutions."""
        own = self.state_dict()
        self.load_state_dict({name: weights[name] for name in own})


def _twice(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


class Head(nn.Module):
    """Seven maps, pooled, to a vector in the space of the texts."""

    def __init__(self) -> None:
        super().__init__()
        n_in = 2 * sum(WIDTHS.values())
        self.norm = nn.BatchNorm1d(n_in, affine=False)
        self.straight = nn.Linear(n_in, DIM)
        self.widen, self.narrow = nn.Linear(n_in, 384), nn.Linear(384, DIM)
        self.drop = nn.Dropout(0.1)

    def forward(self, pooled: Tensor) -> Tensor:
        """Return unit vectors; pooled: (n, 2048)."""
        x = self.drop(self.norm(pooled))
        return functional.normalize(self.straight(x) + self.narrow(functional.gelu(self.widen(x))), dim=1)


class Tower(nn.Module):
    """Pictures to unit vectors. `scale` sharpens the comparison with texts in training only."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = Body(), Head()
        self.scale = nn.Parameter(torch.tensor(20.0))

    def forward(self, x: Tensor) -> Tensor:
        """Return (n, 384); x: (n, 3, side, side), 0 to 1, sides divisible by 32."""
        y: Tensor = self.head(pooled(self.body(x)))
        return y


def pooled(maps: Mapping[str, Tensor]) -> Tensor:
    """Return the mean and the maximum of every channel of every map, (n, 2048)."""
    parts = [part for name in WIDTHS for part in (maps[name].mean((2, 3)), maps[name].amax((2, 3)))]
    return torch.cat(parts, 1)
