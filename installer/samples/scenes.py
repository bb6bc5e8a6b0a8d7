"""Picture-like scenes painted with noise, gradients and a few shapes: sky, sea, rocks, a lighthouse, a boat, a seal."""

from __future__ import annotations

import math

import numpy as np
from installer.samples.painting import (
    blend,
    finish,
    glow,
    gradient,
    lay,
    noise,
    paint_over,
    ridge,
    sea,
    smooth,
    smooth_open,
)
from PIL import Image, ImageDraw


def lighthouse(
    draw: ImageDraw.ImageDraw, scale: int, foot: tuple[float, float], tall: float, *, day: bool
) -> None:
    """Draw a white tower with two red bands, gallery and lantern; `foot` is the middle of its base."""
    x, y = foot[0] * scale, foot[1] * scale
    tall *= scale
    bottom, top = tall * 0.125, tall * 0.078
    steps = 60
    for step in range(steps):  # slices from left to right, so that the tower looks round
        share = step / (steps - 1) * 2 - 1
        light = 1 - 0.55 * max(0.0, share + 0.15) - 0.12 * max(0.0, -share - 0.5)
        if not day:
            light *= 0.62
        for low, high, ink in (
            (0, 1, (246, 242, 232)),
            (0.28, 0.46, (196, 58, 44)),
            (0.66, 0.84, (196, 58, 44)),
        ):

            def at(level: float, side: float) -> tuple[float, float]:
                half = bottom + (top - bottom) * level
                return x + side * half, y - tall * 0.8 * level

            width = 2 / steps
            corners = [
                at(low, share - width),
                at(low, share + width),
                at(high, share + width),
                at(high, share - width),
            ]
            draw.polygon(corners, fill=tuple(int(channel * light) for channel in ink))
    dark = (38, 42, 50, 255)
    level = y - tall * 0.8
    draw.rectangle((x - top * 1.5, level - tall * 0.022, x + top * 1.5, level), fill=dark)
    for post in range(-6, 7):
        draw.line(
            (x + post * top * 0.24, level - tall * 0.022, x + post * top * 0.24, level - tall * 0.055),
            fill=dark,
            width=max(1, int(tall * 0.003)),
        )
    draw.line(
        (x - top * 1.45, level - tall * 0.055, x + top * 1.45, level - tall * 0.055),
        fill=dark,
        width=max(1, int(tall * 0.004)),
    )
    glass = (255, 240, 190, 255) if not day else (190, 214, 222, 255)
    draw.rectangle((x - top * 0.72, level - tall * 0.125, x + top * 0.72, level - tall * 0.022), fill=glass)
    for bar in (-0.72, -0.24, 0.24, 0.72):
        draw.line(
            (x + bar * top, level - tall * 0.125, x + bar * top, level - tall * 0.022),
            fill=dark,
            width=max(1, int(tall * 0.006)),
        )
    draw.pieslice(
        (x - top * 0.86, level - tall * 0.185, x + top * 0.86, level - tall * 0.065),
        180,
        360,
        fill=(150, 40, 34),
    )
    draw.ellipse((x - top * 0.12, level - tall * 0.205, x + top * 0.12, level - tall * 0.18), fill=dark)
    for window in (0.15, 0.56):
        wx, wy = x - bottom * 0.12, y - tall * 0.8 * window
        draw.rounded_rectangle(
            (wx - tall * 0.012, wy - tall * 0.035, wx + tall * 0.012, wy),
            radius=tall * 0.01,
            fill=(60, 68, 80) if day else (255, 214, 140),
        )
    draw.rounded_rectangle(
        (x - tall * 0.028, y - tall * 0.075, x + tall * 0.028, y), radius=tall * 0.02, fill=(52, 72, 92)
    )


