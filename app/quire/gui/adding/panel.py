"""The foot of the library pane: what is being added, and what could not be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.adding.batch import AddingItem, Tally
from quire.gui.adding.elided import ElidedLabel
from quire.gui.adding.model import ITEM_ROLE
from quire.gui.adding.password_dialog import PasswordPrompt
from quire.gui.adding.queue import AddingQueue
from quire.gui.adding.row import AddingDelegate
from quire.gui.adding.trouble_card import TroubleCard
from quire.gui.adding.troubles import Reason
from quire.gui.announce import announce
from quire.gui.session import Session
from quire.gui.status_bar import time_left, unit
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.types import Progress

_ROWS = 3  # files shown at once
_CARDS_PX, _LEAST_CARDS_PX = 220, 72
_MOST_CARDS = 20
_SILENT_S = 20  # a text takes seconds; longer means its disk or network hangs
_SUMMARY_MS = 8_000
_CARDS_MS = 200  # the cards change at most so often


class AddingPanel(QFrame):
    """Shown while there is something to say.

    Args:
        remove: Removes documents of the library, with undo; called with their ids.
    """

    def __init__(self, session: Session, remove: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__()
        self._session = session
        self._remove = remove
        self._queue: AddingQueue | None = None
        self.prompt: PasswordPrompt | None = None
        self._cards: dict[Reason, TroubleCard] = {}
        self._summary = ""
        self._opened = True
        self.setAccessibleName(self.tr("Adding documents"))
        self._build()
        self._forget = QTimer(self, singleShot=True, interval=_SUMMARY_MS)
        self._forget.timeout.connect(self._forget_summary)
        self._cards_later = QTimer(self, singleShot=True, interval=_CARDS_MS)
        self._cards_later.timeout.connect(self._show_cards)
        session.opened.connect(self._listen)
        self._listen()

    # building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.toggle = _button("chevron-down", self.tr("Hide what is being added"))
        self.toggle.clicked.connect(self._open_or_close)
        self.title = ElidedLabel(role="subheading")
        self.line = ElidedLabel(role="caption")
        self.pause = _button("pause", self.tr("Pause"))
        self.pause.clicked.connect(self._pause_or_resume)
        self.stop = _button("stop", self.tr("Stop adding"))
        self.stop.clicked.connect(self._stop)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of adding"))
        head = QHBoxLayout()
        head.setContentsMargins(S, XS, S, 0)
        head.setSpacing(XS)
        for widget, stretch in ((self.toggle, 0), (self.title, 1), (self.pause, 0), (self.stop, 0)):
            head.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, XS)
        layout.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "line")
        layout.addWidget(line)
        layout.addLayout(head)
        under = QVBoxLayout()
        under.setContentsMargins(S + XS, 0, S + XS, XS)
        under.setSpacing(XS)
        under.addWidget(self.bar)
        under.addWidget(self.line)
        layout.addLayout(under)
        layout.addWidget(self._make_cards())
        layout.addWidget(self._make_list())
        self.hide()

    def _make_cards(self) -> QWidget:
        self._area = _Shrinking(_LEAST_CARDS_PX)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("Files that could not be added"))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(S, XS, S, XS)
        self._column.setSpacing(S)
        self._more = QLabel()
        self._more.setProperty("role", "caption")
        self._column.addWidget(self._more)
        self._column.addStretch()
        self._area.setWidget(inside)
        return self._area

    def _make_list(self) -> QListView:
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Files being added"))
        self.list.setProperty("role", "canvas")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(AddingDelegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.skip = QAction(icon("trash"), self.tr("Leave This File Out"), self.list)
        self.skip.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.skip.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.skip.triggered.connect(self._leave_out)
        self.list.addAction(self.skip)
        return self.list

    def _listen(self) -> None:
        queue = self._session.adding
        if queue is None or queue is self._queue:
            return
        self._queue = queue
        self.list.setModel(queue.model)
        self.prompt = PasswordPrompt(queue, self)
        queue.changed.connect(self._refresh)
        queue.batch_done.connect(self._sum_up)
        queue.troubles.changed.connect(self._cards_later.start)
        queue.troubles.changed.connect(self._refresh)
        self._show_cards()

    # what the person does ----------------------------------------------------------------------------------------

    def _pause_or_resume(self) -> None:
        if self._queue is not None:
            self._queue.resume() if self._queue.paused else self._queue.pause()

    def _stop(self) -> None:
        if self._queue is not None:
            self._queue.cancel()

    def _open_menu(self, at: QPoint) -> None:
        if self.list.indexAt(at).isValid():
            menu = QMenu(self.list)
            menu.addAction(self.skip)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _leave_out(self) -> None:
        item: AddingItem | None = self.list.currentIndex().data(ITEM_ROLE)
        if item is None or self._queue is None:
            return
        if item.searchable and item.document_id:
            self._remove((item.document_id,))
        else:
            self._queue.skip(item)

    def _open_or_close(self) -> None:
        self._opened = opened = not self._opened
        self.toggle.setIcon(icon("chevron-down" if opened else "chevron-up"))
        self.toggle.setAccessibleName(
            self.tr("Hide what is being added") if opened else self.tr("Show what is being added")
        )
        self.toggle.setToolTip(self.toggle.accessibleName())
        self._refresh()

    # what the queue says -----------------------------------------------------------------------------------------

    def _sum_up(self, tally: Tally) -> None:
        self._summary = tally.counted()
        self._forget.start()
        announce(self, tally.words())
        if tally.noteworthy:
            self._session.message.emit(tally.words(), "info")
        self._refresh()

    def _forget_summary(self) -> None:
        self._summary = ""
        self._refresh()

    def _refresh(self) -> None:
        queue = self._queue
        if queue is None:
            return
        n_troubles = len(queue.troubles)
        busy = queue.busy or bool(queue.model.rowCount())
        shown = busy or bool(n_troubles) or bool(self._summary)
        self.setVisible(shown)
        if not shown:
            return
        now = queue.progress()
        self.title.setText(self._title(queue, busy=busy, n_troubles=n_troubles))
        self.line.setText(self._line(queue, now) if queue.busy else "")
        self.line.setVisible(bool(self.line.text()))
        self.bar.setVisible(queue.busy)
        self.bar.setRange(0, now.total)
        self.bar.setValue(now.done)
        self.bar.setAccessibleDescription(self.line.text())
        for button in (self.pause, self.stop):
            button.setVisible(queue.busy)
            button.setEnabled(not queue.stopping)
        self._show_pause(queue.paused)
        opened = self._opened
        n_rows = min(queue.model.rowCount(), _ROWS)
        self.toggle.setVisible(bool(n_rows or n_troubles))
        self.list.setVisible(opened and n_rows > 0)
        if n_rows:
            height = self.list.sizeHintForRow(0)
            self.list.setMinimumHeight(height)
            self.list.setMaximumHeight(height * n_rows)
        self._area.setVisible(opened and n_troubles > 0)

    def _title(self, queue: AddingQueue, *, busy: bool, n_troubles: int) -> str:
        if queue.stopping:
            return self.tr("Stopping…")
        if queue.paused:
            return self.tr("Paused, %n file(s) left", "", queue.n_left)
        if busy:
            return self.tr("Adding %n file(s)", "", max(queue.n_left, 1))
        if self._summary:
            return self._summary
        if queue.troubles.n_failed:
            return self.tr("%n file(s) could not be added", "", queue.troubles.n_failed)
        return self.tr("%n file(s) left out", "", n_troubles)

    def _line(self, queue: AddingQueue, now: Progress) -> str:
        if queue.silent_s > _SILENT_S:
            return self.tr("No answer from {name} for {n} s").format(name=now.label, n=int(queue.silent_s))
        return _line(now)

    def _show_pause(self, paused: bool) -> None:
        if self.pause.property("paused") != paused:
            self.pause.setProperty("paused", paused)
            self.pause.setIcon(icon("play" if paused else "pause"))
            self.pause.setAccessibleName(self.tr("Go on") if paused else self.tr("Pause"))
            self.pause.setToolTip(self.pause.accessibleName())

    def _show_cards(self) -> None:
        if self._queue is None:
            return
        reasons = self._queue.troubles.by_reason()
        shown = dict(list(reasons.items())[:_MOST_CARDS])
        for reason in [old for old in self._cards if old not in shown]:
            card = self._cards.pop(reason)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, (reason, troubles) in enumerate(shown.items()):
            card = self._cards.get(reason) or self._make_card(self._queue, reason)
            card.show_files(troubles)
            self._column.insertWidget(place, card)
        hidden = sum(len(troubles) for troubles in reasons.values()) - sum(
            len(some) for some in shown.values()
        )
        self._more.setText(self.tr("and %n more file(s) for other reasons", "", hidden))
        self._more.setVisible(hidden > 0)
        self._fit_cards()
        self._refresh()

    def _make_card(self, queue: AddingQueue, reason: Reason) -> TroubleCard:
        card = self._cards[reason] = TroubleCard(reason)
        card.retried.connect(queue.retry)
        card.dismissed.connect(queue.dismiss)
        if self.prompt is not None:
            card.unlock_wanted.connect(self.prompt.ask_again)
        return card

    def _fit_cards(self) -> None:
        width = max(self.width() - 2 * S, 1)
        height = 2 * XS + sum(card.heightForWidth(width) + S for card in self._cards.values())
        self._area.fit(min(height, Theme.current().tokens.px(_CARDS_PX)))

    def resizeEvent(self, event: object) -> None:
        self._fit_cards()


class _Shrinking(QScrollArea):
    """As high as what is inside, but ready to give room away."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self._height = least

    def fit(self, height: int) -> None:
        self._height = height
        self.setMaximumHeight(height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._least, self._height))


def _line(now: Progress) -> str:
    parts = []
    if now.total and now.unit:
        parts.append(f"{now.done:n} / {now.total:n} {unit(now.unit)}")
    if now.eta_s is not None:
        parts.append(time_left(now.eta_s))
    return " · ".join(parts)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(ICON - XS, ICON - XS))
    button.setAccessibleName(text)
    button.setToolTip(text)
    return button
