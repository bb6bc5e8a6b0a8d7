"""Everything can be done by key, and the list of keys is complete."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from quire.gui.actions import COMMANDS, MENUS, Actions
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.shortcuts import ShortcutSheet, entries
from quire.gui.theme import Theme
from quire.gui.window import MainWindow

# Reached by other keys: themes and welcome by the menu's mnemonics.
WITHOUT_KEYS = {"view.theme-system", "view.theme-light", "view.theme-dark", "help.welcome", "help.about"}


def test_every_command_has_keys_or_is_reached_by_the_menu(window: MainWindow) -> None:
    for command in COMMANDS:
        action = window.actions_table[command.id]
        assert action.text()
        assert bool(action.shortcuts()) != (command.id in WITHOUT_KEYS), command.id


def test_no_keys_are_given_twice() -> None:
    keys = Counter(QKeySequence(text).toString() for command in COMMANDS for text in command.shortcuts)
    assert [text for text, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("menu", [name for name, _ in MENUS])
def test_mnemonics_are_unique_in_each_menu(menu: str) -> None:
    letters = Counter(
        command.text[command.text.index("&") + 1].lower() for command in COMMANDS if command.menu == menu
    )
    assert [letter for letter, count in letters.items() if count > 1] == []


def test_a_command_without_handler_is_refused(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        Actions(window).connect_all({})


def test_the_sheet_lists_every_command_with_its_keys(window: MainWindow) -> None:
    listed = {(entry.text, entry.keys) for entry in entries(window, {})}
    assert len(listed) == len(COMMANDS)
    assert ("Add Files", "Ctrl+O") in listed


def test_the_sheet_does_what_is_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["help.shortcuts"].trigger()
    sheet = window.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    qtbot.keyClicks(sheet.search, "dark")
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert Theme.current().choice == "dark"


def test_keys_change_the_size_of_text_and_it_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert Theme.current().zoom == 1.1
    assert window.session.settings.appearance.zoom == 1.1
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert Theme.current().zoom == 1.0


def test_panes_fold_and_come_back_by_key(window: MainWindow, qtbot: QtBot) -> None:
    for key, pane in ((Qt.Key.Key_F9, window.library_pane), (Qt.Key.Key_F10, window.viewer_pane)):
        assert pane.isVisible()
        qtbot.keyClick(window, key)
        assert not pane.isVisible()
        qtbot.keyClick(window, key)
        assert pane.isVisible()


def test_the_settings_open_once(window: MainWindow) -> None:
    window.actions_table["file.settings"].trigger()
    window.actions_table["help.about"].trigger()
    dialogs = window.findChildren(SettingsDialog)
    assert len(dialogs) == 1
    assert dialogs[0].list.currentItem().text() == "About"
