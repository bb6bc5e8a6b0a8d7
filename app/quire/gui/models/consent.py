"""What a download means, before anything is fetched: size, licence, who learns of it, where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quire.gui.models.snapshot import lacking_engine
from quire.gui.models.words import engine_words, role_name, rough_size_of, size_words, translate
from quire.gui.settings_dialog.pages import label
from quire.gui.status_bar import size_of
from quire.gui.theme.tokens import XS, L, M, S
from quire.types import ModelCard

if TYPE_CHECKING:
    from quire.models.shelf import Offer

_WIDTH_PX = 560
_TALLEST_PX, _LOWEST_PX = 424, 120  # of the list
_FRAME_PX = 48  # what a window has around it


class ConsentSheet(QDialog):
    """Asks for one model or for a set; agreeing is the only way a download begins."""

    def __init__(
        self,
        offers: Sequence[Offer],
        *,
        use: bool,
        agreed: Callable[[Sequence[ModelCard]], object],
        on_choose: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        agreed: Receives the cards of the models that were left ticked.
        on_choose: Leads to where single models are chosen; without it there is no such button.
        """
        super().__init__(parent)
        self._offers = offers
        self._use = use
        self._parts: list[_OfferCard] = []
        one = offers[0].card.title if len(offers) == 1 else ""
        title = self.tr("Download {0}?").format(one) if one else self.tr("Download these models?")
        self.setWindowTitle(self.tr("Download"))
        self.setMinimumWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, M)
        outer.setSpacing(M)
        outer.addWidget(label(title, "heading"))
        outer.addWidget(self._models(offers))
        for words, role in self._terms(offers):
            outer.addWidget(label(words, role))
        self._room = label("", "danger")
        outer.addWidget(self._room)
        outer.addLayout(self._buttons(agreed, on_choose))
        self._mind()
        self.setAccessibleDescription(" ".join(words.text() for words in self.findChildren(QLabel)))

    def _models(self, offers: Sequence[Offer]) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(S)
        for offer in offers:
            part = _OfferCard(offer, may_leave=len(offers) > 1)
            part.ticked.connect(self._mind)
            self._parts.append(part)
            column.addWidget(part)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Models to download"))
        area.setWidget(inside)
        inside.setMinimumWidth(_WIDTH_PX - 2 * L - M)
        whole = inside.sizeHint().height() + XS
        height = min(whole, _TALLEST_PX)
        if whole == height:
            column.setContentsMargins(0, 0, 0, 0)  # no scroll bar, no room for it
        area.setMaximumHeight(height)
        area.setMinimumHeight(min(height, _LOWEST_PX))
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as everything needs: Qt stops at two thirds of the screen, and the words would lose their room."""
        layout = self.layout()
        if layout is not None and not event.spontaneous():
            room = self.screen().availableGeometry()
            width = min(max(self.width(), layout.totalSizeHint().width()), room.width())
            self.resize(width, min(layout.totalHeightForWidth(width), room.height() - _FRAME_PX))
        super().showEvent(event)

    def _terms(self, offers: Sequence[Offer]) -> list[tuple[str, str]]:
        hosts = ", ".join(sorted({host for offer in offers for host in offer.hosts}))
        terms = []
        if hosts:
            words = self.tr("Fetched from {hosts}, which learns your address and which files you take. Nothing about you or your documents is sent.")  # noqa: E501 - one text
            terms.append((words.format(hosts=hosts), ""))
        else:
            terms.append((self.tr("All files are on this machine already; nothing is fetched."), ""))
        room = self.tr("Goes to {folder}; {free} are free there.").format(
            folder=offers[0].folder.parent, free=size_of(offers[0].free_bytes)
        )
        terms.append((room, "caption"))
        return terms

    def _mind(self) -> None:
        """Make the button say what it now means."""
        wanted = [part.offer for part in self._parts if part.is_wanted]
        needed = sum(offer.size_bytes for offer in wanted)
        enough = needed < self._offers[0].free_bytes
        words = self.tr("Download and Use") if self._use else self.tr("Download")
        self.agree.setText(f"{words} ({_amount(wanted)})" if needed else words)
        self.agree.setEnabled(enough and bool(wanted))
        self._room.setText(self.tr("There is not enough room: {size} are needed.").format(size=size_of(needed)))
        self._room.setVisible(not enough)

    def _buttons(
        self, agreed: Callable[[Sequence[ModelCard]], object], on_choose: Callable[[], object] | None
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        if on_choose is not None:
            choose = QPushButton(self.tr("Choose Others…"))
            choose.setProperty("role", "quiet")
            choose.clicked.connect(self.reject)
            choose.clicked.connect(lambda _=False: on_choose())
            row.addWidget(choose)
        row.addStretch()
        leave = QPushButton(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        self.agree = QPushButton()
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        self.agree.clicked.connect(lambda: agreed([part.offer.card for part in self._parts if part.is_wanted]))
        row.addWidget(leave)
        row.addWidget(self.agree)
        return row


def _amount(offers: Sequence[Offer]) -> str:
    """Return what is to be fetched, and how well that is known."""
    n_bytes = sum(offer.size_bytes for offer in offers)
    unsized = [offer for offer in offers if offer.n_unknown]
    if not unsized:
        return size_of(n_bytes)
    size = rough_size_of(n_bytes)
    if all(offer.card.about_mb for offer in unsized):
        return translate("Models", "about {0}").format(size)
    return translate("Models", "more than {0}").format(size)


class _OfferCard(QFrame):
    """Signals:
    ticked: The person wants it, or no longer.
    """

    ticked = Signal()

    def __init__(self, offer: Offer, *, may_leave: bool) -> None:
        super().__init__()
        self.offer = offer
        self.setProperty("role", "card")
        card = offer.card
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(XS)
        self._tick = QCheckBox(card.title)
        self._tick.setProperty("role", "subheading")
        self._tick.setChecked(True)
        self._tick.toggled.connect(lambda _: self.ticked.emit())
        self._tick.setVisible(may_leave)
        column.addWidget(self._tick)
        if not may_leave:
            column.addWidget(label(card.title, "subheading"))
        column.addWidget(label(f"{role_name(card.role)} · {size_words(card)}", "caption"))
        terms = self.tr("Licence: {0}").format(card.licence or self.tr("not known"))
        if card.licence_url:
            terms += f"\n{card.licence_url}"
        column.addWidget(label(terms, "caption"))
        lacking = lacking_engine(card)
        if lacking is not None:
            column.addWidget(label(engine_words(lacking), "warning"))
        if offer.cached:
            words = self.tr("%n file(s) are in the cache of Hugging Face on this machine and used where they lie.", "", len(offer.cached))  # noqa: E501 - one text
            column.addWidget(label(words, "caption"))

    @property
    def is_wanted(self) -> bool:
        return self._tick.isChecked()
