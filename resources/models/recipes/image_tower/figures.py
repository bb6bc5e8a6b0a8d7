"""Document figures drawn by program, in many styles, with what they are: charts here, other figures in `diagrams`.

    python figures.py PACKS --each 400                       for training
    python figures.py PACKS --each 40 --unseen --name unseen  for the test: whole families of styles kept apart
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIDE = 224  # pixels, as the tower sees them
FONTS = sorted(
    str(path)
    for folder in ("/usr/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
    for path in Path(folder).rglob("*")
    if path.suffix in (".ttf", ".otf", ".t1") and not any(odd in path.name for odd in ("Symbol", "Dingbats", "D050", "Math", "Standard"))
) or [""]  # fmt: skip
WORDS = (
    "sales north south growth 2019 2020 2021 Umsatz Kosten total year Jahr region Q1 Q2 Q3 Q4 ventas mean median age rate"
    " output energy water price income share count value time study group control model error loss train test accuracy"
    " January March June alpha beta gamma Europe Asia Africa users visits ingresos población Anteil Wert budget profit"
    " temperature pressure speed depth score survey respondents percent million data figure results method sample"
).split()
PALETTES = {
    "office": ["#4472c4", "#ed7d31", "#a5a5a5", "#ffc000", "#5b9bd5", "#70ad47"],
    "tableau": ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b"],
    "greys": ["#222222", "#777777", "#aaaaaa", "#444444", "#cccccc", "#5f5f5f"],
    "blues": ["#08306b", "#2171b5", "#6baed6", "#9ecae1", "#4292c6", "#c6dbef"],
    "earth": ["#8c510a", "#bf812d", "#35978f", "#01665e", "#dfc27d", "#80cdc1"],
    "bright": ["#e6194b", "#3cb44b", "#ffe119", "#4363d8", "#f58231", "#911eb4"],
    "reds": ["#67000d", "#cb181d", "#fb6a4a", "#fcae91", "#a50f15", "#ef3b2c"],
    # only for the test
    "neon": ["#39ff14", "#00e5ff", "#ff2bd6", "#fff200", "#ff7b00", "#9d4dff"],
    "pastel": ["#b5c7e3", "#f6c6c7", "#c9e4c5", "#fbe3b1", "#d9c7e8", "#c2e5e5"],
}
_UNSEEN = ("neon", "pastel")


@dataclass
class Canvas:
    """A picture being drawn, in one style."""

    rng: random.Random
    image: Image.Image
    pen: ImageDraw.ImageDraw
    colours: list[str]
    paper: str
    ink: str
    grid: str
    font_file: str
    line: int
    wobble: float

    @property
    def size(self) -> tuple[int, int]:
        return self.image.size

    def font(self, px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        return ImageFont.truetype(self.font_file, px) if self.font_file else ImageFont.load_default()

    def word(self) -> str:
        return self.rng.choice(WORDS)

    def words(self, n: int) -> str:
        return " ".join(self.word() for _ in range(n))

    def write(self, at: tuple[float, float], text: str, px: int, *, centre: bool = False, colour: str = "") -> None:
        self.pen.text(at, text, fill=colour or self.ink, font=self.font(px), anchor="mm" if centre else "la")

    def stroke(self, points: list[tuple[float, float]], colour: str, width: int) -> None:
        if self.wobble and len(points) > 1:
            points = self._shaken(points)
        self.pen.line(points, fill=colour, width=max(1, width), joint="curve")

    def box(self, frame: tuple[float, float, float, float], *, fill: str | None, outline: str | None = None) -> None:
        left, top, right, bottom = frame
        frame = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        if self.wobble:
            left, top, right, bottom = frame
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            shaken = self._shaken([*corners, corners[0]])
            self.pen.polygon(shaken, fill=fill)
            self.pen.line(shaken, fill=outline or self.ink, width=self.line)
        else:
            self.pen.rectangle(frame, fill=fill, outline=outline)

    def _shaken(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            steps = max(2, int(math.hypot(x1 - x0, y1 - y0) / 12))
            for step in range(steps):
                part = step / steps
                shake = [self.rng.uniform(-self.wobble, self.wobble) for _ in range(2)]
                out.append((x0 + (x1 - x0) * part + shake[0], y0 + (y1 - y0) * part + shake[1]))
        return [*out, points[-1]]


def canvas(rng: random.Random, *, unseen: bool) -> Canvas:
    """Begin a picture in a random style; unseen ones are dark, hand-drawn or pastel, with their own palettes."""
    names = [name for name in PALETTES if (name in _UNSEEN) == unseen]
    colours = rng.sample(PALETTES[rng.choice(names)], 6)
    family = rng.choice(["dark", "sketch", "pastel"] if unseen else ["plain", "plain", "cream", "grey", "navy"])
    paper = {"dark": "#14161c", "cream": "#fdf6e3", "grey": "#eaeaf2", "navy": "#1d2b45", "pastel": "#fff7fb"}.get(family, "white")
    light = family in ("dark", "navy")
    ink = "#e8e8e8" if light else rng.choice(["#000000", "#333333", "#1a1a60"])
    width, height = rng.choice([(256, 192), (256, 256), (288, 160), (200, 256), (256, 144)])
    image = Image.new("RGB", (width, height), paper)
    fonts = [name for name in FONTS if (sum(name.encode()) % 4 == 0) == unseen] or FONTS
    grid = "#444a55" if light else "#d0d0d0"
    wobble = 1.4 if family == "sketch" else 0.0
    return Canvas(rng, image, ImageDraw.Draw(image), colours, paper, ink, grid, rng.choice(fonts), rng.randint(1, 3), wobble)


def frame(on: Canvas, *, axes: bool = True) -> tuple[float, float, float, float]:
    """Draw title, legend, axes and grid; return the area left for data: left, top, right, bottom."""
    rng, (width, height) = on.rng, on.size
    left, top, right, bottom = rng.randint(14, 40), rng.randint(8, 16), width - rng.randint(6, 24), height - rng.randint(14, 32)
    if rng.random() < 0.7:
        on.write((width / 2, 9), on.words(rng.randint(1, 4)), rng.randint(9, 14), centre=True)
        top += 12
    if rng.random() < 0.4:
        for index in range(rng.randint(2, 4)):
            y = top + 4 + 11 * index
            on.box((right - 44, y, right - 37, y + 7), fill=on.colours[index])
            on.write((right - 34, y - 2), on.word()[:6], 9)
        if rng.random() < 0.6:
            right -= 48
    if axes:
        _axes(on, left, top, right, bottom)
    return left, top, right, bottom


def _axes(on: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    rng = on.rng
    if rng.random() < 0.55:
        for step in range(1, 5):
            y = bottom - (bottom - top) * step / 5
            on.stroke([(left, y), (right, y)], on.grid, 1)
    on.stroke([(left, bottom), (right, bottom)], on.ink, on.line)
    if rng.random() < 0.8:
        on.stroke([(left, top), (left, bottom)], on.ink, on.line)
    for step in range(5):
        y = bottom - (bottom - top) * step / 5
        on.write((left - 16, y - 5), str(step * rng.choice([1, 5, 10, 20])), 8)
        on.write((left + (right - left) * (step + 0.5) / 5, bottom + 6), on.word()[:5], 8, centre=True)


def bars(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    n, series, flat = on.rng.randint(3, 9), on.rng.choice([1, 1, 2, 3]), on.rng.random() < 0.3
    stacked = series > 1 and on.rng.random() < 0.5
    for index in range(n):
        base = 0.0
        for one in range(series):
            value = on.rng.uniform(0.1, 0.95 / (series if stacked else 1))
            slot = 1.0 / n
            wide = slot * 0.75 / (1 if stacked else series)
            start = slot * index + slot * 0.12 + (0 if stacked else wide * one)
            low, high = base, base + value
            colour = on.colours[one if series > 1 else 0]
            if flat:
                across, along = bottom - top, right - left
                on.box((left + along * low, top + across * start, left + along * high, top + across * (start + wide)), fill=colour)
            else:
                across, along = right - left, bottom - top
                on.box((left + across * start, bottom - along * high, left + across * (start + wide), bottom - along * low), fill=colour)
            base = high if stacked else 0.0


def histogram(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    n, centre, spread = on.rng.randint(12, 30), on.rng.uniform(0.3, 0.7), on.rng.uniform(0.1, 0.25)
    for index in range(n):
        height = math.exp(-(((index / n - centre) / spread) ** 2) / 2) * on.rng.uniform(0.75, 1.0) * 0.9
        x = left + (right - left) * index / n
        on.box((x, bottom - (bottom - top) * height, x + (right - left) / n, bottom), fill=on.colours[0], outline=on.paper)


def _walk(on: Canvas, n: int) -> list[float]:
    value, out = on.rng.uniform(0.2, 0.8), []
    drift = on.rng.uniform(-0.03, 0.03)
    for _ in range(n):
        value = min(0.97, max(0.03, value + on.rng.uniform(-0.12, 0.12) + drift))
        out.append(value)
    return out


def lines(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    n, marks = on.rng.randint(5, 30), on.rng.random() < 0.4
    for one in range(on.rng.randint(1, 5)):
        values = _walk(on, n)
        points = [(left + (right - left) * i / (n - 1), bottom - (bottom - top) * v) for i, v in enumerate(values)]
        on.stroke(points, on.colours[one], on.line)
        for x, y in points if marks else []:
            on.pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill=on.colours[one])


def area(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    n, series = on.rng.randint(6, 24), on.rng.randint(1, 4)
    stack = np.cumsum([[v / series for v in _walk(on, n)] for _ in range(series)], axis=0)
    for one in reversed(range(series)):
        points = [(left + (right - left) * i / (n - 1), bottom - (bottom - top) * v) for i, v in enumerate(stack[one])]
        on.pen.polygon([(left, bottom), *points, (right, bottom)], fill=on.colours[one])
        on.stroke(points, on.ink, 1)


def scatter(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    for one in range(on.rng.randint(1, 3)):
        slope, noise, size = on.rng.uniform(-0.8, 0.8), on.rng.uniform(0.04, 0.25), on.rng.randint(1, 4)
        offset = on.rng.uniform(0.3, 0.7)
        for _ in range(on.rng.randint(15, 90)):
            x = on.rng.random()
            y = min(0.98, max(0.02, offset + slope * (x - 0.5) + on.rng.gauss(0, noise)))
            px, py = left + (right - left) * x, bottom - (bottom - top) * y
            on.pen.ellipse((px - size, py - size, px + size, py + size), fill=on.colours[one])


def pie(on: Canvas) -> None:
    left, top, right, bottom = frame(on, axes=False)
    radius = min(right - left, bottom - top) / 2 - 4
    x, y, start = (left + right) / 2, (top + bottom) / 2, on.rng.uniform(0, 360)
    parts = [on.rng.uniform(0.3, 2) for _ in range(on.rng.randint(2, 6))]
    flat = on.rng.choice([1.0, 1.0, 1.0, 0.6])
    for index, part in enumerate(parts):
        end = start + 360 * part / sum(parts)
        on.pen.pieslice((x - radius, y - radius * flat, x + radius, y + radius * flat), start, end, fill=on.colours[index], outline=on.paper)
        middle = math.radians((start + end) / 2)
        if on.rng.random() < 0.6:
            on.write((x + radius * 0.65 * math.cos(middle), y + radius * 0.65 * flat * math.sin(middle)), f"{100 * part / sum(parts):.0f}%", 9, centre=True)
        start = end
    if on.rng.random() < 0.35:
        hole = radius * 0.55
        on.pen.ellipse((x - hole, y - hole * flat, x + hole, y + hole * flat), fill=on.paper)


def boxes(on: Canvas) -> None:
    left, top, right, bottom = frame(on)
    n = on.rng.randint(3, 8)
    for index in range(n):
        five = sorted(on.rng.uniform(0.05, 0.95) for _ in range(5))
        ys = [bottom - (bottom - top) * value for value in five]
        x, half = left + (right - left) * (index + 0.5) / n, (right - left) / n * 0.3
        on.stroke([(x, ys[0]), (x, ys[4])], on.ink, 1)
        on.box((x - half, ys[3], x + half, ys[1]), fill=on.colours[index % 3], outline=on.ink)
        for y in (ys[0], ys[2], ys[4]):
            on.stroke([(x - half * (1 if y == ys[2] else 0.5), y), (x + half * (1 if y == ys[2] else 0.5), y)], on.ink, on.line)


def heat(on: Canvas) -> None:
    left, top, right, bottom = frame(on, axes=False)
    rows, columns = on.rng.randint(4, 14), on.rng.randint(4, 14)
    low, high = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in on.rng.sample([*on.colours, "#ffffff"], 2))
    for row in range(rows):
        for column in range(columns):
            part = min(1.0, max(0.0, on.rng.random() * 0.6 + 0.4 * math.sin(row / 3 + column / 4)))
            colour = "#" + "".join(f"{int(v):02x}" for v in low + (high - low) * part)
            x, y = left + (right - left) * column / columns, top + (bottom - top) * row / rows
            on.pen.rectangle((x, y, x + (right - left) / columns, y + (bottom - top) / rows), fill=colour)
            if columns < 8 and on.rng.random() < 0.5:
                on.write((x + 3, y + 2), f"{part:.1f}", 8)


def drawers() -> dict[str, tuple[Callable[[Canvas], None], list[str]]]:
    """Return what can be drawn: kind to function and captions."""
    from diagrams import DRAWERS

    charts = {
        "bar chart": (bars, ["a bar chart", "bar graph comparing categories", "column chart", "a chart with bars"]),
        "histogram": (histogram, ["a histogram", "distribution of values as a histogram", "frequency distribution"]),
        "line chart": (lines, ["a line chart", "line graph over time", "a plot with curves", "trend over the years"]),
        "area chart": (area, ["an area chart", "stacked area graph", "filled area plot"]),
        "scatter plot": (scatter, ["a scatter plot", "scatter diagram of points", "correlation of two variables as dots"]),
        "pie chart": (pie, ["a pie chart", "a donut chart", "shares as slices of a circle", "pie diagram of percentages"]),
        "box plot": (boxes, ["a box plot", "box and whisker plot", "quartiles as boxes with whiskers"]),
        "heat map": (heat, ["a heat map", "matrix of coloured cells", "confusion matrix", "correlation matrix"]),
    }
    return charts | DRAWERS


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("packs", type=Path)
    arguments.add_argument("--each", type=int, default=400)
    arguments.add_argument("--unseen", action="store_true")
    arguments.add_argument("--name", default="figures")
    arguments.add_argument("--seed", type=int, default=3)
    arguments.add_argument("--show", type=Path, help="write a sheet of examples")
    given = arguments.parse_args()
    images, concepts, said = [], [], []
    for kind, (draw, captions) in drawers().items():
        for number in range(given.each):
            rng = random.Random(f"{given.seed} {given.unseen} {kind} {number}")
            on = canvas(rng, unseen=given.unseen)
            draw(on)
            images.append(np.asarray(on.image.resize((SIDE, SIDE), Image.Resampling.BILINEAR)))
            concepts.append(len(said))
        said.append([kind, *captions])
    target = given.packs / given.name
    if given.show:
        rows = [np.concatenate(images[start : start + 8], 1) for start in range(0, len(images), given.each)]
        Image.fromarray(np.concatenate(rows)).save(given.show)
    np.savez(target.with_suffix(".npz"), images=np.stack(images), concepts=np.array(concepts, np.int32))
    target.with_suffix(".json").write_text(json.dumps(said, indent=0))
    print(f"{target.name}: {len(images)} figures of {len(said)} kinds")


if __name__ == "__main__":
    main()
