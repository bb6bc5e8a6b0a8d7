"""Words are found, selected and copied; regions become pictures to ask about."""

from __future__ import annotations

import io

from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.gui.viewer.conftest import WAIT_MS, Desk

from quire.gui.viewer.context_menu import PageMenu
from quire.types import Box


def _spot(desk: Desk, page_number: int, word: str) -> QPoint:
    contents = desk.pane.canvas.contents.of(page_number)
    assert contents is not None
    box = contents.words.boxes[contents.words.texts.index(word)]
    return desk.pane.canvas.view_rect(page_number - 1, box).center().toPoint()


def _drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    viewport = desk.pane.canvas.viewport()
    desk.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (2, 1):
        desk.qtbot.mouseMove(viewport, start + (end - start) / step)
    QTest.mouseMove(viewport, end)
    desk.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def _find(desk: Desk, text: str, count: str) -> None:
    desk.pane.commands["find"].trigger()
    desk.pane.find_bar.field.setText(text)
    desk.qtbot.waitUntil(lambda: desk.pane.find_bar.count.text() == count, timeout=WAIT_MS)


def test_find_counts_and_marks_every_place_from_the_page_on(desk: Desk) -> None:
    desk.open("harbour.pdf", 2)
    places = desk.library.find_in_document(desk.id("harbour.pdf"), "the")
    n_before = sum(place.page_number == 1 for place in places)
    _find(desk, "the", f"{n_before + 1} of {len(places)}")
    found = desk.pane.canvas.found
    assert set(found) == {1, 2, 3}
    assert [current for _, current in found[2]].count(True) == 1


def test_enter_steps_on_and_shift_enter_back_around_the_ends(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _find(desk, "cracks", "1 of 2")
    field, count = desk.pane.find_bar.field, desk.pane.find_bar.count
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert count.text() == "2 of 2"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert count.text() == "1 of 2"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count.text() == "2 of 2"
    assert desk.pane.canvas.page_number() == 2


def test_find_says_when_there_is_nothing_and_escape_clears_the_marks(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _find(desk, "volcano", "no match")
    n_places = len(desk.library.find_in_document(desk.id("harbour.pdf"), "harbour"))
    _find(desk, "harbour", f"1 of {n_places}")
    desk.qtbot.keyClick(desk.pane.find_bar.field, Qt.Key.Key_Escape)
    assert desk.pane.canvas.found == {}
    assert desk.pane.find_bar.isHidden()


def test_dragging_over_words_copies_just_those(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _drag(desk, _spot(desk, 1, "found"), _spot(desk, 1, "ferry"))
    desk.pane.commands["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "found three cracks near the ferry"


def test_dragging_backwards_selects_the_same(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _drag(desk, _spot(desk, 1, "ferry"), _spot(desk, 1, "found"))
    assert desk.pane.canvas.pointing.text() == "found three cracks near the ferry"


def test_selection_over_two_pages_copies_both_parts(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    desk.pane.canvas.set_fit("page")
    desk.pane.canvas.set_zoom(0.35)
    desk.pane.canvas.go_to(1)
    desk.qtbot.waitUntil(lambda: desk.pane.canvas.contents.of(2) is not None, timeout=WAIT_MS)
    _drag(desk, _spot(desk, 1, "measuring"), _spot(desk, 2, "Repairing"))
    desk.pane.commands["copy"].trigger()
    copied = QGuiApplication.clipboard().text().split()
    assert " ".join(copied) == "measuring 42 centimetres. Repair costs Repairing"


def test_words_of_pages_that_were_forgotten_are_fetched_for_copying(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    desk.pane.canvas.pointing.select_page(1)
    desk.pane.canvas.contents.show_document(desk.id("harbour.pdf"))
    desk.pane.canvas.pointing.copy()
    desk.qtbot.waitUntil(lambda: "Ingrid Solheim" in QGuiApplication.clipboard().text(), timeout=WAIT_MS)


def test_double_click_selects_a_word_and_escape_drops_it(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    viewport = desk.pane.canvas.viewport()
    desk.qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=_spot(desk, 1, "Ingrid"))
    assert desk.pane.canvas.pointing.text() == "Ingrid"
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_Escape)
    assert desk.pane.canvas.pointing.text() == ""


def test_drawn_region_becomes_a_picture_of_that_part(desk: Desk) -> None:
    desk.open("harbour.pdf", 2)
    canvas = desk.pane.canvas
    desk.pane.commands["region"].trigger()
    box = Box(72.0, 300.0, 252.0, 390.0)
    spot = canvas.view_rect(1, box).toRect()
    with desk.qtbot.waitSignal(desk.pane.picture_taken, timeout=WAIT_MS) as taken:
        _drag(desk, spot.topLeft(), spot.bottomRight())
    png, caption = taken.args
    width, height = Image.open(io.BytesIO(bytes(png))).size
    assert abs(width - 180 * 200 / 72) < 8  # 200 dots an inch, drawn by whole pixels of the screen
    assert abs(height - 90 * 200 / 72) < 8
    assert caption == "Harbour wall inspection, page 2"
    assert not desk.pane.commands["region"].isChecked()


def test_slip_of_the_hand_takes_no_region(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    desk.pane.commands["region"].trigger()
    with desk.qtbot.assertNotEmitted(desk.pane.canvas.region_taken):
        _drag(desk, QPoint(200, 200), QPoint(203, 202))


def test_menu_opened_by_key_offers_the_whole_page_as_a_picture(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    menu = PageMenu(desk.pane.canvas, QPointF(desk.pane.canvas.viewport().rect().center()), by_key=True)
    (whole,) = [action for action in menu.actions() if action.text() == "Ask About the Whole Page"]
    with desk.qtbot.waitSignal(desk.pane.picture_taken, timeout=WAIT_MS) as taken:
        whole.trigger()
    assert max(Image.open(io.BytesIO(bytes(taken.args[0]))).size) <= 2048


def test_menu_on_a_picture_offers_to_ask_about_it(desk: Desk) -> None:
    desk.open("red.png")
    middle = desk.pane.canvas.view_rect(0, Box(100, 100, 200, 150)).center()
    menu = PageMenu(desk.pane.canvas, middle, by_key=False)
    (ask,) = [action for action in menu.actions() if action.text() == "Ask About This Figure"]
    with desk.qtbot.waitSignal(desk.pane.picture_taken, timeout=WAIT_MS) as taken:
        ask.trigger()
    assert Image.open(io.BytesIO(bytes(taken.args[0]))).size == (300, 200)


def test_menu_finds_what_is_selected(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _drag(desk, _spot(desk, 1, "three"), _spot(desk, 1, "cracks"))
    menu = PageMenu(desk.pane.canvas, QPointF(10, 10), by_key=False)
    (find,) = [action for action in menu.actions() if action.text() == "Find in This Document"]
    find.trigger()
    desk.qtbot.waitUntil(lambda: desk.pane.find_bar.count.text() == "1 of 1", timeout=WAIT_MS)
    assert desk.pane.find_bar.field.text() == "three cracks"
