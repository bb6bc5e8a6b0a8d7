"""Which pictures the canvas asks for, and when: what shows first, then what comes next, never what flies past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from quire.gui.viewer.pictures import PictureKey, keys_for, preview_key
from quire.types import Box

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

AHEAD = 0.75  # share of the view's height drawn in advance above and below
_PAUSE_MS = 40  # between two looks while scrolling
_REST_MS = 140  # without zooming or racing, before anything sharp is asked for
_RACING = 1.5  # heights of the view scrolled between two looks: nobody reads this


class Wanting(QObject):
    """Looks at what shows after every change of it, at most once in `_PAUSE_MS`."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._seen_top = 0.0
        self._seen_zoom = 0.0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.now)

    def start_anew(self) -> None:
        """Another document: its first look is no jump."""
        self._seen_zoom = 0.0
        self._rest.stop()
        self.soon()

    def soon(self) -> None:
        """The view has changed."""
        if not self._pause.isActive():
            self._pause.start()

    def now(self) -> None:
        """Ask for everything sharp."""
        self._ask(sharp=True)

    def _look(self) -> None:
        canvas = self._canvas
        top, zoom = float(canvas.verticalScrollBar().value()), canvas.layout_.zoom
        far = abs(top - self._seen_top) > _RACING * canvas.viewport().height()
        racing = far and self._rest.isActive()  # one leap, to a page or to evidence, is drawn at once
        zooming = self._seen_zoom not in (0.0, zoom)
        self._seen_top, self._seen_zoom = top, zoom
        if far or zooming:
            self._rest.start()
        if not zooming:
            self._ask(sharp=not racing)

    def _ask(self, *, sharp: bool) -> None:
        """Ask for pictures, the middle of the view last: it is drawn first."""
        canvas = self._canvas
        if not canvas.pages or not canvas.pictures.ready:
            return
        top, height = canvas.verticalScrollBar().value(), canvas.viewport().height()
        near = canvas.layout_.visible(top - AHEAD * height, top + (1 + AHEAD) * height)
        visible = canvas.visible_pages()
        middle = canvas.page_number() - 1
        pictures: list[tuple[PictureKey, Box | None]] = []
        previews: list[tuple[PictureKey, Box | None]] = []
        for index in sorted(near, key=lambda index: -abs(index - middle)):
            page = canvas.pages[index]
            size = (page.width_pt, page.height_pt)
            if not all(size):
                continue
            if sharp:
                pictures += keys_for(page.number, size, canvas.scale(), canvas.shown_part(index))
            preview = preview_key(page.number, size, canvas.scale())
            if preview is not None and index in visible and not canvas.pictures.has_any(page.number):
                previews.append((preview, None))
        canvas.pictures.want([*pictures, *previews])
        canvas.contents.prepare([canvas.pages[index].number for index in visible])
