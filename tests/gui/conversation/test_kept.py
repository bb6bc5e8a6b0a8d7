"""Conversations stay: kept as they grow, found again, renamed, exported, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of

from quire.gui.conversation.history import ConversationsModel
from quire.gui.conversation.pane import ConversationPane
from quire.gui.conversation.shelf import file_name
from quire.gui.session import Session
from quire.types import Conversation, Query, Turn


@pytest.fixture(autouse=True)
def _quick(request: pytest.FixtureRequest) -> None:
    if "desk" in request.fixturenames:
        desk: Desk = request.getfixturevalue("desk")
        hits = desk.hits()
        desk.library.script = lambda query: answer_of(f"About {query.text}. [1]", hits)


def titles(desk: Desk) -> list[str]:
    return [head.title for head in desk.library.conversations()]


def another_pane(desk: Desk) -> ConversationPane:
    """Return the pane of the next start."""
    pane = ConversationPane(desk.session)
    pane.resize(600, 700)
    desk.qtbot.addWidget(pane)
    pane.show()
    desk.settle()
    return pane


def test_the_last_conversation_is_back_at_the_next_start(desk: Desk) -> None:
    desk.ask("first question")
    desk.ask("turbine", search=True)
    pane = another_pane(desk)
    assert [entry.query.text for entry in pane.thread_view.entries] == ["first question", "turbine"]
    assert pane.header.title.whole == "first question"
    first, second = pane.thread_view.entries
    assert first.turn.answer is not None
    assert second.search
    view = pane.thread_view.last_view()
    assert view is not None
    assert view.cards


def test_an_answer_asked_again_is_kept_in_its_place(desk: Desk) -> None:
    desk.ask("one")
    desk.ask("two")
    desk.pane._again(desk.pane.thread_view.entries[0])
    desk.settle()
    head = desk.library.conversations()[0]
    assert [turn.question for turn in desk.library.turns(head.id)] == ["one", "two"]


def test_a_new_conversation_is_kept_apart_and_only_when_something_was_asked(desk: Desk) -> None:
    desk.ask("one")
    desk.pane.begin_new()
    desk.settle()
    assert len(titles(desk)) == 1
    desk.ask("two")
    assert sorted(titles(desk)) == ["one", "two"]


def test_earlier_conversations_are_found_by_their_words_and_opened(desk: Desk) -> None:
    desk.ask("grey seals")
    desk.pane.begin_new()
    desk.ask("red boats")
    desk.pane.show_earlier()
    desk.settle()
    panel = desk.pane.shelf.panel
    QTest.keyClicks(panel.search, "seals")
    desk.qtbot.waitUntil(lambda: panel.current is not None and panel.current.title == "grey seals")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    desk.settle()
    assert [entry.query.text for entry in desk.pane.thread_view.entries] == ["grey seals"]
    assert not panel.isVisible()
    desk.ask("and puffins")
    assert desk.library.conversations()[0].n_turns == 2


def test_a_conversation_can_be_renamed_in_the_list(desk: Desk) -> None:
    desk.ask("one")
    desk.pane.show_earlier()
    desk.settle()
    model = desk.pane.shelf.panel.view.model()
    model.setData(model.index(0, 0), "Another name")
    desk.settle()
    assert titles(desk) == ["Another name"]
    assert desk.pane.header.title.whole == "Another name"
    desk.pane.shelf.panel.hide()


def test_a_deleted_conversation_can_be_brought_back(desk: Desk) -> None:
    undo: list[Callable[[], None]] = []
    desk.session.undoable.connect(lambda text, take_back: undo.append(take_back))
    desk.ask("one")
    desk.ask("two")
    desk.pane.shelf.delete_held()
    desk.settle()
    assert titles(desk) == []
    assert desk.pane.thread_view.entries == []
    undo[0]()
    desk.settle()
    assert titles(desk) == ["one"]
    assert [entry.query.text for entry in desk.pane.thread_view.entries] == ["one", "two"]


def test_a_conversation_is_exported_as_markdown(desk: Desk, tmp_path: Path) -> None:
    desk.ask("one")
    head = desk.pane.keeper.head
    assert head is not None
    desk.pane.shelf.export_to(head, tmp_path / "out.md")
    desk.settle()
    assert "About one" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_an_export_that_fails_says_so(desk: Desk, tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    desk.session.message.connect(lambda text, kind: said.append((text, kind)))
    desk.ask("one")
    head = desk.pane.keeper.head
    assert head is not None
    desk.pane.shelf.export_to(head, tmp_path / "missing" / "out.md")
    desk.settle()
    assert said[-1][1] == "error"


def test_titles_become_file_names() -> None:
    assert file_name('a/b\\c: "d"? <e>|*') == "a b c d e"
    assert len(file_name("x" * 500)) <= 80


def test_of_a_long_conversation_only_what_is_near_exists_as_widgets(desk: Desk) -> None:
    answer = answer_of("A sentence. [1]", desk.hits())
    head = desk.library.new_conversation()
    for number in range(80):
        desk.library.append_turn(head.id, Turn(Query(f"question {number}"), float(number), answer))
    thread = another_pane(desk).thread_view
    assert len(thread.entries) == 80
    assert thread.last_view() is not None
    assert thread.n_built <= 20
    bar = thread.verticalScrollBar()
    for part in (0.5, 0.0, 0.75):
        bar.setValue(round(bar.maximum() * part))
        desk.qtbot.wait(60)
        desk.settle()
        assert thread.n_built <= 20
        seen = thread.viewport().visibleRegion().boundingRect()
        assert any(
            view.isVisible() and view.visibleRegion().intersects(view.rect()) and seen.isValid()
            for view in map(thread.view_of, thread.entries)
            if view is not None
        )


def test_what_is_being_read_stays_where_it_is_while_turns_above_are_built(desk: Desk) -> None:
    answer = answer_of("A sentence. [1]", desk.hits())
    head = desk.library.new_conversation()
    for number in range(30):
        desk.library.append_turn(head.id, Turn(Query(f"question {number}"), float(number), answer))
    thread = another_pane(desk).thread_view
    last = thread.last_view()
    assert last is not None
    desk.qtbot.wait(100)
    desk.settle()
    top = last.mapTo(thread.viewport(), last.rect().topLeft()).y()
    assert 0 <= top <= 40


def test_the_list_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = ConversationsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([Conversation(str(n), f"title {n}", 0.0, 0.0, n) for n in range(3)])
    assert model.rowCount() == 3
    assert model.at(QModelIndex()) is None
    model.show_rows([])
    assert model.rowCount() == 0


def test_turns_of_removed_documents_show_their_words_instead_of_pictures(
    desk: Desk, make_session: Callable[[Path], Session]
) -> None:
    view = desk.ask("one")
    document_id = view.evidence[0].document_id
    desk.library.remove([document_id])
    pane = another_pane(desk)
    shown = pane.thread_view.last_view()
    assert shown is not None
    desk.qtbot.waitUntil(lambda: not desk.session.tasks.open_tasks())
    card = shown.cards[0]
    assert "“" in " ".join(label.text() for label in card.findChildren(type(view.bubble.words)))
