"""The shipped resources: complete, small, and the questions about the samples can be answered from them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from installer.samples.__main__ import main as draw


@dataclass(frozen=True)
class Known:
    """A line of questions.jsonl."""

    id: str
    document: str
    pages: list[int]
    regions: list[tuple[int, pymupdf.Rect]]
    kinds: set[str]
    answer: str
    answerable: bool


@pytest.fixture(scope="module")
def questions(samples: Path) -> list[Known]:
    lines = (samples / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [_known(json.loads(line)) for line in lines]


def _known(record: dict[str, Any]) -> Known:
    return Known(
        id=record["id"],
        document=record["document"],
        pages=record["pages"],
        regions=[(region["page"], pymupdf.Rect(region["bbox"])) for region in record["regions"]],
        kinds=set(record["kinds"]),
        answer=record["answer"],
        answerable=record["answerable"],
    )


def test_the_samples_are_complete_and_small(samples: Path) -> None:
    assert sorted(path.name for path in samples.iterdir()) == [
        "annual-report-2024.pdf",
        "control-room.png",
        "ferry-timetable.png",
        "fourth-turbine-slides.pdf",
        "grey-seal.webp",
        "keepers-almanac.epub",
        "keepers-letter-1938.pdf",
        "lighthouse-at-dusk.jpg",
        "questions.jsonl",
        "red-fishing-boat.jpg",
        "turbine-cutaway.webp",
    ]
    assert sum(path.stat().st_size for path in samples.iterdir()) < 3_000_000


def test_the_letter_is_a_scan(samples: Path) -> None:
    with pymupdf.open(samples / "keepers-letter-1938.pdf") as letter:
        assert letter[0].get_text().strip() == ""
        assert len(letter[0].get_images()) == 1


def test_questions_have_an_id_each_and_four_have_no_answer(questions: list[Known]) -> None:
    assert len({question.id for question in questions}) == len(questions) == 25
    assert sum(not question.answerable for question in questions) == 4
    assert all(bool(question.pages) == question.answerable for question in questions)


def test_evidence_lies_on_pages_that_exist(samples: Path, questions: list[Known]) -> None:
    for question in questions:
        path = samples / question.document
        with pymupdf.open(path) as document:
            for page_number, box in question.regions:
                whole = document[page_number - 1].rect if document.is_pdf else _pixels(path)
                assert whole.contains(box), question.id
                assert page_number in question.pages


def test_the_answers_stand_in_the_evidence(samples: Path, questions: list[Known]) -> None:
    """Every number of an answer from a text or a table is printed inside its evidence boxes."""
    checked = 0
    for question in questions:
        if question.kinds.isdisjoint({"Pure-text", "Table"}) or not question.document.endswith(".pdf"):
            continue
        with pymupdf.open(samples / question.document) as document:
            text = " ".join(document[page - 1].get_text(clip=_wider(box)) for page, box in question.regions)
        for number in re.findall(r"\d[\d.,]*\d|\d", question.answer):
            assert number in text, (question.id, number)
            checked += 1
    assert checked >= 10


def test_the_samples_are_what_their_program_draws(samples: Path, tmp_path: Path) -> None:
    draw(tmp_path)
    name = "questions.jsonl"
    assert (tmp_path / name).read_text(encoding="utf-8") == (samples / name).read_text(encoding="utf-8")
    for name in ("annual-report-2024.pdf", "fourth-turbine-slides.pdf"):
        assert _texts(tmp_path / name) == _texts(samples / name)


def test_a_wheel_carries_every_resource_and_the_licence(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("quire-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {
        path.relative_to(root / "resources").as_posix()
        for path in (root / "resources").rglob("*")
        if path.is_file()
    }
    assert {name.removeprefix("quire/_resources/") for name in names if "/_resources/" in name} == shipped
    assert "quire/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "installer/")) for name in names)


def _texts(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def _pixels(path: Path) -> pymupdf.Rect:
    picture = pymupdf.Pixmap(str(path))
    return pymupdf.Rect(0, 0, picture.width, picture.height)


def _wider(box: pymupdf.Rect) -> pymupdf.Rect:
    return pymupdf.Rect(box.x0 - 4, box.y0 - 4, box.x1 + 4, box.y1 + 4)
