"""Making the QApplication, or saying in one sentence why there can be no window."""

from __future__ import annotations

import logging
import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quire.errors import QuireError
from quire.settings import resources

EXIT_NO_DISPLAY = 1
# How long a thread at work may keep Python from the window. Python says 5 ms, and painting a list takes several turns.
_SWITCH_S = 0.001
_log = logging.getLogger("quire.gui.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def make_application() -> QApplication:
    """Return the application with its name and icon.

    Raises:
        QuireError: there is no display. (When there is one that refuses, Qt would abort; the process then ends with
            one sentence on stderr instead.)
    """
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    ):
        raise QuireError(
            "there is no display to open the window on",
            hint="start it in a desktop session, or use the commands: `quire --help`",
        )
    sys.setswitchinterval(_SWITCH_S)
    qInstallMessageHandler(_while_starting)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(_to_log)
    application.setApplicationName("Quire")
    application.setApplicationDisplayName("Quire")
    application.setDesktopFileName("org.quire.Quire")  # as installed by the packages; Wayland finds icon and name by it
    application.setWindowIcon(QIcon(str(resources() / "icons" / "quire.svg")))
    return application


def _while_starting(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if {"-v", "--verbose"} & set(sys.argv):
        sys.stderr.write(f"{message}\n")
    if kind is QtMsgType.QtFatalMsg:  # Qt aborts when this returns
        sys.stderr.write("quire: the window cannot be opened: the display refuses, or a system library is missing\n")
        sys.stderr.write(f"       {_missing_hint()}; the commands work without: `quire --help`\n")
        sys.stderr.flush()
        os._exit(EXIT_NO_DISPLAY)
    _to_log(kind, context, message)


def _missing_hint() -> str:
    if getattr(sys, "frozen", False):
        return "install the package anew: it names the libraries it needs"
    return "`./quire gui` installs what is missing"


def _to_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
