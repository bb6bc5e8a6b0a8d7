"""Finding words in the shown document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from quire.gui.announce import announce
from quire.gui.session import Session
from quire.gui.tasks import Task
from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.types import Place

_PAUSE_MS = 150  # after the last key before searching
_MOST = 1000  # places


class FindBar(QWidget):
    """A field, a count, next and previous.

    Signals:
        found: All places (a tuple of `Place`), and the index of the current one (-1 for none).
        closed: The person is done.
    """

    found = Signal(object, int)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._document_id = ""
        self._page = 1
        self._places: tuple[Place, ...] = ()
        self._index = -1
        self._task: Task | None = None
        self._moved: Callable[[Sequence[Place]], tuple[Place, ...]] = tuple
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this document"))
        self.field.setAccessibleName(self.tr("Find in this document"))
        self.field.setClearButtonEnabled(True)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(S, XS, XS, XS)
        row.setSpacing(XS)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for name, text, step in (
            ("chevron-up", self.tr("Previous match"), -1),
            ("chevron-down", self.tr("Next match"), 1),
        ):
            button = self._button(name, text)
            button.clicked.connect(lambda _=False, step=step: self.step(step))
            row.addWidget(button)
        close = self._button("close", self.tr("Close find"))
        close.clicked.connect(self.close_bar)
        row.addWidget(close)
        self.hide()

    def look_on(self, moved: Callable[[Sequence[Place]], tuple[Place, ...]] | None) -> None:
        """Say what turns places in the document into those on the pages that are shown; None: they are the same."""
        self._moved = moved or tuple

    def open_bar(self, document_id: str, page_number: int, text: str = "") -> None:
        """Show the bar for this document; matches are counted from this page on.

        Args:
            text: What to look for; without it, what was looked for last.
        """
        self._page = page_number
        self._document_id = document_id
        if text:
            self.field.setText(text)
        if not self._places:
            self._pause.start()
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and the marks of its matches."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
        had_focus = self.field.hasFocus()
        self.hide()
        self._places, self._index = (), -1
        self.found.emit((), -1)
        if had_focus:
            self.closed.emit()

    def step(self, step: int) -> None:
        """Go to the next or the previous match, around the ends."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        elif self._places:
            self._show((self._index + step) % len(self._places))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        if self._task is not None:
            self._task.cancel()
        text, document_id, library = self.field.text().strip(), self._document_id, self._session.library
        if library is None or not text or not document_id:
            self._take(())
            return
        moved = self._moved
        self._task = self._session.tasks.run(
            lambda _: moved(library.find_in_document(document_id, text, limit=_MOST)),
            on_done=self._take,
            owner=self,
        )

    def _take(self, places: tuple[Place, ...]) -> None:
        self._places = places
        if not places:
            self._index = -1
            self._say(self.tr("no match") if self.field.text().strip() else "")
            self.found.emit((), -1)
            return
        ahead = (n for n, place in enumerate(places) if place.page_number >= self._page)
        self._show(next(ahead, 0))

    def _show(self, index: int) -> None:
        self._index = index
        total = len(self._places)
        count = self.tr("{n} of {total}") if total < _MOST else self.tr("{n} of {total} or more")
        self._say(count.format(n=index + 1, total=total))
        self.found.emit(self._places, index)

    def _say(self, count: str) -> None:
        self.count.setText(count)
        announce(self.field, count)

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(ICON, ICON))
        button.setAccessibleName(text)
        button.setToolTip(text)
        return button
