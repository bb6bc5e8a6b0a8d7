"""Dropping anywhere on the window: an overlay says what will happen, then it happens.

The window's own `QWindow` is watched, so that no text field or list below swallows a file meant for the library. A
widget that wants files for itself sets the property `takesFiles` and handles them as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from quire.gui.incoming import Incoming, incoming, offers
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import RADIUS_LARGE, XL, M

OWN_FORMATS = "application/x-quire"  # what panes drag among themselves begins so
_SIGN_PX = 48


class DropOverlay(QWidget):
    """Covers the window while something droppable hovers over it."""

    def __init__(self, window: QMainWindow, *, target: Callable[[], str], on_drop: Callable[[Incoming], None]) -> None:
        """Args:
        target: Returns the name of the collection that would receive the files; empty for the whole library.
        on_drop: Called after the drop was accepted.
        """
        super().__init__(window)
        self._window = window
        self._target = target
        self._on_drop = on_drop
        self._passed_on = False  # whether a widget below was given the drag
        self._saying_goodbye = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setSpacing(M)
        layout.addStretch()
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._sign.setProperty("decorative", True)
        self._words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._words.setProperty("role", "heading")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._note = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._note.setProperty("role", "muted")
        self._note.setText(self.tr("The files stay where they are; Quire reads them there."))
        for label in (self._sign, self._words, self._note):
            layout.addWidget(label)
        layout.addStretch()
        self.hide()

    def watch(self) -> None:
        """Begin; call when the window is shown for the first time (it has no `QWindow` before)."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def words(self) -> str:
        """Return what the overlay says."""
        return self._words.text()

    def words_for(self, what: Incoming) -> str:
        """Return what dropping `what` here will do. Looks at no file: a network folder may hang."""
        target = self._target()
        if what.picture is not None:
            thing = self.tr("the picture")
        elif len(what.paths) == 1:
            thing = f"“{what.paths[0].name}”"
        elif all(path.suffix for path in what.paths):
            thing = self.tr("%n files", "", len(what.paths))
        else:
            thing = self.tr("%n files and folders", "", len(what.paths))
        if target:
            return self.tr("Add {thing} to {collection}").format(thing=thing, collection=target)
        return self.tr("Add {thing} to your library").format(thing=thing)

    def announce(self, what: Incoming) -> None:
        """Show what dropping `what` will do."""
        self._words.setText(self.words_for(what))
        self._sign.setPixmap(
            icon("drop", colour="accent_text").pixmap(QSize(_SIGN_PX, _SIGN_PX), self.devicePixelRatio())
        )
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._saying_goodbye:
            return False
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._hover(cast(QDragEnterEvent | QDragMoveEvent, event))
        if kind == QEvent.Type.DragLeave:
            self._passed_on = False
            self.hide()
        elif kind == QEvent.Type.Drop:
            return self._drop(cast(QDropEvent, event))
        return False

    def _hover(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not self._ours(event):
            self.hide()
            self._passed_on = True
            return False
        if self._passed_on:
            self._say_goodbye()
        if not self.isVisible():
            self.announce(incoming(event.mimeData()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _say_goodbye(self) -> None:
        """Tell the widget that had the drag that it left: it will hear no more of it, and must not stay lit."""
        handle = self._window.windowHandle()
        self._passed_on, self._saying_goodbye = False, True
        try:
            if handle is not None:
                QApplication.sendEvent(handle, QDragLeaveEvent())
        finally:
            self._saying_goodbye = False

    def _drop(self, event: QDropEvent) -> bool:
        ours = self._ours(event)
        self._passed_on = False
        self.hide()
        if not ours:
            return False
        what = incoming(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        # Later: the other program waits for this handler, and must not wait for a dialog or for us.
        QTimer.singleShot(0, self, lambda: self._on_drop(what))
        return True

    def _ours(self, event: QDropEvent) -> bool:
        mime = event.mimeData()
        if not offers(mime) or any(name.startswith(OWN_FORMATS) for name in mime.formats()):
            return False
        return not self._taken(event.position().toPoint())

    def _taken(self, at: QPoint) -> bool:
        """Say whether the widget at this point handles files itself."""
        widget = self._window.childAt(at)
        while widget is not None and widget is not self._window:
            if widget.property("takesFiles") and widget.isEnabled():
                return True
            widget = widget.parentWidget()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.94)
        painter.fillRect(self.rect(), now.canvas)
        painter.setOpacity(1)
        painter.setPen(QPen(QColor(now.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(XL, XL, -XL, -XL), RADIUS_LARGE, RADIUS_LARGE)
