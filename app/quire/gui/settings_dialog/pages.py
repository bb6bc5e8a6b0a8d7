"""What pages show beyond rows: which models are built in, what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from quire.gui.session import Session
from quire.gui.theme.tokens import XS, M, S
from quire.gui.told import term
from quire.jobs import Job

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
        notices = QPushButton(self.tr("Third-Party Notices…"))
        notices.setProperty("role", "link")
        notices.setAccessibleDescription(self.tr("What Quire is made with, and under which licences"))
        notices.clicked.connect(lambda: self._show_notices(session))
        layout.addWidget(notices, alignment=Qt.AlignmentFlag.AlignLeft)
        from quire.gui.settings_dialog.updates import UpdateCheck  # which uses the small parts of this file

        self.updates = UpdateCheck(session, self)
        layout.addWidget(self.updates)
        facts = Facts(self.tr("Versions"))
        layout.addWidget(facts)
        settings = session.settings

        def work(_: Job) -> list[Finding]:
            from quire.library.doctor import examine

            return examine(None, settings)

        session.tasks.run(work, on_done=lambda found: facts.show_facts([_fact(row) for row in found]), owner=self)

    def _show_notices(self, session: Session) -> None:
        from quire.gui.settings_dialog.notices import NoticesDialog  # which uses the small parts of this file

        NoticesDialog(session, self).open()


def label(text: str, role: str) -> QLabel:
    """Return a label that wraps and can be selected."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def say(where: QLabel, text: str, role: str) -> None:
    """Show `text` in the looks of `role`."""
    where.setProperty("role", role)
    where.style().unpolish(where)
    where.style().polish(where)
    where.setText(text)


def _fact(found: Finding) -> tuple[str, str, str]:
    value = term(found.value)
    if found.hint and not found.ok:
        value = f"{value} — {term(found.hint)}"
    return term(found.name), value, "" if found.ok else "danger"
