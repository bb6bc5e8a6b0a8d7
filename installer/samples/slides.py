"""The slide deck for the members' meeting: eight landscape pages with few words, charts and diagrams."""

from __future__ import annotations

from pathlib import Path

from installer.samples import scenes
from installer.samples.charts import lines, stacked_bars
from installer.samples.drawing import AMBER, CORAL, GREY, INK, MINT, SAND, SEA, TEAL, WHITE, Book, Pen, Rect
from installer.samples.painting import encoded

CSS = """
body { margin: 0; font-family: sans-serif; font-size: 17pt; line-height: 1.4; color: #2b2f36; }
h1 { font-size: 27pt; line-height: 1.15; color: #12355b; margin: 0; }
p { margin: 0 0 9pt 0; }
ul { margin: 0; padding-left: 20pt; }
li { margin: 0 0 9pt 0; }
.small { font-size: 12pt; color: #6b7480; }
"""
LEFT, RIGHT = 60.0, 900.0
YEARS = ("2024", "2025", "2026", "2027", "2028", "2029", "2030")
DEMAND = (3.7, 3.9, 4.3, 4.8, 5.2, 5.6, 5.9)  # GWh a year
SUPPLY = (4.1, 4.1, 4.1, 4.1, 4.1, 4.1, 4.1)
OPTIONS = (
    ("", "A  Refit Annet", "B  New turbine “Delen”", "C  Tidal kite trial"),
    ("Price", "£0.42 million", "£2.90 million", "£0.76 million"),
    ("More power a year", "180 MWh", "2,450 MWh", "390 MWh"),
    ("Ready by", "May 2026", "October 2026", "March 2027"),
    ("Pays back in", "21.2 years", "10.8 years", "not known"),
    ("Needs the barge", "no", "yes", "no"),
)


def make(path: Path) -> Book:
    book = Book(960, 540, title="A fourth turbine?", css=CSS)
    for slide in (opening, gap, options, comparison, funding, risks, timeline, decision):
        book.page()
        slide(book)
        _frame(book)
    book.save(path)
    return book


def _frame(book: Book) -> None:
    number = book.number
    if number == 1:
        return

    def work(pen: Pen) -> None:
        pen.area((0, 0, 14, 540), SEA)
        pen.label((LEFT, 520), "Members' meeting · 15 March 2025", size=10, ink=GREY)
        pen.label((RIGHT, 520), str(number), size=10, ink=GREY, align="right")

    book.draw(work)


def _title(book: Book, text: str) -> float:
    return book.text((LEFT, 38, RIGHT, 110), f"<h1>{text}</h1>")


def opening(book: Book) -> None:
    picture = encoded(scenes.dusk(960, 540, seed=23), "JPEG", quality=72)

    def work(pen: Pen) -> None:
        pen.picture((0, 0, 960, 540), picture)
        pen.area((0, 330, 960, 540), SEA, opacity=0.82)
        pen.label((LEFT, 405), "A fourth turbine?", size=46, font="bold", ink=WHITE)
        pen.label((LEFT, 446), "Members' meeting, Old Sail Loft, 15 March 2025, 7 pm", size=18, ink=MINT)
        pen.label((LEFT, 492), "Tomas Revie, engineer · Pell Odum, treasurer", size=14, ink=WHITE)

    book.draw(work)


def gap(book: Book) -> None:
    _title(book, "From 2026 we shall need more than we make")
    plot = Rect(LEFT + 40, 158, 640, 430)
    series = [("demand", DEMAND, CORAL), ("three turbines", SUPPLY, TEAL)]
    book.draw(
        lambda pen: lines(
            pen, plot, YEARS, series, low=3, high=6, step=1, unit="GWh a year", size=11, last="{:.1f}"
        )
    )
    book.mark("gap chart", (LEFT, 130, 690, 460))
    book.text(
        (710, 150, RIGHT, 460),
        "<ul><li>Second electric ferry in 2027</li><li>Heat pumps in 120 more houses</li><li>Fish house doubles its "
        "cold store</li></ul>",
        mark="gap list",
    )


