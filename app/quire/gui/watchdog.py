"""Measures how long the event loop stands still, and what it was doing. For tests, and for `QUIRE_WATCHDOG=1`."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT_MS = 5
_log = logging.getLogger("quire.gui.watchdog")


@dataclass(frozen=True, slots=True)
class Stall:
    """The event loop did not turn for `seconds`; `stack` is where the GUI thread was when that was noticed."""

    seconds: float
    stack: str


class Watchdog(QObject):
    """A heartbeat on the GUI thread, watched from a thread of its own.

    Attributes:
        stalls: What exceeded the limit, in order.
    """

    def __init__(self, *, limit_s: float = 0.05, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self._limit_s = limit_s
        self._gaps: list[float] = []
        self._last = time.monotonic()
        self._stack = ""
        self._stop = threading.Event()
        self._gui_thread = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last = time.monotonic()
        self._timer.start()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        self._timer.stop()
        self._stop.set()

    def gap_s(self, percentile: float) -> float:
        """Return this percentile (0–100) of the times between two turns of the loop, less the beat itself."""
        if not self._gaps:
            return 0.0
        ordered = sorted(self._gaps)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percentile / 100))]

    def _beat(self) -> None:
        now = time.monotonic()
        gap = max(0.0, now - self._last - _BEAT_MS / 1000)
        self._last = now
        self._gaps.append(gap)
        stack, self._stack = self._stack, ""
        if gap > self._limit_s:
            stall = Stall(gap, stack)
            self.stalls.append(stall)
            _log.warning("the event loop stood still for %.0f ms\n%s", gap * 1000, stack)

    def _watch(self) -> None:
        while not self._stop.wait(self._limit_s / 4):
            if not self._stack and time.monotonic() - self._last > self._limit_s:
                places = places_of(self._gui_thread)
                self._stack = "".join(traceback.format_list([traceback.FrameSummary(*place) for place in places]))


def places_of(thread: int) -> list[tuple[str, int, str]]:
    """Return file, line and function of the thread's frames, outermost first.

    Quick and without touching a file: while a frame is held here, what it holds lives on, and a painter that outlives
    its paint event crashes Qt.
    """
    frame = sys._current_frames().get(thread)
    found = []
    while frame is not None:
        found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return found[::-1]
