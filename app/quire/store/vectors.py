"""Vectors in the catalogue: blocks of float16 rows that are written once, and exact search over them."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire.errors import InvalidInput, LibraryDamaged
from quire.store.packing import pack_strings, pack_vectors, unpack_strings, unpack_vectors
from quire.store.reading import as_list
from quire.types import VectorSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LEVELS = ("element", "section", "document")
ROWS_PER_BLOCK = 512  # 400 kB at 384 dimensions: few rows in SQLite, little to read for one document
CACHE_BYTES = 256 * 2**20
# Documents whose vectors are there but not to be found.
PUT_AWAY = "SELECT key FROM documents WHERE removed_at IS NOT NULL"
_ID_BYTES = 90  # about what one id costs in memory


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one document, space and level.

    Attributes:
        rows: float32, shape (len(ids), dim), not to be written to.
    """

    key: int
    ids: tuple[str, ...]
    rows: Floats

    @property
    def n_bytes(self) -> int:
        return self.rows.nbytes + _ID_BYTES * len(self.ids)


@dataclass(frozen=True, slots=True)
class NewBlock:
    """A block on its way into the catalogue and the index."""

    key: int
    space_id: str
    space_key: int
    level: str
    ids: tuple[str, ...]
    rows: Floats


class BlockCache:
    """The blocks used last, up to a number of bytes. Blocks never change and keys never return."""

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._n_bytes = 0

    def get(self, key: int) -> Block | None:
        with self._lock:
            block = self._blocks.get(key)
            if block is not None:
                self._blocks.move_to_end(key)
            return block

    def put(self, block: Block) -> None:
        with self._lock:
            if block.key in self._blocks or block.n_bytes > self._limit_bytes:
                return
            self._blocks[block.key] = block
            self._n_bytes += block.n_bytes
            while self._n_bytes > self._limit_bytes:
                _, oldest = self._blocks.popitem(last=False)
                self._n_bytes -= oldest.n_bytes

    def clear(self) -> None:
        with self._lock:
            self._blocks.clear()
            self._n_bytes = 0


def split_blocks(
    connection: sqlite3.Connection, sets: Sequence[VectorSet], known_ids: dict[str, frozenset[str]]
) -> list[NewBlock]:
    """Cut vector sets into blocks, reserving a key for each by noting it as a debt of the index.

    Args:
        known_ids: The ids that may carry a vector, by level.

    Raises:
        InvalidInput: the space is not declared, a length is wrong, or an id is not part of the document.
    """
    blocks = list[NewBlock]()
    for item in sets:
        space_key = _space_key(connection, item)
        rows = _rows_of(item)
        strangers = set(item.ids) - known_ids.get(item.level, frozenset())
        if strangers or len(set(item.ids)) != len(item.ids):
            raise InvalidInput(
                f"vectors of level {item.level!r} do not belong to this document",
                detail=", ".join(sorted(strangers)[:5]) or "an id stands twice",
            )
        for start in range(0, len(item.ids), ROWS_PER_BLOCK):
            ids = item.ids[start : start + ROWS_PER_BLOCK]
            cursor = connection.execute(
                "INSERT INTO index_debts (space_key, level, ids) VALUES (?, ?, ?)",
                (space_key, item.level, pack_strings(ids)),
            )
            key = int(cursor.lastrowid or 0)
            part = rows[start : start + ROWS_PER_BLOCK]
            blocks.append(NewBlock(key, item.space_id, space_key, item.level, ids, part))
    return blocks


def insert_blocks(connection: sqlite3.Connection, document_key: int, blocks: Iterable[NewBlock]) -> None:
    """Write reserved blocks; from the commit on they are wanted, so they are no debts any more."""
    for block in blocks:
        content = pack_vectors(block.rows)
        connection.execute(
            "INSERT INTO vector_blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                block.key,
                document_key,
                block.space_key,
                block.level,
                len(block.ids),
                pack_strings(block.ids),
                zlib.crc32(content),
                content,
            ),
        )
        connection.execute("DELETE FROM index_debts WHERE key = ?", (block.key,))


def count_rows(
    connection: sqlite3.Connection, space_id: str, level: str, document_keys: Sequence[int] | None
) -> int:
    where, arguments = _where(space_id, level, document_keys)
    return int(connection.execute(f"SELECT ifnull(sum(n_rows), 0) {where}", arguments).fetchone()[0])


def blocks_of(
    connection: sqlite3.Connection,
    cache: BlockCache,
    space_id: str,
    level: str,
    document_keys: Sequence[int] | None,
) -> Iterator[Block]:
    """Yield the blocks of these documents (None: of all), from the cache or read and then cached."""
    where, arguments = _where(space_id, level, document_keys)
    keys = [key for (key,) in connection.execute(f"SELECT key {where} ORDER BY key", arguments)]
    for key in keys:
        yield cache.get(key) or load_block(connection, cache, key)


