"""What every pane is given: the library once it is open, background tasks, settings, and the broadcasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quire import settings as settings_room
from quire.errors import Cancelled, QuireError
from quire.gui.adding.queue import AddingQueue
from quire.gui.models.choosing import Choosing
from quire.gui.models.downloads import Downloads
from quire.gui.models.looking import PictureCatchUp
from quire.gui.models.switching import EmbedderSwitch
from quire.gui.tasks import Tasks
from quire.gui.told import told
from quire.gui.watching import WatchedFolders
from quire.jobs import Job
from quire.settings import Settings

if TYPE_CHECKING:
    from quire.library import Library

_SETTLED_MS = 700
_CLOSING_S = 10.0  # work that ignores its cancel for so long is left behind; what it had stored is safe


@dataclass(frozen=True, slots=True)
class Relocated:
    """Where the library is after it was to be somewhere else.

    Attributes:
        settings: What holds from now on.
        words, kind: What to tell the person, and as what; see `Session.message`.
    """

    folder: Path
    settings: Settings
    words: str
    kind: str = "info"


class Session(QObject):
    """One window's work with one library.

    Attributes:
        library: None until `opened` was emitted.
        adding: The queue of files to be added; None until `opened`.
        downloads: The queue of models on their way to this machine.
        choosing: Which model does what.
        switching: Embeds the library anew when another text embedder was chosen.
        watching: Keeps watched folders in step.

    Signals:
        opened: The library is open; emitted once.
        settled: A moment after `opened`, for what may wait until the documents are listed.
        open_failed: A `QuireError`: held by another process, damaged, disk full.
        library_changed: Documents or collections changed; emit it after every change you make.
        settings_changed: `settings` is new.
        message: A sentence for the message bar, and its kind: "info", "warning" or "error".
        relocated: A `Relocated`: this session's library was closed, and one is to be opened there, by another session.
        undoable: A sentence and a callable that takes back what was done; the message bar offers Undo.
    """

    opened = Signal()
    settled = Signal()
    open_failed = Signal(object)
    library_changed = Signal()
    settings_changed = Signal()
    message = Signal(str, str)
    undoable = Signal(str, object)
    relocated = Signal(object)

    def __init__(self, folder: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.settings = settings
        self.library: Library | None = None
        self.adding: AddingQueue | None = None
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._complain)
        self.downloads = Downloads(self)
        self.switching = EmbedderSwitch(self)
        self.looking = PictureCatchUp(self)
        self.choosing = Choosing(self)
        self.watching = WatchedFolders(self)
        self._waiting: list[tuple[tuple[Path, ...], str]] = []

    def open(self) -> None:
        """Open the library in the background; `opened` or `open_failed` follows."""
        folder, settings = self.folder, self.settings

        def work(_: Job) -> Library:
            from quire.library import Library  # costs some 300 ms, which the window does not wait for

            return Library.open(folder, settings=settings)

        self.tasks.run(work, on_done=self._opened, on_error=self.open_failed.emit, owner=self, lane="write")

    def add(self, paths: Sequence[Path], collection: str = "") -> None:
        """Queue files and folders for adding; before the library is open they wait for it."""
        if self.adding is None:
            self._waiting.append((tuple(paths), collection))
        else:
            self.adding.add(paths, collection)

    def change_settings(self, settings: Settings) -> None:
        """Take over and save new settings."""
        if settings == self.settings:
            return
        self.settings = settings
        self.settings_changed.emit()
        self.tasks.run(
            lambda _: settings_room.save(settings), on_done=lambda _: None, owner=self, lane="write"
        )

    def close(self) -> None:
        """Cancel what runs, give it some seconds to reach a safe point, and close the library."""
        self.let_go()()

    def let_go(self) -> Callable[[], None]:
        """Cancel what runs and give the library up; returns what waits for the work and closes it, in any thread."""
        self.downloads.hold()
        self.tasks.cancel_all()
        library, self.library = self.library, None

        def close() -> None:
            self.tasks.wait(_CLOSING_S)
            if library is not None:
                library.close()

        return close

    def _opened(self, library: Library) -> None:
        self.library = library
        self.adding = AddingQueue(self)
        self.opened.emit()
        QTimer.singleShot(_SETTLED_MS, self, self.settled.emit)
        waiting, self._waiting = self._waiting, []
        for paths, collection in waiting:
            self.add(paths, collection)

    def _complain(self, error: QuireError) -> None:
        if isinstance(error, Cancelled):
            return
        self.message.emit(f"{told(error.message)} {told(error.hint)}".strip(), "error")
