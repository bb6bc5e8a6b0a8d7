"""Whether a newer Quire is out: asked when the button is pressed, and at no other time."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from quire.errors import QuireError
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label, say
from quire.gui.theme.tokens import S
from quire.gui.told import told
from quire.library import releases
from quire.library.releases import Release, newest_release


class UpdateCheck(QWidget):
    """A button, and what the page of releases said. Nothing is downloaded or installed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        self.check = self._link(self.tr("Check for a New Version"))
        self.check.setAccessibleDescription(self.tr("Asks the page of releases once; nothing is downloaded"))
        self.check.setToolTip(self.check.accessibleDescription())
        self.check.clicked.connect(self.ask)
        self.answer, self.notes = label("", ""), label("", "muted")
        self.get = self._link(self.tr("Open the Download Page"))
        self.get.setAccessibleDescription(self.tr("Opens the web browser"))
        self.get.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        column.addWidget(self.check, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.answer)
        column.addWidget(self.notes)
        column.addWidget(self.get, alignment=Qt.AlignmentFlag.AlignLeft)
        for hidden in (self.answer, self.notes, self.get):
            hidden.hide()

    def ask(self) -> None:
        """Ask the page of releases."""
        offline = self._session.settings.privacy.offline
        self.check.setEnabled(False)
        self._show(self.tr("Asking…"), "muted")
        self._session.tasks.run(
            lambda _: newest_release(releases.ADDRESS, offline=offline),
            on_done=self._told,
            on_error=self._refused,
            on_end=lambda: self.check.setEnabled(True),
            owner=self,
        )

    def _told(self, release: Release) -> None:
        if not release.newer:
            self._show(self.tr("You have the newest version."), "")
            return
        self._show(self.tr("Version {0} is out.").format(release.version), "")
        self._page = release.page
        self.notes.setText(release.notes)
        self.notes.setVisible(bool(release.notes))
        self.get.setVisible(bool(release.page))

    def _refused(self, error: QuireError) -> None:
        self._show(" ".join(told(text) for text in (error.message, error.hint) if text), "danger")

    def _show(self, text: str, role: str) -> None:
        say(self.answer, text, role)
        self.answer.show()
        self.notes.hide()
        self.get.hide()

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", "link")
        return button
