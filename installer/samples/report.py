"""The annual report: twelve pages with text, tables, charts, a map, a diagram, two columns and a painted photograph."""

from __future__ import annotations

from pathlib import Path

from installer.samples import scenes
from installer.samples.chapter import BOTTOM, LEFT, RIGHT, TOP
from installer.samples.drawing import (
    AMBER,
    GREY,
    MINT,
    MIST,
    SAND,
    SEA,
    WHITE,
    Book,
    Pen,
)
from installer.samples.painting import encoded
from installer.samples.report_island import light, money, plans, stops, wildlife
from installer.samples.report_power import generation, grid, machines, site
from installer.samples.world import (
    COOPERATIVE,
    TOTAL_MWH,
    YEAR,
)


def make(path: Path) -> Book:
    book = Book(595, 842, title=f"Power from the Race: Annual Report {YEAR}")
    for page in (cover, brief, chair, site, machines, generation, grid, light, money, wildlife, stops, plans):
        book.page()
        page(book)
        if page is not cover:
            _furniture(book)
    book.save(path, labels=[{"startpage": 0, "style": "D", "firstpagenum": 1}])
    return book


def _furniture(book: Book) -> None:
    number = book.number

    def work(pen: Pen) -> None:
        pen.label((LEFT, 50), COOPERATIVE, size=8, ink=GREY)
        pen.label((RIGHT, 50), f"Annual Report {YEAR}", size=8, ink=GREY, align="right")
        pen.line((LEFT, 57), (RIGHT, 57), ink=MIST, width=0.8)
        pen.label(((LEFT + RIGHT) / 2, 812), str(number), size=9, ink=GREY, align="centre")

    book.draw(work)


def cover(book: Book) -> None:
    picture = encoded(scenes.dusk(1240, 1100), "JPEG", quality=78)

    def work(pen: Pen) -> None:
        pen.area((0, 0, 595, 842), SEA)
        pen.picture((0, 0, 595, 528), picture)
        pen.area((0, 528, 595, 534), AMBER)
        pen.label((LEFT, 610), "Power from the Race", size=38, font="bold", ink=WHITE)
        pen.label((LEFT, 645), f"Annual Report {YEAR}", size=20, ink=MINT)
        pen.label((LEFT, 730), COOPERATIVE, size=13, font="bold", ink=WHITE)
        pen.label((LEFT, 750), "Port Ellary, Isle of Hestray", size=11, ink=MINT)

    book.draw(work)


def brief(book: Book) -> None:
    y = book.text((LEFT, TOP, RIGHT, 130), "<h1>The year in brief</h1>")
    tiles = (
        (f"{TOTAL_MWH / 1000:.2f} GWh", "delivered by the three turbines"),
        ("11.4 p", "a kilowatt-hour, our lowest tariff yet"),
        ("427", "members, 31 of them new"),
        ("61 hours", "of diesel, down from 318 in 2021"),
    )

    def work(pen: Pen) -> None:
        for index, (figure, meaning) in enumerate(tiles):
            x, top = LEFT + (index % 2) * 240, y + 6 + (index // 2) * 92
            pen.area((x, top, x + 231, top + 82), SAND, radius=0.06)
            pen.area((x, top, x + 5, top + 82), AMBER)
            pen.label((x + 20, top + 41), figure, size=25, font="bold", ink=SEA)
            pen.label((x + 20, top + 63), meaning, size=9.5, ink=GREY)

    book.draw(work)
    book.mark("tiles", (LEFT, y + 6, RIGHT, y + 180))
    book.text((LEFT, y + 212, RIGHT, 420), "<h2>Contents</h2>")
    contents = (
        ("From the chair", 3),
        ("1  The site", 4),
        ("2  The turbines", 5),
        ("3  Cable, battery and village", 7),
        ("4  The lighthouse", 8),
        ("5  Money", 9),
        ("6  Wildlife", 10),
        ("7  Stops and repairs", 11),
        ("8  What comes next", 12),
    )

    def listing(pen: Pen) -> None:
        top = y + 250
        for index, (name, page) in enumerate(contents):
            line = top + index * 19
            end = pen.label((LEFT, line), name, size=10.5).x1
            start = pen.label((RIGHT, line), str(page), size=10.5, align="right").x0
            pen.line((end + 6, line - 2), (start - 6, line - 2), ink=GREY, width=0.6, dashes="[1 3] 0")

    book.draw(listing)
    book.text(
        (LEFT, 560, RIGHT, BOTTOM),
        "<h2>Who we are</h2><p>The Hestray Tide and Light Cooperative was founded in 2011 by 88 households of the island. It "
        "owns the turbines in the Race of Corm, the cable and battery that bring their power ashore, and, since 2009 in the "
        "care of its forerunner, the lighthouse on Carrow Head. Every member has one vote, however many shares they hold. "
        "Whatever remains after loans and repairs goes into the community fund, which last year paid for the school's new "
        "roof.</p>",
    )


def chair(book: Book) -> None:
    y = book.text((LEFT, TOP, RIGHT, 140), "<h1>From the chair</h1>")
    y = book.text(
        (LEFT, y, 360, BOTTOM),
        "<p class='lead'>When we lowered Annet into the Race ten years ago, some of us gave her three winters.</p>"
        "<p>She has now turned through ten, and although she spent most of February on the quay with a leaking seal, she "
        "went back into the water on 1 March and has not missed an equinox since. Her two younger sisters did the rest: "
        f"together they delivered {TOTAL_MWH / 1000:.2f} gigawatt-hours, more than the island used.</p>"
        "<p>That last sentence is new. For the first time the tide gave Hestray more electricity in a year than its 618 "
        "people, its ferry and its fish house took. The surplus went through the old mainland link, which was built to "
        "bring power in and has had to learn to carry it out.</p>"
        "<p>It was also the year in which the light on Carrow Head turned on the members' own current. The lamp draws no more "
        "than a kettle, but there was hardly a dry eye on the gallery when Beatrix Lund threw the switch on "
        "midsummer night.</p>"
        "<p>I should like to thank the crew of the <i>Petrel</i>, who lifted a nacelle of nineteen tonnes in a two-knot "
        "swell; Tomas Revie and his two apprentices; and everyone who stood on the quay with soup. The accounts on page 9 "
        "show what the repair cost. They also show that we could pay for it.</p>"
        "<p>In March we shall ask you to decide about a fourth turbine. The board recommends it, but not at any price, and "
        "page 12 says what we do not yet know. Come to the Sail Loft, bring your doubts, and vote.</p>",
    )
    book.text(
        (LEFT, y + 4, 360, BOTTOM),
        "<p><i>Ingrid Halloran</i><br/>Chair of the board, Port Ellary, 20 January 2025</p>",
        mark="chair signature",
    )
    book.text(
        (396, 176, RIGHT, 420),
        "<p class='quote'>“For the first time the tide gave Hestray more electricity in a year than its people, its ferry and "
        "its fish house took.”</p>",
    )

    def work(pen: Pen) -> None:
        pen.area((382, 172, 385, 322), AMBER)

    book.draw(work)
