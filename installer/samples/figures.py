"""The report's drawings: the map, the turbine from the side, the flow of power."""

from __future__ import annotations

from installer.samples.drawing import (
    AMBER,
    CORAL,
    GREY,
    INK,
    MINT,
    SAND,
    SEA,
    TEAL,
    WHITE,
    Colour,
    Pen,
    Rect,
    colour,
)

WATER, SHALLOW, LAND = colour("#dcebf0"), colour("#eaf4f4"), colour("#e9e0c6")
STEEL, SHADE = colour("#b9c4cc"), colour("#8f9ca6")


def draw_map(pen: Pen, box: Rect) -> None:
    """Island on the left, skerry on the right, the Race between; turbines, cable, light, village, scale, north."""

    def at(x: float, y: float) -> tuple[float, float]:
        return box.x0 + box.width * x, box.y0 + box.height * y

    pen.area(box, WATER, line=GREY, width=0.8)
    island = [
        at(x, y)
        for x, y in (
            (0.1, 0.2),
            (0.22, 0.1),
            (0.36, 0.13),
            (0.46, 0.24),
            (0.5, 0.38),
            (0.445, 0.48),
            (0.5, 0.6),
            (0.47, 0.74),
            (0.36, 0.86),
            (0.22, 0.9),
            (0.1, 0.8),
            (0.06, 0.62),
            (0.1, 0.46),
            (0.05, 0.32),
        )
    ]
    skerry = [
        at(x, y)
        for x, y in (
            (0.82, 0.34),
            (0.88, 0.3),
            (0.93, 0.38),
            (0.94, 0.5),
            (0.9, 0.58),
            (0.84, 0.54),
            (0.8, 0.44),
        )
    ]
    for ground in (island, skerry):
        middle = (sum(x for x, _ in ground) / len(ground), sum(y for _, y in ground) / len(ground))
        halo = [(middle[0] + (x - middle[0]) * 1.11, middle[1] + (y - middle[1]) * 1.09) for x, y in ground]
        pen.curve(halo, ink=MINT, width=0.5, fill=SHALLOW, closed=True)
        pen.curve(ground, ink=GREY, width=1.0, fill=LAND, closed=True)
    hill = [at(x, y) for x, y in ((0.18, 0.3), (0.28, 0.24), (0.36, 0.34), (0.32, 0.46), (0.2, 0.46))]
    pen.curve(hill, ink=colour("#c9bb90"), width=0.7, closed=True)
    pen.curve(
        [(x * 0.6 + at(0.265, 0.36)[0] * 0.4, y * 0.6 + at(0.265, 0.36)[1] * 0.4) for x, y in hill],
        ink=colour("#c9bb90"),
        width=0.7,
        closed=True,
    )
    pen.label(at(0.265, 0.365), "Stour Hill 188 m", size=7.5, font="italic", ink=GREY, align="centre")
    spots = {"Annet": (0.66, 0.56), "Brona": (0.675, 0.46), "Corrin": (0.69, 0.36)}
    pen.curve(
        [at(*spots["Corrin"]), at(0.655, 0.46), at(0.62, 0.6), at(0.55, 0.66), at(0.485, 0.655)],
        ink=CORAL,
        width=1.6,
    )
    pen.line(at(0.485, 0.655), at(0.43, 0.68), at(0.37, 0.745), ink=CORAL, width=1.2, dashes="[4 3] 0")
    pen.label(at(0.53, 0.715), "export cable 3.4 km", size=7.5, ink=CORAL)
    for name, spot in spots.items():
        pen.dot(at(*spot), 5, SEA, line=WHITE)
        x, y = at(*spot)
        pen.label((x + 9, y + 3), name, size=8.5, font="bold", ink=SEA)
    for depth, spot in (
        ("24", (0.6, 0.52)),
        ("27", (0.612, 0.43)),
        ("31", (0.628, 0.33)),
        ("38", (0.74, 0.24)),
        ("12", (0.53, 0.5)),
        ("9", (0.79, 0.62)),
    ):
        pen.label(at(*spot), depth, size=7, font="italic", ink=TEAL, align="centre")
    pen.label(at(0.665, 0.16), "Race of Corm", size=12, font="italic", ink=TEAL, align="centre")
    for y in (0.2, 0.8):
        pen.arrow(at(0.7, y + 0.05), at(0.725, y - 0.03), ink=MINT, width=1.6)
    pen.label(at(0.87, 0.45), "Little Corm", size=8.5, font="italic", align="centre")
    pen.label(at(0.25, 0.62), "HESTRAY", size=15, font="bold", ink=SEA, align="centre")
    for name, spot, align in (
        ("Port Ellary", (0.29, 0.81), "right"),
        ("North Quay", (0.37, 0.745), "right"),
        ("Seal Cove", (0.485, 0.655), "right"),
    ):
        pen.area(Rect(*at(*spot), *at(*spot)) + (-3, -3, 3, 3), INK)
        x, y = at(*spot)
        pen.label((x - 7, y + 3), name, size=8.5, align=align)
    x, y = at(0.445, 0.24)
    pen.line((x, y - 14), (x - 4, y + 4), (x + 4, y + 4), ink=CORAL, fill=CORAL, width=0.5, closed=True)
    for turn in ((-14, -18), (0, -24), (14, -18)):
        pen.line(
            (x + turn[0] * 0.45, y - 14 + turn[1] * 0.3),
            (x + turn[0] * 0.9, y - 14 + turn[1] * 0.62),
            ink=AMBER,
            width=1.4,
        )
    pen.label((x - 8, y + 2), "Carrow Head Light", size=8.5, align="right")
    north = at(0.93, 0.12)
    pen.arrow((north[0], north[1] + 18), (north[0], north[1] - 12), ink=INK)
    pen.label((north[0], north[1] + 28), "N", size=9, font="bold", align="centre")
    bar = at(0.76, 0.92)
    for step in range(4):
        pen.area(
            (bar[0] + step * 22, bar[1], bar[0] + step * 22 + 22, bar[1] + 4),
            INK if step % 2 == 0 else WHITE,
            line=INK,
            width=0.5,
        )
    pen.label((bar[0], bar[1] - 4), "0", size=7, align="centre")
    pen.label((bar[0] + 88, bar[1] - 4), "1 km", size=7, align="centre")


