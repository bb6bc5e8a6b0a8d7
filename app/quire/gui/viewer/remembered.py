"""What the viewer remembers between starts: how pages fit, and what stands beside them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSettings

from quire.gui.viewer.layout import Fit
from quire.settings import config_folder


class Remembered:
    """Rows `viewer/*` of the window's ini file; missing or senseless ones mean defaults."""

    def __init__(self) -> None:
        self._file = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def fit(self) -> Fit:
        """How pages fit; documents open so, pictures always open whole."""
        return "page" if self._file.value("viewer/fit", "width", str) == "page" else "width"

    @fit.setter
    def fit(self, fit: Fit) -> None:
        self._set("viewer/fit", fit)

    @property
    def side_shown(self) -> bool:
        return cast(bool, self._file.value("viewer/side", False, bool))

    @side_shown.setter
    def side_shown(self, shown: bool) -> None:
        self._set("viewer/side", shown)

    @property
    def side_tab(self) -> int:
        return 1 if self._file.value("viewer/side-tab", "0", str) == "1" else 0

    @side_tab.setter
    def side_tab(self, tab: int) -> None:
        self._set("viewer/side-tab", str(tab))

    def _set(self, key: str, value: object) -> None:
        config_folder().mkdir(parents=True, exist_ok=True)
        self._file.setValue(key, value)