def dusk(width: int, height: int, *, seed: int = 11) -> Image.Image:
    """Paint the lighthouse at dusk on its headland, its beam over the sea."""
    horizon = int(height * 0.62)
    sky = gradient(
        width,
        horizon,
        [(0, (28, 40, 84)), (0.45, (104, 84, 128)), (0.75, (222, 132, 104)), (1, (252, 204, 132))],
    )
    cloud = np.clip((noise(width, horizon, seed, cell=(width / 3, horizon / 7), octaves=6) - 0.5) * 3.4, 0, 1)
    sky = blend(sky, (74, 56, 92), cloud * 0.7 * np.linspace(1, 0.35, horizon)[:, None])
    sun = (width * 0.3, horizon * 0.97)
    sky = blend(sky, (255, 232, 178), glow(width, horizon, sun, height * 0.24, squash=1.7) * 0.9)
    glint = glow(width, height - horizon, (sun[0], 0), width * 0.13, squash=0.16)
    water = sea(width, height - horizon, seed + 3, (24, 38, 68), (150, 116, 128), glint)
    lamp = (width * 0.74, height * 0.2)
    scene = np.concatenate([sky, water])
    y, x = np.mgrid[0:height, 0:width]
    for slope in (-0.05, 0.1):
        away = lamp[0] - x
        beam = np.exp(-(((y - lamp[1] + slope * away) / (5 + np.abs(away) * 0.045)) ** 2)) * (away > 0)
        scene = blend(scene, (255, 244, 206), beam * 0.42 * np.clip(1.15 - np.abs(away) / width, 0, 1))
    scene = blend(scene, (255, 238, 190), glow(width, height, lamp, height * 0.09) * 0.75)

    def shapes(draw: ImageDraw.ImageDraw, scale: int) -> None:
        far = [
            (px * scale, py * scale)
            for px, py in ridge(width, seed + 7, horizon + 3, height * 0.1, cell=width / 4)
        ]
        draw.polygon(
            [*far, (width * scale, (horizon + 4) * scale), (0, (horizon + 4) * scale)], fill=(66, 58, 92, 255)
        )
        rough = noise(width, 2, seed + 9, cell=(46, 2), octaves=5)[0]
        cliff = []
        for px in range(int(width * 0.42), width, 2):
            rise = 1 / (1 + math.exp(-(px / width - 0.56) * 22))
            cliff.append(
                (px * scale, (height * (0.93 - 0.31 * rise) + (rough[px] - 0.5) * height * 0.09) * scale)
            )
        draw.polygon(
            [*cliff, (width * scale, height * scale), (width * 0.36 * scale, height * scale)],
            fill=(30, 32, 44, 255),
        )
        shelf = [(px, py + height * 0.1 * scale) for px, py in cliff]
        draw.polygon(
            [*shelf, (width * scale, height * scale), (width * 0.4 * scale, height * scale)],
            fill=(22, 24, 34, 255),
        )
        lighthouse(draw, scale, (width * 0.74, height * 0.65), height * 0.53, day=False)
        draw.polygon(
            [
                (width * f * scale, height * g * scale)
                for f, g in ((0.8, 0.66), (0.8, 0.58), (0.845, 0.54), (0.89, 0.58), (0.89, 0.66))
            ],
            fill=(58, 54, 66, 255),
        )
        for f in (0.82, 0.86):
            draw.rectangle(
                (
                    width * f * scale,
                    height * 0.6 * scale,
                    width * (f + 0.014) * scale,
                    height * 0.625 * scale,
                ),
                fill=(255, 206, 120, 255),
            )

    return finish(
        np.asarray(paint_over(Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)), shapes), float), seed
    )


