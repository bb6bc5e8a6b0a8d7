"""A region of a page taken with the keyboard: arrows move it, Shift changes its size, Enter takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from quire.gui.announce import announce
from quire.types import Box

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_STEP_PX, _FINE_PX = 24.0, 3.0  # on the screen; Ctrl is for the fine ones
_LEAST_PX = 12.0
_FIRST = 0.5  # of what shows of the page, in its middle
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def steer(canvas: PageCanvas, event: QKeyEvent) -> bool:
    """Move, resize or take the region of a canvas that waits for one; False for keys that mean something else."""
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return _take(canvas)
    if key not in _WAYS:
        return False
    if canvas.pointing.region is None:
        _begin(canvas)
        return True
    keys = event.modifiers()
    step = _FINE_PX if keys & Qt.KeyboardModifier.ControlModifier else _STEP_PX
    across, down = (way * step for way in _WAYS[key])
    _change(canvas, across, down, resize=bool(keys & Qt.KeyboardModifier.ShiftModifier))
    return True


def _begin(canvas: PageCanvas) -> None:
    index = max(canvas.page_number() - 1, 0)
    if not canvas.pages:
        return
    shown = canvas.page_frame(index).intersected(QRectF(canvas.viewport().rect()))
    width, height = shown.width() * _FIRST, shown.height() * _FIRST
    middle = shown.center()
    _put(canvas, index, QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height))
    hint = QCoreApplication.translate("Viewer", "Arrow keys move the frame, Shift changes its size, Enter takes it.")
    announce(canvas, hint)


def _change(canvas: PageCanvas, across: float, down: float, *, resize: bool) -> None:
    assert canvas.pointing.region is not None
    index, box = canvas.pointing.region
    spot, frame = canvas.view_rect(index, box), canvas.page_frame(index)
    if resize:
        spot.setWidth(min(max(spot.width() + across, _LEAST_PX), frame.right() - spot.left()))
        spot.setHeight(min(max(spot.height() + down, _LEAST_PX), frame.bottom() - spot.top()))
    else:
        spot.translate(across, down)
        spot.moveLeft(min(max(spot.left(), frame.left()), frame.right() - spot.width()))
        spot.moveTop(min(max(spot.top(), frame.top()), frame.bottom() - spot.height()))
    _put(canvas, index, spot)
    _keep_in_view(canvas, spot)


def _put(canvas: PageCanvas, index: int, spot: QRectF) -> None:
    """Frame what a rectangle of the viewport covers of a page, whichever way the page is turned."""
    (ax, ay), (bx, by) = (
        canvas.point_on(index, QPointF(corner)) for corner in (spot.topLeft(), spot.bottomRight())
    )
    canvas.pointing.region = (index, Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    canvas.viewport().update()


def _keep_in_view(canvas: PageCanvas, spot: QRectF) -> None:
    view = QRectF(canvas.viewport().rect())
    for bar, low, high, size in (
        (canvas.horizontalScrollBar(), spot.left(), spot.right(), view.width()),
        (canvas.verticalScrollBar(), spot.top(), spot.bottom(), view.height()),
    ):
        if high > size and low > 0:
            bar.setValue(bar.value() + round(min(high - size, low)))
        elif low < 0 and high < size:
            bar.setValue(bar.value() + round(max(low, high - size)))


def _take(canvas: PageCanvas) -> bool:
    region = canvas.pointing.region
    if region is None:
        return False
    index, box = region
    canvas.pointing.capture(False)
    canvas.region_taken.emit(index + 1, box)
    return True
