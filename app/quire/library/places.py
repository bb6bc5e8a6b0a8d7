"""Where something large is to be put: may it be written there, is there room, and what it says when it fails."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quire.errors import InvalidInput, LibraryError, StorageFull

_RESERVE_BYTES = 32 * 2**20  # what a disk needs besides: folders, the settings file, a journal
_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Translate what the system says while something is written to `place`.

    Raises:
        StorageFull: no space is left there, or writing is not permitted.
        LibraryError: the disk failed.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise StorageFull(
                f"there is no space left for {place}",
                hint="free some space on that disk, or choose another",
                detail=str(error),
            ) from error
        if error.errno in _NO_PERMISSION:
            raise StorageFull(
                f"{place} cannot be written",
                hint="check the permissions there and that the disk is not read-only",
                detail=str(error),
            ) from error
        raise LibraryError(
            f"{place} cannot be used: {error.strerror or error}",
            hint="check that its disk is connected and healthy, then try again",
            detail=repr(error),
        ) from error


def require_space(place: Path, n_bytes: int) -> None:
    """Check that so much fits where `place` is to be.

    Raises:
        StorageFull: it does not; says how much is missing.
    """
    with writing_to(place):
        free = shutil.disk_usage(_standing(place)).free
    if free < n_bytes + _RESERVE_BYTES:
        raise StorageFull(
            f"{place} needs {in_words(n_bytes)}, and {in_words(free)} are free on that disk",
            hint="free some space there, or choose another disk",
        )


def require_empty(folder: Path) -> None:
    """Check that a folder can be made at this place, or stands there empty.

    Raises:
        InvalidInput: something else is there.
    """
    with writing_to(folder):
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise InvalidInput(f"{folder} is there already and is no folder", hint="choose a new or an empty folder")
        if os.path.ismount(folder):
            raise InvalidInput(f"{folder} is a whole disk", hint="name a new folder on it")
        if folder.is_dir() and any(folder.iterdir()):
            raise InvalidInput(f"{folder} is not empty", hint="choose a new or an empty folder")


def draft_of(place: Path, word: str = "part") -> Path:
    """Return the hidden name beside `place` under which it is made, so that it appears in one step."""
    return place.with_name(f".{place.name}.{word}")


def clear(path: Path) -> None:
    """Delete a file or folder that was being made; what cannot be deleted stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def put_in_place(draft: Path, place: Path) -> None:
    """Give what was made its name, in one step; an empty folder there gives way."""
    with writing_to(place):
        if draft.is_dir() and place.is_dir():
            place.rmdir()
        os.replace(draft, place)
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def in_words(n_bytes: int) -> str:
    """Return a number of bytes as a person says it."""
    size = float(n_bytes)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def _standing(place: Path) -> Path:
    """Return the nearest folder above that exists."""
    place = place.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return place
