"""Small round-cornered things: the number of a card, the segments of the mode switch, a chip that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from quire.gui.conversation.tooltips import as_tooltip
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import RADIUS

_CHIP_TEXT = 28  # characters of a chip that can be taken away


class Marker(QWidget):
    """The number of a citation, as it looks in the answer."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = str(number)
        self._strong = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"[{number}]")

    def set_strong(self, on: bool) -> None:
        """Show whether this is the place the viewer shows."""
        self._strong = on
        self.update()

    def sizeHint(self) -> QSize:
        now = tokens(self)
        return QSize(max(now.px(22), now.px(14) + 8 * len(self._text)), now.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent if self._strong else now.accent_tint))
        painter.drawRoundedRect(self.rect(), now.px(RADIUS), now.px(RADIUS))
        font = self.font()
        font.setPixelSize(now.caption_px)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(now.on_accent if self._strong else now.accent_text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class _Segment(QAbstractButton):
    def __init__(self, text: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        now = tokens(self)
        font = self.font()
        font.setPixelSize(now.caption_px)
        font.setBold(True)  # room for either weight, so that nothing moves
        self.ensurePolished()
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + now.px(20), now.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setPen(QPen(QColor(now.border), 1))
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(box, now.px(RADIUS) - 1, now.px(RADIUS) - 1)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, now.px(RADIUS) - 1, now.px(RADIUS) - 1)
        font = self.font()
        font.setPixelSize(now.caption_px)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(now.text if self.isChecked() or self.underMouse() else now.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Switch(QWidget):
    """One of a few, side by side. Arrow keys move between them.

    Signals:
        chosen: The index of the segment that is now on.
    """

    chosen = Signal(int)

    def __init__(self, segments: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Args:
        segments: Text and tooltip of each.
        """
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        for number, (text, tip) in enumerate(segments):
            segment = _Segment(text, tip, self)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(lambda number, on: self.chosen.emit(number) if on else None)

    @property
    def index(self) -> int:
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        self._group.button(index).setChecked(True)

    def buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.border), 1))
        painter.setBrush(QColor(now.canvas))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, now.px(RADIUS) + 1, now.px(RADIUS) + 1)


class RemovableChip(QPushButton):
    """Says what a question is limited to; a click, Delete or Backspace takes it away.

    Signals:
        removed: It was taken away.
    """

    removed = Signal()

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setIcon(icon(icon_name, colour="muted"))
        edge = tokens(self).px(14)
        self.setIconSize(QSize(edge, edge))
        short = text if len(text) <= _CHIP_TEXT else f"{text[: _CHIP_TEXT - 1].rstrip()}…"
        self.setText(f"{short.replace('&', '&&')}  ×")
        self.setAccessibleName(self.tr("{0}, remove").format(text))
        self.setToolTip(as_tooltip(self.tr("{0}\nClick to remove this limit").format(text)))
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)
