"""Everything the library knows of the selected documents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.library import words
from quire.gui.library.entries import Entry
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.gui.told import told
from quire.types import Problem

_MOST_PROBLEMS = 20


class Details(QFrame):
    """Signals:
    closed: The person is done with it.
    relink_wanted: An `Entry` whose original is missing.
    """

    closed = Signal()
    relink_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Entry, ...], tuple[bool, ...]] | None = None
        self.setAccessibleName(self.tr("Details"))
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "subheading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setIconSize(QSize(ICON - XS, ICON - XS))
        close.setAccessibleName(self.tr("Close details"))
        close.setToolTip(self.tr("Close"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(S + XS, S, S, 0)
        head.addWidget(self.title, 1)
        head.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(S + XS, XS, S, S)
        self._column.setSpacing(S)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Details of the selected documents"))
        area.setWidget(self._body)
        line = QFrame()
        line.setProperty("role", "line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(line)
        layout.addLayout(head)
        layout.addWidget(area, 1)

    def show_entries(self, entries: Sequence[Entry], missing: frozenset[str]) -> None:
        """Show one document, or the sums of several."""
        shown = (tuple(entries), tuple(entry.id in missing for entry in entries))
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if not entries:
            self.title.setText(self.tr("Nothing is selected"))
        elif len(entries) == 1:
            self._show_one(entries[0], missing=entries[0].id in missing)
        else:
            self._show_several(entries)
        self._column.addStretch()

    def texts(self) -> str:
        """Return everything it says, line by line."""
        labels = [self.title, *self._body.findChildren(QLabel)]
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self))

    def _show_one(self, entry: Entry, *, missing: bool) -> None:
        row = entry.summary
        self.title.setText(entry.title)
        if missing:
            self._column.addWidget(self._missing(entry))
        found = [words.pages(row.n_pages)]
        if row.n_elements:
            found.append(self.tr("%n passage(s)", "", row.n_elements))
        if row.n_tables:
            found.append(self.tr("%n table(s)", "", row.n_tables))
        if row.n_figures:
            found.append(self.tr("%n figure(s)", "", row.n_figures))
        facts = [
            (self.tr("Holds"), ", ".join(found)),
            (self.tr("Kind"), f"{words.kind(entry.kind)}, {words.size(row.size_bytes)}"),
            (self.tr("Added"), words.moment(row.added_at)),
            (self.tr("Changed"), words.moment(row.modified_at)),
            (self.tr("In"), ", ".join(row.collections) or self.tr("no collection")),
            (self.tr("File"), row.path),
        ]
        self._column.addWidget(_form(facts))
        if row.stage == "searchable":
            self._column.addWidget(_label(words.chip_explanation(entry, missing=False), "caption"))
        elif row.problems:
            self._add_problems(row.problems)

    def _show_several(self, entries: Sequence[Entry]) -> None:
        self.title.setText(words.documents(len(entries)))
        rows = [entry.summary for entry in entries]
        kinds = dict.fromkeys(words.kind(entry.kind) for entry in entries)
        facts = [
            (self.tr("Hold"), words.pages(sum(row.n_pages for row in rows))),
            (self.tr("Kinds"), ", ".join(kinds)),
            (self.tr("Size"), words.size(sum(row.size_bytes for row in rows))),
        ]
        self._column.addWidget(_form(facts))

    def _missing(self, entry: Entry) -> QWidget:
        card = QFrame()
        card.setProperty("role", "banner")
        card.setProperty("kind", "warning")
        column = QVBoxLayout(card)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        column.addWidget(
            _label(self.tr("The original is not where it was. What the library keeps still works."), "")
        )
        button = QPushButton(self.tr("Find the Original…"))
        button.clicked.connect(lambda: self.relink_wanted.emit(entry))
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_problems(self, problems: Sequence[Problem]) -> None:
        self._column.addWidget(_label(self.tr("%n problem(s)", "", len(problems)), "subheading"))
        for problem in problems[:_MOST_PROBLEMS]:
            text = told(problem.message)
            if problem.page is not None:
                text = self.tr("Page {n}: {text}").format(n=problem.page, text=text)
            self._column.addWidget(
                _label(f"{text} {told(problem.hint)}".strip(), "caption")
            )
        if len(problems) > _MOST_PROBLEMS:
            more = self.tr("and %n more", "", len(problems) - _MOST_PROBLEMS)
            self._column.addWidget(_label(more, "caption"))


def _form(facts: Sequence[tuple[str, str]]) -> QWidget:
    widget = QWidget()
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(S + XS)
    form.setVerticalSpacing(XS)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, value in facts:
        label = QLabel(name)
        label.setProperty("role", "caption")
        shown = _label(value, "")
        shown.setAccessibleName(f"{name}: {value}")
        form.addRow(label, shown)
    return widget


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
