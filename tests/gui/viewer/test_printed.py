"""Pages as their own program prints them, at the passage that Quire's own pages show; a stand-in prints."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.flow.conftest import write_report
from tests.gui.viewer.conftest import WAIT_MS, Desk

from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.viewer.pane import ViewerPane
from quire.library import Library
from quire.plugins.loading import PluginManager
from quire.plugins.offers import ReaderOffer
from quire.plugins.reading import FileType
from quire.read import ReaderPool, Readers
from quire.settings import Settings
from quire.types import Box

AGAIN = "No further action was required."
_UNIQUE = ("granite", "timber", "lantern", "kittiwake", "sediment", "mooring")
LINES = [line for word in _UNIQUE for line in (f"The {word} was seen to in the {word} district.", AGAIN)]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """Readers that know typed files, which are printed, a line on each page, and those that are printed in vain."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "read"))
    offers = dict(PluginManager([], discover=list, environment={}).readers())
    for name in ("Typed", "TypedInVain"):
        kind = FileType(f"text/x-{name.lower()}", "a file", suffixes=(f".{name.lower()}",), text=True)
        offers[kind.media_type] = ReaderOffer(name.lower(), 1, (kind,), f"block_readers:{name}", prints=True)
    yield Readers(offers)
    sys.path.remove(str(Path(__file__).parents[2] / "unit" / "read"))


