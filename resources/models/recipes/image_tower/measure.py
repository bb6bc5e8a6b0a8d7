"""Measure a tower as Quire runs it.

    python measure.py FOLDER --images PHOTOGRAPHS --unseen unseen.npz

FOLDER holds body.onnx and head.onnx. Text to image recall@1/5/10 over the photographs, each with its one label; kind of
figure recall@1 in styles that were kept apart; milliseconds of processor time a picture, decoding included, on one core.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from texts import vectors

from quire.models.protocol import Payload
from quire.models.tower.backend import TowerBackend
from quire.types import ModelCard, ModelRole

Floats = NDArray[np.float32]


def loaded(folder: Path) -> TowerBackend:
    backend = TowerBackend(threads=1)
    card = ModelCard("image-tower", ModelRole.DUAL_ENCODER, "tower", (), "", 0, 0)
    backend.load(card, {name: folder / name for name in ("body.onnx", "head.onnx")})
    return backend


def seen(backend: TowerBackend, pictures: list[bytes]) -> Floats:
    rows = []
    for start in range(0, len(pictures), 8):
        batch = {str(number): np.frombuffer(data, np.uint8) for number, data in enumerate(pictures[start : start + 8])}
        rows.append(backend.run("images", Payload(arrays=batch)).arrays["vectors"])
    return np.concatenate(rows)


def recall(scores: Floats, right: NDArray[np.int64]) -> str:
    """scores: (questions, pictures); the right picture's column of each question."""
    ranks = (scores > scores[np.arange(len(right)), right][:, None]).sum(1)
    return " ".join(f"@{k} {100 * float((ranks < k).mean()):.1f}" for k in (1, 5, 10))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--images", type=Path)
    arguments.add_argument("--unseen", type=Path)
    arguments.add_argument("--kept", type=Path, default=Path("measured-texts.npz"))
    given = arguments.parse_args()
    backend, say = loaded(given.folder), sys.stdout.write
    if given.images:
        rows = [json.loads(line) for line in (given.images / "questions.jsonl").read_text().splitlines()]
        pictures = [(given.images / row["document"]).read_bytes() for row in rows]
        began = time.process_time()
        found = seen(backend, pictures)
        say(f"{1000 * (time.process_time() - began) / len(pictures):.1f} ms a picture\n")
        words, right = vectors([row["query"] for row in rows], given.kept), np.arange(len(rows))
        say(f"text to image, {len(rows)} photographs: {recall(words @ found.T, right)}\n")
        centred = found - found.mean(0)
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        say(f"the same, centred on the photographs: {recall((words - words.mean(0)) @ centred.T, right)}\n")
    if given.unseen:
        with np.load(given.unseen) as file:
            pixels, kinds = file["images"].astype(np.float32).transpose(0, 3, 1, 2) / 255.0, file["concepts"]
        said = json.loads(given.unseen.with_suffix(".json").read_text())
        found = np.concatenate([backend.vectors(pixels[start : start + 8]) for start in range(0, len(pixels), 8)])
        for which, name in ((0, "by its name"), (1, "by a sentence")):
            hit = (found @ vectors([one[which] for one in said], given.kept).T).argmax(1) == kinds
            say(f"kind of figure {name}, {len(hit)} figures of {len(said)} kinds: {100 * float(hit.mean()):.1f}\n")
        each = {said[kind][0]: round(100 * float(hit[kinds == kind].mean())) for kind in range(len(said))}
        say(f"{each}\n")


if __name__ == "__main__":
    main()
