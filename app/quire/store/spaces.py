"""The embedding spaces a library has declared. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3

from quire.errors import LibraryError
from quire.store.packing import pack_strings, unpack_strings
from quire.types import EmbeddingSpace


def list_spaces(connection: sqlite3.Connection) -> list[EmbeddingSpace]:
    rows = connection.execute("SELECT id, model, revision, dim, modalities FROM spaces ORDER BY key")
    return [
        EmbeddingSpace(space_id, model, revision, dim, unpack_strings(modalities))
        for space_id, model, revision, dim, modalities in rows
    ]


def declare_space(connection: sqlite3.Connection, space: EmbeddingSpace) -> None:
    """Declare a space; the same one again is fine.

    Raises:
        LibraryError: the library has vectors of another revision under this name; they cannot be compared.
    """
    known = {item.id: item for item in list_spaces(connection)}.get(space.id)
    if known is None:
        connection.execute(
            "INSERT INTO spaces (id, model, revision, dim, modalities) VALUES (?, ?, ?, ?, ?)",
            (space.id, space.model, space.revision, space.dim, pack_strings(space.modalities)),
        )
        return
    if (known.revision, known.dim) == (space.revision, space.dim):
        return
    raise LibraryError(
        f"this library was embedded by another version of {space.model}",
        hint="add its files to a new library (--library DIR), or open it with the version of Quire that made it",
        detail=f"{space.id}: the library has revision {known.revision}, {known.dim} dimensions; "
        f"offered {space.revision}, {space.dim}",
    )
