"""The menu of plugins: their panels, their commands, their troubles, and the way to switch them on and off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from quire.gui.plugins.holding import Hold, HoldWatch
from quire.gui.plugins.switching import mark_file, switch
from quire.gui.session import Session
from quire.gui.theme import icon
from quire.gui.told import sentence
from quire.jobs import Job
from quire.types import Problem

if TYPE_CHECKING:
    from quire.gui.plugins.panels import Panels
    from quire.plugins.loading import PluginManager
    from quire.plugins.offers import CommandOffer, PanelOffer


@dataclass(frozen=True, slots=True)
class Brought:
    """What plugins bring to the window.

    Attributes:
        troubles: Name, and what is wrong, of those that do not work.
        homes: Where the code of plugins lies, and their names.
    """

    panels: tuple[PanelOffer, ...]
    commands: tuple[CommandOffer, ...]
    troubles: tuple[tuple[str, str], ...]
    homes: Mapping[str, str]


class PluginMenu(QObject):
    """Keeps the menu, the panels and the list of commands in step with the plugins that are switched on.

    Args:
        manage: Shows the page of plugins.

    Signals:
        offered: What is wrong with a plugin, the name of what can be done, and a callable that does it.
    """

    offered = Signal(str, str, object)

    def __init__(self, window: QMainWindow, session: Session, manage: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._enabled = session.settings.plugins.enabled
        self._actions: list[QAction] = []
        self._told: set[str] = set()
        self.holds = HoldWatch(mark_file(), parent=self)
        self.holds.released.connect(self._held)
        self.panels: Panels | None = None  # made when the first plugin brings one
        self.menu = QMenu(self.tr("&Plugins"), window.menuBar())
        self.menu.setAccessibleName(self.menu.title().replace("&", ""))
        window.menuBar().insertMenu(window.menuBar().actions()[-1], self.menu)
        self._manage = QAction(icon("plugin"), self.tr("&Manage Plugins…"), window)
        self._manage.setObjectName("plugin.manage")
        self._manage.triggered.connect(lambda _=False: manage())
        window.addAction(self._manage)
        self.menu.addAction(self._manage)
        session.settled.connect(self.look)
        session.settings_changed.connect(self._mind_settings)

    def look(self) -> None:
        """Look up what plugins bring; the menu follows."""
        if self._session.library is None:
            return
        manager = self._session.library.plugins
        self._session.tasks.run(lambda job: brought(manager, job), on_done=self.show_brought, owner=self)

    def show_brought(self, found: Brought) -> None:
        """Offer these, and nothing of before."""
        for action in self._actions:
            self.menu.removeAction(action)
            self._window.removeAction(action)
            if action.parent() is self:
                action.deleteLater()
        self._actions = self._panel_actions(found.panels)
        self._actions += [self._command(offer) for offer in found.commands]
        if self._actions:
            line = QAction(self)
            line.setSeparator(True)
            self._actions.append(line)
        for action in self._actions:
            self.menu.insertAction(self._manage, action)
            if not action.isSeparator():
                self._window.addAction(action)  # the list of commands is made of these
        self.holds.watch(found.homes)
        for name, text in found.troubles:
            if name not in self._told:
                self._told.add(name)
                self._session.message.emit(text, "warning")

    def run(self, offer: CommandOffer) -> None:
        """Show a command, and run it when it takes no arguments."""
        from quire.gui.plugins.command_dialog import CommandDialog

        CommandDialog(offer, self._session, self._window).show()

    def tell_left_out(self, hold: Hold) -> None:
        """Say which plugin the last window ended in, that it is off, and offer it again, once the library is open."""
        if self._session.library is None:
            self._session.opened.connect(lambda: self.tell_left_out(hold))
            return
        words = self.tr("The plugin {0} held the last window up until it was ended, in {1}. It is switched off now.")
        self._offer(words.format(hold.plugin, _place(hold)), self.tr("Enable Again"), hold.plugin, on=True)

    def keep(self) -> None:
        """Remember which panels are open; the window closes."""
        self.holds.stop()
        if self.panels is not None:
            self.panels.keep()

    def _panel_actions(self, offers: tuple[PanelOffer, ...]) -> list[QAction]:
        if self.panels is None:
            if not offers:
                return []
            from quire.gui.plugins.panels import Panels

            self.panels = Panels(self._window, self._session)
        self.panels.offer(list(offers))
        return [self.panels.docks[offer.name].toggleViewAction() for offer in offers]

    def _command(self, offer: CommandOffer) -> QAction:
        action = QAction((offer.title or offer.name).replace("&", "&&"), self)
        action.setObjectName(f"plugin.command.{offer.name}")
        action.setToolTip(sentence(offer.help))
        action.triggered.connect(lambda _=False: self.run(offer))
        return action

    def _held(self, hold: Hold) -> None:
        """Say that a plugin held the window up, keep it as its problem, and offer to switch it off."""
        library = self._session.library
        if library is None:
            return
        self._told.add(hold.plugin)
        seconds = max(1, round(hold.seconds))
        message = f"the plugin {hold.plugin} held the window up for {seconds} seconds, in {_place(hold)}"
        problem = Problem("plugin", "plugin", message, hint="disable it, or tell its author")
        self._session.tasks.run(
            lambda _: library.plugins.blame(hold.plugin, problem), on_done=lambda _: None, owner=self
        )
        words = self.tr("The plugin {0} held the window up for %n second(s), in {1}.", "", seconds)
        self._offer(words.format(hold.plugin, _place(hold)), self.tr("Disable It"), hold.plugin, on=False)

    def _offer(self, text: str, action: str, plugin: str, *, on: bool) -> None:
        def act() -> None:
            switch(
                self._session, self, plugin, on=on, on_done=lambda: None, on_error=self._session.tasks.failed.emit
            )

        self.offered.emit(text, action, act)

    def _mind_settings(self) -> None:
        enabled = self._session.settings.plugins.enabled
        if enabled != self._enabled:
            self._enabled = enabled
            self.look()


def brought(manager: PluginManager, _: Job) -> Brought:
    """Return what plugins bring; may wait for one that is being loaded."""
    commands = tuple(offer for offer in manager.commands().values() if offer.window)
    troubles = tuple(
        (status.name, " ".join(sentence(text) for text in (status.problem.message, status.problem.hint) if text))
        for status in manager.plugins()
        if status.problem is not None and not manager.safe_mode
    )
    return Brought(tuple(manager.panels().values()), commands, troubles, manager.homes())


def _place(hold: Hold) -> str:
    return f"{hold.function} ({hold.file}:{hold.line})"
