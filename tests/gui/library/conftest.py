"""A library pane on the sample documents, and made-up documents in any number."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from quire.gui.library.entries import Entry, entry_of
from quire.gui.library.pane import LibraryPane
from quire.gui.session import Session
from quire.library import Library
from quire.settings import Settings
from quire.store import DocumentSummary, Stage
from quire.types import Problem

MakeEntry = Callable[..., Entry]


@pytest.fixture(scope="session")
def pictured_library(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library with its thumbnails made, so that tests need no reader processes."""
    folder = tmp_path_factory.mktemp("pictured") / "library"
    shutil.copytree(sample_library, folder)
    with Library.open(folder, settings=Settings()) as library:
        for row in library.documents():
            library.thumbnail(row.id)
    return folder


@pytest.fixture
def library_folder(pictured_library: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(pictured_library, folder)
    return folder


@pytest.fixture
def make_pane(qtbot: QtBot) -> Iterator[Callable[[Session], LibraryPane]]:
    """Show a pane in a window of its own and wait until it lists the library."""
    windows: list[QMainWindow] = []

    def make(session: Session) -> LibraryPane:
        window = QMainWindow()
        windows.append(window)
        pane = LibraryPane(session)
        window.setCentralWidget(pane)
        window.resize(320, 800)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: pane.catalogue.loaded)
        return pane

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def pane(session: Session, make_pane: Callable[[Session], LibraryPane]) -> LibraryPane:
    """A pane on the sample documents."""
    return make_pane(session)


@pytest.fixture
def library(session: Session) -> Library:
    assert session.library is not None
    return session.library


@pytest.fixture
def make_entry() -> MakeEntry:
    """Return a function that makes documents up; what is not given is plain."""

    def make(number: int, **given: object) -> Entry:
        fields: dict[str, object] = {
            "id": f"id{number:05}",
            "title": f"Report {number}",
            "path": f"/papers/report-{number}.pdf",
            "media_type": "application/pdf",
            "sha256": f"{number:064x}",
            "size_bytes": 1000 + number,
            "modified_at": 1_700_000_000.0,
            "added_at": 1_700_000_000.0 + number,
            "n_pages": 10,
            "n_elements": 20,
            "n_tables": 1,
            "n_figures": 2,
            "stage": Stage.READY,
            "status": "added",
            "problems": (),
            "collections": (),
        }
        return entry_of(DocumentSummary(**{**fields, **given}))  # type: ignore[arg-type]

    return make


@pytest.fixture
def problem() -> Problem:
    return Problem("page-timeout", "read", "page 3 took too long", hint="try again", page=3)
