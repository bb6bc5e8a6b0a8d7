"""What the viewer says when there is nothing to show, or something stands in the way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quire.gui.theme.icons import icon
from quire.gui.theme.theme import Theme
from quire.gui.theme.tokens import L, M, S

_TEXT_WIDTH = 300
_SIGN = 48


class EmptyState(QWidget):
    """Shown while no document is open: says what will appear here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._picture.setProperty("decorative", True)
        self._heading = QLabel(self.tr("The evidence opens here"))
        self._heading.setProperty("role", "heading")
        self._text = QLabel(
            self.tr(
                "Choose a citation like [1] in an answer, or a document in the library. "
                "The page opens with the cited words marked."
            )
        )
        self._text.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addStretch(1)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._heading, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        Theme.current().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the words wrap."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the words their room: a wrapped label beside stretches asks for too little height."""
        width = max(1, min(Theme.current().tokens.px(_TEXT_WIDTH), self.width() - 2 * L))
        for label in (self._heading, self._text):
            label.ensurePolished()
            label.setFixedWidth(width)  # before: a label counts no narrower than it must be
            label.setFixedHeight(label.heightForWidth(width))
        self._picture.setPixmap(icon("quote", colour="muted").pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatio()))


class Notice(QWidget):
    """A line above the pages: the original is missing, a password is needed, a passage was not found.

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

    def say(self, text: str, *, password: bool = False, warning: bool = True) -> None:
        """Show a sentence, with a field for the password when that would help; "" hides the line.

        Args:
            warning: Whether it is said that something is amiss.
        """
        self.text.setText(text)
        self.text.setProperty("role", "warning" if warning else "muted")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)
        self.field.setVisible(password)
        self.unlock.setVisible(password)
        self.field.clear()
        self.setVisible(bool(text))

    def _give(self) -> None:
        if self.field.text():
            self.password_given.emit(self.field.text())
