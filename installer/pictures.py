"""Take the pictures of the window that stand in the README and the help, from the sample documents.

    QT_QPA_PLATFORM=offscreen .venv/bin/python installer/pictures.py            into resources/help
    QT_QPA_PLATFORM=offscreen .venv/bin/python installer/pictures.py FOLDER     somewhere else

Needs the environment of the tests, takes a minute or two, and uses settings and a library of its own.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1440, 900)
COLOURS = 128  # a window of few tints; a palette makes a third of the bytes
LONGEST_S = 240.0


def main(target: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton, QWidget

    from quire.gui.display import make_application
    from quire.gui.session import Session
    from quire.gui.theme import Theme
    from quire.gui.translations import install_translations
    from quire.gui.window import MainWindow
    from quire.settings import Settings, config_folder

    application = make_application()
    install_translations(application, "en")
    Theme.current().set(choice="light", zoom=1.0)
    session = Session(config_folder() / "library", Settings())
    window = MainWindow(session)
    window.resize(*SIZE)
    window.show()
    window.viewer_pane.show()
    window.splitter.setSizes([250, 560, 630])
    session.open()
    conversation = window.conversation_pane

    def wait(until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONGEST_S
        while not until():
            if time.monotonic() > deadline:
                raise SystemExit("the window did not come so far in time")
            QTest.qWait(50)

    def settle() -> None:
        wait(lambda: not session.tasks.open_tasks())
        QTest.qWait(1500)
        wait(lambda: not session.tasks.open_tasks())

    def ask(question: str) -> None:
        conversation.begin_new()
        conversation.ask(question)
        wait(lambda: bool(conversation.thread_view.entries))
        settle()

    def open_evidence() -> None:
        conversation._go_to_evidence()
        card: QWidget | None = window.focusWidget()
        QTest.keyClick(card, Qt.Key.Key_Space)
        settle()

    wait(lambda: session.library is not None)
    settle()
    keep(window, target / "window-welcome.png")
    primary = next(one for one in window.welcome.findChildren(QPushButton) if one.property("role") == "primary")
    primary.click()
    wait(lambda: bool(conversation.thread_view.entries))
    wait(lambda: session.adding is not None and not session.adding.busy)
    for message in window.message_bar.findChildren(QPushButton):
        message.hide()
    QTest.qWait(12_000)  # until what was said about adding has gone
    ask("What was the availability of the turbine Brona in 2024?")
    open_evidence()
    keep(window, target / "window-answer.png")
    ask("What is the boiling point of tungsten?")
    keep(window, target / "window-not-in-library.png")
    Theme.current().set(choice="dark")
    ask("Over what length did the sea break the harbour wall?")
    open_evidence()
    keep(window, target / "window-scan-dark.png")
    window.close()
    session.close()


def keep(window: object, file: Path) -> None:
    """Save what the window shows, with few colours."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        os.environ.update(QUIRE_CONFIG_DIR=made, QUIRE_DATA_DIR=made, QUIRE_CACHE_DIR=made)
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "help")
