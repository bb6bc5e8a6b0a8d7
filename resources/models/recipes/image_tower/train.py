"""Train the image tower: pictures land where MiniLM puts the words for them. Seeded and resumable.

    python train.py PACKS OUT --start START.safetensors --steps 2500 --processes 2 --threads 1

The text side stays as it is ("LiT", arXiv 2111.07991). For every picture: cross-entropy against the captions of all
concepts, softened by how near those are to each other; the same against the general words; and the distance to one of
its captions. On a machine with a GPU it is used, by one process. Calling it again goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

import captions as said
import numpy as np
import torch
import torch.distributed as dist
from network import SIDE, Tower
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from texts import vectors
from torch import Tensor, nn
from torch.nn import functional

# How often a pack is drawn from.
SHARES = {"figures": 0.3, "emoji": 0.1, "tiny-imagenet": 0.3, "cifar": 0.05, "colours": 0.05, "caltech": 0.2}


@dataclass(frozen=True)
class Pack:
    name: str
    images: NDArray[np.uint8]
    concepts: NDArray[np.int64]  # rows of the bank


@dataclass(frozen=True)
class Bank:
    """Vectors of every concept's captions, padded by repetition: (concepts, variants, 384); and the general words."""

    captions: Tensor
    soft: Tensor
    kinds: Tensor
    kinds_of: Tensor


def load(folder: Path) -> tuple[list[Pack], Bank]:
    packs, lists = list[Pack](), list[list[str]]()
    for path in sorted(folder.glob("*.npz")):
        if path.stem not in SHARES:
            continue
        with np.load(path) as file:
            concepts = file["concepts"].astype(np.int64) + len(lists)
            packs.append(Pack(path.stem, file["images"], concepts))
        lists += json.loads(path.with_suffix(".json").read_text())
    return packs, bank_of(lists, folder)


def bank_of(lists: list[list[str]], folder: Path) -> Bank:
    most = max(map(len, lists))
    padded = [(one * most)[:most] for one in lists]
    kept = folder / "texts.kept.npz"
    flat = torch.from_numpy(vectors([caption for one in padded for caption in one], kept))
    rows = flat.reshape(len(lists), most, -1)
    names = said.kinds()
    belongs = torch.zeros(len(lists), len(names))
    for row, one in enumerate(lists):
        for kind in {*said.kinds_of(one[0]), *said.kinds_of(" ".join(one[1:2]))}:
            belongs[row, names.index(kind)] = 1.0
    first = functional.normalize(rows.mean(1), dim=1)
    soft = (first @ first.T * 25.0).softmax(1)
    general = torch.from_numpy(vectors(names, kept))
    return Bank(rows, soft, general, belongs / belongs.sum(1, keepdim=True).clamp(min=1.0))


def batch_of(packs: list[Pack], rng: np.random.Generator, n: int) -> tuple[Tensor, Tensor]:
    """Draw one pack, then pictures of it, shifted, scaled, mirrored and tinted."""
    shares = np.array([SHARES[pack.name] for pack in packs])
    pack = packs[int(rng.choice(len(packs), p=shares / shares.sum()))]
    rows = np.sort(rng.integers(0, len(pack.concepts), n))
    x = torch.from_numpy(pack.images[rows]).permute(0, 3, 1, 2).float().div_(255.0)
    natural = pack.name != "figures"
    return varied(x, rng, natural=natural), torch.from_numpy(pack.concepts[rows])


def varied(x: Tensor, rng: np.random.Generator, *, natural: bool) -> Tensor:
    n = len(x)
    draw = lambda low, high: torch.from_numpy(rng.uniform(low, high, n).astype(np.float32))  # noqa: E731
    theta = torch.zeros(n, 2, 3)
    zoom = draw(0.6, 1.05) if natural else draw(0.85, 1.08)
    theta[:, 0, 0] = zoom * draw(0.85, 1.15)
    theta[:, 1, 1] = zoom * draw(0.85, 1.15)
    if natural:
        theta[:, 0, 0] *= torch.from_numpy(rng.choice([-1.0, 1.0], n).astype(np.float32))
    theta[:, 0, 2] = draw(-1, 1) * (1.0 - zoom).clamp(min=0.03)
    theta[:, 1, 2] = draw(-1, 1) * (1.0 - zoom).clamp(min=0.03)
    grid = functional.affine_grid(theta, [n, 3, SIDE, SIDE], align_corners=False)
    x = functional.grid_sample(x, grid, padding_mode="border", align_corners=False)
    tint = torch.stack([draw(0.85, 1.15) for _ in range(3)], 1)[:, :, None, None]
    return (x * tint + draw(-0.12, 0.12)[:, None, None, None]).clamp(0.0, 1.0)


def loss_of(tower: nn.Module, x: Tensor, concepts: Tensor, bank: Bank, rng: np.random.Generator) -> Tensor:
    found = tower(x)
    variant = torch.from_numpy(rng.integers(0, bank.captions.shape[1], len(bank.captions)))
    shown = bank.captions[torch.arange(len(variant)), variant].to(found.device)
    sharp = tower.scale.clamp(5.0, 60.0)  # type: ignore[operator]
    target = functional.one_hot(concepts, len(shown)).to(found) * 0.8 + 0.2 * bank.soft[concepts].to(found)
    which = -(target * (sharp * found @ shown.T).log_softmax(1)).sum(1)
    belongs = bank.kinds_of[concepts].to(found)
    kind = -(belongs * (sharp * found @ bank.kinds.to(found).T).log_softmax(1)).sum(1)
    apart = 1.0 - (found * shown[concepts.to(found.device)]).sum(1)
    return (which + 0.3 * kind + apart).mean()


