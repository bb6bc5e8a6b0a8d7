"""Small pictures of first pages: asked for when a row is painted, made in the background, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from quire.gui.library.entries import Entry
from quire.gui.session import Session
from quire.jobs import Job

KEPT_PX = 320  # longest edge; what the library keeps is about as wide
_KEPT = 400
_AT_WORK = 2  # leaves the readers to the pages being looked at
_WANTED = 64  # rows that were scrolled past are forgotten
_Version = tuple[str, str]


class Thumbnails(QObject):
    """Lives in the GUI thread.

    Signals:
        arrived: The id of a document that can be painted better now.
    """

    arrived = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[_Version, QPixmap | None] = OrderedDict()
        self._scaled: OrderedDict[tuple[_Version, int, int], QPixmap] = OrderedDict()
        self._wanted: OrderedDict[_Version, None] = OrderedDict()
        self._at_work: set[_Version] = set()

    def get(self, entry: Entry, size: QSize, ratio: float) -> QPixmap | None:
        """Return the picture to fit `size`, or None and ask for it.

        Args:
            ratio: Device pixels per pixel.
        """
        version = (entry.id, str(entry.summary.stage))
        if version not in self._kept:
            self._want(version)
            return None
        self._kept.move_to_end(version)
        whole = self._kept[version]
        return None if whole is None else self._fitted(version, whole, size, ratio)

    def forget(self, document_ids: set[str]) -> None:
        """Try again what could not be made, for instance since an original is back."""
        for version in [
            key for key, picture in self._kept.items() if picture is None and key[0] in document_ids
        ]:
            del self._kept[version]

    def _fitted(self, version: _Version, whole: QPixmap, size: QSize, ratio: float) -> QPixmap:
        wanted = size * ratio
        key = (version, wanted.width(), wanted.height())
        found = self._scaled.get(key)
        if found is None:
            mode = Qt.TransformationMode.SmoothTransformation
            found = whole.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio, mode)
            found.setDevicePixelRatio(ratio)
            self._scaled[key] = found
            while len(self._scaled) > _KEPT:
                self._scaled.popitem(last=False)
        return found

    def _want(self, version: _Version) -> None:
        if version in self._at_work:
            return
        self._wanted[version] = None
        self._wanted.move_to_end(version)
        while len(self._wanted) > _WANTED:
            self._wanted.popitem(last=False)
        self._next()

    def _next(self) -> None:
        library = self._session.library
        while library is not None and self._wanted and len(self._at_work) < _AT_WORK:
            version, _ = self._wanted.popitem()
            self._at_work.add(version)
            self._ask(version)

    def _ask(self, version: _Version) -> None:
        library = self._session.library
        assert library is not None

        def work(_: Job) -> QImage:
            data = library.thumbnail(version[0])
            picture = QImage() if data is None else QImage.fromData(data)
            if max(picture.width(), picture.height()) > KEPT_PX:
                mode = Qt.TransformationMode.SmoothTransformation
                picture = picture.scaled(KEPT_PX, KEPT_PX, Qt.AspectRatioMode.KeepAspectRatio, mode)
            return picture

        def end() -> None:
            self._at_work.discard(version)
            self._next()

        self._session.tasks.run(
            work,
            on_done=lambda picture: self._keep(version, picture),
            on_error=lambda _: self._keep(version, QImage()),  # a sheet with a sign stands in for it
            on_end=end,
            owner=self,
            lane="render",
        )

    def _keep(self, version: _Version, picture: QImage) -> None:
        self._kept[version] = None if picture.isNull() else QPixmap.fromImage(picture)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(version[0])
