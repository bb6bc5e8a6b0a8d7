"""Questions about the samples, each with its answer and the marked places that hold it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from installer.samples.drawing import Rect

REPORT, LETTER, SLIDES, ALMANAC = (
    "annual-report-2024.pdf",
    "keepers-letter-1938.pdf",
    "fourth-turbine-slides.pdf",
    "keepers-almanac.epub",
)
TEXT, TABLE, CHART, FIGURE, LAYOUT, SCAN = "Pure-text", "Table", "Chart", "Figure", "Layout", "Scan"


@dataclass(frozen=True)
class Question:
    """A question; `marks` are the evidence boxes, `page` says the page where the place has no box (an e-book)."""

    text: str
    document: str
    answer: str
    kinds: tuple[str, ...]
    marks: tuple[str, ...] = ()
    page: int = 0


QUESTIONS = (
    Question(
        "How fast does the water run in the Race of Corm on the highest tides of the year?",
        REPORT,
        "4.1 metres a second",
        (TEXT,),
        ("site text",),
    ),
    Question(
        "What was the availability of the turbine Brona in 2024?",
        REPORT,
        "96.8 per cent",
        (TABLE,),
        ("turbine table",),
    ),
    Question(
        "How many megawatt-hours did Annet deliver in February 2024?",
        REPORT,
        "21.7 MWh",
        (TABLE,),
        ("generation table",),
    ),
    Question(
        "Which month of 2024 gave the most electricity in the stacked bar chart?",
        REPORT,
        "March",
        (CHART,),
        ("generation chart",),
    ),
    Question(
        "Where does the export cable come ashore on the map of the island?",
        REPORT,
        "Seal Cove",
        (FIGURE,),
        ("map",),
    ),
    Question(
        "Which part of the turbine carries the number 5 in the drawing of Corrin?",
        REPORT,
        "the yaw drive",
        (FIGURE,),
        ("turbine diagram",),
    ),
    Question(
        "How many hours did the diesel sets run in 2024?", REPORT, "61 hours", (TEXT,), ("battery text",)
    ),
    Question(
        "How much did the community fund receive in 2024?",
        REPORT,
        "£55.0 thousand",
        (TABLE,),
        ("money table",),
    ),
    Question(
        "In which year was electricity on the mainland most expensive, according to the tariff chart?",
        REPORT,
        "2022",
        (CHART,),
        ("tariff chart",),
    ),
    Question(
        "How heavy is the lens of Carrow Head Light and how many prisms has it?",
        REPORT,
        "2.6 tonnes, 264 prisms",
        (TEXT,),
        ("light left",),
    ),
    Question(
        "Why were fewer porpoises heard in December 2024?",
        REPORT,
        "the listening station was out of order from 2 to 9 December",
        (TEXT, CHART),
        ("porpoise text",),
    ),
    Question(
        "How many hours were lost when the switch failed at North Quay?",
        REPORT,
        "19.0",
        (TABLE,),
        ("stops table",),
    ),
    Question(
        "Over what length did the sea break the harbour wall?", LETTER, "eleven yards", (SCAN,), ("wall",)
    ),
    Question(
        "Who signed the letter about the harbour wall?",
        LETTER,
        "Wm. Tarrant, Principal Keeper",
        (SCAN,),
        ("signature",),
    ),
    Question("How much paraffin does the keeper ask for?", LETTER, "22 gallons", (SCAN,), ("needs",)),
    Question(
        "What is the payback time of the new turbine Delen?",
        SLIDES,
        "10.8 years",
        (TABLE,),
        ("options table",),
    ),
    Question(
        "Which risk lies in the likely and costly corner of the chart?",
        SLIDES,
        "crane barge comes late and misses August",
        (CHART, LAYOUT),
        ("risk chart", "risk list"),
    ),
    Question(
        "How large is the green bond that would pay for Delen?",
        SLIDES,
        "£1.20 million",
        (FIGURE,),
        ("funding bar",),
    ),
    Question(
        "When does the last ferry leave Port Ellary on Fridays?",
        "ferry-timetable.png",
        "20:30",
        (TABLE, SCAN),
        ("departures",),
    ),
    Question(
        "How many kilowatts does Corrin give on the control room screen?",
        "control-room.png",
        "587 kW",
        (FIGURE, SCAN),
        ("corrin",),
    ),
    Question(
        "How long is keeper's bread baked?", ALMANAC, "40 minutes, turned, and ten more", (TEXT,), page=3
    ),
    Question("What is the population of the town of Skarvik?", REPORT, "", ()),
    Question("Who manufactured the generator of the turbine Corrin?", REPORT, "", ()),
    Question("How much did the members vote to pay for a lifeboat?", SLIDES, "", ()),
    Question("What was the name of the keeper's wife?", LETTER, "", ()),
)


def write(path: Path, marks: dict[str, dict[str, tuple[int, Rect]]]) -> None:
    """Write one JSON line per question; boxes in PDF points (pictures: pixels), origin top-left."""
    lines = []
    for number, question in enumerate(QUESTIONS, start=1):
        places = [marks[question.document][name] for name in question.marks]
        regions = [{"page": page, "bbox": [round(edge) for edge in box]} for page, box in places]
        record = {
            "id": f"s{number:02d}",
            "query": question.text,
            "document": question.document,
            "pages": sorted({page for page, _ in places}) or ([question.page] if question.page else []),
            "regions": regions,
            "kinds": list(question.kinds),
            "domain": "Samples",
            "answer": question.answer or "Not answerable",
            "answerable": bool(question.answer),
        }
        lines.append(json.dumps(record, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
