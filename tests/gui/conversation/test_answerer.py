"""Who answers is chosen where one asks: quotations, or a language model that is here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from tests.gui.conversation.conftest import Desk
from tests.tiny_models import tiny_generator

from quire.gui.models.downloads import shelf_of
from quire.jobs import Job


def choices(desk: Desk) -> list[QAction]:
    chip = desk.pane.box.answerer
    chip.click()
    desk.qtbot.waitUntil(chip.menu_of_models.isVisible, timeout=20_000)
    found = [action for action in chip.menu_of_models.actions() if not action.isSeparator()]
    chip.menu_of_models.hide()
    return found


def test_an_installed_model_can_be_chosen_and_left(desk: Desk, tmp_path: Path) -> None:
    card = shelf_of(desk.session).bring_in([tiny_generator(tmp_path)], job=Job()).card
    chip = desk.pane.box.answerer
    assert "Quotations" in chip.accessibleName()
    quotations, writer, _ = choices(desk)
    assert quotations.isChecked()
    writer.trigger()
    desk.qtbot.waitUntil(lambda: card.title in chip.accessibleName(), timeout=20_000)
    assert desk.session.settings.models.generator == card.id
    quotations, writer, _ = choices(desk)
    assert writer.isChecked()
    quotations.trigger()
    desk.qtbot.waitUntil(lambda: "Quotations" in chip.accessibleName(), timeout=20_000)
    assert desk.session.settings.models.generator == ""


def test_more_models_are_one_step_away(desk: Desk) -> None:
    wanted: list[bool] = []
    desk.pane.box.answerer.models_wanted.connect(lambda: wanted.append(True))
    choices(desk)[-1].trigger()
    assert wanted == [True]


def test_searching_needs_nobody_who_answers(desk: Desk) -> None:
    desk.pane.box.mode.choose(1)
    assert desk.pane.box.answerer.isHidden()
    desk.pane.box.mode.choose(0)
    assert not desk.pane.box.answerer.isHidden()
    desk.pane.resize(380, 800)
    assert desk.pane.box.answerer.text() == ""
    desk.pane.resize(800, 800)
    assert desk.pane.box.answerer.text() != ""
