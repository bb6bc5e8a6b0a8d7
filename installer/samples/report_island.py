"""Chapters 4 to 8 of the report: the light, money, wildlife, repairs, plans."""

from __future__ import annotations

from installer.samples import scenes
from installer.samples.chapter import BOTTOM, LEFT, RIGHT, TOP, caption
from installer.samples.charts import lines, ring
from installer.samples.drawing import (
    AMBER,
    CORAL,
    GREY,
    INK,
    MINT,
    SAND,
    SEA,
    TEAL,
    Book,
    Pen,
    Rect,
)
from installer.samples.painting import encoded
from installer.samples.world import (
    EXPENDITURE,
    INCOME,
    MONTHS,
    PORPOISE_DAYS,
    STOPS,
    TARIFF_HESTRAY,
    TARIFF_MAINLAND,
    TARIFF_YEARS,
    WILDLIFE,
    YEAR,
)


def light(book: Book) -> None:
    book.text((LEFT, TOP, RIGHT, 120), "<h1>4  The lighthouse</h1>")
    middle = (LEFT + RIGHT) / 2
    picture = encoded(scenes.lens(620, 560), "JPEG", quality=78)
    book.text(
        (LEFT, 122, middle - 10, BOTTOM),
        "<p>Carrow Head Light was built in 1871 by Alister Munn, who had lost a brother on the reef below it. The tower of "
        "34 metres is granite to the first window and brick above, and its two red bands are repainted every fourth summer; "
        "the next coat is due in 2026.</p>"
        "<p>The light shows three white flashes every twenty seconds and is seen for 18 nautical miles. Its lens of 264 "
        "prisms weighs 2.6 tonnes. Until the light was automated in 1986 it floated on a trough of mercury and turned by "
        "clockwork that a keeper wound every half hour; today it rests on a roller bearing and turns by a motor of forty "
        "watts.</p>"
        "<p>The mercury was the reason why visitors had to wait so long. It took two summers to remove and to wash the lantern "
        "room, and the tower opened its door in 2009.</p>"
        "<h2>Visitors</h2>"
        "<p>In 2024 the tower was open on 148 days and received 6,215 people, of whom 1,040 came with their school. The "
        "climb is 173 steps. Three couples were married in the lantern room, one of them twice, because the wind had taken "
        "the first certificate.</p>",
        mark="light left",
    )
    box = Rect(middle + 10, 126, RIGHT, 126 + (RIGHT - middle - 10) * 0.9)
    book.draw(lambda pen: pen.picture(box, picture))
    book.mark("lens picture", box)
    y = caption(
        book,
        box.y1 + 5,
        "Figure 5",
        "The lens seen from the gallery door, with its brass frame and the lamp behind the central bull's eye.",
        left=middle + 10,
    )
    book.text(
        (middle + 10, y + 8, RIGHT, BOTTOM),
        "<h2>The new lamp</h2>"
        "<p>On 21 June 2024 the old metal-halide lamp of 1,000 watts gave way to a cluster of light-emitting diodes that draws "
        "70 watts. The colour was chosen by the keepers of the neighbouring lights, who were asked to find the new lamp from "
        "the sea without being told the night.</p>"
        "<p>Nobody noticed a difference except the guillemots, which have moved back to the ledge below the gallery.</p>"
        "<h2>The fog horn</h2>"
        "<p>The horn was silenced in 1994. It still works, and is sounded once a year, at noon on the Saturday of the "
        "regatta. The compressor dates from 1931.</p>",
        mark="light right",
    )


