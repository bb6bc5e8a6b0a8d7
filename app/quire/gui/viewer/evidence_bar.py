"""The bar that steps through the evidence of an answer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from quire.gui.stops import Stop
from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import ICON, XS, S

_LONGEST_QUOTE = 220


class EvidenceBar(QWidget):
    """Says which citation is shown, quotes it, and goes to the next and the previous one.

    Signals:
        stepped: +1 or -1.
        closed: The person is done with the evidence; its marks go.
    """

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel()
        self._label.setProperty("role", "subheading")
        self._quote = QLabel()
        self._quote.setProperty("role", "muted")
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(S + XS, XS, XS, XS)
        row.setSpacing(S)
        row.addWidget(self._label)
        row.addWidget(self._quote, 1)
        self.previous = self._button("step-previous", self.tr("Previous evidence"), "Shift+F4")
        self.next = self._button("step-next", self.tr("Next evidence"), "F4")
        close = self._button("close", self.tr("Hide the evidence marks"), "")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        for button in (self.previous, self.next, close):
            row.addWidget(button)
        self.hide()

    def show_stop(self, stop: Stop, index: int, n_stops: int) -> str:
        """Show this stop and return the sentence that a screen reader should say."""
        count = self.tr("{n} of {total}").format(n=index + 1, total=n_stops)
        self._label.setText(f"{stop.label}  {count}".strip())
        quote = " ".join(stop.quote.split())[:_LONGEST_QUOTE]
        self._quote.setText(f"“{quote}”" if quote else self.tr("page {n}").format(n=stop.page_number))
        self._quote.setToolTip(stop.quote)
        for button in (self.previous, self.next):
            button.setEnabled(n_stops > 1)
        self.show()
        return self.tr("Evidence {count}, page {page}: {quote}").format(
            count=count, page=stop.page_number, quote=quote
        )

    def _button(self, name: str, text: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(ICON, ICON))
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({shortcut})" if shortcut else text)
        if shortcut:
            button.setShortcut(shortcut)
        return button
