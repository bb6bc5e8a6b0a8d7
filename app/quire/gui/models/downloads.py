"""Models on their way to this machine: one after another, in the background, over restarts.

Nothing starts here that the person did not agree to in a `ConsentSheet`.
"""

from __future__ import annotations

import enum
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quire.errors import Cancelled, QuireError
from quire.gui.models.kept import Kept
from quire.jobs import Job
from quire.settings import with_value
from quire.types import ModelCard, Progress

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.gui.tasks import Task
    from quire.models.shelf import InstalledModel, Shelf

_SAMPLE_MS = 250
_SPEED_OVER_S = 5.0


class Phase(enum.Enum):
    WAITING = enum.auto()
    RUNNING = enum.auto()
    STOPPED = enum.auto()  # by the person, by the offline switch, or by the end of the last session
    FAILED = enum.auto()


@dataclass(slots=True, eq=False)
class Download:
    """One model on its way.

    Attributes:
        use: It takes over its role when it is here.
        address: Where it is in the hub, when the catalogue does not know it.
        error: Why it failed.
    """

    card: ModelCard
    use: bool = False
    address: str = ""
    phase: Phase = Phase.WAITING
    error: QuireError | None = None
    task: Task | None = None
    _seen: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def paused(self) -> bool:
        return self.task is not None and self.task.job.paused

    @property
    def progress(self) -> Progress:
        return self.task.job.sample() if self.task is not None else Progress("waiting")

    def notice(self) -> None:
        """Look at how many bytes are there, for `speed`."""
        now, progress = time.monotonic(), self.progress
        if progress.stage != "downloading" or self.paused or (self._seen and progress.done < self._seen[-1][1]):
            self._seen.clear()
            return
        self._seen.append((now, progress.done))
        while now - self._seen[0][0] > _SPEED_OVER_S:
            self._seen.popleft()

    @property
    def speed(self) -> float:
        """Bytes per second over the last seconds; 0 while there is nothing honest to say."""
        if len(self._seen) < 3:
            return 0.0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - began) if now > began else 0.0


