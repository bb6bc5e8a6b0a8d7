"""The picture of a cited place in a card: paper with rounded corners, never larger than it reads well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quire.errors import QuireError
from quire.gui.conversation.crops import Crop, CropKey, Crops
from quire.gui.theme import Theme, tokens
from quire.gui.theme.tokens import RADIUS

_WAITING_PX = 72
_FADE_PX = 14
_PAPER = QColor(255, 255, 255, 235)
_TALLEST_PX = 260
_MARGIN_PX = 12  # kept left of the marks when a picture is cut


class CropView(QWidget):
    """Signals:
    failed: The picture cannot be drawn; a sentence says why.
    """

    failed = Signal(str)

    def __init__(self, crops: Crops, key: CropKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Picture of the place"))
        self._crop = crops.get(key)
        if self._crop is None:
            crops.want(key, owner=self, on_done=self._show, on_error=self._fail)
        Theme.current().changed.connect(self._fit)
        self._fit()

    @property
    def is_shown(self) -> bool:
        return self._crop is not None

    def _show(self, crop: Crop) -> None:
        self._crop = crop
        self._fit()
        self.update()

    def _fail(self, error: QuireError) -> None:
        self.hide()
        self.failed.emit(error.message)

    def _size(self) -> QSize:
        """Return how large the picture is painted at this width."""
        if self._crop is None or self._crop.picture.isNull():
            return QSize(self.width(), tokens(self).px(_WAITING_PX))
        picture, zoom = self._crop.picture, tokens(self).zoom
        width = max(min(self.width(), round(self._crop.width * zoom)), round(self._crop.least * zoom))
        height = width * picture.height() / max(picture.width(), 1)
        tallest = round(_TALLEST_PX * zoom)
        if height > tallest:
            width, height = round(width * tallest / height), tallest
        return QSize(max(width, 1), max(round(height), 1))

    def _left(self, whole: int) -> int:
        """Return how far a picture that is wider than the card begins to its left."""
        if self._crop is None or whole <= self.width():
            return 0
        return min(max(round(whole * self._crop.focus) - _MARGIN_PX, 0), whole - self.width())

    def _fit(self) -> None:
        height = self._size().height()
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._size()
        seen = QSize(min(size.width(), self.width()), size.height())
        frame = QRectF(QPointF(0, 0), QSizeF(seen)).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(outline, QColor(now.canvas))
        if self._crop is not None:
            painter.save()
            painter.setClipPath(outline)
            whole = QRectF(QPointF(-self._left(size.width()), 0), QSizeF(size))
            painter.drawImage(whole, self._crop.picture)
            if self._crop.least:
                _fade(painter, frame)
            painter.restore()
        painter.setPen(QPen(QColor(now.border), 1))
        painter.drawPath(outline)


def _fade(painter: QPainter, frame: QRectF) -> None:
    """Let the lines above and below, which are cut, fade into the paper."""
    for top in (True, False):
        band = QRectF(
            frame.left(), frame.top() if top else frame.bottom() - _FADE_PX, frame.width(), _FADE_PX
        )
        shade = QLinearGradient(band.topLeft(), band.bottomLeft())
        shade.setColorAt(0.0 if top else 1.0, _PAPER)
        shade.setColorAt(1.0 if top else 0.0, QColor(255, 255, 255, 0))
        painter.fillRect(band, shade)
