"""What plugins bring shows in the window; what goes wrong in it is a sentence, and the window goes on."""

from __future__ import annotations

import argparse
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.shell.test_accessibility import unnamed

from quire.errors import NotFound, PluginError
from quire.gui.plugins.command_dialog import CommandDialog
from quire.gui.plugins.guard import TookTooLong, _with_thread, make_panel
from quire.gui.plugins.panels import PanelDock
from quire.gui.session import Session
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.settings_dialog.plugins_page import PluginsPage
from quire.gui.shortcuts import entries
from quire.gui.window import MainWindow
from quire.plugins.contracts import CONTRACT_VERSION
from quire.plugins.hooks import hookimpl
from quire.plugins.loading import Found, PluginManager
from quire.plugins.offers import CommandContext, CommandOffer, PanelOffer, SettingOffer
from quire.settings import Settings, with_value


def greet(context: CommandContext, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        context.output.say(f"{arguments.word or 'Hello'}, {len(library.documents())} documents")
    return 0


def word(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--word", default="")


def count(context: CommandContext, _: argparse.Namespace) -> int:
    with context.library() as library:
        context.output.json_line({"documents": len(library.documents())})
    return 0


def broken(*_: Any) -> Any:
    raise ValueError("the moon is full")


def refuse(*_: Any) -> Any:
    raise NotFound("there is no moon", hint="wait for the night")


def wait(*_: Any) -> Any:
    while True:
        time.sleep(0.01)


TIMES = SettingOffer("made.times", "Times", 1, "How often it greets.", minimum=1, maximum=9)
COMMANDS = (
    CommandOffer("greet", "says hello", greet, word, title="Greet Me"),
    CommandOffer("count", "counts documents", count),
    CommandOffer("broken", "fails", broken),
    CommandOffer("refuse", "refuses", refuse),
    CommandOffer("wait", "waits", wait),
    CommandOffer("serve", "never ends", wait, window=False),
)
PANELS = (
    PanelOffer("hello", "Hello", lambda library: QLabel(f"{len(library.documents())} documents")),
    PanelOffer("broken", "Broken", broken),
)


def made(**offers: Any) -> types.ModuleType:
    """Return a plugin that registers these."""
    module = types.ModuleType("quire_made")
    module.QUIRE_CONTRACT = CONTRACT_VERSION  # type: ignore[attr-defined]
    for kind, given in offers.items():
        setattr(module, f"register_{kind}", hookimpl(_returning(given)))
    return module


def _returning(given: Any) -> Callable[[], Any]:
    def hook() -> Any:
        return given

    return hook


@pytest.fixture
def plugged(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window in which a plugin was found that brings everything, switched off."""
    library = window.session.library
    assert library is not None
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)  # it looks for plugins
    module = made(commands=COMMANDS, panels=PANELS, settings=[TIMES])
    broken_one = Found("bad", "quire-bad", "1", lambda: "", broken)
    library.plugins._found = [Found("made", "quire-made", "1", lambda: "Made up.", lambda: module), broken_one]
    return window


def switch(window: MainWindow, qtbot: QtBot, name: str, *, on: bool) -> None:
    """Switch a plugin as its card does once the person has agreed."""
    window.commands.settings("plugins")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    page = dialog.findChild(PluginsPage)
    assert page is not None
    page.switch(name, on=on)
    qtbot.waitUntil(lambda: (name in window.session.settings.plugins.enabled) is on, timeout=30_000)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=30_000)


def titles(window: MainWindow) -> list[str]:
    return [action.text() for action in window.commands.plugins.menu.actions() if not action.isSeparator()]


def trigger(window: MainWindow, title: str) -> None:
    next(action for action in window.commands.plugins.menu.actions() if action.text() == title).trigger()


def run_command(window: MainWindow, qtbot: QtBot, title: str) -> CommandDialog:
    trigger(window, title)
    dialog = window.findChild(CommandDialog)
    assert isinstance(dialog, CommandDialog)
    qtbot.waitUntil(lambda: dialog._run_now is None and bool(dialog.state.text()), timeout=10_000)
    return dialog


def test_without_plugins_the_menu_leads_to_their_page(plugged: MainWindow) -> None:
    assert titles(plugged) == ["&Manage Plugins…"]
    trigger(plugged, "&Manage Plugins…")
    dialog = plugged.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.list.currentItem().text() == "Plugins"


def test_without_plugins_their_page_gives_the_line_that_installs_one(
    plugged: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged.commands.settings("plugins")
    page = plugged.findChild(PluginsPage)
    assert isinstance(page, PluginsPage)
    page.show_plugins([])
    assert f"{sys.executable} -m pip install" in page._words.text()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    page.show_plugins([])
    assert "takes none" in page._words.text()
    qtbot.waitUntil(lambda: not plugged.session.tasks.open_tasks(), timeout=30_000)


def test_what_a_plugin_brings_is_there_at_once_and_goes_at_once(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    shown = ["Hello", "Broken", "Greet Me", "count", "broken", "refuse", "wait", "&Manage Plugins…"]
    assert titles(plugged) == shown
    listed = {entry.text for entry in entries(plugged, {}) if entry.group == "Plugins"}
    assert listed == set(shown[:-1])
    trigger(plugged, "Hello")
    dock = plugged.findChild(PanelDock, "plugin.panel.hello")
    assert isinstance(dock, PanelDock)
    assert dock.isVisible()
    assert [label.text() for label in dock.findChildren(QLabel) if "documents" in label.text()] == ["0 documents"]
    assert unnamed(plugged) == []
    switch(plugged, qtbot, "made", on=False)
    assert titles(plugged) == ["&Manage Plugins…"]
    qtbot.waitUntil(lambda: plugged.findChild(PanelDock) is None)


def test_open_panels_open_again(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    trigger(plugged, "Hello")
    plugged.commands.plugins.keep()
    switch(plugged, qtbot, "made", on=False)
    switch(plugged, qtbot, "made", on=True)
    dock = plugged.findChild(PanelDock, "plugin.panel.hello")
    assert dock is not None
    assert not dock.isHidden()
    other = plugged.findChild(PanelDock, "plugin.panel.broken")
    assert other is not None
    assert other.isHidden()


def test_a_panel_that_fails_says_so_and_can_be_tried_again(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    trigger(plugged, "Broken")
    dock = plugged.findChild(PanelDock, "plugin.panel.broken")
    assert isinstance(dock, PanelDock)
    assert any("the moon is full" in label.text() for label in dock.findChildren(QLabel))
    with qtbot.waitSignal(dock.failed):
        next(button for button in dock.findChildren(QPushButton) if button.text() == "Try Again").click()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (broken, "the moon is full"),
        (refuse, "there is no moon"),
        (lambda _: "no widget", "is no widget but str"),
        (lambda _: time.sleep(600), "longer than 0.2 seconds"),
        (lambda _: threading.Event().wait(600), "longer than 0.2 seconds"),
        (lambda _: wait(), "longer than 0.2 seconds"),
    ],
)
def test_a_panel_that_raises_hangs_or_is_none_is_a_sentence(
    qapp: object, make: Callable[[Any], QWidget], message: str
) -> None:
    with pytest.raises(PluginError, match=message) as caught:
        make_panel(PanelOffer("p", "Panel", make), None, limit_s=0.2 if "0.2" in message else 60.0)
    assert caught.value.hint


def test_without_alarms_code_that_runs_is_interrupted_too() -> None:
    end = _with_thread(0.1)
    with pytest.raises(TookTooLong):
        wait()
    end()


def test_a_command_runs_on_the_library_of_the_window(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    dialog = run_command(plugged, qtbot, "count")
    assert dialog.output.toPlainText() == '{"documents": 0}'
    assert dialog.state.text() == "Done."
    assert plugged.session.library is not None
    assert plugged.session.library.documents() == []  # it is still open
    assert unnamed(dialog) == []


def test_a_command_with_arguments_is_explained_and_waits_for_them(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    trigger(plugged, "Greet Me")
    dialog = plugged.findChild(CommandDialog)
    assert isinstance(dialog, CommandDialog)
    assert "--word" in dialog.output.toPlainText()

    def say(words: str) -> str:
        dialog.arguments.setText(words)
        dialog.run_button.click()
        qtbot.waitUntil(lambda: dialog._run_now is None and bool(dialog.state.text()), timeout=10_000)
        return dialog.output.toPlainText()

    assert say("--word 'Good morning'") == "Good morning, 0 documents"
    assert "unrecognized arguments" in say("--colour red")
    assert dialog.state.text() == "It failed (code 2)."
    assert "cannot be told apart" in say("--word 'open")
    assert "--word" in say("--help")
    assert dialog.state.text() == "Done."


@pytest.mark.parametrize(("title", "said"), [("broken", "the moon is full"), ("refuse", "wait for the night")])
def test_a_command_that_fails_says_why(plugged: MainWindow, qtbot: QtBot, title: str, said: str) -> None:
    switch(plugged, qtbot, "made", on=True)
    dialog = run_command(plugged, qtbot, title)
    assert said in dialog.output.toPlainText()
    assert dialog.state.text().startswith("It failed")


def test_a_command_that_does_not_end_can_be_stopped(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    trigger(plugged, "wait")
    dialog = plugged.findChild(CommandDialog)
    assert isinstance(dialog, CommandDialog)
    assert dialog.stop_button.isVisible()
    assert not dialog.run_button.isEnabled()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "Stopped.", timeout=10_000)
    dialog.run()
    run = dialog._run_now
    assert run is not None
    dialog.close()  # nothing runs on unseen
    assert run._thread is not None
    run._thread.join(10)
    assert not run._thread.is_alive()


def test_the_settings_of_a_plugin_are_rows_of_the_settings_window(plugged: MainWindow, qtbot: QtBot) -> None:
    switch(plugged, qtbot, "made", on=True)
    dialog = plugged.findChild(SettingsDialog)
    assert dialog is not None
    row = dialog.plugin_rows.rows["plugins.made.times"]
    assert row.isVisible()
    assert unnamed(dialog) == []
    row.findChild(QSpinBox).setValue(4)
    qtbot.waitUntil(lambda: TIMES.value() == 4)
    qtbot.keyClicks(dialog.search, "greets often")
    assert row.isVisible()
    assert [name for name, other in dialog.rows.items() if other.isVisible()] == []
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "reader memory")
    assert not row.isVisible()
    dialog.search.clear()
    switch(plugged, qtbot, "made", on=False)
    assert dialog.plugin_rows.rows == {}


def test_a_plugin_that_cannot_be_loaded_is_told_and_the_window_goes_on(plugged: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    plugged.session.message.connect(lambda text, kind: told.append(f"{kind}: {text}"))
    switch(plugged, qtbot, "bad", on=True)
    assert any(text.startswith("warning: The plugin bad could not") and "the moon is full" in text for text in told)
    switch(plugged, qtbot, "made", on=True)
    assert "Greet Me" in titles(plugged)


def test_commands_are_there_after_a_start(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    module = made(commands=COMMANDS)
    found = [Found("made", "quire-made", "1", lambda: "", lambda: module)]
    monkeypatch.setitem(PluginManager.__init__.__kwdefaults__, "discover", lambda: found)
    session = Session(tmp_path / "library", with_value(Settings(), "plugins.enabled", "made"))
    window = MainWindow(session)
    session.open()
    qtbot.waitUntil(lambda: "Greet Me" in titles(window), timeout=30_000)
    window.close()
    session.close()
    window.deleteLater()
    session.deleteLater()
