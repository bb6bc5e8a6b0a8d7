"""How the pane looked last time: sorting, list or grid, details. A missing or broken file means defaults."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QSettings

from quire.gui.library.entries import Sorting
from quire.settings import config_folder


@dataclass(frozen=True, slots=True)
class Look:
    sorting: Sorting = Sorting.ADDED
    descending: bool = True
    grid: bool = False
    details: bool = False


class Remembered:
    """A small ini file beside the window's own."""

    def __init__(self) -> None:
        self._file = QSettings(str(config_folder() / "library-pane.ini"), QSettings.Format.IniFormat)

    def look(self) -> Look:
        usual = Look()
        known = {one.value: one for one in Sorting}
        return Look(
            sorting=known.get(str(self._file.value("sorting", "", str)), usual.sorting),
            descending=bool(self._file.value("descending", usual.descending, bool)),
            grid=bool(self._file.value("grid", usual.grid, bool)),
            details=bool(self._file.value("details", usual.details, bool)),
        )

    def keep(self, look: Look) -> None:
        config_folder().mkdir(parents=True, exist_ok=True)
        self._file.setValue("sorting", look.sorting.value)
        self._file.setValue("descending", look.descending)
        self._file.setValue("grid", look.grid)
        self._file.setValue("details", look.details)

    def sizes(self) -> QByteArray:
        """Return how high the parts of the pane were; empty when nothing is known."""
        value = self._file.value("sizes")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_sizes(self, state: QByteArray) -> None:
        self._file.setValue("sizes", state)
