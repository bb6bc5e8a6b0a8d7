"""Why some files were not added, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from quire.errors import UnsupportedType
from quire.gui.adding.elided import ElidedLabel
from quire.gui.adding.troubles import LOCKED, STOPPED, Reason, Trouble
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, XS, S

_LISTED = 20  # names in the tooltip


class TroubleCard(QFrame):
    """One reason and its files.

    Signals:
        retried, dismissed: The files, a list of `Trouble`.
        unlock_wanted: The person wants to give a password.
    """

    retried = Signal(object)
    dismissed = Signal(object)
    unlock_wanted = Signal()

    def __init__(self, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = reason
        self._troubles: list[Trouble] = []
        self.setProperty("role", "card")
        self._sign = QLabel()
        self._names = ElidedLabel(role="subheading", mode=Qt.TextElideMode.ElideMiddle)
        self._words = QLabel(self._text())
        self._words.setProperty("role", "caption")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._sign)
        head.addWidget(self._names, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, S, S, XS)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self._words)
        layout.addLayout(self._buttons())
        Theme.current().changed.connect(self._paint_sign)
        self._paint_sign()

    def show_files(self, troubles: Sequence[Trouble]) -> None:
        """Say which files it concerns."""
        self._troubles = list(troubles)
        first, n_more = troubles[0].name, len(troubles) - 1
        self._names.setText(
            first if not n_more else self.tr("{name} and %n more", "", n_more).format(name=first)
        )
        lines = [trouble.path for trouble in troubles[:_LISTED]]
        if n_more >= _LISTED:
            lines.append("…")
        self.setToolTip("\n".join(lines))
        said = f"{self._names.text()}: {self._words.text()}"
        self.setAccessibleName(said)
        for button in (self.again, self.dismiss):
            button.setAccessibleDescription(said)

    @property
    def troubles(self) -> list[Trouble]:
        return list(self._troubles)

    def text(self) -> str:
        """Return everything the card says."""
        return f"{self._names.text()}\n{self._words.text()}"

    def _buttons(self) -> QHBoxLayout:
        again = {LOCKED: self.tr("Enter Password…"), STOPPED: self.tr("Go On")}
        self.again = QPushButton(again.get(self.reason.kind, self.tr("Try Again")))
        self.again.setProperty("role", "link")
        self.again.setVisible(self.reason.kind != UnsupportedType.kind)
        if self.reason.kind == LOCKED:
            self.again.clicked.connect(self.unlock_wanted)
        else:
            self.again.clicked.connect(lambda: self.retried.emit(self._troubles))
        self.dismiss = QPushButton(self.tr("Dismiss"))
        self.dismiss.setProperty("role", "link")
        self.dismiss.clicked.connect(lambda: self.dismissed.emit(self._troubles))
        row = QHBoxLayout()
        row.setSpacing(XS)
        row.setContentsMargins(-XS - 1, 0, 0, 0)  # the words of a link begin where the others do
        row.addWidget(self.again)
        row.addWidget(self.dismiss)
        row.addStretch()
        return row

    def _text(self) -> str:
        if self.reason.kind == LOCKED:  # the hint is for those without this card's button
            return sentence(self.reason.message)
        return " ".join(sentence(text) for text in (self.reason.message, self.reason.hint) if text)

    def _paint_sign(self) -> None:
        name, colour = {LOCKED: ("lock", "warning"), STOPPED: ("pause", "muted")}.get(
            self.reason.kind, ("warning", "danger")
        )
        edge = Theme.current().tokens.px(ICON - XS)
        self._sign.setPixmap(icon(name, colour=colour).pixmap(QSize(edge, edge), self.devicePixelRatio()))


def sentence(text: str) -> str:
    """Return an error's message or hint as a sentence of its own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")
