"""Chapters 1 to 3 of the report: the site, the turbines, the cable."""

from __future__ import annotations

from installer.samples.chapter import BOTTOM, LEFT, RIGHT, TOP, caption
from installer.samples.charts import stacked_bars
from installer.samples.drawing import (
    AMBER,
    SEA,
    TEAL,
    Book,
    Rect,
)
from installer.samples.figures import draw_grid, draw_map, draw_turbine
from installer.samples.world import (
    MONTHLY_MWH,
    MONTHS,
    TOTAL_MWH,
    TURBINES,
    YEAR,
)

INKS = (SEA, TEAL, AMBER)


def site(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 300),
        "<h1>1  The site</h1><p>Between Hestray and the skerry of Little Corm the whole Atlantic tide has to pass a gap of "
        "740 metres. On a mean spring tide the water there runs at 3.6 metres a second, on the highest tides of the year at "
        "4.1. The three turbines stand in a row along the eastern edge of this Race of Corm, where the bed is bare rock and "
        "the flow is strong but even (Figure 1).</p><p>A cable of 3.4 kilometres, armoured and laid in a natural gully, "
        "takes their power at eleven kilovolts to the substation at North Quay.</p>",
        mark="site text",
    )
    box = Rect(LEFT, y + 6, RIGHT, y + 430)
    book.draw(lambda pen: draw_map(pen, box))
    book.mark("map", box)
    caption(
        book,
        box.y1 + 6,
        "Figure 1",
        "The island, the Race of Corm and the line of the export cable. Depths in metres below the lowest tide. The cable "
        "comes ashore in Seal Cove, not at the harbour, to keep clear of anchors.",
    )


def machines(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 300),
        "<h1>2  The turbines</h1><h2>2.1  Three sisters</h2><p>All three machines work alike: a rotor with three blades, "
        "turned into the tide by a yaw drive, on a steel frame that stands on the sea bed by its own weight. They differ in "
        "size and in what we had learnt by the time we ordered them (Table 1).</p>",
    )
    rows = [
        (
            "Turbine",
            "Commissioned",
            "Rotor (m)",
            "Rated (kW)",
            "Depth (m)",
            "Availability (%)",
            "Output (MWh)",
        )
    ]
    rows += [
        (
            t.name,
            t.commissioned,
            f"{t.rotor_m:.1f}",
            str(t.rated_kw),
            str(t.depth_m),
            f"{t.availability:.1f}",
            f"{t.year_mwh:,.1f}",
        )
        for t in TURBINES
    ]
    rows.append(("Together", "", "", f"{sum(t.rated_kw for t in TURBINES):,}", "", "", f"{TOTAL_MWH:,.1f}"))
    y = caption(book, y + 4, "Table 1", f"The turbines and their year {YEAR}.")
    widths = (62, 82, 58, 62, 58, 82, 67)
    y = book.table((LEFT, y + 2), widths, rows, strong=(4,), left=2, mark="turbine table")
    y = book.text(
        (LEFT, y + 14, RIGHT, BOTTOM),
        "<h2>2.2  Inside the nacelle</h2><p>The rotor turns slowly, at most eleven times a minute. A two-stage gearbox brings "
        "this to the 520 turns a minute that the generator needs. Everything that may need a spanner sits in the nacelle, "
        "which can be lifted from its frame in one slack water; the wet-mate connector lets divers part the cable "
        "without raising it (Figure 2).</p>",
    )
    box = Rect(LEFT, y + 4, RIGHT, y + 264)
    book.draw(lambda pen: draw_turbine(pen, box))
    book.mark("turbine diagram", box)
    caption(
        book,
        box.y1 + 6,
        "Figure 2",
        "Corrin from the side: 1 blade, 2 pitch bearing, 3 gearbox, 4 generator, 5 yaw drive, 6 wet-mate connector, 7 gravity base of 212 tonnes.",
    )


def generation(book: Book) -> None:
    best = max(range(12), key=MONTHLY_MWH.__getitem__)
    y = book.text(
        (LEFT, TOP, RIGHT, 240),
        "<h2>2.3  Month by month</h2><p>Tides do not know dry years. What differs between the months is the moon: around the "
        f"equinoxes the springs are highest, and {('January', 'February', 'March')[best]} gave most, as it has in seven of ten "
        "years. The dent in Annet's February is her leaking seal, the one in Brona's July the blade inspection "
        "(Figure 3, Table 2).</p>",
    )
    series = [(t.name, t.monthly_mwh, ink) for t, ink in zip(TURBINES, INKS, strict=True)]
    plot = Rect(LEFT + 26, y + 32, RIGHT, y + 222)
    book.draw(
        lambda pen: stacked_bars(pen, plot, MONTHS, series, high=400, step=100, unit="MWh", totals=True)
    )
    book.mark("generation chart", (LEFT, y + 10, RIGHT, y + 236))
    y = caption(
        book, y + 242, "Figure 3", f"Electricity delivered in {YEAR} by month and turbine, in megawatt-hours."
    )
    rows = [("Month", *(t.name for t in TURBINES), "Together")]
    rows += [
        (
            (
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            )[m],
            *(f"{t.monthly_mwh[m]:.1f}" for t in TURBINES),
            f"{MONTHLY_MWH[m]:.1f}",
        )
        for m in range(12)
    ]
    rows.append(("Year", *(f"{t.year_mwh:,.1f}" for t in TURBINES), f"{TOTAL_MWH:,.1f}"))
    y = caption(book, y + 14, "Table 2", "The same in figures (MWh).")
    book.table(
        (LEFT, y + 2), (120, 85, 85, 85, 96), rows, strong=(13,), row_height=17, mark="generation table"
    )


def grid(book: Book) -> None:
    y = book.text(
        (LEFT, TOP, RIGHT, 400),
        "<h1>3  Cable, battery and village</h1><p>The tide turns four times a day, and for about forty minutes around each slack "
        "the turbines stand still. A battery of 1.2 megawatt-hours at North Quay, in service since 2022, carries the island "
        "over these gaps. Before it came, the two diesel sets behind the fish house did this work: in 2021 they ran 318 "
        "hours, in 2024 only 61, most of them on the weekend after the switch failed on 30 November.</p>"
        "<p>The ferry <i>Merle</i> has become our largest customer. She charges twice a day at 200 kilowatts while she "
        "unloads, and tops up overnight when the tide runs and the village sleeps (Figure 4).</p>",
        mark="battery text",
    )
    box = Rect(LEFT, y + 8, RIGHT, y + 268)
    book.draw(lambda pen: draw_grid(pen, box))
    book.mark("grid diagram", box)
    y = caption(
        book,
        box.y1 + 6,
        "Figure 4",
        "How the power flows. The arrows show the direction on a running tide; at slack water the battery feeds the village.",
    )
    book.text(
        (LEFT, y + 8, RIGHT, BOTTOM),
        "<h2>3.1  Who used what</h2><p>Of the electricity delivered, the houses and the school took 46 per cent, the fish house "
        "19, the ferry 14 and the heat pumps of the district heating 12. The remaining nine per cent went over the mainland "
        "link. Losses in cable and battery, measured at North Quay, were 3.8 per cent.</p>"
        "<p>The peak came at 18:20 on 23 December with 742 kilowatts. The lowest load of the year, 96 kilowatts, was recorded "
        "on the morning of the regatta, when nobody was at home.</p>",
    )
