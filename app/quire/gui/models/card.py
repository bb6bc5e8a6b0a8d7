"""One model: what it is, whether it fits, what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from quire.gui.conversation.labels import sign
from quire.gui.models.details import Details
from quire.gui.models.downloads import Download, Phase
from quire.gui.models.snapshot import Row
from quire.gui.models.words import facts, fit_words, size_words, speed_words, translate, use_name
from quire.gui.settings_dialog.pages import label, say
from quire.gui.status_bar import size_of, time_left
from quire.gui.theme.tokens import XS, M, S
from quire.gui.told import told
from quire.models.machine import Fitting, Machine
from quire.types import ModelCard

_FINEST = 1000


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a card can ask the page to do."""

    download: Callable[[ModelCard], None]
    pause: Callable[[str], None]
    stop: Callable[[str], None]
    go_on: Callable[[str], None]
    use: Callable[[ModelCard], None]
    install: Callable[[Row], None]
    leave: Callable[[ModelCard], None]
    verify: Callable[[ModelCard], None]
    try_speed: Callable[[ModelCard], None]
    delete: Callable[[Row], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with one model.

    Attributes:
        busy: What is being done with it right now ("Checking…"), or empty.
        verdict: What came of the last check or test, and the role of its label.
        speed: How fast it ran here: per second, and what was counted.
    """

    row: Row
    machine: Machine
    download: Download | None = None
    in_use: bool = False
    offline: bool = False
    busy: str = ""
    verdict: tuple[str, str] = ("", "muted")
    speed: tuple[float, str] = (0.0, "")


class ModelCardView(QFrame):
    """Buttons come and go with the state; they are never made anew, so that the keyboard stays where it was."""

    def __init__(self, standing: Standing, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = standing
        self._wishes = wishes
        card = standing.row.card
        self.setProperty("role", "card")
        self.setAccessibleName(card.title)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(M, S + XS, M, S + XS)
        column.setSpacing(XS)
        column.addLayout(self._make_head(card))
        column.addWidget(label(facts(card), "caption"))
        if card.reason:
            column.addWidget(label(told(card.reason), ""))
        column.addLayout(self._make_fit())
        self._progress = QProgressBar(maximum=_FINEST, textVisible=False)
        self._progress.setAccessibleName(self.tr("Download of {0}").format(card.title))
        column.addWidget(self._progress)
        self._state = label("", "caption")
        column.addWidget(self._state)
        self._details: Details | None = None  # made when somebody wants to know
        column.addLayout(self._make_buttons(card))
        self.show_standing(standing)

    @property
    def standing(self) -> Standing:
        return self._standing

    # building ----------------------------------------------------------------------------------------------------

    def _make_head(self, card: ModelCard) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(label(card.title, "subheading"), 1)
        self._badges = [_badge(words) for words in (self.tr("In use"), self.tr("Recommended"), self.tr("Built in"))]
        for badge in self._badges:
            row.addWidget(badge, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _make_fit(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        self._signs = {
            Fitting.FITS: sign("check", "good"),
            Fitting.TIGHT: sign("warning", "warning"),
            Fitting.TOO_LARGE: sign("error", "danger"),
        }
        for one in self._signs.values():
            one.setProperty("decorative", True)
            row.addWidget(one)
        self._fit = label("", "caption")
        row.addWidget(self._fit, 1)
        return row

    def _make_buttons(self, card: ModelCard) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, XS, 0, 0)
        row.setSpacing(S)
        wishes, model_id = self._wishes, card.id
        self.download = self._button(self.tr("Download…"), lambda: wishes.download(card))
        self.go_on = self._button(self.tr("Go On"), lambda: wishes.go_on(model_id))
        self.pause = self._button(self.tr("Pause"), lambda: wishes.pause(model_id))
        self.stop = self._button(self.tr("Cancel"), lambda: wishes.stop(model_id), role="quiet")
        self.use = self._button(use_name(card.role), lambda: wishes.use(card))
        lacking = self._standing.row.lacking
        words = self.tr("Install {0}…").format(lacking.title if lacking is not None else "")
        self.install = self._button(words, lambda: wishes.install(self._standing.row))
        self.leave = self._button(self.tr("Stop Using"), lambda: wishes.leave(card), role="quiet")
        self.speed = self._button(self.tr("Try the Speed"), lambda: wishes.try_speed(card), role="quiet")
        self.verify = self._button(self.tr("Check"), lambda: wishes.verify(card), role="quiet")
        self.delete = self._button(self.tr("Delete…"), lambda: wishes.delete(self._standing.row), role="quiet")
        self.more = self._button(self.tr("Details"), self._fold, role="quiet")
        self.more.setCheckable(True)
        first = (self.download, self.go_on, self.pause, self.install, self.use, self.stop, self.leave, self.speed)
        for button in first:
            row.addWidget(button)
        row.addStretch()
        for button in (self.verify, self.delete, self.more):
            row.addWidget(button)
        return row

    def _button(self, text: str, act: Callable[[], object], *, role: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setAccessibleDescription(self._standing.row.card.title)
        button.clicked.connect(lambda _=False: act())
        return button

    def _fold(self) -> None:
        if self._details is None:
            self._details = Details(self._standing.row.card)
            self._column.insertWidget(self._column.count() - 1, self._details)
            self._details.show_row(self._standing.row)
        self._details.setVisible(self.more.isChecked())

    def hasHeightForWidth(self) -> bool:
        """Keep the wrapping of words to itself: else every new card has all the others wrap theirs again."""
        return False

    def event(self, event: QEvent) -> bool:
        """Be as high as the words are at this width."""
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
            layout.invalidate()  # else lines keep the heights they had at another width
            layout.setGeometry(self.contentsRect())
        return done

    # state -------------------------------------------------------------------------------------------------------

    def show_standing(self, standing: Standing) -> None:
        """Show how things stand now."""
        self._standing = standing
        row, machine, download = standing.row, standing.machine, standing.download
        shown = (standing.in_use, row.recommended, row.card.built_in)
        for badge, on in zip(self._badges, shown, strict=True):
            badge.setVisible(on)
        for fitting, one in self._signs.items():
            one.setVisible(fitting is row.fitting)
        words = [fit_words(row.card, machine, row.fitting), speed_words(*standing.speed)]
        self._fit.setText(" · ".join(part for part in words if part))
        if self._details is not None:
            self._details.show_row(row)
        self._mind_buttons(row, download)
        self.show_progress()

    def _mind_buttons(self, row: Row, download: Download | None) -> None:
        standing, moving = self._standing, download is not None and download.task is not None
        waits = download is not None and download.phase is Phase.WAITING
        stopped = download is not None and download.phase in (Phase.STOPPED, Phase.FAILED)
        online, idle = not standing.offline, not standing.busy
        self.download.setVisible(download is None and not row.here and not row.begun_bytes)
        self.download.setEnabled(online)
        self.go_on.setVisible(stopped or (download is None and not row.here and bool(row.begun_bytes)))
        self.go_on.setEnabled(online)
        failed = download is not None and download.phase is Phase.FAILED
        self.go_on.setText(self.tr("Try Again") if failed else self.tr("Go On"))
        self.pause.setVisible(moving)
        self.pause.setText(self.tr("Go On") if download is not None and download.paused else self.tr("Pause"))
        self.stop.setVisible(moving or waits or stopped)
        self.stop.setText(self.tr("Dismiss") if failed else self.tr("Cancel"))
        runs = row.ready and row.lacking is None
        self.install.setVisible(row.ready and not runs)
        self.install.setEnabled(online and idle)
        self.use.setVisible(runs and not standing.in_use)
        self.leave.setVisible(standing.in_use and not row.card.default)
        self.speed.setVisible(runs)
        self.speed.setEnabled(idle)
        self.verify.setVisible(row.installed is not None)
        self.verify.setEnabled(idle)
        self.delete.setVisible((row.installed is not None or bool(row.begun_bytes)) and not moving and not waits)
        self.delete.setEnabled(idle)
        tip = self.tr("Quire is set to stay offline") if standing.offline else ""
        for button in (self.download, self.go_on):
            button.setToolTip(tip)

    def show_progress(self) -> None:
        """Show how far the download is, or what else there is to say."""
        standing, download = self._standing, self._standing.download
        moving = download is not None and download.task is not None
        self._progress.setVisible(moving)
        if download is not None and moving:
            now = download.progress
            known = now.total > 0
            self._progress.setRange(0, _FINEST if known else 0)
            self._progress.setValue(_FINEST * now.done // now.total if known else 0)
            self._say(progress_words(download), "caption")
        elif download is not None and download.phase is Phase.FAILED and download.error is not None:
            texts = (download.error.message, download.error.hint)
            self._say(" ".join(told(text) for text in texts if text), "danger")
        elif download is not None and download.phase is Phase.WAITING:
            self._say(self.tr("Waits until the download before it is done."), "caption")
        elif standing.row.begun_bytes:
            words = self.tr("{done} of {total} are here already.").format(
                done=size_of(standing.row.begun_bytes), total=size_words(standing.row.card)
            )
            self._say(words, "caption")
        elif standing.busy:
            self._say(standing.busy, "caption")
        elif standing.row.trouble:
            self._say(told(standing.row.trouble), "danger")
        else:
            self._say(*standing.verdict)

    def _say(self, text: str, role: str) -> None:
        if (self._state.text(), self._state.property("role")) != (text, role):
            say(self._state, text, role)
        self._state.setVisible(bool(text))
        self._progress.setAccessibleDescription(text)


def progress_words(download: Download) -> str:
    """Return "1.2 GB of 2.5 GB · 12 MB/s · about 2 min left"."""
    now = download.progress
    if download.paused:
        first = translate("Models", "Paused")
    elif now.stage == "checking":
        first = translate("Models", "Checking that every byte is right")
    elif now.stage == "waiting":
        return told(now.label) if now.label else translate("Models", "Connecting…")
    else:
        first = ""
    parts = [first]
    if now.total:
        parts.append(translate("Models", "{done} of {total}").format(done=size_of(now.done), total=size_of(now.total)))
    elif now.done:
        parts.append(size_of(now.done))
    if download.speed and not download.paused:
        parts.append(translate("Models", "{0}/s").format(size_of(download.speed)))
        if now.eta_s is not None:
            parts.append(time_left(now.eta_s))
    return " · ".join(part for part in parts if part) or translate("Models", "Connecting…")


def _badge(text: str) -> QLabel:
    badge = QLabel(text)
    badge.setProperty("role", "badge")
    badge.setTextFormat(Qt.TextFormat.PlainText)
    return badge
