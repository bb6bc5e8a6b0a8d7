"""What stands where documents would: nothing added yet, nothing in this collection, nothing fits the filter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import XS, L, M, S

_SIGN = 36
_LEAST, _ROOM_FOR_WORDS, _ROOM_FOR_SIGN = 80, 150, 220


class Nothing(QWidget):
    """A sign, a heading, a sentence that teaches, and at most one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = "drop"
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self.heading = _label("subheading")
        self.words = _label("muted")
        self.button = QPushButton()
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addStretch(2)
        layout.addWidget(self._sign)
        layout.addWidget(self.heading)
        layout.addWidget(self.words)
        layout.addSpacing(XS)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        Theme.current().changed.connect(self._paint)

    def say(self, name: str, heading: str, text: str, button: str = "") -> None:
        self._icon = name
        self.heading.setText(heading)
        self.words.setText(text)
        self.words.setVisible(bool(text) and self.height() >= _ROOM_FOR_WORDS)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._paint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST)  # gives up its sign and its sentence before it takes room from others

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._sign.setVisible(self.height() >= _ROOM_FOR_SIGN)
        self.words.setVisible(self.height() >= _ROOM_FOR_WORDS and bool(self.words.text()))

    def _paint(self) -> None:
        edge = Theme.current().tokens.px(_SIGN)
        self._sign.setPixmap(
            icon(self._icon, colour="muted").pixmap(QSize(edge, edge), self.devicePixelRatio())
        )


def _label(role: str) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
