"""Ten thousand files go by without the window standing still."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.adding.batch import Tally
from quire.gui.adding.inbox import Inbox, Post
from quire.gui.adding.panel import AddingPanel
from quire.gui.adding.queue import _TAKEN_PER_TICK, AddingQueue
from quire.gui.session import Session

_N = 10_000


def test_a_folder_with_ten_thousand_files_keeps_the_window_going(
    queue: AddingQueue,
    session: Session,
    library: SimpleNamespace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(_N):
        (folder / f"{number}.{'docx' if number % 10 == 0 else 'pdf'}").touch()
    panel = AddingPanel(session, lambda _: None)
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    panel.show()
    handed = _watch(monkeypatch)
    tallies: list[Tally] = []
    queue.batch_done.connect(tallies.append)
    queue.add([folder])
    qtbot.waitUntil(lambda: bool(tallies), timeout=60_000)
    assert tallies[0].words() == (
        "9000 added. 1000 file(s) of the folder are of kinds Quire does not read (.docx)."
    )
    assert queue.model.rowCount() == 0
    assert sum(handed) >= 9 * _N // 10
    assert max(handed) <= _TAKEN_PER_TICK  # a turn takes in no more; tests/benchmarks/stalls.py times it


def _watch(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many files' progress each turn of the event loop is handed."""
    handed: list[int] = []
    take = Inbox.take

    def noted(self: Inbox, limit: int) -> Post:
        post = take(self, limit)
        handed.append(len(post.progress))
        return post

    monkeypatch.setattr(Inbox, "take", noted)
    return handed
