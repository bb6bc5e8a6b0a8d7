"""A screen reader finds a name on everything that can be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quire.errors import LibraryHeld
from quire.gui.problem_dialog import Choice, ProblemDialog
from quire.gui.session import Session
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.shortcuts import ShortcutSheet
from quire.gui.window import MainWindow

# Roles of what a person uses or must be told about; layout and separators need no name.
USED = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Slider,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.List,
    QAccessible.Role.Tree,
    QAccessible.Role.Table,
    QAccessible.Role.MenuItem,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.PageTabList,
    QAccessible.Role.Document,
}
# Parts of other controls, which speak for them.
PARTS = {"qt_spinbox_lineedit", "qt_toolbar_ext_button", "qt_menubar_ext_button", "qt_scrollarea_viewport"}


def unnamed(top: QWidget) -> list[str]:
    """Return where controls without a name are.

    Widgets are walked, not `QAccessibleInterface.child`: PySide frees what that returns although Qt still owns it.
    """
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        interface = QAccessible.queryAccessibleInterface(widget)
        silent = widget.objectName() in PARTS or widget.property("decorative")
        if interface is None or silent or not widget.isVisibleTo(top):
            continue
        matters = interface.role() in USED or (takes_focus and not isinstance(widget, QDialog))
        if matters and not interface.text(QAccessible.Text.Name):
            found.append(where(widget, top))
    return found


def where(widget: QWidget, top: QWidget) -> str:
    """Return the class names from below `top` to the widget."""
    names = []
    at: QWidget | None = widget
    while at is not None and at is not top:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))


def test_everything_in_the_window_has_a_name(window: MainWindow) -> None:
    window.show_welcome()
    assert unnamed(window) == []
    window.show_conversation()
    assert unnamed(window) == []


def test_everything_has_a_name_with_documents_in_the_library(
    make_window: Callable[[Path], MainWindow], library_folder: Path, qtbot: QtBot
) -> None:
    window = make_window(library_folder)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)
    document = window.session.library.documents()[0]  # type: ignore[union-attr]
    window.library_pane.document_opened.emit(document.id, 1)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)
    assert unnamed(window) == []


def test_messages_and_progress_have_names(window: MainWindow) -> None:
    window.session.undoable.emit("Removed", lambda: None)
    window.session.message.emit("Failed", "error")
    assert unnamed(window.message_bar) == []


def test_the_settings_have_names(empty_session: Session, qtbot: QtBot) -> None:
    dialog = SettingsDialog(empty_session)
    qtbot.addWidget(dialog)
    dialog.show()
    for number in range(dialog.list.count()):
        dialog.list.setCurrentRow(number)
        assert unnamed(dialog) == []


def test_other_dialogs_have_names(window: MainWindow, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(window, {})
    problem = ProblemDialog("No library", LibraryHeld("in use", detail="lock"), [Choice("Quit", lambda: None)])
    for dialog in (sheet, problem):
        qtbot.addWidget(dialog)
        dialog.show()
        assert unnamed(dialog) == []


def test_the_walk_sees_what_has_no_name(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    button = QPushButton(parent)
    parent.show()
    assert unnamed(parent) == ["QPushButton"]
    button.setAccessibleName("Go")
    assert unnamed(parent) == []
