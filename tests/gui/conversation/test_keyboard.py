"""The main job without a mouse, and a name for everything that takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of

from quire.gui.conversation.question_edit import QuestionEdit


def focus(desk: Desk) -> QWidget:
    widget = desk.pane.window().focusWidget()
    assert widget is not None
    return widget


def test_ask_read_and_open_with_keys_alone(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1] And so. [2]", desk.hits(), cited=(1, 2))
    desk.pane.activateWindow()
    assert focus(desk) is desk.pane.box.edit
    QTest.keyClicks(focus(desk), "Is it so?")
    QTest.keyClick(focus(desk), Qt.Key.Key_Return)
    desk.settle()
    desk.pane._go_to_evidence()
    assert focus(desk) is desk.last.cards[0].title
    QTest.keyClick(focus(desk), Qt.Key.Key_Space)
    assert desk.opened[-1][1] == 0
    for _ in range(4):  # over "Why" to the next card
        if focus(desk) is desk.last.cards[1].title:
            break
        desk.pane.focusNextChild()
    QTest.keyClick(focus(desk), Qt.Key.Key_Space)
    assert desk.opened[-1][1] == 1


def test_tab_goes_through_every_part_and_comes_back(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.ask("Is it so?")
    seen: list[QWidget] = []
    for _ in range(60):
        desk.pane.focusNextChild()
        if focus(desk) not in seen:
            seen.append(focus(desk))
    assert desk.pane.box.edit in seen
    assert desk.pane.header.earlier in seen
    assert desk.last.cards[0].title in seen
    assert desk.last.cards[0].why in seen
    assert desk.last.answer in seen


def test_shift_enter_begins_a_line_and_up_brings_questions_back(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.ask("first")
    desk.ask("second")
    edit = desk.pane.box.edit
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.toPlainText() == "second"
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.toPlainText() == "first"
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.toPlainText() == ""
    QTest.keyClicks(edit, "a")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit, "b")
    assert edit.toPlainText() == "a\nb"
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.toPlainText() == "a\nb"


def test_the_box_grows_to_six_lines(desk: Desk) -> None:
    edit = QuestionEdit()
    desk.qtbot.addWidget(edit)
    edit.resize(300, 20)
    edit.show()
    heights = []
    for n_lines in (1, 3, 6, 12):
        edit.put("\n".join("x" * n_lines))
        heights.append(edit.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_commands_have_keys_and_names(desk: Desk) -> None:
    keys = {action.shortcut().toString(): action.text() for action in desk.pane.actions()}
    assert keys["Ctrl+N"] == "New conversation"
    assert {"Ctrl+H", "Ctrl+Shift+F", "Ctrl+J", "Ctrl+."} <= keys.keys()


def test_the_mode_can_be_switched_by_key(desk: Desk) -> None:
    assert not desk.pane.box.is_search
    desk.pane.switch_mode()
    assert desk.pane.box.is_search
    assert "Search" in desk.pane.box.edit.placeholderText()


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.ask("Is it so?")
    desk.ask("turbine", search=True)
    desk.pane.show_earlier()
    desk.settle()
    nameless = []
    for widget in [*desk.pane.findChildren(QWidget), *desk.pane.shelf.panel.findChildren(QWidget)]:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or not interface.text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    desk.pane.shelf.panel.hide()
    assert nameless == []