def boat(width: int, height: int, *, seed: int = 31) -> Image.Image:
    """Paint a red fishing boat in a calm harbour on a bright day."""
    horizon = int(height * 0.46)
    sky = gradient(width, horizon, [(0, (98, 158, 206)), (1, (214, 232, 238))])
    cloud = np.clip((noise(width, horizon, seed, cell=(width / 3, horizon / 3), octaves=6) - 0.47) * 4, 0, 1)
    sky = blend(sky, (252, 252, 250), cloud * 0.85)
    water = sea(width, height - horizon, seed + 2, (38, 92, 116), (150, 196, 204))
    scene = np.concatenate([sky, water])

    def shapes(draw: ImageDraw.ImageDraw, scale: int) -> None:
        w, h = width * scale, height * scale
        hills = [
            (px * scale, py * scale)
            for px, py in ridge(width, seed + 5, horizon + 2, height * 0.24, cell=width / 3)
        ]
        draw.polygon(
            [*hills, (w, (horizon + 3) * scale), (0, (horizon + 3) * scale)], fill=(112, 140, 104, 255)
        )
        houses = (
            (0.07, (240, 236, 226)),
            (0.14, (226, 196, 140)),
            (0.2, (244, 242, 236)),
            (0.29, (200, 214, 220)),
            (0.82, (244, 240, 230)),
            (0.9, (226, 176, 150)),
        )
        for place, wall in houses:
            x, y, s = place * w, horizon * scale, 0.052 * w
            draw.rectangle((x, y - s * 0.8, x + s, y + 4), fill=wall)
            draw.polygon(
                [(x - s * 0.06, y - s * 0.8), (x + s / 2, y - s * 1.25), (x + s * 1.06, y - s * 0.8)],
                fill=(92, 84, 88),
            )
            for f in (0.2, 0.62):
                draw.rectangle((x + s * f, y - s * 0.58, x + s * (f + 0.18), y - s * 0.3), fill=(70, 88, 104))
        draw.rectangle((0, horizon * scale, w, (horizon + 7) * scale), fill=(128, 122, 116, 255))
        for step in range(40):  # the hull's reflection, breaking up downwards
            y = h * (0.765 + step * 0.0042)
            wobble = math.sin(step * 1.9) * w * 0.012
            half = w * (0.27 - step * 0.0042)
            draw.ellipse(
                (w * 0.5 - half + wobble, y - h * 0.004, w * 0.5 + half + wobble, y + h * 0.004),
                fill=(150, 44, 38, max(0, 150 - step * 4)),
            )
        hull = [
            (0.2, 0.6),
            (0.3, 0.645),
            (0.5, 0.665),
            (0.68, 0.645),
            (0.84, 0.545),
            (0.79, 0.7),
            (0.72, 0.775),
            (0.3, 0.775),
            (0.235, 0.7),
        ]
        draw.polygon([(x * w, y * h) for x, y in hull], fill=(206, 48, 38))
        draw.polygon(
            [(x * w, y * h) for x, y in ((0.235, 0.7), (0.79, 0.7), (0.72, 0.775), (0.3, 0.775))],
            fill=(172, 36, 32),
        )
        draw.line([(x * w, y * h) for x, y in hull[:5]], fill=(250, 246, 236), width=int(h * 0.014))
        draw.polygon(
            [(x * w, y * h) for x, y in ((0.27, 0.76), (0.735, 0.76), (0.72, 0.785), (0.3, 0.785))],
            fill=(40, 46, 60),
        )
        draw.polygon(
            [(x * w, y * h) for x, y in ((0.53, 0.66), (0.545, 0.47), (0.69, 0.47), (0.705, 0.645))],
            fill=(246, 244, 238),
        )
        draw.rectangle((0.53 * w, 0.455 * h, 0.705 * w, 0.475 * h), fill=(44, 74, 110))
        for f in (0.56, 0.605, 0.65):
            draw.rectangle((f * w, 0.5 * h, (f + 0.034) * w, 0.56 * h), fill=(70, 104, 128))
        draw.line((0.43 * w, 0.66 * h, 0.43 * w, 0.2 * h), fill=(104, 74, 50), width=int(w * 0.007))
        draw.line((0.43 * w, 0.24 * h, 0.27 * w, 0.56 * h), fill=(104, 74, 50), width=int(w * 0.004))
        for end in ((0.84, 0.545), (0.2, 0.6)):
            draw.line(
                (0.43 * w, 0.2 * h, end[0] * w, end[1] * h), fill=(60, 60, 66), width=max(1, int(w * 0.0015))
            )
        draw.polygon(
            [(0.433 * w, 0.205 * h), (0.48 * w, 0.222 * h), (0.433 * w, 0.242 * h)], fill=(232, 163, 61)
        )
        for f in (0.29, 0.37, 0.7):
            draw.ellipse(
                (f * w, 0.672 * h, (f + 0.034) * w, 0.735 * h),
                fill=(240, 150, 40),
                outline=(150, 80, 20),
                width=scale,
            )
        for index in range(4):
            x = (0.325 + index * 0.045) * w
            draw.rectangle(
                (x, 0.61 * h, x + 0.04 * w, 0.652 * h),
                fill=(176, 138, 86),
                outline=(110, 80, 44),
                width=scale,
            )

    return finish(
        np.asarray(paint_over(Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)), shapes), float),
        seed,
        grain=4,
    )


