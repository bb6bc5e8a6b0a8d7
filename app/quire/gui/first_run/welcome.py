"""The welcome: what Quire does, what it can do without any download, and one button to try it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quire.gui.conversation.flow import FlowLayout
from quire.gui.session import Session
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, XL, L, M, S
from quire.jobs import Job
from quire.settings import resources

# The sample documents are in English, and so is what is asked of them; the named one answers it.
FIRST_QUESTION = "How many hours did the diesel sets run in 2024?"
ANSWERED_BY = "annual-report-2024.pdf"
_WIDEST_PX = 560
_LOOK_AGAIN_MS = 500


class Welcome(QScrollArea):
    """Stands in the middle pane while the library is empty.

    Signals:
        add_wanted: The person wants to pick own files.
        question_ready: The samples are in; the question to ask first.
        models_wanted: The person wants models that can do more.

    Attributes:
        was_left: Whether the person went past it in this session; it does not come back by itself.
    """

    add_wanted = Signal()
    question_ready = Signal(str)
    models_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.was_left = False
        self.setWidgetResizable(True)
        self.setProperty("role", "surface")
        self.setAccessibleName(self.tr("Welcome"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._page())
        self._look = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._look.timeout.connect(self._look_at_samples)
        session.opened.connect(self.refresh)
        Theme.current().changed.connect(self._paint_signs)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "surface")
        outer = QHBoxLayout(page)
        outer.setContentsMargins(L, XL, L, XL)
        column = QWidget()
        column.setMaximumWidth(_WIDEST_PX)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addStretch(1)
        layout.addWidget(_label(self.tr("Ask your own papers and pictures"), "title"))
        self._signs: list[tuple[QLabel, str]] = []
        for name, text in (
            ("drop", self.tr("Drop PDFs, e-books, scans and photographs anywhere on this window.")),
            ("conversation", self.tr("Ask in your own words, or with a picture.")),
            ("quote", self.tr("Every sentence of an answer leads to the place on the page it came from.")),
        ):
            layout.addLayout(self._line(name, text))
        layout.addSpacing(S)
        layout.addWidget(self._buttons())
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setAccessibleName(self.tr("Adding the sample documents"))
        self._progress.hide()
        layout.addWidget(self._progress)
        self._state = _label("", "caption")
        layout.addWidget(self._state)
        layout.addSpacing(S)
        layout.addWidget(_line_across())
        layout.addWidget(_label(self.tr("What is built in"), "subheading"))
        layout.addWidget(
            _label(
                self.tr(
                    "Search by words and by meaning, text recognition for scans, tables and figures, and answers "
                    "quoted word for word from your documents. It needs no account and no download, and nothing "
                    "leaves this machine."
                ),
                "muted",
            )
        )
        layout.addWidget(
            _label(
                self.tr(
                    "What it cannot do: write answers in its own words, or see more than the rough subject of a "
                    "photograph. Larger models can. They run on this machine too, and two clicks bring those that suit "
                    "it."
                ),
                "muted",
            )
        )
        self.better_button = QPushButton(self.tr("Get Better Models…"))
        self.better_button.setAccessibleDescription(self.tr("Shows size and licences before anything is downloaded"))
        self.better_button.clicked.connect(self.models_wanted)
        layout.addWidget(self.better_button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(2)
        outer.addStretch(1)
        outer.addWidget(column, 8)
        outer.addStretch(1)
        self._paint_signs()
        return page

    def _line(self, name: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(M)
        sign = QLabel()
        sign.setProperty("decorative", True)
        self._signs.append((sign, name))
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(_label(text, "reading"), 1)
        return row

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=S)
        self.samples_button = QPushButton(self.tr("Try It with the Sample Documents"))
        self.samples_button.setProperty("role", "primary")
        self.samples_button.setAccessibleDescription(self.tr("Adds ten small documents and asks a first question"))
        self.samples_button.clicked.connect(self._try_samples)
        self.own_button = QPushButton(self.tr("Add Your Own…"))
        self.own_button.clicked.connect(self.add_wanted)
        self.leave_button = QPushButton(self.tr("To the Conversation"))
        self.leave_button.setProperty("role", "quiet")
        self.leave_button.clicked.connect(lambda: self.question_ready.emit(""))
        for button in (self.samples_button, self.own_button, self.leave_button):
            flow.addWidget(button)
        self.leave_button.hide()
        return row

    def _paint_signs(self) -> None:
        for label, name in self._signs:
            edge = Theme.current().tokens.px(ICON)
            label.setPixmap(icon(name, colour="accent_text").pixmap(QSize(edge, edge), label.devicePixelRatio()))

    def refresh(self) -> None:
        """Make the buttons fit the state of the library."""
        ready = self._session.library is not None and not self._look.isActive()
        self.samples_button.setEnabled(ready)
        self.own_button.setEnabled(self._session.library is not None)

    def count(self, n_documents: int) -> None:
        """Hear how many documents there are; with own documents the way to the conversation is free."""
        self.leave_button.setVisible(n_documents > 0)
        if n_documents and not self._look.isActive() and self.isVisible() and not self.was_left:
            self.was_left = True
            self.question_ready.emit("")

    def _try_samples(self) -> None:
        folder = resources() / "samples"
        self._state.setText(self.tr("Reading the sample documents on this machine; this takes some seconds."))
        self._progress.show()
        self._look.start()
        self.refresh()
        documents = [path for path in sorted(folder.glob("*")) if path.suffix != ".jsonl"]  # that one is for `evaluate`
        self._session.add(documents or [folder])

    def _look_at_samples(self) -> None:
        """Ask the first question as soon as the document that answers it is wholly in."""
        library, folder = self._session.library, resources() / "samples"
        if library is None:
            return

        def work(_: Job) -> bool:
            return any(Path(row.path) == folder / ANSWERED_BY and row.stage == "ready" for row in library.documents())

        self._session.tasks.run(work, on_done=self._looked, owner=self)

    def _looked(self, ready: bool) -> None:
        if not self._look.isActive() or not (ready or self._stopped()):
            return
        self._look.stop()
        self._progress.hide()
        self._state.clear()
        self.refresh()
        if ready:
            self.was_left = True
            self.question_ready.emit(FIRST_QUESTION)

    def _stopped(self) -> bool:
        """Whether nothing is being added any more: it failed, or the person cancelled it."""
        return not any(task.title for task in self._session.tasks.open_tasks())


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _line_across() -> QWidget:
    line = QFrame()
    line.setProperty("role", "line")
    return line