class Downloads(QObject):
    """The queue of one session; lives in the GUI thread and outlives every dialog.

    Signals:
        changed: A download came, went, or is in another phase.
        sampled: Progress moved; four times a second while something runs.
        arrived: An `InstalledModel`, and whether it is to be used now.
        failed: A `Download` that failed.
    """

    changed = Signal()
    sampled = Signal()
    arrived = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._kept = Kept()
        self._downloads: dict[str, Download] = {}
        self._closing = False
        self._timer = QTimer(self, interval=_SAMPLE_MS)
        self._timer.timeout.connect(self._sample)
        session.settings_changed.connect(self._mind_network)
        session.opened.connect(self._take_up)

    def all(self) -> list[Download]:
        return list(self._downloads.values())

    def of(self, model_id: str) -> Download | None:
        return self._downloads.get(model_id)

    def _take_up(self) -> None:
        """Bring back what the last session left unfinished, as stopped; it goes on when the person says so."""
        left, shelf = self._kept.downloads(), shelf_of(self._session)
        if not left:
            return

        def work(_: Job) -> list[Download]:
            from quire.models.shelf.by_address import card_of_address, is_address

            cards = {card.id: card for card in shelf.cards()}  # those of an older catalogue are gone
            cards |= {name: card_of_address(name) for name in left if is_address(name)}
            return [
                Download(cards[name], use, name if is_address(name) else "", Phase.STOPPED)
                for name, use in left.items()
                if name in cards and not shelf.is_installed(cards[name].id)
            ]

        self._session.tasks.run(work, on_done=self._taken_up, owner=self)

    def _taken_up(self, found: list[Download]) -> None:
        for download in found:
            self._downloads.setdefault(download.card.id, download)
        self._keep()
        self.changed.emit()
        if found:
            words = self.tr("%n download(s) were interrupted.", "", len(found))
            more = self.tr("The page Models of the settings goes on with them.")
            self._session.message.emit(f"{words} {more}", "info")

    def put(self, cards: Sequence[ModelCard], *, use: bool = False, address: str = "") -> None:
        """Queue models the person agreed to download; one that is there already goes on.

        Args:
            address: Where the one model is in the hub that the catalogue does not know.
        """
        for card in cards:
            known = self._downloads.get(card.id)
            if known is None:
                self._downloads[card.id] = Download(card, use, address)
            elif known.phase in (Phase.FAILED, Phase.STOPPED):
                known.phase, known.error, known.use = Phase.WAITING, None, use or known.use
        self._keep()
        self._next()

    def pause(self, model_id: str) -> None:
        """Hold one, or let it go on. What waits behind it goes on waiting."""
        download = self._downloads.get(model_id)
        if download is None or download.task is None:
            return
        job = download.task.job
        job.resume() if job.paused else job.pause()
        self.changed.emit()

    def go_on(self, model_id: str) -> None:
        """Try again what failed or was stopped."""
        download = self._downloads.get(model_id)
        if download is not None:
            self.put([download.card])

    def stop(self, model_id: str) -> None:
        """Take one out of the queue; what has arrived of it stays for the next time."""
        download = self._downloads.pop(model_id, None)
        if download is None:
            return
        if download.task is not None:
            download.task.cancel()
        self._keep()
        self.changed.emit()

    def hold(self) -> None:
        """Start nothing more: the session ends. What had not ended is taken up by the next one."""
        self._closing = True
        self._timer.stop()

    def _next(self) -> None:
        self.changed.emit()
        busy = any(one.task is not None for one in self._downloads.values())
        waiting = next((one for one in self._downloads.values() if one.phase is Phase.WAITING), None)
        if self._closing or busy or waiting is None:
            return
        shelf, card, name = shelf_of(self._session), waiting.card, waiting.address or waiting.card.id
        waiting.phase = Phase.RUNNING
        waiting.task = self._session.tasks.run(
            lambda job: _bring(shelf, card, name, job),
            on_done=lambda model: self._done(waiting, model),
            on_error=lambda error: self._went_wrong(waiting, error),
            on_end=lambda: self._ended(waiting),
            owner=self,
            lane="download",
            title=self.tr("Downloading"),
            pausable=True,
        )
        self._timer.start()
        self.changed.emit()

    def _done(self, download: Download, model: InstalledModel) -> None:
        self._downloads.pop(download.card.id, None)
        download.task = None
        self._keep()
        self.arrived.emit(model, download.use)

    def _went_wrong(self, download: Download, error: QuireError) -> None:
        if not isinstance(error, Cancelled):
            download.phase, download.error = Phase.FAILED, error
            self.failed.emit(download)

    def _ended(self, download: Download) -> None:
        """Go on with the next; one that was cancelled elsewhere (in the status bar) is stopped."""
        download.task = None
        if download.phase is Phase.RUNNING:
            download.phase = Phase.STOPPED
        if not any(one.task is not None for one in self._downloads.values()):
            self._timer.stop()
        self._next()

    def _sample(self) -> None:
        for download in self._downloads.values():
            if download.task is not None:
                download.notice()
        self.sampled.emit()

    def _mind_network(self) -> None:
        """Stop at once when the person wants to stay offline."""
        if self._session.settings.privacy.offline:
            for download in self._downloads.values():
                if download.phase is Phase.WAITING:
                    download.phase = Phase.STOPPED
                if download.task is not None:
                    download.task.cancel()
            self.changed.emit()

    def _keep(self) -> None:
        self._kept.keep_downloads({one.address or model_id: one.use for model_id, one in self._downloads.items()})


def _bring(shelf: Shelf, card: ModelCard, name: str, job: Job) -> InstalledModel:
    """Fetch a model, after the engine it runs on; the person agreed to both."""
    from quire.models.engines import engine_of, install

    engine = engine_of(card.engine)
    if engine is not None:
        install(engine, offline=shelf.offline, job=job)
    return shelf.download(name, job=job)


def shelf_of(session: Session) -> Shelf:
    """Return the shelf of the session's library, with the network as the settings now allow it."""
    from quire.models.shelf import Shelf  # the window opens without it

    settings = session.settings
    if session.library is not None:
        settings = with_value(settings, "models.folder", str(session.library.models.folder))
    return Shelf.of(settings)
