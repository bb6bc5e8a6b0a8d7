"""Folders are watched, paused and let go from the settings."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.gui.settings_dialog.watching_page import WatchingPage

WAIT_MS = 30_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a note in it and one in a folder inside, both written some time ago."""
    made = tmp_path / "watched"
    (made / "inside").mkdir(parents=True)
    for path in (made / "note.txt", made / "inside" / "deep.txt"):
        path.write_text(f"The breakwater of {path.stem} will be raised by forty centimetres.")
        moment = time.time() - 3600
        os.utime(path, (moment, moment))
    return made


@pytest.fixture
def page(empty_session: Session, qtbot: QtBot) -> WatchingPage:
    made = WatchingPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not empty_session.tasks.open_tasks(), timeout=WAIT_MS)
    return made


def _quiet(session: Session, qtbot: QtBot) -> None:
    queue = session.adding
    assert queue is not None
    qtbot.waitUntil(lambda: not session.tasks.open_tasks() and not queue.busy, timeout=WAIT_MS)


def test_a_folder_is_picked_shown_and_read(
    page: WatchingPage, empty_session: Session, folder: Path, qtbot: QtBot
) -> None:
    assert not page.look.isEnabled()
    page.add.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=WAIT_MS)
    library = empty_session.library
    assert library is not None
    qtbot.waitUntil(lambda: len(library.documents()) == 2, timeout=WAIT_MS)
    _quiet(empty_session, qtbot)
    assert page.cards[0].accessibleName() == str(folder)
    assert page.cards[0].recursive.isChecked()
    with qtbot.waitSignal(empty_session.watching.looked, timeout=WAIT_MS):
        page.look.click()
    qtbot.waitUntil(lambda: "2" in page.cards[0].text(), timeout=WAIT_MS)


def test_a_paused_folder_is_left_out_until_it_is_watched_again(
    page: WatchingPage, empty_session: Session, folder: Path, qtbot: QtBot
) -> None:
    library = empty_session.library
    assert library is not None
    library.watching.add(folder, paused=True)
    empty_session.watching.recall()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(empty_session.watching.looked, timeout=WAIT_MS):
        empty_session.watching.look()
    assert library.documents() == []
    page.cards[0].pause.click()
    qtbot.waitUntil(lambda: len(library.documents()) == 1, timeout=WAIT_MS)
    assert [one.paused for one in library.watching.folders()] == [False]
    _quiet(empty_session, qtbot)


def test_how_a_folder_is_watched_can_be_changed(
    page: WatchingPage, empty_session: Session, folder: Path, qtbot: QtBot
) -> None:
    library = empty_session.library
    assert library is not None
    library.create_collection("Port")
    library.watching.add(folder, collection="Port", paused=True)
    empty_session.watching.recall()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=WAIT_MS)
    assert page.cards[0].collection.currentText().endswith("Port")
    page.cards[0].recursive.click()
    qtbot.waitUntil(lambda: library.watching.folders()[0].recursive, timeout=WAIT_MS)
    assert library.watching.folders()[0].paused, "changing how it is watched does not start it"
    _quiet(empty_session, qtbot)


def test_a_folder_let_go_leaves_its_documents(
    page: WatchingPage, empty_session: Session, folder: Path, qtbot: QtBot
) -> None:
    library = empty_session.library
    assert library is not None
    empty_session.watching.watch(folder)
    qtbot.waitUntil(lambda: len(library.documents()) == 2 and bool(page.cards), timeout=WAIT_MS)
    _quiet(empty_session, qtbot)
    page.cards[0].leave.click()
    qtbot.waitUntil(lambda: page.cards == [], timeout=WAIT_MS)
    assert library.watching.folders() == []
    assert len(library.documents()) == 2


def test_the_same_news_is_told_once(
    make_session: Callable[[Path], Session], folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = make_session(tmp_path / "library")
    library = session.library
    assert library is not None
    library.watching.add(folder)
    told: list[str] = []
    session.message.connect(lambda text, _: told.append(text))
    folder.rename(tmp_path / "away")
    for _ in range(2):
        with qtbot.waitSignal(session.watching.looked, timeout=WAIT_MS):
            session.watching.look()
    assert len([text for text in told if "cannot be reached" in text]) == 1


def test_a_collection_made_elsewhere_can_be_chosen(
    page: WatchingPage, empty_session: Session, folder: Path, qtbot: QtBot
) -> None:
    library = empty_session.library
    assert library is not None
    library.watching.add(folder, paused=True)
    empty_session.watching.recall()
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=WAIT_MS)
    assert page.cards[0].collection.findData("Harbour") == -1
    library.create_collection("Harbour")
    empty_session.library_changed.emit()
    qtbot.waitUntil(lambda: page.cards[0].collection.findData("Harbour") > 0, timeout=WAIT_MS)
    _quiet(empty_session, qtbot)
