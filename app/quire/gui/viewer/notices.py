"""What the viewer says when there is nothing to show, or something stands in the way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import L, M, S


class EmptyState(QWidget):
    """Shown while no document is open: says what will appear here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        picture = QLabel()
        picture.setPixmap(icon("quote", colour="muted").pixmap(QSize(48, 48)))
        heading = QLabel(self.tr("The evidence opens here"))
        heading.setProperty("role", "heading")
        text = QLabel(
            self.tr(
                "Choose a citation like [1] in an answer, or a document in the library. "
                "The page opens with the cited words marked."
            )
        )
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(300)  # a wrapped label beside stretches would ask for too little height
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addStretch(1)
        for widget in (picture, heading, text):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class Notice(QWidget):
    """A line above the pages: the original is missing, or a password is needed.

    Signals:
        password_given: What the person typed.
    """

    password_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setProperty("role", "warning")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText(self.tr("Password"))
        self.field.setAccessibleName(self.tr("Password of this document"))
        self.field.returnPressed.connect(self._give)
        self.unlock = QPushButton(self.tr("Unlock"))
        self.unlock.clicked.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(S)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.field, 1)
        row.addWidget(self.unlock)
        column.addLayout(row)
        self.hide()

    def say(self, text: str, *, password: bool = False) -> None:
        """Show a sentence, with a field for the password when that would help; "" hides the line."""
        self.text.setText(text)
        self.field.setVisible(password)
        self.unlock.setVisible(password)
        self.field.clear()
        self.setVisible(bool(text))

    def _give(self) -> None:
        if self.field.text():
            self.password_given.emit(self.field.text())
