"""Train the reranker: of a group of passages, the one that answers the question gets the highest score.

    python train.py PAIRS OUT --minutes 90

Cross-entropy over the passages of a group, with a small pull of the right scores above zero and the wrong ones below,
so that a score means the same for every question. Seeded; OUT/checkpoint.pt is written every few minutes, and calling
it again goes on from there. On a machine with a GPU it is used.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
from export import read
from network import PADDING, SEPARATOR, START, CrossEncoder, from_minilm
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

_PULL = 0.2
_OF_WINDOWS = 4  # passages of a group of windows; groups of sentences have more
_SHORT = 3  # times as many pairs of sentences as of windows in a step: about as many tokens


def tokenizer(folder: Path) -> Any:
    """Return the word pieces of all-MiniLM-L6-v2."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    made.encode_special_tokens = True
    return made


def paired(question: list[int], passage: list[int], most: int) -> list[int]:
    """Return `[CLS] question [SEP] passage [SEP]`, the passage cut."""
    question = question[: (most - 3) // 2]
    return [START, *question, SEPARATOR, *passage[: most - 3 - len(question)], SEPARATOR]


def padded(rows: list[list[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [PADDING] * (longest - len(row)) for row in rows])


def encoded(file: Path, pieces: Any, most: int) -> list[list[list[int]]]:
    """Return for every group its pairs as tokens, the right one first."""
    groups = []
    for line in file.read_text("utf-8").splitlines():
        group = json.loads(line)
        texts = [group["question"], *group["passages"]]
        question, *passages = [found.ids for found in pieces.encode_batch(texts, add_special_tokens=False)]
        groups.append([paired(question, passage, most) for passage in passages])
    return groups


class Order:
    """The groups in an order of their own each round, a step's of one size: windows and single sentences in turn.

    Args:
        sizes: How many passages each group has.
        n_pairs: Of a step, about.
    """

    def __init__(self, sizes: list[int], n_pairs: int, rng: random.Random) -> None:
        self._rng = rng
        self._rows = {
            size: [row for row, one in enumerate(sizes) if one == size] for size in sorted(set(sizes))
        }
        self._left: dict[int, list[int]] = {size: [] for size in self._rows}
        self._n_groups = {size: max(1, n_pairs * (_SHORT if size > _OF_WINDOWS else 1) // size) for size in self._rows}
        self._turn = 0

    def step(self) -> list[int]:
        """Return the rows of the next step."""
        size = list(self._rows)[self._turn % len(self._rows)]
        self._turn += 1
        wanted = self._n_groups[size]
        if len(self._left[size]) < wanted:
            self._left[size] = self._rng.sample(self._rows[size], len(self._rows[size]))
        chosen, self._left[size] = self._left[size][:wanted], self._left[size][wanted:]
        return chosen


def accuracy(model: CrossEncoder, groups: list[list[list[int]]]) -> float:
    """Return the share of groups whose right passage scores highest."""
    model.eval()
    right = 0
    with torch.inference_mode():
        for group in groups:
            right += int(model(padded(group)).argmax() == 0)
    model.train()
    return right / max(len(groups), 1)


def told(model: CrossEncoder, windows: list[list[list[int]]], sentences: list[list[list[int]]]) -> str:
    return f"windows {accuracy(model, windows):.3f}, sentences {accuracy(model, sentences):.3f}"


def earlier(file: Path) -> dict[str, Tensor]:
    """Return the weights of an earlier training, from its `.safetensors` or from the `.gguf` that was made of it."""
    if file.suffix != ".gguf":
        return load_file(file)
    return {name: torch.from_numpy(array) for name, array in read(file).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--after", type=Path, help="weights of an earlier training, .safetensors or .gguf")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--tokens", type=int, default=160)
    parser.add_argument("--groups", type=int, default=8, help="of a step")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--valid", type=int, default=300, help="groups held out that are looked at")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    pieces = tokenizer(arguments.start)
    train = encoded(arguments.pairs / "train.jsonl", pieces, arguments.tokens)
    held_out = encoded(arguments.pairs / "valid.jsonl", pieces, arguments.tokens)
    valid = [group for group in held_out if len(group) == _OF_WINDOWS][: arguments.valid]
    valid_short = [group for group in held_out if len(group) > _OF_WINDOWS][: arguments.valid]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = from_minilm(arguments.start / "model.safetensors", arguments.layers).to(device)
    if arguments.after:
        model.load_state_dict(earlier(arguments.after))
    model.words.weight.requires_grad_(False)
    model.positions.weight.requires_grad_(False)
    body = [
        p
        for name, p in model.named_parameters()
        if p.requires_grad and not name.startswith(("pool", "score"))
    ]
    head = [*model.pool.parameters(), *model.score.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": body, "share": 1.0}, {"params": head, "share": 5.0}], lr=arguments.rate, weight_decay=0.01
    )
    done, spent = 0, 0.0  # steps, seconds
    checkpoint = arguments.out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        done, spent = kept["done"], kept["spent"]
    order = Order([len(group) for group in train], arguments.groups * _OF_WINDOWS, rng)
    limit, began, saved, losses = arguments.minutes * 60, time.monotonic() - spent, time.monotonic(), []
    n_pairs = 0
    model.train()
    for _ in range(done):  # the same order again
        n_pairs += sum(len(train[number]) for number in order.step())
    while (spent := time.monotonic() - began) < limit:
        chosen = order.step()
        part = spent / limit
        warm = min(1.0, (done + 1) / 150)
        for settings in optimizer.param_groups:
            settings["lr"] = (
                arguments.rate * settings["share"] * warm * max(0.02, 0.5 * (1 + math.cos(math.pi * part)))
            )
        rows = [pair for number in chosen for pair in train[number]]
        ranked = sorted(range(len(rows)), key=lambda row: len(rows[row]))
        scores = torch.empty(len(rows), device=device)
        halves = (ranked[: len(ranked) // 2], ranked[len(ranked) // 2 :])  # less padding
        parts = [model(padded([rows[row] for row in half]).to(device)) for half in halves]
        scores = torch.cat(parts)[torch.tensor([*halves[0], *halves[1]]).argsort().to(device)]
        table = scores.view(len(chosen), -1)
        right = torch.zeros(len(chosen), dtype=torch.long, device=device)
        wanted = torch.zeros_like(table)
        wanted[:, 0] = 1.0
        loss = functional.cross_entropy(table, right, label_smoothing=0.02)
        loss = loss + _PULL * functional.binary_cross_entropy_with_logits(table, wanted)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
        optimizer.step()
        done, n_pairs = done + 1, n_pairs + len(rows)
        losses.append(float(loss.detach()))
        if done % 50 == 0:
            speed = n_pairs / spent
            print(
                f"{spent / 60:5.1f} min  step {done}  loss {sum(losses[-50:]) / 50:.3f}  {speed:.1f} pairs/s",
                flush=True,
            )
        if time.monotonic() - saved > 420:
            saved = time.monotonic()
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "done": done,
                    "spent": spent,
                },
                checkpoint,
            )
            print(f"       held out: {told(model, valid, valid_short)}", flush=True)
    print(f"held out: {told(model, valid, valid_short)}, {done} steps, {n_pairs} pairs", flush=True)
    save_file(
        {name: value.cpu().contiguous() for name, value in model.state_dict().items()},
        arguments.out / "reranker.safetensors",
    )


if __name__ == "__main__":
    main()
