"""The head of the pane: which conversation this is, the way to earlier ones, a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from quire.gui.conversation.elided import ElidedLabel
from quire.gui.conversation.labels import tool
from quire.gui.theme import icon
from quire.gui.theme.tokens import XS, M, S
from quire.types import Conversation


class Header(QWidget):
    """Signals:
    earlier_wanted: The list of conversations.
    new_wanted: A new conversation.
    rename_wanted, export_wanted, delete_wanted: For the conversation being held.
    """

    earlier_wanted = Signal()
    new_wanted = Signal()
    rename_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, XS, S, XS)
        row.setSpacing(XS)
        self.title = ElidedLabel("", role="subheading")
        row.addWidget(self.title, 1)
        self.new = tool(
            "add", self.tr("New conversation"), self.new_wanted.emit, tip=self.tr("New conversation (Ctrl+N)")
        )
        self.earlier = tool(
            "history",
            self.tr("Earlier conversations"),
            self.earlier_wanted.emit,
            tip=self.tr("Earlier conversations (Ctrl+H)"),
        )
        self.more = tool("more", self.tr("This conversation"), lambda: None)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.setAccessibleName(self.tr("This conversation"))
        for text, icon_name, wish in (
            (self.tr("Rename…"), "edit", self.rename_wanted),
            (self.tr("Export as Markdown…"), "export", self.export_wanted),
            (self.tr("Delete"), "trash", self.delete_wanted),
        ):
            action = QAction(icon(icon_name, colour="muted"), text, self._menu)
            action.triggered.connect(wish.emit)
            self._menu.addAction(action)
        self.more.setMenu(self._menu)
        for button in (self.new, self.earlier, self.more):
            row.addWidget(button)
        self.show_head(None)

    def show_head(self, head: Conversation | None) -> None:
        """Show which conversation is being held."""
        self.title.show_text(head.title if head is not None and head.title else self.tr("New conversation"))
        self.more.setEnabled(head is not None)
        self.new.setEnabled(head is not None)
