"""Which plugins are installed, what each brings, and the consent before one may run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.models.confirm import Confirm
from quire.gui.plugins.switching import switch
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label
from quire.gui.theme.tokens import XS, M, S
from quire.gui.told import sentence
from quire.plugins.loading import PluginStatus
from quire.plugins.skeleton import install_command


class PluginsPage(QWidget):
    """A card per plugin. What comes with Quire is not listed: it cannot be switched off."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, M, 0, 0)
        self._column.setSpacing(S)
        self._words = label(self.tr("Looking…"), "muted")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # a command is copied
        self._column.addWidget(self._words)
        self._cards: list[PluginCard] = []
        self._look()

    def _look(self) -> None:
        library = self._session.library
        if library is None:
            self._words.setText(self.tr("No library is open."))
            return
        manager = library.plugins
        self._session.tasks.run(lambda _: manager.plugins(), on_done=self.show_plugins, owner=self)

    def show_plugins(self, plugins: list[PluginStatus]) -> None:
        """Show these in place of what was there."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [PluginCard(plugin, self) for plugin in plugins if not plugin.built_in]
        for card in self._cards:
            self._column.addWidget(card)
        self._words.setText(
            self.tr("What a plugin brings is there as soon as you enable it, and gone as soon as you disable it.")
            if self._cards
            else self._none()
        )

    def _none(self) -> str:
        command = install_command(self.tr("FOLDER"))
        if not command:
            return self.tr("No plugin is there, and this packaged program takes none. Quire run from its sources does.")
        return self.tr("No plugin is installed. This command installs one beside Quire: {0}").format(command)

    def ask(self, plugin: PluginStatus) -> None:
        """Ask before a plugin runs for the first time."""
        title = self.tr("Enable {0}?").format(plugin.name)
        words = self.tr(
            "A plugin may do everything you may do on this machine: read and change files, and use the network. Enable "
            "only what you trust. It comes from the package {0}."
        ).format(f"{plugin.distribution} {plugin.version}".strip())
        verb = self.tr("Enable")
        Confirm(title, words, verb, lambda: self.switch(plugin.name, on=True), self, dangerous=False).open()

    def switch(self, name: str, *, on: bool) -> None:
        """Switch a plugin on or off, now and for later starts."""
        switch(self._session, self, name, on=on, on_done=self._look, on_error=self._failed)

    def _failed(self, error: QuireError) -> None:
        self._session.tasks.failed.emit(error)
        self._look()


class PluginCard(QFrame):
    """One plugin."""

    def __init__(self, plugin: PluginStatus, page: PluginsPage) -> None:
        super().__init__(page)
        self.plugin = plugin
        self.setProperty("role", "card")
        self.setAccessibleName(plugin.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S + XS, M, S + XS)
        column.setSpacing(XS)
        column.addWidget(label(plugin.name, "subheading"))
        origin = " ".join(part for part in (plugin.distribution, plugin.version) if part)
        facts = [origin, self.tr("Brings: {0}").format(", ".join(plugin.offers)) if plugin.offers else ""]
        column.addWidget(label(" · ".join(part for part in facts if part), "caption"))
        if plugin.summary:
            column.addWidget(label(sentence(plugin.summary), ""))
        if plugin.problem is not None:
            texts = (plugin.problem.message, plugin.problem.hint)
            column.addWidget(label(" ".join(sentence(text) for text in texts if text), "danger"))
        row = QHBoxLayout()
        self.button = QPushButton(self.tr("Disable") if plugin.enabled else self.tr("Enable…"))
        self.button.setAccessibleDescription(plugin.name)
        self.button.clicked.connect(self._act)
        row.addWidget(self.button)
        row.addStretch()
        column.addLayout(row)
        self._page = page

    def _act(self) -> None:
        if self.plugin.enabled:
            self._page.switch(self.plugin.name, on=False)
        else:
            self._page.ask(self.plugin)
