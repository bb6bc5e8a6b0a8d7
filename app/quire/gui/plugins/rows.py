"""The settings of plugins: rows like all others, made from what each plugin registers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label
from quire.gui.settings_dialog.row_widget import RowWidget
from quire.gui.theme.tokens import M
from quire.jobs import Job
from quire.plugins.offers import SettingOffer
from quire.settings import Value

Found = Sequence[tuple[SettingOffer, Value]]


class PluginRows(QWidget):
    """A heading per plugin, and its rows.

    Signals:
        shown: The rows are there, or others than before.
    """

    shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: dict[str, RowWidget] = {}
        self._headings: dict[str, QWidget] = {}
        self._enabled = session.settings.plugins.enabled
        session.settings_changed.connect(self._mind_settings)
        self.look()

    def look(self) -> None:
        """Look up which settings there are, and their values."""
        library = self._session.library
        if library is None:
            return
        manager = library.plugins

        def work(_: Job) -> Found:
            return [(offer, offer.value()) for offer in manager.settings().values()]

        self._session.tasks.run(work, on_done=self.show_found, owner=self)

    def show_found(self, found: Found) -> None:
        """Show these in place of what was there."""
        for widget in [*self.rows.values(), *self._headings.values()]:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._headings = {}, {}
        for offer, value in found:
            if offer.plugin not in self._headings:
                words = QCoreApplication.translate("PluginRows", "Settings of {0}").format(offer.plugin)
                heading = label(words, "subheading")
                heading.setContentsMargins(0, M, 0, 0)
                self._headings[offer.plugin] = heading
                self._column.addWidget(heading)
            row = RowWidget(offer.row, value)
            row.changed.connect(lambda _name, new, offer=offer: self._change(offer, new))
            self.rows[offer.row.name] = row
            self._column.addWidget(row)
        self.shown.emit()

    def filter(self, text: str) -> int:
        """Show the rows that fit these words, all when there are none; return how many."""
        plugins = set()
        n_shown = 0
        for row in self.rows.values():
            fits = row.matches(text) if text.strip() else True
            row.setVisible(fits)
            n_shown += fits
            if fits:
                plugins.add(row.row.field.rpartition(".")[0])
        for plugin, heading in self._headings.items():
            heading.setVisible(plugin in plugins)
        return n_shown

    def _change(self, offer: SettingOffer, value: object) -> None:
        def work(_: Job) -> Value:
            offer.change(value)
            return offer.value()

        def done(now: Value) -> None:
            if offer.row.name in self.rows:
                self.rows[offer.row.name].show_value(now)

        def failed(error: QuireError) -> None:
            self._session.tasks.failed.emit(error)
            self.look()  # what is really set

        self._session.tasks.run(work, on_done=done, on_error=failed, owner=self, lane="write")

    def _mind_settings(self) -> None:
        enabled = self._session.settings.plugins.enabled
        if enabled != self._enabled:
            self._enabled = enabled
            self.look()
