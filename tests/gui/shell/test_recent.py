"""What was looked at last is offered in the menu; the notices of others can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from quire.gui.settings_dialog.notices import NoticesDialog
from quire.gui.settings_dialog.pages import AboutPage
from quire.gui.window import MainWindow
from quire.settings import resources


def _open(window: MainWindow, name: str, qtbot: QtBot) -> str:
    library = window.session.library
    assert library is not None
    document_id = library.resolve(name)
    window.library_pane.document_opened.emit(document_id, 1)
    qtbot.waitUntil(lambda: window.viewer_pane.document_id == document_id, timeout=30_000)
    return document_id


def test_documents_looked_at_last_open_from_the_menu(
    make_window: Callable[[Path], MainWindow], library_folder: Path, qtbot: QtBot
) -> None:
    window = make_window(library_folder)
    recent = window.commands.recent
    recent.aboutToShow.emit()
    assert not any(action.isEnabled() for action in recent.actions())
    boat = _open(window, "red-fishing-boat.jpg", qtbot)
    letter = _open(window, "keepers-letter-1938.pdf", qtbot)
    assert [one[0] for one in recent.documents()] == [letter, boat]
    _open(window, "red-fishing-boat.jpg", qtbot)
    assert [one[0] for one in recent.documents()] == [boat, letter]
    recent.aboutToShow.emit()
    recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.viewer_pane.document_id == letter, timeout=30_000)
    recent.actions()[-1].trigger()
    assert recent.documents() == []
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if recent.menuAction() in menu.actions()]
    assert len(menus) == 1


def test_the_notices_name_what_quire_is_made_with(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = AboutPage(window.session)
    qtbot.addWidget(page)
    page._show_notices(window.session)
    dialog = page.findChild(NoticesDialog)
    assert isinstance(dialog, NoticesDialog)
    qtbot.waitUntil(lambda: "PySide6" in dialog.text.toPlainText(), timeout=30_000)
    assert "pymupdf" in dialog.text.toPlainText().lower()
    dialog.close()
    (tmp_path / "THIRD-PARTY-NOTICES.txt").write_text("as they were shipped")
    (tmp_path / "resources").symlink_to(resources())
    monkeypatch.setattr("quire.gui.settings_dialog.notices.resources", lambda: tmp_path / "resources")
    shipped = NoticesDialog(window.session, page)
    qtbot.waitUntil(lambda: shipped.text.toPlainText() == "as they were shipped", timeout=30_000)
