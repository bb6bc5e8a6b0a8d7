"""Pictures of nothing but a colour: flat, patterned, shaded, or a shape on white, grey or black.

    python colours.py PACKS --each 60
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIDE = 64
COLOURS = {
    "red": "#e02020", "green": "#20a030", "blue": "#2040e0", "yellow": "#f0e020", "orange": "#f08020", "purple": "#8030b0",
    "pink": "#f080b0", "brown": "#80502a", "black": "#080808", "white": "#fafafa", "grey": "#808080", "turquoise": "#30c0c0",
}  # fmt: skip


def drawn(rng: random.Random, colour: str) -> Image.Image:
    shade = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    near = lambda by: tuple(max(0, min(255, part + rng.randint(-by, by))) for part in shade)  # noqa: E731
    image = Image.new("RGB", (SIDE, SIDE), near(22))
    pen, way = ImageDraw.Draw(image), rng.choice(["flat", "stripes", "spots", "shape"])
    if way == "stripes":
        for x in range(0, SIDE, rng.randint(4, 12)):
            pen.line((x, 0, x + rng.randint(-20, 20), SIDE), fill=near(35), width=rng.randint(1, 5))
    elif way == "spots":
        for _ in range(30):
            x, y, r = rng.randint(0, SIDE), rng.randint(0, SIDE), rng.randint(2, 12)
            pen.ellipse((x - r, y - r, x + r, y + r), fill=near(35))
    elif way == "shape":
        ground = rng.choice([name for name in ("white", "grey", "black") if COLOURS[name] != colour])
        pen.rectangle((0, 0, SIDE, SIDE), fill=COLOURS[ground])
        inset = rng.randint(2, 12)
        rng.choice([pen.ellipse, pen.rectangle])((inset, inset, SIDE - inset, SIDE - inset), fill=near(22))
    return image.filter(ImageFilter.GaussianBlur(rng.choice([0, 0, 2, 5])))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("--each", type=int, default=60)
    given = arguments.parse_args()
    images, concepts, said = [], [], []
    for name, colour in COLOURS.items():
        for number in range(given.each):
            images.append(np.asarray(drawn(random.Random(f"{name} {number}"), colour)))
            concepts.append(len(said))
        said.append([name, f"something {name}", f"a picture of something {name}", f"the colour {name}", f"{name} surface"])
    np.savez(given.packs / "colours.npz", images=np.stack(images), concepts=np.array(concepts, np.int32))
    (given.packs / "colours.json").write_text(json.dumps(said, indent=0))


if __name__ == "__main__":
    main()
