"""Ten thousand files go by without the window standing still."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from quire.gui.adding.batch import Tally
from quire.gui.adding.panel import AddingPanel
from quire.gui.adding.queue import AddingQueue
from quire.gui.session import Session

_N = 10_000
_MOST_S = 0.25  # of processor time in one go; 0.02 to 0.04 when measured alone, more on a crowded machine


def test_a_folder_with_ten_thousand_files_keeps_the_window_going(
    queue: AddingQueue, session: Session, library: SimpleNamespace, tmp_path: object, qtbot: QtBot
) -> None:
    folder = tmp_path / "many"  # type: ignore[operator]
    folder.mkdir()
    for number in range(_N):
        (folder / f"{number}.{'docx' if number % 10 == 0 else 'pdf'}").touch()
    panel = AddingPanel(session, lambda _: None)
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    panel.show()
    longest = _measure(queue, "_take_in")
    tallies: list[Tally] = []
    queue.batch_done.connect(tallies.append)
    queue.add([folder])
    qtbot.waitUntil(lambda: bool(tallies), timeout=60_000)
    assert tallies[0].words() == (
        "9000 added. 1000 file(s) of the folder are of kinds Quire does not read (.docx)."
    )
    assert queue.model.rowCount() == 0
    assert max(longest) < _MOST_S


def _measure(queue: AddingQueue, name: str) -> list[float]:
    """Note the processor time each turn takes."""
    spent: list[float] = []
    real: Callable[[], None] = getattr(queue, name)

    def measured() -> None:
        began = time.thread_time()
        real()
        spent.append(time.thread_time() - began)

    queue._tick.timeout.disconnect()
    queue._tick.timeout.connect(measured)
    setattr(queue, name, measured)
    return spent
