"""Which parts of a picture the model for pictures went by, laid over it when the person wants to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage

from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.theme.tokens import LIGHT
from quire.gui.viewer.marks import bounds
from quire.types import Box

if TYPE_CHECKING:
    from quire.library.seeing import HeatMap

_STRONGEST_ALPHA = 190
_SILENT = 0.35  # weaker parts stay clear, so that the picture is seen


@dataclass(frozen=True, slots=True)
class Heat:
    """What is laid over a page: a small picture, stretched over `area` in the page's units."""

    page_number: int
    area: QRectF
    image: QImage


class HeatView(QObject):
    """Asks for the heat map of the evidence being shown, as long as it is wanted.

    Signals:
        changed: A `Heat`, or None when there is nothing to show.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop: Stop | None = None
        self._wanted = False
        self._known: dict[tuple[str, str], HeatMap | None] = {}

    def show_stop(self, stop: Stop | None) -> bool:
        """Take another piece of evidence; returns whether it is a picture that was looked for with words."""
        self._stop = stop
        self._tell()
        return stop is not None and can_be_shown(stop)

    def want(self, wanted: bool) -> None:
        self._wanted = wanted
        self._tell()

    def _tell(self) -> None:
        stop, library = self._stop, self._session.library
        if not self._wanted or stop is None or library is None or not can_be_shown(stop):
            self.changed.emit(None)
            return
        key = (stop.element_id, stop.sought)
        if key in self._known:
            self._show(stop, self._known[key])
            return
        self.changed.emit(None)

        def done(found: HeatMap | None) -> None:
            self._known = {**dict(list(self._known.items())[-20:]), key: found}
            if self._wanted and self._stop is stop:
                self._show(stop, found)

        seeing = library.seeing
        self._session.tasks.run(lambda _: seeing.heat_map(*key), on_done=done, owner=self)

    def _show(self, stop: Stop, found: HeatMap | None) -> None:
        if found is None:
            words = self.tr("The model for pictures does not tell which parts it went by. Others do.")
            self._session.message.emit(words, "info")
            self.changed.emit(None)
            return
        self.changed.emit(Heat(stop.page_number, _area(stop.boxes, centre_only=found.centre_only), _painted(found)))


def can_be_shown(stop: Stop) -> bool:
    """Return whether this is a picture that words were compared with."""
    return bool(stop.element_id and stop.sought.strip() and stop.boxes)


def _area(boxes: tuple[Box, ...], *, centre_only: bool) -> QRectF:
    whole = bounds(boxes)
    if not centre_only:
        return QRectF(whole.x0, whole.y0, whole.width, whole.height)
    edge = min(whole.width, whole.height)
    return QRectF((whole.x0 + whole.x1 - edge) / 2, (whole.y0 + whole.y1 - edge) / 2, edge, edge)


def _painted(found: HeatMap) -> QImage:
    """Return one pixel per part: the stronger, the less it lets through."""
    image = QImage(len(found.values[0]), len(found.values), QImage.Format.Format_ARGB32)
    colour = QColor(LIGHT.mark_outline)
    for y, row in enumerate(found.values):
        for x, value in enumerate(row):
            strength = max(0.0, (value - _SILENT) / (1.0 - _SILENT))
            colour.setAlpha(round(_STRONGEST_ALPHA * strength))
            image.setPixelColor(x, y, colour)
    return image
