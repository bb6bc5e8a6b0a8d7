"""The bindings to Qt keep count of what they hand out: PySide6 6.12.0 does not, and ends Python 3.11 within minutes."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

_CALLS = 500


class Sender(QObject):
    sent = Signal()


def lost(thing: object, call: Callable[[], object]) -> int:
    """Return how many references to `thing` the calls took away."""
    call()
    before = sys.getrefcount(thing)
    for _ in range(_CALLS):
        call()
    return before - sys.getrefcount(thing)


@pytest.mark.parametrize("thing", [None, True, False])
def test_calls_into_qt_lose_no_references(thing: object, qtbot: QtBot) -> None:
    sender, font = Sender(), QFont()
    for call in (sender.sent.emit, lambda: font.setPixelSize(12), lambda: sender.property("none")):
        assert lost(thing, call) < _CALLS / 2
