"""The settings window is the settings table: complete, searchable, and everything can be put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.models.confirm import Confirm
from quire.gui.session import Session
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.settings_dialog.plugins_page import PluginsPage
from quire.gui.settings_dialog.storage_page import StoragePage
from quire.gui.settings_dialog.titles import _ROWS, row_title, section_title
from quire.gui.theme import Theme
from quire.gui.window import MainWindow
from quire.plugins.loading import PluginStatus
from quire.settings import load, rows
from quire.types import Problem


@pytest.fixture
def dialog(empty_session: Session, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(empty_session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_row_of_the_table_is_there(dialog: SettingsDialog) -> None:
    assert set(dialog.rows) == {row.name for row in rows()}


def test_every_row_and_section_has_a_readable_title() -> None:
    for row in rows():
        assert "_" not in row_title(row)
        assert "_" not in section_title(row.section)


def test_titles_belong_to_rows_that_exist() -> None:
    assert set(_ROWS) <= {row.name for row in rows()}


def test_a_change_holds_at_once_and_is_saved(dialog: SettingsDialog, qtbot: QtBot) -> None:
    session = dialog._session
    dialog.rows["privacy.offline"].findChild(QCheckBox).click()
    assert session.settings.privacy.offline
    qtbot.waitUntil(lambda: load().settings.privacy.offline)


@pytest.mark.parametrize(
    ("name", "value"), [("reading.processes", 4), ("search.limit", 25), ("reading.memory_limit_mb", 512)]
)
def test_numbers_keep_to_their_limits(dialog: SettingsDialog, name: str, value: int) -> None:
    row = dialog.rows[name]
    spin = row.findChild(QSpinBox)
    assert spin.minimum() == row.row.minimum
    assert spin.maximum() == row.row.maximum
    spin.setValue(value)
    section, _, field = name.partition(".")
    assert getattr(getattr(dialog._session.settings, section), field) == value


def test_a_row_goes_back_to_its_default(dialog: SettingsDialog) -> None:
    row = dialog.rows["search.limit"]
    reset = next(button for button in row.findChildren(QToolButton) if "Reset" in button.accessibleName())
    assert reset.isHidden()
    row.findChild(QSpinBox).setValue(30)
    assert not reset.isHidden()
    reset.click()
    assert dialog._session.settings.search.limit == 10
    assert reset.isHidden()


def test_the_search_finds_rows_on_all_pages(dialog: SettingsDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "reader memory")
    shown = {name for name, row in dialog.rows.items() if row.isVisible()}
    assert shown == {"reading.memory_limit_mb"}
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "no such thing")
    assert any("No setting" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_search_makes_no_more_than_a_page_per_turn(
    empty_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = [0]
    make = SettingsDialog._make

    def counted(self: SettingsDialog, section: str) -> QWidget:
        turns[-1] += section not in self._sections
        return make(self, section)

    next_turn = SettingsDialog._make_next

    def turned(self: SettingsDialog) -> None:
        turns.append(0)
        next_turn(self)

    monkeypatch.setattr(SettingsDialog, "_make", counted)
    monkeypatch.setattr(SettingsDialog, "_make_next", turned)
    dialog = SettingsDialog(empty_session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("reader memory")
    assert turns == [1], "typing makes none of the others"
    name = "reading.memory_limit_mb"
    qtbot.waitUntil(lambda: name in dialog._rows and dialog._rows[name].isVisible())
    qtbot.waitUntil(lambda: len(dialog._sections) == len(dialog._names))
    assert max(turns) == 1
    assert {name for name, row in dialog._rows.items() if row.isVisible()} == {name}


def test_a_change_that_needs_a_restart_says_so(dialog: SettingsDialog) -> None:
    dialog.show_page("reading")
    row = dialog.rows["reading.ocr"]
    row.findChild(QCheckBox).click()
    assert any("starts again" in label.text() for label in row.findChildren(QLabel) if label.isVisible())


def test_the_theme_changes_while_one_looks(window: MainWindow) -> None:
    window.actions_table["file.settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    combo = dialog.rows["appearance.theme"].findChild(QComboBox)
    combo.setCurrentIndex(combo.findData("dark"))
    assert Theme.current().tokens.name == "dark"
    window.actions_table["view.theme-light"].trigger()
    assert combo.currentData() == "light"


def _texts(dialog: SettingsDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_storage_page_says_where_the_library_is_and_that_it_is_whole(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show_page("library")
    qtbot.waitUntil(lambda: str(dialog._session.folder) in _texts(dialog))
    from PySide6.QtWidgets import QPushButton

    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Check").click()
    qtbot.waitUntil(lambda: "The library is whole." in _texts(dialog), timeout=30_000)


def test_the_about_page_names_licence_and_versions(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_page("about")
    assert "Affero" in _texts(dialog)
    qtbot.waitUntil(lambda: "pymupdf" in _texts(dialog), timeout=30_000)


def test_the_models_page_says_what_is_built_in(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show_page("models")
    qtbot.waitUntil(lambda: "built-in" in _texts(dialog), timeout=60_000)


def test_the_storage_page_backs_the_library_up(dialog: SettingsDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.show_page("library")
    page = dialog.findChild(StoragePage)
    assert isinstance(page, StoragePage)
    page.back_up(tmp_path / "backup.zip")
    qtbot.waitUntil(lambda: "is backed up" in _texts(dialog), timeout=30_000)
    assert (tmp_path / "backup.zip").stat().st_size > 0


def test_a_plugin_is_enabled_only_after_consent_and_tells_its_trouble(
    dialog: SettingsDialog, qtbot: QtBot
) -> None:
    dialog.show_page("plugins")
    page = dialog.findChild(PluginsPage)
    assert isinstance(page, PluginsPage)
    qtbot.waitUntil(lambda: not dialog._session.tasks.open_tasks(), timeout=30_000)
    broken = Problem("plugin", "plugins", "it cannot be imported", hint="install it again")
    hello = PluginStatus("hello", "1.0", "Says hello", distribution="quire-hello")
    page.show_plugins([hello, PluginStatus("bad", enabled=True, problem=broken, distribution="quire-bad")])
    qtbot.waitUntil(lambda: "It cannot be imported." in _texts(dialog))
    first, second = page._cards
    assert second.button.text() == "Disable"
    switched: list[tuple[str, bool]] = []
    page.switch = lambda name, *, on: switched.append((name, on))  # type: ignore[method-assign]
    first.button.click()
    assert switched == []
    question = page.findChild(Confirm)
    assert isinstance(question, Confirm)
    assert "quire-hello" in " ".join(label.text() for label in question.findChildren(QLabel))
    question.agree.click()
    assert switched == [("hello", True)]


def test_pages_are_made_one_in_a_turn_of_the_event_loop(window: MainWindow, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window.session, window)
    qtbot.addWidget(dialog)
    made = dialog._sections
    assert list(made) == ["appearance"]
    dialog._make_next()
    assert len(made) == 2
    dialog.show_page("about")
    assert "about" in made
    qtbot.waitUntil(lambda: len(made) == dialog.list.count(), timeout=30_000)
    order = [dialog._body.indexOf(made[dialog.list.item(n).data(Qt.ItemDataRole.UserRole)]) for n in range(len(made))]
    assert order == sorted(order)
