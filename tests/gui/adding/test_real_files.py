"""The main job with nothing made up: files are dropped, read, found, and what cannot be read says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from pytestqt.qtbot import QtBot

from quire.gui.library.pane import LibraryPane
from quire.gui.session import Session
from quire.settings import resources
from quire.types import Query


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "plans.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "The breakwater will be raised by forty centimetres.")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="sesame", owner_pw="owner")
    return path


def test_dropped_files_become_documents_and_a_locked_one_waits_for_its_password(
    empty_session: Session, locked: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    pane = LibraryPane(empty_session)
    qtbot.addWidget(pane)
    pane.resize(320, 800)
    pane.show()
    queue, library = empty_session.adding, empty_session.library
    assert queue is not None
    assert library is not None
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(resources() / "samples" / "keepers-almanac.epub", folder)
    (folder / "notes.md").write_text("# Notes\n\nThe seal pup weighs fourteen kilograms.\n")
    (folder / "table.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing follows\n")
    empty_session.add([folder, locked, tmp_path / "broken.pdf"], "Port")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2, timeout=60_000)
    assert pane.adding.isVisible()
    prompt = pane.adding.prompt
    assert prompt is not None
    qtbot.waitUntil(lambda: prompt.dialog is not None, timeout=60_000)
    assert prompt.dialog is not None
    prompt.dialog.field.setText("sesame")
    prompt.dialog.unlock.click()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3, timeout=60_000)
    qtbot.waitUntil(lambda: not queue.busy, timeout=120_000)
    assert {row.stage for row in library.documents(collection="Port")} == {"ready"}
    assert len(library.documents()) == 3
    assert [trouble.name for trouble in queue.troubles.of_kind("broken")] == ["broken.pdf"]
    assert len(queue.troubles) == 1, "the Word file of the folder is no failure"
    assert library.search(Query("breakwater")).hits


def test_adding_that_was_cut_off_goes_on_at_the_next_start(
    make_session: Callable[[Path], Session], tmp_path: Path, qtbot: QtBot
) -> None:
    session = make_session(tmp_path / "library")
    assert session.library is not None
    session.add([resources() / "samples" / "keepers-almanac.epub"])
    library = session.library
    qtbot.waitUntil(lambda: bool(library.unfinished()), timeout=60_000)
    session.close()
    session = make_session(tmp_path / "library")
    library = session.library
    assert library is not None
    assert library.unfinished()
    assert session.adding is not None
    session.adding.resume_unfinished()  # happens by itself a moment after the start
    qtbot.waitUntil(lambda: not library.unfinished(), timeout=120_000)
