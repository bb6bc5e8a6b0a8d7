"""The embedding spaces of a library, which of them serves, and the projections between them. Runs inside the
caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from quire.errors import InvalidInput, LibraryError, NotFound
from quire.store.packing import pack_strings, unpack_strings
from quire.store.values import SpaceRole, SpaceSummary, Unembedded
from quire.types import EmbeddingSpace

_COLUMNS = "spaces.id, model, revision, dim, modalities"
_READY = "FROM present WHERE stage = 'ready' AND n_elements > 0"


def list_spaces(connection: sqlite3.Connection) -> list[EmbeddingSpace]:
    return [_space(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM spaces ORDER BY key")]


def space_in_role(connection: sqlite3.Connection, role: SpaceRole) -> EmbeddingSpace | None:
    """Return the active or the coming space."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM spaces WHERE role = ?", (role.value,)).fetchone()
    return _space(row) if row else None


def summarise_spaces(connection: sqlite3.Connection) -> list[SpaceSummary]:
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS}, role, count(DISTINCT document_key),
               ifnull(sum(n_rows) FILTER (WHERE level = 'element'), 0), ifnull(sum(length(data)), 0)
        FROM spaces LEFT JOIN vector_blocks ON space_key = spaces.key GROUP BY spaces.key ORDER BY spaces.key"""
    )
    return [
        SpaceSummary(_space(row[:5]), SpaceRole(role), n_documents, n_vectors, n_bytes)
        for *row, role, n_documents, n_vectors, n_bytes in rows
    ]


def declare_space(connection: sqlite3.Connection, space: EmbeddingSpace) -> None:
    """Declare a space under its own name; the same one again is fine.

    Raises:
        LibraryError: the library has vectors of another revision under this name; they cannot be compared.
    """
    known = {item.id: item for item in list_spaces(connection)}.get(space.id)
    if known is None:
        _insert(connection, space)
        return
    if (known.revision, known.dim) == (space.revision, space.dim):
        return
    raise LibraryError(
        f"this library was embedded by another version of {space.model}",
        hint="`quire reindex` embeds it anew",
        detail=f"{space.id}: the library has revision {known.revision}, {known.dim} dimensions; "
        f"offered {space.revision}, {space.dim}",
    )


def place_space(connection: sqlite3.Connection, space: EmbeddingSpace) -> EmbeddingSpace:
    """Return the space as this library knows it, declared under a free name when it is new.

    Another revision of a model, and another length of its vectors, are spaces of their own.
    """
    known = list_spaces(connection)
    for item in known:
        if (item.model, item.revision, item.dim) == (space.model, space.revision, space.dim):
            return item
    taken = {item.id for item in known}
    names = [space.id, f"{space.id}.{space.dim}", f"{space.id}.{space.dim}.{space.revision[:8]}"]
    names += [f"{names[-1]}.{number}" for number in range(2, len(taken) + 3)]
    name = next(name for name in names if name not in taken)
    placed = EmbeddingSpace(name, space.model, space.revision, space.dim, space.modalities)
    _insert(connection, placed)
    return placed


def set_role(connection: sqlite3.Connection, space_id: str, role: SpaceRole) -> None:
    """Give a space a role; whichever had it before is kept without one.

    Raises:
        NotFound: there is no such space.
    """
    _require(connection, space_id)
    if role in (SpaceRole.ACTIVE, SpaceRole.COMING):
        connection.execute("UPDATE spaces SET role = 'kept' WHERE role = ? AND id <> ?", (role.value, space_id))
    connection.execute("UPDATE spaces SET role = ? WHERE id = ?", (role.value, space_id))


def unembedded(connection: sqlite3.Connection, space_id: str) -> list[Unembedded]:
    """Return the documents that are ready and not empty but have no vectors in a space, as they came in."""
    rows = connection.execute(
        f"SELECT id, key, n_elements {_READY} AND NOT EXISTS (SELECT 1 FROM vector_blocks JOIN spaces "
        "ON spaces.key = space_key WHERE document_key = present.key AND spaces.id = ?) ORDER BY key",
        (space_id,),
    )
    return [Unembedded(*row) for row in rows]


def clear_vectors(connection: sqlite3.Connection, document_key: int, space_id: str) -> None:
    """Delete the vectors and word vectors of one document in one space; the index owes their deletion."""
    key = _require(connection, space_id)
    owned = "FROM vector_blocks WHERE document_key = ? AND space_key = ?"
    connection.execute(
        f"INSERT INTO index_debts SELECT key, space_key, level, ids {owned}", (document_key, key)
    )
    connection.execute(f"DELETE {owned}", (document_key, key))
    connection.execute(
        "DELETE FROM tokens WHERE space_key IN (SELECT key FROM token_spaces WHERE id GLOB ?) "
        "AND element_key IN (SELECT key FROM elements WHERE document_key = ?)",
        (_word_spaces(space_id), document_key),
    )


def forget_embedding_problems(connection: sqlite3.Connection, document_key: int, stage: str) -> None:
    """Take back that a document is found by its words only, or not by its looks, now that it has vectors."""
    taken = connection.execute(
        "DELETE FROM problems WHERE document_key = ? AND stage = ?", (document_key, stage)
    ).rowcount
    if taken:
        connection.execute(
            "UPDATE documents SET status = 'added' WHERE key = ? AND status = 'partial' "
            "AND NOT EXISTS (SELECT 1 FROM problems WHERE document_key = documents.key)",
            (document_key,),
        )


def delete_space(connection: sqlite3.Connection, space_id: str) -> None:
    """Delete a space with all its vectors, word vectors and projections.

    Raises:
        NotFound: there is no such space.
        InvalidInput: it is the active one.
    """
    key = _require(connection, space_id)
    (role,) = connection.execute("SELECT role FROM spaces WHERE key = ?", (key,)).fetchone()
    if role == SpaceRole.ACTIVE:
        raise InvalidInput(
            f"the library is searched by the vectors of {space_id}",
            hint="choose another embedding model and run `quire reindex` first",
        )
    words = [
        word_key
        for (word_key,) in connection.execute(
            "SELECT key FROM token_spaces WHERE id GLOB ?", (_word_spaces(space_id),)
        )
    ]
    for word_key in words:
        connection.execute("DELETE FROM tokens WHERE space_key = ?", (word_key,))
        connection.execute("DELETE FROM token_spaces WHERE key = ?", (word_key,))
    connection.execute("DELETE FROM vector_blocks WHERE space_key = ?", (key,))
    connection.execute("DELETE FROM index_debts WHERE space_key = ?", (key,))
    connection.execute("DELETE FROM spaces WHERE key = ?", (key,))


def write_projection(connection: sqlite3.Connection, source_id: str, target_id: str, content: bytes) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO projections VALUES (?, ?, ?)",
        (_require(connection, source_id), _require(connection, target_id), content),
    )


def read_projection(connection: sqlite3.Connection, source_id: str, target_id: str) -> bytes | None:
    row = connection.execute(
        "SELECT content FROM projections JOIN spaces AS source ON source.key = source_key "
        "JOIN spaces AS target ON target.key = target_key WHERE source.id = ? AND target.id = ?",
        (source_id, target_id),
    ).fetchone()
    return bytes(row[0]) if row else None


def _word_spaces(space_id: str) -> str:
    """Return the GLOB of the word spaces derived from a space."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in space_id) + "/tok*"


def _require(connection: sqlite3.Connection, space_id: str) -> int:
    row = connection.execute("SELECT key FROM spaces WHERE id = ?", (space_id,)).fetchone()
    if row is None:
        raise NotFound(
            f"there is no embedding space {space_id!r} in the library", hint="`quire doctor` names them"
        )
    return int(row[0])


def _insert(connection: sqlite3.Connection, space: EmbeddingSpace) -> None:
    connection.execute(
        "INSERT INTO spaces (id, model, revision, dim, modalities) VALUES (?, ?, ?, ?, ?)",
        (space.id, space.model, space.revision, space.dim, pack_strings(space.modalities)),
    )


def _space(row: Sequence[Any]) -> EmbeddingSpace:
    space_id, model, revision, dim, modalities = row
    return EmbeddingSpace(space_id, model, revision, dim, unpack_strings(modalities))
