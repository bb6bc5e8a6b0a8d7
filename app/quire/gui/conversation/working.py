"""Shows that an answer is on its way: what is being done, since when, and that it can be stopped."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quire.gui.conversation.labels import label
from quire.gui.theme import Theme, tokens
from quire.gui.theme.tokens import S

_SAMPLE_MS = 100
_TELL_SECONDS_AFTER_S = 3.0


class _Dots(QWidget):
    """Three dots that breathe, or rest when the system asks for calm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.phase = 0.0

    def sizeHint(self) -> QSize:
        now = tokens(self)
        return QSize(now.px(28), now.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        size = now.px(6)
        for number in range(3):
            colour = QColor(now.accent)
            colour.setAlphaF(0.35 + 0.5 * max(0.0, math.sin(self.phase - number * 0.9)))
            painter.setBrush(colour)
            spot = QRectF(number * now.px(10), (self.height() - size) / 2, size, size)
            painter.drawEllipse(spot)


class Working(QWidget):
    """Args:
    stage: Returns the stage of the job: "searching", "answering", ….
    """

    def __init__(self, stage: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._began = time.monotonic()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self._dots = _Dots()
        row.addWidget(self._dots)
        self.words = label("", "muted", wrap=False)
        row.addWidget(self.words, 1)
        self._timer = QTimer(self, interval=_SAMPLE_MS)
        self._timer.timeout.connect(self._tick)
        self._tick()

    def _tick(self) -> None:
        names = {
            "waiting": self.tr("Waiting…"),
            "searching": self.tr("Searching your documents…"),
            "reranking": self.tr("Judging what was found…"),
            "answering": self.tr("Reading what was found…"),
        }
        words = names.get(self._stage(), self.tr("Working…"))
        seconds = time.monotonic() - self._began
        if seconds >= _TELL_SECONDS_AFTER_S:
            words = self.tr("{what} {seconds} s").format(what=words, seconds=int(seconds))
        if words != self.words.text():
            self.words.setText(words)
        if Theme.current().motion_ms:
            self._dots.phase += 0.6
            self._dots.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
