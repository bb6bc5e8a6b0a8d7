"""A library is moved and a backup restored from the window; whatever happens, one is open afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quire.errors import StorageFull
from quire.gui.program import Program
from quire.gui.relocating import RelocationDialog, moving, restoring, room_in
from quire.gui.single_instance import SingleInstance
from quire.library import Library
from quire.settings import Settings, load, save, with_value


@pytest.fixture
def program(library_folder: Path, qtbot: QtBot) -> Iterator[Program]:
    """The program on a copy of the sample library, which the settings name."""
    settings = with_value(Settings(), "library.folder", str(library_folder))
    save(settings)
    instance = SingleInstance(library_folder)
    instance.listen()
    made = Program(instance)
    made.open(library_folder, settings)
    _wait_until_open(made, qtbot)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    made.session.deleteLater()


def _wait_until_open(program: Program, qtbot: QtBot) -> Library:
    qtbot.waitUntil(lambda: program.session.library is not None, timeout=30_000)
    library = program.session.library
    assert library is not None
    return library



def test_a_moved_library_is_opened_at_its_new_place(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    old, first = program.session.folder, program.session
    dialog = RelocationDialog(program.session, moving(program.session, tmp_path / "elsewhere"), program.window)
    with qtbot.waitSignal(first.relocated, timeout=60_000):
        dialog.begin()
    library = _wait_until_open(program, qtbot)
    assert program.session is not first
    assert program.session.folder == tmp_path / "elsewhere"
    assert program.session.settings.library.folder == str(tmp_path / "elsewhere")
    assert load().settings.library.folder == str(tmp_path / "elsewhere")
    assert len(library.documents()) == 10
    assert not (old / "catalogue.sqlite").exists()
    rendezvous = QLocalSocket()
    rendezvous.connectToServer(SingleInstance(tmp_path / "elsewhere")._name)
    assert rendezvous.waitForConnected(1000), "further starts find the window at the new place"


def test_a_move_that_fails_leaves_the_library_open_where_it_was(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFull("there is no space left", hint="free some space")

    monkeypatch.setattr("quire.library.moving.move_library", full)
    first, old = program.session, program.session.folder
    dialog = RelocationDialog(program.session, moving(program.session, tmp_path / "elsewhere"), program.window)
    with qtbot.waitSignal(first.relocated, timeout=60_000) as heard:
        dialog.begin()
    assert heard.args is not None
    outcome = heard.args[0]
    assert outcome.kind == "error"
    assert "no space left" in outcome.words
    assert str(old) in outcome.words
    assert len(_wait_until_open(program, qtbot).documents()) == 10
    assert program.session.folder == old


def test_a_cancelled_move_leaves_the_library_open_where_it_was(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    first, old = program.session, program.session.folder
    dialog = RelocationDialog(program.session, moving(program.session, tmp_path / "elsewhere"), program.window)
    with qtbot.waitSignal(first.relocated, timeout=60_000) as heard:
        dialog.begin()
        dialog.cancel.click()
    assert heard.args is not None
    assert (heard.args[0].folder, heard.args[0].kind) == (old, "info")
    assert len(_wait_until_open(program, qtbot).documents()) == 10


def test_leaving_the_question_changes_nothing(program: Program, tmp_path: Path) -> None:
    library = program.session.library
    dialog = RelocationDialog(program.session, moving(program.session, tmp_path / "elsewhere"), program.window)
    dialog.show()
    dialog.cancel.click()
    assert program.session.library is library


def test_a_restored_backup_is_opened_and_the_library_from_before_stays(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    library, first, old = program.session.library, program.session, program.session.folder
    assert library is not None
    library.back_up(tmp_path / "safe.zip")
    plan = restoring(first, tmp_path / "safe.zip", tmp_path / "restored")
    with qtbot.waitSignal(first.relocated, timeout=120_000):
        RelocationDialog(first, plan, program.window).begin()
    assert len(_wait_until_open(program, qtbot).documents()) == 10
    assert program.session.folder == tmp_path / "restored"
    assert load().settings.library.folder == str(tmp_path / "restored")
    assert (old / "catalogue.sqlite").is_file()


def test_a_backup_that_is_none_is_refused_and_the_library_opened_again(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "poem.zip").write_text("no archive")
    first, old = program.session, program.session.folder
    with qtbot.waitSignal(first.relocated, timeout=60_000) as heard:
        RelocationDialog(first, restoring(first, tmp_path / "poem.zip", tmp_path / "new"), program.window).begin()
    assert heard.args is not None
    assert heard.args[0].kind == "error"
    _wait_until_open(program, qtbot)
    assert program.session.folder == old
    assert not (tmp_path / "new").exists()


def test_nothing_begins_while_documents_are_added(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    library = program.session.library
    paper = tmp_path / "paper.txt"
    paper.write_text("The breakwater will be raised.")
    program.session.add([paper])
    dialog = RelocationDialog(program.session, moving(program.session, tmp_path / "elsewhere"), program.window)
    dialog.show()
    dialog.begin()
    assert program.session.library is library
    assert not dialog.go.isHidden()
    dialog.reject()
    queue = program.session.adding
    assert queue is not None
    qtbot.waitUntil(lambda: not queue.busy, timeout=60_000)


def test_the_only_window_is_the_new_one(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    ended: list[bool] = []
    program.ended.connect(lambda: ended.append(True))
    first = program.session
    with qtbot.waitSignal(first.relocated, timeout=60_000):
        RelocationDialog(first, moving(first, tmp_path / "elsewhere"), program.window).begin()
    _wait_until_open(program, qtbot)
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowTitle() == "Quire"]
    assert shown == [program.window]
    assert ended == []


def test_a_folder_with_other_things_gets_a_folder_for_the_library(tmp_path: Path) -> None:
    assert room_in(tmp_path) == tmp_path
    (tmp_path / "letter.txt").write_text("Dear")
    assert room_in(tmp_path) == tmp_path / "Quire Library"
    assert room_in(tmp_path / "new") == tmp_path / "new"
    shutil.rmtree(tmp_path)
