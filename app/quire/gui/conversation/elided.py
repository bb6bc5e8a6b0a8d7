"""Words that give way: titles and headings that end in an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from quire.gui.conversation.tooltips import as_tooltip

_LEAST_PX = 24


class ElidedLabel(QLabel):
    """One line; the whole text is its tooltip when it does not fit."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide()

    @property
    def whole(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        fits = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), _LEAST_PX)
        )
        if fits != self.text():
            super().setText(fits)
        self.setToolTip(as_tooltip(self._whole) if fits != self._whole else "")


class ElidedButton(QPushButton):
    """A link-like button of one line."""

    def __init__(self, text: str, parent: QWidget | None = None, *, role: str = "link") -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = " ".join(text.split())
        self._tip = ""
        self.setAccessibleName(self._whole)
        self._elide()

    def set_tip(self, text: str) -> None:
        """Say this in the tooltip instead of the whole text."""
        self._tip = text
        self._elide()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(
            super().sizeHint().width(), max(super().sizeHint().height(), self.fontMetrics().height() + 8)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _LEAST_PX, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.ensurePolished()
        edges = 2 * _LEAST_PX if not self.icon().isNull() else _LEAST_PX // 2
        room = max(self.width() - edges, _LEAST_PX)
        fits = (
            self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        )
        if fits != self.text():
            self.setText(fits)
        self.setToolTip(as_tooltip(self._tip or self._whole) if self._tip or fits != self._whole else "")
