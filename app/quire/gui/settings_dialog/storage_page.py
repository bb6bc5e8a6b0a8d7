"""Where the library lies, how large it is, whether it is whole; into a backup, out of one, to another place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.relocating import choose_backup, choose_place
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import Facts, label, say
from quire.gui.status_bar import size_of
from quire.gui.theme.tokens import S
from quire.gui.told import told
from quire.jobs import Job
from quire.types import Problem


class StoragePage(QWidget):
    """Where the library lies, how large it is, and whether it is whole."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        self._facts = Facts(self.tr("On disk"))
        layout.addWidget(self._facts)
        row = QHBoxLayout()
        self._verify = QPushButton(self.tr("Check"))
        self._verify.setAccessibleDescription(self.tr("Checks that the library is whole"))
        self._verify.clicked.connect(self._check)
        self._repair = QPushButton(self.tr("Repair"))
        self._repair.setAccessibleDescription(self.tr("Builds the vector index again from the catalogue"))
        self._repair.clicked.connect(self._mend)
        self._repair.hide()
        show = QPushButton(self.tr("Show Folder"))
        show.setProperty("role", "quiet")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(session.folder))))
        for button in (self._verify, self._repair, show):
            row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        layout.addLayout(self._keep_safe())
        self._verdict = label("", "muted")
        layout.addWidget(self._verdict)
        self._measure()

    def _keep_safe(self) -> QHBoxLayout:
        row = QHBoxLayout()
        backup = QPushButton(self.tr("Back Up…"))
        backup.setAccessibleDescription(self.tr("Writes the whole library into one file, while it stays open"))
        backup.clicked.connect(self._choose_backup)
        restore = QPushButton(self.tr("Restore a Backup…"))
        restore.setAccessibleDescription(self.tr("Unpacks a backup into a new folder and opens it"))
        restore.clicked.connect(lambda: choose_backup(self._session, self.window()))
        move = QPushButton(self.tr("Move the Library…"))
        move.setAccessibleDescription(self.tr("Brings the library to another folder or disk"))
        move.clicked.connect(lambda: choose_place(self._session, self.window()))
        for button in (backup, restore, move):
            button.setToolTip(button.accessibleDescription())
            row.addWidget(button)
        row.addStretch()
        return row

    def _measure(self) -> None:
        library = self._session.library
        self._verify.setEnabled(library is not None)
        if library is None:
            return

        def work(_: Job) -> list[tuple[str, int]]:
            sizes = library.sizes()
            return [
                (self.tr("Altogether"), sizes.total),
                (self.tr("Text"), sizes.text),
                (self.tr("Word index"), sizes.lexical),
                (self.tr("Vectors"), sizes.vectors + sizes.tokens),
                (self.tr("Vector index"), sizes.index),
                (self.tr("Figures and pages"), sizes.crops + sizes.pages),
            ]

        def show(sizes: list[tuple[str, int]]) -> None:
            rows = [(name, size_of(size), "") for name, size in sizes]
            self._facts.show_facts([(self.tr("Folder"), str(self._session.folder), ""), *rows])

        self._session.tasks.run(work, on_done=show, owner=self)

    def _check(self) -> None:
        library = self._session.library
        if library is None:
            return
        self._wait(self.tr("Checking; this waits for documents that are being added."))
        self._session.tasks.run(
            lambda _: library.verify(), on_done=self._judged, on_error=self._failed, owner=self, lane="write",
            title=self.tr("Checking the library"),
        )  # fmt: skip

    def _mend(self) -> None:
        library = self._session.library
        if library is None:
            return
        self._wait(self.tr("Repairing…"))
        self._session.tasks.run(
            lambda job: library.repair(job=job), on_done=self._judged, on_error=self._failed, owner=self, lane="write",
            title=self.tr("Repairing the library"),
        )  # fmt: skip

    def _choose_backup(self) -> None:
        name = f"quire-{QDate.currentDate().toString(Qt.DateFormat.ISODate)}.zip"
        dialog = QFileDialog(self, self.tr("Back up the library"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilter(f"{self.tr('Backups')} (*.zip)")
        dialog.fileSelected.connect(lambda path: self.back_up(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def back_up(self, file: Path) -> None:
        """Write the library into one file; it can be asked meanwhile."""
        library = self._session.library
        if library is None:
            return
        done = self.tr("The library is backed up in {0}.").format(file)
        say(self._verdict, self.tr("Backing up…"), "muted")
        self._session.tasks.run(
            lambda job: library.back_up(file, job=job), on_done=lambda _: say(self._verdict, done, "good"),
            on_error=self._failed, owner=self, lane="beside", title=self.tr("Backing up the library"),
        )  # fmt: skip

    def _wait(self, words: str) -> None:
        self._verify.setEnabled(False)
        self._repair.setEnabled(False)
        say(self._verdict, words, "muted")

    def _judged(self, problems: list[Problem]) -> None:
        self._verify.setEnabled(True)
        self._repair.setEnabled(True)
        self._repair.setVisible(bool(problems))
        if problems:
            words = self.tr("%n problem(s): ", "", len(problems)) + told(problems[0].message)
            say(self._verdict, words, "danger")
        else:
            say(self._verdict, self.tr("The library is whole."), "good")

    def _failed(self, error: QuireError) -> None:
        self._verify.setEnabled(True)
        self._repair.setEnabled(True)
        say(self._verdict, told(error.message), "danger")