class Training:
    """What a checkpoint holds, and one step."""

    def __init__(self, out: Path, start: Path, start_head: Path | None, steps: int, device: str) -> None:
        self.tower = Tower().to(device)
        self.tower.load_state_dict(load_file(start), strict=False)
        if start_head:
            self.tower.load_state_dict(load_file(start_head), strict=False)
        self.steady = 1.0 - 8.0 / max(steps, 80)  # what is exported is the mean of the last eighth of the steps, about
        self.steps, self.done, self.device, self._place = steps, 0, device, out / "checkpoint.pt"
        for fixed in (self.tower.head.classes, self.tower.head.meanings, self.tower.head.gate):
            fixed.requires_grad_(False)
        body, head = list(self.tower.body.parameters()), [one for one in self.tower.head.parameters() if one.requires_grad]
        groups = [
            {"params": body, "lr": 2e-4, "weight_decay": 0.01},
            {"params": head, "lr": 3e-4 if start_head else 1e-3, "weight_decay": 0.05},
            {"params": [self.tower.scale], "lr": 1e-2, "weight_decay": 0.0},
        ]
        self.optimiser = torch.optim.AdamW(groups)
        self.base = [float(group["lr"]) for group in groups]
        self.mean = {name: value.detach().clone() for name, value in self.tower.state_dict().items()}
        if self._place.exists():
            kept = torch.load(self._place, weights_only=True, map_location=device)
            self.tower.load_state_dict(kept["tower"])
            self.optimiser.load_state_dict(kept["optimiser"])
            self.mean, self.done = kept["mean"], kept["done"]

    def step(self, packs: list[Pack], bank: Bank, rng: np.random.Generator, n: int) -> float:
        part = self.done / self.steps
        factor = min(1.0, (self.done + 1) / 50) * 0.5 * (1.0 + math.cos(math.pi * min(part, 1.0)))
        for group, base in zip(self.optimiser.param_groups, self.base, strict=True):
            group["lr"] = base * max(factor, 0.01)
        self.tower.head.norm.eval()  # batches of one kind of picture must not shift it
        x, concepts = batch_of(packs, rng, n)
        loss = loss_of(self.tower, x.to(self.device), concepts, bank, rng)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        share_gradients(self.tower)
        nn.utils.clip_grad_norm_(self.tower.parameters(), 1.0)
        self.optimiser.step()
        self.done += 1
        keep = min(self.steady, self.done / (self.done + 10))
        for name, value in self.tower.state_dict().items():
            if value.is_floating_point():
                self.mean[name].lerp_(value.detach(), 1.0 - keep)
        return float(loss.detach())

    def save(self, out: Path) -> None:
        draft = self._place.with_suffix(".new")
        parts = {"tower": self.tower.state_dict(), "optimiser": self.optimiser.state_dict(), "mean": self.mean, "done": self.done}
        torch.save(parts, draft)
        draft.replace(self._place)
        save_file({name: value.contiguous() for name, value in self.mean.items()}, out / "tower.safetensors")


def share_gradients(tower: Tower) -> None:
    if not dist.is_initialized():
        return
    gradients = [one.grad for one in tower.parameters() if one.grad is not None]
    flat = torch.cat([one.flatten() for one in gradients])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    start = 0
    for one in gradients:
        one.copy_(flat[start : start + one.numel()].view_as(one))
        start += one.numel()


def run(rank: int, given: argparse.Namespace) -> None:
    torch.set_num_threads(given.threads)
    if given.processes > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(given.port))
        dist.init_process_group("gloo", rank=rank, world_size=given.processes)
    torch.manual_seed(given.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    packs, bank = load(given.packs)
    training = Training(given.out, given.start, given.head, given.steps, device)
    smooth, began, first = 0.0, time.monotonic(), training.done
    while training.done < given.steps:
        rng = np.random.default_rng((given.seed, training.done, rank))
        loss = training.step(packs, bank, rng, given.batch)
        smooth = loss if training.done == first + 1 else 0.98 * smooth + 0.02 * loss
        if rank == 0 and training.done % 10 == 0:
            pace = (training.done - first) / (time.monotonic() - began)
            print(f"step {training.done} loss {smooth:.3f} {pace:.3f} steps/s", flush=True)
        if rank == 0 and (training.done % 25 == 0 or training.done == given.steps):
            training.save(given.out)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--start", type=Path, required=True)
    arguments.add_argument("--head", type=Path, help="a first head, of head.py")
    arguments.add_argument("--steps", type=int, default=2500)
    arguments.add_argument("--batch", type=int, default=64, help="pictures in a process")
    arguments.add_argument("--processes", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--port", type=int, default=29517)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    load(given.packs)  # fills the file of text vectors before several processes want it
    if given.processes == 1:
        run(0, given)
    else:
        torch.multiprocessing.spawn(run, (given,), given.processes)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
