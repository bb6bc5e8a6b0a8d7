"""Files another program is still writing: watched until they are complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quire.gui.adding.batch import AddingItem
from quire.gui.adding.looking import look
from quire.jobs import Job

if TYPE_CHECKING:
    from quire.gui.session import Session

_LOOK_AGAIN_MS = 2000


class GrowingFiles(QObject):
    """Looks at them every two seconds, in the background.

    Signals:
        complete: An `AddingItem` nobody writes to any more, and the collection it goes into.
    """

    complete = Signal(object, str)

    def __init__(self, session: Session, parent: QObject, *, look_again_ms: int = _LOOK_AGAIN_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._files: dict[str, tuple[AddingItem, str]] = {}
        self.timer = QTimer(self, interval=look_again_ms, singleShot=True)
        self.timer.timeout.connect(self._look)

    def watch(self, item: AddingItem, collection: str) -> None:
        self._files[item.path] = (item, collection)
        self.timer.start()

    def forget(self, item: AddingItem) -> bool:
        """Stop watching a file; False when it is not watched."""
        return self._files.pop(item.path, None) is not None

    def take_all(self) -> list[tuple[AddingItem, str]]:
        """Stop watching, and return what was watched."""
        files, self._files = list(self._files.values()), {}
        return files

    def _look(self) -> None:
        paths = [Path(path) for path in self._files]

        def work(job: Job) -> set[str]:
            return {str(path) for path in look(paths, job=job).growing}

        def looked(still: set[str]) -> None:
            for path in [str(path) for path in paths if str(path) not in still]:
                if path in self._files:
                    self.complete.emit(*self._files.pop(path))
            if self._files:
                self.timer.start()

        if paths:
            self._session.tasks.run(work, on_done=looked, owner=self)
