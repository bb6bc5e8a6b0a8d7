"""The foot of the library says what is being added, what failed and why, and asks for passwords."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.adding.panel import AddingPanel
from quire.gui.adding.password_dialog import PasswordDialog
from quire.gui.adding.queue import AddingQueue
from quire.gui.adding.trouble_card import TroubleCard
from quire.gui.session import Session
from quire.types import DocumentStage

MakeFiles = Callable[..., list[Path]]


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> Iterator[AddingPanel]:
    window = QWidget()
    made = AddingPanel(session, lambda _: None)
    made.setParent(window)
    window.resize(300, 600)
    made.setGeometry(0, 0, 300, 400)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


def cards(panel: AddingPanel) -> list[TroubleCard]:
    return [card for card in panel.findChildren(TroubleCard) if card.isVisibleTo(panel)]


def dialog_of(panel: AddingPanel) -> PasswordDialog:
    assert panel.prompt is not None
    assert panel.prompt.dialog is not None
    return panel.prompt.dialog


def test_it_shows_itself_only_while_there_is_something_to_say(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    assert panel.isHidden()
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(lambda: not panel.isHidden())
    assert panel.title.text() == "Adding 1 file(s)"
    library.release.set()
    qtbot.waitUntil(lambda: panel.title.text() == "1 added")
    panel._forget.timeout.emit()
    assert panel.isHidden()


def test_pause_go_on_and_stop_are_a_button_each(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(
        lambda: queue.model.rowCount() == 1 and queue.model.item(0).stage is DocumentStage.DEEPENING
    )
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert queue.paused
    qtbot.waitUntil(lambda: panel.pause.accessibleName() == "Go on")
    assert "Paused" in panel.title.text()
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert not queue.paused
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not queue.busy)
    qtbot.waitUntil(lambda: bool(cards(panel)))
    assert "Adding was stopped." in cards(panel)[0].text()


def test_a_failure_says_why_and_what_to_do_and_is_tried_again(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    queue.add(make_files("broken 1.pdf", "broken 2.pdf"))
    qtbot.waitUntil(lambda: bool(cards(panel)))
    (card,) = cards(panel)
    assert card.text() == "2 file(s)\nbroken 1.pdf, broken 2.pdf\nThe file is damaged. Get it again."
    library.mended.update({"broken 1.pdf", "broken 2.pdf"})
    qtbot.mouseClick(card.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(library.done) == 2)
    qtbot.waitUntil(lambda: not cards(panel))


def test_a_failure_can_be_put_aside(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("x.docx"))
    qtbot.waitUntil(lambda: bool(cards(panel)))
    (card,) = cards(panel)
    assert card.again.isHidden(), "trying again reads no Word document either"
    qtbot.mouseClick(card.dismiss, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not cards(panel))
    assert len(queue.troubles) == 0


def test_a_locked_file_is_asked_for_while_the_others_go_on(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    locked, other, fine = make_files("locked 1.pdf", "locked 2.pdf", "fine.pdf")
    queue.add([locked, other, fine])
    qtbot.waitUntil(lambda: str(fine) in library.done)
    qtbot.waitUntil(lambda: panel.prompt is not None and panel.prompt.dialog is not None)
    dialog = dialog_of(panel)
    assert not dialog.isModal()
    assert "locked 1.pdf" in dialog._heading.text()
    qtbot.keyClicks(dialog.field, "wrong")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog._refusal.isVisible())
    assert dialog.field.text() == ""
    qtbot.keyClicks(dialog.field, "sesame")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {str(locked), str(other)} <= set(library.done))
    qtbot.waitUntil(lambda: not cards(panel))
    assert panel.prompt is not None
    assert panel.prompt.dialog is None


def test_a_skipped_file_stays_locked_until_asked_for_again(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    (locked,) = make_files("locked.pdf")
    queue.add([locked])
    qtbot.waitUntil(lambda: panel.prompt is not None and panel.prompt.dialog is not None)
    qtbot.keyClick(dialog_of(panel), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(cards(panel)))
    assert panel.prompt is not None
    assert panel.prompt.dialog is None
    (card,) = cards(panel)
    qtbot.mouseClick(card.again, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog_of(panel).field, "sesame")
    qtbot.mouseClick(dialog_of(panel).unlock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(locked) in library.done)


def test_a_password_given_once_opens_later_files_by_itself(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    queue.keyring.give("sesame")
    (locked,) = make_files("locked.pdf")
    queue.add([locked])
    qtbot.waitUntil(lambda: str(locked) in library.done)
    assert panel.prompt is not None
    assert panel.prompt.dialog is None


def test_delete_leaves_a_waiting_file_out(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, library: SimpleNamespace, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(
        lambda: queue.model.rowCount() == 1 and queue.model.item(0).stage is DocumentStage.DEEPENING
    )
    queue.pause()
    queue.add(make_files("unwanted.pdf"))
    panel.list.setFocus()
    panel.list.setCurrentIndex(queue.model.index(1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert queue.model.rowCount() == 1


def test_every_control_has_a_name(
    panel: AddingPanel, queue: AddingQueue, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf", "locked.pdf", "broken.pdf"))
    qtbot.waitUntil(lambda: len(cards(panel)) == 2)
    controls = panel.findChildren(QAbstractButton) + panel.findChildren(QListView) + [dialog_of(panel).field]
    unnamed = []
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        if control.isVisible() and not interface.text(QAccessible.Text.Name):
            unnamed.append(control)
    assert unnamed == []
    assert isinstance(dialog_of(panel).field, QLineEdit)


def test_a_file_that_stops_answering_is_named(
    panel: AddingPanel,
    queue: AddingQueue,
    make_files: MakeFiles,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("quire.gui.adding.panel._SILENT_S", -1)
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(lambda: panel.line.text().startswith("No answer from"))
