"""Conversations in the catalogue: questions, answers and what they cite, until the person deletes them."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
import time
import uuid
from typing import Any

import msgspec

from quire.errors import InvalidInput, NotFound
from quire.store.database import Database
from quire.store.packing import compress, decompress, storable
from quire.types import Answer, Conversation, Query, Turn

_TITLE_LENGTH = 70
_HEAD = """
    SELECT id, title, created_at, changed_at,
           (SELECT count(*) FROM turns WHERE conversation_key = conversations.key)
    FROM conversations"""
_WORD = re.compile(r"\w+")
_decode_turn = msgspec.msgpack.Decoder(Turn).decode  # worked out once, by one thread: see jobs/child.py


class Conversations:
    """The conversations of one library. Thread-safe; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Conversation]:
        """Return all, the one changed last first."""
        with self._database.read() as connection:
            rows = connection.execute(f"{_HEAD} ORDER BY changed_at DESC, key DESC")
            return [Conversation(*row) for row in rows]

    def get(self, conversation_id: str) -> Conversation:
        """Raises NotFound."""
        with self._database.read() as connection:
            return _head(connection, conversation_id)

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return what was asked, oldest first. Raises NotFound."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT asked_at, question, answer, content, picture FROM turns "
                "WHERE conversation_key = ? ORDER BY key",
                (_key(connection, conversation_id),),
            )
            return tuple(_unpacked(*row) for row in rows)

    def new(self, title: str) -> Conversation:
        """Begin one; without a title it takes the first question for one."""
        now = time.time()
        made = Conversation(uuid.uuid4().hex[:16], _clean(title), now, now, 0)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, created_at, changed_at) VALUES (?, ?, ?, ?)",
                (made.id, made.title, made.created_at, made.changed_at),
            )
            _index_title(connection, made.id)
        return made

    def rename(self, conversation_id: str, title: str) -> Conversation:
        """Give one another title; an empty one stands for the first question. Raises NotFound."""
        with self._database.write() as connection:
            key = _key(connection, conversation_id)
            _set_title(connection, key, _clean(title) or _first_question(connection, key))
            return _head(connection, conversation_id)

    def delete(self, conversation_id: str) -> None:
        """Delete one with all that was asked in it. Raises NotFound."""
        with self._database.write() as connection:
            key = _key(connection, conversation_id)
            connection.execute("DELETE FROM said WHERE rowid = ?", (-key,))
            connection.execute(
                "DELETE FROM said WHERE rowid IN (SELECT key FROM turns WHERE conversation_key = ?)", (key,)
            )
            connection.execute("DELETE FROM conversations WHERE key = ?", (key,))
            connection.execute("INSERT INTO said (said) VALUES ('optimize')")  # deleted words go for good
        self._database.shrink()

    def append(self, conversation_id: str, turn: Turn) -> Conversation:
        """Add a turn at the end. Raises NotFound."""
        with self._database.write() as connection:
            key = _key(connection, conversation_id)
            cursor = connection.execute(
                "INSERT INTO turns (conversation_key, asked_at, question, answer, content, picture) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (key, *_packed(turn)),
            )
            _index_turn(connection, key, int(cursor.lastrowid or 0))
            _touch(connection, key)
            return _head(connection, conversation_id)

    def replace(self, conversation_id: str, index: int, turn: Turn) -> Conversation:
        """Put another turn in the place of the one at `index`, counted from 0. Raises NotFound."""
        with self._database.write() as connection:
            key = _key(connection, conversation_id)
            row = connection.execute(
                "SELECT key FROM turns WHERE conversation_key = ? ORDER BY key LIMIT 1 OFFSET ?", (key, index)
            ).fetchone()
            if row is None or index < 0:
                raise NotFound(f"the conversation has no question number {index + 1}")
            connection.execute(
                "UPDATE turns SET asked_at = ?, question = ?, answer = ?, content = ?, picture = ? WHERE key = ?",
                (*_packed(turn), row[0]),
            )
            _index_turn(connection, key, row[0])
            _touch(connection, key)
            return _head(connection, conversation_id)

    def search(self, text: str) -> list[Conversation]:
        """Return those whose title or one of whose turns holds all words, best first; all for no words.

        The last word may be the beginning of one, as while somebody types.
        """
        words = _WORD.findall(storable(text))
        if not words:
            return self.all()
        expression = " ".join(f'"{word}"' for word in words) + " *"
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT conversation_key, bm25(said) FROM said WHERE said MATCH ?", (expression,)
            )
            best: dict[int, float] = {}
            for key, score in rows:
                best[key] = min(score, best.get(key, 0.0))
            heads = {
                key: Conversation(*row)
                for key in best
                for row in connection.execute(f"{_HEAD} WHERE key = ?", (key,))
            }
        order = sorted(heads, key=lambda key: (best[key], -heads[key].changed_at))
        return [heads[key] for key in order]


