"""Documents that were looked at last, offered in the menu; remembered per library."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from quire.gui.theme import icon
from quire.settings import config_folder

_MOST = 10
_LONGEST = 60  # letters of a title in the menu


class RecentDocuments(QMenu):
    """The submenu; fills itself when it is about to be seen."""

    def __init__(self, folder: Callable[[], Path], show: Callable[[str], None], parent: QWidget | None = None) -> None:
        """Args:
        folder: Returns where the library lies now.
        show: Opens a document by its id.
        """
        super().__init__(parent)
        self.setTitle(self.tr("Open &Recent"))
        self.setIcon(icon("history"))
        self.setAccessibleName(self.tr("Documents looked at last"))
        self._folder = folder
        self._show = show
        self._file = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
        self.aboutToShow.connect(self._fill)

    def remember(self, document_id: str, title: str) -> None:
        """Put a document first."""
        if document_id:
            others = [one for one in self.documents() if one[0] != document_id]
            self._keep([(document_id, title), *others][:_MOST])

    def documents(self) -> list[tuple[str, str]]:
        """Return ids and titles, the last one looked at first."""
        try:
            kept = json.loads(str(self._file.value(self._key(), "[]", str)))
            return [(str(document_id), str(title)) for document_id, title in kept]
        except (ValueError, TypeError):
            return []

    def _keep(self, documents: list[tuple[str, str]]) -> None:
        config_folder().mkdir(parents=True, exist_ok=True)
        self._file.setValue(self._key(), json.dumps(documents))

    def _key(self) -> str:
        return f"recent/{hashlib.sha256(os.path.abspath(self._folder()).encode()).hexdigest()[:16]}"

    def _fill(self) -> None:
        self.clear()
        documents = self.documents()
        for document_id, title in documents:
            short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
            action = self.addAction(short.replace("&", "&&"))
            action.triggered.connect(lambda _=False, document_id=document_id: self._show(document_id))
        if not documents:
            self.addAction(self.tr("Nothing yet")).setEnabled(False)
            return
        self.addSeparator()
        forget = QAction(self.tr("Forget These"), self)
        forget.triggered.connect(lambda: self._keep([]))
        self.addAction(forget)
