"""How many bytes each part of a library takes."""

from __future__ import annotations

import sqlite3

from quire.store.database import Database
from quire.store.folder import LibraryFolder, size_of
from quire.store.values import StoreSizes

_PARTS = {
    "vectors": ("vector_blocks",),
    "tokens": ("tokens", "token_spaces"),
    "drafts": ("drafts",),
}


def measure(folder: LibraryFolder, database: Database) -> StoreSizes:
    """Measure all parts. The parts of the catalogue are estimates where SQLite cannot count pages."""
    with database.read() as connection:
        try:
            pages = _pages_by_table(connection)
        except sqlite3.OperationalError:  # SQLite built without DBSTAT
            pages = _content_by_table(connection)
    parts = {name: sum(pages.get(table, 0) for table in tables) for name, tables in _PARTS.items()}
    lexical = sum(n_bytes for table, n_bytes in pages.items() if table.startswith("lexical"))
    log = folder.catalogue.with_name(folder.catalogue.name + "-wal")
    return StoreSizes(
        catalogue=size_of(folder.catalogue) + size_of(log),
        text=sum(pages.values()) - lexical - sum(parts.values()),
        lexical=lexical,
        vectors=parts["vectors"],
        tokens=parts["tokens"],
        drafts=parts["drafts"],
        index=size_of(folder.index),
        crops=size_of(folder.crops),
        pages=size_of(folder.pages),
    )


def _pages_by_table(connection: sqlite3.Connection) -> dict[str, int]:
    rows = connection.execute(
        "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name) "
        "WHERE aggregate = TRUE GROUP BY tbl_name"
    )
    return dict(rows.fetchall())


def _content_by_table(connection: sqlite3.Connection) -> dict[str, int]:
    sums = {
        "vector_blocks": "length(data) + length(ids)",
        "tokens": "length(data) + ifnull(length(words), 0)",
        "drafts": "length(content)",
        "elements": "length(text) * 2 + length(context) + length(boxes) + ifnull(length(words), 0)",
        "lexical_data": "length(block)",
    }
    return {
        table: int(connection.execute(f"SELECT ifnull(sum({bytes_}), 0) FROM {table}").fetchone()[0])
        for table, bytes_ in sums.items()
    }
