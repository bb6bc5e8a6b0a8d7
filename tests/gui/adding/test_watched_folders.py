"""A window that opens brings its library in step with the watched folders."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.library import Library
from quire.settings import Settings, resources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one sample picture, written some time ago."""
    made = tmp_path / "watched"
    made.mkdir()
    sample = next(path for path in sorted((resources() / "samples").iterdir()) if path.suffix == ".png")
    copy = made / sample.name
    copy.write_bytes(sample.read_bytes())
    moment = time.time() - 3600
    os.utime(copy, (moment, moment))
    return made


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Path:
    with Library.open(tmp_path / "library", settings=Settings()) as opened:
        opened.watching.add(folder, collection="island")
    return tmp_path / "library"


def test_new_files_are_queued_and_moved_ones_found_again(
    make_session: Callable[[Path], Session], library: Path, folder: Path, qtbot: QtBot
) -> None:
    session = make_session(library)
    opened = session.library
    assert opened is not None
    qtbot.waitUntil(lambda: len(opened.documents(collection="island")) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: opened.documents()[0].stage.value == "ready", timeout=60_000)
    (file,) = folder.iterdir()
    file.rename(folder / f"renamed{file.suffix}")
    with qtbot.waitSignals([session.watching.looked, session.library_changed, session.message], timeout=30_000):
        session.watching.look()
    (row,) = opened.documents()
    assert Path(row.path).name == f"renamed{file.suffix}"


def test_unreachable_folder_is_told(
    make_session: Callable[[Path], Session], library: Path, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder.rename(tmp_path / "away")
    session = Session(library, Settings())
    with qtbot.waitSignal(session.message, timeout=30_000) as told:
        session.open()
    assert "cannot be reached" in told.args[0]
    assert told.args[1] == "warning"
    session.close()
    session.deleteLater()
