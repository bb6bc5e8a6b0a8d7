"""A library as it stands at one moment, while it goes on being used: the catalogue by SQLite's online backup, and
the names of its pictures. The vector index is left out, since it is made again from the catalogue.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from quire.errors import LibraryDamaged, LibraryError
from quire.jobs import Job
from quire.store.database import Database
from quire.store.faults import known_faults
from quire.store.folder import LibraryFolder
from quire.store.schema import APPLICATION_ID, STEPS

CATALOGUE = "catalogue.sqlite"
PICTURE = re.compile(r"(crops|pages)/[A-Za-z0-9][A-Za-z0-9._-]{0,127}/[A-Za-z0-9_][^/\\\0:]{0,200}")
_PAGES_AT_ONCE = 2_560  # 10 MB: a cancel waits for no more


def copy_catalogue(database: Database, target: Path, job: Job) -> None:
    """Copy one state of the catalogue to a new file, whatever is written meanwhile; the copy is checked.

    Raises:
        Cancelled: the target is not whole.
        StorageFull: there is no space for it.
        LibraryDamaged: the catalogue, and so the copy, fails SQLite's checks.
    """

    def follow(_: int, left: int, total: int) -> None:
        job.checkpoint()
        job.report("copying the catalogue", done=total - left, total=total, unit="pages")

    with known_faults(target.parent), database.read() as source, closing(sqlite3.connect(target)) as copy:
        # A read keeps the state: without it every commit of others would let the copy begin again.
        source.execute("SELECT count(*) FROM state").fetchone()
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=follow)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, complete in itself
        with copy:
            copy.execute("INSERT OR REPLACE INTO state VALUES ('index_broken', 1)")  # none comes along
    check_catalogue(target)


def check_catalogue(path: Path) -> int:
    """Return the version of a copied catalogue.

    Raises:
        LibraryDamaged: it is no catalogue, or not whole.
        LibraryError: a newer Quire made it.
    """
    with known_faults(path.parent), closing(sqlite3.connect(path)) as connection:
        owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if owner != APPLICATION_ID or found != "ok":
        raise LibraryDamaged(
            "the catalogue is damaged", hint="use another backup, if there is one", detail=f"{owner:#x} {found}"
        )
    if version > len(STEPS):
        raise LibraryError(
            "this library was made by a newer Quire",
            hint="update Quire, then try again",
            detail=f"catalogue version {version}, known up to {len(STEPS)}",
        )
    return version


def count_documents(path: Path) -> int:
    """Return how many documents a copied catalogue shows."""
    with known_faults(path.parent), closing(sqlite3.connect(path)) as connection:
        table = "present" if check_catalogue(path) > 1 else "documents"
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def fold_log(path: Path) -> None:
    """Bring the write-ahead log into the catalogue's file, so that the file alone is complete."""
    with known_faults(path.parent), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def pictures_of(folder: LibraryFolder) -> Iterator[tuple[str, Path]]:
    """Yield the name inside the library and the place of every picture that is whole."""
    for kind in (folder.crops, folder.pages):
        for parent, _, names in sorted(os.walk(kind)):
            for path in (Path(parent) / name for name in sorted(names)):
                name = path.relative_to(folder.root).as_posix()
                if PICTURE.fullmatch(name) and not name.endswith(".part") and not path.is_symlink():
                    yield name, path
