"""Evidence is scrolled into view, marked on the words, numbered, and stepped through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from tests.gui.viewer.conftest import WAIT_MS, Desk

from quire.gui.stops import Stop
from quire.gui.viewer.flags import place_flags
from quire.gui.viewer.marks import bounds


@pytest.fixture
def stops(desk: Desk) -> tuple[Stop, ...]:
    return (
        desk.stop("harbour.pdf", 1, "three cracks near the ferry pier", "[1]"),
        desk.stop("harbour.pdf", 3, "Forty pairs of kittiwakes", "[2]"),
        desk.stop("harbour.pdf", 3, "the colony has doubled", "[3]"),
    )


def _in_view(desk: Desk, stop: Stop) -> bool:
    canvas = desk.pane.canvas
    spot = canvas.view_rect(stop.page_number - 1, bounds(stop.boxes))
    return QRectF(canvas.viewport().rect()).contains(spot)


def _show(desk: Desk, stops: tuple[Stop, ...], index: int) -> None:
    desk.pane.show_evidence(stops, index)
    desk.drawn(stops[index].page_number)


def test_evidence_is_scrolled_into_view_and_marked(desk: Desk, stops: tuple[Stop, ...]) -> None:
    _show(desk, stops, 1)
    assert _in_view(desk, stops[1])
    marks = desk.pane.canvas.marks[3]
    assert [(mark.label, mark.current) for mark in marks] == [("[3]", False), ("[2]", True)]
    image = desk.pane.canvas.viewport().grab().toImage()
    spot = desk.pane.canvas.view_rect(2, stops[1].boxes[0]).toRect()
    tinted = image.pixelColor(spot.left() + 1, spot.top() + 1)
    assert tinted.blue() < tinted.red()


def test_stepping_goes_around_the_ends(desk: Desk, stops: tuple[Stop, ...]) -> None:
    _show(desk, stops, 2)
    desk.pane.commands["next"].trigger()
    desk.drawn(1)
    assert _in_view(desk, stops[0])
    assert "three cracks" in desk.pane.evidence.quote.whole
    desk.pane.commands["previous"].trigger()
    desk.drawn(3)
    assert _in_view(desk, stops[2])


def test_n_and_p_step_while_the_pages_have_the_focus(desk: Desk, stops: tuple[Stop, ...]) -> None:
    _show(desk, stops, 0)
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_N)
    assert desk.pane.canvas.marks[3][-1].label == "[2]"
    desk.qtbot.keyClick(desk.pane.canvas, Qt.Key.Key_P)
    assert desk.pane.canvas.marks[1][-1].current


def test_pressing_a_flag_shows_its_evidence(desk: Desk, stops: tuple[Stop, ...]) -> None:
    _show(desk, stops, 1)
    (other,) = [flag for flag in place_flags(desk.pane.canvas) if flag.label == "[3]"]
    viewport = desk.pane.canvas.viewport()
    desk.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=other.rect.center().toPoint())
    assert desk.pane.canvas.marks[3][-1].label == "[3]"


def test_flags_never_lie_on_each_other(desk: Desk, stops: tuple[Stop, ...]) -> None:
    twins = tuple(Stop(stops[0].document_id, 1, stops[0].boxes, f"[{n}]", "") for n in range(1, 6))
    _show(desk, twins, 0)
    rects = [flag.rect for flag in place_flags(desk.pane.canvas)]
    assert len(rects) == 5
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


@pytest.mark.parametrize("n_turns", [0, 1, 2, 3])
def test_rotation_keeps_marks_on_the_words(desk: Desk, stops: tuple[Stop, ...], n_turns: int) -> None:
    _show(desk, stops, 0)
    canvas = desk.pane.canvas
    for _ in range(n_turns):
        desk.pane.commands["rotate"].trigger()
    canvas.go_to_boxes(1, stops[0].boxes)
    mark = canvas.page_transform(0).map(canvas.marks[1][0].shape)
    middle = canvas.view_rect(0, stops[0].boxes[0]).center()
    assert mark.contains(middle)
    index, x, y = canvas.scene_point(middle) or (None, 0.0, 0.0)
    box = stops[0].boxes[0]
    assert index == 0
    assert box.x0 < x < box.x1
    assert box.y0 < y < box.y1


def test_zooming_keeps_the_point_under_the_mouse(desk: Desk) -> None:
    desk.open("harbour.pdf", 2)
    canvas, spot = desk.pane.canvas, QPointF(200, 300)
    before = canvas.scene_point(spot)
    canvas.zoom_by(2.0, around=spot)
    after = canvas.scene_point(spot)
    assert before is not None
    assert after == pytest.approx(before, abs=1.0)
    assert desk.pane.toolbar.zoom.text().endswith("%")


def test_closing_the_bar_takes_the_marks_away(desk: Desk, stops: tuple[Stop, ...]) -> None:
    _show(desk, stops, 0)
    desk.pane.evidence.closed.emit()
    assert desk.pane.canvas.marks == {}
    assert desk.pane.evidence.isHidden()
    assert not desk.pane.commands["next"].isEnabled()


def test_evidence_in_several_documents_opens_each(desk: Desk, stops: tuple[Stop, ...]) -> None:
    picture = Stop(desk.id("red.png"), 1, (), "[4]", "")
    _show(desk, (stops[0], picture), 0)
    desk.pane.step(1)
    desk.qtbot.waitUntil(lambda: desk.pane.document_id == picture.document_id, timeout=WAIT_MS)
    assert desk.pane.canvas.marks == {}
    desk.pane.step(1)
    desk.qtbot.waitUntil(lambda: bool(desk.pane.canvas.marks), timeout=WAIT_MS)


def test_stop_on_a_page_that_does_not_exist_shows_the_last_page(desk: Desk) -> None:
    beyond = Stop(desk.id("harbour.pdf"), 99, (), "[1]", "")
    desk.pane.show_evidence((beyond,), 5)
    desk.drawn(3)
