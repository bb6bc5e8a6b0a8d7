"""The foot of the window tells how far long work is, honestly, and lets it be paused and stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from quire.gui.notifications import Notifier
from quire.gui.status_bar import StatusBar, time_left, words_for
from quire.gui.tasks import Task, Tasks
from quire.gui.window import MainWindow
from quire.jobs import Job
from quire.types import Progress


class Long:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, job: Job) -> None:
        job.report("reading", done=3, total=12, unit="pages", label="report.pdf", eta_s=130)
        while not self.go.wait(0.01):
            job.checkpoint()


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def bar(tasks: Tasks, qtbot: QtBot) -> StatusBar:
    made = StatusBar(tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def _words(bar: StatusBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


def _button(bar: StatusBar, name: str) -> QToolButton:
    return next(button for button in bar.findChildren(QToolButton) if button.accessibleName() == name)


def test_progress_is_shown_while_work_runs(tasks: Tasks, bar: StatusBar, qtbot: QtBot) -> None:
    work = Long()
    tasks.run(work, on_done=lambda _: None, owner=bar, title="Adding documents", pausable=True)
    qtbot.waitUntil(lambda: "3 of 12 pages" in _words(bar))
    assert "report.pdf" in _words(bar)
    assert "about 2 min left" in _words(bar)
    assert bar.findChild(QProgressBar).maximum() == 12
    work.go.set()
    qtbot.waitUntil(lambda: "Adding" not in _words(bar))


def test_work_is_paused_and_goes_on(tasks: Tasks, bar: StatusBar, qtbot: QtBot) -> None:
    work = Long()
    task = tasks.run(work, on_done=lambda _: None, owner=bar, title="Adding documents", pausable=True)
    _button(bar, "Pause").click()
    assert task.job.paused
    assert "paused" in _words(bar)
    assert "left" not in _words(bar)
    _button(bar, "Go on").click()
    assert not task.job.paused
    work.go.set()
    qtbot.waitUntil(lambda: not tasks.open_tasks())


def test_cancelling_stops_the_work(tasks: Tasks, bar: StatusBar, qtbot: QtBot) -> None:
    tasks.run(Long(), on_done=lambda _: None, owner=bar, title="Adding documents")
    _button(bar, "Cancel").click()
    qtbot.waitUntil(lambda: not tasks.open_tasks())
    assert "Adding" not in _words(bar)


def test_short_work_without_a_title_is_not_shown(tasks: Tasks, bar: StatusBar, qtbot: QtBot) -> None:
    work = Long()
    tasks.run(work, on_done=lambda _: None, owner=bar)
    assert not bar.findChild(QProgressBar).isVisible()
    work.go.set()
    qtbot.waitUntil(lambda: not tasks.open_tasks())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "a few seconds left"),
        (42, "about 40 s left"),
        (61, "about 1 min left"),
        (1500, "about 25 min left"),
        (5400, "about 1.5 h left"),
    ],
)
def test_the_time_left_is_no_more_exact_than_it_can_be(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_a_long_name_is_shortened_in_the_middle() -> None:
    words = words_for("Adding", Progress(stage="reading", label="a" * 60 + "-final.pdf"))
    assert len(words) < 60
    assert words.endswith("-final.pdf")


def _ended(window: MainWindow, monkeypatch: pytest.MonkeyPatch, *, seconds: float) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(window.notifier, "notify", lambda title, text: told.append(title))
    clock = iter([0.0, seconds])
    monkeypatch.setattr(window.notifier, "clock", lambda: next(clock))
    task = Task(
        lambda _: None, on_done=lambda _: None, on_error=None, on_end=None, owner=window, title="Adding", pausable=True
    )
    notifier: Notifier = window.notifier
    notifier._started(task)
    notifier._ended(task)
    return told


def test_the_end_of_long_work_is_told_when_the_window_is_hidden(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.hide()
    assert _ended(window, monkeypatch, seconds=60) == ["Adding"]


def test_the_end_of_short_work_is_not_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.hide()
    assert _ended(window, monkeypatch, seconds=2) == []


def test_nothing_is_told_to_someone_who_is_looking(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    assert _ended(window, monkeypatch, seconds=60) == []


def test_hosts_that_are_sent_something_are_named_as_long_as_they_are(bar: StatusBar) -> None:
    assert bar.elsewhere.isHidden()
    bar.show_hosts(["api.example.com", "localhost:8080"])
    assert bar.elsewhere.isVisible()
    assert bar.elsewhere.text().endswith("api.example.com, localhost:8080")
    bar.show_hosts([])
    assert bar.elsewhere.isHidden()


def test_why_something_waits_is_told_whole() -> None:
    reason = "huggingface.co is out of order or overloaded; trying again in 8 s"
    assert reason in words_for("Downloading", Progress(stage="waiting", label=reason))