def money(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 240),
        "<h1>5  Money</h1><p>Income rose mainly because the ferry now charges with us on both of her daily calls. Maintenance was the "
        "year's burden: lifting and repairing Annet cost £61,400 of the sum in Table 3. Three fifths of it came back from the "
        "insurer in January 2025 and will appear in next year's report.</p>",
    )
    income = [sum(row[year] for row in INCOME) for year in (1, 2)]
    spent = [sum(row[year] for row in EXPENDITURE) for year in (1, 2)]
    rows = [("Thousand pounds", "2023", "2024", "Change")]
    rows += [_money_row(name, before, now) for name, before, now in INCOME]
    rows.append(_money_row("Income", income[0], income[1]))
    rows += [_money_row(name, before, now) for name, before, now in EXPENDITURE]
    rows.append(_money_row("Expenditure", spent[0], spent[1]))
    rows.append(_money_row("Surplus", income[0] - spent[0], income[1] - spent[1]))
    y = caption(book, y + 2, "Table 3", "Income and expenditure.")
    y = (
        book.table(
            (LEFT, y + 2), (225, 82, 82, 82), rows, strong=(5, 12, 13), row_height=17, mark="money table"
        )
        + 16
    )
    left = Rect(LEFT + 22, y + 40, LEFT + 208, y + 186)
    names = [f"’{year % 100:02d}" for year in TARIFF_YEARS]
    series = [("Hestray", TARIFF_HESTRAY, TEAL), ("mainland", TARIFF_MAINLAND, CORAL)]
    book.draw(
        lambda pen: lines(pen, left, names, series, low=0, high=40, step=10, unit="p/kWh", last="{:.1f}")
    )
    book.mark("tariff chart", (LEFT, y + 10, LEFT + 236, y + 205))
    caption(
        book,
        y + 212,
        "Figure 6",
        "What a household paid for a kilowatt-hour, 2016 to 2024: here and on the mainland.",
        right=LEFT + 230,
    )
    shades = (SEA, TEAL, MINT, AMBER, CORAL, GREY)
    parts = [(name.split()[0], now, ink) for (name, _, now), ink in zip(EXPENDITURE, shades, strict=True)]
    centre = (RIGHT - 112, y + 112)
    book.draw(lambda pen: ring(pen, centre, 58, parts, size=7.2))
    book.mark("spending ring", (LEFT + 250, y + 30, RIGHT, y + 200))
    caption(
        book,
        y + 212,
        "Figure 7",
        "Where the money of 2024 went, in shares of the expenditure.",
        left=LEFT + 262,
    )


def _money_row(name: str, before: float, now: float) -> tuple[str, str, str, str]:
    return name, f"{before:,.1f}", f"{now:,.1f}", f"{now - before:+,.1f}".replace("-", "−")


def wildlife(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 320),
        "<h1>6  Wildlife</h1><p>Our licence asks that a biologist watch what the turbines do to their neighbours. Dr Amira Sowe has "
        "done so since two years before the first rotor turned. Her finding after ten years of operation is short: the "
        "animals know where the rotors are, and go round them. Underwater cameras have recorded 11,400 hours of running "
        "tide and not one collision.</p><p>Grey seals had their best year since counting began, and the puffins of Little Corm "
        "raised more chicks per burrow than ever (Table 4).</p>",
    )
    head = ("Year", "Grey seal pups", "Guillemot pairs", "Puffin burrows", "Chicks per burrow")
    y = caption(
        book,
        y + 2,
        "Table 4",
        "Breeding animals on Hestray and Little Corm, counted each June (seals: November).",
    )
    y = (
        book.table(
            (LEFT, y + 2), (70, 98, 101, 98, 104), [head, *WILDLIFE], row_height=18, mark="wildlife table"
        )
        + 16
    )
    plot = Rect(LEFT + 20, y + 34, RIGHT - 20, y + 194)
    series = [
        (str(year), days, ink) for (year, days), ink in zip(PORPOISE_DAYS.items(), (GREY, TEAL), strict=True)
    ]
    book.draw(lambda pen: lines(pen, plot, MONTHS, series, low=0, high=30, step=10, unit="days"))
    book.mark("porpoise chart", (LEFT, y + 12, RIGHT, y + 212))
    y = caption(
        book,
        y + 216,
        "Figure 8",
        "Days of the month on which the listening station at Seal Cove heard porpoises: 2013, before the first turbine, and 2024.",
    )
    book.text(
        (LEFT, y + 6, RIGHT, BOTTOM),
        "<p>The listening station was out of order from 2 to 9 December 2024, which is why that month lies below the old "
        "line. Sowe's full data are in the island library and may be copied freely.</p>",
        mark="porpoise text",
    )


