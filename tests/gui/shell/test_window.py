"""The window remembers itself, connects its panes, and says why when there is no library."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from quire.gui.commands import focus_into
from quire.gui.problem_dialog import ProblemDialog
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.told import sentence
from quire.gui.window import MainWindow
from quire.library import Library
from quire.settings import Settings


def test_size_and_panes_are_remembered(
    make_window: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    first = make_window(tmp_path / "library")
    first.actions_table["view.viewer"].trigger()
    first.resize(790, 555)
    first.splitter.setSizes([250, 540, 0])
    sizes = first.splitter.sizes()
    first.close()
    first.session.close()
    second = MainWindow(Session(tmp_path / "library", Settings()))
    qtbot.addWidget(second)
    second.show()
    assert second.size() == first.size()
    assert second.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert not second.viewer_pane.isVisible()
    assert second.library_pane.isVisible()


def test_a_broken_memory_means_defaults(
    make_window: Callable[[Path], MainWindow], own_folders: Path, tmp_path: Path
) -> None:
    (own_folders / "config").mkdir()
    (own_folders / "config" / "window.ini").write_bytes(b"version=1\ngeometry=\xff\xfe\npanes=@ByteArray(zzz)\n")
    assert make_window(tmp_path / "library").isVisible()


def test_the_smallest_window_still_shows_three_panes(window: MainWindow) -> None:
    window.resize(1024, 700)
    QApplication.sendPostedEvents()
    assert window.width() == 1024
    assert all(size >= 200 for size in window.splitter.sizes())


def test_a_document_chosen_in_the_library_opens_in_the_viewer(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(window.viewer_pane, "open_document", lambda *where: opened.append(where))
    window.viewer_pane.hide()
    window.library_pane.document_opened.emit("abc", 4)
    assert opened == [("abc", 4)]
    assert window.viewer_pane.isVisible()


def test_evidence_opens_in_the_viewer(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[tuple[Stop, ...], int]] = []
    monkeypatch.setattr(window.viewer_pane, "show_evidence", lambda stops, index: shown.append((stops, index)))
    stops = (Stop("abc", 2, (), "[1]", "words"),)
    window.conversation_pane.evidence_opened.emit(stops, 0)
    assert shown == [(stops, 0)]


def test_a_picture_taken_in_the_viewer_is_attached_to_the_question(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached: list[tuple[bytes, str]] = []
    monkeypatch.setattr(window.conversation_pane, "attach_picture", lambda *what: attached.append(what))
    window.viewer_pane.picture_taken.emit(b"png", "Figure 3")
    assert attached == [(b"png", "Figure 3")]
    assert window.middle.currentWidget() is window.conversation_pane


def test_the_scope_goes_from_the_library_to_the_conversation(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(window.conversation_pane, "set_scope", lambda *scope: scopes.append(scope))
    window.library_pane.scope_changed.emit("Harbour", ("a",))
    assert scopes == [("Harbour", ("a",))]


def test_files_given_at_the_start_wait_for_the_library(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The lighthouse was built in 1887. Its lamp is turned by a clockwork of brass.", encoding="utf-8")
    session = Session(tmp_path / "library", Settings())
    session.add([file])
    with qtbot.waitSignal(session.opened, timeout=30_000):
        session.open()
    library = session.library
    assert library is not None
    qtbot.waitUntil(lambda: len(library.documents()) == 1, timeout=60_000)
    session.close()


def test_a_second_start_brings_the_window_forward_and_adds_its_files(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    added: list[list[Path]] = []
    monkeypatch.setattr(window.session, "add", lambda paths, collection="": added.append(list(paths)))
    window.hide()
    window.called((tmp_path / "a.pdf",), "")
    assert window.isVisible()
    assert added == [[tmp_path / "a.pdf"]]


def _failed(qtbot: QtBot, folder: Path) -> tuple[MainWindow, ProblemDialog]:
    session = Session(folder, Settings())
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(session.open_failed, timeout=30_000):
        session.open()
    dialog = window.findChild(ProblemDialog)
    assert isinstance(dialog, ProblemDialog)
    return window, dialog


def _texts(dialog: ProblemDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_library_in_use_is_said_and_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    other = Library.open(tmp_path / "library", settings=Settings())
    window, dialog = _failed(qtbot, tmp_path / "library")
    assert "in use" in _texts(dialog)
    assert "another Quire" in _texts(dialog) or "Another Quire" in _texts(dialog) or "open in" in _texts(dialog)
    other.close()
    again = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Try Again")
    with qtbot.waitSignal(window.session.opened, timeout=30_000):
        again.click()
    window.session.close()


def test_a_damaged_library_is_said_with_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    Library.open(folder, settings=Settings()).close()
    for file in folder.rglob("*"):
        if file.suffix in (".db", ".sqlite", ".sqlite3"):
            file.write_bytes(b"this is no database" * 400)
    _, dialog = _failed(qtbot, folder)
    assert "cannot be opened" in _texts(dialog)


def test_a_folder_that_cannot_be_made_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    _, dialog = _failed(qtbot, tmp_path / "file" / "library")
    assert "cannot be opened" in _texts(dialog)


def test_messages_of_errors_become_sentences() -> None:
    assert sentence("the disk is full") == "The disk is full."
    assert sentence("Really?") == "Really?"
    assert sentence("") == ""


def test_focus_walks_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    window.show_welcome()
    window.activateWindow()
    focus_into(window.middle)
    assert window.focusWidget() is not None
    assert window.middle.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert not window.middle.isAncestorOf(window.focusWidget()) or not window.viewer_pane.isVisible()


def test_without_a_display_one_sentence_says_so() -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    code = "from quire.cli.main import main; raise SystemExit(main(['gui']))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "there is no display" in done.stderr
    assert "Traceback" not in done.stderr
