"""The calm refusal: it is not in the library, why that may be, and what could help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quire.gui.conversation.labels import label, sign
from quire.gui.theme.tokens import ICON, S
from quire.types import Answer

_MOST_WORDS = 4


class NothingFound(QWidget):
    """Signals:
    widen: The person wants the same asked of the whole library, of every kind of evidence.
    """

    widen = Signal()

    def __init__(
        self, answer: Answer, *, limited: bool, n_unfinished: int, n_near: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(sign("search", "muted", ICON), alignment=Qt.AlignmentFlag.AlignVCenter)
        title = self.tr("Not in what was searched") if limited else self.tr("Not in your library")
        head.addWidget(label(title, "heading"), 1)
        layout.addLayout(head)
        for line in self.lines(answer, n_unfinished=n_unfinished, n_near=n_near):
            layout.addWidget(label(line, "muted"))
        if limited:
            button = QPushButton(self.tr("Ask the Whole Library"))
            button.clicked.connect(self.widen)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch()
            layout.addLayout(row)

    def lines(self, answer: Answer, *, n_unfinished: int, n_near: int) -> list[str]:
        """Return what is said below the title."""
        lines = []
        missing = answer.missing[:_MOST_WORDS]
        if missing:
            words = ", ".join(f"“{word}”" for word in missing)
            lines.append(
                self.tr("Nothing that was searched speaks of {0}. Another word for it may help.").format(
                    words
                )
            )
        elif n_near:
            lines.append(self.tr("No place answers this well enough to be quoted."))
        if n_unfinished:
            lines.append(
                self.tr(
                    "%n document(s) are still being read; ask again when they are ready.", "", n_unfinished
                )
            )
        if not missing and not n_unfinished:
            lines.append(
                self.tr("Other words, a shorter question, or adding the document that knows it may help.")
            )
        return lines
