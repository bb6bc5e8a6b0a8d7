"""What pages show beyond rows: which models are built in, where the library lies, what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.problem_dialog import sentence
from quire.gui.session import Session
from quire.gui.theme.tokens import XS, M, S
from quire.jobs import Job
from quire.types import Problem

if TYPE_CHECKING:
    from quire.library.doctor import Finding

_LICENCE = "https://www.gnu.org/licenses/agpl-3.0.html"


class Facts(QWidget):
    """A small table of names and values that arrive from the background."""

    def __init__(self, title: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, M if title else 0, 0, 0)
        outer.setSpacing(S)
        if title:
            outer.addWidget(label(title, "subheading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(XS)
        self._grid.setColumnStretch(1, 1)
        outer.addLayout(self._grid)

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Show (name, value, role of the value's label) in place of what was there."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, (name, value, role) in enumerate(facts):
            self._grid.addWidget(label(name, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(value, role), number, 1)


class ModelsPage(QWidget):
    """Which models there are, and what answers, finds and recognises on this machine."""

    def __init__(self, session: Session) -> None:
        from quire.gui.models.page import ModelsList  # which uses the small parts of this file

        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, M, 0, M)
        self.models = ModelsList(session)
        layout.addWidget(self.models)
        facts = Facts(self.tr("What runs on this machine"))
        layout.addWidget(facts)
        library = session.library
        if library is None:
            facts.show_facts([(self.tr("Models"), self.tr("no library is open"), "muted")])
            return
        facts.show_facts([(self.tr("Models"), self.tr("looking…"), "muted")])

        def work(_: Job) -> list[Finding]:
            from quire.library.doctor import model_findings

            return model_findings(library)

        session.tasks.run(work, on_done=lambda found: facts.show_facts([_fact(row) for row in found]), owner=self)


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
        backup = QPushButton(self.tr("Back Up…"))
        backup.setAccessibleDescription(self.tr("Writes the whole library into one file, while it stays open"))
        backup.clicked.connect(self._choose_backup)
        for button in (self._verify, self._repair, backup, show):
            row.addWidget(button)
        row.addStretch()
        layout.addLayout(row)
        self._verdict = label("", "muted")
        layout.addWidget(self._verdict)
        self._measure()

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
            rows = [(name, _size(size), "") for name, size in sizes]
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
            words = self.tr("%n problem(s): ", "", len(problems)) + sentence(problems[0].message)
            say(self._verdict, words, "danger")
        else:
            say(self._verdict, self.tr("The library is whole."), "good")

    def _failed(self, error: QuireError) -> None:
        self._verify.setEnabled(True)
        self._repair.setEnabled(True)
        say(self._verdict, sentence(error.message), "danger")


class AboutPage(QWidget):
    """Name, licence, versions."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addSpacing(S)
        layout.addWidget(label(self.tr("Answers from your own papers and pictures, on your own machine."), ""))
        licence = self.tr(
            "Free software under the GNU Affero General Public License, version 3 or later. It comes without warranty. "
            "You may read, change and share it under that licence."
        )
        layout.addWidget(label(licence, "muted"))
        button = QPushButton(self.tr("Read the Licence"))
        button.setProperty("role", "link")
        button.setAccessibleDescription(self.tr("Opens the web browser"))
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(_LICENCE)))
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        facts = Facts(self.tr("Versions"))
        layout.addWidget(facts)
        settings = session.settings

        def work(_: Job) -> list[Finding]:
            from quire.library.doctor import examine

            return examine(None, settings)

        session.tasks.run(work, on_done=lambda found: facts.show_facts([_fact(row) for row in found]), owner=self)


def label(text: str, role: str) -> QLabel:
    """Return a label that wraps and can be selected."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _size(n_bytes: int) -> str:
    return QLocale().formattedDataSize(n_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def say(where: QLabel, text: str, role: str) -> None:
    """Show `text` in the looks of `role`."""
    where.setProperty("role", role)
    where.style().unpolish(where)
    where.style().polish(where)
    where.setText(text)


def _fact(found: Finding) -> tuple[str, str, str]:
    value = found.value if found.ok or not found.hint else f"{found.value} — {found.hint}"
    return found.name, value, "" if found.ok else "danger"
