"""Passwords the person gave in this session. Never written anywhere."""

from __future__ import annotations

import threading
from pathlib import Path

_TRIED_ON_EACH = 5  # opening a file once more costs a round trip to a reader process


class Keyring:
    """Answers the adding thread at once, so that one locked file never holds up the others.

    A file that nothing here opens fails as locked; the person is asked meanwhile, and it is then added again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest_first: list[str] = []
        self._tried: dict[str, set[str]] = {}

    def give(self, password: str) -> None:
        """Remember a password; it is tried on every locked file."""
        with self._lock:
            if password in self._newest_first:
                self._newest_first.remove(password)
            self._newest_first.insert(0, password)

    def ask(self, path: Path) -> str | None:
        """Return the next password to try on this file, or None when all were tried; for `Library.add`."""
        with self._lock:
            tried = self._tried.setdefault(str(path), set())
            for password in self._newest_first[:_TRIED_ON_EACH]:
                if password not in tried:
                    tried.add(password)
                    return password
            return None

    def refused(self, path: str, password: str) -> bool:
        """Tell whether this password was tried on the file."""
        with self._lock:
            return password in self._tried.get(path, ())

    def forget_tries(self, path: str) -> None:
        """Try every password on this file again: it may be another file by now."""
        with self._lock:
            self._tried.pop(path, None)