def draw_turbine(pen: Pen, box: Rect) -> None:
    """A tidal turbine from the side, with numbered parts and leader lines."""
    pen.area(box, SHALLOW)
    bed = box.y1 - 26
    pen.line(
        (box.x0, bed),
        *((box.x0 + step * 15.7, bed + (4 if step % 2 else -1)) for step in range(1, 30)),
        (box.x1, bed),
        (box.x1, box.y1),
        (box.x0, box.y1),
        ink=GREY,
        fill=LAND,
        width=0.6,
        closed=True,
    )
    middle = box.x0 + box.width * 0.48
    axis = box.y0 + 82
    for foot in (-92, 92):
        pen.line(
            (middle - 12, axis + 40),
            (middle + 12, axis + 40),
            (middle + foot + 9, bed - 12),
            (middle + foot - 9, bed - 12),
            ink=SHADE,
            fill=STEEL,
            width=0.8,
            closed=True,
        )
        pen.area((middle + foot - 27, bed - 14, middle + foot + 27, bed + 2), SHADE, line=INK, width=0.6)
    pen.area((middle - 14, axis + 24, middle + 14, bed - 10), STEEL, line=SHADE)
    pen.line((middle - 92, bed - 10), (middle + 92, bed - 10), ink=SHADE, width=4)
    pen.area((middle - 20, axis + 18, middle + 20, axis + 40), AMBER, line=INK, width=0.6)
    pen.curve(
        [
            (middle - 88, axis - 12),
            (middle - 60, axis - 22),
            (middle + 60, axis - 22),
            (middle + 104, axis - 8),
            (middle + 116, axis),
            (middle + 104, axis + 8),
            (middle + 60, axis + 22),
            (middle - 60, axis + 22),
            (middle - 88, axis + 12),
        ],
        fill=SEA,
        ink=INK,
        closed=True,
    )
    pen.area((middle - 52, axis - 14, middle - 8, axis + 14), MINT, line=WHITE)
    pen.area((middle + 4, axis - 15, middle + 66, axis + 15), TEAL, line=WHITE)
    pen.line((middle - 88, axis), (middle - 52, axis), ink=WHITE, width=3)
    hub = middle - 96
    pen.curve(
        [
            (hub + 10, axis - 14),
            (hub - 10, axis - 10),
            (hub - 20, axis),
            (hub - 10, axis + 10),
            (hub + 10, axis + 14),
        ],
        fill=SHADE,
        ink=INK,
        closed=True,
    )
    for way in (-1, 1):
        pen.area(
            (hub - 7, min(axis + way * 10, axis + way * 18), hub + 7, max(axis + way * 10, axis + way * 18)),
            CORAL,
            line=INK,
            width=0.5,
        )
        pen.curve(
            [
                (hub - 5, axis + way * 18),
                (hub - 8, axis + way * 44),
                (hub - 2, axis + way * 72),
                (hub + 3, axis + way * 72),
                (hub + 6, axis + way * 40),
                (hub + 5, axis + way * 18),
            ],
            fill=WHITE,
            ink=INK,
            closed=True,
        )
    pen.curve(
        [(middle + 14, bed - 40), (middle + 60, bed - 34), (middle + 130, bed - 10), (box.x1, bed - 4)],
        ink=INK,
        width=3,
    )
    pen.area((middle + 52, bed - 43, middle + 72, bed - 25), CORAL, line=INK, width=0.6)
    for step in range(3):
        y = axis - 44 + step * 44
        pen.arrow((box.x0 + 16, y), (box.x0 + 62, y), ink=TEAL, width=1.8)
    pen.label((box.x0 + 16, axis + 92), "flood tide", size=8.5, font="italic", ink=TEAL)
    parts = (
        ("1", "blade", (hub, axis - 56), (hub - 62, axis - 64)),
        ("2", "pitch bearing", (hub + 5, axis + 14), (hub - 56, axis + 56)),
        ("3", "gearbox", (middle - 30, axis - 10), (middle - 12, axis - 62)),
        ("4", "generator", (middle + 40, axis - 10), (middle + 84, axis - 58)),
        ("5", "yaw drive", (middle + 18, axis + 30), (middle + 142, axis + 42)),
        ("6", "wet-mate connector", (middle + 66, bed - 36), (middle + 130, bed - 62)),
        ("7", "gravity base", (middle - 100, bed - 6), (middle - 160, bed - 40)),
    )
    for number, name, part, spot in parts:
        pen.line(part, spot, ink=INK, width=0.7)
        pen.dot(part, 1.6, INK)
        pen.dot(spot, 7.5, WHITE, line=INK)
        pen.label((spot[0], spot[1] + 3), number, size=8.5, font="bold", align="centre")
        left = spot[0] < part[0]  # the leader comes from the right: the name stands on the other side
        pen.label(
            (spot[0] + (-11 if left else 11), spot[1] + 3), name, size=8.5, align="right" if left else "left"
        )


