"""Panels of plugins: docks beside the three panes, filled when they are first shown."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QPushButton, QVBoxLayout, QWidget

from quire.errors import PluginError
from quire.gui.plugins.guard import make_panel
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label
from quire.gui.theme.tokens import M, S
from quire.gui.told import sentence
from quire.plugins.offers import PanelOffer
from quire.settings import config_folder

_KEY = "plugin-panels"  # of the file in which the window remembers itself
_LEAST_PX = 220


class PanelDock(QDockWidget):
    """One panel.

    Signals:
        failed: Why it cannot be shown.
    """

    failed = Signal(str)

    def __init__(self, offer: PanelOffer, session: Session, parent: QMainWindow) -> None:
        super().__init__(offer.title, parent)
        self.offer = offer
        self._session = session
        self._filled = False
        self.setObjectName(f"plugin.panel.{offer.name}")
        self.setAccessibleName(offer.title)
        self.setMinimumWidth(_LEAST_PX)
        self.hide()
        self.visibilityChanged.connect(self._fill)
        action: QAction = self.toggleViewAction()
        action.setObjectName(self.objectName())

    def _fill(self, visible: bool) -> None:
        """Have the plugin make the panel, once."""
        if not visible or self._filled or self._session.library is None:
            return
        self._filled = True
        try:
            panel = make_panel(self.offer, self._session.library)
        except PluginError as error:
            self._say(" ".join(sentence(text) for text in (error.message, error.hint) if text))
            return
        page, column = _page()
        column.addWidget(panel)
        self.setWidget(page)

    def _say(self, text: str) -> None:
        page, column = _page()
        column.addWidget(label(text, "danger"))
        again = QPushButton(self.tr("Try Again"))
        again.setAccessibleDescription(self.offer.title)
        again.clicked.connect(self._again)
        column.addWidget(again, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setWidget(page)
        self.failed.emit(text)

    def _again(self) -> None:
        self._filled = False
        self._fill(True)


class Panels(QObject):
    """The panels of one window; those that were open when it was closed open again."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.docks: dict[str, PanelDock] = {}

    def offer(self, offers: list[PanelOffer]) -> None:
        """Have a dock for each of these, and none for others."""
        wanted = {offer.name: offer for offer in offers}
        for name in [name for name, dock in self.docks.items() if wanted.get(name) != dock.offer]:
            dock = self.docks.pop(name)
            self._window.removeDockWidget(dock)
            dock.deleteLater()
        remembered = _remembered()
        for name, offer in wanted.items():
            if name not in self.docks:
                self._add(offer, shown=name in remembered)

    def keep(self) -> None:
        """Remember which are open."""
        names = [name for name, dock in self.docks.items() if not dock.isHidden()]
        if names or _remembered():
            _file().setValue(_KEY, "+".join(names))

    def _add(self, offer: PanelOffer, *, shown: bool) -> None:
        dock = PanelDock(offer, self._session, self._window)
        area = Qt.DockWidgetArea.RightDockWidgetArea
        self._window.addDockWidget(area, dock)
        others = list(self.docks.values())
        if others:
            self._window.tabifyDockWidget(others[-1], dock)
        dock.setVisible(shown)
        self.docks[offer.name] = dock


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setProperty("role", "surface")
    column = QVBoxLayout(page)
    column.setContentsMargins(M, M, M, M)
    column.setSpacing(S)
    return page, column


def _file() -> QSettings:
    return QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)


def _remembered() -> set[str]:
    return set(filter(None, cast(str, _file().value(_KEY, "", str)).split("+")))