def options(book: Book) -> None:
    _title(book, "Three ways to close the gap")
    cards = (
        ("A", "Refit Annet", ("New blades and gearbox", "for our oldest machine"), TEAL, "bars"),
        ("B", "New turbine “Delen”", ("800 kW at the northern", "end of the row"), SEA, "rotor"),
        ("C", "Tidal kite trial", ("A wing on a tether that", "flies figures of eight"), AMBER, "kite"),
    )

    def work(pen: Pen) -> None:
        for index, (letter, name, words, ink, drawing) in enumerate(cards):
            x = LEFT + index * 288
            pen.area((x, 130, x + 264, 470), SAND, radius=0.04)
            pen.area((x, 130, x + 264, 300), ink, radius=0.05)
            pen.label((x + 18, 166), letter, size=26, font="bold", ink=WHITE)
            pen.label((x + 18, 338), name, size=17, font="bold", ink=SEA)
            for line, text in enumerate(words):
                pen.label((x + 18, 370 + line * 23), text, size=16)
            _emblem(pen, x + 140, 218, drawing)

    book.draw(work)


def _emblem(pen: Pen, x: float, y: float, drawing: str) -> None:
    if drawing == "kite":
        pen.curve([(x - 70, y + 60), (x - 20, y + 20), (x + 10, y)], ink=WHITE, width=1.6)
        pen.curve(
            [(x - 30, y - 16), (x + 10, y - 26), (x + 60, y - 6), (x + 16, y + 6)],
            fill=WHITE,
            ink=None,
            closed=True,
        )
        return
    for turn in ((0, -62), (54, 31), (-54, 31)):
        side = (-turn[1] * 0.09, turn[0] * 0.09)
        pen.curve(
            [
                (x, y),
                (x + turn[0] * 0.5 + side[0], y + turn[1] * 0.5 + side[1]),
                (x + turn[0], y + turn[1]),
                (x + turn[0] * 0.5 - side[0], y + turn[1] * 0.5 - side[1]),
            ],
            fill=WHITE,
            ink=None,
            closed=True,
        )
    pen.dot((x, y), 11, WHITE)
    if drawing == "bars":
        pen.arrow((x + 66, y + 50), (x + 66, y - 50), ink=WHITE, width=4)


def comparison(book: Book) -> None:
    _title(book, "What each would cost and bring")
    widths = (190, 200, 250, 200)
    book.draw(lambda pen: _rows(pen, widths))
    book.mark("options table", (LEFT, 136, LEFT + sum(widths), 136 + 46 * len(OPTIONS)))
    book.text(
        (LEFT, 440, RIGHT, 500),
        "<p class='small'>Prices from written offers of January 2025, without tax. Payback at eleven pence a kilowatt-hour.</p>",
    )


def _rows(pen: Pen, widths: tuple[int, ...]) -> None:
    for number, row in enumerate(OPTIONS):
        y = 136 + 46 * number
        pen.area(
            (LEFT, y, LEFT + sum(widths), y + 46), SEA if number == 0 else (SAND if number % 2 else WHITE)
        )
        x = LEFT
        for column, (text, wide) in enumerate(zip(row, widths, strict=True)):
            strong = number == 0 or column == 0
            pen.label(
                (x + 14, y + 29),
                text,
                size=15,
                font="bold" if strong else "plain",
                ink=WHITE if number == 0 else INK,
            )
            x += wide
    pen.area(
        (LEFT + widths[0] + widths[1], 136, LEFT + sum(widths[:3]), 136 + 46 * len(OPTIONS)),
        None,
        line=AMBER,
        width=3,
    )


def funding(book: Book) -> None:
    _title(book, "How we would pay £2.90 million for Delen")
    parts = (("Bank loan", 0.80, SEA), ("Green bond", 1.20, TEAL), ("Members' shares", 0.90, AMBER))

    def work(pen: Pen) -> None:
        x, scale = LEFT, (RIGHT - LEFT) / 2.9
        for name, amount, ink in parts:
            wide = amount * scale
            pen.area((x, 170, x + wide, 270), ink, line=WHITE, width=2)
            pen.label(
                (x + wide / 2, 216), f"£{amount:.2f} million", size=19, font="bold", ink=WHITE, align="centre"
            )
            pen.label((x + wide / 2, 244), name, size=15, ink=WHITE, align="centre")
            x += wide

    book.draw(work)
    book.mark("funding bar", (LEFT, 170, RIGHT, 270))
    book.text(
        (LEFT, 310, RIGHT, 490),
        "<ul><li>Shares of £250 each; nobody may hold more than 40</li><li>The bond pays 3.75 per cent over twelve years</li>"
        "<li>The Bank of the Isles has confirmed the loan until 30 June</li></ul>",
        mark="funding list",
    )


