"""What a model thought before it answered: folded away, there for whoever wants to see it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from quire.gui.conversation.labels import label
from quire.gui.conversation.timings import in_words
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import XS, S

_LONGEST = 40_000  # characters
_TALLEST_PX = 240


class Thought(QWidget):
    """A line that unfolds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        self.fold = QPushButton()
        self.fold.setProperty("role", "link")
        self.fold.setCheckable(True)
        edge = tokens(self).px(14)
        self.fold.setIconSize(QSize(edge, edge))
        self.fold.setToolTip(self.tr("What the model thought before it answered"))
        self.fold.setAccessibleDescription(self.fold.toolTip())
        self.fold.toggled.connect(self._unfold)
        column.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeft)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.fold.toolTip())
        self._area.hide()
        self._text: QLabel = label("", "muted", selectable=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text.setContentsMargins(S, 0, S, 0)
        self._area.setWidget(self._text)
        column.addWidget(self._area)
        self._unfold(False)

    def show_thought(self, text: str, seconds: float, *, goes_on: bool) -> None:
        """Show what was thought so far and for how long."""
        words = self.tr("Thinking… {0}") if goes_on else self.tr("Thought for {0}")
        self.fold.setText(words.format(in_words(seconds)))
        shown = text[-_LONGEST:].strip()
        self._fit(shown)
        if self._text.text() != shown:
            self._text.setText(shown)
            if goes_on:
                bar = self._area.verticalScrollBar()
                bar.setValue(bar.maximum())

    def _fit(self, text: str) -> None:
        """Be as high as the words, within reason."""
        width = max(self.width() - 2 * S, 1)
        wrapped = self.fontMetrics().boundingRect(0, 0, width, 1 << 20, Qt.TextFlag.TextWordWrap, text)
        self._area.setFixedHeight(min(wrapped.height() + 2 * S, tokens(self).px(_TALLEST_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self._text.text())

    def _unfold(self, on: bool) -> None:
        self._area.setVisible(on)
        self.fold.setIcon(icon("chevron-down" if on else "chevron-right", colour="accent_text"))
