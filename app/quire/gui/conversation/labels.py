"""Labels and buttons as this pane uses them: plain text always, roles from the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import ICON, XS


def label(text: str, role: str = "body", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """Return a label of plain text."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setText(text)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def tool(
    icon_name: str, name: str, on_click: Callable[[], object], *, tip: str = "", parent: QWidget | None = None
) -> QToolButton:
    """Return a quiet button with an icon.

    Args:
        name: What a screen reader says, and the tooltip when `tip` is empty.
    """
    made = QToolButton(parent)
    made.setProperty("role", "quiet")
    made.setIcon(icon(icon_name, colour="muted"))
    edge = tokens(made).px(ICON - XS)
    made.setIconSize(QSize(edge, edge))
    made.setAccessibleName(name)
    made.setToolTip(tip or name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


class Sign(QLabel):
    """An icon in a colour of the theme; follows it."""

    def __init__(self, icon_name: str, colour: str, edge: int) -> None:
        super().__init__()
        self._drawn = (icon_name, colour, edge)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._paint()

    def _paint(self) -> None:
        name, colour, edge = self._drawn
        pixels = tokens(self).px(edge)
        self.setPixmap(icon(name, colour=colour).pixmap(QSize(pixels, pixels), self.devicePixelRatio()))
        self.setFixedSize(pixels, pixels)


def sign(icon_name: str, colour: str = "muted", edge: int = ICON - XS) -> QLabel:
    """Return an icon as a label."""
    return Sign(icon_name, colour, edge)
