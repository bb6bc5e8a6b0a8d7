"""Asking and searching, from the question typed to the places handed to the viewer."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of

from quire.errors import ModelFailed
from quire.gui.conversation.entries import State
from quire.gui.conversation.nothing_found import NothingFound
from quire.gui.conversation.pane import ConversationPane
from quire.gui.conversation.question_edit import LONGEST
from quire.gui.session import Session
from quire.library import Library
from quire.settings import Settings, with_value
from quire.types import Query, Target, Turn


def words_in(widget: object) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())  # type: ignore[attr-defined]


def test_a_question_is_answered_with_chips_that_lead_to_all_its_places(desk: Desk) -> None:
    view = desk.ask("What was the availability of the turbine Brona in 2024?")
    assert view.answer is not None
    assert "96.8" in view.answer.text
    assert view.answer.markers()[0] == 1
    view.answer.cited.emit(1)
    stops, index = desk.opened[-1]
    assert index == 0
    assert len(stops) == len(view.evidence)
    assert stops[0].page_number == 5
    assert stops[0].boxes
    assert [card.selected for card in view.cards][:2] == [True, False]


def test_a_card_shows_its_place_and_opens_it(desk: Desk) -> None:
    hits = desk.hits()
    desk.library.script = lambda query: answer_of("Yes. [1] And so. [2]", hits, cited=(1, 2))
    view = desk.ask("Really?")
    desk.qtbot.waitUntil(lambda: not desk.session.tasks.open_tasks())
    card = view.cards[1]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    stops, index = desk.opened[-1]
    assert (index, stops[1].document_id) == (1, hits[1].document_id)
    card.why.click()
    assert ("Words found", ", ".join(hits[1].matched[:12])) in card.why_lines()


def test_a_card_names_its_page_as_the_document_does(desk: Desk) -> None:
    numbered, named, long = desk.hits(limit=3)
    name = "Sheet " + "of all the costs " * 5
    hits = (
        numbered,
        dataclasses.replace(named, page_name="Slide 3"),
        dataclasses.replace(long, page_name=name),
    )
    desk.library.script = lambda query: answer_of("Yes. [1] And so. [2] And [3]", hits, cited=(1, 2, 3))
    cards = desk.ask("Really?").cards
    assert [card.page.text() for card in cards[:2]] == [f"p. {numbered.place.page_number}", "Slide 3"]
    assert cards[1].title.accessibleName() == f"[2] {named.document_title}, Slide 3"
    assert cards[2].page.text() == "Sheet of all the costs…"
    assert name.strip() in cards[2].page.toolTip()
    assert cards[2].title.width() > 2 * cards[2].title.height()


def test_text_is_shown_while_it_is_written_and_stop_keeps_it(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("never", ())
    desk.library.pieces, desk.library.hold = ["The first ", "words"], threading.Event()
    desk.type("Go on?")
    desk.qtbot.waitUntil(lambda: desk.last.answer is not None and desk.last.answer.text == "The first words")
    assert desk.pane.box.send.accessibleName() == "Stop"
    QTest.keyClick(desk.pane.box.edit, Qt.Key.Key_Escape)
    assert desk.last.entry.state is State.STOPPED
    assert "You stopped it here." in words_in(desk.last)
    assert desk.pane.box.send.accessibleName() == "Send"
    desk.settle()
    assert desk.last.entry.turn.answer is not None
    assert desk.last.entry.turn.answer.text == "The first words"


def test_stopping_before_a_word_was_written_says_so(desk: Desk) -> None:
    desk.library.script, desk.library.hold = lambda query: answer_of("never", ()), threading.Event()
    desk.type("Go on?")
    desk.qtbot.waitUntil(lambda: bool(desk.library.asked))
    desk.pane.box.send.click()
    assert "Stopped before anything was written." in words_in(desk.last)
    desk.settle()


def test_a_stopped_question_asked_again_is_not_ended_by_its_first_run(desk: Desk) -> None:
    desk.library.script, desk.library.hold = (
        lambda query: answer_of("Now. [1]", desk.hits()),
        threading.Event(),
    )
    desk.type("Go on?")
    desk.qtbot.waitUntil(lambda: bool(desk.library.asked))
    desk.pane.asker.stop()
    desk.pane._again_last()
    desk.qtbot.waitUntil(lambda: len(desk.library.asked) == 2)
    desk.library.hold.set()
    desk.settle()
    assert desk.last.entry.state is State.DONE


def test_search_lists_places_and_shows_more(desk: Desk) -> None:
    view = desk.ask("turbine", search=True)
    assert view.answer is None
    assert len(view.cards) == 10
    assert "10 result" in words_in(view)
    view.more.click()
    desk.settle()
    assert len(desk.last.cards) > 10
    desk.last.cards[3].opened.emit()
    stops, index = desk.opened[-1]
    assert index == 3
    assert len(stops) == len(desk.last.cards)


def test_the_settings_of_search_are_followed(desk: Desk) -> None:
    settings = with_value(with_value(desk.session.settings, "search.limit", 3), "search.rerank", False)
    desk.session.change_settings(settings)
    assert len(desk.ask("turbine", search=True).cards) == 3
    assert not desk.library.asked[-1].rerank


def test_search_for_nothing_known_says_so(desk: Desk) -> None:
    desk.library.create_collection("Empty")
    desk.pane.set_scope("Empty", ())
    view = desk.ask("turbine", search=True)
    assert "Nothing was found." in words_in(view)


def test_a_refusal_shows_what_is_missing_and_the_nearest_misses(desk: Desk) -> None:
    hits = desk.hits()
    refused = answer_of("This is not in your library.", hits, abstained=True)
    desk.library.script = lambda query: dataclasses.replace(
        refused, missing=("penguins",), notes=("by words only",)
    )
    view = desk.ask("Which languages do penguins speak?")
    said = words_in(view)
    assert "Not in your library" in said
    assert "“penguins”" in said
    assert "By words only." in said
    assert 1 <= len(view.cards) <= 3
    view.cards[0].opened.emit()
    assert desk.opened[-1][0][0].document_id == hits[0].document_id


def test_a_refusal_within_limits_offers_the_whole_library(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("This is not in your library.", desk.hits(), abstained=True)
    desk.pane.set_scope("Harbour", ())
    desk.pane.box.set_target(Target.TABLE)
    view = desk.ask("Who?")
    refusal = view.findChild(NothingFound)
    assert refusal is not None
    assert desk.library.asked[-1].collection == "Harbour"
    refusal.findChild(QPushButton).click()  # type: ignore[union-attr]
    desk.settle()
    assert (desk.library.asked[-1].collection, desk.library.asked[-1].target) == ("", Target.ANY)
    assert len(desk.pane.thread_view.entries) == 1


def test_a_failure_is_told_with_what_to_do(desk: Desk) -> None:
    desk.library.error = ModelFailed("the model stopped", hint="ask again")
    assert "The model stopped. Ask again." in words_in(desk.ask("Why?"))


def test_asking_again_replaces_the_answer(desk: Desk) -> None:
    hits = desk.hits()
    desk.library.script = lambda query: answer_of("First. [1]", hits)
    desk.ask("Why?")
    desk.library.script = lambda query: answer_of("Second. [1]", hits)
    desk.pane._again_last()
    desk.settle()
    assert len(desk.pane.thread_view.entries) == 1
    assert desk.last.answer is not None
    assert desk.last.answer.text == "Second. [1]"


def test_an_edited_question_replaces_its_turn(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of(f"About {query.text}. [1]", desk.hits())
    desk.ask("seals")
    desk.ask("boats")
    desk.pane._edit(desk.pane.thread_view.entries[0])
    assert desk.pane.box.edit.toPlainText() == "seals"
    desk.pane.box.edit.put("")
    desk.type("whales")
    desk.settle()
    assert [entry.query.text for entry in desk.pane.thread_view.entries] == ["whales", "boats"]
    assert not desk.pane.box.editing


def test_editing_can_be_given_up(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.ask("seals")
    desk.pane._edit_last()
    QTest.keyClick(desk.pane.box.edit, Qt.Key.Key_Escape)
    assert desk.pane.box.edit.toPlainText() == ""
    desk.ask("boats")
    assert [entry.query.text for entry in desk.pane.thread_view.entries] == ["seals", "boats"]


def test_copying_with_sources_numbers_them(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So it is. [1]", desk.hits())
    view = desk.ask("Is it?")
    view.copy()
    assert QGuiApplication.clipboard().text() == "So it is. [1]"
    view.copy_with_sources()
    assert "**Sources**\n\n1. " in QGuiApplication.clipboard().text()


def test_limits_go_with_the_question_and_can_be_taken_away(desk: Desk) -> None:
    document = desk.library.documents()[0]
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.pane.set_scope("", (document.id,))
    desk.settle()
    view = desk.ask("What?")
    assert desk.library.asked[-1].document_ids == (document.id,)
    assert document.title in words_in(view)
    desk.pane.box.set_scope(dataclasses.replace(desk.pane.box.scope, document_ids=()))
    desk.ask("What now?")
    assert desk.library.asked[-1].document_ids == ()


def test_a_question_of_100_kb_is_cut_with_a_sentence(desk: Desk) -> None:
    said: list[str] = []
    desk.session.message.connect(lambda text, kind: said.append(text))
    QGuiApplication.clipboard().setText("word " * 20_000)
    desk.pane.box.edit.setFocus()
    desk.pane.box.edit.paste()
    assert len(desk.pane.box.edit.toPlainText()) == LONGEST
    assert "was cut" in said[0]


def test_a_question_asked_before_the_library_is_open_waits_for_it(qtbot: QtBot, library_folder: Path) -> None:
    with Library.open(library_folder, settings=Settings()) as library:
        library.append_turn(library.new_conversation().id, Turn(Query("asked last week"), 0.0))
    session = Session(library_folder, Settings())
    pane = ConversationPane(session)
    pane.resize(500, 600)
    pane.show()
    pane.ask("How heavy is the lens of Carrow Head Light?")
    assert pane.asker.busy
    session.open()
    qtbot.waitUntil(lambda: not pane.asker.busy and not session.tasks.open_tasks(), timeout=30_000)
    view = pane.thread_view.last_view()
    assert view is not None
    assert view.answer is not None
    assert session.library is not None
    heads = session.library.conversations()
    assert [[turn.question for turn in session.library.turns(head.id)] for head in heads] == [
        ["How heavy is the lens of Carrow Head Light?"],
        ["asked last week"],
    ]
    pane.close()
    session.close()
    pane.deleteLater()
    session.deleteLater()


def test_a_question_does_not_wait_for_adding(desk: Desk) -> None:
    adding = threading.Event()
    desk.session.tasks.run(lambda job: adding.wait(30), on_done=lambda _: None, owner=desk.pane, lane="write")
    desk.type("How heavy is the lens of Carrow Head Light?")
    desk.qtbot.waitUntil(lambda: not desk.pane.asker.busy, timeout=30_000)
    assert desk.last.entry.state is State.DONE
    adding.set()
    desk.settle()
    assert desk.library.conversations()


def test_answers_are_announced_to_screen_readers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        "quire.gui.conversation.pane.announce", lambda widget, text, urgent=False: heard.append(text)
    )
    desk.library.script = lambda query: answer_of("So it is. [1]", desk.hits())
    desk.ask("Is it?")
    desk.ask("turbine", search=True)
    assert "So it is. [1]" in heard[0]
    assert "10 result" in heard[1]


def test_a_hostile_answer_shows_and_does_nothing(desk: Desk) -> None:
    text = (
        "<script>alert(1)</script> ![x](http://example.org/x.png) [l](file:///etc/passwd) [1]\n\n"
        + ">" * 5000
    )
    desk.library.script = lambda query: answer_of(text, desk.hits())
    view = desk.ask("Hm?")
    assert view.answer is not None
    assert "<script>alert(1)</script>" in view.answer.toPlainText()
    assert view.answer.markers() == [1]


def test_nothing_flashes_up_as_a_window_of_its_own(desk: Desk) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.extend(
            type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible() and w is not desk.pane
        )

    desk.pane.asker.changed.connect(lambda entry: look())
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    desk.ask("Is it?")
    desk.ask("turbine", search=True)
    look()
    assert seen == []


@pytest.mark.parametrize("width", [340, 640, 900])
def test_every_turn_fits_the_width_of_the_pane(desk: Desk, width: int) -> None:
    desk.pane.resize(width, 700)
    desk.library.script = lambda query: answer_of(
        "A long sentence of an answer. " * 8 + "[1] [2]", desk.hits(), cited=(1, 2)
    )
    desk.ask("A question that is long enough to be broken into several lines in a narrow pane, is it not?")
    desk.ask("turbine", search=True)
    assert desk.pane.thread_view.horizontalScrollBar().maximum() == 0


def test_examples_come_from_the_library_and_can_be_asked(
    desk: Desk, make_desk: Callable[[Session], Desk]
) -> None:
    buttons = desk.pane.empty.buttons
    assert 1 <= len(buttons) <= 3
    buttons[-1].click()
    desk.settle()
    assert len(desk.pane.thread_view.entries) == 1
    assert desk.last.entry.state is State.DONE


def test_an_empty_library_says_how_to_begin(
    make_desk: Callable[[Session], Desk], empty_session: Session
) -> None:
    desk = make_desk(empty_session)
    assert "Nothing to ask yet" in words_in(desk.pane.empty)
