"""A library to another folder or disk. The old one goes only when the new one is whole and the settings name it.

A note beside the settings says what is under way; after a kill `settle_move` reads it and brings things in order.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from quire.errors import InvalidInput, LibraryDamaged, LibraryHeld, QuireError
from quire.jobs import Job
from quire.library.places import (
    clear,
    draft_of,
    put_in_place,
    require_empty,
    require_space,
    sync_folder,
    writing_to,
)
from quire.settings import library_folder, load, move_note, save, with_value
from quire.store import LibraryLock, Store

_CHUNK_BYTES = 2**20
_CATALOGUE = "catalogue.sqlite"
# What a library's folder is made of; anything else that lies there is not ours to copy or delete.
_PARTS = (_CATALOGUE, f"{_CATALOGUE}-wal", "README.txt", "crops", "pages", "index")
_LEFT_BEHIND = (f"{_CATALOGUE}-shm", "lock")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a library is now.

    Attributes:
        size_bytes: What was copied; 0 when the folder only had to be renamed.
        switched: Whether the settings named the old folder, and name the new one now.
    """

    folder: Path
    size_bytes: int
    switched: bool


class _Note(msgspec.Struct, frozen=True):
    """What is under way. `stamp`: size and time of the old catalogue, as it was copied."""

    source: str
    target: str
    switch: bool
    stamp: tuple[int, int]


def move_library(source: Path, target: Path, *, job: Job | None = None) -> Moved:
    """Move the library in `source`, which nobody may have open, to the new or empty folder `target`.

    On the same disk the folder is renamed. Else everything is copied and compared, then the settings are changed,
    and only then the old library is deleted. Files in the old folder that are not the library's stay there.

    Raises:
        LibraryHeld: a Quire has it open, this one too.
        InvalidInput: no library is there, or `target` is not empty, the same folder, or inside the library.
        StorageFull: the target is too small or cannot be written; the library is where it was.
        LibraryDamaged: what was copied does not read as it was written; the library is where it was.
        Cancelled: the library is where it was.
    """
    job = job or Job()
    source, target = Path(os.path.realpath(source)), Path(os.path.realpath(target))
    settle_move()
    if move_note().exists():
        raise InvalidInput(
            "an earlier move of a library was interrupted, and its disks are not all here",
            hint="connect them, start Quire once, then try again",
        )
    _check(source, target)
    lock = LibraryLock(source / "lock")
    note = move_note()
    try:
        Store.fold_log(source)
        switch = _names(library_folder(load().settings), source)
        _write_note(note, _Note(str(source), str(target), switch, _stamp(source)))
        if os.name == "nt":
            lock.release()  # Windows renames no folder in which a file is open
        moved = _rename(source, target, switch) or _copy_over(source, target, switch, job)
        with suppress(OSError):
            note.unlink()
        return moved
    except BaseException:
        if (source / _CATALOGUE).exists() and not (target / _CATALOGUE).exists():
            with suppress(OSError):
                note.unlink()
        raise
    finally:
        lock.release()


def settle_move() -> str:
    """Bring in order what a move left that was killed; returns what to tell the person, empty when nothing is.

    The library is then in one place, and the settings name it. Costs nothing when no move was interrupted.
    """
    path = move_note()
    try:
        note = msgspec.json.decode(path.read_bytes(), type=_Note)
    except FileNotFoundError:
        return ""
    except (OSError, msgspec.DecodeError):
        with suppress(OSError):
            path.unlink()  # written half: nothing had been begun
        return ""
    source, target = Path(note.source), Path(note.target)
    at_source, at_target = (source / _CATALOGUE).is_file(), (target / _CATALOGUE).is_file()
    switched = _names(library_folder(load().settings), target)
    if not at_target and (switched or not at_source):
        return ""  # a disk is not there: wait for it
    try:
        told = _settle(note, at_source, at_target, switched=switched)
    except LibraryHeld:
        return ""  # the move is going on, or the library is in use
    except QuireError as error:
        return f"a move of the library was interrupted and cannot be finished yet: {error}"
    with suppress(OSError):
        path.unlink()
    return told


