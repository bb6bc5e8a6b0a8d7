"""A library to another place, or out of a backup: what is to be done, said before, shown while it is done, cancelled.

The library is closed meanwhile. Afterwards the session says where one is to be opened, whatever came out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quire.errors import Cancelled, QuireError
from quire.gui.announce import announce
from quire.gui.session import Relocated, Session
from quire.gui.settings_dialog.pages import label
from quire.gui.status_bar import time_left, words_for
from quire.gui.tasks import Task, Tasks
from quire.gui.theme.tokens import L, M, S
from quire.gui.told import told
from quire.jobs import Job
from quire.settings import Settings, save, with_value

_SAMPLE_MS = 100
_FINEST = 1_000_000
_FOLDER = "Quire Library"  # made in a folder that holds other things


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        work: Does it, the library being closed; returns the folder to be opened next and the settings that hold then.
        stayed: Said when it was stopped or failed.
    """

    title: str
    terms: tuple[str, ...]
    button: str
    work: Callable[[Job], tuple[Path, Settings]]
    done: str
    stayed: str


def room_in(chosen: Path) -> Path:
    """Return the chosen folder when it is new or empty, else a new one in it."""
    try:
        empty = not any(chosen.iterdir())
    except OSError:
        empty = True  # what is wrong with it is said when it is used
    return chosen if empty else chosen / _FOLDER


def moving(session: Session, chosen: Path) -> Plan:
    """Return the plan of moving the library to the folder a person chose."""
    source, target, settings = session.folder, room_in(chosen), session.settings
    translate = QCoreApplication.translate

    def work(job: Job) -> tuple[Path, Settings]:
        from quire.library.moving import move_library

        moved = move_library(source, target, job=job)
        held = with_value(settings, "library.folder", str(moved.folder)) if moved.switched else settings
        return moved.folder, held

    return Plan(
        title=translate("Relocation", "Move the library?"),
        terms=(
            translate("Relocation", "From {0}").format(source),
            translate("Relocation", "To {0}").format(target),
            translate(
                "Relocation",
                "It cannot be asked meanwhile. The old folder goes only when the new one is whole; your documents "
                "themselves stay where they are.",
            ),
        ),
        button=translate("Relocation", "Move"),
        work=work,
        done=translate("Relocation", "The library is in {0} now.").format(target),
        stayed=translate("Relocation", "The library is where it was, in {0}.").format(source),
    )


def restoring(session: Session, file: Path, chosen: Path) -> Plan:
    """Return the plan of unpacking a backup to the folder a person chose, and opening it."""
    source, target, settings = session.folder, room_in(chosen), session.settings
    translate = QCoreApplication.translate

    def work(job: Job) -> tuple[Path, Settings]:
        from quire.library.backing_up import restore

        restored = restore(file, target, job=job)
        held = with_value(settings, "library.folder", str(restored.folder))
        save(held)
        return restored.folder, held

    return Plan(
        title=translate("Relocation", "Restore the backup?"),
        terms=(
            translate("Relocation", "From {0}").format(file),
            translate("Relocation", "To {0}").format(target),
            translate(
                "Relocation",
                "The restored library is used from then on. The one that is open now stays as it is, in {0}.",
            ).format(source),
        ),
        button=translate("Relocation", "Restore"),
        work=work,
        done=translate("Relocation", "The backup is restored in {0}. The library from before is in {1}.").format(
            target, source
        ),
        stayed=translate("Relocation", "Nothing was restored. The library in {0} is open again.").format(source),
    )


def choose_place(session: Session, parent: QWidget) -> None:
    """Ask where the library is to be, then move it there."""
    title = QCoreApplication.translate("Relocation", "Folder to move the library to")
    _choose_folder(title, parent, lambda folder: RelocationDialog(session, moving(session, folder), parent).open())


def choose_backup(session: Session, parent: QWidget) -> None:
    """Ask for a backup and where it is to be unpacked, then do that and open it."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("Relocation", "Backup to restore"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(f"{translate('StoragePage', 'Backups')} (*.zip)")
    title = translate("Relocation", "Folder to unpack the backup in")

    def unpack(file: str) -> None:
        def ask(folder: Path) -> None:
            RelocationDialog(session, restoring(session, Path(file), folder), parent).open()

        _choose_folder(title, parent, ask)

    dialog.fileSelected.connect(unpack)
    dialog.open()


def _choose_folder(title: str, parent: QWidget, act: Callable[[Path], None]) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: act(Path(path)))
    dialog.open()


class RelocationDialog(QDialog):
    """Says what will happen, then shows how far it is."""

    def __init__(self, session: Session, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plan = plan
        self._tasks = Tasks(self)  # the session's own are being stopped
        self._job = Job()  # not the task's own: also a cancelled one closes the library and says where it is
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(plan.title)
        self.setMinimumWidth(480)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, M)
        outer.setSpacing(S)
        outer.addWidget(label(plan.title, "heading"))
        for text in plan.terms:
            outer.addWidget(label(text, "muted"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._words = label("", "caption")
        for widget in (self._bar, self._words):
            widget.hide()
            outer.addWidget(widget)
        outer.addSpacing(S)
        row = QHBoxLayout()
        row.addStretch()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.go = QPushButton(plan.button)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.go.setAccessibleDescription(" ".join(plan.terms))
        self.go.clicked.connect(self.begin)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        outer.addLayout(row)
        self.setAccessibleDescription(" ".join(plan.terms))
        self._timer = QTimer(self, interval=_SAMPLE_MS)
        self._timer.timeout.connect(self._sample)

    def begin(self) -> None:
        """Close the library and do it."""
        if self._task is not None:
            return
        if self._session.adding is not None and self._session.adding.busy:
            self._tell(self.tr("Documents are being added. Wait until they are in the library, or stop that first."))
            return
        self.go.hide()
        self._bar.show()
        self._tell(self.tr("Closing the library…"))
        announce(self, self._plan.title)
        close, plan, session = self._session.let_go(), self._plan, self._session
        folder, settings = session.folder, session.settings

        job = self._job

        def work(_: Job) -> Relocated:
            close()
            try:
                job.checkpoint()
                there, held = plan.work(job)
            except Cancelled:
                return Relocated(folder, settings, plan.stayed)
            except QuireError as error:
                said = " ".join(told(text) for text in (error.message, error.hint, plan.stayed) if text)
                return Relocated(folder, settings, said, "error")
            return Relocated(there, held, plan.done)

        self._task = self._tasks.run(work, on_done=lambda _: None, on_end=self._ended, owner=self, lane="write")
        self._timer.start()

    def reject(self) -> None:
        """Leave it; once it has begun, it stops at the next safe point and the library is opened again."""
        if self._task is None:
            super().reject()
            return
        self._job.cancel()
        self.cancel.setEnabled(False)
        self._tell(self.tr("Stopping…"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        self._words.show()

    def _sample(self) -> None:
        if self._task is None or self._job.cancelled:
            return
        now = self._job.sample()
        step = max(1, now.total // _FINEST)
        self._bar.setRange(0, now.total // step)
        self._bar.setValue(now.done // step)
        if now.total:
            left = f" · {time_left(now.eta_s)}" if now.eta_s is not None else ""
            self._tell(words_for(self._plan.button, now) + left)

    def _ended(self) -> None:
        task, self._task = self._task, None
        self._timer.stop()
        outcome = task.result if task is not None else None
        if not isinstance(outcome, Relocated):  # a bug, which was told: what is where it was is opened again
            outcome = Relocated(self._session.folder, self._session.settings, self._plan.stayed, "error")
        self.accept()
        self._session.relocated.emit(outcome)
