"""Documents that were removed but may still come back: in no view and no search, but all there. Runs inside the
caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quire.store import naming
from quire.store.documents import enter_lexical, leave_lexical
from quire.store.reading import as_list


def put_away(connection: sqlite3.Connection, document_ids: Sequence[str], now: float) -> None:
    """Take documents out of every view and search. Raises NotFound when one is not in the library."""
    for key in naming.require_documents(connection, document_ids):
        leave_lexical(connection, key)
        connection.execute("UPDATE documents SET removed_at = ? WHERE key = ?", (now, key))


def bring_back(connection: sqlite3.Connection, document_ids: Sequence[str]) -> tuple[str, ...]:
    """Undo `put_away`; returns the ids of the documents that were still there to come back."""
    away = _away(connection, "id IN (SELECT value FROM json_each(?))", as_list(document_ids))
    for key in away.values():
        connection.execute("UPDATE documents SET removed_at = NULL WHERE key = ?", (key,))
        enter_lexical(connection, key)
    return tuple(document_id for document_id in dict.fromkeys(document_ids) if document_id in away)


def away_before(connection: sqlite3.Connection, moment: float) -> dict[str, int]:
    """Return id and key of what was put away before `moment`."""
    return _away(connection, "removed_at < ?", moment)


def away_key(connection: sqlite3.Connection, document_id: str) -> int | None:
    """Return the key of a document if it was put away."""
    return _away(connection, "id = ?", document_id).get(document_id)


def _away(connection: sqlite3.Connection, condition: str, argument: object) -> dict[str, int]:
    rows = connection.execute(
        f"SELECT id, key FROM documents WHERE removed_at IS NOT NULL AND {condition} ORDER BY key",
        (argument,),
    )
    return dict(rows.fetchall())
