"""Watches for plugins that keep the window from turning its event loop, and leaves a mark for the next start when one
never lets go. Costs two wake-ups per half second, and nothing while no plugin is loaded.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from quire.gui.watchdog import places_of

LIMIT_S = 2.0
_BEAT_MS = 500


@dataclass(frozen=True, slots=True)
class Hold:
    """A plugin's code kept the event loop from turning.

    Attributes:
        plugin: Its name.
        function, file, line: Where its code was.
        seconds: How long, as far as is known.
    """

    plugin: str
    function: str
    file: str
    line: int
    seconds: float = 0.0


class HoldWatch(QObject):
    """A slow heartbeat in the GUI thread, watched by a thread.

    Native code that never releases Python's lock cannot be seen: the watching thread stands still with it.

    Args:
        mark: The file that is there while a plugin holds the loop.

    Signals:
        released: A `Hold`, once the loop turns again.
    """

    released = Signal(object)

    def __init__(
        self,
        mark: Path,
        *,
        limit_s: float = LIMIT_S,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = mark
        self._limit_s = limit_s
        self._clock = clock
        self._homes: dict[str, str] = {}
        self._lock = threading.Lock()
        self._last = clock()
        self._suspect: tuple[float, str] | None = None  # seen once since that beat
        self._hold: Hold | None = None
        self._gui_thread = threading.get_ident()
        self._stopped: threading.Event | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def watch(self, homes: Mapping[str, str]) -> None:
        """Watch for these plugins from now on; for none with an empty mapping.

        Args:
            homes: The folder (with a separator at its end) or file of each plugin's code, and the plugin's name.
        """
        self._homes = dict(homes)
        if self._homes and self._stopped is None:
            self._last = self._clock()
            self._timer.start()
            self._stopped = threading.Event()
            threading.Thread(target=self._watch, args=(self._stopped,), name="plugin-holds", daemon=True).start()
        elif not self._homes:
            self.stop()

    def stop(self) -> None:
        self._timer.stop()
        if self._stopped is not None:
            self._stopped.set()
            self._stopped = None

    def beat(self) -> None:
        """Note that the loop turns. In the GUI thread."""
        with self._lock:
            now = self._clock()
            hold, self._hold = self._hold, None
            seconds, self._last = now - self._last, now
            if hold is not None:
                with contextlib.suppress(OSError):
                    self._mark.unlink()
        if hold is not None:
            self.released.emit(replace(hold, seconds=seconds))

    def look(self) -> None:
        """Look whether the loop stands still in a plugin; twice the same one is no chance. In any other thread."""
        with self._lock:
            last, now = self._last, self._clock()
            if self._hold is not None or now - last <= self._limit_s:
                return
            hold = self._held_by()
            before, self._suspect = self._suspect, None if hold is None else (last, hold.plugin)
            if hold is not None and before == self._suspect:
                self._hold = replace(hold, seconds=now - last)
                leave_mark(self._mark, self._hold)

    def _watch(self, stopped: threading.Event) -> None:
        while not stopped.wait(_BEAT_MS / 1000):
            self.look()

    def _held_by(self) -> Hold | None:
        homes = self._homes
        for file, line, function in reversed(places_of(self._gui_thread)):
            for home, plugin in homes.items():
                if file == home or (home.endswith(os.sep) and file.startswith(home)):
                    return Hold(plugin, function, os.path.basename(file), line)
        return None


def leave_mark(mark: Path, hold: Hold) -> None:
    """Tell the next start which plugin holds the window; a disk that refuses it changes nothing."""
    import psutil  # type: ignore[import-untyped]  # it ships no types

    me = psutil.Process()
    told = asdict(hold) | {"process": me.pid, "began": me.create_time()}
    part = mark.with_name(f"{mark.name}.{me.pid}")
    with contextlib.suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(told), encoding="utf-8")
        os.replace(part, mark)


def take_mark(mark: Path) -> Hold | None:
    """Return what an earlier window ended in, and forget it; None when there is nothing or that window still stands."""
    try:
        told = json.loads(mark.read_text(encoding="utf-8"))
        hold = Hold(
            str(told["plugin"]), str(told["function"]), str(told["file"]), int(told["line"]), float(told["seconds"])
        )
        stands = _runs(int(told["process"]), float(told["began"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        hold, stands = None, False
    if stands:
        return None
    with contextlib.suppress(OSError):
        mark.unlink()
    return hold


def _runs(process: int, began: float) -> bool:
    import psutil

    try:
        return bool(abs(psutil.Process(process).create_time() - began) < 1.0)
    except psutil.Error:
        return False
