"""An answer to be read: Markdown whose markers are chips that lead to their evidence. It loads nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QToolTip, QWidget

from quire.gui.conversation.links import ask_to_open
from quire.gui.conversation.markdown import CITE, LINK, Shown, to_document
from quire.gui.conversation.tooltips import as_tooltip
from quire.gui.conversation.typography import dress, quote_level
from quire.gui.conversation.unsupported import sentence_at
from quire.gui.theme import Theme, tokens
from quire.gui.theme.tokens import M


class AnswerView(QTextBrowser):
    """Signals:
    cited: The number of a marker that was clicked, or chosen with Tab and Enter.
    """

    cited = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Answer"))
        self._text = ""
        self._tips: Mapping[int, str] = {}
        self._unsupported: tuple[tuple[int, int], ...] = ()
        self._shown: Shown | None = None
        self.anchorClicked.connect(self._clicked)
        Theme.current().changed.connect(self._render)

    def show_text(
        self, text: str, tips: Mapping[int, str], unsupported: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Show Markdown.

        Args:
            tips: For each marker that is a real citation, what its tooltip says.
            unsupported: Sentences `text[start:end]` that no evidence bears out.
        """
        given = (text, tips, tuple(unsupported))
        if given == (self._text, self._tips, self._unsupported) and self._shown is not None:
            return
        self._text, self._tips, self._unsupported = text, tips, tuple(unsupported)
        self._render()

    @property
    def text(self) -> str:
        """The Markdown as it was given."""
        return self._text

    def markers(self) -> list[int]:
        """Return the numbers of the chips in reading order."""
        return [number for _, _, number in self._shown.cites] if self._shown is not None else []

    def _render(self) -> None:
        self.ensurePolished()
        shown = to_document(self._text, self._tips.keys(), self._unsupported)
        dress(shown, tokens(self), self.font())
        shown.document.setParent(self)
        old, self._shown = self._shown, shown
        self.setDocument(shown.document)
        if old is not None:
            old.document.deleteLater()
        self._fit()
        self.setAccessibleDescription(self._doubts())

    def doubtful(self) -> list[str]:
        """Return the sentences that no evidence bears out, as they are shown."""
        if self._shown is None:
            return []
        spans = self._shown.unsupported
        return [sentence_at(self._shown.document, spans, start) for start, _ in spans]

    def _doubts(self) -> str:
        sentences = self.doubtful()
        if not sentences:
            return ""
        words = self.tr("Nothing in your library supports %n sentence(s):", "", len(sentences))
        return " ".join([words, *sentences])

    def _fit(self) -> None:
        """Be as high as the text is at this width."""
        if self._shown is None:
            return
        self._shown.document.setTextWidth(self.viewport().width())
        height = math.ceil(self._shown.document.size().height())
        if height != self.height():
            self.setFixedHeight(max(height, 1))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: no picture, style sheet or page an answer may name."""
        return None

    def doSetSource(
        self, name: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Go nowhere."""

    def _clicked(self, address: QUrl) -> None:
        number = int(address.path())
        if address.scheme() == CITE:
            self.cited.emit(number)
        elif address.scheme() == LINK and self._shown is not None:
            ask_to_open(self, self._shown.addresses[number])

    # events ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the conversation scrolls, not its answers

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> None:
        address = QUrl(self.anchorAt(event.pos()))
        tip = ""
        if address.scheme() == CITE:
            tip = self._tips.get(int(address.path()), "")
        elif address.scheme() == LINK and self._shown is not None:
            tip = self._shown.addresses[int(address.path())][:300]
        if not tip and self._shown is not None:
            position = self.cursorForPosition(event.pos()).position()
            if sentence_at(self._shown.document, self._shown.unsupported, position):
                tip = self.tr("Nothing in your library supports this sentence")
        if tip:
            QToolTip.showText(event.globalPos(), as_tooltip(tip), self.viewport())
        else:
            QToolTip.hideText()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():  # "Copy Link Location" would copy our index
            if action.objectName() == "link-copy":
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        mime.setText(self.textCursor().selection().toPlainText())
        return mime

    # chips -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_quotes(painter)
            self._paint_chips(painter, event.rect().toRectF())
            painter.end()
        super().paintEvent(event)

    def _paint_quotes(self, painter: QPainter) -> None:
        """Draw a bar along quotations."""
        assert self._shown is not None
        now, layout = tokens(self), self._shown.document.documentLayout()
        block = self._shown.document.begin()
        while block.isValid():
            for level in range(quote_level(block)):
                spot = layout.blockBoundingRect(block)
                bar = QRectF(now.px(M) * level, spot.top(), now.px(3), spot.height())
                painter.fillRect(bar, QColor(now.border))
            block = block.next()

    def _paint_chips(self, painter: QPainter, part: QRectF) -> None:
        now = tokens(self)
        cursor = self.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd()) if self.hasFocus() else (-1, -1)
        assert self._shown is not None
        for start, end, _ in self._shown.cites:
            chip = self._place_of(start, end)
            if chip is None or not chip.intersects(part):
                continue
            painter.setBrush(QColor(now.accent_tint))
            painter.setPen(
                QPen(QColor(now.focus), 2) if (start, end) == chosen else QPen(QColor(now.accent_tint), 1)
            )
            painter.drawRoundedRect(chip, now.px(6), now.px(6))

    def _place_of(self, start: int, end: int) -> QRectF | None:
        """Return where a chip is painted; None while the text is not laid out."""
        assert self._shown is not None
        block = self._shown.document.findBlock(start)
        lines = block.layout()
        line = lines.lineForTextPosition(start - block.position())
        if not line.isValid():
            return None
        corner = self._shown.document.documentLayout().blockBoundingRect(block).topLeft()
        left = _across(line.cursorToX(start - block.position()))
        right = _across(line.cursorToX(min(end - block.position(), line.textStart() + line.textLength())))
        now = tokens(self)
        height = now.px(18)
        baseline = line.y() + line.ascent()
        top = baseline - now.caption_px * 0.36 - height / 2
        spot = QRectF(QPointF(min(left, right) + 1, top), QPointF(max(left, right) - 1, top + height))
        return spot.translated(corner)


def _across(found: object) -> float:
    """Return x of `QTextLine.cursorToX`, which answers with the corrected position too."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
