"""How likely a place answers the question, in words and as a quiet bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quire.gui.theme import tokens

# Relevance is calibrated: about how often such a hit answers such a question.
_WORDS = ((0.7, "very likely"), (0.45, "likely"), (0.2, "possible"), (0.0, "unlikely"))
_BAR = QSize(48, 4)


def word_for(relevance: float) -> str:
    """Return "very likely", "likely", "possible" or "unlikely", translated."""
    named = {
        "very likely": QCoreApplication.translate("Conversation", "very likely"),
        "likely": QCoreApplication.translate("Conversation", "likely"),
        "possible": QCoreApplication.translate("Conversation", "possible"),
        "unlikely": QCoreApplication.translate("Conversation", "unlikely"),
    }
    return named[next((word for least, word in _WORDS if relevance >= least), "unlikely")]


class RelevanceBar(QWidget):
    """A short bar, filled by the relevance. The word beside it says the same to everybody."""

    def __init__(self, relevance: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._relevance = min(max(relevance, 0.0), 1.0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(QCoreApplication.translate("Conversation", "Relevance"))
        self.setAccessibleDescription(f"{round(100 * self._relevance)} %")

    def sizeHint(self) -> QSize:
        now = tokens(self)
        return QSize(now.px(_BAR.width()), now.px(_BAR.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, size = tokens(self), self.sizeHint()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        radius = whole.height() / 2
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(whole, radius, radius)
        whole.setWidth(max(whole.height(), whole.width() * self._relevance))
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(whole, radius, radius)
