"""Asking with a picture: pasted, dropped, from a file, from the viewer; files that are none go into the library."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of

from quire.errors import InvalidInput, TooLarge
from quire.gui.conversation.attachment import from_bytes, from_file, from_image


def image(width: int = 40, height: int = 30) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkCyan)
    return made


def png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def drop(desk: Desk, mime: QMimeData) -> None:
    spot = QPointF(5, 5)
    button, key, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    target = desk.pane.box.edit.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(spot.toPoint(), action, mime, button, key))
    QApplication.sendEvent(target, QDropEvent(spot, action, mime, button, key))


def test_a_pasted_picture_becomes_a_chip_and_goes_with_the_question(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    QGuiApplication.clipboard().setImage(image())
    desk.pane.box.edit.paste()
    desk.qtbot.waitUntil(lambda: desk.pane.box.attachment is not None)
    desk.ask("What is this?")
    assert desk.library.asked[-1].image
    assert desk.pane.box.attachment is None


def test_a_picture_alone_is_a_question(desk: Desk) -> None:
    desk.library.script = lambda query: answer_of("So. [1]", desk.hits())
    assert not desk.pane.box.send.isEnabled()
    desk.pane.attach_picture(png(image()), "page 3 of a paper")
    desk.qtbot.waitUntil(desk.pane.box.send.isEnabled)
    desk.pane.box.send.click()
    desk.settle()
    assert desk.library.asked[-1].text == ""
    assert desk.last.bubble.words.isHidden()
    assert not desk.last.bubble.picture.pixmap().isNull()


def test_the_picture_can_be_taken_off(desk: Desk) -> None:
    desk.pane.attach_picture(png(image()), "x")
    desk.qtbot.waitUntil(lambda: desk.pane.box.attachment is not None)
    desk.pane.box._chip.remove.click()  # type: ignore[union-attr]
    assert desk.pane.box.attachment is None
    assert not desk.pane.box.send.isEnabled()


def test_a_dropped_picture_file_asks_and_other_files_are_added(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[Sequence[Path]] = []
    monkeypatch.setattr(desk.session, "add", lambda paths, collection="": added.append(paths))
    picture = tmp_path / "a.png"
    picture.write_bytes(png(image()))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    drop(desk, mime)
    desk.qtbot.waitUntil(lambda: desk.pane.box.attachment is not None)
    assert desk.pane.box.attachment.data == picture.read_bytes()  # type: ignore[union-attr]
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    drop(desk, mime)
    assert added == [(tmp_path / "a.pdf",)]


def test_copied_text_that_comes_with_a_picture_is_pasted_as_text(desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("cells")
    mime.setImageData(image())
    desk.pane.box.edit.insertFromMimeData(mime)
    assert desk.pane.box.edit.toPlainText() == "cells"


def test_what_is_no_picture_is_refused_with_a_sentence(tmp_path: Path) -> None:
    fake = tmp_path / "fake.png"
    fake.write_bytes(b"not a picture")
    with pytest.raises(InvalidInput, match=r"fake\.png"):
        from_file(fake)
    with pytest.raises(InvalidInput):
        from_file(tmp_path / "missing.png")
    with pytest.raises(InvalidInput):
        from_bytes(b"", "")


def test_too_large_a_picture_is_refused_before_it_is_decoded() -> None:
    head = bytearray(png(image()))
    head[16:24] = (60_000).to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(head[12:29]).to_bytes(4, "big")
    with pytest.raises(TooLarge):
        from_bytes(bytes(head), "bomb.png")


def test_a_huge_loose_picture_is_made_smaller() -> None:
    assert max(QImage.fromData(from_image(image(6000, 20), "").data).width(), 0) == 4096
