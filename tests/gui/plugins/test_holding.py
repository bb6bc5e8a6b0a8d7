"""A plugin that holds the event loop is named once the loop turns again, and at the next start when it never does."""

from __future__ import annotations

import dataclasses
import json
import os
import threading
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quire.gui.plugins.holding import Hold, HoldWatch, leave_mark, take_mark
from quire.gui.plugins.switching import mark_file, without_holder
from quire.gui.window import MainWindow
from quire.plugins.contracts import CONTRACT_VERSION
from quire.plugins.hooks import hookimpl
from quire.plugins.loading import Found, PluginManager, names_in
from quire.plugins.offers import PanelOffer
from quire.settings import Settings, load, save, with_value

FILE = "/made/up/quire_sticky.py"
HOLD = Hold("sticky", "stick", "quire_sticky.py", 2, 3.0)


def from_file(file: str, name: str, call: Callable[[], object]) -> Callable[..., object]:
    """Return a function whose code lies in `file` and which does no more than `call`."""
    scope: dict[str, Any] = {"call": call}
    exec(compile(f"def {name}(*_):\n    return call()\n", file, "exec"), scope)
    made: Callable[..., object] = scope[name]
    return made


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Looking:
    """A watch whose thread looks when it is told to."""

    def __init__(self, mark: Path) -> None:
        self.clock = Clock()
        self.mark = mark
        self.watch = HoldWatch(mark, clock=self.clock)
        self.watch._homes = {FILE: "sticky", "/made/up/other" + os.sep: "other"}
        self.told: list[Hold] = []
        self.watch.released.connect(self.told.append)

    def look(self, *seconds: float) -> None:
        """Let the watching thread look after each of these times."""
        for passed in seconds:
            self.clock.now += passed
            thread = threading.Thread(target=self.watch.look)
            thread.start()
            thread.join()


@pytest.fixture
def looking(tmp_path: Path, qapp: object) -> Looking:
    return Looking(tmp_path / "state" / "held.json")


def test_a_plugin_that_holds_the_loop_is_told_when_it_turns_again(looking: Looking) -> None:
    marks: list[dict[str, Any]] = []

    def hold() -> None:
        looking.look(1.0, 1.5, 0.5, 0.5)
        marks.append(json.loads(looking.mark.read_text(encoding="utf-8")))
        assert looking.told == []

    looking.watch.beat()
    from_file(FILE, "stick", hold)()
    looking.watch.beat()
    assert looking.told == [dataclasses.replace(HOLD, seconds=3.5)]
    assert (marks[0]["plugin"], marks[0]["function"], marks[0]["process"]) == ("sticky", "stick", os.getpid())
    assert list(looking.mark.parent.iterdir()) == []
    looking.watch.beat()
    assert len(looking.told) == 1


def test_what_a_plugin_calls_is_its_doing(looking: Looking) -> None:
    def hold() -> None:
        from_file("/python/json.py", "dumps", lambda: looking.look(2.5, 0.5))()

    from_file("/made/up/other/inside/part.py", "compute", hold)()
    looking.watch.beat()
    assert [(hold.plugin, hold.function, hold.file) for hold in looking.told] == [("other", "compute", "part.py")]


def test_seen_once_is_chance(looking: Looking) -> None:
    from_file(FILE, "stick", lambda: looking.look(2.5))()
    looking.look(0.5)
    from_file(FILE, "stick", lambda: looking.look(0.5))()
    looking.watch.beat()
    assert looking.told == []
    assert not looking.mark.exists()


@pytest.mark.parametrize("file", ["/quire/gui/window.py", "/made/up/quire_sticky.pyx", "/made/up/otherwise/x.py"])
def test_other_code_is_nobodys_doing(looking: Looking, file: str) -> None:
    from_file(file, "work", lambda: looking.look(2.5, 0.5, 0.5))()
    looking.watch.beat()
    assert looking.told == []


def test_short_work_is_not_told(looking: Looking) -> None:
    from_file(FILE, "stick", lambda: looking.look(0.5, 0.5, 0.5))()
    looking.watch.beat()
    assert looking.told == []


def test_a_disk_that_refuses_the_mark_changes_nothing(looking: Looking) -> None:
    looking.mark.parent.write_text("no folder")
    from_file(FILE, "stick", lambda: looking.look(2.5, 0.5))()
    looking.watch.beat()
    assert len(looking.told) == 1


def test_nothing_runs_while_there_is_no_plugin(tmp_path: Path, qapp: object) -> None:
    def threads() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "plugin-holds"]

    before = len(threads())
    watch = HoldWatch(tmp_path / "held.json")
    watch.watch({})
    assert not watch._timer.isActive()
    watch.watch({FILE: "sticky"})
    watch.watch({FILE: "sticky", "/x.py": "x"})
    assert watch._timer.isActive()
    assert watch._timer.interval() >= 250
    assert len(threads()) == before + 1
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "plugin-holds"][before:]
    watch.watch({})
    assert not watch._timer.isActive()
    thread.join(30)
    assert not thread.is_alive()


# the next start -----------------------------------------------------------------------------------------------------


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


def ended(mark: Path) -> None:
    """Make the mark one of a process that is no more."""
    told = json.loads(mark.read_text(encoding="utf-8"))
    mark.write_text(json.dumps(told | {"began": 1.0}), encoding="utf-8")


