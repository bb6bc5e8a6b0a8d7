"""Results are there at once; a better order of them comes in place, and never under somebody's eyes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from tests.gui.conversation.conftest import Desk

from quire.gui.conversation.entries import State

WORDS = "turbine tide seal"


def search(desk: Desk, order: list[int]) -> None:
    desk.library.order = order
    desk.type(WORDS, search=True)
    desk.qtbot.waitUntil(lambda: len(desk.last.cards) >= 3 and desk.last.is_whole, timeout=20_000)
    assert desk.last.entry.state is State.RUNNING


def keys(desk: Desk) -> list[tuple[str, str, int, int]]:
    return [card.evidence.key for card in desk.last.cards]


def test_results_are_put_into_the_better_order_in_place(desk: Desk) -> None:
    search(desk, [2, 0, 1])
    before, first = list(desk.last.cards), keys(desk)
    desk.library.judged.set()
    desk.settle()
    assert keys(desk) == [first[2], first[0], first[1]]
    assert desk.last.cards == [before[2], before[0], before[1]]
    shown = [card.mapTo(desk.last, card.rect().topLeft()).y() for card in desk.last.cards]
    assert shown == sorted(shown)
    assert any("judged by scripted" in label.text() for label in desk.last.findChildren(QLabel))
    assert not desk.last.working.isVisible()


def test_a_card_leads_to_its_own_place_after_it_moved(desk: Desk) -> None:
    search(desk, [1, 0, 2])
    desk.last.open(0)
    chosen = desk.last.cards[0]
    desk.library.judged.set()
    desk.settle()
    assert desk.last.cards[1] is chosen
    assert chosen.selected
    chosen.opened.emit()
    stops, index = desk.opened[-1]
    assert stops[index].document_id == chosen.evidence.document_id
    assert stops[index].page_number == chosen.evidence.page_number


def test_nothing_moves_while_somebody_is_among_the_cards(desk: Desk) -> None:
    search(desk, [2, 1, 0])
    before = keys(desk)
    desk.pane.activateWindow()
    desk.last.cards[1].title.setFocus()
    desk.qtbot.waitUntil(desk.last.cards[1].title.hasFocus)
    cards = desk.last._list
    assert cards is not None
    desk.library.judged.set()
    desk.settle()
    assert keys(desk) == before
    assert cards.better.isVisible()
    cards.better.click()
    assert keys(desk) == [before[2], before[1], before[0]]
    assert not cards.better.isVisible()


def test_the_order_comes_when_the_keyboard_has_left(desk: Desk) -> None:
    search(desk, [2, 1, 0])
    before = keys(desk)
    desk.pane.activateWindow()
    desk.last.cards[0].title.setFocus()
    desk.qtbot.waitUntil(desk.last.cards[0].title.hasFocus)
    desk.library.judged.set()
    desk.settle()
    assert keys(desk) == before
    desk.pane.box.edit.setFocus()
    desk.qtbot.waitUntil(lambda: keys(desk) == [before[2], before[1], before[0]])


def test_stopping_keeps_what_was_found(desk: Desk) -> None:
    search(desk, [2, 1, 0])
    before = keys(desk)
    desk.pane.box.send.click()
    desk.settle()
    assert keys(desk) == before
    assert desk.last.entry.turn.result is not None
