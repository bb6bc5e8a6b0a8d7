"""Conversations: questions and what came of them, kept until the person deletes them."""

from __future__ import annotations

from dataclasses import dataclass

from quire.types.question import Answer, Query, SearchResult


@dataclass(frozen=True, slots=True)
class Conversation:
    """The head of a conversation.

    Attributes:
        title: Given by the person, else the first question shortened; empty while nothing was asked in words.
        created_at, changed_at: POSIX seconds; renaming and asking change it.
    """

    id: str
    title: str
    created_at: float
    changed_at: float
    n_turns: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it.

    Attributes:
        query: What was asked: text, picture, scope (documents, collection), kind of evidence.
        asked_at: POSIX seconds.
        answer: What was answered; None for a plain search, or when it was stopped before a word was written.
        result: What was found, for a plain search.
    """

    query: Query
    asked_at: float
    answer: Answer | None = None
    result: SearchResult | None = None

    @property
    def question(self) -> str:
        return self.query.text

    @property
    def picture(self) -> bytes | None:
        return self.query.image