def _key(connection: sqlite3.Connection, conversation_id: str) -> int:
    row = connection.execute("SELECT key FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
    if row is None:
        raise NotFound("this conversation is not in the library any more")
    return int(row[0])


def _head(connection: sqlite3.Connection, conversation_id: str) -> Conversation:
    return Conversation(
        *connection.execute(f"{_HEAD} WHERE key = ?", (_key(connection, conversation_id),)).fetchone()
    )


def _touch(connection: sqlite3.Connection, key: int) -> None:
    """Note the change, and let a conversation without a name take its first question for one."""
    connection.execute("UPDATE conversations SET changed_at = ? WHERE key = ?", (time.time(), key))
    (title,) = connection.execute("SELECT title FROM conversations WHERE key = ?", (key,)).fetchone()
    if not title:
        _set_title(connection, key, _first_question(connection, key))


def _set_title(connection: sqlite3.Connection, key: int, title: str) -> None:
    connection.execute(
        "UPDATE conversations SET title = ?, changed_at = ? WHERE key = ?", (title, time.time(), key)
    )
    (conversation_id,) = connection.execute("SELECT id FROM conversations WHERE key = ?", (key,)).fetchone()
    _index_title(connection, conversation_id)


def _first_question(connection: sqlite3.Connection, key: int) -> str:
    row = connection.execute(
        "SELECT question FROM turns WHERE conversation_key = ? AND trim(question) <> '' ORDER BY key LIMIT 1",
        (key,),
    ).fetchone()
    return _shortened(storable(" ".join(row[0].split()))) if row else ""


def _index_title(connection: sqlite3.Connection, conversation_id: str) -> None:
    key, title = connection.execute(
        "SELECT key, title FROM conversations WHERE id = ?", (conversation_id,)
    ).fetchone()
    connection.execute("DELETE FROM said WHERE rowid = ?", (-key,))
    connection.execute(
        "INSERT INTO said (rowid, text, conversation_key) VALUES (?, ?, ?)", (-key, title, key)
    )


def _index_turn(connection: sqlite3.Connection, key: int, turn_key: int) -> None:
    connection.execute("DELETE FROM said WHERE rowid = ?", (turn_key,))
    connection.execute(
        "INSERT INTO said (rowid, text, conversation_key) "
        "SELECT key, question || char(10) || answer, ? FROM turns WHERE key = ?",
        (key, turn_key),
    )


def _packed(turn: Turn) -> tuple[float, str, str, bytes, bytes | None]:
    """Return the values of a row; the picture stands in it once, whole and not compressed again."""
    bare = dataclasses.replace(turn, query=dataclasses.replace(turn.query, image=None))
    if turn.result is not None:
        query = dataclasses.replace(turn.result.query, image=None)
        bare = dataclasses.replace(bare, result=dataclasses.replace(turn.result, query=query))
    try:
        content = msgspec.msgpack.encode(bare)
    except UnicodeEncodeError:
        content = msgspec.msgpack.encode(_encodable(msgspec.to_builtins(bare)))
    answer = turn.answer.text if turn.answer is not None else ""
    return turn.asked_at, storable(turn.question), storable(answer), compress(content), turn.picture


def _unpacked(asked_at: float, question: str, answer: str, content: bytes, picture: bytes | None) -> Turn:
    try:
        turn = _decode_turn(decompress(content))
    except msgspec.ValidationError:  # written by a newer Quire: the words at least can be shown
        said = Answer(question, answer, (), (), "", "complete", abstained=False) if answer else None
        return Turn(Query(question, picture), asked_at, said)
    query = dataclasses.replace(turn.query, image=picture)
    result = turn.result
    if result is not None:
        result = dataclasses.replace(result, query=dataclasses.replace(result.query, image=picture))
    return dataclasses.replace(turn, query=query, result=result)


def _encodable(value: Any) -> Any:
    """Return plain data with lone surrogates replaced, which no encoding has."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value


def _clean(title: str) -> str:
    plain = storable(" ".join(title.split()))
    if len(plain) > 1000:
        raise InvalidInput("the title is too long", hint="use at most 1000 characters")
    return plain


def _shortened(text: str) -> str:
    if len(text) <= _TITLE_LENGTH:
        return text
    head = text[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.-")
    return f"{head or text[:_TITLE_LENGTH]}…"
