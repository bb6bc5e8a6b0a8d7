"""Which folders are kept in step with the library: see them, add one, pause one, let one go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label, say
from quire.gui.theme.tokens import XS, M, S
from quire.gui.told import told
from quire.gui.watching import Standing
from quire.jobs import Job


class WatchingPage(QWidget):
    """The watched folders of the open library, one card each."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cards: list[FolderCard] = []
        self._collections: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        words = self.tr(
            "What is new or changed in these folders is read by itself, now and while Quire runs. A file that was "
            "moved is found again; nothing leaves your library because its file is gone."
        )
        column.addWidget(label(words, "muted"))
        row = QHBoxLayout()
        self.add = QPushButton(self.tr("Watch a Folder…"))
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(self._pick)
        self.look = QPushButton(self.tr("Look Now"))
        self.look.setAccessibleDescription(self.tr("Looks at all folders that are not paused"))
        self.look.clicked.connect(self._look)
        row.addWidget(self.add)
        row.addWidget(self.look)
        row.addStretch()
        column.addLayout(row)
        self._state = label("", "muted")
        column.addWidget(self._state)
        self._column = QVBoxLayout()
        self._column.setSpacing(S)
        column.addLayout(self._column)
        session.watching.changed.connect(self._show)
        if session.library is None:
            self._state.setText(self.tr("No library is open."))
            self.add.setEnabled(False)
            self.look.setEnabled(False)
            return
        session.library_changed.connect(self._look_up_collections)
        self._look_up_collections()

    def _look_up_collections(self) -> None:
        library = self._session.library
        if library is None:
            return

        def work(_: Job) -> tuple[str, ...]:
            return tuple(one.name for one in library.collections())

        self._session.tasks.run(work, on_done=self._know, owner=self)

    def _know(self, names: tuple[str, ...]) -> None:
        if names == self._collections and self.cards:  # a list that is open would close
            return
        self._collections = names
        self._session.watching.recall()

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder to watch"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self._session.watching.watch(Path(path)))
        dialog.open()

    def _look(self) -> None:
        self._state.setText(self.tr("Looking…"))
        self._session.watching.look()

    def _show(self, standings: Sequence[Standing]) -> None:
        self._state.setText("" if standings else self.tr("No folder is watched yet."))
        self._state.setVisible(not standings)
        self.look.setEnabled(any(not one.folder.paused for one in standings))
        while len(self.cards) > len(standings):
            card = self.cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(standings):
            self.cards.append(FolderCard(self._session, self))
            self._column.addWidget(self.cards[-1])
        for card, standing in zip(self.cards, standings, strict=True):
            card.show_standing(standing, self._collections)


class FolderCard(QFrame):
    """One folder; kept while what is known of it changes, so that the keyboard stays where it was."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._watching = session.watching
        self._standing: Standing | None = None
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S + XS, M, S + XS)
        column.setSpacing(XS)
        self._path = label("", "subheading")
        self._state = label("", "caption")
        column.addWidget(self._path)
        column.addWidget(self._state)
        self.recursive = QCheckBox(self.tr("With the folders inside it"))
        self.recursive.clicked.connect(lambda _: self._change())
        self.collection = QComboBox()
        self.collection.setAccessibleName(self.tr("Collection its documents go to"))
        self.collection.setToolTip(self.collection.accessibleName())
        self.collection.activated.connect(lambda _: self._change())
        self.pause = QPushButton()
        self.pause.clicked.connect(self._pause)
        self.leave = QPushButton(self.tr("Watch No More"))
        self.leave.setProperty("role", "quiet")
        self.leave.setAccessibleDescription(self.tr("Its documents stay in the library"))
        self.leave.setToolTip(self.leave.accessibleDescription())
        self.leave.clicked.connect(self._leave)
        options = QHBoxLayout()
        options.setSpacing(M)
        options.addWidget(self.recursive)
        options.addWidget(self.collection)
        options.addStretch()
        column.addLayout(options)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.pause)
        row.addWidget(self.leave)
        row.addStretch()
        column.addLayout(row)

    def show_standing(self, standing: Standing, collections: Sequence[str]) -> None:
        """Show a folder in place of what was there."""
        self._standing = standing
        folder = standing.folder
        self._path.setText(folder.path)
        self.setAccessibleName(folder.path)
        self.recursive.setChecked(folder.recursive)
        self.collection.clear()
        self.collection.addItem(self.tr("Into no collection"), "")
        for name in dict.fromkeys([*collections, *([folder.collection] if folder.collection else [])]):
            self.collection.addItem(self.tr("Into {0}").format(name), name)
        self.collection.setCurrentIndex(max(self.collection.findData(folder.collection), 0))
        self.pause.setText(self.tr("Watch Again") if folder.paused else self.tr("Pause"))
        for control in (self.pause, self.recursive, self.collection):
            control.setAccessibleDescription(folder.path)
        words, role = self._words(standing)
        say(self._state, words, role)

    def text(self) -> str:
        """Return what the card says of its folder."""
        return self._state.text()

    def _words(self, standing: Standing) -> tuple[str, str]:
        last = standing.last
        if standing.folder.paused:
            return self.tr("Paused: nothing in it is looked at."), "warning"
        if last is None:
            return self.tr("Not looked at yet."), "caption"
        if last.problems:
            return " ".join(told(text) for text in (last.problems[0].message, last.problems[0].hint) if text), "danger"
        parts = [self.tr("%n file(s) in step", "", last.n_unchanged + len(last.relinked))]
        if last.waiting:
            parts.append(self.tr("%n still being written", "", len(last.waiting)))
        if last.missing:
            parts.append(self.tr("%n missing", "", len(last.missing)))
        if last.n_others:
            parts.append(self.tr("%n not read", "", last.n_others))
        return " · ".join(parts), "caption"

    def _change(self, *, paused: bool | None = None) -> None:
        if self._standing is None:
            return
        folder = self._standing.folder
        self._watching.watch(
            Path(folder.path),
            collection=str(self.collection.currentData() or ""),
            recursive=self.recursive.isChecked(),
            paused=folder.paused if paused is None else paused,
        )

    def _pause(self) -> None:
        if self._standing is not None:
            self._change(paused=not self._standing.folder.paused)

    def _leave(self) -> None:
        if self._standing is not None:
            self._watching.leave(Path(self._standing.folder.path))
