"""A question before something that cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quire.gui.settings_dialog.pages import label
from quire.gui.theme.tokens import L, M, S

_WIDTH_PX = 420


class Confirm(QDialog):
    """Says what will happen; the way out has the keyboard."""

    def __init__(
        self,
        title: str,
        words: str,
        verb: str,
        act: Callable[[], object],
        parent: QWidget | None = None,
        *,
        dangerous: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(words)
        self.setMinimumWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, M)
        outer.setSpacing(M)
        outer.addWidget(label(title, "heading"))
        outer.addWidget(label(words, "muted"))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch()
        leave = QPushButton(self.tr("Cancel"))
        leave.setDefault(True)
        leave.clicked.connect(self.reject)
        self.agree = QPushButton(verb)
        self.agree.setProperty("role", "danger" if dangerous else "primary")
        self.agree.clicked.connect(self.accept)
        self.agree.clicked.connect(lambda _=False: act())
        row.addWidget(leave)
        row.addWidget(self.agree)
        outer.addLayout(row)
        leave.setFocus()
