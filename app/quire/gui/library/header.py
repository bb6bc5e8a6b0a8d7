"""Above the documents: where one is, how they are sorted, list or grid; and the filter at the head of the pane."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from quire.gui.adding.elided import ElidedLabel
from quire.gui.library import words
from quire.gui.library.entries import Sorting
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, S

_PAUSE_MS = 80  # after the last key before filtering


class FilterField(QLineEdit):
    """Signals:
    filtered: What was typed, a moment after the last key.
    down_wanted: On to what was found.
    """

    filtered = Signal(str)
    down_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter documents"))
        self.setAccessibleName(self.tr("Filter documents"))
        self.setAccessibleDescription(
            self.tr("Shows documents whose title, file name or collections hold these words")
        )
        self.setClearButtonEnabled(True)
        sign = self.addAction(icon("filter", colour="muted"), QLineEdit.ActionPosition.LeadingPosition)
        sign.setText(self.tr("Filter"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.filtered.emit(self.text().strip()))
        self.textChanged.connect(lambda _: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)


class ListHeader(QWidget):
    """Signals:
    sorted_by: A `Sorting`, and whether descending.
    grid_wanted: Tiles rather than rows.
    """

    sorted_by = Signal(object, bool)
    grid_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = ElidedLabel(role="subheading")
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.sort = _button("sort", self.tr("Sort"))
        self.sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort.setMenu(self._sort_menu())
        self.grid = _button("grid", self.tr("Show as grid"))
        self.grid.setCheckable(True)
        self.grid.setShortcut(QKeySequence("Ctrl+Shift+G"))
        self.grid.setToolTip(self.tr("Show as grid of first pages"))
        self.grid.toggled.connect(self.grid_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(S + XS, XS, S, XS)
        layout.setSpacing(XS)
        layout.addWidget(self.where, 1)
        layout.addWidget(self.count)
        layout.addWidget(self.sort)
        layout.addWidget(self.grid)

    def show_sorting(self, sorting: Sorting, *, descending: bool) -> None:
        """Tick what holds."""
        self._sortings[sorting].setChecked(True)
        self._orders[descending].setChecked(True)
        self.sort.setToolTip(self.tr("Sorted by {name}").format(name=words.sorting(sorting)))
        self.sort.setAccessibleDescription(self.sort.toolTip())

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Sort"))
        self._sortings: dict[Sorting, QAction] = {}
        self._orders: dict[bool, QAction] = {}
        group = QActionGroup(self)
        for sorting in Sorting:
            action = self._sortings[sorting] = menu.addAction(words.sorting(sorting))
            action.setCheckable(True)
            group.addAction(action)
        menu.addSeparator()
        order = QActionGroup(self)
        for descending, text in ((False, self.tr("Ascending")), (True, self.tr("Descending"))):
            action = self._orders[descending] = menu.addAction(text)
            action.setCheckable(True)
            order.addAction(action)
        menu.triggered.connect(self._sorted)
        return menu

    def _sorted(self, chosen: QAction) -> None:
        sorting = next(one for one, action in self._sortings.items() if action.isChecked())
        descending = self._orders[True].isChecked()
        if chosen in self._sortings.values():  # each has the order one expects; a second menu entry turns it
            descending = sorting in (Sorting.ADDED, Sorting.PAGES, Sorting.SIZE)
        self.sorted_by.emit(sorting, descending)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(ICON - XS, ICON - XS))
    button.setAccessibleName(text)
    button.setToolTip(text)
    return button