def draw_grid(pen: Pen, box: Rect) -> None:
    """Boxes and arrows: turbines, substation, battery, village, ferry, fish house, diesel, mainland."""

    def block(x: float, y: float, title: str, note: str, fill: Colour, ink: Colour = WHITE) -> Rect:
        middle = (box.x0 + box.width * x, box.y0 + box.height * y)
        area = Rect(middle[0] - 62, middle[1] - 23, middle[0] + 62, middle[1] + 23)
        pen.area(area, fill, radius=0.16)
        pen.label((middle[0], middle[1] - 2), title, size=10, font="bold", ink=ink, align="centre")
        pen.label((middle[0], middle[1] + 12), note, size=7.8, ink=ink, align="centre")
        return area

    pen.area(box, SAND, radius=0.03)
    turbines = block(0.15, 0.5, "Turbines", "3 machines, 1,250 kW", SEA)
    station = block(0.5, 0.5, "North Quay", "substation, 11 kV", TEAL)
    battery = block(0.5, 0.14, "Battery", "1.2 MWh, 600 kW", AMBER, INK)
    diesel = block(0.5, 0.86, "Diesel reserve", "2 × 180 kW, 61 hours", GREY)
    village = block(0.84, 0.14, "Village", "291 meters", SEA)
    ferry = block(0.84, 0.38, "Ferry Merle", "200 kW, twice a day", SEA)
    fish = block(0.84, 0.62, "Fish house", "cold store, 110 kW", SEA)
    mainland = block(0.84, 0.86, "Mainland link", "500 kW outwards", CORAL)
    pen.arrow((turbines.x1 + 3, turbines.y0 + 23), (station.x0 - 3, station.y0 + 23), ink=INK, width=1.8)
    pen.label(((turbines.x1 + station.x0) / 2, station.y0 + 15), "cable", size=8, ink=GREY, align="centre")
    pen.arrow((station.x0 + 48, station.y0 - 3), (battery.x0 + 48, battery.y1 + 3), width=1.5)
    pen.arrow((battery.x0 + 76, battery.y1 + 3), (station.x0 + 76, station.y0 - 3), width=1.5)
    pen.arrow((diesel.x0 + 62, diesel.y0 - 3), (station.x0 + 62, station.y1 + 3), ink=GREY, width=1.2)
    for target in (village, ferry, fish, mainland):
        pen.arrow((station.x1 + 3, station.y0 + 23), (target.x0 - 4, target.y0 + 23), ink=TEAL, width=1.3)