def test_the_next_start_is_without_the_plugin_that_never_let_go(config: Path) -> None:
    settings = with_value(Settings(), "plugins.enabled", "hello, sticky, other")
    save(settings)
    leave_mark(mark_file(), HOLD)
    ended(mark_file())
    left, hold = without_holder(settings)
    assert hold == HOLD
    assert names_in(left.plugins.enabled) == names_in(load().settings.plugins.enabled) == ["hello", "other"]
    assert not mark_file().exists()
    assert without_holder(left) == (left, None)


def test_a_window_that_still_stands_keeps_its_mark(config: Path) -> None:
    leave_mark(mark_file(), HOLD)
    assert take_mark(mark_file()) is None
    assert mark_file().exists()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"plugin": 3}', '{"plugin": "x", "line": "y"}'])
def test_a_mark_that_is_none_is_thrown_away(config: Path, content: str) -> None:
    mark_file().parent.mkdir(parents=True)
    mark_file().write_text(content, encoding="utf-8")
    assert without_holder(Settings()) == (Settings(), None)
    assert not mark_file().exists()


def test_a_plugin_that_is_off_already_is_left_alone(config: Path) -> None:
    leave_mark(mark_file(), HOLD)
    ended(mark_file())
    assert without_holder(Settings()) == (Settings(), None)


# the window ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def sticky(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window with a plugin whose panel has a button that holds the window up."""
    library = window.session.library
    assert library is not None
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)
    watch = window.commands.plugins.holds
    clock = Clock()
    watch._clock, watch._last = clock, clock.now

    def hold() -> None:
        for passed in (3.0, 0.5):
            clock.now += passed
            thread = threading.Thread(target=watch.look)
            thread.start()
            thread.join()

    def panel(_: object) -> QPushButton:
        button = QPushButton("Stick")
        button.setObjectName("stick")
        button.clicked.connect(from_file(FILE, "stick", hold))
        return button

    module = types.ModuleType("quire_sticky")
    module.QUIRE_CONTRACT = CONTRACT_VERSION  # type: ignore[attr-defined]
    module.__file__ = FILE
    module.register_panels = hookimpl(lambda: [PanelOffer("sticky", "Sticky", panel)])  # type: ignore[attr-defined]
    library.plugins._found = [Found("sticky", "quire-sticky", "1", lambda: "", lambda: module)]
    library.plugins.enable("sticky")
    window.session.change_settings(with_value(window.session.settings, "plugins.enabled", "sticky"))
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)
    yield window
    watch.stop()


def offered(window: MainWindow, text: str) -> QPushButton:
    return next(button for button in window.message_bar.findChildren(QPushButton) if button.text() == text)


def test_the_window_offers_to_switch_off_what_held_it_up(sticky: MainWindow, qtbot: QtBot) -> None:
    library = sticky.session.library
    assert library is not None
    panels = sticky.commands.plugins.panels
    assert panels is not None
    panels.docks["sticky"].show()
    button = sticky.findChild(QPushButton, "stick")
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: bool(sticky.message_bar.texts()), timeout=10_000)
    (text,) = sticky.message_bar.texts()
    assert text.startswith("The plugin sticky held the window up for ")
    assert text.endswith(", in stick (quire_sticky.py:2).")
    qtbot.waitUntil(lambda: not sticky.session.tasks.open_tasks(), timeout=30_000)
    (status,) = [status for status in library.plugins.plugins() if status.name == "sticky"]
    assert status.problem is not None
    assert "held the window up" in status.problem.message
    offered(sticky, "Disable It").click()
    qtbot.waitUntil(lambda: "sticky" not in sticky.session.settings.plugins.enabled, timeout=30_000)
    qtbot.waitUntil(lambda: not sticky.commands.plugins.holds._timer.isActive(), timeout=30_000)
    assert not load().settings.plugins.enabled


def test_a_start_without_the_holder_says_so_and_offers_it_again(sticky: MainWindow, qtbot: QtBot) -> None:
    sticky.session.change_settings(with_value(sticky.session.settings, "plugins.enabled", ""))
    qtbot.waitUntil(lambda: not sticky.session.tasks.open_tasks(), timeout=30_000)
    sticky.commands.plugins.tell_left_out(HOLD)
    (text,) = sticky.message_bar.texts()
    assert text.startswith("The plugin sticky held the last window up until it was ended, in stick")
    offered(sticky, "Enable Again").click()
    qtbot.waitUntil(lambda: "sticky" in sticky.session.settings.plugins.enabled, timeout=30_000)


def test_homes_are_folders_of_packages_and_files_of_modules() -> None:
    import argparse
    import json.decoder

    def module(real: types.ModuleType) -> types.ModuleType:
        made = types.ModuleType(real.__name__)
        made.QUIRE_CONTRACT = CONTRACT_VERSION  # type: ignore[attr-defined]
        return made

    found = [
        Found(real.__name__, "d", "1", lambda: "", lambda real=real: module(real))  # type: ignore[misc]
        for real in (json.decoder, argparse)
    ]
    manager = PluginManager(["json.decoder", "argparse"], discover=lambda: found, environment={})
    assert manager.homes() == {
        os.path.dirname(json.__file__) + os.sep: "json.decoder",
        argparse.__file__: "argparse",
    }
