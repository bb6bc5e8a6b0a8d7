"""Connections to the catalogue: one that writes, as many readers as there are threads asking. Of the tables
only `state` is known here.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quire.errors import LibraryError
from quire.store.faults import known_faults
from quire.store.schema import migrate, version_of

_BUSY_TIMEOUT_S = 10.0
_PATIENCE_MS = 300
_WAL_LIMIT_BYTES = (
    64 * 2**20
)  # a log that one large document blew up is cut back to this at the next checkpoint


class Database:
    """The catalogue's file. Thread-safe; reads never wait for a write (WAL)."""

    def __init__(self, path: Path) -> None:
        """Open or create the catalogue and bring it to the newest version.

        Raises:
            LibraryDamaged: not a catalogue, or broken.
            LibraryError: made by a newer Quire.
            StorageFull: it cannot be written.
        """
        self.path = path
        self._lock = threading.Lock()
        self._pool_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with known_faults(path.parent):
            self._writer = self._connect()
            try:
                version_of(self._writer)  # before anything is set: a file that is not ours to write stays as it is
                self._prepare(self._writer)
                migrate(self._writer)
                self.generation = self._state(self._writer, "generation")
            except BaseException:
                self._writer.close()
                raise

    @contextmanager
    def write(self, *, changes_content: bool = False) -> Iterator[sqlite3.Connection]:
        """Run one transaction: all of it is committed, or nothing when the body raises.

        Args:
            changes_content: What a search may find can change: `generation` moves on with the commit.
        """
        with known_faults(self.path.parent), self._lock:
            self._check_open()
            self._writer.execute("BEGIN IMMEDIATE")
            before = self._writer.total_changes
            try:
                yield self._writer
                changes_content = changes_content and self._writer.total_changes > before
                if changes_content:
                    self._writer.execute("UPDATE state SET value = value + 1 WHERE key = 'generation'")
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # SQLite has already rolled back after some errors
                    with suppress(sqlite3.Error):
                        self._writer.execute("ROLLBACK")
                raise
            if changes_content:
                self.generation += 1

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one state of the catalogue, whatever is written meanwhile."""
        with known_faults(self.path.parent):
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    if connection.in_transaction:
                        connection.execute("COMMIT")
            finally:
                self._return(connection)

    def state(self, key: str) -> int:
        """Return a number the store keeps about itself; 0 when it was never set."""
        with self.read() as connection:
            return self._state(connection, key)

    def set_state(self, **values: int) -> None:
        with self.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())

    def shrink(self) -> None:
        """Give pages freed by a removal back to the file system and wipe them from the log."""
        with known_faults(self.path.parent), self._lock:
            self._check_open()
            self._writer.execute("PRAGMA incremental_vacuum").fetchall()
            # A search that is still reading stops the log from being cut; then the next checkpoint does it.
            self._writer.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._writer.execute(f"PRAGMA busy_timeout = {int(_BUSY_TIMEOUT_S * 1000)}")

    def close(self) -> None:
        """Close all connections; those in use close as they come back."""
        with self._lock, self._pool_lock:
            if self._closed:
                return
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            with suppress(sqlite3.Error):  # a courtesy: without it the next open replays the log
                self._writer.execute("PRAGMA optimize")
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _prepare(self, writer: sqlite3.Connection) -> None:
        writer.execute("PRAGMA auto_vacuum = INCREMENTAL")  # takes effect in an empty file only
        writer.execute("PRAGMA journal_mode = WAL").fetchall()
        # FULL costs one fsync per commit, and a commit is a whole document, or a page that took half a second
        # to read. With NORMAL a power cut could take back a document that was already reported as added.
        writer.execute("PRAGMA synchronous = FULL")
        writer.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
        writer.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            self._check_open()
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _return(self, connection: sqlite3.Connection) -> None:
        with self._pool_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError("the library was closed meanwhile", hint="open it again")

    @staticmethod
    def _state(connection: sqlite3.Connection, key: str) -> int:
        row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0
