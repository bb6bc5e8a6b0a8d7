"""The room's border: errors of SQLite and the file system become sentences with a hint."""

from __future__ import annotations

import errno
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from quire.errors import LibraryDamaged, LibraryError, LibraryHeld, QuireError, StorageFull

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_UNUSABLE = frozenset(  # no folder can be there, or its disk, stick or server is gone
    getattr(errno, name)
    for name in (
        *("EIO", "ENOTDIR", "EEXIST", "ELOOP", "ENAMETOOLONG", "EINVAL"),
        *("ENXIO", "ENODEV", "ESTALE", "ENOTCONN", "EHOSTDOWN", "ETIMEDOUT"),
    )
    if hasattr(errno, name)  # not every system has all
)
_PRIMARY = 0xFF  # SQLite keeps the primary result code in the low byte


@contextmanager
def known_faults(folder: Path) -> Iterator[None]:
    """Translate what SQLite, the file system and damaged blobs raise while the library in `folder` is used.

    Raises:
        StorageFull: no space left, or writing is not permitted.
        LibraryDamaged: the catalogue is not a database any more or holds nonsense.
        LibraryHeld: another program keeps the catalogue locked.
        LibraryError: another failure of the disk.
    """
    try:
        yield
    except sqlite3.Error as error:
        known = _of_sqlite(error, folder)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        known = _of_system(error, folder)
        if known is None:
            raise
        raise known from error
    except (zlib.error, msgspec.DecodeError) as error:
        raise _damaged(folder, str(error)) from error


def no_space(folder: Path, detail: str) -> StorageFull:
    """Return the error for a full disk."""
    return StorageFull(
        f"there is no space left where the library lives ({folder})",
        hint="free some space on that disk, or move the library folder to a larger one, and try again",
        detail=detail,
    )


def unusable(folder: Path, detail: str) -> LibraryError:
    """Return the error for a place that can hold no library."""
    return LibraryError(
        f"the library folder cannot be used ({folder})",
        hint="check that it is a folder on a disk that is connected and healthy",
        detail=detail,
    )


def _of_sqlite(error: sqlite3.Error, folder: Path) -> QuireError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    detail = f"{getattr(error, 'sqlite_errorname', '')} {error}".strip()
    if code == sqlite3.SQLITE_FULL:
        return no_space(folder, detail)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return _not_permitted(folder, detail)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "decode to UTF-8" in str(error):
        return _damaged(folder, detail)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryHeld(
            "another program keeps the library's catalogue locked",
            hint="close it (a backup, a sync service, a database viewer) and try again",
            detail=detail,
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"the disk failed while the library was used ({folder})",
            hint="check that the disk is connected and healthy, then run `quire verify`",
            detail=detail,
        )
    return None


def _of_system(error: OSError, folder: Path) -> QuireError | None:
    if error.errno in _NO_SPACE:
        return no_space(folder, str(error))
    if error.errno in _NO_PERMISSION:
        return _not_permitted(folder, str(error))
    if error.errno in _UNUSABLE:
        return unusable(folder, str(error))
    return None


def _not_permitted(folder: Path, detail: str) -> StorageFull:
    return StorageFull(
        f"the library cannot be written ({folder})",
        hint="check the permissions of that folder and that its disk is not read-only",
        detail=detail,
    )


def _damaged(folder: Path, detail: str) -> LibraryDamaged:
    return LibraryDamaged(
        f"the library's catalogue is damaged ({folder})",
        hint="restore a backup with `quire restore`, or make a new library and add the documents again",
        detail=detail,
    )
