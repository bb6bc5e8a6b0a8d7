"""The page of models: what is on this machine, what would suit it, everything there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quire.errors import QuireError
from quire.gui.announce import announce
from quire.gui.conversation.chips import Switch
from quire.gui.models.by_address import ByAddress
from quire.gui.models.card import ModelCardView, Standing, Wishes
from quire.gui.models.dealings import Dealings
from quire.gui.models.downloads import shelf_of
from quire.gui.models.kept import Kept
from quire.gui.models.offering import missing_of, offer_models
from quire.gui.models.snapshot import Row, Snapshot, look
from quire.gui.models.switch_bar import SwitchBar
from quire.gui.models.words import facts, role_name
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label, say
from quire.gui.theme.tokens import M, S
from quire.gui.told import told
from quire.types import ModelCard

if TYPE_CHECKING:
    from quire.models.shelf import InstalledModel

HERE, RECOMMENDED, ALL = 0, 1, 2


class ModelsList(QWidget):
    """Signals:
    looked: A new `Snapshot` is being shown.
    """

    looked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._snapshot: Snapshot | None = None
        self._cards: dict[str, ModelCardView] = {}
        self._kept = Kept()
        self.dealings = Dealings(session, self)
        self._wishes = Wishes(
            download=lambda card: self.offer([card]),
            pause=session.downloads.pause,
            stop=self._stop,
            go_on=self._go_on,
            use=session.choosing.use_card,
            install=self.dealings.confirm_install,
            leave=session.choosing.leave_card,
            verify=self.dealings.verify,
            try_speed=self.dealings.try_speed,
            delete=self.dealings.confirm_delete,
        )
        self.setAcceptDrops(True)
        self._make()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_more_cards)
        session.downloads.changed.connect(self._show_standings)
        session.downloads.sampled.connect(self._show_progress)
        session.downloads.arrived.connect(lambda *_: self.look_again())
        session.settings_changed.connect(self._show_standings)
        session.opened.connect(self.look_again)
        self.dealings.changed.connect(self._show_standings)
        self.dealings.ended.connect(self.look_again)
        self._show_standings()
        self.look_again()

    # building ----------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, M)
        self._column.setSpacing(S)
        self._offline = label(
            self.tr(
                "Quire is set to stay offline, so no model can be downloaded. Import files you have, or change it on "
                "the page Privacy."
            ),
            "warning",
        )
        self._column.addWidget(self._offline)
        self._column.addWidget(SwitchBar(self._session.switching))
        self.switch = Switch(
            [
                (self.tr("On This Machine"), self.tr("Built in, downloaded or imported")),
                (self.tr("Recommended"), self.tr("One for each kind of work, for a machine like this")),
                (self.tr("All"), self.tr("Every model Quire knows")),
            ]
        )
        self.switch.setAccessibleName(self.tr("Which models are shown"))
        self.switch.chosen.connect(lambda _: self._filter())
        self.filter = QLineEdit(placeholderText=self.tr("Filter models"), clearButtonEnabled=True)
        self.filter.setAccessibleName(self.tr("Filter models"))
        self.filter.textChanged.connect(lambda _: self._filter())
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.switch)
        head.addWidget(self.filter, 1)
        self._column.addLayout(head)
        self._column.addLayout(self._make_set())
        self._nothing = label("", "muted")
        self._column.addWidget(self._nothing)
        self._list = QVBoxLayout()
        self._list.setSpacing(S)
        self._column.addLayout(self._list)
        self._column.addLayout(self._make_import())
        self.by_address = ByAddress(session=self._session, begun=self._on_the_way)
        self._column.addWidget(self.by_address)

    def _make_set(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        self._set_words = label("", "muted")
        self.whole_set = QPushButton(self.tr("Download and Use All…"))
        self.whole_set.setProperty("role", "primary")
        self.whole_set.clicked.connect(lambda: self.offer(self._missing_set(), use=True))
        self.whole_set.hide()
        row.addWidget(self._set_words, 1)
        row.addWidget(self.whole_set)
        return row

    def _make_import(self) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(S)
        row.setSpacing(S)
        words = self.tr("Have one already? Drop a model file (GGUF, safetensors) or its folder here.")
        column.addWidget(label(words, "caption"))
        for text, mode in (
            (self.tr("Import File…"), QFileDialog.FileMode.ExistingFiles),
            (self.tr("Import Folder…"), QFileDialog.FileMode.Directory),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, mode=mode: self._pick(mode))
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.import_refused = label("", "danger")
        self.import_refused.hide()
        column.addWidget(self.import_refused)
        return column

    # what is shown -----------------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Look at catalogue and disk, in the background."""
        shelf = shelf_of(self._session)
        if self._snapshot is None:
            self._nothing.setText(self.tr("Looking…"))
        besides = [one.card for one in self._session.downloads.all() if one.address]
        self._session.tasks.run(lambda _: look(shelf, besides), on_done=self._take, owner=self)

    def _take(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        known = {row.card.id for row in snapshot.rows}
        for model_id in [one for one in self._cards if one not in known]:
            view = self._cards.pop(model_id)
            self._list.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._show_standings()
        self.looked.emit(snapshot)

    def _make_more_cards(self) -> None:
        """Make the next card of those that are to be seen."""
        if self._snapshot is None:
            return
        missing = [row for row in self._snapshot.rows if row.card.id not in self._cards and self._fits(row)]
        for row in missing[:1]:
            view = ModelCardView(self._standing(row), self._wishes)
            self._cards[row.card.id] = view
            order = [one.card.id for one in self._snapshot.rows if one.card.id in self._cards]
            self._list.insertWidget(order.index(row.card.id), view)
        if missing[1:]:
            self._later.start()

    def _standing(self, row: Row) -> Standing:
        assert self._snapshot is not None
        model_id = row.card.id
        return Standing(
            row,
            self._snapshot.machine,
            self._session.downloads.of(model_id),
            self._session.choosing.in_use(row.card),
            self._session.settings.privacy.offline,
            self.dealings.busy.get(model_id, ""),
            self.dealings.verdicts.get(model_id, ("", "muted")),
            self._kept.speed(model_id),
        )

    def _show_standings(self) -> None:
        self._offline.setVisible(self._session.settings.privacy.offline)
        if self._snapshot is None:
            return
        for row in self._snapshot.rows:
            view = self._cards.get(row.card.id)
            if view is not None:
                view.show_standing(self._standing(row))
        self._filter()

    def _show_progress(self) -> None:
        for view in self._cards.values():
            if view.standing.download is not None:
                view.show_progress()

    def _fits(self, row: Row) -> bool:
        text = self.filter.text().casefold().split()
        card = row.card
        where = f"{card.id} {card.title} {facts(card)} {role_name(card.role)} {card.reason}".casefold()
        on_the_way = self._session.downloads.of(card.id) is not None or bool(row.begun_bytes)
        shown = {HERE: row.here or on_the_way, RECOMMENDED: row.recommended, ALL: True}[self.switch.index]
        return shown and all(word in where for word in text)

    def _filter(self) -> None:
        if self._snapshot is None:
            return
        for row in self._snapshot.rows:
            view = self._cards.get(row.card.id)
            if view is not None:
                view.setVisible(self._fits(row))
        self._later.start()
        self._mind_head()

    def _mind_head(self) -> None:
        if self._snapshot is None:
            return
        n_shown = sum(self._fits(row) for row in self._snapshot.rows)
        self._nothing.setText(self.tr("No model fits these words."))
        self._nothing.setVisible(not n_shown)
        missing = self._missing_set()
        recommending = self.switch.index == RECOMMENDED
        self._set_words.setVisible(recommending)
        self.whole_set.setVisible(recommending and bool(missing))
        self.whole_set.setEnabled(not self._session.settings.privacy.offline)
        self._set_words.setText(
            self.tr("These suit a machine with {memory} of memory.").format(memory=self._memory())
            if missing
            else self.tr("What suits this machine is here.")
        )

    def _memory(self) -> str:
        assert self._snapshot is not None
        return f"{self._snapshot.machine.memory_mb / 1024:.0f} GB"

    def show_part(self, part: int) -> None:
        """Go to one of HERE, RECOMMENDED and ALL."""
        self.switch.choose(part)

    # downloading -------------------------------------------------------------------------------------------------

    def _missing_set(self) -> list[ModelCard]:
        return missing_of(self._session, self._snapshot) if self._snapshot is not None else []

    def offer(self, cards: Sequence[ModelCard], *, use: bool = False) -> None:
        """Say what a download means, and queue it when the person agrees."""
        offer_models(self._session, cards, use=use, parent=self)

    def _on_the_way(self) -> None:
        """Show a model whose download began by its address."""
        self.switch.choose(HERE)
        self.look_again()

    def _stop(self, model_id: str) -> None:
        self._session.downloads.stop(model_id)
        self.look_again()

    def _go_on(self, model_id: str) -> None:
        """Go on at once with what was agreed to already; ask again for what another session began."""
        if self._session.downloads.of(model_id) is not None:
            self._session.downloads.go_on(model_id)
        elif self._snapshot is not None and (row := self._snapshot.row(model_id)) is not None:
            self.offer([row.card])

    # importing ---------------------------------------------------------------------------------------------------

    def _pick(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.tr("Import a model"))
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilters(
                [f"{self.tr('Models')} (*.gguf *.safetensors *.bin *.pt *.json)", f"{self.tr('All files')} (*)"]
            )
        dialog.filesSelected.connect(lambda paths: self.bring_in([Path(path) for path in paths]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Make a model of files or a folder the person has."""
        shelf = shelf_of(self._session)

        self.import_refused.hide()

        def done(model: InstalledModel) -> None:
            self._session.message.emit(self.tr("{0} was imported.").format(model.card.title), "info")
            self.switch.choose(HERE)
            self.look_again()

        self._session.tasks.run(
            lambda job: shelf.bring_in(paths, job=job),
            on_done=done,
            on_error=self._refuse_import,
            owner=self,
            title=self.tr("Importing a model"),
        )

    def _refuse_import(self, error: QuireError) -> None:
        """Say why beneath the buttons: the window, which tells of other failures, lies behind the settings."""
        text = " ".join(told(part) for part in (error.message, error.hint) if part)
        say(self.import_refused, text, "danger")
        self.import_refused.show()
        announce(self, text, urgent=True)
        QTimer.singleShot(0, self, self._show_refusal)

    def _show_refusal(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.import_refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.bring_in(paths)
