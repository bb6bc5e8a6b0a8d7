"""Page pictures: asked for in the background, kept while they fit, replaced when the zoom changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from quire.errors import QuireError, ReadError
from quire.gui.session import Session
from quire.gui.tasks import Task
from quire.jobs import Job
from quire.types import Box

_CACHE_BYTES = 128 * 1024 * 1024
_MAX_PIXELS = 6_000_000  # of one picture; larger pages are drawn in tiles
_PREVIEW_PX = 420.0  # longest side of what is drawn first
_PREVIEW_PAYS = 900_000  # pixels of a sharp picture from which a preview comes clearly sooner
_AT_ONCE = 2  # pictures asked for, as many as there are drawing threads; the order of the rest may still change
TILE_PX = 1024


@dataclass(frozen=True, slots=True)
class PictureKey:
    """One picture of (a tile of) a page.

    Attributes:
        scale: Pixels per page unit.
        tile: Column and row of a `TILE_PX` grid, or None for the whole page.
    """

    page_number: int
    scale: float
    tile: tuple[int, int] | None = None


class PagePictureCache(QObject):
    """Pictures of one document's pages. Lives in the GUI thread; pictures are made in reader processes.

    Signals:
        arrived: A page number: something of it can be painted better now.
        failed: A page number and the `QuireError`.
    """

    arrived = Signal(int)
    failed = Signal(int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document_id = ""
        self._printed = False
        self._kept: OrderedDict[PictureKey, QImage] = OrderedDict()
        self._bytes = 0
        self._asked: dict[PictureKey, Task] = {}
        self._wanted: list[tuple[PictureKey, Box | None]] = []
        self._errors: dict[int, QuireError] = {}

    def show_document(self, document_id: str, *, printed: bool = False) -> None:
        """Forget everything and serve this document from now on, its printed pages if so; "" serves none."""
        for task in self._asked.values():
            task.cancel()
        self._asked.clear()
        self._wanted.clear()
        self._kept.clear()
        self._errors.clear()
        self._bytes = 0
        self._document_id = document_id
        self._printed = printed

    @property
    def ready(self) -> bool:
        """Whether there is a document to draw and a library to draw it."""
        return bool(self._document_id) and self._session.library is not None

    @property
    def n_bytes(self) -> int:
        """Memory of the pictures kept."""
        return self._bytes

    @property
    def n_asked(self) -> int:
        """How many pictures are being waited for."""
        return len(self._asked) + len(self._wanted)

    def kept_keys(self) -> tuple[PictureKey, ...]:
        """Return what is in memory, the oldest first."""
        return tuple(self._kept)

    def error(self, page_number: int) -> QuireError | None:
        """Return why this page could not be drawn, if it could not."""
        return self._errors.get(page_number)

    def get(self, key: PictureKey) -> QImage | None:
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
        return picture

    def best_of(self, page_number: int, scale: float) -> tuple[PictureKey, QImage] | None:
        """Return the whole picture of a page to paint at `scale` until the right one comes.

        That is the smallest of those that are sharp enough, else the sharpest.
        """
        found = [key for key in self._kept if key.page_number == page_number and key.tile is None]
        if not found:
            return None
        best = min(found, key=lambda key: (key.scale < scale, abs(key.scale - scale)))
        self._kept.move_to_end(best)
        return best, self._kept[best]

    def has_any(self, page_number: int) -> bool:
        """Return whether anything of the whole page can be painted."""
        return any(key.page_number == page_number and key.tile is None for key in self._kept)

    def want(self, wanted: Iterable[tuple[PictureKey, Box | None]]) -> None:
        """Ask for these pictures, most important last, and give up what is not wanted any more.

        Args:
            wanted: Keys with the part of the page they show (None for the whole page).
        """
        self._wanted = list(wanted)
        keys = {key for key, _ in self._wanted}
        for key in [key for key in self._asked if key not in keys]:
            self._asked.pop(key).cancel()
        self._ask_next()

    def retry(self) -> bool:
        """Forget failures, for instance after a password was given; False when there was none."""
        had = bool(self._errors)
        self._errors.clear()
        return had

    def _ask_next(self) -> None:
        """Keep the drawing threads busy with what matters most now."""
        while self._wanted and len(self._asked) < _AT_ONCE and self.ready:
            key, clip = self._wanted.pop()
            if key not in self._kept and key not in self._asked and key.page_number not in self._errors:
                self._asked[key] = self._ask(key, clip)

    def _ask(self, key: PictureKey, clip: Box | None) -> Task:
        library, document_id = self._session.library, self._document_id
        assert library is not None, "a document is open"
        draw = library.printing.picture if self._printed else library.page_picture

        def work(_: Job) -> QImage:
            data = draw(document_id, key.page_number, scale=key.scale, clip=clip)
            picture = QImage.fromData(data)
            if picture.isNull():
                raise ReadError(
                    f"page {key.page_number} cannot be shown", detail=f"{len(data)} bytes, no picture"
                )
            return picture.convertToFormat(QImage.Format.Format_RGB32)

        return self._session.tasks.run(
            work,
            on_done=lambda picture: self._keep(key, picture),
            on_error=lambda error: self._fail(key, error),
            owner=self,
            lane="render",
        )

    def _keep(self, key: PictureKey, picture: QImage) -> None:
        if self._asked.pop(key, None) is None:
            return  # of a document that is not shown any more
        self._kept[key] = picture
        self._bytes += picture.sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()
        self._ask_next()
        self.arrived.emit(key.page_number)

    def _fail(self, key: PictureKey, error: QuireError) -> None:
        if self._asked.pop(key, None) is None:
            return
        self._errors[key.page_number] = error
        self._ask_next()
        self.failed.emit(key.page_number, error)


def keys_for(
    page_number: int, size: tuple[float, float], scale: float, shown: Box
) -> list[tuple[PictureKey, Box | None]]:
    """Return the pictures that cover the part `shown` of a page at `scale`: one, or tiles of a large page.

    Args:
        size: Width and height of the upright page, in its units.
        shown: The visible part, in the page's units.
    """
    if size[0] * size[1] * scale * scale <= _MAX_PIXELS:
        return [(PictureKey(page_number, scale), None)]
    edge = TILE_PX / scale
    columns = range(int(max(shown.x0, 0) // edge), int(min(shown.x1, size[0] - 1e-3) // edge) + 1)
    rows = range(int(max(shown.y0, 0) // edge), int(min(shown.y1, size[1] - 1e-3) // edge) + 1)
    return [
        (
            PictureKey(page_number, scale, (column, row)),
            tile_box(size, scale, (column, row)),
        )
        for row in rows
        for column in columns
    ]


def preview_key(page_number: int, size: tuple[float, float], scale: float) -> PictureKey | None:
    """Return the small picture to draw before the one at `scale`; None where that would come no sooner."""
    if size[0] * size[1] * scale * scale < _PREVIEW_PAYS:
        return None
    return PictureKey(page_number, round(_PREVIEW_PX / max(size), 4))


def tile_box(size: tuple[float, float], scale: float, tile: tuple[int, int]) -> Box:
    """Return the part of a page that a tile shows, in the page's units."""
    edge = TILE_PX / scale
    left, top = tile[0] * edge, tile[1] * edge
    return Box(left, top, min(left + edge, size[0]), min(top + edge, size[1]))
