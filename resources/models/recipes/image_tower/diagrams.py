"""Figures that are no charts: tables, diagrams, maps, formulas, signs, screens and pages of writing."""

from __future__ import annotations

import math
from collections.abc import Callable

from figures import Canvas
from PIL import Image, ImageFilter


def table(on: Canvas) -> None:
    rows, columns = on.rng.randint(4, 12), on.rng.randint(2, 7)
    width, height = on.size
    left, top = on.rng.randint(4, 16), on.rng.randint(4, 24)
    across, down = (width - 2 * left) / columns, min(24.0, (height - top - 6) / rows)
    ruled, striped = on.rng.choice(["all", "rows", "few"]), on.rng.random() < 0.3
    for row in range(rows):
        y = top + down * row
        if row == 0 and on.rng.random() < 0.4:
            on.box((left, y, width - left, y + down), fill=on.colours[0])
        elif striped and row % 2:
            on.box((left, y, width - left, y + down), fill=on.grid)
        for column in range(columns):
            text = on.word()[:8] if row == 0 or column == 0 else f"{on.rng.uniform(0, 999):.{on.rng.randint(0, 2)}f}"
            on.write((left + across * column + 3, y + down / 2 - 5), text, 9)
        if ruled != "few" or row in (0, 1):
            on.stroke([(left, y), (width - left, y)], on.ink, 1)
    on.stroke([(left, top + down * rows), (width - left, top + down * rows)], on.ink, 1)
    for column in range(columns + 1) if ruled == "all" else []:
        on.stroke([(left + across * column, top), (left + across * column, top + down * rows)], on.ink, 1)


