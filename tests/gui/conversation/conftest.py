"""A conversation pane on the sample library, with answers that tests can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.conversation.scripted import ScriptedLibrary

from quire.gui.conversation.pane import ConversationPane
from quire.gui.conversation.turn_view import TurnView
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.library import Library
from quire.types import Hit, Query


@dataclass
class Desk:
    """A pane with what a test needs to use it as a person would."""

    pane: ConversationPane
    session: Session
    library: ScriptedLibrary
    qtbot: QtBot
    opened: list[tuple[tuple[Stop, ...], int]]

    def type(self, text: str, *, search: bool = False) -> None:
        """Type a question and press Enter."""
        self.pane.box.mode.choose(1 if search else 0)
        self.pane.box.edit.setFocus()
        QTest.keyClicks(self.pane.box.edit, text)
        QTest.keyClick(self.pane.box.edit, Qt.Key.Key_Return)

    def settle(self) -> None:
        """Wait until nothing runs and all is shown."""
        self.qtbot.waitUntil(self._is_settled, timeout=30_000)

    def _is_settled(self) -> bool:
        view = self.pane.thread_view.last_view()
        running = self.pane.asker.busy or self.session.tasks.open_tasks()
        return not running and (view is None or view.is_whole)

    def ask(self, text: str, *, search: bool = False) -> TurnView:
        """Ask, wait, and return what is shown."""
        self.type(text, search=search)
        self.settle()
        return self.last

    @property
    def last(self) -> TurnView:
        view = self.pane.thread_view.last_view()
        assert view is not None
        return view

    def hits(self, words: str = "turbine tide seal", limit: int = 10) -> tuple[Hit, ...]:
        """Return real hits."""
        hits = self.library.search(Query(words, limit=limit)).hits
        self.library.asked.pop()
        return hits


@pytest.fixture
def make_desk(qtbot: QtBot) -> Iterator[Callable[[Session], Desk]]:
    """Show a pane on a session."""
    panes: list[ConversationPane] = []

    def make(session: Session) -> Desk:
        scripted = ScriptedLibrary(cast(Library, session.library))
        session.library = cast(Library, scripted)
        pane = ConversationPane(session)
        panes.append(pane)
        opened: list[tuple[tuple[Stop, ...], int]] = []
        pane.evidence_opened.connect(lambda stops, index: opened.append((stops, index)))
        pane.resize(640, 800)
        pane.show()
        desk = Desk(pane, session, scripted, qtbot, opened)
        desk.settle()
        return desk

    yield make
    for pane in panes:
        pane.close()
        pane.deleteLater()


@pytest.fixture
def desk(make_desk: Callable[[Session], Desk], session: Session) -> Desk:
    return make_desk(session)
