"""Which model answers: a chip in the question box."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from quire.gui.conversation.tooltips import as_tooltip
from quire.gui.models.downloads import shelf_of
from quire.gui.session import Session
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import XS
from quire.jobs import Job
from quire.types import ModelCard, ModelRole

SETTING = "models.generator"
_LETTERS = 18


class AnswererChip(QPushButton):
    """Quotations without a model, or one of the language models that are here.

    Signals:
        models_wanted: The person wants other models.
    """

    models_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = ""
        self._narrow = False
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.menu_of_models = QMenu(self)
        self.menu_of_models.setAccessibleName(self.tr("Who answers"))
        self.clicked.connect(self._offer)
        session.settings_changed.connect(self._look)
        session.opened.connect(self._look)
        session.downloads.arrived.connect(lambda *_: self._look())
        self._show()
        if session.library is not None:
            self._look()

    @property
    def chosen(self) -> str:
        """The id of the model that answers; empty for quotations."""
        return self._session.settings.models.generator

    def set_narrow(self, narrow: bool) -> None:
        """Show only the icon where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show()

    def _look(self) -> None:
        """Learn what the chosen model is called."""
        chosen, shelf = self.chosen, shelf_of(self._session)
        if not chosen:
            self._take_title("")
            return

        def work(_: Job) -> str:
            return next((card.title for card in shelf.cards() if card.id == chosen), chosen)

        self._session.tasks.run(work, on_done=self._take_title, owner=self)

    def _take_title(self, title: str) -> None:
        self._title = title
        self._show()

    def _show(self) -> None:
        name = self._title or self.tr("Quotations")
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
        self.setText("" if self._narrow else short.replace("&", "&&"))
        self.setIcon(icon("spark" if self._title else "quote", colour="accent_text" if self._title else "muted"))
        edge = tokens(self).px(14)
        self.setIconSize(QSize(edge, edge))
        self.setChecked(bool(self._title))
        self.setAccessibleName(self.tr("Who answers: {0}").format(name))
        self.setToolTip(as_tooltip(self.tr("Who answers: {0}").format(name)))

    def _offer(self) -> None:
        self.setChecked(bool(self._title))  # the click is for the menu
        shelf = shelf_of(self._session)

        def work(_: Job) -> list[ModelCard]:
            writers = (ModelRole.GENERATOR, ModelRole.VLM)
            return [card for card in shelf.cards() if card.role in writers and shelf.is_installed(card.id)]

        self._session.tasks.run(work, on_done=self._pop_up, owner=self)

    def _pop_up(self, cards: list[ModelCard]) -> None:
        menu = self.menu_of_models
        menu.clear()
        group = QActionGroup(menu)
        self._add(group, self.tr("Quotations, without a model"), "")
        for card in cards:
            self._add(group, card.title, card.id)
        menu.addSeparator()
        more = QAction(icon("models", colour="muted"), self.tr("More Models…"), menu)
        more.triggered.connect(self.models_wanted)
        menu.addAction(more)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - XS)))

    def _add(self, group: QActionGroup, title: str, model_id: str) -> None:
        action = QAction(title.replace("&", "&&"), self.menu_of_models)
        action.setCheckable(True)
        action.setChecked(model_id == self.chosen)
        action.triggered.connect(lambda: self._session.choosing.use(SETTING, model_id))
        group.addAction(action)
        self.menu_of_models.addAction(action)
