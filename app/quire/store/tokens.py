"""Word vectors for late interaction, one row per element. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from quire.errors import InvalidInput
from quire.store.packing import compress, decompress, pack_strings, unpack_strings
from quire.store.reading import as_list
from quire.types import TokenSet


def insert_tokens(connection: sqlite3.Connection, document_key: int, item: TokenSet) -> None:
    """Write the word vectors of a document's elements.

    Raises:
        InvalidInput: lengths do not fit together, the space has another dimension, or no such element.
    """
    n_rows = sum(item.counts)
    if len(item.counts) != len(item.ids) or len(item.data) != n_rows * item.dim:
        raise InvalidInput(f"the word vectors of {item.space_id} do not fit together")
    if item.words and len(item.words) != n_rows:
        raise InvalidInput(f"{len(item.words)} words for {n_rows} word vectors of {item.space_id}")
    space_key = _declare(connection, item)
    keys = dict(connection.execute("SELECT id, key FROM elements WHERE document_key = ?", (document_key,)))
    for element_id in item.ids:
        if element_id not in keys:
            raise InvalidInput(f"word vectors for {element_id}, which is not in the document")
    connection.executemany("INSERT INTO tokens VALUES (?, ?, ?, ?, ?)", _rows(item, keys, space_key))


def _rows(
    item: TokenSet, keys: Mapping[str, int], space_key: int
) -> Iterator[tuple[int, int, int, bytes, bytes | None]]:
    """Yield one row per element, cut out as they are written: those of a long document take 80 MB."""
    start = 0
    for element_id, count in zip(item.ids, item.counts, strict=True):
        end = start + count
        words = compress(pack_strings(item.words[start:end])) if item.words else None
        yield keys[element_id], space_key, count, item.data[start * item.dim : end * item.dim], words
        start = end


def read_tokens(connection: sqlite3.Connection, space_id: str, element_ids: Sequence[str]) -> TokenSet:
    """Return the word vectors of those elements that have some, in the order asked."""
    space = connection.execute("SELECT key, dim FROM token_spaces WHERE id = ?", (space_id,)).fetchone()
    if space is None:
        return TokenSet(space_id, (), (), 0, b"")
    found = {
        element_id: (count, content, words)
        for element_id, count, content, words in connection.execute(
            "SELECT id, n_rows, data, tokens.words FROM elements JOIN tokens ON element_key = key "
            "WHERE space_key = ? AND id IN (SELECT value FROM json_each(?))",
            (space[0], as_list(element_ids)),
        )
    }
    ids = tuple(element_id for element_id in element_ids if element_id in found)
    parts = [found[element_id] for element_id in ids]
    has_words = bool(parts) and all(words is not None for _, _, words in parts)
    return TokenSet(
        space_id=space_id,
        ids=ids,
        counts=tuple(count for count, _, _ in parts),
        dim=space[1],
        data=b"".join(content for _, content, _ in parts),
        words=tuple(word for _, _, words in parts for word in unpack_strings(decompress(words)))
        if has_words
        else (),
    )


def _declare(connection: sqlite3.Connection, item: TokenSet) -> int:
    connection.execute(
        "INSERT OR IGNORE INTO token_spaces (id, dim) VALUES (?, ?)", (item.space_id, item.dim)
    )
    key, dim = connection.execute(
        "SELECT key, dim FROM token_spaces WHERE id = ?", (item.space_id,)
    ).fetchone()
    if dim != item.dim:
        raise InvalidInput(f"word vectors of {item.space_id} have {dim} dimensions, not {item.dim}")
    return int(key)
