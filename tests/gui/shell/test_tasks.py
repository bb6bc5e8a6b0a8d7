"""Background work reaches the GUI thread, and only those who still want it."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from quire.errors import NotFound, QuireError
from quire.gui.tasks import Tasks
from quire.jobs import Job


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_the_result_arrives_on_the_gui_thread(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    seen: list[tuple[str, str]] = []
    worked_in: list[str] = []

    def work(_: Job) -> str:
        worked_in.append(threading.current_thread().name)
        return "result"

    tasks.run(work, on_done=lambda text: seen.append((text, threading.current_thread().name)), owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("result", threading.main_thread().name)]
    assert worked_in != [threading.main_thread().name]


def test_a_known_error_goes_to_its_handler(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    errors: list[QuireError] = []

    def work(_: Job) -> None:
        raise NotFound("gone")

    tasks.run(work, on_done=lambda _: None, on_error=errors.append, owner=owner)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_an_error_nobody_handles_is_told(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    def work(_: Job) -> None:
        raise NotFound("gone")

    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(work, on_done=lambda _: None, owner=owner)
    assert str(told.args[0]) == "gone"


def test_a_bug_reaches_the_excepthook(
    tasks: Tasks, owner: QObject, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(error))

    def work(_: Job) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(tasks.ended):
        tasks.run(work, on_done=lambda _: None, owner=owner)
    assert isinstance(bugs[0], ZeroDivisionError)


def test_cancelling_is_silent_but_the_end_is_told(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    told: list[str] = []
    begun = threading.Event()

    def work(job: Job) -> None:
        begun.set()
        while True:
            job.checkpoint()

    task = tasks.run(
        work,
        on_done=lambda _: told.append("done"),
        on_error=lambda _: told.append("error"),
        on_end=lambda: told.append("end"),
        owner=owner,
    )
    assert begun.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["end"]


def test_nothing_is_delivered_to_an_owner_that_died(tasks: Tasks, qtbot: QtBot) -> None:
    parent = QObject()
    owner = QObject(parent)
    seen: list[object] = []
    go = threading.Event()
    tasks.run(lambda _: go.wait(5), on_done=seen.append, on_end=lambda: seen.append("end"), owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    with qtbot.waitSignal(tasks.ended):
        go.set()
    assert seen == []


def test_writing_work_goes_one_after_another(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    inside = 0
    most = 0
    done: list[object] = []

    def work(_: Job) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        threading.Event().wait(0.01)
        inside -= 1

    for _ in range(5):
        tasks.run(work, on_done=done.append, owner=owner, lane="write")
    qtbot.waitUntil(lambda: len(done) == 5)
    assert most == 1


def _occupy_both_threads(tasks: Tasks, owner: QObject) -> threading.Event:
    """Keep the drawing lane busy until the returned event is set."""
    go = threading.Event()
    for _ in range(2):
        begun = threading.Event()

        def work(_: Job, begun: threading.Event = begun) -> None:
            begun.set()
            go.wait(5)

        tasks.run(work, on_done=lambda _: None, owner=owner, lane="render")
        assert begun.wait(5)
    return go


def test_drawing_takes_the_newest_first(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    go = _occupy_both_threads(tasks, owner)
    order: list[int] = []
    for number in range(4):
        tasks.run(lambda _, number=number: order.append(number), on_done=lambda _: None, owner=owner, lane="render")
    go.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order[0] == 3
    assert order[-1] in (0, 1)  # two threads may swap neighbours


def test_what_nobody_wants_any_more_is_not_begun(tasks: Tasks, owner: QObject, qtbot: QtBot) -> None:
    go = _occupy_both_threads(tasks, owner)
    begun: list[int] = []
    waiting = tasks.run(lambda _: begun.append(1), on_done=lambda _: None, owner=owner, lane="render")
    waiting.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.open_tasks())
    assert begun == []


def test_waiting_ends_when_all_work_has(tasks: Tasks, owner: QObject) -> None:
    go = threading.Event()
    tasks.run(lambda _: go.wait(5), on_done=lambda _: None, owner=owner)
    assert not tasks.wait(0.02)
    go.set()
    assert tasks.wait(5)
