"""Giving a model its work, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quire.errors import QuireError
from quire.jobs import Job
from quire.settings import get, with_value
from quire.types import ModelCard

if TYPE_CHECKING:
    from quire.gui.models.downloads import Download
    from quire.gui.session import Session
    from quire.models.shelf import InstalledModel

# What can be chosen, in the order of what matters most to a person.
ROLE_SETTINGS = ("models.generator", "models.reranker", "models.embedder", "models.images")


class Choosing(QObject):
    """Which model does what in one session; also gives models their work that were downloaded to be used."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.downloads.arrived.connect(self._arrived)
        session.downloads.failed.connect(self._failed)

    def use(self, setting: str, model_id: str) -> None:
        """Fill a role from now on; an empty id leaves it to what is built in."""
        library = self._session.library
        if library is None:
            self._chosen(setting, model_id)
            return

        def work(_: Job) -> None:
            library.roles.use(setting, model_id)

        self._session.tasks.run(
            work, on_done=lambda _: self._chosen(setting, model_id), on_error=self._refuse, owner=self
        )

    def use_card(self, card: ModelCard) -> None:
        self.use(setting_of(card), "" if card.default else card.id)

    def leave_card(self, card: ModelCard) -> None:
        self.use(setting_of(card), "")

    def in_use(self, card: ModelCard) -> bool:
        """Whether the settings give this model its work; the default has it when no other does."""
        chosen = get(self._session.settings, setting_of(card))
        return chosen == card.id or (card.default and not chosen)

    def _chosen(self, setting: str, model_id: str) -> None:
        self._session.change_settings(with_value(self._session.settings, setting, model_id))
        if setting == "models.embedder":
            self._session.switching.begin()
        if setting == "models.images":
            self._session.looking.begin()

    def _refuse(self, error: QuireError) -> None:
        self._session.tasks.failed.emit(error)
        self._session.settings_changed.emit()  # editors show again what holds

    def _arrived(self, model: InstalledModel, use: bool) -> None:
        title = model.card.title
        if use:
            self.use_card(model.card)
            words = self.tr("{0} is here and used from now on.").format(title)
        else:
            words = self.tr("{0} is here. The page Models of the settings gives it work.").format(title)
        self._session.message.emit(words, "info")

    def _failed(self, download: Download) -> None:
        if download.error is not None:
            self._session.tasks.failed.emit(download.error)


def setting_of(card: ModelCard) -> str:
    """Return the name of the setting that this kind of model is chosen with."""
    from quire.models.machine import role_setting  # the window opens without it

    return role_setting(card.role)