def _arrow(on: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    on.stroke([start, end], on.ink, on.line)
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    tips = [(end[0] - 6 * math.cos(angle + turn), end[1] - 6 * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    on.pen.polygon([end, *tips], fill=on.ink)


def _node(on: Canvas, x: float, y: float, w: float, h: float, shape: str, colour: str) -> None:
    if shape == "diamond":
        on.pen.polygon([(x, y - h / 2), (x + w / 2, y), (x, y + h / 2), (x - w / 2, y)], fill=colour, outline=on.ink)
    elif shape == "round":
        on.pen.ellipse((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=colour, outline=on.ink)
    else:
        on.box((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=colour, outline=on.ink)
    on.write((x, y), on.word()[:9], 9, centre=True)


def flow(on: Canvas) -> None:
    width, height = on.size
    n, upright = on.rng.randint(3, 6), on.rng.random() < 0.6
    places = [(width * (0.5 if upright else (i + 0.5) / n), height * ((i + 0.5) / n if upright else 0.5)) for i in range(n)]
    w, h = (width * 0.4, height / n * 0.6) if upright else (width / n * 0.72, height * 0.25)
    for (x0, y0), (x1, y1) in zip(places, places[1:], strict=False):
        _arrow(on, (x0, y0 + h / 2) if upright else (x0 + w / 2, y0), (x1, y1 - h / 2) if upright else (x1 - w / 2, y1))
    for index, (x, y) in enumerate(places):
        shape = "round" if index in (0, n - 1) and on.rng.random() < 0.6 else on.rng.choice(["box", "box", "diamond"])
        _node(on, x, y, w, h * (1.2 if shape == "diamond" else 1.0), shape, on.rng.choice([on.paper, *on.colours[:2]]))
        if shape == "diamond" and upright:
            side = on.rng.choice([-1, 1])
            _arrow(on, (x + side * w / 2, y), (x + side * w, y))


def organisation(on: Canvas) -> None:
    width, height = on.size
    levels, w, h = on.rng.randint(2, 4), width * 0.2, height * 0.12
    rows = [[width / 2]]
    for level in range(1, levels):
        n = min(6, on.rng.randint(2, 3) ** level)
        rows.append([width * (i + 0.5) / n for i in range(n)])
    for level in range(1, levels):
        above, y = rows[level - 1], height * (level + 0.5) / levels
        for x in rows[level]:
            parent = min(above, key=lambda one: abs(one - x))
            top, middle = height * (level - 0.5) / levels + h / 2, y - height / levels / 2
            on.stroke([(parent, top), (parent, middle), (x, middle), (x, y - h / 2)], on.ink, on.line)
    for level, row in enumerate(rows):
        for x in row:
            _node(on, x, height * (level + 0.5) / levels, min(w, width / len(row) * 0.85), h, "box", on.colours[level % 3])


def architecture(on: Canvas) -> None:
    width, height = on.size
    places = [(width * (c + 0.5) / 3, height * (r + 0.5) / 3) for r in range(3) for c in range(3)]
    chosen = on.rng.sample(places, on.rng.randint(4, 8))
    for _ in range(len(chosen) + 1):
        start, end = on.rng.sample(chosen, 2)
        _arrow(on, start, ((start[0] + 2 * end[0]) / 3, (start[1] + 2 * end[1]) / 3))
        on.stroke([start, end], on.ink, 1)
    for x, y in chosen:
        w, h = width * 0.22, height * 0.17
        if on.rng.random() < 0.35:  # a store: a cylinder
            on.box((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=on.colours[1], outline=on.ink)
            for edge in (y - h / 2, y + h / 2):
                on.pen.ellipse((x - w / 2, edge - 5, x + w / 2, edge + 5), fill=on.colours[1], outline=on.ink)
            on.write((x, y), on.word()[:8], 9, centre=True)
        else:
            _node(on, x, y, w, h, "box", on.rng.choice(on.colours[:3]))
    if on.rng.random() < 0.6:
        on.pen.rectangle((4, 4, width * on.rng.uniform(0.5, 0.95), height - 4), outline=on.colours[3])


def chart_of_places(on: Canvas) -> None:
    width, height = on.size
    sea = on.rng.choice(["#cfe8f7", "#a8d0e6", on.paper, "#dfeaf0"])
    on.pen.rectangle((0, 0, width, height), fill=sea)
    for index in range(on.rng.randint(2, 7)):
        x, y, r = on.rng.uniform(0, width), on.rng.uniform(0, height), on.rng.uniform(0.15, 0.45) * width
        ring = [(x + r * s * math.cos(a), y + r * s * math.sin(a)) for a, s in ((i * 0.22, on.rng.uniform(0.6, 1.0)) for i in range(29))]
        on.pen.polygon(ring, fill=on.rng.choice(["#dfe8c8", "#f2efe0", "#c8dcb0", on.colours[index % 6]]), outline=on.ink)
    for _ in range(on.rng.randint(2, 6)):
        x, y, turn = on.rng.uniform(0, width), on.rng.uniform(0, height), on.rng.uniform(0, 6.3)
        points = [(x, y)]
        for _ in range(14):
            turn += on.rng.uniform(-0.5, 0.5)
            x, y = x + 14 * math.cos(turn), y + 14 * math.sin(turn)
            points.append((x, y))
        on.stroke(points, on.rng.choice(["#e8a33d", "#4a90d9", "#777777", "#c0392b"]), on.rng.randint(1, 4))
    for _ in range(on.rng.randint(3, 9)):
        x, y = on.rng.uniform(10, width - 30), on.rng.uniform(8, height - 12)
        on.pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill="#c0392b")
        on.write((x + 4, y - 5), on.word().capitalize(), 9, colour="#222222")


def equation(on: Canvas) -> None:
    width, height = on.size
    signs, px = "∑∫αβγδλμσθπφ=+−·×()xyzabcfgnkt²∂∇≤≈∞√", on.rng.randint(16, 30)
    y = on.rng.uniform(0.15, 0.4) * height
    for _ in range(on.rng.randint(1, 3)):
        x = on.rng.uniform(8, 40)
        while x < width - px:
            if on.rng.random() < 0.2:
                on.write((x, y - px * 0.75), on.rng.choice("abxyn2"), px * 2 // 3)
                on.stroke([(x - 2, y + px * 0.2), (x + px * 0.8, y + px * 0.2)], on.ink, 1)
                on.write((x, y + px * 0.3), on.rng.choice("abxyn2"), px * 2 // 3)
            else:
                on.write((x, y - px * 0.4), on.rng.choice(signs), px)
                if on.rng.random() < 0.3:
                    on.write((x + px * 0.55, y + px * on.rng.choice([-0.5, 0.3])), on.rng.choice("ijkn2t0"), px // 2)
            x += px * on.rng.uniform(0.7, 1.1)
        y += px * 2.3


def timeline(on: Canvas) -> None:
    width, height = on.size
    n, y = on.rng.randint(4, 8), height / 2 + on.rng.uniform(-10, 10)
    on.stroke([(8, y), (width - 8, y)], on.colours[0], on.rng.randint(2, 7))
    year = on.rng.randint(1800, 2020)
    for index in range(n):
        x, up = 12 + (width - 24) * (index + 0.5) / n, -1 if index % 2 else 1
        on.stroke([(x, y), (x, y + up * height * 0.2)], on.ink, 1)
        on.pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=on.colours[1 + index % 4], outline=on.ink)
        on.write((x, y + up * height * 0.26), str(year + index * on.rng.randint(1, 9)), 10, centre=True)
        on.write((x, y + up * height * 0.35), on.word()[:7], 8, centre=True)


def logo(on: Canvas) -> None:
    width, height = on.size
    x, y, r = width * on.rng.choice([0.3, 0.5]), height * 0.42, min(width, height) * on.rng.uniform(0.2, 0.32)
    for one in range(on.rng.randint(1, 3)):
        s, colour = r * (1 - 0.3 * one), on.colours[one]
        shape = on.rng.choice(["circle", "box", "star", "triangle", "ring"])
        if shape in ("circle", "ring"):
            on.pen.ellipse((x - s, y - s, x + s, y + s), fill=colour if shape == "circle" else None, outline=colour, width=max(2, int(s / 5)))
        elif shape == "box":
            on.pen.rounded_rectangle((x - s, y - s, x + s, y + s), radius=s / 3, fill=colour)
        else:
            n, inner = (5, 0.45) if shape == "star" else (3, 0.5)
            points = [(x + s * (1 if i % 2 == 0 else inner) * math.sin(math.pi * i / n), y - s * (1 if i % 2 == 0 else inner) * math.cos(math.pi * i / n)) for i in range(2 * n)]
            on.pen.polygon(points, fill=colour)
    on.write((width / 2, height * 0.84), on.word().upper(), on.rng.randint(18, 34), centre=True, colour=on.colours[0])


def screenshot(on: Canvas) -> None:
    width, height = on.size
    bar = on.rng.choice([on.colours[0], "#e0e0e0", "#2b2b2b"])
    on.pen.rectangle((0, 0, width, 16), fill=bar)
    for index, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        on.pen.ellipse((5 + 12 * index, 4, 13 + 12 * index, 12), fill=colour if on.rng.random() < 0.8 else on.ink)
    on.box((60, 3, width - 12, 13), fill="white", outline="#999999")
    side = on.rng.uniform(0.18, 0.32) * width
    on.pen.rectangle((0, 16, side, height), fill=on.grid)
    for row in range(int((height - 30) // 16)):
        on.write((6, 22 + 16 * row), on.word(), 9)
    for row in range(int((height - 60) // 14)):
        if on.rng.random() < 0.75:
            on.write((side + 8, 24 + 14 * row), on.words(on.rng.randint(1, 5)), 9)
    for index in range(on.rng.randint(1, 3)):
        x = width - 54 * (index + 1)
        on.pen.rounded_rectangle((x, height - 24, x + 46, height - 8), radius=4, fill=on.colours[index])
        on.write((x + 23, height - 16), on.word()[:6], 8, centre=True)


def scanned(on: Canvas) -> None:
    width, height = on.size
    shade = on.rng.randint(205, 250)
    on.pen.rectangle((0, 0, width, height), fill=(shade, shade - on.rng.randint(0, 14), shade - on.rng.randint(0, 30)))
    y, px = on.rng.uniform(8, 24), on.rng.randint(7, 10)
    while y < height - 10:
        if on.rng.random() < 0.08:
            y += px
        on.write((on.rng.choice([10, 10, 18]), y), on.words(12)[: on.rng.randint(26, 70)], px, colour="#2a2a2a")
        y += px * 1.35
    turned = on.image.rotate(on.rng.uniform(-3, 3), fillcolor=(90, 90, 90) if on.rng.random() < 0.4 else (shade, shade, shade))
    noise = Image.effect_noise(on.size, on.rng.uniform(10, 40)).convert("RGB")
    on.image.paste(Image.blend(turned, noise, 0.1).filter(ImageFilter.GaussianBlur(on.rng.uniform(0, 0.8))))


def handwriting(on: Canvas) -> None:
    width, height = on.size
    ink = on.rng.choice(["#1a2a6c", "#111111", "#333366"]) if on.paper.startswith(("white", "#f", "#e")) else on.ink
    if on.rng.random() < 0.5:
        for y in range(20, height, 22):
            on.stroke([(0, y), (width, y)], "#b8cbe0", 1)
    for y in range(16, height - 8, on.rng.randint(18, 26)):
        x = float(on.rng.randint(6, 20))
        while x < width - 20:
            points, letters = [], on.rng.randint(3, 8)
            for step in range(letters * 4):
                rise = on.rng.choice([3, 4, 8]) if step % 4 < 2 else 1
                points.append((x + step * 1.9 + 1.8 * math.sin(step * 1.6), y - rise * math.sin(step * 1.57 + on.rng.uniform(-0.4, 0.4))))
            on.stroke(points, ink, on.line)
            x += letters * 8 + 7


DRAWERS: dict[str, tuple[Callable[[Canvas], None], list[str]]] = {
    "table": (table, ["a table of numbers", "table with rows and columns", "data table"]),
    "flow chart": (flow, ["a flow chart", "process diagram with steps and arrows", "workflow diagram"]),
    "organisation chart": (organisation, ["an organisation chart", "hierarchy of departments", "tree diagram of who reports to whom"]),
    "architecture diagram": (architecture, ["an architecture diagram", "system overview with components", "block diagram of modules"]),
    "map": (chart_of_places, ["a map", "geographic map of a region", "map of roads and places", "city map"]),
    "equation": (equation, ["an equation", "mathematical formula", "formulas"]),
    "timeline": (timeline, ["a timeline", "history of events along a line", "milestones by year"]),
    "logo": (logo, ["a logo", "company logo", "emblem of a brand"]),
    "screenshot": (screenshot, ["a screenshot", "screenshot of a program window", "user interface of an application"]),
    "scanned page": (scanned, ["a scanned page of text", "scan of a typed document", "page of text"]),
    "handwriting": (handwriting, ["handwriting", "handwritten notes", "a handwritten letter"]),
}
