"""Pages that have names in their file ("Slide 12", "Sheet Costs") are called so, and the name can be read."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.gui.viewer.pane import ViewerPane
from quire.settings import Settings
from quire.types import Page, TextOrigin


def page(number: int, label: str) -> Page:
    return Page(number, 595.0, 842.0, TextOrigin.LAYER, label)


def test_the_field_has_room_for_the_name_of_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    pane = ViewerPane(Session(tmp_path, Settings()))
    qtbot.addWidget(pane)
    bar = pane.toolbar
    bar.show_document("Costs", "/costs.xlsx", [page(1, ""), page(2, "Sheet Costs"), page(3, "Sheet of " + "x" * 90)])
    plain = bar.field.width()
    bar.set_page(2)
    assert bar.field.text() == "Sheet Costs"
    assert bar.field.width() > bar.field.fontMetrics().horizontalAdvance("Sheet Costs")
    assert "2" in bar.total.text()
    bar.set_page(3)
    assert bar.field.width() <= 3 * plain  # the buttons want room too
    assert bar.field.cursorPosition() == 0  # its beginning shows
    bar.set_page(1)
    assert bar.field.width() == plain
