"""One question with what came of it: the answer and its evidence, results, a refusal, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quire.gui.conversation.answer_view import AnswerView
from quire.gui.conversation.card_list import CardList
from quire.gui.conversation.cards import EvidenceCard
from quire.gui.conversation.entries import Entry, State, Wishes
from quire.gui.conversation.evidence import Evidence, cited, found, nearest, shortened, stops, with_sources
from quire.gui.conversation.excerpts import plain
from quire.gui.conversation.labels import label, sign, tool
from quire.gui.conversation.nothing_found import NothingFound
from quire.gui.conversation.question_bubble import QuestionBubble
from quire.gui.conversation.thought import Thought
from quire.gui.conversation.timings import in_words, lines_of, total_of, writer_of
from quire.gui.conversation.tooltips import as_tooltip
from quire.gui.conversation.working import Working
from quire.gui.theme.tokens import M, S
from quire.gui.told import told
from quire.types import SearchResult

_FIRST_CARDS = 4  # of an answer; the rest come when asked for
MOST_RESULTS = 100


class TurnView(QWidget):
    """Signals:
    grown: Its height may have changed.
    """

    grown = Signal()

    def __init__(
        self, entry: Entry, wishes: Wishes, stage: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self._wishes = wishes
        self._stage = stage
        self.answer: AnswerView | None = None
        self._thought: Thought | None = None
        self._unfolded = False
        self._list: CardList | None = None
        self._judging = False  # results are shown whose order is not final
        self._evidence: tuple[Evidence, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(M)
        self.bubble = QuestionBubble(entry, wishes.crops)
        self._column.addWidget(self.bubble)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self.refresh()

    # what is shown -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the entry as it is now."""
        if self._judging and self.entry.state is State.DONE and self.entry.turn.result is not None:
            self._finish_judging()
            return
        old = self._body
        self._body = QWidget()
        self.answer, self._thought, self._list, self._judging, self._evidence = None, None, None, False, ()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        self._fill(layout)
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        self.grown.emit()

    def show_written(self) -> None:
        """Show the answer, and the thought before it, as far as they are written."""
        entry = self.entry
        if (entry.text and self.answer is None) or (entry.thinking and self._thought is None):
            self.refresh()
        if self._thought is not None:
            self._thought.show_thought(entry.thinking, entry.thought_s, goes_on=not entry.text)
        if self.answer is not None:
            self.answer.show_text(entry.text, {})
        self.grown.emit()

    def _fill(self, layout: QVBoxLayout) -> None:
        entry, turn = self.entry, self.entry.turn
        self._add_thought(layout)
        if entry.state is State.RUNNING:
            if entry.text:
                self._add_answer(layout, entry.text, ())
            self.working = Working(self._stage)
            layout.addWidget(self.working)
            if turn.result is not None:
                self._judging = True
                self._add_results(layout)
        elif entry.state is State.FAILED and entry.error is not None:
            self._add_error(layout)
        elif turn.result is not None:
            self._add_results(layout)
        elif turn.answer is not None and turn.answer.abstained:
            self._add_refusal(layout)
        elif turn.answer is not None:
            self._evidence = cited(turn.answer)
            self._add_answer(layout, turn.answer.text, self._evidence)
            self._add_notes(layout, turn.answer.notes)
            self._add_tools(layout, turn.answer.seconds)
            written = writer_of(turn.answer)
            where = self._places_in_words(self._evidence) if self._evidence else ""
            if said := " · ".join(part for part in (where, written) if part):
                layout.addWidget(label(said, "caption"))
            self._add_cards(layout, _FIRST_CARDS)
        else:
            layout.addWidget(label(self.tr("Stopped before anything was written."), "muted"))
            self._add_tools(layout, {})

    def _add_thought(self, layout: QVBoxLayout) -> None:
        entry = self.entry
        if entry.thinking:
            self._thought = Thought()
            goes_on = entry.state is State.RUNNING and not entry.text
            self._thought.show_thought(entry.thinking, entry.thought_s, goes_on=goes_on)
            self._thought.fold.setChecked(self._unfolded)
            self._thought.fold.toggled.connect(self._remember_fold)
            layout.addWidget(self._thought)

    def _remember_fold(self, on: bool) -> None:
        self._unfolded = on
        self.grown.emit()

    def _add_answer(self, layout: QVBoxLayout, text: str, evidence: Sequence[Evidence]) -> None:
        self.answer = AnswerView()
        self.answer.cited.connect(self._open_marker)
        made = self.entry.turn.answer if self.entry.state is not State.RUNNING else None
        unsupported = made.unsupported if made is not None else ()
        self.answer.show_text(text, {one.marker: _tip(one) for one in evidence}, unsupported)
        layout.addWidget(self.answer)
        if self.answer.doubtful():
            words = self.tr("Underlined with dots: nothing in your library supports it.")
            layout.addWidget(label(words, "warning"))
        if made is not None and made.stop == "cancelled":
            layout.addWidget(label(self.tr("You stopped it here."), "caption"))
        elif made is not None and made.stop == "length":
            layout.addWidget(label(self.tr("The answer reached its greatest length."), "caption"))

    def _add_error(self, layout: QVBoxLayout) -> None:
        error = self.entry.error
        assert error is not None
        text = f"{told(error.message)} {told(error.hint)}".strip()
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(sign("warning", "warning"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "body", selectable=True), 1)
        layout.addLayout(row)
        self._add_tools(layout, {})

    def _add_refusal(self, layout: QVBoxLayout) -> None:
        answer = self.entry.turn.answer
        assert answer is not None
        self._evidence = nearest(answer)
        limited = bool(
            self.entry.query.collection or self.entry.query.document_ids or self.entry.query.target != "any"
        )
        view = NothingFound(
            answer, limited=limited, n_unfinished=self.entry.n_unfinished, n_near=len(self._evidence)
        )
        view.widen.connect(lambda: self._wishes.widened(self.entry))
        layout.addWidget(view)
        self._add_notes(layout, answer.notes)
        self._add_tools(
            layout, answer.seconds, heading=self.tr("What came nearest") if self._evidence else ""
        )
        self._add_cards(layout)

    def _add_results(self, layout: QVBoxLayout) -> None:
        result = self.entry.turn.result
        assert result is not None
        self._evidence = found(result.hits)
        if not self._evidence:
            layout.addWidget(label(self.tr("Nothing was found."), "reading"))
            if result.missing:
                words = ", ".join(f"“{word}”" for word in result.missing[:4])
                layout.addWidget(label(self.tr("No document speaks of {0}.").format(words), "muted"))
        self._head = QVBoxLayout()
        self._head.setSpacing(layout.spacing())
        layout.addLayout(self._head)
        self._add_cards(layout)
        self._tail = QVBoxLayout()
        layout.addLayout(self._tail)
        if not self._judging:
            self._fill_tail(result)

    def _fill_tail(self, result: SearchResult) -> None:
        """Add what only final results have: notes, tools, and the way to more of them."""
        self._add_notes(self._head, result.notes)
        heading = self.tr("%n result(s)", "", len(self._evidence)) if self._evidence else ""
        if result.reranker and heading:
            heading = self.tr("{results}, judged by {model}").format(results=heading, model=result.reranker)
        self._add_tools(self._head, result.seconds, heading=heading)
        if self._may_have_more():
            self.more = QPushButton(self.tr("Show More"))
            self.more.clicked.connect(lambda: self._wishes.more(self.entry))
            self._tail.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _add_notes(self, layout: QVBoxLayout, notes: Sequence[str]) -> None:
        for note in notes:
            row = QHBoxLayout()
            row.setSpacing(S)
            row.addWidget(sign("info"), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(told(note), "caption"), 1)
            layout.addLayout(row)

    # tools -------------------------------------------------------------------------------------------------------

    def _add_tools(self, layout: QVBoxLayout, seconds: dict[str, float], *, heading: str = "") -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        if heading:
            self._heading = label(heading, "caption", wrap=False)
            row.addWidget(self._heading)
            row.addStretch()
        turn, entry = self.entry.turn, self.entry
        if turn.answer is not None and not turn.answer.abstained:
            row.addWidget(tool("copy", self.tr("Copy answer"), self.copy))
        if (turn.answer is not None and not turn.answer.abstained) or turn.result is not None:
            row.addWidget(tool("quote", self.tr("Copy with sources"), self.copy_with_sources))
        row.addWidget(tool("refresh", self.tr("Ask again"), lambda: self._wishes.again(entry)))
        row.addWidget(tool("edit", self.tr("Edit question"), lambda: self._wishes.edit(entry)))
        if not heading:
            row.addStretch()
        if seconds:
            row.addSpacing(S)
            cost = label(in_words(total_of(seconds)), "caption", wrap=False)
            cost.setToolTip(as_tooltip(lines_of(seconds)))
            cost.setAccessibleDescription(lines_of(seconds))
            row.addWidget(cost)
        layout.addLayout(row)

    def copy(self) -> None:
        """Copy the answer as Markdown."""
        if self.entry.turn.answer is not None:
            QGuiApplication.clipboard().setText(self.entry.turn.answer.text)
            self._wishes.copied(self.tr("Answer copied."))

    def copy_with_sources(self) -> None:
        """Copy the answer or the results as Markdown with numbered sources."""
        QGuiApplication.clipboard().setText(with_sources(self.entry.turn))
        self._wishes.copied(self.tr("Copied with its sources."))

    # evidence ----------------------------------------------------------------------------------------------------

    def _add_cards(self, layout: QVBoxLayout, first: int = 0) -> None:
        """Put the cards of the evidence below; the rest beyond `first` when asked for."""
        self._list = CardList(self._wishes.crops)
        self._list.opened.connect(self.open)
        self._list.grown.connect(self.grown)
        layout.addWidget(self._list)
        n_whole = len(self._evidence)
        n_wanted = min(first, n_whole) if first else n_whole
        self._list.show_evidence(self._evidence, n_wanted)
        self.show_selected()
        if n_wanted < n_whole:
            rest = QPushButton(self.tr("Show all %n places", "", n_whole))
            rest.setProperty("role", "quiet")
            rest.clicked.connect(lambda: self._show_rest(rest))
            layout.addWidget(rest)

    def _show_rest(self, button: QPushButton) -> None:
        button.hide()
        if self._list is not None:
            self._list.show_evidence(self._evidence, len(self._evidence))
        self.grown.emit()

    @property
    def cards(self) -> list[EvidenceCard]:
        """The cards that have been made, in their order."""
        return self._list.cards if self._list is not None else []

    @property
    def is_whole(self) -> bool:
        """Whether all cards that are wanted have been made."""
        return self._list is None or self._list.is_whole

    def show_results(self) -> None:
        """Show results that may still get a better order; those that are shown already move as little as can be."""
        result = self.entry.turn.result
        if result is None:
            return
        if self._list is None or not self._judging:
            self.refresh()
        else:
            self._take_order(found(result.hits))

    def _take_order(self, evidence: tuple[Evidence, ...]) -> None:
        """Take over a better order; what the viewer shows stays chosen."""
        keys = [one.key for one in evidence]
        if 0 <= self.entry.selected < len(self._evidence):
            chosen = self._evidence[self.entry.selected].key
            self.entry.selected = keys.index(chosen) if chosen in keys else -1
        self._evidence = evidence
        if self._list is not None:
            self._list.take_order(evidence)

    def _finish_judging(self) -> None:
        """Turn what was shown while a model judged into the final results, in place."""
        result = self.entry.turn.result
        assert result is not None
        self._judging = False
        self.working.hide()
        self._take_order(found(result.hits))
        self._fill_tail(result)
        self.grown.emit()

    def extend(self) -> None:
        """Show more results below those that are there, if those are still the first ones."""
        result = self.entry.turn.result
        evidence = found(result.hits) if result is not None else ()
        if result is None or self._list is None or evidence[: len(self._evidence)] != self._evidence:
            self.refresh()
            return
        self._evidence = evidence
        self._heading.setText(self.tr("%n result(s)", "", len(evidence)))
        self.more.setVisible(self._may_have_more())
        self._list.show_evidence(evidence, len(evidence))
        self.grown.emit()

    def _may_have_more(self) -> bool:
        result = self.entry.turn.result
        return result is not None and len(result.hits) >= result.query.limit < MOST_RESULTS

    def _places_in_words(self, whole: Sequence[Evidence]) -> str:
        places = self.tr("%n place(s)", "", len(whole))
        return self.tr("{places} in {documents}").format(
            places=places, documents=self.tr("%n document(s)", "", len({one.document_id for one in whole}))
        )

    def _open_marker(self, number: int) -> None:
        for index, one in enumerate(self._evidence):
            if one.marker == number:
                self.open(index)
                return

    def open(self, index: int) -> None:
        """Lead to the place at `index`, with all the others of this turn beside it."""
        self._wishes.open(self.entry, stops(self._evidence, self.entry.turn.question), index)

    def show_selected(self) -> None:
        """Show which card the viewer shows now."""
        if self._list is not None:
            self._list.select(self.entry.selected)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self._evidence


def _tip(one: Evidence) -> str:
    words = shortened(plain(one.quote, one.kind), 300)
    return f"“{words}”\n{one.where}" if words else one.where