def seal(width: int, height: int, *, seed: int = 47) -> Image.Image:
    """Paint a grey seal resting on a rock in the sea under an overcast sky."""
    horizon = int(height * 0.3)
    sky = gradient(width, horizon, [(0, (176, 188, 196)), (1, (220, 224, 222))])
    sky = sky + (noise(width, horizon, seed, cell=(width / 2, horizon / 3))[..., None] - 0.5) * 50
    water = sea(width, height - horizon, seed + 2, (64, 92, 98), (168, 188, 186))
    scene = Image.fromarray(np.clip(np.concatenate([sky, water]), 0, 255).astype(np.uint8))
    rock, body, flipper = (
        Image.new("L", scene.size, 0),
        Image.new("L", scene.size, 0),
        Image.new("L", scene.size, 0),
    )
    w, h = width, height
    rough = noise(w, 2, seed + 5, cell=(70, 2))[0]
    edge = [
        (x, h * (0.6 + 1.1 * (x / w - 0.52) ** 2) + (rough[x] - 0.5) * h * 0.08)
        for x in range(int(w * 0.06), int(w * 0.96), 3)
    ]
    ImageDraw.Draw(rock).polygon([*edge, (w * 0.99, h), (w * 0.02, h)], fill=255)
    outline = [
        (0.2, 0.6),
        (0.17, 0.53),
        (0.2, 0.5),
        (0.26, 0.55),
        (0.34, 0.51),
        (0.46, 0.45),
        (0.58, 0.41),
        (0.655, 0.36),
        (0.69, 0.3),
        (0.735, 0.265),
        (0.79, 0.27),
        (0.835, 0.305),
        (0.86, 0.345),
        (0.845, 0.385),
        (0.79, 0.41),
        (0.755, 0.47),
        (0.74, 0.56),
        (0.7, 0.625),
        (0.56, 0.655),
        (0.4, 0.66),
        (0.28, 0.635),
    ]
    ImageDraw.Draw(body).polygon([(x * w, y * h) for x, y in smooth(outline)], fill=255)
    ImageDraw.Draw(flipper).polygon(
        [
            (x * w, y * h)
            for x, y in smooth(
                [
                    (0.6, 0.56),
                    (0.645, 0.55),
                    (0.66, 0.61),
                    (0.63, 0.675),
                    (0.56, 0.7),
                    (0.54, 0.685),
                    (0.585, 0.63),
                ]
            )
        ],
        fill=255,
    )
    picture = np.asarray(scene, float)
    stone = noise(w, h, seed + 9, cell=(60, 40), octaves=6)
    weed = np.clip((noise(w, h, seed + 10, cell=(90, 50)) - 0.55) * 6, 0, 1)
    stones = blend(np.stack([60 + 70 * stone] * 3, axis=2), (88, 96, 52), weed * 0.65)
    picture = lay(picture, stones, rock, 1.2)
    level = np.linspace(0, 1, h)[:, None]
    coat = (
        196 - 150 * np.clip((level - 0.28) / 0.4, 0, 1) + 34 * (noise(w, h, seed + 12, cell=(24, 16)) - 0.5)
    )
    spots = np.clip((noise(w, h, seed + 13, cell=(30, 22), octaves=3) - 0.6) * 9, 0, 1)
    fur = blend(np.stack([coat, coat * 0.985, coat * 0.95], axis=2), (62, 62, 64), spots * 0.7)
    picture = lay(picture, fur, body, 2.0)
    picture = lay(picture, fur * 0.8 - 6, flipper, 1.8)

    def details(draw: ImageDraw.ImageDraw, scale: int) -> None:
        wide, high = w * scale, h * scale
        draw.ellipse((0.782 * wide, 0.302 * high, 0.8 * wide, 0.33 * high), fill=(18, 18, 20))
        draw.ellipse((0.787 * wide, 0.307 * high, 0.792 * wide, 0.315 * high), fill=(240, 240, 240))
        draw.ellipse((0.842 * wide, 0.335 * high, 0.864 * wide, 0.36 * high), fill=(28, 26, 28))
        draw.arc(
            (0.79 * wide, 0.33 * high, 0.86 * wide, 0.4 * high), 40, 110, fill=(40, 38, 40), width=2 * scale
        )
        for turn in range(-3, 4):
            draw.line(
                (0.835 * wide, 0.366 * high, 0.9 * wide, (0.385 + turn * 0.012) * high),
                fill=(236, 236, 230, 190),
                width=scale,
            )

    whole = paint_over(Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)), details, blur=0.5)
    return finish(np.asarray(whole, float), seed, grain=4)


