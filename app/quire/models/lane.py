"""Who goes next: a lock that lets urgent callers pass those who work in bulk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class PriorityLane:
    """A mutex with two classes: an urgent caller waits at most for the holder, never for bulk that queues."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False
        self._urgent_waiting = 0
        self._bulk_waiting = 0

    @property
    def n_waiting(self) -> int:
        """How many callers queue now."""
        with self._changed:
            return self._urgent_waiting + self._bulk_waiting

    @property
    def held(self) -> bool:
        """Whether somebody holds it now."""
        with self._changed:
            return self._held

    @contextmanager
    def hold(self, *, urgent: bool) -> Iterator[None]:
        """Hold the lane while the block runs. Not reentrant."""
        with self._changed:
            self._urgent_waiting += urgent
            self._bulk_waiting += not urgent
            try:
                self._changed.wait_for(lambda: not self._held and (urgent or not self._urgent_waiting))
                self._held = True
            finally:
                self._urgent_waiting -= urgent
                self._bulk_waiting -= not urgent
                self._changed.notify_all()  # an interrupted urgent caller must not leave bulk work asleep
        try:
            yield
        finally:
            self._let_go()

    @contextmanager
    def hold_if_free(self) -> Iterator[bool]:
        """Hold the lane while the block runs if nobody holds it or waits; yields whether that is so."""
        with self._changed:
            free = not (self._held or self._urgent_waiting or self._bulk_waiting)
            self._held = self._held or free
        try:
            yield free
        finally:
            if free:
                self._let_go()

    def _let_go(self) -> None:
        with self._changed:
            self._held = False
            self._changed.notify_all()
