"""Killed at any moment, adding goes on where it stood: no page is read twice, and the library is whole."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quire.library import Library
from quire.store import Stage
from quire.types import Level, Query

_SCRIPT = Path(__file__).with_name("adding_process.py")
_KILLS = 8
_N_FILES, _N_PAGES = 6, 14
_PATIENCE_S = 120.0

PageKey = tuple[str, int]


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    import pymupdf

    files = []
    for number in range(_N_FILES):
        path = tmp_path / f"paper{number}.pdf"
        with pymupdf.open() as document:
            for page_number in range(1, _N_PAGES + 1):
                page = document.new_page(width=300, height=300)
                text = f"Keeper {number} wrote on sheet {page_number} about lamp number {number * 100 + page_number}."
                page.insert_textbox(pymupdf.Rect(30, 30, 270, 200), text)
            document.save(path)
        files.append(path)
    return files


def start(folder: Path, marks: Path, files: list[Path]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(_SCRIPT), str(folder), str(marks), *map(str, files)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def lines_of(marks: Path) -> list[str]:
    return marks.read_text(encoding="ascii").splitlines() if marks.exists() else []


def pages_read(marks: Path, begin: int) -> list[PageKey]:
    words = [line.split() for line in lines_of(marks)[begin:] if line != "open"]
    return [(document_id, int(number)) for document_id, number in words]


def kill_somewhere(process: subprocess.Popen[str], marks: Path, rng: random.Random) -> None:
    """Wait until it has opened the library and read some pages, and a moment longer; then kill it."""
    wanted = len(lines_of(marks)) + 1 + rng.choice([0, 0, 1, 2, 4, 7])
    deadline = time.monotonic() + _PATIENCE_S
    while len(lines_of(marks)) < wanted and process.poll() is None:
        assert time.monotonic() < deadline, "nothing was read"
        time.sleep(0.01)
    time.sleep(rng.random() * 0.4)
    process.kill()
    process.communicate()


def kept_pages(folder: Path) -> set[PageKey]:
    """Return the pages that need no reading any more: drafted, or of documents that are ready."""
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    try:
        drafted = set(connection.execute("SELECT document_id, page_number FROM drafts"))
        ready = connection.execute("SELECT id, n_pages FROM documents WHERE stage = 'ready'").fetchall()
    finally:
        connection.close()
    return drafted | {(document_id, page) for document_id, n_pages in ready for page in range(1, n_pages + 1)}


def test_killed_adding_goes_on_where_it_stood(tmp_path: Path, papers: list[Path]) -> None:
    from tests.faults.adding_process import settings

    folder, marks = tmp_path / "library", tmp_path / "marks"
    rng = random.Random(20)
    kept: set[PageKey] = set()
    for _ in range(_KILLS):
        begin = len(lines_of(marks))
        kill_somewhere(start(folder, marks, papers), marks, rng)
        assert kept.isdisjoint(pages_read(marks, begin)), "a page that was kept was read again"
        kept |= kept_pages(folder)
    begin = len(lines_of(marks))
    last = start(folder, marks, papers)
    output, _ = last.communicate(timeout=_PATIENCE_S)
    assert last.returncode == 0
    assert set(output.split()) <= {"added", "unchanged"}
    assert kept.isdisjoint(pages_read(marks, begin))
    every_page = pages_read(marks, 0)
    assert len(set(every_page)) == _N_FILES * _N_PAGES
    with Library.open(folder, settings=settings()) as library:
        assert library.verify() == []
        assert {row.stage for row in library.documents()} == {Stage.READY}
        assert len(library.documents()) == _N_FILES
        hit = library.search(Query(text="lamp number 307", level=Level.PAGE)).hits[0]
        assert (Path(hit.document_path).name, hit.place.page_number) == ("paper3.pdf", 7)