def lens(width: int, height: int, *, seed: int = 61) -> Image.Image:
    """Paint a Fresnel lens in its lantern room: rings of glass around a bright lamp, in a brass frame."""
    y, x = np.mgrid[0:height, 0:width]
    centre = (width * 0.5, height * 0.5)
    scene = np.stack([34 + 22 * noise(width, height, seed)] * 3, axis=2) * np.array([0.95, 1.0, 1.12])
    across, down = (x - centre[0]) / (width * 0.33), (y - centre[1]) / (height * 0.44)
    inside = np.clip((1 - np.maximum(np.abs(across) ** 2.6 + np.abs(down) ** 2.6, 0)) * 14, 0, 1)
    radius = np.hypot(across * 0.78, down)
    prisms = 0.5 + 0.5 * np.sin(radius * 60 - np.sin(np.arctan2(down, across) * 2) * 0.8)
    tone = np.clip(0.25 + 0.6 * prisms * (1.05 - 0.5 * radius), 0, 1)
    glass = np.stack([90 + 150 * tone, 120 + 125 * tone, 118 + 110 * tone], axis=2)
    scene = scene * (1 - inside[..., None]) + glass * inside[..., None]
    scene = blend(scene, (255, 238, 186), np.clip(glow(width, height, centre, height * 0.13) * 1.1, 0, 1))

    def frame(draw: ImageDraw.ImageDraw, scale: int) -> None:
        wide, high = width * scale, height * scale
        brass = (188, 146, 66, 255)
        for share in (-1.0, -0.36, 0.36, 1.0):
            top = (wide * (0.5 + share * 0.2), high * 0.07)
            mid = (wide * (0.5 + share * 0.335), high * 0.5)
            low = (wide * (0.5 + share * 0.2), high * 0.93)
            draw.line([*smooth_open([top, mid, low])], fill=brass, width=int(wide * 0.009))
        for level, half in ((0.07, 0.21), (0.93, 0.21), (0.5, 0.335)):
            draw.rounded_rectangle(
                (
                    wide * (0.5 - half),
                    high * level - high * 0.012,
                    wide * (0.5 + half),
                    high * level + high * 0.012,
                ),
                radius=high * 0.01,
                fill=brass,
            )
        draw.rectangle((wide * 0.32, high * 0.945, wide * 0.68, high), fill=(70, 56, 34, 255))

    whole = paint_over(Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)), frame)
    return finish(np.asarray(whole, float), seed, grain=5)
