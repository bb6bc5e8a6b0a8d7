"""What can be taken back: the last changes, newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

_MOST = 20


class UndoList(QObject):
    """Signals:
    changed: There is something to undo, or nothing any more.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: list[tuple[str, Callable[[], None]]] = []

    def put(self, text: str, take_back: Callable[[], None]) -> None:
        self._changes = [*self._changes, (text, take_back)][-_MOST:]
        self.changed.emit()

    def undo(self) -> None:
        """Take back the newest change."""
        if self._changes:
            _, take_back = self._changes.pop()
            self.changed.emit()
            take_back()

    def __bool__(self) -> bool:
        return bool(self._changes)
