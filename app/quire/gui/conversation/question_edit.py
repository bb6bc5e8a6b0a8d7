"""Where questions are typed: grows with them, asks on Enter, remembers, takes pictures."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from quire.gui.incoming import incoming, offers
from quire.gui.theme import Theme

LONGEST = 10_000  # characters; an embedder reads some hundred words of them
_MOST_LINES = 6
_REMEMBERED = 50


class QuestionEdit(QPlainTextEdit):
    """Signals:
    asked: Enter was pressed on something.
    given_up: Escape was pressed.
    too_long: A text was too long and was cut.
    picture_given: A picture (`QImage`) was pasted or dropped.
    files_given: Files (`Path`s) were dropped or pasted.
    """

    asked = Signal()
    given_up = Signal()
    too_long = Signal()
    picture_given = Signal(object)
    files_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setProperty("takesFiles", True)
        self.setAccessibleName(self.tr("Question"))
        self.setAccessibleDescription(self.tr("Enter asks, Shift+Enter begins a new line"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._earlier: list[str] = []
        self._at = 0
        self._cutting = False
        self.textChanged.connect(self._changed)
        Theme.current().changed.connect(self._fit)
        self._fit()

    # memory ------------------------------------------------------------------------------------------------------

    def remember(self, text: str) -> None:
        """Add a question to those that Up brings back."""
        if text.strip():
            self._earlier = [*(one for one in self._earlier if one != text), text][-_REMEMBERED:]
        self._at = len(self._earlier)

    def remember_all(self, texts: list[str]) -> None:
        """Take these for what was asked before, oldest first."""
        self._earlier = list(dict.fromkeys(text for text in reversed(texts) if text.strip()))[:_REMEMBERED][
            ::-1
        ]
        self._at = len(self._earlier)

    def _recall(self, step: int) -> bool:
        """Put an earlier question into an empty box, or into one that holds the last recalled."""
        text = self.toPlainText()
        recalled = self._at < len(self._earlier) and text == self._earlier[self._at]
        if text and not recalled:
            return False
        to = self._at + step
        if not 0 <= to <= len(self._earlier) or not self._earlier:
            return bool(text)
        self._at = to
        self.put(self._earlier[to] if to < len(self._earlier) else "")
        return True

    def put(self, text: str) -> None:
        """Replace what is there, so that it can be undone; the cursor goes to the end."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text[: LONGEST + 1])
        self.moveCursor(QTextCursor.MoveOperation.End)

    # keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        keypad = Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            elif not modifiers & ~(keypad | Qt.KeyboardModifier.ControlModifier):
                self.asked.emit()
            return
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if step and not modifiers & ~keypad and self._recall(step):
            return
        super().keyPressEvent(event)

    # size --------------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST and not self._cutting:
            self._cutting = True
            cursor = self.textCursor()
            cursor.setPosition(LONGEST)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._cutting = False
            self.too_long.emit()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines, up to six."""
        self.ensurePolished()
        line = self.fontMetrics().lineSpacing()
        lines, block = 0, self.document().begin()
        while block.isValid() and lines < _MOST_LINES:
            self.blockBoundingRect(block)  # lays the block out
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        height = line * min(max(lines, 1), _MOST_LINES) + 6
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    # what comes in -----------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return offers(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._take(source):
            return
        text = source.text()
        room = LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText())
        self.insertPlainText(text[: max(room, 0)])
        if len(text) > room:
            self.too_long.emit()

    def _take(self, source: QMimeData) -> bool:
        # Office programs offer a picture of copied text beside the text: the text is meant.
        what = incoming(source)
        if what.paths:
            self.files_given.emit(what.paths)
        elif isinstance(what.picture, QImage) and not source.hasText():
            self.picture_given.emit(what.picture)
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offers(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if offers(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()
            return
        super().dropEvent(event)
