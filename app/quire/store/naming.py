"""Finding documents by what a person calls them, and collections. Runs inside the caller's transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

from quire.errors import InvalidInput, NotFound
from quire.store.packing import path_of, storable, storable_path
from quire.store.reading import as_list
from quire.store.values import Collection

_SHORTEST_PREFIX = 4


def resolve_name(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the document with this id, path, file name or beginning of an id, tried so.

    Raises:
        NotFound: nothing fits.
        InvalidInput: several documents fit equally well.
    """
    attempts: list[tuple[str, Sequence[object]]] = [
        ("id = ?", (storable(name),)),
        ("path IN (?, ?)", (storable_path(name), storable_path(os.path.abspath(name or ".")))),
        ("file_name = ?", (storable(name),)),
        ("lower(file_name) = lower(?)", (storable(name),)),
    ]
    if len(name) >= _SHORTEST_PREFIX and name.isalnum():
        attempts.append(("substr(id, 1, ?) = ?", (len(name), storable(name.lower()))))
    for condition, arguments in attempts:
        rows = connection.execute(
            f"SELECT id, path FROM present WHERE {condition} ORDER BY key", arguments
        ).fetchall()
        if len(rows) > 1:
            raise InvalidInput(
                f"{len(rows)} documents are called {name}",
                hint="use the id: " + ", ".join(f"{found} ({path_of(path)})" for found, path in rows[:5]),
            )
        if rows:
            return str(rows[0][0])
    raise NotFound(f"there is no document {name!r} in the library", hint="`quire list` shows what there is")


def list_collections(connection: sqlite3.Connection) -> list[Collection]:
    rows = connection.execute(
        "SELECT name, count(present.key) FROM collections "
        "LEFT JOIN memberships ON collection_key = collections.key "
        "LEFT JOIN present ON present.key = document_key GROUP BY collections.key ORDER BY name"
    )
    return [Collection(*row) for row in rows]


def collection_key(connection: sqlite3.Connection, name: str) -> int:
    """Return the key of a collection.

    Raises:
        NotFound: there is none of this name.
    """
    row = connection.execute("SELECT key FROM collections WHERE name = ?", (_clean(name),)).fetchone()
    if row is None:
        raise NotFound(f"there is no collection {name!r}", hint="`quire collections` shows what there is")
    return int(row[0])


def create_collection(connection: sqlite3.Connection, name: str) -> None:
    """Make a collection; one that exists is fine. Raises InvalidInput when the name is empty."""
    connection.execute("INSERT OR IGNORE INTO collections (name) VALUES (?)", (_clean(name),))


def rename_collection(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Raises NotFound for an unknown name, InvalidInput for a new one that is empty or taken."""
    try:
        connection.execute(
            "UPDATE collections SET name = ? WHERE key = ?", (_clean(new), collection_key(connection, old))
        )
    except sqlite3.IntegrityError:
        raise InvalidInput(f"there is already a collection {new!r}", hint="choose another name") from None


def assign(connection: sqlite3.Connection, document_ids: Sequence[str], name: str) -> None:
    """Put documents into a collection, which is made when it does not exist.

    Raises:
        NotFound: a document is not in the library.
    """
    create_collection(connection, name)
    key = collection_key(connection, name)
    known = require_documents(connection, document_ids)
    connection.executemany(
        "INSERT OR IGNORE INTO memberships VALUES (?, ?)", ((key, document) for document in known)
    )


def unassign(connection: sqlite3.Connection, document_ids: Sequence[str], name: str) -> None:
    """Take documents out of a collection; those that are not in it are passed over."""
    connection.execute(
        "DELETE FROM memberships WHERE collection_key = ? AND document_key IN "
        "(SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?)))",
        (collection_key(connection, name), as_list(document_ids)),
    )


def require_documents(connection: sqlite3.Connection, document_ids: Sequence[str]) -> list[int]:
    """Return their keys.

    Raises:
        NotFound: one of them is not in the library.
    """
    rows = connection.execute(
        "SELECT id, key FROM present WHERE id IN (SELECT value FROM json_each(?))", (as_list(document_ids),)
    )
    keys = dict(rows.fetchall())
    for document_id in document_ids:
        if document_id not in keys:
            raise NotFound(
                f"there is no document {document_id!r} in the library",
                hint="`quire list` shows what there is",
            )
    return [keys[document_id] for document_id in dict.fromkeys(document_ids)]


def _clean(name: str) -> str:
    plain = storable(" ".join(name.split()))
    if not plain:
        raise InvalidInput("a collection needs a name")
    return plain
