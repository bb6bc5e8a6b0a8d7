"""What painted scenes are made of: noise, gradients, glow, water, smooth outlines, film grain."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Field = NDArray[np.float64]
RGB = tuple[int, int, int]


def noise(
    width: int, height: int, seed: int, *, cell: tuple[float, float] = (120, 60), octaves: int = 5
) -> Field:
    """Return smooth fractal noise in 0–1, shape (height, width); `cell` is the size of the largest lumps in pixels."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width))
    weight, summed = 1.0, 0.0
    for octave in range(octaves):
        across = max(2, math.ceil(width / cell[0] * 2**octave) + 1)
        down = max(2, math.ceil(height / cell[1] * 2**octave) + 1)
        grid = Image.fromarray((random.random((down, across)) * 255).astype(np.uint8))
        total += weight * np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC), float) / 255
        summed += weight
        weight *= 0.52
    return total / summed


def gradient(width: int, height: int, stops: Sequence[tuple[float, RGB]]) -> Field:
    """Return a vertical gradient, shape (height, width, 3), through colours at heights 0–1."""
    at = np.linspace(0, 1, height)
    places = [place for place, _ in stops]
    bands = [np.interp(at, places, [ink[channel] for _, ink in stops]) for channel in range(3)]
    return np.repeat(np.stack(bands, axis=1)[:, None, :], width, axis=1)


def blend(base: Field, ink: RGB, amount: Field) -> Field:
    return base * (1 - amount[..., None]) + np.array(ink, float) * amount[..., None]


def glow(
    width: int, height: int, centre: tuple[float, float], radius: float, *, squash: float = 1.0
) -> Field:
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(x - centre[0], (y - centre[1]) * squash)
    return np.exp(-((distance / radius) ** 2))


def finish(picture: Field, seed: int, *, grain: float = 5.0) -> Image.Image:
    """Add film grain and darker corners, as a photograph has them."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    picture = picture * (1 - 0.16 * np.clip(x**2 + y**2, 0, 2) / 2)[..., None]
    picture = picture + np.random.default_rng(seed).normal(0, grain, (height, width, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def paint_over(
    picture: Image.Image, draw_with: Callable[[ImageDraw.ImageDraw, int], None], *, blur: float = 0.6
) -> Image.Image:
    """Let `draw_with(draw, scale)` draw on a layer of three times the size, then lay it over."""
    scale = 3
    layer = Image.new("RGBA", (picture.width * scale, picture.height * scale), (0, 0, 0, 0))
    draw_with(ImageDraw.Draw(layer, "RGBA"), scale)
    layer = layer.resize(picture.size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(blur))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def sea(width: int, height: int, seed: int, deep: RGB, light: RGB, glint: Field | None = None) -> Field:
    """Return water: long ripples, larger towards the viewer."""
    rows = np.linspace(0, 1, height)[:, None]
    fine = noise(width, height, seed, cell=(90, 5), octaves=4)
    broad = noise(width, height, seed + 1, cell=(260, 26), octaves=4)
    ripple = np.clip((fine * (1 - rows) + broad * rows - 0.5) * 2.6 + 0.35, 0, 1)
    water = blend(np.tile(np.array(deep, float), (height, width, 1)), light, ripple * (0.85 - 0.45 * rows))
    if glint is not None:
        water = blend(water, (255, 226, 170), np.clip(glint * (ripple > 0.42) * (0.35 + ripple), 0, 0.9))
    return water


def ridge(
    width: int, seed: int, base: float, height: float, *, cell: float = 200
) -> list[tuple[float, float]]:
    """Return the outline of hills, left to right."""
    heights = noise(width, 2, seed, cell=(cell, 2), octaves=5)[0]
    return [(float(x), base - height * float(heights[x])) for x in range(0, width, 2)]


def encoded(picture: Image.Image, kind: str, *, quality: int = 80) -> bytes:
    buffer = io.BytesIO()
    if kind == "JPEG":
        picture.save(buffer, kind, quality=quality, optimize=True, progressive=True)
    elif kind == "WEBP":
        picture.save(buffer, kind, quality=quality, method=6)
    else:
        picture.save(buffer, kind, optimize=True)
    return buffer.getvalue()


def lay(picture: Field, texture: Field, mask: Image.Image, soft: float) -> Field:
    share = np.asarray(mask.filter(ImageFilter.GaussianBlur(soft)), float)[..., None] / 255
    return picture * (1 - share) + texture * share


def smooth(points: Sequence[tuple[float, float]], steps: int = 8) -> list[tuple[float, float]]:
    """Return a closed Catmull-Rom curve through the points."""
    ring = [points[-1], *points, points[0], points[1]]
    return [
        _between(ring[i], ring[i + 1], ring[i + 2], ring[i + 3], step / steps)
        for i in range(len(points))
        for step in range(steps)
    ]


def smooth_open(points: Sequence[tuple[float, float]], steps: int = 16) -> list[tuple[float, float]]:
    line = [points[0], *points, points[-1]]
    return [
        _between(line[i], line[i + 1], line[i + 2], line[i + 3], step / steps)
        for i in range(len(points) - 1)
        for step in range(steps + 1)
    ]


def _between(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float], t: float
) -> tuple[float, float]:
    def one(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (
            2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3
        )

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])
