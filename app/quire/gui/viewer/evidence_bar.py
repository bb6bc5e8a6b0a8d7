"""The bar that steps through the evidence of an answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from quire.gui.stops import Stop
from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.gui.viewer.elided import ElidedLabel

_LONGEST_SAID = 220  # characters of a quote that a screen reader reads out


class EvidenceBar(QWidget):
    """Says which citation is shown, quotes it, and goes to the next and the previous one.

    Signals:
        closed: The person is done with the evidence; its marks go.
    """

    closed = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Evidence"))
        self._label = QLabel()
        self._label.setProperty("role", "subheading")
        self._count = QLabel()
        self._count.setProperty("role", "caption")
        self.quote = ElidedLabel()
        self.quote.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(S + XS, XS, S, XS)
        row.setSpacing(XS)
        row.addWidget(self._label)
        row.addWidget(self.quote, 1)
        row.addWidget(self._count)
        self._heat = self._button(actions["heat"])
        row.addWidget(self._heat)
        self._steps = [self._button(actions[name]) for name in ("previous", "next")]
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setIconSize(QSize(ICON, ICON))
        close.setAccessibleName(self.tr("Hide the evidence marks"))
        close.setToolTip(self.tr("Hide the evidence marks"))
        close.clicked.connect(self.closed)
        for button in (*self._steps, close):
            row.addWidget(button)
        self.hide()

    def show_stop(self, stop: Stop, index: int, n_stops: int, *, page: str) -> str:
        """Show this stop and return the sentence that a screen reader should say.

        Args:
            page: What the page is called.
        """
        count = self.tr("{n} of {total}").format(n=index + 1, total=n_stops)
        self._label.setText(stop.label)
        self._label.setVisible(bool(stop.label))
        self._count.setText(count)
        quote = " ".join(stop.quote.split())
        self.quote.set_whole(f"“{quote}”" if quote else self.tr("page {n}").format(n=page))
        self.quote.setToolTip(quote)
        for button in self._steps:
            button.setVisible(n_stops > 1)
        self._count.setVisible(n_stops > 1)
        self.show()
        return self.tr("Evidence {count}, page {page}: {quote}").format(
            count=count, page=page, quote=quote[:_LONGEST_SAID]
        )

    def offer_heat(self, offered: bool) -> None:
        """Offer to show which parts of a picture fit, or not."""
        self._heat.setVisible(offered)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(ICON, ICON))
        button.setAccessibleName(action.text())
        return button
