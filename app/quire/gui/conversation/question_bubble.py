"""The question as it was asked, quiet, at the right; with its picture and what it was limited to."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from quire.gui.conversation.crops import Crops
from quire.gui.conversation.elided import ElidedLabel
from quire.gui.conversation.entries import Entry, limits_of
from quire.gui.conversation.labels import label
from quire.gui.theme import tokens
from quire.gui.theme.tokens import RADIUS_LARGE, XS, M, S

_SHARE = 0.86  # of the column's width at most
_SHORT = 600  # characters shown of a long question
_PICTURE_PX = 120


class _Paper(QWidget):
    """The bubble itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.canvas))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_LARGE, RADIUS_LARGE)


class QuestionBubble(QWidget):
    """As wide as its words need, up to a share of the column."""

    def __init__(self, entry: Entry, crops: Crops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = entry.query.text.strip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        self._paper = _Paper()
        self._paper.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(M, S, M, S)
        inside.setSpacing(S)
        if entry.query.image:
            self.picture = QLabel()
            self.picture.setAccessibleName(self.tr("Picture asked with"))
            inside.addWidget(self.picture)
            crops.thumb(entry.query.image, owner=self, on_done=self._show_picture)
        self.words = label(self._shown(whole=False), "body", selectable=True)
        self.words.setAccessibleName(self.tr("Question"))
        if not self._text:
            self.words.hide()
        inside.addWidget(self.words)
        if len(self._text) > _SHORT:
            inside.addWidget(self._more_button(), alignment=Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._paper)
        column.addLayout(row)
        limits = limits_of(entry)
        if limits:
            only = ElidedLabel(self.tr("only in: {0}").format(" · ".join(limits)), role="caption")
            only.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(only)

    def _shown(self, *, whole: bool) -> str:
        return self._text if whole or len(self._text) <= _SHORT else f"{self._text[:_SHORT].rstrip()}…"

    def _show_picture(self, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        edge = round(tokens(self).px(_PICTURE_PX) * ratio)
        mode = Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(image).scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio, mode)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def _more_button(self) -> QPushButton:
        button = QPushButton(self.tr("Show all"))
        button.setProperty("role", "link")

        def show_all() -> None:
            self.words.setText(self._shown(whole=True))
            button.hide()
            self._fit()

        button.clicked.connect(show_all)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = max(round(self.width() * _SHARE) - 2 * M, 80)
        self.words.ensurePolished()
        bounds = QRect(0, 0, most, 100_000)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        need = self.words.fontMetrics().boundingRect(bounds, flags, self.words.text() or " ").width() + 4
        self.words.setFixedWidth(min(need, most))
        self.words.setFixedHeight(self.words.heightForWidth(min(need, most)))
