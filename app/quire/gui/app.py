"""Start of the window: application, one instance, theme, session, event loop."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from quire.gui import quick_start
from quire.gui.display import make_application
from quire.gui.log import Bugs, start_log
from quire.gui.plugins.switching import without_holder
from quire.gui.program import Program
from quire.gui.single_instance import SingleInstance
from quire.gui.start_times import StartTimes
from quire.gui.theme import Theme
from quire.gui.translations import install_translations
from quire.gui.watchdog import Watchdog
from quire.settings import Settings

_STARTED_MS = 5_000  # from the first turn of the event loop


def run(folder: Path, settings: Settings, files: Sequence[Path]) -> int:
    """Open the window on the library in `folder`, add `files`, and return the exit code when it is closed.

    When a window on this library is open already, it gets the files and comes forward instead.

    Raises:
        QuireError: there is no display.
    """
    start_log()
    application = make_application()
    instance = SingleInstance(folder)
    if instance.hand_over(files):
        return 0
    instance.listen()
    install_translations(application, settings.appearance.language)
    Theme.current().set(choice=settings.appearance.theme, zoom=settings.appearance.zoom)
    program = Program(instance)
    bugs = Bugs()
    bugs.happened.connect(program.tell_bug)
    settings, hold = without_holder(settings)
    program.open(folder, settings, files)
    if hold is not None:
        program.window.commands.plugins.tell_left_out(hold)
    bugs.watch()
    program.ended.connect(application.quit)
    _close_on_interrupt(application)
    if os.environ.get("QUIRE_WATCHDOG"):
        Watchdog(parent=application).start()
    if began := os.environ.get("QUIRE_START_BENCHMARK"):
        StartTimes(program.window, float(began))
    QTimer.singleShot(_STARTED_MS, application, quick_start.end)
    code = application.exec()
    program.close()
    return code


def _close_on_interrupt(application: QApplication) -> None:
    """Let Ctrl+C in the terminal close the window: Python's own handler runs only while Python code does."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    signal.set_wakeup_fd(theirs.fileno())
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: ours.recv(64))
    application.setProperty("interrupt", (ours, theirs))  # they live as long as the application
