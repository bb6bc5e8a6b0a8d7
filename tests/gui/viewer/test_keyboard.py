"""Everything in the viewer by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.gui.viewer.conftest import WAIT_MS, Desk

_CTRL = Qt.KeyboardModifier.ControlModifier


def _activate(desk: Desk) -> None:
    desk.pane.activateWindow()
    desk.qtbot.waitUntil(desk.pane.isActiveWindow, timeout=WAIT_MS)
    desk.pane.canvas.setFocus()


def test_keys_turn_pages_and_go_to_the_ends(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    canvas = desk.pane.canvas
    for key, page_number in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_Home, 1),
    ):
        desk.qtbot.keyClick(canvas, key)
        assert canvas.page_number() == page_number


def test_find_opens_by_key_and_gives_the_focus_back(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _activate(desk)
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_F, _CTRL)
    assert QApplication.focusWidget() is desk.pane.find_bar.field
    desk.qtbot.keyClicks(desk.pane.find_bar.field, "kittiwakes")
    desk.qtbot.keyClick(
        desk.pane.find_bar.field, Qt.Key.Key_Return
    )  # without waiting for the pause in typing
    desk.qtbot.waitUntil(lambda: desk.pane.canvas.page_number() == 3, timeout=WAIT_MS)
    desk.qtbot.keyClick(desk.pane.find_bar.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.pane.canvas


def test_page_is_typed_and_a_page_that_is_not_there_is_refused(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _activate(desk)
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_G, _CTRL)
    field = desk.pane.toolbar.field
    assert QApplication.focusWidget() is field
    desk.qtbot.keyClicks(field, "77")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.pane.canvas.page_number() == 1
    assert "77" in field.toolTip()
    desk.qtbot.keyClicks(field, "3")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.pane.canvas.page_number() == 3
    assert QApplication.focusWidget() is desk.pane.canvas


def test_page_is_selected_and_copied_by_key(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _activate(desk)
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_A, _CTRL)
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_C, _CTRL)
    assert QGuiApplication.clipboard().text().startswith("Harbour wall inspection")


def test_pages_say_where_one_is_and_what_is_marked(desk: Desk) -> None:
    stop = desk.stop("harbour.pdf", 3, "Forty pairs", "[2]")
    desk.pane.show_evidence((stop,), 0)
    canvas = desk.pane.canvas
    desk.qtbot.waitUntil(
        lambda: canvas.accessibleDescription() == "Page 3 of 3, with evidence [2]", timeout=WAIT_MS
    )
    assert canvas.accessibleName() == "Pages of Harbour wall inspection"


def test_a_region_is_framed_and_taken_by_keys(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _activate(desk)
    canvas, page = desk.pane.canvas, desk.pane.canvas.pages[0]
    desk.qtbot.keyClick(canvas, Qt.Key.Key_R, _CTRL)
    assert canvas.pointing.capturing
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.pointing.capturing, "nothing is framed yet"
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.pointing.region is not None
    first = canvas.pointing.region[1]
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Right)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Up, _CTRL)
    moved = canvas.pointing.region[1]
    assert moved.x0 > first.x0
    assert moved.y0 < first.y0
    assert round(moved.width, 3) == round(first.width, 3)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    narrower = canvas.pointing.region[1]
    assert narrower.width < moved.width
    assert round(narrower.x0, 3) == round(moved.x0, 3)
    for _ in range(80):
        desk.qtbot.keyClick(canvas, Qt.Key.Key_Left)
        desk.qtbot.keyClick(canvas, Qt.Key.Key_Up)
    inside = canvas.pointing.region[1]
    assert -0.1 <= inside.x0 < 1.0
    assert -0.1 <= inside.y0 < 1.0
    assert inside.x1 <= page.width_pt
    with desk.qtbot.waitSignal(desk.pane.picture_taken, timeout=WAIT_MS) as taken:
        desk.qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert taken.args is not None
    assert taken.args[0].startswith(b"\x89PNG")
    assert not canvas.pointing.capturing


def test_a_region_on_a_turned_page_moves_the_way_the_key_points(desk: Desk) -> None:
    desk.open("harbour.pdf", 1)
    _activate(desk)
    canvas = desk.pane.canvas
    canvas.rotate()
    canvas.pointing.capture(True)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.pointing.region is not None
    before = canvas.view_rect(*canvas.pointing.region)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Right)
    after = canvas.view_rect(*canvas.pointing.region)
    assert after.left() > before.left()
    assert abs(after.top() - before.top()) < 0.5
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.pointing.region is None
