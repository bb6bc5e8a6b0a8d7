"""The cards below an answer or of a search, which may get a better order while somebody reads them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from quire.gui.conversation.cards import EvidenceCard
from quire.gui.conversation.crops import Crops
from quire.gui.conversation.evidence import Evidence
from quire.gui.theme.tokens import S

_AT_ONCE = 2  # cards made in one go; each takes some milliseconds
_LOOK_MS = 250


class CardList(QWidget):
    """Signals:
    opened: The index of a card's evidence.
    grown: Its height may have changed.
    """

    opened = Signal(int)
    grown = Signal()

    def __init__(self, crops: Crops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self._evidence: tuple[Evidence, ...] = ()
        self._n_wanted = 0
        self._selected = -1
        self._waiting: tuple[Evidence, ...] | None = None
        self.cards: list[EvidenceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S)
        self.better = QPushButton(self.tr("A better order is ready"))
        self.better.setProperty("role", "link")
        self.better.setAccessibleDescription(self.tr("Puts the results in the order that a model judged better"))
        self.better.clicked.connect(self._put_in_order)
        self.better.hide()
        self._column.addWidget(self.better)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_more)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._put_in_order_when_free)

    @property
    def is_whole(self) -> bool:
        """Whether all cards that are wanted have been made."""
        return len(self.cards) >= self._n_wanted

    def show_evidence(self, evidence: Sequence[Evidence], n_wanted: int) -> None:
        """Show the first `n_wanted`; those that are shown already stay. Some cards come when nothing else waits."""
        self._evidence, self._n_wanted = tuple(evidence), min(n_wanted, len(evidence))
        self._make(_AT_ONCE)

    def take_order(self, evidence: Sequence[Evidence]) -> None:
        """Put cards into a better order: at once, or when neither pointer nor keyboard is among them."""
        self._waiting = tuple(evidence)
        moves = [one.key for one in evidence] != [one.key for one in self._evidence]
        if moves and self._is_being_read():
            self.better.show()
            self._look.start()
        else:
            self._put_in_order()

    def select(self, index: int) -> None:
        """Show which card leads to what the viewer shows; -1 for none."""
        self._selected = index
        for card in self.cards:
            card.set_selected(self._index_of(card) == index)

    def _is_being_read(self) -> bool:
        pointed = self.isVisible() and self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        focused = QApplication.focusWidget()
        return pointed or (focused is not None and focused is not self.better and self.isAncestorOf(focused))

    def _put_in_order_when_free(self) -> None:
        if not self._is_being_read():
            self._put_in_order()

    def _put_in_order(self) -> None:
        self._look.stop()
        self.better.hide()
        evidence, self._waiting = self._waiting, None
        if evidence is None:
            return
        chosen = self._evidence[self._selected].key if 0 <= self._selected < len(self._evidence) else None
        self._evidence, self._n_wanted = evidence, len(evidence)
        places = {one.key: index for index, one in enumerate(evidence)}
        for card in [card for card in self.cards if card.evidence.key not in places]:
            self.cards.remove(card)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards.sort(key=lambda card: places[card.evidence.key])
        for index, card in enumerate(self.cards):
            card.renew(evidence[places[card.evidence.key]])
            self._column.removeWidget(card)
            self._column.insertWidget(index + 1, card)
        self._selected = -1 if chosen is None else places.get(chosen, -1)
        self._make(_AT_ONCE)
        self.grown.emit()

    def _index_of(self, card: EvidenceCard) -> int:
        return next((n for n, one in enumerate(self._evidence) if one.key == card.evidence.key), -1)

    def _make(self, at_once: int) -> None:
        """Make some of the missing cards, the first ones first."""
        known = {card.evidence.key for card in self.cards}
        missing = [index for index in range(self._n_wanted) if self._evidence[index].key not in known]
        for index in missing[:at_once]:
            card = EvidenceCard(self._evidence[index], self._crops)
            card.opened.connect(lambda card=card: self.opened.emit(self._index_of(card)))
            at = sum(self._index_of(other) < index for other in self.cards)
            self.cards.insert(at, card)
            self._column.insertWidget(at + 1, card)
        self.select(self._selected)
        if missing[at_once:]:
            self._later.start()

    def _make_more(self) -> None:
        self._make(1)
        self.grown.emit()
