"""Keeps the conversation in the library as it grows, and brings earlier ones back. One thing after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from quire.errors import NotFound, QuireError
from quire.gui.session import Session
from quire.types import Conversation, Turn

if TYPE_CHECKING:
    from quire.library import Library


class Keeper(QObject):
    """Lives in the GUI thread.

    Signals:
        head_changed: The `Conversation` being held, or None for one in which nothing was asked yet.
        brought: The turns of a conversation that was opened.
        listed: Conversations for the list, and the words they were searched with.
    """

    head_changed = Signal(object)
    brought = Signal(object)
    listed = Signal(object, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._head: Conversation | None = None
        self._waiting: deque[tuple[Callable[[Library], Any], Callable[[Any], None]]] = deque()
        self._running = False
        self._epoch = 0  # counts changes of conversation; what was meant for an earlier one is not shown
        session.opened.connect(self._next)

    @property
    def head(self) -> Conversation | None:
        return self._head

    # the conversation being held ---------------------------------------------------------------------------------

    def restore_last(self) -> None:
        """Bring back what was asked last, when the library opens."""
        epoch = self._epoch

        def work(library: Library) -> tuple[Conversation, Sequence[Turn]] | None:
            heads = library.conversations()
            return (heads[0], library.turns(heads[0].id)) if heads else None

        def done(found: tuple[Conversation, Sequence[Turn]] | None) -> None:
            if found is not None and epoch == self._epoch:
                self._set_head(found[0])
                self.brought.emit(tuple(found[1]))

        self._do(work, done)

    def open(self, conversation: Conversation) -> None:
        """Go on with an earlier conversation."""
        self._epoch += 1
        epoch = self._epoch

        def done(turns: Sequence[Turn]) -> None:
            if epoch == self._epoch:
                self._set_head(conversation)
                self.brought.emit(tuple(turns))

        self._do(lambda library: library.turns(conversation.id), done)

    def begin_new(self) -> None:
        """Begin anew; nothing is kept until something was asked."""
        self._epoch += 1
        self._set_head(None)

    def keep(self, index: int, turn: Turn) -> None:
        """Keep the turn at `index` of the conversation being held; one past its end adds it."""
        epoch = self._epoch

        def work(library: Library) -> Conversation:
            # Which one it is is known only now: an earlier `keep` may just have begun it.
            held = self._head if epoch == self._epoch else None
            head = held or library.new_conversation()
            if index < head.n_turns:
                return library.replace_turn(head.id, index, turn)
            return library.append_turn(head.id, turn)

        def done(head: Conversation) -> None:
            if epoch == self._epoch:
                self._set_head(head)

        self._do(work, done)

    # the others --------------------------------------------------------------------------------------------------

    def list_all(self, text: str = "") -> None:
        """Ask for all conversations, or those with these words; `listed` follows."""
        self._do(
            lambda library: library.search_conversations(text) if text.strip() else library.conversations(),
            lambda found: self.listed.emit(tuple(found), text),
        )

    def rename(self, conversation: Conversation, title: str) -> None:
        def done(head: Conversation) -> None:
            if self._head is not None and self._head.id == head.id:
                self._set_head(head)

        self._do(lambda library: library.rename_conversation(conversation.id, title), done)

    def delete(
        self, conversation: Conversation, on_done: Callable[[Conversation, Sequence[Turn]], None]
    ) -> None:
        """Delete a conversation; the callback gets what is needed to bring it back."""

        def work(library: Library) -> Sequence[Turn]:
            turns = library.turns(conversation.id)
            library.delete_conversation(conversation.id)
            return turns

        self._do(work, lambda turns: on_done(conversation, turns))

    def bring_back(
        self, conversation: Conversation, turns: Sequence[Turn], on_done: Callable[[Conversation], None]
    ) -> None:
        """Make a deleted conversation again, turn by turn."""

        def work(library: Library) -> Conversation:
            head = library.new_conversation(conversation.title)
            for turn in turns:
                head = library.append_turn(head.id, turn)
            return head

        self._do(work, on_done)

    # one after another -------------------------------------------------------------------------------------------

    def _do(self, work: Callable[[Library], Any], done: Callable[[Any], None]) -> None:
        self._waiting.append((work, done))
        self._next()

    def _next(self) -> None:
        library = self._session.library
        if self._running or library is None or not self._waiting:
            return
        work, done = self._waiting.popleft()
        self._running = True
        self._session.tasks.run(
            lambda _: work(library), on_done=done, on_error=self._complain, on_end=self._ended, owner=self
        )

    def _ended(self) -> None:
        self._running = False
        self._next()

    def _complain(self, error: QuireError) -> None:
        if isinstance(error, NotFound):
            self.begin_new_quietly()
        self._session.tasks.failed.emit(error)

    def begin_new_quietly(self) -> None:
        """Let go of a conversation that is not in the library any more; what is shown stays, and is kept anew."""
        self._head = None

    def _set_head(self, head: Conversation | None) -> None:
        self._head = head
        self.head_changed.emit(head)
