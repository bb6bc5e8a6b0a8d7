"""Asking for the password of a locked file while everything else goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quire.gui.adding.queue import AddingQueue
from quire.gui.adding.troubles import LOCKED, Trouble
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import XL, L, M, S

_WIDTH = 420


class PasswordDialog(QDialog):
    """Not modal: a locked file holds up nothing."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Locked file"))
        self.setModal(False)
        self._sign = QLabel()
        self._heading = _label("subheading")
        self._refusal = _label("danger")
        note = _label("caption")
        note.setText(
            self.tr(
                "Quire forgets the password when it closes. What it reads from the file, pictures of its pages "
                "included, is kept in your library without one."
            )
        )
        self.field = QLineEdit(echoMode=QLineEdit.EchoMode.Password, placeholderText=self.tr("Password"))
        self.unlock = QPushButton(self.tr("Unlock"))
        self.unlock.setProperty("role", "primary")
        self.unlock.setDefault(True)
        self.unlock.clicked.connect(self.accept)
        self.field.textChanged.connect(lambda text: self.unlock.setEnabled(bool(text)))
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.skip)
        buttons.addWidget(self.unlock)
        words = QVBoxLayout()
        words.setSpacing(S)
        for widget in (self._heading, self.field, self._refusal, note):
            words.addWidget(widget)
        words.addSpacing(S)
        words.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, L, L, M)
        layout.setSpacing(M)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setFixedWidth(Theme.current().tokens.px(_WIDTH))

    def ask(self, trouble: Trouble, *, n_more: int, refused: bool) -> None:
        """Show the dialog for a file.

        Args:
            n_more: Other locked files; the password is tried on them too.
            refused: The password given last does not fit.
        """
        text = self.tr("“{name}” is locked.").format(name=trouble.name)
        if n_more:
            text += " " + self.tr(
                "%n more file(s) are too; the password is tried on all of them.", "", n_more
            )
        self._heading.setText(text)
        self._refusal.setText(self.tr("That password does not fit."))
        self._refusal.setVisible(refused)
        self.field.clear()
        self.field.setAccessibleName(self.tr("Password of {name}").format(name=trouble.name))
        self.unlock.setEnabled(False)
        edge = Theme.current().tokens.px(XL)
        self._sign.setPixmap(
            icon("lock", colour="accent_text").pixmap(QSize(edge, edge), self.devicePixelRatio())
        )
        self.adjustSize()
        self.show()
        self.raise_()
        self.field.setFocus()


class PasswordPrompt(QObject):
    """Shows the dialog whenever the queue meets a locked file it was not told to skip."""

    def __init__(self, queue: AddingQueue, widget: QWidget) -> None:
        super().__init__(widget)
        self._queue = queue
        self._widget = widget
        self._skipped: set[str] = set()
        self._given = ""
        self._dialog: PasswordDialog | None = None
        queue.locked.connect(self._mind)

    @property
    def dialog(self) -> PasswordDialog | None:
        """The dialog while it is shown."""
        return self._dialog if self._dialog is not None and self._dialog.isVisible() else None

    def ask_again(self) -> None:
        """Ask also for files that were skipped."""
        self._skipped.clear()
        self._mind()

    def _mind(self) -> None:
        locked = [
            trouble for trouble in self._queue.troubles.of_kind(LOCKED) if trouble.path not in self._skipped
        ]
        if not locked or self.dialog is not None:
            return
        if self._dialog is None:
            self._dialog = PasswordDialog(self._widget.window())
            self._dialog.accepted.connect(self._unlock)
            self._dialog.rejected.connect(self._skip)
        refused = bool(self._given) and self._queue.keyring.refused(locked[0].path, self._given)
        self._dialog.ask(locked[0], n_more=len(locked) - 1, refused=refused)

    def _unlock(self) -> None:
        if self._dialog is not None:
            self._given = self._dialog.field.text()
            self._dialog.field.clear()
            self._queue.unlock(self._given)

    def _skip(self) -> None:
        self._skipped.update(trouble.path for trouble in self._queue.troubles.of_kind(LOCKED))


def _label(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