def nearest_exact(blocks: Iterable[Block], vector: Floats, limit: int) -> list[tuple[str, float]]:
    """Return the `limit` rows with the largest cosine to `vector` (unit length), best first, ties by id."""
    best = list[tuple[str, float]]()
    ids: list[tuple[str, ...]] = []
    scores: list[Floats] = []
    n_rows = 0
    for block in blocks:
        ids.append(block.ids)
        scores.append(block.rows @ vector)
        n_rows += len(block.ids)
        if n_rows > 200_000:  # a library without a usable index: keep the best so far, forget the rest
            best = _best(best, ids, scores, limit)
            ids, scores, n_rows = [], [], 0
    return _best(best, ids, scores, limit)


def pick(blocks: Iterable[Block], wanted: Sequence[str] | None, dim: int) -> tuple[list[str], Floats]:
    """Return rows in the order of `wanted`, leaving out what has none; all rows when it is None."""
    import numpy as np

    if wanted is None:
        found = list(blocks)
        all_ids = [row_id for block in found for row_id in block.ids]
        return all_ids, np.concatenate([np.zeros((0, dim), np.float32), *(block.rows for block in found)])
    asked = set(wanted)
    rows = {
        row_id: block.rows[row] for block in blocks for row, row_id in enumerate(block.ids) if row_id in asked
    }
    present = [row_id for row_id in wanted if row_id in rows]
    return present, np.array([rows[row_id] for row_id in present], np.float32).reshape(-1, dim)


def owners_of(connection: sqlite3.Connection, level: str, ids: Sequence[str]) -> list[int]:
    """Return the keys of the documents that these elements, sections or documents belong to."""
    table, column = {
        "element": ("elements", "document_key"),
        "section": ("sections", "document_key"),
        "document": ("documents", "key"),
    }[level]
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (as_list(ids),)
    )
    return sorted(key for (key,) in rows)


def check_level(level: str) -> None:
    if level not in LEVELS:
        raise InvalidInput(f"there is no level {level!r} of vectors", hint=f"levels are {', '.join(LEVELS)}")


def _best(
    best: list[tuple[str, float]], ids: list[tuple[str, ...]], scores: list[Floats], limit: int
) -> list[tuple[str, float]]:
    import numpy as np

    if not scores:
        return best
    flat = np.concatenate(scores)
    count = min(limit, len(flat))
    top = np.argpartition(-flat, count - 1)[:count] if count else np.zeros(0, np.intp)
    starts = np.cumsum([0, *(len(part) for part in ids)])
    found = list(best)
    for index in top:
        part = int(np.searchsorted(starts, index, side="right")) - 1
        found.append((ids[part][int(index - starts[part])], min(1.0, float(flat[index]))))
    return sorted(found, key=lambda item: (-item[1], item[0]))[:limit]


def load_block(connection: sqlite3.Connection, cache: BlockCache, key: int) -> Block:
    ids, checksum, content, dim = connection.execute(
        "SELECT ids, checksum, data, dim FROM blocks WHERE key = ?", (key,)
    ).fetchone()
    if zlib.crc32(content) != checksum:
        raise LibraryDamaged(
            "vectors in the catalogue are damaged",
            hint="run `quire verify` to see which document, remove it and add it again",
            detail=f"vector block {key} fails its checksum",
        )
    block = Block(key, unpack_strings(ids), unpack_vectors(content, dim))
    cache.put(block)
    return block


def _where(space_id: str, level: str, document_keys: Sequence[int] | None) -> tuple[str, list[object]]:
    check_level(level)
    where = "FROM blocks WHERE space_id = ? AND level = ?"
    if document_keys is None:
        return where + f" AND document_key NOT IN ({PUT_AWAY})", [space_id, level]
    where += " AND document_key IN (SELECT value FROM json_each(?))"
    return where, [space_id, level, as_list(document_keys)]


def _space_key(connection: sqlite3.Connection, item: VectorSet) -> int:
    check_level(item.level)
    row = connection.execute("SELECT key, dim FROM spaces WHERE id = ?", (item.space_id,)).fetchone()
    if row is None:
        raise InvalidInput(f"the embedding space {item.space_id!r} was not declared in this library")
    if item.dim != row[1]:
        raise InvalidInput(f"vectors of {item.space_id} have {row[1]} dimensions, not {item.dim}")
    return int(row[0])


def _rows_of(item: VectorSet) -> Floats:
    import numpy as np

    if len(item.data) != 4 * item.dim * len(item.ids):
        raise InvalidInput(
            f"a vector set of {item.space_id} holds {len(item.data)} bytes for {len(item.ids)} rows"
        )
    rows = np.frombuffer(item.data, "<f4").reshape(len(item.ids), item.dim).astype(np.float32, copy=False)
    if not np.isfinite(rows).all():
        raise InvalidInput(f"vectors of {item.space_id} are not finite numbers")
    return rows
