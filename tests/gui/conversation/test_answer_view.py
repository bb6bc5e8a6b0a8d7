"""Reading an answer: chips lead to evidence by mouse and by keyboard, links ask first, nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.conversation.answer_view import AnswerView
from quire.gui.conversation.links import may_open
from quire.gui.theme import Theme

TIPS = {1: "first <b>place</b>", 2: "second"}


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[AnswerView]:
    host = QWidget()
    view = AnswerView()
    layout = QVBoxLayout(host)
    layout.addWidget(view)
    layout.addStretch()
    host.resize(420, 400)
    qtbot.addWidget(host)
    host.show()
    view.show_text("A sentence. [1] Another [2], and [a link](https://example.org/path).", TIPS)
    yield view
    host.close()


def centre_of(view: AnswerView, index: int) -> QPoint:
    assert view._shown is not None
    start, end, _ = view._shown.cites[index]
    place = view._place_of(start, end)
    assert place is not None
    return place.center().toPoint()


def test_a_click_on_a_chip_tells_its_number(view: AnswerView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.cited, timeout=1000) as heard:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre_of(view, 1))
    assert heard.args == [2]


def test_tab_goes_from_chip_to_chip_and_enter_opens(view: AnswerView, qtbot: QtBot) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    heard: list[int] = []
    view.cited.connect(heard.append)
    for _ in range(2):
        if not view.textCursor().hasSelection():
            QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.keyClick(view, Qt.Key.Key_Return)
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert heard == [1, 2]


def test_it_is_as_high_as_its_text_at_any_width(view: AnswerView, qtbot: QtBot) -> None:
    wide = view.height()
    view.window().resize(160, 400)
    qtbot.waitUntil(lambda: view.height() > wide and view.verticalScrollBar().maximum() == 0)


def test_copied_text_has_its_markers(view: AnswerView) -> None:
    view.selectAll()
    assert "A sentence. [1] Another [2]" in view.createMimeDataFromSelection().text()


def test_a_link_shows_its_address_and_opens_only_when_told(
    view: AnswerView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view.anchorClicked.emit(QUrl("link:0"))
    box = view.findChild(QMessageBox)
    assert box is not None
    assert box.informativeText() == "https://example.org/path"
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert opened == []
    next(button for button in box.buttons() if button.text() == "Open").click()
    assert opened == [QUrl("https://example.org/path")]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/x", "/etc/passwd", ""]
)
def test_files_and_scripts_are_never_opened(address: str) -> None:
    assert not may_open(address)


def test_nothing_is_loaded_and_nowhere_gone(view: AnswerView) -> None:
    assert view.loadResource(2, QUrl("file:///etc/hostname")) is None
    view.setSource(QUrl("file:///etc/hostname"), QTextDocument.ResourceType.MarkdownResource)
    assert "A sentence" in view.toPlainText()


def test_both_themes_are_followed(view: AnswerView) -> None:
    before = view.document()
    Theme.current().set(choice="dark", zoom=1.5)
    assert view.document() is not before
    assert view.markers() == [1, 2]
