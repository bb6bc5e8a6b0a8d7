"""Whatever is dropped or pasted anywhere on the window is added, and the window says so before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from quire.gui.window import MainWindow


class Adds:
    """Takes down what would have been added."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[Path], str]] = []

    def __call__(self, paths: Sequence[Path], collection: str = "") -> None:
        self.calls.append((list(paths), collection))


@pytest.fixture
def adds(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Adds:
    made = Adds()
    monkeypatch.setattr(window.session, "add", made)
    return made


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture() -> QMimeData:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def enter(window: MainWindow, mime: QMimeData, at: QPoint) -> bool:
    event = QDragEnterEvent(
        at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.windowHandle(), event)
    return event.isAccepted()


def drop(window: MainWindow, mime: QMimeData, at: QPoint) -> None:
    enter(window, mime, at)
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.windowHandle(), event)


@pytest.mark.parametrize("pane", [0, 1, 2], ids=["library", "conversation", "viewer"])
def test_files_dropped_on_any_pane_are_added(
    window: MainWindow, adds: Adds, qtbot: QtBot, tmp_path: Path, pane: int
) -> None:
    target = window.panes()[pane]
    at = target.mapTo(window, target.rect().center())
    drop(window, files(tmp_path / "a.pdf", tmp_path / "folder"), at)
    qtbot.waitUntil(lambda: bool(adds.calls))
    assert adds.calls == [([tmp_path / "a.pdf", tmp_path / "folder"], "")]
    assert not window.overlay.isVisible()


def test_files_go_into_the_collection_being_looked_at(
    window: MainWindow, adds: Adds, qtbot: QtBot, tmp_path: Path
) -> None:
    window.library_pane.scope_changed.emit("Harbour", ())
    drop(window, files(tmp_path / "a.pdf"), window.rect().center())
    qtbot.waitUntil(lambda: bool(adds.calls))
    assert adds.calls[0][1] == "Harbour"


def test_the_overlay_says_what_will_happen_and_goes_with_the_pointer(window: MainWindow, tmp_path: Path) -> None:
    window.library_pane.scope_changed.emit("Harbour", ())
    mime = files(*(tmp_path / f"{number}.pdf" for number in range(3)))
    assert enter(window, mime, window.rect().center())
    assert window.overlay.isVisible()
    assert "Harbour" in window.overlay.words()
    assert "3 files" in window.overlay.words()
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert not window.overlay.isVisible()


def test_a_widget_that_takes_files_itself_is_left_alone(window: MainWindow, adds: Adds, tmp_path: Path) -> None:
    window.middle.setProperty("takesFiles", True)
    at = window.middle.mapTo(window, window.middle.rect().center())
    enter(window, files(tmp_path / "a.png"), at)
    assert not window.overlay.isVisible()
    drop(window, files(tmp_path / "a.png"), at)
    QApplication.processEvents()
    assert adds.calls == []


class Taker(QWidget):
    """Takes files itself, and lights up while they hover over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setProperty("takesFiles", True)
        self.lit = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.lit = True
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.lit = False


def test_a_widget_hears_that_the_drag_left_it(window: MainWindow, tmp_path: Path) -> None:
    taker = Taker(window.central)
    taker.setGeometry(400, 200, 100, 100)
    taker.show()
    taker.raise_()
    mime = files(tmp_path / "a.png")
    enter(window, mime, taker.mapTo(window, taker.rect().center()))
    assert taker.lit
    assert not window.overlay.isVisible()
    enter(window, mime, taker.mapTo(window, taker.rect().center() + QPoint(200, 100)))
    assert not taker.lit
    assert window.overlay.isVisible()


def test_what_panes_drag_among_themselves_shows_no_overlay(window: MainWindow, tmp_path: Path) -> None:
    mime = files(tmp_path / "a.pdf")
    mime.setData("application/x-quire-documents", b"id")
    enter(window, mime, window.rect().center())
    assert not window.overlay.isVisible()


def test_plain_text_is_no_file(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("hello")
    enter(window, mime, window.rect().center())
    assert not window.overlay.isVisible()


def test_a_pasted_picture_becomes_a_file_and_is_added(window: MainWindow, adds: Adds, qtbot: QtBot) -> None:
    QApplication.clipboard().setMimeData(picture())
    window.setFocus()
    window.actions_table["file.paste"].trigger()
    qtbot.waitUntil(lambda: bool(adds.calls))
    ((path,), _) = adds.calls[0]
    assert path.read_bytes().startswith(b"\x89PNG")


def test_pasted_files_are_added(window: MainWindow, adds: Adds, qtbot: QtBot, tmp_path: Path) -> None:
    QApplication.clipboard().setMimeData(files(tmp_path / "a.pdf", tmp_path / "a.pdf"))
    window.actions_table["file.paste"].trigger()
    qtbot.waitUntil(lambda: bool(adds.calls))
    assert adds.calls == [([tmp_path / "a.pdf"], "")]


def test_an_address_on_the_web_is_not_fetched(window: MainWindow, adds: Adds) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/paper.pdf")])
    QApplication.clipboard().setMimeData(mime)
    window.actions_table["file.paste"].trigger()
    assert adds.calls == []
    assert "web" in window.message_bar.texts()[-1]


@pytest.mark.parametrize("command", ["file.add-files", "file.add-folder"])
def test_picked_files_and_folders_are_added(
    window: MainWindow, adds: Adds, tmp_path: Path, command: str
) -> None:
    window.actions_table[command].trigger()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "x.pdf")])
    dialog.close()
    assert adds.calls == [([tmp_path / "x.pdf"], "")]


def test_the_overlay_covers_the_whole_window(window: MainWindow, tmp_path: Path) -> None:
    enter(window, files(tmp_path / "a.pdf"), window.rect().center())
    cover: QWidget = window.overlay
    assert cover.geometry() == window.rect()
