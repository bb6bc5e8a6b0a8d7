"""Running a stranger's code in the GUI thread: whatever it raises becomes a sentence, and it must end in time."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from PySide6.QtWidgets import QWidget

from quire.errors import PluginError, QuireError
from quire.plugins.loading import interrupt
from quire.plugins.offers import PanelOffer

PANEL_LIMIT_S = 3.0
_AGAIN_S = 0.5  # for code that catches what interrupts it
_log = logging.getLogger(__name__)


class TookTooLong(BaseException):
    """Interrupts code that does not end; no `except Exception` holds it up."""


def make_panel(offer: PanelOffer, library: Any, *, limit_s: float = PANEL_LIMIT_S) -> QWidget:
    """Make a plugin's panel.

    Raises:
        PluginError: it raised, did not end in time, or made something that is no widget.
    """
    try:
        with time_limit(limit_s):
            made = offer.make(library)
    except TookTooLong:
        raise PluginError(
            f"the panel {offer.title} took longer than {limit_s:g} seconds to appear and was stopped",
            hint="disable its plugin, or tell its author",
        ) from None
    except QuireError as error:
        raise PluginError(f"the panel {offer.title} cannot be shown: {error.message}", hint=error.hint) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too
        _log.warning("the panel %s failed", offer.name, exc_info=error)
        raise PluginError(
            f"the panel {offer.title} of a plugin failed: {str(error) or type(error).__name__}",
            hint="update or disable its plugin, or tell its author",
        ) from error
    if not isinstance(made, QWidget):
        raise PluginError(
            f"the panel {offer.title} is no widget but {type(made).__name__}",
            hint="disable its plugin, or tell its author",
        )
    return made


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt the block with `TookTooLong` after so many seconds, also while it sleeps or waits.

    Only for the main thread. Where the system has no alarms (Windows), code that waits is interrupted when it wakes up.
    """
    begin = _with_alarm if hasattr(signal, "setitimer") else _with_thread
    end = begin(seconds)
    try:
        yield
    finally:
        end()


def _with_alarm(seconds: float) -> Callable[[], None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_S)

    def end() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    return end


def _with_thread(seconds: float) -> Callable[[], None]:
    thread_id, done = threading.get_ident(), threading.Event()

    def watch() -> None:
        if not done.wait(seconds):
            interrupt(thread_id, TookTooLong)

    threading.Thread(target=watch, name="panel-limit", daemon=True).start()
    return done.set
