"""What the window remembers of models between starts: downloads on their way, and how fast models ran here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QSettings

from quire.settings import config_folder

_PLUS = "%2B"  # in an address; between entries stands a plain one


class Kept:
    """A small ini file beside the window's own; a missing or broken one means nothing is known."""

    def __init__(self) -> None:
        self._file = QSettings(str(config_folder() / "models.ini"), QSettings.Format.IniFormat)

    def downloads(self) -> dict[str, bool]:
        """Return the downloads that had not ended by id or address, in order, and whether each is to be used then."""
        marked = [entry for entry in self._text("downloads").split("+") if entry]
        return {entry.rstrip("!").replace(_PLUS, "+"): entry.endswith("!") for entry in marked}

    def keep_downloads(self, downloads: Mapping[str, bool]) -> None:
        names = {name.replace("+", _PLUS): use for name, use in downloads.items()}
        marked = [f"{name}!" if use else name for name, use in names.items()]
        self._keep("downloads", "+".join(marked))  # a comma would make it a list

    def speed(self, model_id: str) -> tuple[float, str]:
        """Return how fast a model ran here and what was counted; 0 when nobody tried."""
        amount, _, unit = self._text(f"speed/{model_id}").partition(" ")
        try:
            return float(amount), unit
        except ValueError:
            return 0.0, ""

    def keep_speed(self, model_id: str, per_second: float, unit: str) -> None:
        self._keep(f"speed/{model_id}", f"{per_second:.3f} {unit}")

    def _text(self, key: str) -> str:
        return cast(str, self._file.value(key, "", str))

    def _keep(self, key: str, text: str) -> None:
        config_folder().mkdir(parents=True, exist_ok=True)
        self._file.setValue(key, text)
        self._file.sync()
