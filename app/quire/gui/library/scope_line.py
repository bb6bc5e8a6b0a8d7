"""What questions are about: said below the documents, and told to whoever asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from quire.gui.adding.elided import ElidedLabel
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, S

_REST_MS = 150  # the selection rests before questions follow it


class ScopeLine(QWidget):
    """Shown while documents are selected.

    Signals:
        changed: Collection and document ids, each empty for no limit.
        left: The person wants no documents to be selected any more.
    """

    changed = Signal(str, tuple)
    left = Signal()

    def __init__(self, now: Callable[[], tuple[str, tuple[str, ...]]], parent: QWidget | None = None) -> None:
        """Args:
        now: Returns what is chosen: collection and document ids.
        """
        super().__init__(parent)
        self._now = now
        self._told: tuple[str, tuple[str, ...]] = ("", ())
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.tell)
        self._bar = QFrame()
        self._bar.setProperty("role", "banner")
        self.words = ElidedLabel(role="caption")
        leave = QToolButton()
        leave.setIcon(icon("close"))
        leave.setIconSize(QSize(ICON - XS, ICON - XS))
        leave.setAccessibleName(self.tr("Ask everything again"))
        leave.setToolTip(leave.accessibleName())
        leave.clicked.connect(self.left)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(S, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(S, XS, S, XS)
        layout.addWidget(self._bar)
        self._bar.hide()

    def follow(self) -> None:
        """Hear that something else may be chosen."""
        self._rest.start()

    def tell(self) -> None:
        """Say and tell what is chosen, now."""
        self._rest.stop()
        scope = self._now()
        n_documents = len(scope[1])
        self._bar.setVisible(n_documents > 0)
        if n_documents == 1:
            self.words.setText(self.tr("Asking only this document"))
        else:
            self.words.setText(self.tr("Asking only these %n documents", "", n_documents))
        if scope != self._told:
            self._told = scope
            self.changed.emit(*scope)
