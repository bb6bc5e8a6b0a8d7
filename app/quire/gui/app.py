"""Start of the window: application, theme, session, event loop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from quire.gui.session import Session
from quire.gui.theme import Theme
from quire.gui.window import MainWindow
from quire.settings import Settings


def run(folder: Path, settings: Settings, files: Sequence[Path]) -> int:
    """Open the window on the library in `folder`, add `files`, and return the exit code when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Quire")
    application.setApplicationDisplayName("Quire")
    application.setDesktopFileName("quire")
    Theme.current().set(choice="system", zoom=1.0)
    session = Session(folder, settings)
    window = MainWindow(session)
    window.resize(1280, 800)
    window.show()
    QTimer.singleShot(0, session.open)
    if files:
        session.add(files)
    code = application.exec()
    session.close()
    return code
