"""A small library of papers to look at, and a viewer pane on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.flow.conftest import write_report

from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.viewer.pane import ViewerPane
from quire.library import Library
from quire.settings import Settings

SECRET = "lighthouse"
WAIT_MS = 20_000


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report of three pages, one that is locked, and a loose picture."""
    folder = tmp_path_factory.mktemp("papers")
    write_report(folder / "harbour.pdf")
    write_report(folder / "locked.pdf", {1: ("Locked", "Nobody may read about the anchor.")}, password=SECRET)
    Image.new("RGB", (300, 200), (200, 30, 40)).save(folder / "red.png")
    return folder


@pytest.fixture(scope="session")
def read_papers(tmp_path_factory: pytest.TempPathFactory, papers: Path) -> Path:
    """The folder of a closed library that holds the papers; copy it, never change it."""
    folder = tmp_path_factory.mktemp("read") / "library"
    with Library.open(folder, settings=Settings()) as library:
        library.add([papers], passwords=[SECRET])
    return folder


class Desk:
    """What the tests do with a pane."""

    def __init__(self, pane: ViewerPane, session: Session, qtbot: QtBot) -> None:
        self.pane, self.session, self.qtbot = pane, session, qtbot
        assert session.library is not None
        self.library = session.library

    def id(self, name: str) -> str:
        return self.library.resolve(name)

    def open(self, name: str, page_number: int = 1) -> None:
        """Open a document and wait for the picture and the words of the page."""
        self.pane.open_document(self.id(name), page_number)
        self.drawn(page_number)

    def drawn(self, page_number: int) -> None:
        canvas = self.pane.canvas
        self.qtbot.waitUntil(lambda: canvas.page_number() == page_number, timeout=WAIT_MS)
        self.qtbot.waitUntil(lambda: canvas.pictures.has_any(page_number), timeout=WAIT_MS)
        self.qtbot.waitUntil(lambda: canvas.contents.of(page_number) is not None, timeout=WAIT_MS)

    def stop(self, name: str, page_number: int, words: str, label: str = "[1]") -> Stop:
        """Return a stop at the words on that page."""
        document_id = self.id(name)
        places = self.library.find_in_document(document_id, words)
        place = next(place for place in places if place.page_number == page_number)
        return Stop(document_id, page_number, place.boxes, label, words)


@pytest.fixture(scope="module")
def shared_session(
    qapp: QApplication, read_papers: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """An open session that no test changes: its reader processes are warm."""
    folder = tmp_path_factory.mktemp("shared") / "library"
    shutil.copytree(read_papers, folder)
    session = Session(folder, Settings())
    session.open()
    deadline = QDeadlineTimer(WAIT_MS)
    while session.library is None and not deadline.hasExpired():
        QTest.qWait(20)
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def show_pane() -> Iterator[Callable[[Session], ViewerPane]]:
    """Return a function that shows a pane with nothing open."""
    made: list[ViewerPane] = []

    def show(session: Session) -> ViewerPane:
        pane = ViewerPane(session)
        made.append(pane)
        pane.resize(640, 700)
        pane.show()
        return pane

    yield show
    for pane in made:
        pane.close()
        pane.deleteLater()


@pytest.fixture
def desk(shared_session: Session, show_pane: Callable[[Session], ViewerPane], qtbot: QtBot) -> Desk:
    """A pane on a library that must not be changed."""
    return Desk(show_pane(shared_session), shared_session, qtbot)


@pytest.fixture
def own_desk(
    make_session: Callable[[Path], Session],
    show_pane: Callable[[Session], ViewerPane],
    read_papers: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> Desk:
    """A pane on a library of one's own."""
    folder = tmp_path / "library"
    shutil.copytree(read_papers, folder)
    session = make_session(folder)
    return Desk(show_pane(session), session, qtbot)
