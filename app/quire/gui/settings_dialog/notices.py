"""What others wrote and Quire is made with, under which licences."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label
from quire.gui.theme.tokens import L, M, S
from quire.jobs import Job
from quire.settings import resources

_FILE = "THIRD-PARTY-NOTICES.txt"  # beside `resources` in an installed program, see installer/notices.py
_SIZE = (720, 560)


class NoticesDialog(QDialog):
    """Shows the notices that come with the program; from a checkout, what the installed packages say of themselves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Third-Party Notices"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, M)
        column.setSpacing(S)
        column.addWidget(label(self.tr("Quire is made with the work of others"), "heading"))
        self.text = QPlainTextEdit(self.tr("Looking…"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch()
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        session.tasks.run(notices, on_done=self.text.setPlainText, owner=self)


def notices(_: Job) -> str:
    """Return the notices as text; takes some tenths of a second."""
    file = resources().parent / _FILE
    if file.is_file():
        return file.read_text(encoding="utf-8", errors="replace")
    named = QCoreApplication.translate("NoticesDialog", "licence not stated")
    found = {item.metadata["Name"].lower(): item for item in metadata.distributions() if item.metadata["Name"]}
    return "\n".join(
        f"{item.metadata['Name']} {item.version} — {_licence(item) or named}" for _, item in sorted(found.items())
    )


def _licence(item: metadata.Distribution) -> str:
    """Return the licence a package declares: expression, classifiers, then the first line of its free text."""
    about = item.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [line.split("::")[-1].strip() for line in about.get_all("Classifier") or [] if "License ::" in line]
    if named := [line for line in classifiers if line != "OSI Approved"]:
        return ", ".join(named)
    return about["License"].strip().split("\n")[0] if "License" in about else ""
