"""What the window remembers of itself between starts: place, size, panes. Kept beside the settings, not among them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from quire.settings import config_folder

_VERSION = 1  # raise when the panes change so that old sizes make no sense


class WindowState:
    """A small ini file in the configuration folder; a missing or broken one means defaults."""

    def __init__(self) -> None:
        self._file = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
        self._valid = self._file.value("version", 0, int) == _VERSION

    def restore(self, window: QMainWindow, splitter: QSplitter) -> bool:
        """Bring window and panes back; False when nothing usable is remembered."""
        geometry, panes = self._file.value("geometry"), self._file.value("panes")
        if not (self._valid and isinstance(geometry, QByteArray) and isinstance(panes, QByteArray)):
            return False
        if not (window.restoreGeometry(geometry) and splitter.restoreState(panes)):
            return False
        folded = cast(str, self._file.value("folded", "", str)).split("+")
        for number, pane in enumerate(_panes(splitter)):
            pane.setVisible(str(number) not in folded)
        return True

    def keep(self, window: QMainWindow, splitter: QSplitter) -> None:
        config_folder().mkdir(parents=True, exist_ok=True)
        self._file.setValue("version", _VERSION)
        self._file.setValue("geometry", window.saveGeometry())
        self._file.setValue("panes", splitter.saveState())
        folded = [str(number) for number, pane in enumerate(_panes(splitter)) if pane.isHidden()]
        self._file.setValue("folded", "+".join(folded))  # a comma would make it a list
        self._file.sync()

    def last_folder(self) -> str:
        """Return the folder files were last picked from."""
        return cast(str, self._file.value("last-folder", "", str))

    def keep_last_folder(self, folder: str) -> None:
        self._file.setValue("last-folder", folder)


def _panes(splitter: QSplitter) -> list[QWidget]:
    return [pane for number in range(splitter.count()) if (pane := splitter.widget(number)) is not None]
