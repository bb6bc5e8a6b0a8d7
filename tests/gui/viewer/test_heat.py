"""A found picture shows which of its parts fit the question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from tests.gui.viewer.conftest import WAIT_MS, Desk

from quire.gui.stops import Stop
from quire.library.seeing import HeatMap, Seeing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A model for pictures that finds the right half fitting; what it was asked."""
    heard: list[tuple[str, str]] = []

    def heat_map(_: Seeing, element_id: str, text: str) -> HeatMap | None:
        heard.append((element_id, text))
        return HeatMap(((0.0, 1.0), (0.0, 1.0)), centre_only=False) if text != "nothing" else None

    monkeypatch.setattr(Seeing, "heat_map", heat_map)
    return heard


def _stop(desk: Desk, sought: str) -> Stop:
    element = next(one for one in desk.library.document(desk.id("red.png")).elements if one.image)
    return Stop(desk.id("red.png"), 1, element.place.boxes, "[1]", "", element.id, sought)


def test_a_toggle_lays_it_over_the_picture_and_takes_it_away(desk: Desk, asked: list[tuple[str, str]]) -> None:
    desk.open("red.png", 1)
    stop, pane = _stop(desk, "something red"), desk.pane
    pane.show_evidence((stop,), 0)
    action = pane.commands["heat"]
    assert action.isEnabled()
    assert asked == []
    before = pane.canvas.viewport().grab().toImage()
    action.trigger()
    desk.qtbot.waitUntil(lambda: pane.canvas.heat is not None, timeout=WAIT_MS)
    after = pane.canvas.viewport().grab().toImage()
    frame = pane.canvas.page_frame(0)
    left, right = (QPoint(round(frame.left() + part * frame.width()), round(frame.center().y())) for part in (0.1, 0.9))
    assert before.pixelColor(left) == after.pixelColor(left)
    assert before.pixelColor(right) != after.pixelColor(right)
    action.trigger()
    assert pane.canvas.heat is None
    action.trigger()
    assert pane.canvas.heat is not None, "what is known is not asked again"
    assert asked == [(stop.element_id, "something red")]
    pane.evidence.closed.emit()
    assert pane.canvas.heat is None


def test_words_have_no_such_toggle(desk: Desk, asked: list[tuple[str, str]]) -> None:
    desk.open("harbour.pdf", 1)
    box = desk.library.document(desk.id("harbour.pdf")).elements[0].place.boxes
    desk.pane.show_evidence((Stop(desk.id("harbour.pdf"), 1, box, "[1]", "wall"),), 0)
    assert not desk.pane.commands["heat"].isEnabled()


def test_a_model_that_does_not_tell_is_said_so(desk: Desk, asked: list[tuple[str, str]]) -> None:
    desk.open("red.png", 1)
    desk.pane.show_evidence((_stop(desk, "nothing"),), 0)
    with desk.qtbot.waitSignal(desk.session.message, timeout=WAIT_MS):
        desk.pane.commands["heat"].trigger()
    assert desk.pane.canvas.heat is None
