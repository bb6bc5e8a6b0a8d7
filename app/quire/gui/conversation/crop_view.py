"""The picture of a cited place in a card: paper with rounded corners, never larger than it reads well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quire.errors import QuireError
from quire.gui.conversation.crops import Crop, CropKey, Crops
from quire.gui.theme import Theme, tokens
from quire.gui.theme.tokens import RADIUS

_WAITING_PX = 72
_TALLEST_PX = 260


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
        width = min(self.width(), round(self._crop.width * zoom))
        height = width * picture.height() / max(picture.width(), 1)
        tallest = round(_TALLEST_PX * zoom)
        if height > tallest:
            width, height = round(width * tallest / height), tallest
        return QSize(max(width, 1), max(round(height), 1))

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
        frame = QRectF(self.rect().topLeft(), self._size()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(outline, QColor(now.canvas))
        if self._crop is not None:
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(frame, self._crop.picture)
            painter.restore()
        painter.setPen(QPen(QColor(now.border), 1))
        painter.drawPath(outline)
