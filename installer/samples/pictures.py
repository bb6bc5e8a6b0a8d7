"""The loose pictures: three painted scenes, a diagram, a screenshot and a timetable on a board."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
from installer.samples import scenes
from installer.samples.drawing import (
    AMBER,
    CORAL,
    GREY,
    INK,
    MINT,
    MIST,
    SAND,
    SEA,
    TEAL,
    WHITE,
    Pen,
    Rect,
    colour,
)
from installer.samples.figures import draw_turbine
from installer.samples.painting import encoded
from PIL import Image

Marks = dict[str, tuple[int, Rect]]

DEPARTURES = (
    ("Port Ellary", "Skarvik", "Days"),
    ("06:50", "08:35", "Monday to Saturday"),
    ("09:40", "11:25", "daily"),
    ("13:15", "15:00", "daily"),
    ("17:05", "18:50", "not on Saturdays"),
    ("20:30", "22:15", "Fridays only"),
)
ALARMS = (
    ("14:31:07", "Annet", "Oil cooler 71 °C: stopped by itself", CORAL),
    ("14:02:40", "Annet", "Oil cooler 64 °C: warning", AMBER),
    ("09:18:55", "Battery", "Charged; holding at 64 %", TEAL),
    ("06:00:00", "System", "Shift taken by T. Revie", GREY),
)


def make(folder: Path) -> dict[str, Marks]:
    """Write the pictures; return the marks of each in its own pixels."""
    _write(folder / "lighthouse-at-dusk.jpg", scenes.dusk(1080, 760, seed=77))
    _write(folder / "red-fishing-boat.jpg", scenes.boat(1000, 720))
    _write(folder / "grey-seal.webp", scenes.seal(1000, 700))
    _write(
        folder / "turbine-cutaway.webp",
        _drawn(500, 300, lambda pen: draw_turbine(pen, Rect(0, 0, 500, 300)), 2.4),
    )
    marks: dict[str, Marks] = {"control-room.png": {}, "ferry-timetable.png": {}}
    _write(
        folder / "control-room.png",
        _drawn(1280, 800, lambda pen: _control_room(pen, marks["control-room.png"]), 1.0),
    )
    _write(
        folder / "ferry-timetable.png",
        _drawn(900, 1100, lambda pen: _timetable(pen, marks["ferry-timetable.png"]), 1.0),
    )
    return marks


def _write(path: Path, picture: Image.Image) -> None:
    kind = {".jpg": "JPEG", ".webp": "WEBP", ".png": "PNG"}[path.suffix]
    if kind == "PNG":
        picture = picture.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.write_bytes(encoded(picture, kind, quality=80))


def _drawn(width: float, height: float, work: Callable[[Pen], None], scale: float) -> Image.Image:
    page = pymupdf.open().new_page(width=width, height=height)
    work(Pen(page))
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
    return Image.open(io.BytesIO(pixels.tobytes("png"))).convert("RGB")


def _control_room(pen: Pen, marks: Marks) -> None:
    """A window of the control room: three turbines, battery, alarms."""
    dark, panel = colour("#101c2b"), colour("#1a2b3f")
    pale = colour("#dfe8ee")
    pen.area((0, 0, 1280, 800), dark)
    pen.area((0, 0, 1280, 56), SEA)
    pen.label((28, 36), "Hestray control room", size=20, font="bold", ink=WHITE)
    pen.label((1252, 36), "22 October 2024  14:37", size=18, ink=MINT, align="right")
    machines = (
        ("Annet", 0, 250, "stopped: cooler hot", CORAL),
        ("Brona", 391, 400, "running", MINT),
        ("Corrin", 587, 600, "running", MINT),
    )
    for index, (name, now, rated, state, ink) in enumerate(machines):
        x = 28 + index * 412
        pen.area((x, 84, x + 396, 330), panel, radius=0.04)
        pen.label((x + 24, 126), name, size=22, font="bold", ink=WHITE)
        pen.dot((x + 360, 119), 9, ink)
        pen.label((x + 24, 208), f"{now} kW", size=54, font="bold", ink=pale if now else CORAL)
        pen.label((x + 24, 242), f"of {rated} kW, {state}", size=16, ink=GREY if now else CORAL)
        pen.area((x + 24, 276, x + 372, 294), dark)
        if now:
            pen.area((x + 24, 276, x + 24 + 348 * now / rated, 294), TEAL)
        marks[name.lower()] = (1, Rect(x, 84, x + 396, 330))
    pen.area((28, 352, 424, 770), panel, radius=0.03)
    pen.label((52, 394), "Battery", size=20, font="bold", ink=WHITE)
    pen.area((52, 430, 400, 500), dark, line=MINT, width=2)
    pen.area((58, 436, 58 + 336 * 0.64, 494), TEAL)
    pen.label((226, 474), "64 %", size=26, font="bold", ink=WHITE, align="centre")
    for row, (name, value) in enumerate(
        (
            ("Sea temperature", "11.8 °C"),
            ("Current in the Race", "3.2 m/s"),
            ("Next slack water", "16:52"),
            ("Village load", "433 kW"),
            ("To the mainland", "498 kW"),
        )
    ):
        pen.label((52, 556 + row * 42), name, size=17, ink=MIST)
        pen.label((400, 556 + row * 42), value, size=17, font="bold", ink=WHITE, align="right")
    marks["readings"] = (1, Rect(28, 352, 424, 770))
    pen.area((440, 352, 1248, 770), panel, radius=0.03)
    pen.label((464, 394), "Messages", size=20, font="bold", ink=WHITE)
    for row, (when, who, what, ink) in enumerate(ALARMS):
        y = 450 + row * 56
        pen.area((464, y - 24, 470, y + 12), ink)
        pen.label((486, y), when, size=16, font="type", ink=MIST)
        pen.label((600, y), who, size=17, font="bold", ink=WHITE)
        pen.label((700, y), what, size=17, ink=pale)
    pen.area((464, 700, 640, 744), CORAL, radius=0.2)
    pen.label((552, 728), "Call divers", size=17, font="bold", ink=WHITE, align="centre")
    marks["messages"] = (1, Rect(440, 352, 1248, 770))


def _timetable(pen: Pen, marks: Marks) -> None:
    """The board at the pier: the ferry's winter timetable."""
    pen.area((0, 0, 900, 1100), SAND)
    pen.area((30, 30, 870, 1070), WHITE, line=SEA, width=6, radius=0.02)
    pen.area((30, 30, 870, 250), SEA, radius=0.05)
    pen.label((450, 128), "FERRY MERLE", size=62, font="bold", ink=WHITE, align="centre")
    pen.label((450, 196), "Winter timetable, 1 November to 31 March", size=27, ink=MINT, align="centre")
    for row, (away, back, days) in enumerate(DEPARTURES):
        y = 332 + row * 82
        bold = "bold" if row == 0 else "plain"
        if row:
            pen.line((70, y - 50), (830, y - 50), ink=MIST, width=2)
        pen.label((80, y), away, size=26 if row == 0 else 34, font="bold", ink=TEAL if row == 0 else SEA)
        pen.label((300, y), back, size=26 if row == 0 else 34, font="bold", ink=TEAL if row == 0 else SEA)
        pen.label((520, y), days, size=26, font=bold, ink=TEAL if row == 0 else INK)
    marks["departures"] = (1, Rect(70, 290, 830, 790))
    pen.area((70, 815, 830, 820), AMBER)
    for row, text in enumerate(
        (
            "The crossing takes 65 minutes.",
            "Bicycles and prams travel free. Dogs £1.50.",
            "No sailing when the wind is above force 9.",
            "Booking office: Port Ellary 214",
        )
    ):
        pen.label((80, 872 + row * 50), text, size=26, ink=INK)
    marks["notes"] = (1, Rect(70, 840, 830, 1040))
