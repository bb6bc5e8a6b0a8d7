"""Showing a file where it lies, in the file manager of this desktop."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_SERVICE = "org.freedesktop.FileManager1"


def reveal(path: Path, owner: QObject) -> None:
    """Show the file selected in its folder; where that is not possible, open the folder."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", [f"/select,{path}"])
    elif sys.platform == "darwin":
        QProcess.startDetached("/usr/bin/open", ["-R", str(path)])
    else:
        _reveal_by_bus(path, owner)


def _reveal_by_bus(path: Path, owner: QObject) -> None:
    # not needed at the start of the window
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        _open_folder(path)
        return
    message = QDBusMessage.createMethodCall(_SERVICE, "/org/freedesktop/FileManager1", _SERVICE, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    watcher = QDBusPendingCallWatcher(QDBusPendingCall(bus.asyncCall(message)), owner)

    def finished(call: QDBusPendingCallWatcher) -> None:
        if call.isError():
            _open_folder(path)
        call.deleteLater()

    watcher.finished.connect(finished)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