def risks(book: Book) -> None:
    _title(book, "What could go wrong")
    box = Rect(150, 130, 560, 460)
    dots = (("1", 0.22, 0.2), ("2", 0.42, 0.84), ("3", 0.78, 0.66), ("4", 0.7, 0.28))

    def work(pen: Pen) -> None:
        pen.area(box, SAND)
        pen.area((box.x0 + box.width / 2, box.y0, box.x1, box.y0 + box.height / 2), (0.96, 0.84, 0.79))
        pen.line((box.x0 + box.width / 2, box.y0), (box.x0 + box.width / 2, box.y1), ink=WHITE, width=3)
        pen.line((box.x0, box.y0 + box.height / 2), (box.x1, box.y0 + box.height / 2), ink=WHITE, width=3)
        pen.arrow((box.x0, box.y1), (box.x1 + 14, box.y1), ink=GREY, width=1.6)
        pen.arrow((box.x0, box.y1), (box.x0, box.y0 - 14), ink=GREY, width=1.6)
        pen.label((box.x1, box.y1 + 20), "likely", size=13, ink=GREY, align="right")
        pen.label((box.x0 - 10, box.y0 + 4), "costly", size=13, ink=GREY, align="right")
        for number, x, y in dots:
            spot = (box.x0 + box.width * x, box.y1 - box.height * y)
            pen.dot(spot, 16, CORAL if x > 0.5 and y > 0.5 else SEA, line=WHITE)
            pen.label((spot[0], spot[1] + 6), number, size=16, font="bold", ink=WHITE, align="centre")

    book.draw(work)
    book.mark("risk chart", box)
    book.text(
        (600, 140, RIGHT, 470),
        "<p><b>1</b> Rock harder than surveyed</p><p><b>2</b> Mainland link refuses our surplus</p><p><b>3</b> Crane barge comes late "
        "and misses August</p><p><b>4</b> Porpoises avoid the northern gap</p>",
        mark="risk list",
    )


def timeline(book: Book) -> None:
    _title(book, "If you say yes")
    stages = (
        ("15 March 2025", "Vote"),
        ("June 2025", "Order"),
        ("April 2026", "Frame lowered"),
        ("August 2026", "Turbine lowered"),
        ("October 2026", "First power"),
    )

    def work(pen: Pen) -> None:
        pen.line((LEFT + 60, 270), (RIGHT - 60, 270), ink=TEAL, width=6)
        for index, (when, what) in enumerate(stages):
            x = LEFT + 60 + index * (RIGHT - LEFT - 120) / 4
            last = index == len(stages) - 1
            pen.dot((x, 270), 17, AMBER if last else SEA, line=WHITE)
            pen.label((x, 232), when, size=15, font="bold", ink=SEA, align="centre")
            pen.label((x, 316), what, size=15, ink=INK, align="centre")

    book.draw(work)
    book.mark("timeline", (LEFT, 210, RIGHT, 330))
    book.text(
        (LEFT, 390, RIGHT, 490),
        "<p>The barge <i>Hercules Moor</i> is free only from 3 to 19 August 2026. The next window is in 2028.</p>",
        mark="barge note",
    )


def decision(book: Book) -> None:
    _title(book, "The question")
    book.text(
        (LEFT, 140, 520, 460),
        "<p><b>Shall the board order a fourth turbine of 800 kilowatts, for at most £2.95 million?</b></p><p>A majority of two thirds of the "
        "members present is needed. Votes by post count if they arrive by noon on 14 March.</p>",
        mark="question text",
    )
    plot = Rect(600, 170, RIGHT, 440)
    series = [("today", (4.09, 4.09), TEAL), ("Delen", (0.0, 2.45), AMBER)]
    book.draw(
        lambda pen: stacked_bars(
            pen, plot, ("now", "with Delen"), series, high=8, step=2, unit="GWh a year", size=12
        )
    )
    book.mark("decision chart", (570, 140, RIGHT, 465))
