"""Who goes next: a lock that lets urgent callers pass those who work in bulk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class PriorityLane:
    """A mutex with two classes: an urgent caller waits at most for the holder, never for bulk that queues."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holder: object | None = None
        self._waiting: dict[object, bool] = {}  # who waits, and whether it is urgent

    @property
    def n_waiting(self) -> int:
        """How many callers queue now."""
        with self._changed:
            return len(self._waiting)

    @property
    def held(self) -> bool:
        """Whether somebody holds it now."""
        with self._changed:
            return self._holder is not None

    @contextmanager
    def hold(self, *, urgent: bool) -> Iterator[None]:
        """Hold the lane while the block runs. Not reentrant.

        An interrupt (Ctrl+C) may strike between any two steps of it; whenever it does, the lane is free afterwards.
        """
        me = object()
        try:
            with self._changed:
                self._waiting[me] = urgent
                self._changed.wait_for(
                    lambda: self._holder is None and (urgent or not any(self._waiting.values()))
                )
                self._holder = me
                del self._waiting[me]
                self._changed.notify_all()
            yield
        finally:
            self._let_go(me)

    @contextmanager
    def hold_if_free(self) -> Iterator[bool]:
        """Hold the lane while the block runs if nobody holds it or waits; yields whether that is so."""
        me = object()
        try:
            with self._changed:
                free = self._holder is None and not self._waiting
                if free:
                    self._holder = me
            yield free
        finally:
            self._let_go(me)

    def _let_go(self, me: object) -> None:
        with self._changed:
            self._waiting.pop(me, None)
            if self._holder is me:
                self._holder = None
            self._changed.notify_all()  # also when it was interrupted: an urgent caller must not leave bulk work asleep
