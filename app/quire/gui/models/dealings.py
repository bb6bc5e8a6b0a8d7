"""What can be done with one model that is here: check it, try how fast it is, delete it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quire.errors import QuireError
from quire.gui.models.confirm import Confirm
from quire.gui.models.downloads import shelf_of
from quire.gui.models.kept import Kept
from quire.gui.models.snapshot import Row
from quire.gui.models.words import engine_words
from quire.gui.session import Session
from quire.gui.told import told
from quire.jobs import Job
from quire.types import ModelCard, Problem


class Dealings(QObject):
    """Attributes:
        busy: What is being done with a model right now, in words, by id.
        verdicts: What came of the last thing that was done, and the role of its label.

    Signals:
        changed: Something began or ended.
        ended: Something ended, so that the disk may look otherwise.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._kept = Kept()
        self.busy: dict[str, str] = {}
        self.verdicts: dict[str, tuple[str, str]] = {}

    def _work_on(
        self, card: ModelCard, words: str, work: Callable[[Job], tuple[str, str]], *, lane: str, title: str
    ) -> None:
        """Do something with a model; `work` returns what came of it and the role of its label."""
        self.busy[card.id] = words
        self.verdicts.pop(card.id, None)

        def tell(verdict: tuple[str, str]) -> None:
            self.verdicts[card.id] = verdict

        def fail(error: QuireError) -> None:
            text = " ".join(told(part) for part in (error.message, error.hint) if part)
            self.verdicts[card.id] = (text, "danger")

        def end() -> None:
            self.busy.pop(card.id, None)
            self.changed.emit()
            self.ended.emit()

        self._session.tasks.run(work, on_done=tell, on_error=fail, on_end=end, owner=self, lane=lane, title=title)
        self.changed.emit()

    def verify(self, card: ModelCard) -> None:
        shelf, whole = shelf_of(self._session), self.tr("Every byte is as it was.")

        def work(job: Job) -> tuple[str, str]:
            problems: list[Problem] = shelf.verify(card.id, job=job)
            if not problems:
                return whole, "good"
            return " ".join(told(part) for one in problems for part in (one.message, one.hint) if part), "danger"

        words = self.tr("Reading every byte…")
        self._work_on(card, words, work, lane="read", title=self.tr("Checking a model"))

    def try_speed(self, card: ModelCard) -> None:
        library, shelf, kept = self._session.library, shelf_of(self._session), self._kept
        if library is None:
            return

        def work(job: Job) -> tuple[str, str]:
            from quire.library.speed import measure

            speed = measure(library.host, shelf.hosted(card.id), job=job)
            kept.keep_speed(card.id, speed.per_second, speed.unit)
            return "", "muted"

        words = self.tr("Loading it and trying…")
        self._work_on(card, words, work, lane="beside", title=self.tr("Trying the speed of a model"))

    def confirm_install(self, row: Row) -> None:
        """Install the engine a model runs on, when the person agrees."""
        engine = row.lacking
        if engine is None:
            return

        def install() -> None:
            offline, done = self._session.settings.privacy.offline, self.tr("{0} is installed.").format(engine.title)

            def work(job: Job) -> tuple[str, str]:
                from quire.models.engines import install as bring

                bring(engine, offline=offline, job=job)
                return done, "good"

            title = self.tr("Installing {0}").format(engine.title)
            self._work_on(row.card, f"{title}…", work, lane="download", title=title)

        title = self.tr("Install {0}?").format(engine.title)
        Confirm(title, engine_words(engine), self.tr("Install"), install, self._page, dangerous=False).open()

    def confirm_delete(self, row: Row) -> None:
        model = row.installed
        if model is not None and model.links:
            words = self.tr("Its files stay where they are; Quire only forgets them.")
        else:
            words = self.tr("Its files are deleted from this machine. It can be downloaded again.")
            if row.own:
                words = self.tr("Quire's copy of its files is deleted. The files it was imported from stay.")
        title = self.tr("Delete {0}?").format(row.card.title)
        Confirm(title, words, self.tr("Delete"), lambda: self._delete(row), self._page).open()

    def _delete(self, row: Row) -> None:
        shelf, card = shelf_of(self._session), row.card
        if self._session.choosing.in_use(card):
            self._session.choosing.leave_card(card)
        self._session.downloads.stop(card.id)
        self._session.tasks.run(
            lambda _: shelf.remove(card.id), on_done=lambda _: None, on_end=self.ended.emit, owner=self
        )
