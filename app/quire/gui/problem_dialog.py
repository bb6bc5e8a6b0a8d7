"""A known failure that stands in the way of everything else, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.theme import icon
from quire.gui.theme.tokens import L, M, S
from quire.gui.told import told

_SIGN_PX = 32


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the first one given is the primary one."""

    text: str
    act: Callable[[], object]


class ProblemDialog(QDialog):
    """Says what happened and what to do; technical detail is folded away."""

    def __init__(self, title: str, error: QuireError, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, M)
        outer.setSpacing(M)
        top = QHBoxLayout()
        top.setSpacing(M)
        sign = QLabel()
        sign.setAccessibleName(self.tr("Warning"))
        sign.setPixmap(icon("warning", colour="warning").pixmap(QSize(_SIGN_PX, _SIGN_PX), self.devicePixelRatio()))
        top.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(S)
        heading = _label(title, "heading")
        message = _label(told(error.message), "")
        words.addWidget(heading)
        words.addWidget(message)
        if error.hint:
            words.addWidget(_label(told(error.hint), "muted"))
        top.addLayout(words, 1)
        outer.addLayout(top)
        self.setAccessibleDescription(f"{told(error.message)} {told(error.hint)}".strip())
        if error.detail:
            self._add_detail(outer, error.detail)
        row = QHBoxLayout()
        row.addStretch()
        for number, choice in reversed(list(enumerate(choices))):
            button = QPushButton(choice.text)
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, act=choice.act: act())
            if number == 0:
                button.setProperty("role", "primary")
                button.setDefault(True)
            row.addWidget(button)
        outer.addLayout(row)

    def _add_detail(self, outer: QVBoxLayout, text: str) -> None:
        detail = QPlainTextEdit(text)
        detail.setReadOnly(True)
        detail.setAccessibleName(self.tr("Technical detail"))
        detail.setMaximumHeight(120)
        detail.hide()
        button = QPushButton(self.tr("Technical detail"))
        button.setProperty("role", "link")
        button.setCheckable(True)
        button.toggled.connect(detail.setVisible)
        outer.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(detail)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
