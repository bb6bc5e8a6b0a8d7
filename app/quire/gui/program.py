"""One window on one library at a time: opened at the start, and anew when the library is somewhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from quire.gui.session import Relocated, Session
from quire.gui.single_instance import SingleInstance
from quire.gui.window import MainWindow
from quire.settings import Settings


class Program(QObject):
    """Owns the window, its session, and the rendezvous of further starts.

    Signals:
        ended: The person closed the window.
    """

    ended = Signal()

    def __init__(self, instance: SingleInstance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._instance = instance
        self._instance.called.connect(self._called)
        self.session: Session
        self.window: MainWindow

    def open(self, folder: Path, settings: Settings, files: Sequence[Path] = ()) -> None:
        """Show a window, and open the library in `folder` behind it."""
        self.session = Session(folder, settings)
        self.window = MainWindow(self.session)
        self.session.relocated.connect(self._go_there)
        self.window.painted.connect(self.session.open)  # importing the library room would delay the first picture
        self.window.closed.connect(self.ended)
        if files:
            self.session.add(files)
        self.window.show()

    def close(self) -> None:
        self._instance.close()
        self.session.close()

    def tell_bug(self) -> None:
        self.window.tell_bug()

    def _called(self, files: tuple[Path, ...], token: str) -> None:
        self.window.called(files, token)

    def _go_there(self, outcome: Relocated) -> None:
        """Replace the window by one on the library as it is now."""
        session, window = self.session, self.window
        window.closed.disconnect(self.ended)
        window.keep_state()
        if outcome.folder != session.folder:
            self._instance.close()
            self._instance = SingleInstance(outcome.folder, self)
            self._instance.called.connect(self._called)
            self._instance.listen()
        self.open(outcome.folder, outcome.settings)
        window.close()
        window.deleteLater()
        session.deleteLater()
        self.session.message.emit(outcome.words, outcome.kind)
