"""The conversation as a scrolling column. Only turns near the visible part exist as widgets: length costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from quire.gui.conversation.entries import Entry, Wishes
from quire.gui.conversation.tab_order import put_after, stops_in
from quire.gui.conversation.turn_view import TurnView
from quire.gui.theme.tokens import XL, L, M, S

_WIDEST_PX = 720
_NARROW_PX = 460
_GUESS_PX = 420  # height of a turn that was never built
_NEAR, _FAR = 1.0, 3.0  # in screens: built within the one, torn down beyond the other
_MOST_BUILT = 12
_UNLIMITED = 16_777_215


class _Slot(QWidget):
    """The place of one turn: its widgets while it is near, else only its height."""

    moved = Signal()

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.view: TurnView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(_GUESS_PX)

    def build(self, view: TurnView) -> None:
        self.view = view
        self._column.addWidget(view)
        self.setMinimumHeight(0)
        self.setMaximumHeight(_UNLIMITED)

    def tear_down(self) -> None:
        if self.view is not None:
            self.setFixedHeight(self.height())
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()


class Thread(QScrollArea):
    """What stays where it is when heights change is the turn at the top of the view, not the scroll value."""

    def __init__(self, wishes: Wishes, stage: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._stage = stage
        self._slots: list[_Slot] = []
        self._anchor: tuple[_Slot, int] | None = None
        self._placing = False
        self._disordered: set[_Slot] = set()  # where Tab may go astray since something was made
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Questions and answers"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page = QWidget()
        page.setProperty("role", "surface")
        outer = QHBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        self._column_widget = QWidget()
        self._column = QVBoxLayout(self._column_widget)
        self._column.setContentsMargins(0, L, 0, L)
        self._column.setSpacing(XL)
        self._foot = QWidget()
        self._foot.setFixedHeight(0)
        self._column.addWidget(self._foot)
        self._column.addStretch()
        outer.addWidget(self._column_widget)
        self._page = page
        self.setWidget(page)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._place())

    # content -----------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> list[Entry]:
        return [slot.entry for slot in self._slots]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other turns, the last one at the top of the view."""
        for slot in self._slots:
            self._column.removeWidget(slot)
            slot.hide()
            slot.deleteLater()
        self._slots, self._anchor = [], None
        self._disordered.clear()
        for entry in entries:
            self._insert(entry)
        if entries:
            self.go_to(len(entries) - 1)

    def append(self, entry: Entry) -> None:
        """Add a turn and bring its question to the top of the view."""
        self._insert(entry)
        self._build(self._slots[-1])
        self.go_to(len(self._slots) - 1)

    def go_to(self, index: int) -> None:
        """Bring the question at `index` to the top of the view, and keep it there while answers grow."""
        self._anchor = (self._slots[index], L)
        self._settle()

    def refresh(self, entry: Entry) -> None:
        """Show an entry as it is now."""
        view = self.view_of(entry)
        if view is not None:
            view.refresh()

    def replace(self, entry: Entry) -> None:
        """Show an entry anew, its question included."""
        for slot in self._slots:
            if slot.entry is entry and slot.view is not None:
                slot.tear_down()
                self._build(slot)
        self._soon.start()

    def index_of(self, entry: Entry) -> int:
        """Return where an entry stands; -1 when it is not shown here."""
        return next((index for index, slot in enumerate(self._slots) if slot.entry is entry), -1)

    def view_of(self, entry: Entry) -> TurnView | None:
        """Return the widgets of an entry, while they exist."""
        return next((slot.view for slot in self._slots if slot.entry is entry), None)

    def last_view(self) -> TurnView | None:
        return self._slots[-1].view if self._slots else None

    @property
    def n_built(self) -> int:
        """How many turns exist as widgets."""
        return sum(slot.view is not None for slot in self._slots)

    # placing -----------------------------------------------------------------------------------------------------

    def _insert(self, entry: Entry) -> None:
        slot = _Slot(entry)
        slot.moved.connect(self._soon.start)
        self._slots.append(slot)
        self._column.insertWidget(len(self._slots) - 1, slot)

    def _build(self, slot: _Slot) -> None:
        if slot.view is None:
            view = TurnView(slot.entry, self._wishes, self._stage)
            view.grown.connect(lambda: self._grown(slot))
            slot.build(view)
            self._grown(slot)

    def _grown(self, slot: _Slot) -> None:
        self._disordered.add(slot)
        self._soon.start()

    def _order(self, slot: _Slot) -> None:
        """Let Tab come to a turn after the one above it, or after this column itself."""
        if slot.view is None or slot not in self._slots:
            return
        above = self._slots[: self._slots.index(slot)]
        last = next(
            (found[-1] for one in reversed(above) if one.view and (found := stops_in(one.view))), self
        )
        put_after(last, stops_in(slot.view))

    def _top_of(self, slot: _Slot) -> int:
        return slot.mapTo(self._page, QPoint(0, 0)).y()

    def _settle(self) -> None:
        """Build what is near, tear down what is far, keep the anchor where it is; a little at a time."""
        self._place()
        if self._anchor is not None and self._anchor[0].view is None:
            self._build(self._anchor[0])
        elif self._disordered:
            self._order(self._disordered.pop())
        else:
            self._build_or_tear_down()
        if self._disordered:
            self._soon.start()  # the rest after what else waits: no stall, whatever is to be built
        self._fill_foot()
        self._place()

    def _build_or_tear_down(self) -> None:
        spans, screen = self._spans(), self.viewport().height()
        wanted = [slot for slot, gap in spans if slot.view is None and gap < screen * _NEAR]
        if wanted:
            self._build(wanted[0])
        elif self.n_built > _MOST_BUILT:
            self._tear_down_far(spans, screen)

    def _spans(self) -> list[tuple[_Slot, int]]:
        """Return each turn with how far it is from the visible part, nearest first.

        Counted from heights, not from places: those are not true before everything is laid out.
        """
        tops, y = [], L
        for slot in self._slots:
            tops.append(y)
            y += slot.height() + XL
        value = self.verticalScrollBar().value()
        if self._anchor is not None:
            value = tops[self._slots.index(self._anchor[0])] - self._anchor[1]
        end = value + self.viewport().height()
        gaps = [
            (slot, max(top - end, value - top - slot.height(), 0))
            for slot, top in zip(self._slots, tops, strict=True)
        ]
        return sorted(gaps, key=lambda pair: pair[1])

    def _tear_down_far(self, spans: Sequence[tuple[_Slot, int]], screen: int) -> None:
        focused: QWidget | None = self.focusWidget()
        for slot, gap in spans:
            keeps_focus = focused is not None and slot.isAncestorOf(focused) and focused.hasFocus()
            anchored = self._anchor is not None and self._anchor[0] is slot
            if gap > screen * _FAR and slot.view is not None and not keeps_focus and not anchored:
                slot.tear_down()

    def _fill_foot(self) -> None:
        """Leave room below the last turn, so that its question can stand at the top."""
        room = 0
        if self._slots:
            room = self.viewport().height() - self._slots[-1].height() - 2 * L - XL
        room = max(room, 0)
        if room != self._foot.height():
            self._foot.setFixedHeight(room)

    def _place(self) -> None:
        if self._anchor is None:
            return
        slot, offset = self._anchor
        self._placing = True
        self.verticalScrollBar().setValue(self._top_of(slot) - offset)
        self._placing = False

    def _scrolled(self, value: int) -> None:
        if self._placing or not self._slots:
            return
        top = next(
            (slot for slot in self._slots if self._top_of(slot) + slot.height() > value), self._slots[-1]
        )
        self._anchor = (top, self._top_of(top) - value)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        side = max(M if width < _NARROW_PX else L, (width - _WIDEST_PX) // 2)
        bar = width - self.viewport().width()  # the column stands still when the scroll bar comes
        self._column.setContentsMargins(side, L, max(side - bar, S), L)
        self._soon.start()
