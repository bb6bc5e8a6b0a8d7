"""Documents open, close and come back; the original may be gone, locked or broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.viewer.conftest import SECRET, WAIT_MS, Desk

from quire.errors import ReaderCrashed
from quire.gui.session import Session
from quire.gui.viewer.pane import ViewerPane
from quire.library import Library
from quire.settings import Settings
from quire.types import Box


def _painted(desk: Desk, page_number: int, box: Box) -> set[str]:
    """Return the colours painted over a box of a page."""
    image = desk.pane.canvas.viewport().grab().toImage()
    spot = desk.pane.canvas.view_rect(page_number - 1, box).toRect().intersected(image.rect())
    assert not spot.isEmpty()
    xs, ys = range(spot.left(), spot.right()), range(spot.top(), spot.bottom())
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


def test_open_document_paints_the_page_that_was_asked_for(desk: Desk) -> None:
    desk.open("harbour.pdf", 2)
    heading = desk.stop("harbour.pdf", 2, "Repair costs").boxes[0]
    assert "#000000" in _painted(desk, 2, heading)
    assert desk.pane.toolbar.field.text() == "2"
    assert desk.pane.toolbar.title.whole == "Harbour wall inspection"


def test_loose_picture_opens_whole_and_never_blown_up(desk: Desk) -> None:
    desk.open("red.png")
    assert desk.pane.canvas.layout_.zoom == 1.0
    assert _painted(desk, 1, Box(10, 10, 290, 190)) == {"#c81e28"}


def test_document_asked_for_before_the_library_is_open_opens_then(
    qtbot: QtBot, read_papers: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(read_papers, folder)
    with Library.open(folder, settings=Settings()) as library:
        document_id = library.resolve("harbour.pdf")
    session = Session(folder, Settings())
    pane = ViewerPane(session)
    qtbot.addWidget(pane)
    pane.show()
    pane.open_document(document_id, 3)
    session.open()
    qtbot.waitUntil(lambda: pane.canvas.page_number() == 3, timeout=WAIT_MS)
    session.close()


def test_back_and_forward_return_to_where_one_was(desk: Desk) -> None:
    desk.open("harbour.pdf", 2)
    canvas, commands = desk.pane.canvas, desk.pane.commands
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 37)
    left_at = canvas.verticalScrollBar().value()
    desk.open("red.png")
    assert not commands["forward"].isEnabled()
    commands["back"].trigger()
    desk.qtbot.waitUntil(lambda: desk.pane.document_id == desk.id("harbour.pdf"), timeout=WAIT_MS)
    assert abs(canvas.verticalScrollBar().value() - left_at) <= 1
    commands["forward"].trigger()
    desk.qtbot.waitUntil(lambda: desk.pane.document_id == desk.id("red.png"), timeout=WAIT_MS)


def test_missing_original_shows_the_kept_picture(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = desk.id("harbour.pdf")
    desk.library.pictures.keep(document_id, 1)
    monkeypatch.setattr(desk.library.pictures, "original", lambda _: None)
    monkeypatch.setattr(desk.library, "is_missing", lambda _: True)
    desk.open("harbour.pdf", 1)
    assert "not where it was" in desk.pane.notice.text.text()
    assert desk.pane.canvas.pictures.error(1) is None


def test_missing_original_without_a_picture_shows_the_words_in_their_places(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.library.pictures, "original", lambda _: None)
    desk.pane.open_document(desk.id("harbour.pdf"), 3)
    canvas = desk.pane.canvas
    desk.qtbot.waitUntil(lambda: canvas.pictures.error(3) is not None, timeout=WAIT_MS)
    desk.qtbot.waitUntil(lambda: canvas.contents.of(3) is not None, timeout=WAIT_MS)
    words = desk.stop("harbour.pdf", 3, "Forty pairs").boxes[0]
    assert len(_painted(desk, 3, words)) > 4
    assert _painted(desk, 3, Box(100, 500, 200, 510)) == {"#ffffff"}


def test_missing_picture_shows_what_was_kept_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.library.pictures, "original", lambda _: None)
    desk.pane.open_document(desk.id("red.png"))
    desk.qtbot.waitUntil(lambda: bool(desk.pane.canvas.contents.crops(1)), timeout=WAIT_MS)
    desk.qtbot.waitUntil(lambda: desk.pane.canvas.contents.of(1) is not None, timeout=WAIT_MS)
    (colour,) = _painted(desk, 1, Box(140, 90, 160, 110))
    assert colour.startswith("#c")


def test_locked_document_shows_its_page_after_the_password(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_desk.library.store, "page_picture", lambda *_: None)  # nothing was kept of it
    own_desk.pane.open_document(own_desk.id("locked.pdf"))
    notice, canvas = own_desk.pane.notice, own_desk.pane.canvas
    own_desk.qtbot.waitUntil(notice.field.isVisible, timeout=WAIT_MS)
    notice.field.setText("wrong")
    notice.unlock.click()
    own_desk.qtbot.waitUntil(
        lambda: "password" in notice.text.text() and not notice.field.text(), timeout=WAIT_MS
    )
    assert not canvas.pictures.has_any(1)
    notice.field.setText(SECRET)
    notice.unlock.click()
    own_desk.qtbot.waitUntil(lambda: canvas.pictures.has_any(1), timeout=WAIT_MS)
    assert notice.isHidden()


def test_page_that_fails_says_so_and_is_drawn_again_on_demand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise ReaderCrashed("the reader stopped")

    monkeypatch.setattr(desk.library, "page_picture", fail)
    desk.pane.open_document(desk.id("harbour.pdf"))
    canvas = desk.pane.canvas
    desk.qtbot.waitUntil(lambda: canvas.pictures.error(1) is not None, timeout=WAIT_MS)
    canvas.viewport().grab()
    monkeypatch.undo()
    desk.pane.commands["redraw"].trigger()
    desk.qtbot.waitUntil(lambda: canvas.pictures.has_any(1), timeout=WAIT_MS)


def test_picture_that_is_no_picture_counts_as_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.library, "page_picture", lambda *_, **__: b"not a picture")
    desk.pane.open_document(desk.id("harbour.pdf"))
    desk.qtbot.waitUntil(lambda: desk.pane.canvas.pictures.error(1) is not None, timeout=WAIT_MS)


def test_document_removed_while_open_is_closed(own_desk: Desk) -> None:
    own_desk.open("harbour.pdf")
    own_desk.library.remove([own_desk.id("harbour.pdf")])
    own_desk.session.library_changed.emit()
    own_desk.qtbot.waitUntil(lambda: own_desk.pane.document_id == "", timeout=WAIT_MS)
    assert own_desk.pane.canvas.pages == ()
    assert not own_desk.pane.commands["find"].isEnabled()


def test_opening_what_was_removed_says_so(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.session.message, timeout=WAIT_MS) as said:
        desk.pane.open_document("nobody")
    assert "not in the library any more" in said.args[0]


def test_library_closed_while_open_leaves_a_quiet_window(own_desk: Desk) -> None:
    own_desk.open("harbour.pdf")
    own_desk.session.close()
    own_desk.pane.canvas.go_to(3)
    own_desk.pane.canvas.zoom_by(2.0)
    own_desk.pane.commands["find"].trigger()
    own_desk.pane.find_bar.field.setText("harbour")
    own_desk.session.library_changed.emit()
    own_desk.qtbot.wait(700)
    own_desk.pane.grab()


def test_renamed_document_takes_its_new_title_and_stays_where_it_was(own_desk: Desk) -> None:
    own_desk.open("harbour.pdf", 2)
    words_before = own_desk.pane.canvas.contents.of(2)
    own_desk.library.rename(own_desk.id("harbour.pdf"), "The wall")
    own_desk.session.library_changed.emit()
    own_desk.qtbot.waitUntil(lambda: own_desk.pane.toolbar.title.whole == "The wall", timeout=WAIT_MS)
    assert own_desk.pane.canvas.page_number() == 2
    own_desk.qtbot.waitUntil(lambda: own_desk.pane.canvas.contents.of(2) is not None, timeout=WAIT_MS)
    assert (
        own_desk.pane.canvas.contents.of(2) is not words_before
    )  # read anew, since it may have been deepened
