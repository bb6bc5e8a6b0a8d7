"""Pictures that the model for pictures has not seen yet are looked at in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quire.jobs import Job

if TYPE_CHECKING:
    from quire.gui.session import Session
    from quire.gui.tasks import Task


class PictureCatchUp(QObject):
    """Looks at the pictures of documents that came in before; begins with a session and when the model changes.

    Attributes:
        task: What runs now.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._again = False
        self.task: Task | None = None
        session.settled.connect(self._settled)

    def _settled(self) -> None:
        if self.task is None:  # a model chosen meanwhile has begun it
            self.begin()

    def begin(self) -> None:
        """Look at what is left; nothing shows when there is nothing."""
        library = self._session.library
        if library is None:
            return
        if self.task is not None:  # for another model
            self._again = True
            self.task.cancel()
            return

        def waiting(_: Job) -> bool:
            return bool(library.documents()) and bool(library.seeing.waiting())

        self._session.tasks.run(
            waiting, on_done=lambda found: self._look() if found else None, on_error=lambda _: None, owner=self
        )

    def _look(self) -> None:
        library = self._session.library
        if library is None or self.task is not None:
            return
        self.task = self._session.tasks.run(
            lambda job: library.look_at_pictures(job=job),
            on_done=lambda _: self._session.library_changed.emit(),
            on_end=self._ended,
            owner=self,
            lane="beside",
            title=self.tr("Looking at pictures"),
            pausable=True,
        )

    def _ended(self) -> None:
        self.task = None
        if self._again:
            self._again = False
            self.begin()
