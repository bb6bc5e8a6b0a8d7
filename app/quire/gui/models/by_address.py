"""A model that the catalogue does not know, got by the address of its file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.models.offering import offer_address
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label, say
from quire.gui.theme.tokens import S
from quire.gui.told import told


class ByAddress(QWidget):
    """A field for an address; what it leads to is downloaded only after consent."""

    def __init__(self, session: Session, begun: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._begun = begun
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(S)
        words = self.tr(
            "Found another one on Hugging Face? Paste the address of its GGUF file; for a model that sees, add + and "
            "the name of its projector file."
        )
        column.addWidget(label(words, "caption"))
        row = QHBoxLayout()
        row.setSpacing(S)
        self.field = QLineEdit(placeholderText="hub:OWNER/NAME/FILE.gguf", clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Address of a model"))
        self.field.setAccessibleDescription(words)
        self.field.textChanged.connect(self._mind)
        self.field.returnPressed.connect(self.ask)
        self.get = QPushButton(self.tr("Download…"))
        self.get.setAccessibleDescription(self.tr("Says first how it is licensed and where it comes from"))
        self.get.setToolTip(self.get.accessibleDescription())
        self.get.clicked.connect(self.ask)
        row.addWidget(self.field, 1)
        row.addWidget(self.get)
        column.addLayout(row)
        self.answer = label("", "danger")
        self.answer.hide()
        column.addWidget(self.answer)
        session.settings_changed.connect(self._mind)
        self._mind()

    def ask(self) -> None:
        """Look at the address and ask for consent."""
        address = self.field.text().strip()
        if self.get.isEnabled():
            offer_address(self._session, address, parent=self, refused=self._refused, begun=self._taken)

    def _taken(self) -> None:
        self.field.clear()
        self._begun()

    def _refused(self, error: QuireError) -> None:
        say(self.answer, " ".join(told(text) for text in (error.message, error.hint) if text), "danger")
        self.answer.show()

    def _mind(self) -> None:
        self.answer.hide()
        self.get.setEnabled(bool(self.field.text().strip()) and not self._session.settings.privacy.offline)
