"""A language model at work: it thinks, writes, is stopped, and knows what was asked before."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

from PySide6.QtWidgets import QLabel
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of
from tests.tiny_models import tiny_generator

from quire.gui.conversation.entries import State
from quire.gui.models.downloads import shelf_of
from quire.jobs import Job


def test_a_thought_is_folded_and_can_be_unfolded(desk: Desk) -> None:
    hits, hold = desk.hits(), threading.Event()
    desk.library.script, desk.library.hold = lambda query: answer_of("Yes. [1]", hits), hold
    desk.library.thoughts = ["First I ", "look."]
    desk.type("Really?")
    desk.qtbot.waitUntil(lambda: desk.last._thought is not None and "look." in desk.last._thought._text.text())
    thought = desk.last._thought
    assert thought is not None
    assert "Thinking" in thought.fold.text()
    assert thought._area.isHidden()
    thought.fold.click()
    assert not thought._area.isHidden()
    hold.set()
    desk.settle()
    thought = desk.last._thought
    assert thought is not None
    assert "Thought for" in thought.fold.text()
    assert not thought._area.isHidden()  # it stays as the person left it


def test_what_was_stopped_gets_its_sources(desk: Desk) -> None:
    hits = desk.hits()
    desk.library.script, desk.library.hold = lambda query: answer_of("never", ()), threading.Event()
    desk.library.pieces = ["The seal leaks. [1]"]
    desk.library.stopped = dataclasses.replace(answer_of("The seal leaks. [1]", hits), stop="cancelled")
    desk.type("And?")
    desk.qtbot.waitUntil(lambda: desk.last.answer is not None)
    desk.pane.box.send.click()
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.last.answer is not None and desk.last.answer.markers() == [1])
    assert desk.last.entry.state is State.STOPPED
    assert any("You stopped it here." in label.text() for label in desk.last.findChildren(QLabel))


def test_a_question_comes_with_those_before_it(desk: Desk) -> None:
    hits = desk.hits()
    desk.library.script = lambda query: answer_of(f"About {query.text} [1]", hits)
    desk.ask("the seal")
    desk.ask("its age")
    assert desk.library.told == (("the seal", "About the seal [1]"),)


def test_a_real_language_model_writes_into_the_window(desk: Desk, tmp_path: Path) -> None:
    path = tiny_generator(tmp_path, "The seal of the turbine leaks [1].", thinking="What leaks?")
    card = shelf_of(desk.session).bring_in([path], job=Job()).card
    desk.session.choosing.use("models.generator", card.id)
    desk.qtbot.waitUntil(lambda: desk.session.settings.models.generator == card.id, timeout=20_000)
    desk.type("What became of the seal of the turbine?")
    desk.qtbot.waitUntil(lambda: desk.last.entry.state is not State.RUNNING, timeout=120_000)
    assert desk.last.entry.state is State.DONE
    assert desk.last.entry.turn.answer is not None
