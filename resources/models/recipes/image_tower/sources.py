"""Sets of pictures, packed: arrays of small pictures with their concepts, and what is said about each concept.

    python sources.py tiny-imagenet FOLDER PACKS --refuse PICTURES
    python sources.py folders FOLDER PACKS --name caltech --refuse PICTURES
    python sources.py emoji FOLDER PACKS

A pack is NAME.npz (images: n, side, side, 3; concepts: n) and NAME.json (a list of captions for each concept). Pictures
that look like one under --refuse, the pictures the tower is tested with, are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from captions import drawing, photograph
from numpy.typing import NDArray
from PIL import Image

SIDE = 128
_NEAR = 40  # bits of 256 in which two fingerprints may differ; unrelated pictures differ in 70 and more, with rare exceptions


def fingerprint(image: Image.Image) -> NDArray[np.bool_]:
    """Return 256 bits that survive scaling: whether brightness rises from left to right, on a grid of 16 by 16."""
    grey = np.asarray(image.convert("L").resize((17, 16), Image.Resampling.BOX), np.int16)
    return (grey[:, 1:] > grey[:, :-1]).ravel()


class Refusing:
    """Knows the test pictures by their looks: whole and their middle, mirrored too."""

    def __init__(self, folder: Path | None) -> None:
        prints = []
        for path in sorted(folder.glob("*.jpg")) if folder else []:
            with Image.open(path) as image:
                upright, short = image.convert("RGB"), min(image.size)
                left, top = (image.width - short) // 2, (image.height - short) // 2
                for shown in (upright, upright.crop((left, top, left + short, top + short))):
                    prints += [fingerprint(shown), fingerprint(shown.transpose(Image.Transpose.FLIP_LEFT_RIGHT))]
        self._prints = np.array(prints, np.int8).reshape(-1, 256)
        self.n = 0

    def refuses(self, image: Image.Image) -> bool:
        if not len(self._prints):
            return False
        near = bool((np.abs(self._prints - fingerprint(image).astype(np.int8)).sum(1) <= _NEAR).any())
        self.n += near
        return near


def tiny_imagenet(folder: Path, most: int) -> Iterator[tuple[list[str], list[Path]]]:
    words = dict(line.split("\t") for line in (folder / "words.txt").read_text().splitlines())
    for wnid in (folder / "wnids.txt").read_text().split():
        names = [name.strip() for name in words[wnid].split(",")]
        yield photograph(names), sorted((folder / "train" / wnid / "images").iterdir())[:most]


def folders(folder: Path, most: int) -> Iterator[tuple[list[str], list[Path]]]:
    for place in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("BACK")):
        name = place.name.replace("_", " ").lower().removesuffix(" easy").removesuffix(" side")
        name = {"faces": "person's face", "leopards": "leopard", "motorbikes": "motorbike", "airplanes": "airplane",
                "water lilly": "water lily", "car": "car seen from the side"}.get(name, name)  # fmt: skip
        yield photograph([name]), sorted(path for path in place.iterdir() if path.suffix in (".jpg", ".png"))[:most]


def emoji(folder: Path, most: int) -> Iterator[tuple[list[str], list[Path]]]:
    for one in json.loads((folder / "emoji.json").read_text()):
        path = folder / "img" / "twitter" / "64" / one["image"]
        name = one["name"].lower().replace("_", " ")
        if path.is_file() and one["category"] not in ("Flags", "Component") and "keycap" not in name:
            yield drawing(name, one["subcategory"].replace("-", " ")), [path][:most]


def pack(found: Iterator[tuple[list[str], list[Path]]], target: Path, side: int, refusing: Refusing) -> int:
    images, concepts, said = list[NDArray[np.uint8]](), list[int](), list[list[str]]()
    for captions, paths in found:
        for path in paths:
            with Image.open(path) as image:
                layered = image.convert("RGBA")
                flat = Image.new("RGBA", layered.size, "white")
                flat.alpha_composite(layered)
                picture = flat.convert("RGB")
            if refusing.refuses(picture):
                continue
            images.append(np.asarray(picture.resize((side, side), Image.Resampling.BILINEAR)))
            concepts.append(len(said))
        said.append(captions)
    np.savez(target.with_suffix(".npz"), images=np.stack(images), concepts=np.array(concepts, np.int32))
    target.with_suffix(".json").write_text(json.dumps(said, indent=0))
    return len(images)


READERS = {"tiny-imagenet": tiny_imagenet, "folders": folders, "emoji": emoji}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("kind", choices=READERS)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("--name", default="")
    arguments.add_argument("--refuse", type=Path)
    arguments.add_argument("--most", type=int, default=500, help="pictures of one concept")
    arguments.add_argument("--side", type=int, default=SIDE)
    given = arguments.parse_args()
    given.packs.mkdir(parents=True, exist_ok=True)
    refusing = Refusing(given.refuse)
    target = given.packs / (given.name or given.kind)
    n = pack(READERS[given.kind](given.folder, given.most), target, given.side, refusing)
    print(f"{target.name}: {n} pictures, {refusing.n} refused")


if __name__ == "__main__":
    main()
