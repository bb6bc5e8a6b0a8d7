"""The watchdog sees a stall, and where it was."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from quire.gui.watchdog import Watchdog


def test_a_stall_is_seen_with_its_place(qtbot: QtBot) -> None:
    def stand_still() -> None:
        time.sleep(0.2)

    watchdog = Watchdog(limit_s=0.05)
    watchdog.start()
    QTimer.singleShot(20, stand_still)
    qtbot.waitUntil(lambda: bool(watchdog.stalls))
    watchdog.stop()
    worst = max(watchdog.stalls, key=lambda stall: stall.seconds)
    assert worst.seconds > 0.1
    assert "stand_still" in worst.stack


def test_a_loop_that_turns_has_no_long_gaps(qtbot: QtBot) -> None:
    watchdog = Watchdog(limit_s=5.0)
    watchdog.start()
    qtbot.wait(100)
    watchdog.stop()
    assert watchdog.stalls == []
    assert 0.0 <= watchdog.gap_s(50) < 5.0
