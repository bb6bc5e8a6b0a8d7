"""One library, one process: an operating-system lock on a file that also says who holds it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from quire.errors import LibraryHeld
from quire.store.faults import known_faults


class LibraryLock:
    """Held from construction to `release`; the system frees it when the process ends in any way."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            LibraryHeld: another process, or another `Store` of this one, has it.
            StorageFull: the file cannot be written.
        """
        self._path = path
        # thread_local=False: a window opens the library in one thread and closes it in another.
        self._lock = FileLock(path, timeout=0, thread_local=False)
        with known_faults(path.parent):
            try:
                self._lock.acquire()
            except Timeout:
                raise self._held() from None
        with contextlib.suppress(OSError):  # who holds it is a courtesy; the lock itself stands
            path.write_text(f"{os.getpid()}\n{_command()}\n", encoding="utf-8")

    def release(self) -> None:
        """Free the lock; a second call does nothing."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                os.truncate(self._path, 0)
            self._lock.release()

    def _held(self) -> LibraryHeld:
        pid, command = "", ""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            pid, _, command = self._path.read_text(encoding="utf-8").strip().partition("\n")
        who = f"another Quire (process {pid})" if pid else "another Quire"
        return LibraryHeld(
            f"the library is open in {who}",
            hint="close that one first, or use another library with --library",
            detail=f"{self._path}: {command}",
        )


def _command() -> str:
    return " ".join(sys.argv).encode("utf-8", "replace").decode("utf-8")
