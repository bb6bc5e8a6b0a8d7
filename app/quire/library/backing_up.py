"""A library into one file and back: `back_up` while it is open, `restore` into a new folder."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from quire.errors import InvalidInput, QuireError
from quire.jobs import Job
from quire.library.places import clear, draft_of, put_in_place, require_empty, require_space, writing_to
from quire.store import Manifest, Store, read_manifest, unpack, verify_archive
from quire.types import Problem

SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was read again after it was written."""

    file: Path
    size_bytes: int
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Restored:
    """A library that came back.

    Attributes:
        problems: What its own checks found; empty when it is whole.
    """

    folder: Path
    manifest: Manifest
    problems: tuple[Problem, ...]


def back_up(store: Store, file: Path, *, job: Job | None = None) -> BackedUp:
    """Write a library as it stands now into one file, which appears only when it is whole and was checked.

    Questions are answered meanwhile; what is being added waits at the end of each document. An older backup of that
    name gives way at the very end.

    Raises:
        InvalidInput: not a `.zip`, inside the library itself, or in the place of something that is no backup.
        StorageFull: there is no space for it, or it cannot be written.
        LibraryDamaged: the catalogue fails its checks; an older backup stays.
        Cancelled: the job was cancelled; an older backup stays.
    """
    job = job or Job()
    file = Path(os.path.abspath(file))
    _check_place(file, store.folder)
    draft, copy = draft_of(file), draft_of(file, "catalogue")
    sizes = store.sizes()
    require_space(file, 2 * sizes.catalogue + sizes.crops + sizes.pages)
    try:
        with writing_to(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            clear(copy)
            store.archive(draft, copy, job)
            manifest = verify_archive(draft, job)
            size = draft.stat().st_size
        put_in_place(draft, file)
    finally:
        clear(copy)
        clear(draft)
    return BackedUp(file, size, manifest)


def restore(file: Path, folder: Path, *, job: Job | None = None) -> Restored:
    """Unpack a backup as a new library, check every file on the way, and build its vector index.

    The folder appears only when everything in it is whole.

    Raises:
        InvalidInput: not a backup, or the folder is not empty.
        LibraryDamaged: the backup is not whole.
        LibraryError: a newer Quire made it.
        StorageFull: there is no space for it, or it cannot be written.
        Cancelled: nothing is left behind; while the index is built: the library is there, and builds it when asked.
    """
    job = job or Job()
    folder = Path(os.path.abspath(folder))
    require_empty(folder)
    manifest = unpack_whole(file, folder, job)
    with Store.open(folder) as store:
        store.rebuild_index(job)
        return Restored(folder, manifest, tuple(store.verify(job=job)))


def unpack_whole(file: Path, folder: Path, job: Job) -> Manifest:
    """Unpack a backup to a place that is empty; it appears there in one step. Raises as `restore` does."""
    draft = draft_of(folder)
    require_space(folder, read_manifest(file).size_bytes)
    try:
        with writing_to(folder):
            clear(draft)
            draft.mkdir(parents=True)
            manifest = unpack(file, draft, job)
        Store.check_copy(draft)
        put_in_place(draft, folder)
    finally:
        clear(draft)
    return manifest


def _check_place(file: Path, library: Path) -> None:
    if file.suffix.lower() != SUFFIX:
        raise InvalidInput(f"a backup is a ZIP file, and {file.name} does not end in {SUFFIX}")
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(library)):
        raise InvalidInput("a backup inside the library would be lost with it", hint="choose another folder")
    if file.is_dir():
        raise InvalidInput(f"{file} is a folder", hint="name a file in it")
    if file.exists() and not _is_backup(file):
        raise InvalidInput(
            f"{file} is there already and is no backup of Quire", hint="choose another name, or remove it first"
        )


def _is_backup(file: Path) -> bool:
    """Return whether what lies there may give way: a backup, also one that is damaged or newer."""
    try:
        read_manifest(file)
    except InvalidInput:
        return False
    except QuireError:
        return zipfile.is_zipfile(file)
    return True
