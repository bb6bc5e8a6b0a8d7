"""Pictures of the main states in both themes, for people to look at: artefacts/screenshots/*.png."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quire.gui.incoming import Incoming
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.theme import Theme
from quire.gui.theme.theme import Choice
from quire.gui.window import MainWindow
from quire.settings import resources

FOLDER = resources().parent / "artefacts" / "screenshots"
THEMES: tuple[Choice, ...] = ("light", "dark")
EACH_THEME = pytest.mark.parametrize("theme", THEMES)


def keep(widget: QWidget, name: str) -> set[str]:
    """Save a picture of the widget and return the colours on a coarse grid of it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = widget.grab()
    assert picture.save(str(FOLDER / f"{name}.png"))
    image = picture.toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    }


@EACH_THEME
def test_the_welcome(window: MainWindow, qtbot: QtBot, theme: Choice) -> None:
    Theme.current().set(choice=theme)
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    tokens = Theme.current().tokens
    colours = keep(window, f"welcome-{theme}")
    assert {tokens.canvas, tokens.surface, tokens.accent} <= colours


@EACH_THEME
@pytest.mark.parametrize("size", [QSize(1024, 700), QSize(1600, 1000)], ids=["small", "large"])
def test_a_library_with_documents(
    make_window: Callable[[Path], MainWindow], library_folder: Path, qtbot: QtBot, theme: Choice, size: QSize
) -> None:
    Theme.current().set(choice=theme)
    window = make_window(library_folder)
    window.resize(size)
    library = window.session.library
    assert library is not None
    report = next(row for row in library.documents() if row.path.endswith("annual-report-2024.pdf"))
    window.library_pane.document_opened.emit(report.id, 1)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=60_000)
    qtbot.wait(300)
    assert len(keep(window, f"library-{theme}-{size.width()}")) > 5


@EACH_THEME
def test_something_hovering_over_the_window(window: MainWindow, theme: Choice) -> None:
    Theme.current().set(choice=theme)
    overlay = window.overlay
    overlay.announce(Incoming(paths=(Path("a.pdf"), Path("b.pdf"), Path("c.png"))))
    assert Theme.current().tokens.accent in keep(window, f"drop-{theme}")


@EACH_THEME
def test_messages(window: MainWindow, theme: Choice) -> None:
    Theme.current().set(choice=theme)
    window.session.undoable.emit("Removed 2 documents", lambda: None)
    window.session.message.emit("The file report.pdf is damaged. Get it again from where it came from.", "error")
    assert Theme.current().tokens.danger_tint in keep(window, f"messages-{theme}")


@EACH_THEME
def test_the_settings(window: MainWindow, theme: Choice) -> None:
    Theme.current().set(choice=theme)
    window.actions_table["file.settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert Theme.current().tokens.surface in keep(dialog, f"settings-{theme}")
