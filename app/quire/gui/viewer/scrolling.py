"""How the wheel and the touchpad move the pages: pixel by pixel where the device says so, gliding where it does not."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QScrollBar

from quire.gui.theme.theme import Theme

_NOTCH = 120  # what one click of an ordinary wheel reports
_STEPS_PER_NOTCH = 3


class Glide(QPropertyAnimation):
    """Moves one scroll bar by the wheel, without jumps that the eye loses."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar, b"value", bar)
        self._bar = bar
        self.setEasingCurve(QEasingCurve.Type.OutCubic)

    def move(self, pixels: float, *, at_once: bool) -> None:
        """Scroll by this much, on top of what is still under way."""
        moving = self.state() == QAbstractAnimation.State.Running
        begin = int(self.endValue()) if moving and not at_once else self._bar.value()
        end = min(max(round(begin + pixels), self._bar.minimum()), self._bar.maximum())
        self.stop()
        motion_ms = Theme.current().motion_ms
        if at_once or not motion_ms:
            self._bar.setValue(end)
            return
        self.setDuration(motion_ms)
        self.setStartValue(self._bar.value())
        self.setEndValue(end)
        self.start()


def wheel_pixels(event: QWheelEvent, step: int) -> tuple[float, float, bool]:
    """Return how far a wheel event scrolls right and down in pixels, and whether the device is a smooth one.

    Args:
        step: The single step of the scroll bar.
    """
    pixels, angle = event.pixelDelta(), event.angleDelta()
    # On X11 the pixels are whatever the driver says, and Qt itself advises against them.
    if not pixels.isNull() and QGuiApplication.platformName() != "xcb":
        x, y, smooth = float(pixels.x()), float(pixels.y()), True
    else:
        factor = step * _STEPS_PER_NOTCH / _NOTCH
        x, y = angle.x() * factor, angle.y() * factor
        smooth = bool(angle.y() % _NOTCH or angle.x() % _NOTCH)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not x:
        x, y = y, 0.0
    return -x, -y, smooth