def _settle(note: _Note, at_source: bool, at_target: bool, *, switched: bool) -> str:
    source, target = Path(note.source), Path(note.target)
    if not at_source:  # it was renamed, or the old one is half deleted
        if note.switch and not switched:
            _switch_to(target)
        _delete_library(source)
        return f"the library was moved to {target}"
    lock = LibraryLock(source / "lock")
    try:
        clear(draft_of(target))
        if not at_target:
            return f"moving the library was interrupted; it is where it was, in {source}"
        if switched and _stamp(source) == note.stamp:
            _delete_library(source)
            return f"the library was moved to {target}"
    finally:
        lock.release()
    kept, other = (target, source) if switched else (source, target)
    return f"moving the library was interrupted; the one in {kept} is used, a copy is left in {other}"


def _check(source: Path, target: Path) -> None:
    if not (source / _CATALOGUE).is_file():
        raise InvalidInput(f"there is no library in {source}")
    if target == source:
        raise InvalidInput("the library is in this folder already", hint="choose another folder")
    if target.is_relative_to(source):
        raise InvalidInput("the library cannot be moved into itself", hint="choose a folder outside it")
    require_empty(target)
    for path in _files(source):
        if path.is_symlink():
            raise InvalidInput(
                f"{path} is a link; a library with links in it is not moved", hint="put the files in its place first"
            )


def _rename(source: Path, target: Path, switch: bool) -> Moved | None:
    """Move within one disk, in an instant; None when that cannot be done."""
    with writing_to(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        there = target.is_dir()
        if there:
            target.rmdir()
        try:
            source.rename(target)
        except OSError as error:
            if there:
                target.mkdir()
            if error.errno in (errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM):
                return None  # another disk, or the old folder's place may not be changed
            raise
        sync_folder(target.parent)
    if switch:
        try:
            _switch_to(target)
        except BaseException:
            target.rename(source)
            raise
    return Moved(target, 0, switch)


def _copy_over(source: Path, target: Path, switch: bool, job: Job) -> Moved:
    files = list(_files(source))
    total = sum(path.stat().st_size for path in files)
    require_space(target, total)
    draft = draft_of(target)
    try:
        with writing_to(target):
            clear(draft)
            draft.mkdir(parents=True)
            done = 0
            for path in files:
                job.report("moving the library", done=done, total=total, unit="bytes", label=path.name)
                done += _copy_file(path, draft / path.relative_to(source), job)
            for folder in ("crops", "pages"):
                (draft / folder).mkdir(exist_ok=True)
        Store.check_copy(draft)
        put_in_place(draft, target)
    finally:
        clear(draft)
    if switch:
        try:
            _switch_to(target)
        except BaseException:
            clear(target)
            raise
    _delete_library(source)
    return Moved(target, total, switch)


def _copy_file(path: Path, target: Path, job: Job) -> int:
    """Copy a file, read the copy again and compare; returns its size. Raises LibraryDamaged when they differ."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as old, target.open("xb") as new:
        while chunk := old.read(_CHUNK_BYTES):
            job.checkpoint()
            digest.update(chunk)
            size += new.write(chunk)
        new.flush()
        os.fsync(new.fileno())
    shutil.copymode(path, target)
    again = hashlib.sha256()
    with target.open("rb") as new:
        while chunk := new.read(_CHUNK_BYTES):
            job.checkpoint()
            again.update(chunk)
    if again.digest() != digest.digest():
        raise LibraryDamaged(
            "what was copied does not read as it was written; the library stays where it is",
            hint="check that the new disk is healthy",
            detail=str(target),
        )
    return size


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a library, and links in the place of its folders."""
    for part in (folder / name for name in _PARTS):
        if part.is_dir() and not part.is_symlink():
            for parent, folders, names in os.walk(part):
                yield from (Path(parent) / name for name in sorted(names))
                yield from (Path(parent) / name for name in folders if (Path(parent) / name).is_symlink())
        elif part.exists() or part.is_symlink():
            yield part


def _delete_library(folder: Path) -> None:
    """Delete a library that is elsewhere by now, the catalogue first: half of one must not look whole."""
    for name in (*_PARTS, *_LEFT_BEHIND):
        clear(folder / name)
    with suppress(OSError):  # not empty: something else lies there
        folder.rmdir()


def _switch_to(folder: Path) -> None:
    save(with_value(load().settings, "library.folder", str(folder)))


def _names(folder: Path, other: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(other)


def _stamp(folder: Path) -> tuple[int, int]:
    with writing_to(folder):
        status = (folder / _CATALOGUE).stat()
    return status.st_size, status.st_mtime_ns


def _write_note(path: Path, note: _Note) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(msgspec.json.encode(note))
            os.replace(draft, path)
            sync_folder(path.parent)
    finally:
        clear(draft)
