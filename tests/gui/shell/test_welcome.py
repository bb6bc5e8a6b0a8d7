"""A person with nothing yet is welcomed, and one button leads to a first answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from quire.gui.first_run.welcome import ANSWERED_BY, FIRST_QUESTION
from quire.gui.models.consent import ConsentSheet
from quire.gui.session import Session
from quire.gui.window import MainWindow
from quire.models.machine import recommended, this_machine
from quire.settings import resources
from quire.types import Query


def test_an_empty_library_is_welcomed(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    assert window.welcome.samples_button.isEnabled()


def test_nothing_of_it_is_cut_off_in_a_narrow_pane(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    for width in (900, 404):  # the narrower one as in a window of 1024 pixels
        window.welcome.resize(width, 500)
        qtbot.wait(20)
        assert window.welcome.horizontalScrollBar().maximum() == 0, width
    first, second = window.welcome.samples_button, window.welcome.own_button
    assert second.y() > first.y()  # beneath, where there is no room beside


def test_a_library_with_documents_is_not(
    make_window: Callable[[Path], MainWindow], library_folder: Path, qtbot: QtBot
) -> None:
    window = make_window(library_folder)
    qtbot.waitUntil(lambda: "10" in window.status_bar.state.text())
    assert window.middle.currentWidget() is window.conversation_pane


def test_the_samples_are_added_and_a_first_question_is_asked(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, told = list[str](), list[str]()
    monkeypatch.setattr(window.conversation_pane, "ask", asked.append)
    window.session.message.connect(lambda words, _: told.append(words))
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    window.welcome.samples_button.click()
    assert not window.welcome.samples_button.isEnabled()
    qtbot.waitUntil(lambda: bool(asked), timeout=180_000)
    qtbot.waitUntil(lambda: not window.session.adding.busy, timeout=180_000)
    assert not any(".jsonl" in words for words in told)  # the questions that lie beside the samples
    assert asked == [FIRST_QUESTION]
    assert window.middle.currentWidget() is window.conversation_pane
    assert len(window.session.library.documents()) == 10  # type: ignore[union-attr]


def test_a_start_that_was_cancelled_can_be_made_again(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    window.welcome.samples_button.click()
    qtbot.waitUntil(lambda: any(task.title for task in window.session.tasks.open_tasks()))
    window.session.tasks.cancel_all()
    qtbot.waitUntil(window.welcome.samples_button.isEnabled, timeout=60_000)


def test_the_first_question_is_about_the_samples(session: Session) -> None:
    assert (resources() / "samples" / ANSWERED_BY).is_file()
    library = session.library
    assert library is not None
    answer = library.ask(Query(text=FIRST_QUESTION))
    assert "61" in answer.text
    assert answer.citations[0].document_path.endswith(ANSWERED_BY)


def test_own_documents_lead_past_the_welcome(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    note = tmp_path / "note.txt"
    note.write_text("The lighthouse was built in 1887. Its lamp is turned by a clockwork of brass.", encoding="utf-8")
    window.session.add([note])
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.conversation_pane, timeout=60_000)


def test_the_welcome_can_be_seen_again_and_left(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    window.actions_table["go.question"].trigger()
    assert window.middle.currentWidget() is window.conversation_pane
    window.actions_table["help.welcome"].trigger()
    assert window.middle.currentWidget() is window.welcome


def test_two_clicks_bring_better_models(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[tuple[list[str], bool]] = []
    monkeypatch.setattr(
        window.session.downloads, "put", lambda cards, *, use: wanted.append(([card.id for card in cards], use))
    )
    qtbot.waitUntil(lambda: window.middle.currentWidget() is window.welcome)
    window.welcome.better_button.click()
    qtbot.waitUntil(lambda: window.findChild(ConsentSheet) is not None, timeout=20_000)
    sheet = window.findChild(ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    assert "Download and Use" in sheet.agree.text()
    left_out = sheet.findChildren(QCheckBox)[0]
    left_out.click()
    sheet.agree.click()
    assert len(wanted) == 1
    suggested = recommended(window.session.library.models.cards(), this_machine())  # type: ignore[union-attr]
    named, use = wanted[0]
    assert use
    assert set(named) < {card.id for card in suggested if not card.built_in}
    assert len(named) == len(sheet.findChildren(QCheckBox)) - 1
