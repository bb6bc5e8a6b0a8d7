"""The part of `Library` that keeps what was asked and answered."""

from __future__ import annotations

from quire.library.exporting import as_markdown
from quire.store import Store
from quire.types import Conversation, Turn


class Conversing:
    """Conversations; NotFound for one that is not there. Turns keep what they cite, also of removed documents."""

    _store: Store

    def conversations(self) -> list[Conversation]:
        """Return all conversations, the one changed last first."""
        return self._store.conversations.all()

    def conversation(self, conversation_id: str) -> Conversation:
        return self._store.conversations.get(conversation_id)

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return what was asked in a conversation, oldest first."""
        return self._store.conversations.turns(conversation_id)

    def new_conversation(self, title: str = "") -> Conversation:
        """Begin a conversation; without a title it takes its first question for one."""
        return self._store.conversations.new(title)

    def rename_conversation(self, conversation_id: str, title: str) -> Conversation:
        return self._store.conversations.rename(conversation_id, title)

    def delete_conversation(self, conversation_id: str) -> None:
        self._store.conversations.delete(conversation_id)

    def append_turn(self, conversation_id: str, turn: Turn) -> Conversation:
        """Keep a question and what came of it; returns the conversation as it is now."""
        return self._store.conversations.append(conversation_id, turn)

    def replace_turn(self, conversation_id: str, index: int, turn: Turn) -> Conversation:
        """Put an edited or newly answered question in the place of the one at `index`, counted from 0."""
        return self._store.conversations.replace(conversation_id, index, turn)

    def search_conversations(self, text: str) -> list[Conversation]:
        """Return conversations that hold all words, the last of which may be unfinished, best first; all for none."""
        return self._store.conversations.search(text)

    def export_conversation(self, conversation_id: str) -> str:
        """Return a conversation as Markdown with numbered sources: file, page, quotation."""
        return as_markdown(self.conversation(conversation_id), self.turns(conversation_id))
