"""A plugin's command in the window: its arguments, if it takes any, and what it says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.plugins.running import STOPPED, CommandRun, parser_of, takes_arguments
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import label
from quire.gui.theme.tokens import L, M, S
from quire.gui.told import sentence
from quire.plugins.offers import CommandOffer

_SIZE = (620, 420)
_LINES = 10_000


class CommandDialog(QDialog):
    """Runs at once when there is nothing to choose."""

    def __init__(self, offer: CommandOffer, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self._session = session
        self._run_now: CommandRun | None = None
        title = offer.title or offer.name
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, M)
        outer.setSpacing(S)
        outer.addWidget(label(title, "heading"))
        outer.addWidget(label(sentence(offer.help), "muted"))
        self.arguments = QLineEdit()
        self.arguments.setAccessibleName(self.tr("Arguments"))
        self.arguments.returnPressed.connect(self.run)
        outer.addWidget(self.arguments)
        self.output = QPlainTextEdit()
        self.output.setReadOnly(True)
        self.output.setMaximumBlockCount(_LINES)
        self.output.setAccessibleName(self.tr("What the command says"))
        outer.addWidget(self.output, 1)
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._busy.setAccessibleName(self.tr("The command is running"))
        outer.addWidget(self._busy)
        self.state = label("", "caption")
        outer.addWidget(self.state)
        outer.addLayout(self._buttons())
        self._mind(running=False)
        self._begin()

    def run(self) -> None:
        """Run it with the arguments that stand there."""
        library = self._session.library
        if self._run_now is not None or library is None:
            return
        self.output.clear()
        run = CommandRun(self._offer, library, offline=self._session.settings.privacy.offline)
        self._run_now = run
        run.said.connect(self.output.appendPlainText)
        run.ended.connect(self._ended)
        self.state.setText("")
        self._mind(running=True)
        run.start(self.arguments.text())

    def stop(self) -> None:
        """Interrupt the command, as Ctrl+C does in a terminal."""
        if self._run_now is not None:
            self.state.setText(self.tr("Stopping…"))
            self._run_now.stop()

    def done(self, result: int) -> None:
        """Let nothing run on unseen."""
        if self._run_now is not None:
            self._run_now.ended.disconnect(self._ended)
            self._run_now.said.disconnect(self.output.appendPlainText)
            self._run_now.stop()
        super().done(result)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch()
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.clicked.connect(self.stop)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.run_button = QPushButton(self.tr("Run"))
        self.run_button.setProperty("role", "primary")
        self.run_button.setDefault(True)
        self.run_button.clicked.connect(self.run)
        for button in (self.stop_button, close, self.run_button):
            row.addWidget(button)
        return row

    def _begin(self) -> None:
        try:
            parser = parser_of(self._offer, self.output.appendPlainText)
        except BaseException as error:  # a stranger's code
            self.output.setPlainText(sentence(str(error) or type(error).__name__))
            self.arguments.hide()
            self.run_button.setEnabled(False)
            return
        if not takes_arguments(parser):
            self.arguments.hide()
            self.run()
            return
        self.arguments.setPlaceholderText(self.tr("Arguments, as on the command line"))
        self.output.setPlainText(parser.format_help().rstrip())
        self.arguments.setFocus()

    def _ended(self, code: int) -> None:
        run, self._run_now = self._run_now, None
        if run is not None:
            run.deleteLater()
        if code == STOPPED:
            self.state.setText(self.tr("Stopped."))
        else:
            self.state.setText(self.tr("Done.") if code == 0 else self.tr("It failed (code {0}).").format(code))
        self._mind(running=False)
        self._session.library_changed.emit()  # whatever it did, lists are looked up anew

    def _mind(self, *, running: bool) -> None:
        self._busy.setVisible(running)
        self.stop_button.setVisible(running)
        self.run_button.setEnabled(not running)
