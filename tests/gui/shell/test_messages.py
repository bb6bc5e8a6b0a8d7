"""Messages are calm, do not pile up, and offer to take things back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quire.errors import NotFound
from quire.gui.message_bar import MessageBar
from quire.gui.undo import UndoList
from quire.gui.window import MainWindow


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def bar(parent: QWidget) -> MessageBar:
    return MessageBar(parent)


def test_a_message_takes_no_keyboard_and_covers_no_question_box(window: MainWindow) -> None:
    focus = QApplication.focusWidget()
    window.session.message.emit("Three documents were added", "info")
    assert window.message_bar.texts() == ["Three documents were added"]
    assert QApplication.focusWidget() is focus
    assert window.message_bar.geometry().bottom() < window.central.height() / 3


def test_at_most_three_stand_there_and_errors_stay_longest(bar: MessageBar) -> None:
    bar.show_message("first error", "error")
    for number in range(4):
        bar.show_message(f"info {number}")
    assert bar.texts() == ["first error", "info 2", "info 3"]


def test_an_equal_message_is_not_shown_twice(bar: MessageBar) -> None:
    bar.show_message("again")
    bar.show_message("again")
    assert bar.texts() == ["again"]


def test_long_words_are_wrapped_not_cut(bar: MessageBar) -> None:
    bar.show_message("short")
    low = bar.height()
    bar.show_message("word " * 60)
    assert bar.height() > 2 * low


def test_markup_in_a_message_is_shown_as_it_stands(bar: MessageBar) -> None:
    bar.show_message("<b>report</b>.pdf cannot be read", "error")
    assert bar.texts() == ["<b>report</b>.pdf cannot be read"]


def test_what_was_done_can_be_taken_back_in_the_message(window: MainWindow) -> None:
    done: list[str] = []
    window.session.undoable.emit("Removed 2 documents", lambda: done.append("back"))
    undo = next(button for button in window.message_bar.findChildren(QPushButton) if button.text() == "Undo")
    undo.click()
    assert done == ["back"]
    assert window.message_bar.texts() == []


def test_what_was_done_can_be_taken_back_later_by_key(window: MainWindow) -> None:
    done: list[str] = []
    assert not window.actions_table["edit.undo"].isEnabled()
    for name in ("one", "two"):
        window.session.undoable.emit(name, lambda name=name: done.append(name))
    window.actions_table["edit.undo"].trigger()
    window.actions_table["edit.undo"].trigger()
    assert done == ["two", "one"]
    assert not window.actions_table["edit.undo"].isEnabled()


def test_the_undo_list_forgets_the_oldest(qtbot: QtBot) -> None:
    undone: list[int] = []
    changes = UndoList()
    for number in range(30):
        changes.put(str(number), lambda number=number: undone.append(number))
    while changes:
        changes.undo()
    assert undone == list(range(29, 9, -1))


def test_an_error_nobody_handles_is_told_with_its_hint(window: MainWindow) -> None:
    window.session.tasks.failed.emit(NotFound("there is no such page", hint="go to another one"))
    assert window.message_bar.texts() == ["There is no such page. Go to another one."]
