"""The main job from drop to marked page: by mouse and by keys alone, with the event loop turning all the while."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.conversation.chips import RemovableChip
from quire.gui.stops import Stop
from quire.gui.watchdog import Watchdog
from quire.gui.window import MainWindow
from quire.settings import resources

QUESTION = "Over what length did the sea break the harbour wall?"
# What a person notices as a hang. The figure we aim for, 50 ms, is measured by tests/benchmarks/stalls.py: a machine
# that runs other tests at the same time cannot promise it.
HANG_S = 1.0


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Two of the samples, copied to a place of their own."""
    names = ("keepers-letter-1938.pdf", "keepers-almanac.epub")
    return [Path(shutil.copy(resources() / "samples" / name, tmp_path)) for name in names]


def _drop(window: MainWindow, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    at = window.rect().center()
    handle = window.windowHandle()
    QApplication.sendEvent(handle, QDragEnterEvent(at, copy, mime, buttons, keys))
    QApplication.sendEvent(handle, QDropEvent(at.toPointF(), copy, mime, buttons, keys))


def _wait_until_read(window: MainWindow, qtbot: QtBot, n_documents: int) -> None:
    library = window.session.library
    assert library is not None
    qtbot.waitUntil(
        lambda: sum(row.stage == "ready" for row in library.documents()) == n_documents, timeout=180_000
    )


def _come_back(window: MainWindow, qtbot: QtBot) -> None:
    """Do what a window manager does when a dialog closes; the offscreen platform has none."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _focus(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    return widget


def _hear_evidence(window: MainWindow) -> list[tuple[tuple[Stop, ...], int]]:
    opened: list[tuple[tuple[Stop, ...], int]] = []
    window.conversation_pane.evidence_opened.connect(lambda stops, index: opened.append((stops, index)))
    return opened


def test_from_drop_to_marked_page_without_a_hang(window: MainWindow, qtbot: QtBot, papers: list[Path]) -> None:
    watchdog = Watchdog(limit_s=HANG_S)
    watchdog.start()
    opened = _hear_evidence(window)
    _drop(window, papers)
    _wait_until_read(window, qtbot, len(papers))
    window.conversation_pane.ask(QUESTION)
    qtbot.waitUntil(lambda: bool(window.conversation_pane.thread_view.entries), timeout=60_000)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=120_000)
    window.conversation_pane._go_to_evidence()
    QTest.keyClick(_focus(window), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    stops, index = opened[0]
    assert "eleven yards" in stops[index].quote
    qtbot.waitUntil(lambda: window.viewer_pane.document_id == stops[index].document_id, timeout=60_000)
    watchdog.stop()
    assert [stall.stack for stall in watchdog.stalls] == []


def test_from_file_dialog_to_marked_page_by_keys_alone(
    window: MainWindow, qtbot: QtBot, papers: list[Path]
) -> None:
    opened = _hear_evidence(window)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(papers[0]))
    dialog.accept()
    _come_back(window, qtbot)
    _wait_until_read(window, qtbot, 1)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(_focus(window), QUESTION)
    QTest.keyClick(_focus(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.conversation_pane.thread_view.entries), timeout=60_000)
    qtbot.waitUntil(lambda: not window.session.tasks.open_tasks(), timeout=120_000)
    QTest.keyClick(_focus(window), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(_focus(window), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    qtbot.waitUntil(lambda: bool(window.viewer_pane.document_id), timeout=60_000)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.viewer_pane.isAncestorOf(_focus(window))


def test_no_keys_mean_two_things(window: MainWindow) -> None:
    everywhere = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}
    taken = Counter(
        keys.toString()
        for action in window.findChildren(QAction)
        if action.shortcutContext() in everywhere
        for keys in action.shortcuts()
    )
    taken.update(
        keys.toString()
        for shortcut in window.findChildren(QShortcut)
        if shortcut.context() in everywhere
        for keys in QShortcut.keys(shortcut)
    )
    assert [keys for keys, count in taken.items() if count > 1] == []


def test_limit_taken_away_at_the_question_leaves_the_library_too(
    library_folder: Path, make_window: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    window = make_window(library_folder)
    library = window.session.library
    assert library is not None
    chosen = library.documents()[0].id
    pane, box = window.library_pane, window.conversation_pane.box
    qtbot.waitUntil(lambda: pane.view.model().rowCount() > 0)
    pane.view.select({chosen})
    qtbot.waitUntil(lambda: box.scope.document_ids == (chosen,))
    window.conversation_pane.findChildren(RemovableChip)[0].removed.emit()
    qtbot.waitUntil(lambda: pane.view.selected() == [])
    assert box.scope.document_ids == ()
