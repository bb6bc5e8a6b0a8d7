"""Why some files were not added, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from quire.errors import UnsupportedType
from quire.gui.adding.elided import ElidedLabel
from quire.gui.adding.troubles import LOCKED, STOPPED, Reason, Trouble
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.gui.told import told

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
        self._list = ElidedLabel(role="caption")
        self._words = QLabel(self._text())
        self._words.setProperty("role", "caption")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._sign)
        head.addWidget(self._names, 1)
        head.addWidget(self._make_dismiss())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, XS, XS, S)
        layout.setSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self._list)
        layout.addWidget(self._words)
        layout.addWidget(self._make_again(), alignment=Qt.AlignmentFlag.AlignLeft)
        Theme.current().changed.connect(self._paint_sign)
        self._paint_sign()

    def show_files(self, troubles: Sequence[Trouble]) -> None:
        """Say which files it concerns."""
        self._troubles = list(troubles)
        several = len(troubles) > 1
        self._names.setText(self.tr("%n file(s)", "", len(troubles)) if several else troubles[0].name)
        self._list.setText(", ".join(trouble.name for trouble in troubles[:_LISTED]))
        self._list.setVisible(several)
        more = ["…"] if len(troubles) > _LISTED else []
        self.setToolTip("\n".join([*(trouble.path for trouble in troubles[:_LISTED]), *more]))
        said = f"{self._list.text()}: {self._words.text()}"
        self.setAccessibleName(said)
        for button in (self.again, self.dismiss):
            button.setAccessibleDescription(said)

    @property
    def troubles(self) -> list[Trouble]:
        return list(self._troubles)

    def text(self) -> str:
        """Return everything the card says."""
        labels = (self._names, self._list, self._words)
        return "\n".join(label.text() for label in labels if not label.isHidden())

    def _make_again(self) -> QPushButton:
        again = {LOCKED: self.tr("Enter Password…"), STOPPED: self.tr("Go On")}
        self.again = QPushButton(again.get(self.reason.kind, self.tr("Try Again")))
        self.again.setProperty("role", "link")
        self.again.setVisible(self.reason.kind != UnsupportedType.kind)
        if self.reason.kind == LOCKED:
            self.again.clicked.connect(self.unlock_wanted)
        else:
            self.again.clicked.connect(lambda: self.retried.emit(self._troubles))
        return self.again

    def _make_dismiss(self) -> QToolButton:
        self.dismiss = QToolButton()
        self.dismiss.setIcon(icon("close"))
        self.dismiss.setIconSize(QSize(ICON - XS, ICON - XS))
        self.dismiss.setAccessibleName(self.tr("Dismiss"))
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.clicked.connect(lambda: self.dismissed.emit(self._troubles))
        return self.dismiss

    def _text(self) -> str:
        if self.reason.kind == LOCKED:  # the hint is for those without this card's button
            return told(self.reason.message)
        return " ".join(told(text) for text in (self.reason.message, self.reason.hint) if text)

    def _paint_sign(self) -> None:
        name, colour = {LOCKED: ("lock", "warning"), STOPPED: ("pause", "muted")}.get(
            self.reason.kind, ("warning", "danger")
        )
        edge = Theme.current().tokens.px(ICON - XS)
        self._sign.setPixmap(icon(name, colour=colour).pixmap(QSize(edge, edge), self.devicePixelRatio()))
