"""A small library of generated documents, read, embedded and indexed through the real rooms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quire.library import Library
from quire.settings import Settings

REPORT_TEXT = {
    1: (
        "Harbour wall inspection",
        (
            "The northern harbour wall was inspected in March 2024 by the engineer Ingrid Solheim. "
            "She found three cracks near the ferry pier, the longest of them measuring 42 centimetres."
        ),
    ),
    2: (
        "Repair costs",
        (
            "Repairing the cracks will cost 18,500 crowns. The harbour board decided to pay the sum "
            "from the storm fund, which was set up after the flood of 1987."
        ),
    ),
    3: (
        "Bird life",
        (
            "Forty pairs of kittiwakes nest on the eastern cliff. Rats were removed from the island in 2011, "
            "and the colony has doubled since then."
        ),
    ),
}


def write_report(path: Path, pages: dict[int, tuple[str, str]] = REPORT_TEXT, *, password: str = "") -> Path:
    """Write a PDF with one heading and one paragraph per page."""
    import pymupdf

    with pymupdf.open() as document:
        for heading, text in pages.values():
            page = document.new_page()
            page.insert_text((72, 90), heading, fontsize=20, fontname="hebo")
            page.insert_textbox(pymupdf.Rect(72, 120, 520, 400), text, fontsize=11)
        options = {}
        if password:
            options = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": password}
        document.save(path, **options)
    return path


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("papers") / "harbour.pdf")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, report: Path) -> Iterator[Library]:
    """An open library holding `report`; tests must not change it."""
    with Library.open(tmp_path_factory.mktemp("filled"), settings=Settings()) as library:
        library.add([report])
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """An open library of one's own."""
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        yield library
