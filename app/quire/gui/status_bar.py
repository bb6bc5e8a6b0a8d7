"""The foot of the window: what the library holds, and how far long work is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from quire.gui.announce import announce
from quire.gui.tasks import Task, Tasks
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.gui.told import term
from quire.types import Progress

_SAMPLE_MS = 100
_BAR_PX = 160
_LABEL_LETTERS = 36
_FINEST = 1_000_000


class StatusBar(QStatusBar):
    """Shows the tasks that have a title, sampled every 100 ms."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("Status"))
        self._tasks: list[Task] = []
        self.state = QLabel()
        self.state.setProperty("role", "caption")
        self.state.setContentsMargins(S, 0, S, 0)
        self.addWidget(self.state, 1)
        self.elsewhere = QLabel()
        self.elsewhere.setProperty("role", "caption")
        self.elsewhere.setTextFormat(Qt.TextFormat.PlainText)
        self.elsewhere.setContentsMargins(S, 0, S, 0)
        self.addPermanentWidget(self.elsewhere)
        self.elsewhere.hide()
        self._work = _Work(self)
        self._work.pause.clicked.connect(self._pause_or_resume)
        self._work.cancel.clicked.connect(self._cancel)
        self.addPermanentWidget(self._work)
        self._work.hide()
        self._timer = QTimer(self, interval=_SAMPLE_MS)
        self._timer.timeout.connect(self._sample)
        tasks.started.connect(self._started)
        tasks.ended.connect(self._ended)

    def show_hosts(self, hosts: Sequence[str]) -> None:
        """Say as long as it is so that chosen models run at other hosts."""
        text = self.tr("What you ask and add is sent to {0}").format(", ".join(hosts)) if hosts else ""
        if text and text != self.elsewhere.text():
            announce(self, text)
        self.elsewhere.setText(text)
        self.elsewhere.setVisible(bool(hosts))

    def _started(self, task: Task) -> None:
        if not task.title:
            return
        self._tasks.append(task)
        announce(self, task.title)
        self._timer.start()
        self._sample()

    def _ended(self, task: Task) -> None:
        if task not in self._tasks:
            return
        self._tasks.remove(task)
        if not task.job.cancelled and task.error is None:
            announce(self, self.tr("{work}: done").format(work=task.title))
        if not self._tasks:
            self._timer.stop()
        self._sample()

    def _sample(self) -> None:
        self._work.setVisible(bool(self._tasks))
        if self._tasks:
            self._work.show_task(self._tasks[0], n_more=len(self._tasks) - 1)

    def _pause_or_resume(self) -> None:
        if self._tasks:
            job = self._tasks[0].job
            job.resume() if job.paused else job.pause()
            self._sample()

    def _cancel(self) -> None:
        if self._tasks:
            self._tasks[0].cancel()
            self._sample()


class _Work(QWidget):
    """One task: words, bar, how long, pause, cancel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, S, 0)
        layout.setSpacing(S)
        self._words = QLabel()
        self._words.setProperty("role", "caption")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._left = QLabel()
        self._left.setProperty("role", "caption")
        self.pause = _button("pause", self.tr("Pause"))
        self.cancel = _button("close", self.tr("Cancel"))
        for widget in (self._words, self._bar, self._left, self.pause, self.cancel):
            layout.addWidget(widget)

    def show_task(self, task: Task, *, n_more: int) -> None:
        now, job = task.job.sample(), task.job
        if job.cancelled:
            words = self.tr("Stopping…")
        elif job.paused:
            words = self.tr("{work}: paused").format(work=task.title)
        else:
            words = words_for(task.title, now)
        if n_more:
            words += " " + self.tr("(and %n more)", "", n_more)
        self._words.setText(words)
        step = max(1, now.total // _FINEST)  # a bar counts to two thousand million, a model has more bytes
        self._bar.setRange(0, now.total // step)  # 0 to 0 shows a busy bar
        self._bar.setValue(now.done // step)
        self._bar.setAccessibleDescription(words)
        known = now.eta_s is not None and not job.paused and not job.cancelled
        self._left.setText(time_left(now.eta_s or 0.0) if known else "")
        self.pause.setVisible(task.pausable)
        self.pause.setEnabled(not job.cancelled)
        if self.pause.property("paused") != job.paused:
            self.pause.setProperty("paused", job.paused)
            self.pause.setIcon(icon("play" if job.paused else "pause"))
            self.pause.setAccessibleName(self.tr("Go on") if job.paused else self.tr("Pause"))
            self.pause.setToolTip(self.pause.accessibleName())
        self.cancel.setEnabled(not job.cancelled)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(ICON - XS, ICON - XS))
    button.setAccessibleName(text)
    button.setToolTip(text)
    return button


def words_for(title: str, now: Progress) -> str:
    """Return "Adding documents · report.pdf · 4 of 12 pages"."""
    parts = [title]
    if now.label:
        label = now.label
        short = label if len(label) <= _LABEL_LETTERS else f"{label[:20]}…{label[-15:]}"
        parts.append(term(label) if now.stage == "waiting" else short)  # why it waits, or the name of a file
    if now.total and now.unit == "bytes":
        amount = QCoreApplication.translate("StatusBar", "{done} of {total}")
        parts.append(amount.format(done=size_of(now.done), total=size_of(now.total)))
    elif now.total and now.unit:
        amount = QCoreApplication.translate("StatusBar", "{done} of {total} {unit}")
        parts.append(amount.format(done=f"{now.done:n}", total=f"{now.total:n}", unit=unit(now.unit)))
    return " · ".join(parts)


def size_of(n_bytes: float) -> str:
    """Return "2.5 GB"."""
    return QLocale().formattedDataSize(round(n_bytes), 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def unit(name: str) -> str:
    """Return the translated unit of a progress report."""
    known = {
        "pages": QCoreApplication.translate("StatusBar", "pages"),
        "files": QCoreApplication.translate("StatusBar", "files"),
        "documents": QCoreApplication.translate("StatusBar", "documents"),
        "elements": QCoreApplication.translate("StatusBar", "elements"),
    }
    return known.get(name, name)


def time_left(seconds: float) -> str:
    """Return how long it will still take, no more exact than anybody can know."""
    translate = QCoreApplication.translate
    if seconds < 10:
        return translate("StatusBar", "a few seconds left")
    if seconds < 55:
        return translate("StatusBar", "about {n} s left").format(n=int(round(seconds, -1)))
    if seconds < 3600:
        return translate("StatusBar", "about {n} min left").format(n=max(1, round(seconds / 60)))
    return translate("StatusBar", "about {n} h left").format(n=f"{seconds / 3600:.1f}")
