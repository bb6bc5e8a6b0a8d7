"""The conversation pane: puts its parts together and lets them talk."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from quire.gui.announce import announce
from quire.gui.conversation.asking import Asker
from quire.gui.conversation.crops import Crops
from quire.gui.conversation.empty import EmptyState, Example, examples
from quire.gui.conversation.entries import Entry, State, Wishes, entry_of
from quire.gui.conversation.header import Header
from quire.gui.conversation.keeper import Keeper
from quire.gui.conversation.question_box import ASK, SEARCH, QuestionBox, Scope
from quire.gui.conversation.shelf import Shelf
from quire.gui.conversation.tab_order import put_after
from quire.gui.conversation.thread import Thread
from quire.gui.conversation.turn_view import MOST_RESULTS
from quire.gui.session import Session
from quire.gui.stops import Stop
from quire.gui.theme.tokens import L, M, S
from quire.jobs import Job
from quire.types import Conversation, Query, Target, Turn

_MORE_RESULTS = 10
_REMEMBERED = 4  # questions and answers a model is told of
_NARROW_PX = 460
_WIDEST_PX = 720


class ConversationPane(QWidget):
    """Signals:
    evidence_opened: All places of one answer (`tuple[Stop, ...]`), and which one to show.
    """

    evidence_opened = Signal(object, int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._edited: Entry | None = None
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Conversation"))
        self.keeper = Keeper(session, self)
        self.asker = Asker(session, self)
        self.header = Header()
        self.empty = EmptyState()
        self.thread_view = Thread(self._wishes(), self.asker.stage)
        self.box = QuestionBox(session)
        self.shelf = Shelf(session, self.keeper, self)
        self._lay_out()
        self._connect()
        self._add_actions()
        if session.library is not None:
            self._opened()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where questions are typed, unless the person is elsewhere already."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # A real focus proxy of a container would make Tab skip what stands before it.

    def focusProxy(self) -> QWidget:
        """Return what gets the keyboard when the pane is asked to take it."""
        return self.box.edit

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.box.edit.setFocus(reason)

    # building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.thread_view)
        column.addWidget(self._middle, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.box)
        column.addLayout(self._foot)

    def _wishes(self) -> Wishes:
        return Wishes(
            open=self._open,
            again=self._again,
            widened=self._widened,
            edit=self._edit,
            more=self._more,
            copied=lambda text: self._session.message.emit(text, "info"),
            crops=Crops(self._session, self),
        )

    def _connect(self) -> None:
        self.box.asked.connect(self._asked)
        self.box.stop_wanted.connect(self.asker.stop)
        self.box.editing_ended.connect(self._editing_ended)
        self.asker.changed.connect(self._changed)
        self.asker.written.connect(self._written)
        self.asker.found.connect(self._found)
        self.asker.busy_changed.connect(self.box.set_busy)
        self.keeper.head_changed.connect(self.header.show_head)
        self.keeper.brought.connect(self._brought)
        self.header.new_wanted.connect(self.begin_new)
        self.header.earlier_wanted.connect(self.show_earlier)
        self.header.rename_wanted.connect(self.shelf.rename_held)
        self.header.export_wanted.connect(self.shelf.export_held)
        self.header.delete_wanted.connect(self.shelf.delete_held)
        self.shelf.opened.connect(self._open_conversation)
        self.shelf.held_deleted.connect(self.begin_new)
        self.empty.asked.connect(self._example)
        self._session.opened.connect(self._opened)
        self._session.library_changed.connect(self._make_examples)

    def _add_actions(self) -> None:
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        everywhere = Qt.ShortcutContext.WindowShortcut
        for text, keys, context, do in (
            (self.tr("New conversation"), "Ctrl+N", everywhere, self.begin_new),
            (self.tr("Earlier conversations"), "Ctrl+H", everywhere, self.show_earlier),
            (self.tr("Ask or search"), "Ctrl+Shift+F", everywhere, self.switch_mode),
            (self.tr("Stop the answer"), "Ctrl+.", everywhere, self.asker.stop),
            (self.tr("Ask the last question again"), "Ctrl+Shift+R", here, self._again_last),
            (self.tr("Edit the last question"), "Ctrl+Shift+E", here, self._edit_last),
            (self.tr("Copy the last answer"), "Ctrl+Shift+C", here, self._copy_last),
            (self.tr("Go to the evidence of the last answer"), "Ctrl+J", here, self._go_to_evidence),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(context)
            action.triggered.connect(lambda _checked=False, call=do: call())
            self.addAction(action)

    # what the window asks for ------------------------------------------------------------------------------------

    def set_scope(self, collection: str, document_ids: tuple[str, ...]) -> None:
        """Limit questions to a collection or to documents; empty means all."""
        self.box.set_scope(Scope(collection, document_ids))
        library = self._session.library
        if library is None or not document_ids:
            return

        def work(_: Job) -> tuple[str, ...]:
            titles = {row.id: row.title or Path(row.path).name for row in library.documents()}
            return tuple(titles[one] for one in document_ids if one in titles)

        def done(titles: tuple[str, ...]) -> None:
            if self.box.scope.document_ids == document_ids:
                self.box.set_scope(dataclasses.replace(self.box.scope, titles=titles))

        self._session.tasks.run(work, on_done=done, owner=self)

    def attach_picture(self, png: bytes, caption: str) -> None:
        """Take a picture into the question box, for instance a region of a page."""
        self.box.attach_bytes(png, caption)
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, text: str) -> None:
        """Ask this now, of the whole library."""
        if text.strip():
            self._start(Entry(Turn(self._as_set(Query(text=text.strip())), time.time())))

    def evidence_shown(self, stops: tuple[Stop, ...], index: int) -> None:
        """Hear which place of an answer the viewer shows now, and mark its card."""
        for entry in self.thread_view.entries:
            view = self.thread_view.view_of(entry)
            if entry.selected >= 0 and view is not None and len(view.evidence) == len(stops):
                entry.selected = index
                view.show_selected()

    # asking ------------------------------------------------------------------------------------------------------

    def _asked(self, query: Query, search: bool) -> None:
        scope = self.box.scope
        names = (scope.collection, *scope.titles) if scope.titles else (scope.collection,)
        names = tuple(name for name in names if name)
        if scope.document_ids and not scope.titles:
            names = ()
        edited, self._edited = self._edited, None
        turn = Turn(self._as_set(query), time.time())
        if edited is None or self.thread_view.index_of(edited) < 0:
            self._start(Entry(turn, search=search, scope=names))
            return
        edited.turn, edited.search, edited.scope, edited.selected = turn, search, names, -1
        self._restart(edited)

    def _as_set(self, query: Query) -> Query:
        """Return a query with what the settings say about searching."""
        search = self._session.settings.search
        return dataclasses.replace(query, limit=min(search.limit, MOST_RESULTS), rerank=search.rerank)

    def _start(self, entry: Entry) -> None:
        self.asker.stop()
        if not self.thread_view.entries:
            self.keeper.begin_new()  # also when the last conversation is just on its way back
        entry.state = State.RUNNING
        self.box.edit.remember(entry.query.text)
        self._middle.setCurrentWidget(self.thread_view)
        self.thread_view.append(entry)
        self.asker.start(entry, self._history_before(entry))

    def _history_before(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the last questions that were answered before this one, for a model to know what "it" means."""
        before = self.thread_view.entries[: self.thread_view.index_of(entry)]
        answered = [
            (turn.question, turn.answer.text)
            for turn in (one.turn for one in before)
            if turn.answer is not None and not turn.answer.abstained and turn.question.strip()
        ]
        return answered[-_REMEMBERED:]

    def _restart(self, entry: Entry) -> None:
        self.asker.start(entry, self._history_before(entry))
        self.thread_view.replace(entry)
        self.thread_view.go_to(self.thread_view.index_of(entry))

    def _again(self, entry: Entry) -> None:
        entry.turn = Turn(entry.query, time.time())
        entry.selected = -1
        self._restart(entry)

    def _widened(self, entry: Entry) -> None:
        query = dataclasses.replace(entry.query, collection="", document_ids=(), target=Target.ANY)
        entry.turn, entry.scope, entry.selected = Turn(query, time.time()), (), -1
        self._restart(entry)

    def _edit(self, entry: Entry) -> None:
        if self.asker.busy:
            self.asker.stop()
        self._edited = entry
        query = entry.query
        self.box.set_scope(Scope(query.collection, query.document_ids))
        if query.document_ids:
            self.set_scope(query.collection, query.document_ids)
        self.box.put_back(query, search=entry.search)

    def _editing_ended(self) -> None:
        self._edited = None

    def _more(self, entry: Entry) -> None:
        """Search on; what is shown stays until more is there."""
        query = dataclasses.replace(entry.query, limit=min(entry.query.limit + _MORE_RESULTS, MOST_RESULTS))
        library = self._session.library
        if library is None:
            return

        def done(turn: Turn) -> None:
            if self.thread_view.index_of(entry) >= 0 and entry.state is State.DONE:
                entry.turn = turn
                view = self.thread_view.view_of(entry)
                if view is not None:
                    view.extend()
                self._keep(entry)

        def work(_: Job) -> Turn:
            return dataclasses.replace(entry.turn, query=query, result=library.search(query))

        self._session.tasks.run(work, on_done=done, owner=self)

    def _example(self, one: Example) -> None:
        self.box.mode.choose(SEARCH if one.search else ASK)
        self._start(Entry(Turn(self._as_set(one.query), time.time()), search=one.search, scope=one.scope))

    # answers -----------------------------------------------------------------------------------------------------

    def _changed(self, entry: Entry) -> None:
        self.thread_view.refresh(entry)
        self._keep(entry)
        if entry.state is State.DONE:
            announce(self.thread_view, self._spoken(entry))
        elif entry.state is State.STOPPED:
            announce(self.thread_view, self.tr("Stopped"))
        elif entry.error is not None:
            announce(self.thread_view, entry.error.message, urgent=True)

    def _written(self, entry: Entry) -> None:
        view = self.thread_view.view_of(entry)
        if view is not None:
            view.show_written()

    def _found(self, entry: Entry) -> None:
        view = self.thread_view.view_of(entry)
        if view is not None:
            view.show_results()

    def _spoken(self, entry: Entry) -> str:
        turn = entry.turn
        if turn.result is not None:
            return self.tr("%n result(s)", "", len(turn.result.hits))
        if turn.answer is None:
            return ""
        if turn.answer.abstained:
            return turn.answer.text
        sources = self.tr("%n source(s)", "", len(turn.answer.citations))
        return self.tr("Answer with {sources}: {text}").format(sources=sources, text=turn.answer.text)

    def _keep(self, entry: Entry) -> None:
        index = self.thread_view.index_of(entry)
        if index >= 0:
            self.keeper.keep(index, entry.turn)

    def _open(self, entry: Entry, stops: tuple[Stop, ...], index: int) -> None:
        for other in self.thread_view.entries:
            chosen = index if other is entry else -1
            if other.selected != chosen:
                other.selected = chosen
                view = self.thread_view.view_of(other)
                if view is not None:
                    view.show_selected()
        self.evidence_opened.emit(stops, index)

    # conversations -----------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Begin a new conversation; the one being held stays in the list."""
        self.asker.stop()
        self.keeper.begin_new()
        self.thread_view.show_entries(())
        self._edited = None
        self._middle.setCurrentWidget(self.empty)
        self._make_examples()
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_earlier(self) -> None:
        """Open the list of conversations."""
        self.shelf.show_list(self.header.earlier, self.width())

    def _open_conversation(self, conversation: Conversation) -> None:
        if self.keeper.head is None or conversation.id != self.keeper.head.id:
            self.asker.stop()
            self._edited = None
            self.keeper.open(conversation)
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _brought(self, turns: tuple[Turn, ...]) -> None:
        if self.asker.busy:
            return  # something was asked before the last conversation was back
        self.thread_view.show_entries([entry_of(turn) for turn in turns])
        self.box.edit.remember_all([turn.question for turn in turns])
        self._middle.setCurrentWidget(self.thread_view if turns else self.empty)

    def _opened(self) -> None:
        if not self.thread_view.entries:
            self.keeper.restore_last()
        self._make_examples()

    def _make_examples(self) -> None:
        library = self._session.library
        if library is None or self._middle.currentWidget() is not self.empty:
            return
        collection = self.box.scope.collection

        def work(_: Job) -> tuple[tuple[Example, ...], bool]:
            found = examples(library, collection=collection)
            return found, bool(found) or bool(library.documents())

        def done(made: tuple[tuple[Example, ...], bool]) -> None:
            self.empty.show_examples(made[0], has_documents=made[1])
            put_after(self.header.more, self.empty.buttons)

        self._session.tasks.run(work, on_done=done, owner=self)

    # keys --------------------------------------------------------------------------------------------------------

    def switch_mode(self) -> None:
        """Change between asking and searching."""
        self.box.mode.choose(ASK if self.box.is_search else SEARCH)
        self.box.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _again_last(self) -> None:
        if self.thread_view.entries:
            self._again(self.thread_view.entries[-1])

    def _edit_last(self) -> None:
        if self.thread_view.entries:
            self._edit(self.thread_view.entries[-1])

    def _copy_last(self) -> None:
        view = self.thread_view.last_view()
        if view is not None:
            view.copy_with_sources()

    def _go_to_evidence(self) -> None:
        view = self.thread_view.last_view()
        if view is not None and view.cards:
            view.cards[0].title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.thread_view.ensureWidgetVisible(view.cards[0])

    # events ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: object) -> None:
        side = max(S if self.width() < _NARROW_PX else L, (self.width() - _WIDEST_PX) // 2)
        self._foot.setContentsMargins(side, S, side, M)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.header.show_head(self.keeper.head)
