"""The theme in force: light, dark or as the system wishes, at one zoom."""

from __future__ import annotations

import dataclasses
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from quire.gui.theme.style import style_sheet
from quire.gui.theme.tokens import DARK, LIGHT, MOTION_MS, Tokens

Choice = Literal["system", "light", "dark"]
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Theme(QObject):
    """Belongs to the application; made by `Theme.current()` when first asked for.

    Signals:
        changed: Colours or zoom are new; custom-painted widgets update themselves.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("quire-theme")
        self._application = application
        self._choice: Choice = "system"
        self._zoom = 1.0
        self._tokens = LIGHT
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @staticmethod
    def current() -> Theme:
        """Return the application's theme."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        found = application.findChild(Theme, "quire-theme", Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else Theme(application)

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def choice(self) -> Choice:
        return self._choice

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def motion_ms(self) -> int:
        """How long things move: 0 when the system asks for no motion."""
        animate = self._application.style().styleHint(
            self._application.style().StyleHint.SH_Widget_Animation_Duration
        )
        return MOTION_MS if animate else 0

    def set(self, *, choice: Choice | None = None, zoom: float | None = None) -> None:
        """Change what is given and restyle the application."""
        self._choice = choice or self._choice
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1]) if zoom is not None else self._zoom
        self._apply()

    def zoom_by(self, steps: int) -> None:
        """Go to a neighbouring zoom; 0 goes back to 100 %."""
        if not steps:
            self.set(zoom=1.0)
            return
        nearest = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self._zoom))
        self.set(zoom=ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)])

    def _system_is_dark(self) -> bool:
        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _follow(self, _: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self._choice == "dark" or (self._choice == "system" and self._system_is_dark())
        self._tokens = dataclasses.replace(DARK if dark else LIGHT, zoom=self._zoom)
        if self._application.style().name() != "fusion":
            self._application.setStyle(QStyleFactory.create("Fusion"))
        font = self._application.font()
        font.setPixelSize(self._tokens.body_px)
        self._application.setFont(font)
        self._application.setPalette(_palette(self._tokens))
        self._application.setStyleSheet(style_sheet(self._tokens))
        self.changed.emit()


def tokens(widget: QWidget | None = None) -> Tokens:
    """Return the tokens in force, for painting `widget`."""
    return Theme.current().tokens


def _palette(tokens: Tokens) -> QPalette:
    """Return what Fusion paints with where the style sheet says nothing."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, tokens.canvas),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.canvas),
        (role.Text, tokens.text),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.danger),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.on_selection),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent_text),
        (role.LinkVisited, tokens.accent_text),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
        (role.Light, tokens.raised),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(tokens.muted)
        faded.setAlphaF(0.6)
        palette.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return palette