@pytest.fixture
def typing(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let libraries know those readers."""
    made = ReaderPool.__init__

    def know(self: ReaderPool, **options: object) -> None:
        made(self, **{**options, "readers": readers})  # type: ignore[arg-type]

    monkeypatch.setattr(ReaderPool, "__init__", know)


@pytest.fixture
def letters(typing: None, tmp_path: Path) -> Path:
    """The folder of a closed library with a letter, one that nobody can print, and a PDF."""
    papers = tmp_path / "papers"
    papers.mkdir()
    text = "\n".join(LINES)
    (papers / "letter.typed").write_text(text, encoding="utf-8")
    (papers / "dry.typedinvain").write_text("Nobody prints this.", encoding="utf-8")
    write_report(papers / "harbour.pdf")
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        library.add([papers])
    return tmp_path / "library"


@pytest.fixture
def desk(
    letters: Path, show_pane: Callable[[Session], ViewerPane], qapp: QApplication, qtbot: QtBot
) -> Iterator[Desk]:
    session = Session(letters, Settings())
    session.open()
    deadline = QDeadlineTimer(WAIT_MS)
    while session.library is None and not deadline.hasExpired():
        QTest.qWait(20)
    yield Desk(show_pane(session), session, qtbot)
    session.close()
    session.deleteLater()


def printed(desk: Desk) -> None:
    """Ask for printed pages and wait for them."""
    desk.pane.commands["printed"].trigger()
    desk.qtbot.waitUntil(lambda: desk.pane.printed.shown is not None, timeout=WAIT_MS)


def stop_at(desk: Desk, index: int, words: str = AGAIN, label: str = "[1]") -> Stop:
    document_id = desk.id("letter.typed")
    place = desk.library.find_in_document(document_id, words)[index]
    return Stop(document_id, place.page_number, place.boxes, label, words)


def marked(desk: Desk) -> dict[int, list[tuple[str, bool]]]:
    marks = desk.pane.canvas.marks
    return {number: [(mark.label, mark.current) for mark in found] for number, found in marks.items()}


def test_the_cited_passage_is_marked_on_its_printed_page_and_on_its_own_again(desk: Desk) -> None:
    pane, canvas = desk.pane, desk.pane.canvas
    pane.show_evidence((stop_at(desk, 3), stop_at(desk, 1, label="[2]")), 0)
    desk.drawn(1)
    before = marked(desk)
    own_boxes = canvas.marks[1][-1].boxes
    printed(desk)
    desk.drawn(8)
    assert len(canvas.pages) == len(LINES)
    assert pane.toolbar.field.text() == "8"
    assert marked(desk) == {8: [("[1]", True)], 4: [("[2]", False)]}
    words = canvas.contents.words(8)
    assert words is not None
    inside = [
        text
        for text, box in zip(words.texts, words.boxes, strict=True)
        if any(mark.y0 <= (box.y0 + box.y1) / 2 <= mark.y1 for mark in canvas.marks[8][0].boxes)
    ]
    assert " ".join(inside) == AGAIN
    assert pane.notice.isHidden()
    pane.commands["printed"].trigger()
    desk.drawn(1)
    assert pane.printed.shown is None
    assert marked(desk) == before
    assert canvas.marks[1][-1].boxes == own_boxes


def test_stepping_goes_on_among_the_printed_pages(desk: Desk) -> None:
    desk.pane.show_evidence((stop_at(desk, 0), stop_at(desk, 4, label="[2]")), 0)
    desk.drawn(1)
    printed(desk)
    desk.drawn(2)
    desk.pane.step(1)
    desk.drawn(10)
    assert marked(desk)[10] == [("[2]", True)]


def test_a_passage_that_was_not_printed_is_said_and_shown_nearby(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = stop_at(desk, 3)
    nowhere = Stop(stop.document_id, 1, stop.boxes, "[1]", AGAIN)
    desk.pane.show_evidence((nowhere,), 0)
    desk.drawn(1)
    real = desk.library.printing.printed

    def without(document_id: str) -> object:
        made = real(document_id)
        found = made.find

        def lost(page_number: int, boxes: tuple[object, ...]) -> object:
            place = found(page_number, boxes)  # type: ignore[arg-type]
            return type(place)((), place.page_number, place.y)

        monkeypatch.setattr(made, "find", lost)
        return made

    monkeypatch.setattr(desk.library.printing, "printed", without)
    printed(desk)
    desk.drawn(8)
    assert marked(desk) == {}
    assert "not found on the printed pages" in desk.pane.notice.text.text()
    desk.pane.commands["printed"].trigger()
    desk.drawn(1)
    assert desk.pane.notice.isHidden()
    assert marked(desk) == {1: [("[1]", True)]}


def test_pages_scrolled_to_are_kept_when_changing_over(desk: Desk) -> None:
    desk.open("letter.typed")
    printed(desk)
    desk.pane.toolbar.page_wanted.emit(9)
    desk.drawn(9)
    desk.pane.commands["printed"].trigger()
    desk.drawn(1)
    printed(desk)
    desk.drawn(9)
    desk.pane.commands["back"].trigger()
    desk.drawn(1)
    assert desk.pane.printed.shown is not None


def test_words_of_printed_pages_are_found_and_copied(desk: Desk) -> None:
    desk.open("letter.typed")
    printed(desk)
    desk.drawn(1)
    pane = desk.pane
    pane.commands["find"].trigger()
    pane.find_bar.field.setText("mooring")
    desk.qtbot.waitUntil(lambda: set(pane.canvas.found) == {11}, timeout=WAIT_MS)
    assert pane.find_bar.count.text() == "1 of 2"
    desk.drawn(11)
    pane.commands["select"].trigger()
    pane.commands["copy"].trigger()
    desk.qtbot.waitUntil(lambda: "mooring district" in QApplication.clipboard().text(), timeout=WAIT_MS)
    assert "HEADER" in QApplication.clipboard().text()


def test_a_part_of_a_printed_page_is_taken_from_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open("letter.typed")
    printed(desk)
    desk.drawn(1)
    desk.pane.canvas.go_to(12)
    monkeypatch.setattr(desk.library, "page_picture", lambda *_, **__: b"not asked")
    with desk.qtbot.waitSignal(desk.pane.picture_taken, timeout=WAIT_MS) as taken:
        desk.pane.canvas.region_taken.emit(12, Box(10, 10, 200, 200))
    assert taken.args[0].startswith(b"\x89PNG")
    assert taken.args[1].endswith("page 12")


def test_thumbnails_and_contents_follow(desk: Desk) -> None:
    desk.open("letter.typed")
    desk.pane.commands["side"].setChecked(True)
    assert desk.pane.side.shows == (desk.id("letter.typed"), False)
    printed(desk)
    assert desk.pane.side.shows == (desk.id("letter.typed"), True)
    assert desk.pane.side.thumbnails.model().rowCount() == len(LINES)
    desk.pane.side.page_chosen.emit(5)
    desk.drawn(5)
    desk.pane.commands["side"].setChecked(False)
    desk.pane.commands["printed"].trigger()
    desk.pane.commands["side"].setChecked(True)
    assert desk.pane.side.thumbnails.model().rowCount() < len(LINES)


def test_while_it_is_printed_quires_own_page_stays_with_a_note(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("letter.typed")
    go, real = threading.Event(), desk.library.printing.printed

    def slow(document_id: str) -> object:
        assert go.wait(60)
        return real(document_id)

    monkeypatch.setattr(desk.library.printing, "printed", slow)
    pane = desk.pane
    pane.commands["printed"].trigger()
    assert "Drawing the pages as they are printed" in pane.notice.text.text()
    assert pane.printed.shown is None
    assert pane.canvas.pictures.has_any(1)
    pane.commands["printed"].trigger()  # changed one's mind
    assert pane.notice.isHidden()
    pane.commands["printed"].trigger()
    pane.open_document(desk.id("harbour.pdf"), 2)  # went elsewhere meanwhile
    desk.drawn(2)
    assert pane.notice.isHidden()
    go.set()
    desk.qtbot.wait(300)
    assert pane.printed.shown is None
    assert len(pane.canvas.pages) == 3
    pane.open_document(desk.id("letter.typed"))  # the wish is still there
    desk.qtbot.waitUntil(lambda: pane.printed.shown is not None, timeout=WAIT_MS)
    assert pane.commands["printed"].isChecked()


def test_closing_while_it_is_printed_is_fine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open("letter.typed")
    desk.pane.commands["printed"].trigger()
    desk.session.close()
    desk.pane.close()
    desk.qtbot.wait(200)


def test_a_program_that_fails_is_told_and_the_button_comes_up_again(desk: Desk) -> None:
    desk.open("dry.typedinvain")
    pane = desk.pane
    pane.commands["printed"].trigger()
    desk.qtbot.waitUntil(lambda: "ribbon is dry" in pane.notice.text.text(), timeout=WAIT_MS)
    assert "Wet it" in pane.notice.text.text()
    assert not pane.commands["printed"].isChecked()
    assert pane.printed.shown is None
    assert pane.canvas.pictures.has_any(1)


def test_quires_own_page_is_back_when_the_plugin_is_switched_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open("letter.typed")
    printed(desk)
    monkeypatch.setattr(desk.library.printing, "is_offered", lambda _: False)
    desk.session.library_changed.emit()
    desk.qtbot.waitUntil(lambda: desk.pane.printed.shown is None, timeout=WAIT_MS)
    desk.drawn(1)
    assert not desk.pane.toolbar.buttons["printed"].isVisible()


def test_what_is_read_anew_meanwhile_is_looked_up_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open("letter.typed")
    printed(desk)
    desk.pane.toolbar.page_wanted.emit(5)
    desk.drawn(5)
    before = desk.pane.printed.shown
    document_id = desk.id("letter.typed")
    rows = [
        replace(row, n_elements=row.n_elements + (row.id == document_id)) for row in desk.library.documents()
    ]
    monkeypatch.setattr(desk.library, "documents", lambda: rows)
    desk.session.library_changed.emit()
    desk.qtbot.waitUntil(lambda: desk.pane.printed.shown is not before, timeout=WAIT_MS)
    desk.drawn(5)


def test_only_documents_that_can_be_printed_offer_it(desk: Desk) -> None:
    button, action = desk.pane.toolbar.buttons["printed"], desk.pane.commands["printed"]
    desk.open("letter.typed")
    assert button.isVisible()
    assert action.isEnabled()
    desk.open("harbour.pdf")
    desk.qtbot.waitUntil(lambda: desk.pane.document_id == desk.id("harbour.pdf"), timeout=WAIT_MS)
    assert not button.isVisible()
    assert not action.isVisible()
    action.trigger()
    assert not action.isChecked()


def test_it_is_there_for_the_keyboard_and_for_screen_readers(desk: Desk) -> None:
    desk.open("letter.typed")
    button, action = desk.pane.toolbar.buttons["printed"], desk.pane.commands["printed"]
    assert button.accessibleName() == "Show Pages as Printed"
    assert "Ctrl+Alt+P" in button.toolTip()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    desk.pane.activateWindow()
    desk.pane.canvas.setFocus()
    desk.qtbot.waitUntil(desk.pane.isActiveWindow, timeout=WAIT_MS)
    QTest.keySequence(desk.pane.canvas, "Ctrl+Alt+P")
    assert action.isChecked()
    desk.qtbot.waitUntil(lambda: desk.pane.printed.shown is not None, timeout=WAIT_MS)
