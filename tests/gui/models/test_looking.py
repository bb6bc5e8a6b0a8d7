"""Pictures that nobody looked at are looked at by themselves, once there is a model that sees."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.gui.tasks import Task
from quire.jobs import Job
from quire.library import Library
from quire.library.seeing import Seeing


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Documents left to be looked at; looking takes until the test lets it end."""
    left = ["a"]
    monkeypatch.setattr(Seeing, "waiting", lambda _: list(left))
    return left


def test_it_begins_by_itself_is_shown_and_can_be_paused(
    session: Session, seen: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def look(_: Library, *, job: Job) -> int:
        while not go_on.wait(0.02):
            job.checkpoint()
        seen.clear()
        return 1

    monkeypatch.setattr(Library, "look_at_pictures", look)
    shown: list[Task] = []
    session.tasks.started.connect(lambda task: shown.append(task) if task.title else None)
    session.looking.begin()
    qtbot.waitUntil(lambda: session.looking.task is not None, timeout=20_000)
    assert [task.title for task in shown if task is session.looking.task] == ["Looking at pictures"]
    assert session.looking.task is not None
    assert session.looking.task.pausable
    with qtbot.waitSignal(session.library_changed, timeout=20_000):
        go_on.set()
    qtbot.waitUntil(lambda: session.looking.task is None, timeout=20_000)


def test_nothing_shows_when_nothing_is_left(
    session: Session, seen: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen.clear()
    called: list[bool] = []
    monkeypatch.setattr(Library, "look_at_pictures", lambda *_, **__: called.append(True))
    session.looking.begin()
    qtbot.waitUntil(lambda: not session.tasks.open_tasks(), timeout=20_000)
    assert called == []
    assert session.looking.task is None
