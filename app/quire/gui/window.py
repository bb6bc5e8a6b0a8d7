"""The main window: three panes, and everything around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from quire.gui.actions import Actions
from quire.gui.session import Session


class MainWindow(QMainWindow):
    """Library, conversation and viewer side by side. Panes know only the session; the window connects them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(self.tr("Quire"))
        self.setMinimumSize(720, 480)
        self.actions_table = Actions(self)
        self.actions_table.fill(self.menuBar())
        self.library_pane = _made(lambda: _pane("library", "LibraryPane", session), self.tr("Library"))
        self.conversation_pane = _made(
            lambda: _pane("conversation", "ConversationPane", session), self.tr("Conversation")
        )
        self.viewer_pane = _made(lambda: _pane("viewer", "ViewerPane", session), self.tr("Document"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.library_pane, self.conversation_pane, self.viewer_pane):
            self.splitter.addWidget(pane)
        self.setCentralWidget(self.splitter)
        self._connect_panes()

    def _connect_panes(self) -> None:
        library, conversation, viewer = self.library_pane, self.conversation_pane, self.viewer_pane
        if any(type(pane) is QWidget for pane in (library, conversation, viewer)):
            return
        library.scope_changed.connect(conversation.set_scope)
        library.document_opened.connect(viewer.open_document)
        conversation.evidence_opened.connect(viewer.show_evidence)
        viewer.picture_taken.connect(conversation.attach_picture)


def _pane(folder: str, name: str, session: Session) -> QWidget:
    import importlib

    made = getattr(importlib.import_module(f"quire.gui.{folder}.pane"), name)(session)
    return cast(QWidget, made)


def _made(make: Callable[[], QWidget], title: str) -> Any:
    try:
        return make()
    except ImportError:
        widget = QWidget()
        widget.setProperty("role", "surface")
        layout = QVBoxLayout(widget)
        label = QLabel(title)
        label.setProperty("role", "heading")
        layout.addWidget(label, alignment=Qt.AlignmentFlag.AlignCenter)
        return widget
