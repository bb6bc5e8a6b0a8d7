"""The geometry of marks, and what is remembered: no library needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.session import Session
from quire.gui.viewer.history import History, Visit
from quire.gui.viewer.marks import mark_on, united
from quire.gui.viewer.notices import EmptyState
from quire.gui.viewer.pane import ViewerPane
from quire.gui.viewer.pictures import keys_for
from quire.gui.viewer.remembered import Remembered
from quire.gui.viewer.selection import WordAt, line_boxes, nearest_word, selected_text
from quire.settings import Settings
from quire.types import Box, Page, PageWords, TextOrigin

LINES = (Box(50, 100, 300, 112), Box(50, 116, 300, 128), Box(50, 132, 180, 144))


def test_lines_of_a_paragraph_become_one_shape() -> None:
    shape = united(LINES)
    assert len(shape.toSubpathPolygons()) == 1
    assert shape.contains(QPointF(60, 114))  # between two lines
    assert not shape.contains(QPointF(250, 138))  # right of the short last line


def test_boxes_far_apart_stay_apart() -> None:
    assert len(united((Box(50, 100, 300, 112), Box(50, 400, 300, 412))).toSubpathPolygons()) == 2


def test_columns_side_by_side_are_not_bridged() -> None:
    shape = united((Box(50, 400, 250, 412), Box(300, 80, 500, 92)))
    assert len(shape.toSubpathPolygons()) == 2


def test_mark_over_most_of_a_picture_is_only_a_frame() -> None:
    page = Page(1, 1000, 800, TextOrigin.OCR)
    assert mark_on(page, [Box(0, 0, 1000, 800)], index=0, label="[1]", current=True).is_frame
    assert not mark_on(page, [Box(0, 0, 500, 400)], index=0, label="[1]", current=True).is_frame


def test_large_page_is_drawn_in_the_tiles_that_show() -> None:
    keys = keys_for(1, (3000, 3000), 2.0, Box(1000, 0, 1500, 500))
    assert {key.tile for key, _ in keys} == {(1, 0), (2, 0)}


def test_history_forgets_what_lay_forward_after_a_jump() -> None:
    history = History()
    history.jump(None, Visit("a", 1))
    history.jump(Visit("a", 3), Visit("b", 1))
    assert history.back(Visit("b", 2)) == Visit("a", 3)
    history.jump(Visit("a", 3), Visit("c", 1))
    assert not history.can_go_forward
    assert history.back(Visit("c", 1)) == Visit("a", 3)


def test_nearest_word_prefers_the_line_of_the_point() -> None:
    words = PageWords(("up", "down"), (Box(0, 0, 10, 10), Box(100, 20, 110, 30)), (" ", ""))
    assert nearest_word(words, 60, 25) == 1
    assert nearest_word(words, 60, 4) == 0
    assert nearest_word(PageWords((), (), ()), 0, 0) is None


def test_selected_text_joins_words_that_were_broken_at_the_end_of_a_line() -> None:
    boxes = (Box(0, 0, 10, 10), Box(12, 0, 20, 10), Box(0, 12, 10, 22))
    words = PageWords(("a", "light", "house"), boxes, (" ", "", "\n"))
    assert selected_text(WordAt(1, 2), WordAt(1, 0), {1: words}) == "a lighthouse"
    assert len(line_boxes(words, range(3))) == 2


def test_fit_and_side_panel_are_remembered() -> None:
    Remembered().fit = "page"
    Remembered().side_shown = True
    Remembered().side_tab = 1
    again = Remembered()
    assert (again.fit, again.side_shown, again.side_tab) == ("page", True, 1)


@pytest.fixture
def bare_pane(qtbot: QtBot, tmp_path: Path) -> ViewerPane:
    session = Session(tmp_path / "none", Settings())
    pane = ViewerPane(session)
    qtbot.addWidget(pane)
    session.setParent(pane)
    return pane


def test_every_control_has_a_name(bare_pane: ViewerPane) -> None:
    widgets: list[QWidget] = [*bare_pane.findChildren(QAbstractButton), *bare_pane.findChildren(QLineEdit)]
    widgets += [bare_pane.canvas, bare_pane.side.thumbnails, bare_pane.side.outline]
    nameless = []
    for widget in widgets:
        if widget.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight")):
            continue  # parts of Qt's own widgets
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name:
            nameless.append((widget.objectName(), widget.parentWidget()))
    assert nameless == []


def test_no_two_commands_share_a_key(bare_pane: ViewerPane) -> None:
    keys = [keys.toString() for action in bare_pane.commands.values() for keys in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("width", [280, 340, 480, 640, 900])
def test_toolbar_never_asks_for_more_room_than_there_is(bare_pane: ViewerPane, width: int) -> None:
    page = Page(1, 100, 100, TextOrigin.LAYER)
    bare_pane.toolbar.show_document("A title that is much longer than any pane is wide", "", [page])
    bare_pane._stack.setCurrentIndex(1)
    bare_pane.resize(width, 600)
    bare_pane.show()
    more = bare_pane.toolbar.buttons["more"]
    right = more.mapTo(bare_pane, more.rect().topRight()).x()
    assert bare_pane.width() == width
    assert right < width
    assert bare_pane.toolbar.buttons["find"].isVisible()


def test_the_words_of_an_empty_pane_are_whole_after_it_became_narrower(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    empty = EmptyState(frame)
    frame.show()
    for width in (700, 200):
        empty.resize(width, 600)
    for label in empty.findChildren(QLabel):
        room = QRect(0, 0, label.width(), 1000)
        needed = label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
        assert label.height() >= needed.height(), label.text()
