"""How fast and how well pictures are seen: open_clip through the host against open_clip used directly.

    python -m tests.benchmarks.pictures [--model FOLDER] [--images FOLDER] [--rounds 30] [--threads 2]

FOLDER of a model holds open_clip_config.json and open_clip_model.safetensors; without one, a ViT-B/32 with random
weights is made, which costs as much as a trained one and sees nothing. A folder of images may hold questions.jsonl
(one object a line with "query" and "document", the file's name): then it also tells the share of questions whose
picture is among the first 1, 5 and 10, by the cosine and as Quire ranks. Prints one JSON object. Run it on a quiet
machine; the overhead in processor time can be trusted on a busy one too.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the host sets it; else threads that wait here slow the host
from tests.benchmarks.pairs import timed_in_turn

from quire.models import HostedModel, ModelHost, Payload
from quire.search.gallery import BACKDROP, Gallery
from quire.types import ModelCard, ModelFile, ModelRole

_BATCH = 4
_AT_ONCE = 2 * _BATCH  # pictures of a round: short, so that both halves of it meet the same machine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--images", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.model or random_model(Path(scratch))
        pictures = read_pictures(asked.images) if asked.images else {str(n): noise(n) for n in range(_AT_ONCE)}
        found = measure(folder, list(pictures.values())[:_AT_ONCE], rounds=asked.rounds, threads=asked.threads)
        if asked.images and (asked.images / "questions.jsonl").is_file():
            found |= recall(folder, pictures, asked.images / "questions.jsonl", threads=asked.threads)
    print(json.dumps(found, indent=1))  # noqa: T201 - its result


def random_model(folder: Path) -> Path:
    """Write a ViT-B/32 with random weights."""
    from quire.models.open_clip.operators import declare_missing_operators

    declare_missing_operators()
    import open_clip
    from safetensors.torch import save_file

    config = open_clip.get_model_config("ViT-B-32")
    model = open_clip.create_model("ViT-B-32")
    weights = {name: value.contiguous() for name, value in model.state_dict().items()}
    save_file(weights, folder / "open_clip_model.safetensors")
    described = {"model_cfg": config, "preprocess_cfg": {"resize_mode": "shortest", "interpolation": "bicubic"}}
    (folder / "open_clip_config.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def hosted(folder: Path) -> HostedModel:
    paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
    files = tuple(ModelFile(path.name, f"file:{path}") for path in paths)
    name = folder.name.lower()
    card = ModelCard(name, ModelRole.DUAL_ENCODER, name, files, "unknown", 1000, 77, engine="open_clip")
    return HostedModel(card, "open_clip", tuple((path.name, str(path)) for path in paths))


def noise(seed: int) -> bytes:
    """Return a picture as large as the crops of a library."""
    import PIL.Image

    rows = np.random.default_rng(seed).integers(0, 255, (24, 32, 3), np.uint8)
    content = io.BytesIO()
    PIL.Image.fromarray(rows).resize((640, 480)).save(content, "WEBP", quality=82)
    return content.getvalue()


def read_pictures(folder: Path) -> dict[str, bytes]:
    kinds = {".jpg", ".jpeg", ".png", ".webp"}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() in kinds}


def measure(folder: Path, pictures: Sequence[bytes], *, rounds: int, threads: int) -> dict[str, Any]:
    """Time both ways in turn: what else the machine does then falls on both."""
    host = ModelHost(threads=threads, gpu=False)
    try:
        images = host.image_embedder(hosted(folder))
        began = time.perf_counter()
        images.embed_images(pictures[:1])
        first_s = time.perf_counter() - began
        direct = directly(folder, threads)
        least_cosine = float((images.embed_images(pictures) * direct(pictures)).sum(axis=1).min())
        spent = {"host": 0.0, "direct": 0.0}

        def counted(name: str, work: Callable[[Sequence[bytes]], object]) -> Callable[[], None]:
            def run() -> None:
                before = processor_s(host)
                work(pictures)
                spent[name] += processor_s(host) - before

            return run

        pairs = timed_in_turn(counted("host", images.embed_images), counted("direct", direct), rounds=rounds)
        through, alone = pairs.typical
        sent = Payload(arrays={str(n): np.frombuffer(data, np.uint8) for n, data in enumerate(pictures[:_BATCH])})
        trips = [timed(lambda: host.run(hosted(folder), "describe", sent, urgent=True))[0] for _ in range(50)]
        texts, _ = timed(lambda: images.embed_captions([f"a picture of {number}" for number in range(16)]))
        return {
            "pictures": len(pictures),
            "first_vector_s": round(first_s, 2),
            "host_pictures_per_s": round(len(pictures) / through, 2),
            "direct_pictures_per_s": round(len(pictures) / alone, 2),
            "overhead": round(pairs.overhead, 4),
            "overhead_of_half_the_rounds": [round(end, 4) for end in pairs.middle_half],
            "overhead_of_the_best": round(pairs.best, 4),
            "overhead_processor_time": round(spent["host"] / spent["direct"] - 1, 4),
            "way_there_and_back_ms": round(1000 * statistics.median(trips), 2),
            "way_of_a_batch": round(statistics.median(trips) * len(pictures) / _BATCH / alone, 4),
            "rounds": rounds,
            "least_cosine": round(least_cosine, 6),
            "texts_per_s": round(16 / texts, 1),
        }
    finally:
        host.close()


def processor_s(host: ModelHost) -> float:
    """Return the processor time that this process and the host have spent."""
    import psutil

    spent = psutil.Process(host.pid).cpu_times()
    return time.process_time() + spent.user + spent.system


def directly(folder: Path, threads: int) -> Callable[[Sequence[bytes]], np.ndarray]:
    """Return what embeds pictures by open_clip alone, as its documentation shows."""
    from quire.models.open_clip.operators import declare_missing_operators

    declare_missing_operators()
    import open_clip
    import PIL.Image
    import torch

    torch.set_num_threads(threads)
    model, preprocess = open_clip.create_model_from_pretrained(f"local-dir:{folder}")
    model.eval()

    def embed(pictures: Sequence[bytes]) -> np.ndarray:
        rows = []
        with torch.inference_mode():
            for start in range(0, len(pictures), _BATCH):
                decoded = [PIL.Image.open(io.BytesIO(data)) for data in pictures[start : start + _BATCH]]
                batch = torch.stack([preprocess(picture) for picture in decoded])
                rows.append(model.encode_image(batch, normalize=True).numpy())
        return np.concatenate(rows)

    return embed


def recall(folder: Path, pictures: dict[str, bytes], questions: Path, *, threads: int) -> dict[str, Any]:
    """Return the share of questions whose picture is among the first."""
    host = ModelHost(threads=threads)
    try:
        images = host.image_embedder(hosted(folder))
        names = list(pictures)
        rows = images.embed_images(list(pictures.values()))
        asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
        vectors = images.embed_captions([f"a photo of a {one['query']}" for one in asked])
        gallery = Gallery(tuple(names), rows, images.embed_captions(BACKDROP))
        right = [names.index(one["document"]) for one in asked]
        by_cosine = places([rows @ vector for vector in vectors], right)
        centred = places([gallery.by_words(vector) for vector in vectors], right)
        return {
            "questions": len(asked),
            **{f"recall@{k}": share(centred, k) for k in (1, 5, 10)},
            **{f"cosine_recall@{k}": share(by_cosine, k) for k in (1, 5, 10)},
        }
    finally:
        host.close()


def places(scores: Sequence[np.ndarray], right: Sequence[int]) -> list[int]:
    """Return on which place, from 0, the right picture stands for each question."""
    return [int((row > row[number]).sum()) for row, number in zip(scores, right, strict=True)]


def share(found: Sequence[int], k: int) -> float:
    return round(float(np.mean([place < k for place in found])), 4)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


if __name__ == "__main__":
    main()
