"""The network: the body of EfficientNet-Lite0, and a head that ends in the 384 dimensions of all-MiniLM-L6-v2."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

DIM = 384
SIDE = 224  # pixels; a picture is squeezed into a square
CLASSES = 1000  # of ImageNet, which the body was made to tell apart
WIDTHS = {"fine": 40, "middle": 112, "coarse": 192}  # channels of the maps
STRIDES = {"fine": 8, "middle": 16, "coarse": 32}
TOP = 1280  # channels of the last map, at stride 32
POOLED = 2 * sum(WIDTHS.values()) + TOP
# Blocks in a row, channels, expansion, stride of the first, size of the kernels.
STAGES = ((1, 16, 1, 1, 3), (2, 24, 6, 2, 3), (2, 40, 6, 2, 5), (3, 80, 6, 2, 3), (3, 112, 6, 1, 5), (4, 192, 6, 2, 5), (1, 320, 6, 1, 3))  # fmt: skip
_KEPT = {4: "fine", 10: "middle", 14: "coarse"}  # after which block a map is kept


class Conv(nn.Module):
    """Convolution with its batch normalisation folded in, padded as TensorFlow does: more on the right and below."""

    def __init__(self, n_in: int, n_out: int, size: int = 1, stride: int = 1, groups: int = 1, *, bent: bool = True) -> None:
        super().__init__()
        self.conv = nn.Conv2d(n_in, n_out, size, stride, groups=groups)
        before, after = (size - stride) // 2, (size - stride + 1) // 2
        self.pad, self.bent = (before, after, before, after), bent

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv(functional.pad(x, self.pad))
        return functional.relu6(y) if self.bent else y


class Block(nn.Module):
    """An inverted bottleneck."""

    def __init__(self, n_in: int, n_out: int, expansion: int, stride: int, size: int) -> None:
        super().__init__()
        wide = n_in * expansion
        self.expand = Conv(n_in, wide) if expansion > 1 else nn.Identity()
        self.depthwise = Conv(wide, wide, size, stride, wide)
        self.project = Conv(wide, n_out, bent=False)
        self.shortcut = stride == 1 and n_in == n_out

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.project(self.depthwise(self.expand(x)))
        return x + y if self.shortcut else y


class Body(nn.Module):
    """EfficientNet-Lite0 up to its last map.

    Input: (n, 3, 224, 224), 0 to 1. Output: maps by name, fine (n, 40, 28, 28), middle (n, 112, 14, 14), coarse
    (n, 192, 7, 7) and top (n, 1280, 7, 7).
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem, blocks, n_in = Conv(3, 32, 3, 2), list[nn.Module](), 32
        for count, width, expansion, stride, size in STAGES:
            for number in range(count):
                blocks.append(Block(n_in, width, expansion, stride if number == 0 else 1, size))
                n_in = width
        self.blocks, self.last = nn.ModuleList(blocks), Conv(n_in, TOP)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        x, maps = self.stem((x * 255.0 - 127.0) / 128.0), dict[str, Tensor]()
        for number, block in enumerate(self.blocks):
            x = block(x)
            if number in _KEPT:
                maps[_KEPT[number]] = x
        return maps | {"top": self.last(x)}


class Head(nn.Module):
    """What the body saw, as a vector in the space of the texts: what it can name, and what was learned beside that.

    The named part is the mean of the meanings of ImageNet's classes, each weighted by how likely the body takes the
    picture for it ("ConSE", arXiv 1312.5650); it is not trained. The learned part sees what has no such name: charts,
    diagrams, drawings, colours. How much of each counts is learned too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.classes = nn.Linear(TOP, CLASSES)
        self.meanings = nn.Linear(CLASSES, DIM, bias=False)
        self.norm = nn.BatchNorm1d(POOLED, affine=False)
        self.straight = nn.Linear(POOLED, DIM)
        self.widen, self.narrow = nn.Linear(POOLED, 384), nn.Linear(384, DIM)
        self.gate = nn.Linear(POOLED, 1)
        self.drop = nn.Dropout(0.1)

    def named(self, pooled: Tensor) -> Tensor:
        """Return unit vectors of what the body takes the pictures for."""
        return functional.normalize(self.meanings(self.classes(pooled[:, -TOP:]).softmax(1)), dim=1)

    def forward(self, pooled: Tensor) -> Tensor:
        """Return unit vectors; pooled: (n, 1968)."""
        x = self.drop(self.norm(pooled))
        learned = functional.normalize(self.straight(x) + self.narrow(functional.gelu(self.widen(x))), dim=1)
        share = self.gate(x).sigmoid()
        return functional.normalize(share * self.named(pooled) + (1.0 - share) * learned, dim=1)


class Tower(nn.Module):
    """Pictures to unit vectors. `scale` sharpens the comparison with texts in training only."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = Body(), Head()
        self.scale = nn.Parameter(torch.tensor(20.0))

    def forward(self, x: Tensor) -> Tensor:
        """Return (n, 384); x: (n, 3, 224, 224), 0 to 1."""
        y: Tensor = self.head(pooled(self.body(x)))
        return y


def pooled(maps: Mapping[str, Tensor]) -> Tensor:
    """Return the mean and the maximum of every channel, of the last map the mean alone: (n, 1968)."""
    parts = [part for name in WIDTHS for part in (maps[name].mean((2, 3)), maps[name].amax((2, 3)))]
    return torch.cat([*parts, maps["top"].mean((2, 3))], 1)


def of_body(start: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return what the body takes of the weights that `start.py` wrote."""
    return {name.removeprefix("body."): value for name, value in start.items() if name.startswith("body.")}
