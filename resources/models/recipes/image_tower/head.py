"""Train a first head on kept features; `train.py --head` then goes on with the whole network.

    python head.py PACKS HEAD.safetensors --steps 1000 --start START.safetensors --tower TOWER.safetensors

With --tower, the untrained body and the head are written as one tower that can be exported.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from network import Head, Tower
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from train import SHARES, Bank, bank_of, loss_of

PHOTOGRAPHS = ("tiny-imagenet", "cifar", "caltech")
UNLABELLED = ("caltech",)  # photographs as such: their labels are kept for measuring


class HeadAlone(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self.scale = nn.Parameter(torch.tensor(20.0))

    def forward(self, pooled: Tensor) -> Tensor:
        y: Tensor = self.head(pooled)
        return y


def told_apart(head: Head, pooled: Tensor, natural: bool) -> Tensor:
    """Return how badly the gate tells photographs, which the body can name, from what is drawn."""
    found = head.gate(head.norm(pooled))
    return functional.binary_cross_entropy_with_logits(found, torch.full_like(found, float(natural)))


def load(folder: Path) -> tuple[list[str], list[tuple[NDArray[np.float16], NDArray[np.int64]]], Bank]:
    """Return the names of the sets, their features and concepts, and the bank, numbered as in `train.load`."""
    names, sets, lists = [], [], list[list[str]]()
    for path in sorted(folder.glob("*.npz")):
        if path.stem not in SHARES:
            continue
        parts = [np.load(one) for one in sorted(folder.glob(f"{path.stem}.features.*.npz"))]
        if parts:
            concepts = np.concatenate([part["concepts"] for part in parts]).astype(np.int64) + len(lists)
            sets.append((np.concatenate([part["pooled"] for part in parts]), concepts))
            names.append(path.stem)
        lists += json.loads(path.with_suffix(".json").read_text())
    return names, sets, bank_of(lists, folder)


def join(start: Path, head: Path, target: Path) -> None:
    """Write a tower of an untrained body and a trained head."""
    tower = Tower()
    tower.load_state_dict(load_file(start), strict=False)
    tower.load_state_dict(load_file(head), strict=False)
    save_file(tower.state_dict(), target)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("head", type=Path)
    arguments.add_argument("--start", type=Path, required=True)
    arguments.add_argument("--tower", type=Path)
    arguments.add_argument("--steps", type=int, default=3000)
    arguments.add_argument("--batch", type=int, default=256)
    arguments.add_argument("--seed", type=int, default=11)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    names, sets, bank = load(given.packs)
    shares = np.array([SHARES[name] for name in names])
    alone = HeadAlone()
    alone.load_state_dict({name: value for name, value in load_file(given.start).items() if name.startswith("head.")}, strict=False)
    for fixed in (alone.head.classes, alone.head.meanings):
        fixed.requires_grad_(False)
    some = torch.from_numpy(np.concatenate([pooled[:: max(1, len(pooled) // 3000)] for pooled, _ in sets])).float()
    alone.head.norm.running_mean.copy_(some.mean(0))  # type: ignore[union-attr]
    alone.head.norm.running_var.copy_(some.var(0))  # type: ignore[union-attr]
    optimiser = torch.optim.AdamW([one for one in alone.parameters() if one.requires_grad], lr=1e-3, weight_decay=0.05)
    smooth = 0.0
    for step in range(given.steps):
        rng = np.random.default_rng((given.seed, step))
        factor = min(1.0, (step + 1) / 100) * 0.5 * (1.0 + math.cos(math.pi * step / given.steps))
        optimiser.param_groups[0]["lr"] = 1e-3 * max(factor, 0.01)
        which = int(rng.choice(len(sets), p=shares / shares.sum()))
        (pooled, concepts), natural = sets[which], names[which] in PHOTOGRAPHS
        rows = rng.integers(0, len(concepts), given.batch)
        alone.train()
        alone.head.norm.eval()
        x = torch.from_numpy(pooled[rows]).float()
        loss = told_apart(alone.head, x, natural)
        if names[which] not in UNLABELLED:
            loss = loss + loss_of(alone, x, torch.from_numpy(concepts[rows]), bank, rng)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(alone.parameters(), 1.0)
        optimiser.step()
        smooth = float(loss.detach()) if not step else 0.99 * smooth + 0.01 * float(loss.detach())
        if step % 100 == 99:
            print(f"step {step + 1} loss {smooth:.3f}", flush=True)
    save_file(alone.state_dict(), given.head)
    if given.tower:
        join(given.start, given.head, given.tower)


if __name__ == "__main__":
    main()
