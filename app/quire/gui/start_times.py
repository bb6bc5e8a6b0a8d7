"""How long a start takes, for tests/benchmarks: prints one JSON line and closes the window."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quire.gui.tasks import Task

if TYPE_CHECKING:
    from quire.gui.window import MainWindow


class StartTimes(QObject):
    """`visible_s`: the window has painted itself. `usable_s`: the library is open and its documents are listed.

    Args:
        began: POSIX seconds at which the process was started.
    """

    def __init__(self, window: MainWindow, began: float) -> None:
        super().__init__(window)
        self._window = window
        self._began = began
        self._times: dict[str, float] = {}
        window.painted.connect(lambda: self._mark("visible_s"))
        window.session.opened.connect(lambda: self._mark("opened_s"))
        window.session.tasks.ended.connect(self._ended)

    def _mark(self, name: str) -> None:
        self._times.setdefault(name, round(time.time() - self._began, 3))

    def _ended(self, _: Task) -> None:
        if "usable_s" in self._times:
            return
        # Work that goes on behind a usable window, as looking at pictures, is not waited for.
        listed = self._window.library_pane.model.rowCount() and self._window.status_bar.state.text()
        if "opened_s" in self._times and (listed or not self._window.session.tasks.open_tasks()):
            self._mark("usable_s")
            figures = self._times | {"cpu_s": round(time.process_time(), 3), "memory_mb": _resident_mb()}
            sys.stdout.write(json.dumps(figures) + "\n")
            sys.stdout.flush()
            self._window.close()


def _resident_mb() -> float:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return round(int(file.read().split()[1]) * 4096 / 1e6, 1)
    except OSError:
        return 0.0
