"""The window's log file, and what happens to bugs: they are written down and told, and the window stays."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from quire.settings import cache_folder

_LOG = logging.getLogger("quire")
_BYTES = 500_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Bugs(QObject):
    """Signals:
    happened: An exception nobody handled; emitted from any thread.
    """

    happened = Signal()

    def watch(self) -> None:
        """Take over from Python's own hooks, which print to a terminal nobody may see."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        _LOG.critical("a bug", exc_info=(kind, error or kind(), trace))
        self.happened.emit()


def log_file() -> Path:
    """Return the path of the log."""
    return cache_folder() / "quire.log"


def start_log() -> None:
    """Write what the program logs to a file of bounded size, and nothing of it to the terminal but bugs."""
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.CRITICAL)
    _LOG.addHandler(terminal)
    with contextlib.suppress(OSError):  # a full disk must not keep the window from opening
        log_file().parent.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(log_file(), maxBytes=_BYTES, backupCount=1, encoding="utf-8")
        file.setFormatter(logging.Formatter(_FORMAT))
        _LOG.addHandler(file)
