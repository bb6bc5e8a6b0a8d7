"""Stand-ins for panes that are not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from quire.gui.session import Session


class _Pane(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        label = QLabel(type(self).__name__)
        label.setProperty("role", "heading")
        QVBoxLayout(self).addWidget(label, alignment=Qt.AlignmentFlag.AlignCenter)


class LibraryPane(_Pane):
    scope_changed = Signal(str, tuple)
    document_opened = Signal(str, int)


class ConversationPane(_Pane):
    evidence_opened = Signal(object, int)

    def set_scope(self, collection: str, document_ids: tuple[str, ...]) -> None: ...

    def attach_picture(self, png: bytes, caption: str) -> None: ...

    def ask(self, text: str) -> None: ...


class ViewerPane(_Pane):
    picture_taken = Signal(bytes, str)

    def open_document(self, document_id: str, page_number: int = 1) -> None: ...

    def show_evidence(self, stops: object, index: int) -> None: ...


class AddingQueue:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, paths: Sequence[Path], collection: str = "") -> None:
        library = self._session.library
        assert library is not None
        self._session.tasks.run(
            lambda job: library.add(
                paths, collection=collection, job=job, on_searchable=lambda _: self._session.library_changed.emit()
            ),
            on_done=lambda _: self._session.library_changed.emit(),
            owner=self._session,
            lane="write",
            title="Adding documents",
            pausable=True,
        )
