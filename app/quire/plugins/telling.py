"""Telling plugins what happened, in threads that nobody has to wait for: one that fails or hangs costs only itself."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

TELL_LIMIT_S = 60.0
CLOSING_S = 10.0


def told_within(seconds: float, tell: Callable[[], object]) -> BaseException | None:
    """Call `tell` in a thread of its own and return what it raised; a `TimeoutError` when it does not end in time."""
    raised: list[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            tell()
        except BaseException as error:  # a stranger's code; SystemExit too
            raised.append(error)
        finally:
            done.set()

    threading.Thread(target=run, name="tell-plugin", daemon=True).start()
    if not done.wait(seconds):
        return TimeoutError(f"it took longer than {seconds:g} seconds and is told nothing more")
    return raised[0] if raised else None


class Teller:
    """Tells in the order things happened. Its thread starts with the first thing to tell and ends with the program."""

    def __init__(self, tell: Callable[[str, str], object]) -> None:
        self._tell = tell
        self._waiting: queue.SimpleQueue[tuple[str, str] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def document_added(self, document_id: str, path: str) -> None:
        """Have plugins told of a document; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="tell-plugins", daemon=True)
            self._thread.start()
        self._waiting.put((document_id, path))

    def close(self) -> bool:
        """Give plugins some seconds to take note of what they were told; tell whether they have."""
        if self._thread is None:
            return True
        self._waiting.put(None)
        self._thread.join(CLOSING_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (told := self._waiting.get()) is not None:
            self._tell(*told)
