"""How far the embedding of the library is, where models are chosen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from quire.gui.models.switching import EmbedderSwitch
from quire.gui.settings_dialog.pages import label
from quire.gui.status_bar import time_left, words_for
from quire.gui.theme.tokens import XS, M, S

_SAMPLE_MS = 200


class SwitchBar(QFrame):
    """Shown while the library is embedded anew, and when that stopped before its end."""

    def __init__(self, switch: EmbedderSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self.setProperty("role", "banner")
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(XS)
        self._words = label("", "")
        column.addWidget(self._words)
        self._progress = QProgressBar(textVisible=False)
        self._progress.setAccessibleName(self.tr("Embedding the library anew"))
        column.addWidget(self._progress)
        row = QHBoxLayout()
        row.setSpacing(S)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.clicked.connect(self._pause)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.go_on = QPushButton(self.tr("Go On"))
        self.go_on.clicked.connect(switch.begin)
        for button in (self.pause, self.cancel, self.go_on):
            button.setAccessibleDescription(self._progress.accessibleName())
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self._timer = QTimer(self, interval=_SAMPLE_MS)
        self._timer.timeout.connect(self._show)
        switch.changed.connect(self._show)
        self._show()

    def _pause(self) -> None:
        if self._switch.task is not None:
            job = self._switch.task.job
            job.resume() if job.paused else job.pause()
            self._show()

    def _cancel(self) -> None:
        if self._switch.task is not None:
            self._switch.task.cancel()
            self._show()

    def _show(self) -> None:
        task = self._switch.task
        self.setVisible(task is not None or self._switch.stopped)
        self._progress.setVisible(task is not None)
        for button, on in ((self.pause, task is not None), (self.cancel, task is not None), (self.go_on, task is None)):
            button.setVisible(on)
        if task is None:
            self._timer.stop()
            trouble = self._switch.trouble or self.tr("Embedding the library anew was stopped.")
            more = self.tr("Questions are answered with the old vectors meanwhile; what was done is kept.")
            self._words.setText(trouble if self._switch.trouble else f"{trouble} {more}")
            return
        self._timer.start()
        now, job = task.job.sample(), task.job
        words = words_for(task.title, now)
        if job.paused:
            words = self.tr("{work}: paused").format(work=task.title)
        elif now.eta_s is not None:
            words += f" · {time_left(now.eta_s)}"
        self._words.setText(words)
        self._progress.setRange(0, now.total)
        self._progress.setValue(now.done)
        self._progress.setAccessibleDescription(words)
        self.pause.setText(self.tr("Go On") if job.paused else self.tr("Pause"))
        self.cancel.setEnabled(not job.cancelled)
