"""One piece of long work as seen by whoever waits for it: progress, pause, cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from quire.errors import Cancelled
from quire.types import Progress

_PACE_MEMORY = 0.8  # weight of the past in the smoothed pace; forgets a slow start within ~10 samples


class Job:
    """Carries progress out of long work, and pause and cancel into it. All methods may be called from any thread.

    The worker calls `report` as often as it likes and `checkpoint` wherever it may stop safely; the watcher calls
    `sample` about every 100 ms.
    """

    def __init__(self) -> None:
        self._listener: Callable[[Progress], None] | None = None
        self._lock = threading.Lock()
        self._progress = Progress(stage="waiting")
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._pace: float | None = None  # seconds per unit, smoothed
        self._last: tuple[str, int, float] | None = None

    def part(self, listener: Callable[[Progress], None]) -> Job:
        """Return a job for one part of this work: it pauses and cancels with this one.

        Args:
            listener: Called in the worker's thread with every report of the part, to fold it into the whole.
        """
        made = Job()
        made._listener = listener
        made._cancelled = self._cancelled
        made._running = self._running
        return made

    def report(
        self,
        stage: str,
        *,
        done: int = 0,
        total: int = 0,
        unit: str = "",
        label: str = "",
        eta_s: float | None = None,
    ) -> None:
        """Record how far the work is. A change of stage starts a new ETA.

        Args:
            eta_s: Seconds left, when the caller knows better than the pace of `done`.
        """
        now = time.monotonic()
        with self._lock:
            if self._last is None or self._last[0] != stage or done < self._last[1]:
                self._pace = None
                self._last = (stage, done, now)
            elif done > self._last[1]:
                pace = (now - self._last[2]) / (done - self._last[1])
                self._pace = (
                    pace if self._pace is None else _PACE_MEMORY * self._pace + (1 - _PACE_MEMORY) * pace
                )
                self._last = (stage, done, now)
            paced = self._pace * (total - done) if self._pace is not None and total > done else None
            self._progress = Progress(
                stage=stage,
                done=done,
                total=total,
                unit=unit,
                eta_s=paced if eta_s is None else eta_s,
                label=label,
            )
        if self._listener is not None:
            self._listener(self._progress)

    def sample(self) -> Progress:
        """Return the latest progress."""
        with self._lock:
            return self._progress

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint; also wakes a paused job."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        return not self._running.is_set() and not self.cancelled

    def checkpoint(self) -> None:
        """Wait here while paused.

        Raises:
            Cancelled: somebody asked to stop.
        """
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled("stopped as you asked", hint="start it again to go on where it stood")
