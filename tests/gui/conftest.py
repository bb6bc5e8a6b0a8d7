"""What every test of the window shares: a library with the sample documents, and sessions on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.gui.theme import Theme
from quire.gui.window import MainWindow
from quire.library import Library
from quire.settings import Settings, resources


@pytest.fixture(autouse=True)
def _theme(qapp: object) -> Iterator[None]:
    """Start every test in the light theme at 100 %, with an empty clipboard."""
    Theme.current().set(choice="light", zoom=1.0)
    yield
    QApplication.clipboard().clear()  # what Python put there must not outlive Python


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed library that holds all sample documents; never change it, copy it."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    with Library.open(folder, settings=Settings()) as library:
        library.add([resources() / "samples"])
    return folder


@pytest.fixture
def library_folder(sample_library: Path, tmp_path: Path) -> Path:
    """A copy of the sample library for one test."""
    folder = tmp_path / "library"
    shutil.copytree(sample_library, folder)
    return folder


@pytest.fixture
def make_session(qtbot: QtBot) -> Iterator[Callable[[Path], Session]]:
    """Open a session on a folder and wait until its library is open."""
    made: list[Session] = []

    def make(folder: Path) -> Session:
        session = Session(folder, Settings())
        made.append(session)
        with qtbot.waitSignal(session.opened, timeout=30_000):
            session.open()
        return session

    yield make
    for session in made:
        session.close()
        session.deleteLater()


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    """Show a window as the program does, and wait until its library is open."""
    made: list[MainWindow] = []

    def make(folder: Path) -> MainWindow:
        session = Session(folder, Settings())
        window = MainWindow(session)
        made.append(window)
        window.resize(1280, 800)
        with qtbot.waitSignal(session.opened, timeout=30_000):
            window.show()
            session.open()
        window.viewer_pane.show()  # hidden at first on the small screen of the offscreen platform
        return window

    yield make
    for window in made:
        window.close()
        window.session.close()
        window.deleteLater()
        window.session.deleteLater()


@pytest.fixture
def window(make_window: Callable[[Path], MainWindow], tmp_path: Path) -> MainWindow:
    """A window on an empty library."""
    return make_window(tmp_path / "empty")


@pytest.fixture
def session(make_session: Callable[[Path], Session], library_folder: Path) -> Session:
    """An open session on a copy of the sample library."""
    return make_session(library_folder)


@pytest.fixture
def empty_session(make_session: Callable[[Path], Session], tmp_path: Path) -> Session:
    """An open session on an empty library."""
    return make_session(tmp_path / "empty")
