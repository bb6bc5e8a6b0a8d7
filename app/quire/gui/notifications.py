"""A word on the desktop when long work ended and the person looks elsewhere."""

from __future__ import annotations

import shutil
import time

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from quire.gui.session import Session
from quire.gui.tasks import Task

LONG_S = 10.0  # shorter work is not worth a notification
_SHOWN_MS = 8_000


class Notifier(QObject):
    """Listens to the tasks that have a title."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._began: dict[Task, float] = {}
        self.clock = time.monotonic
        self._tray: QSystemTrayIcon | None = None
        session.tasks.started.connect(self._started)
        session.tasks.ended.connect(self._ended)

    def notify(self, title: str, text: str) -> None:
        """Show a notification through what this desktop has; at the least the task bar entry blinks."""
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._tray is None:
                self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
                self._tray.messageClicked.connect(self._come_forward)
                self._tray.activated.connect(self._come_forward)
            self._tray.show()
            self._tray.showMessage(title, text, QApplication.windowIcon(), _SHOWN_MS)
        elif program := shutil.which("notify-send"):
            QProcess.startDetached(program, ["--app-name=Quire", "--", title, text])
        QApplication.alert(self._window)

    def _started(self, task: Task) -> None:
        if task.title:
            self._began[task] = self.clock()

    def _ended(self, task: Task) -> None:
        began = self._began.pop(task, None)
        looked_at = self._window.isActiveWindow() and not self._window.isMinimized()
        if began is None or looked_at or task.job.cancelled or not self._session.settings.appearance.notify:
            return
        if self.clock() - began >= LONG_S:
            text = self.tr("Failed. Quire tells why.") if task.error else self.tr("Done.")
            self.notify(task.title, text)

    def _come_forward(self, _: object = None) -> None:
        if self._tray is not None:
            self._tray.hide()
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