def stops(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 260),
        "<h1>7  Stops and repairs</h1><p>Table 5 lists every stop of more than five hours. The shorter ones, mostly weed and waiting for "
        "slack water, add up to 214 hours over the three machines.</p>",
    )
    head = ("Date", "Turbine", "Cause", "Hours lost")
    y = caption(book, y + 2, "Table 5", f"Stops of more than five hours in {YEAR}.")
    y = book.table(
        (LEFT, y + 2), (96, 82, 220, 73), [head, *STOPS], row_height=19, left=3, mark="stops table"
    )
    book.text(
        (LEFT, y + 18, RIGHT, BOTTOM),
        "<h2>7.1  How Annet was mended</h2><ol><li>On 11 February the oil level alarm stopped her within the minute; less than "
        "nine litres of oil were lost, all of it biodegradable.</li><li>On 14 February, at the morning slack, the <i>Petrel</i> "
        "lifted the nacelle and brought it to North Quay.</li><li>The seal had worn where a shaft sleeve was two tenths of a "
        "millimetre out of true. The sleeve had been so since 2014.</li><li>A new sleeve was turned in the boatyard of Port "
        "Ellary, and a spare one with it.</li><li>On 1 March she was back on her frame; power came at 15:42.</li></ol>"
        "<h2>7.2  What we changed</h2><ul><li>The same sleeve on Brona was measured in July. It is true.</li><li>Oil samples are "
        "now taken every six months instead of every twelve.</li><li>The switch at North Quay that failed on 30 November was of "
        "a type with a known fault. Its two siblings were exchanged before Christmas.</li><li>Weed screens of wider mesh are on "
        "trial at Annet's cooler.</li></ul><h2>7.3  Safety</h2><p>Nobody was hurt. There was one near miss: on 9 July a shackle fell "
        "from four metres onto an empty deck. Lifting gear is since then checked by two people, and signed for.</p>",
        mark="annet repair",
    )


def plans(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, BOTTOM),
        "<h1>8  What comes next</h1><p>The members' meeting on 15 March 2025 will decide whether to order a fourth turbine, of 800 "
        "kilowatts, for the northern end of the row. Three questions are open, and the board will not sign before they are "
        "answered:</p><ol><li>whether the mainland link may carry more than 500 kilowatts outwards;</li><li>what the insurer "
        "asks for a machine of a type that has run for only two years;</li><li>whether the heavy crane barge can come in August "
        "2026, the only month with slack water long enough at daylight.</li></ol>"
        "<p>Independently of that vote we shall replace the ferry's charging arm, open the lantern room on winter Sundays, and "
        "lower the tariff to eleven pence on 1 April.</p>",
        mark="plans text",
    )
    y = book.text((LEFT, y + 4, RIGHT, BOTTOM), "<h2>The board</h2>")
    people = (
        ("Ingrid Halloran", "Chair", "until 2026"),
        ("Pell Odum", "Treasurer", "until 2027"),
        ("Tomas Revie", "Engineer", "until 2025"),
        ("Beatrix Lund", "Curator of the light", "until 2027"),
        ("Dr Amira Sowe", "Biologist, without vote", "appointed"),
    )
    rows = [("Name", "Office", "Term"), *people]
    y = book.table((LEFT, y + 2), (160, 190, 121), rows, row_height=18, left=3, mark="board table")
    y = book.text(
        (LEFT, y + 16, RIGHT, BOTTOM),
        "<h2>Words</h2><p><b>Availability</b>: the share of a year's hours in which a turbine could have run, whether or not the tide "
        "did. <b>Slack water</b>: the minutes between flood and ebb. <b>Spring tide</b>: the high tides after full and new "
        "moon; the weak ones between are <b>neaps</b>. <b>Wet-mate connector</b>: a plug that can be joined under water.</p>",
    )

    def work(pen: Pen) -> None:
        pen.area((LEFT, y + 14, RIGHT, y + 78), SAND, radius=0.08)
        pen.label((LEFT + 18, y + 38), "Visit us", size=11, font="bold", ink=SEA)
        pen.label(
            (LEFT + 18, y + 58),
            "The Old Sail Loft, North Quay, Port Ellary. Open on weekdays from nine to four.",
            size=9.5,
            ink=INK,
        )

    book.draw(work)
    book.mark("visit box", (LEFT, y + 14, RIGHT, y + 78))
