"""A library in one file: a ZIP of the catalogue and the pictures, with a manifest of what belongs in it.

Layout: `manifest.json` last, before it `catalogue.sqlite`, `crops/…`, `pages/…`. Nothing else is ever unpacked.
"""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from quire import __version__
from quire.errors import InvalidInput, LibraryDamaged, LibraryError
from quire.jobs import Job
from quire.store.snapshot import CATALOGUE, PICTURE

FORMAT = "quire-backup"
VERSION = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 512 * 2**20  # bytes; two million pictures
_CHUNK_BYTES = 2**20


class _Source(Protocol):
    def read(self, n_bytes: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup, as it was when it was put in."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: POSIX seconds.
        catalogue_version: Of the tables; see `schema`.
        n_documents: Documents the library showed.
    """

    format: str
    version: int
    quire: str
    made_at: float
    catalogue_version: int
    n_documents: int
    files: tuple[Member, ...]

    @property
    def size_bytes(self) -> int:
        """Bytes of everything unpacked."""
        return sum(item.size_bytes for item in self.files)


def write_archive(
    file: Path,
    parts: Sequence[tuple[str, Path]],
    job: Job,
    *,
    n_documents: int,
    catalogue_version: int,
) -> Manifest:
    """Write a new archive of these files; what vanishes meanwhile is left out.

    Raises:
        Cancelled: the archive is not whole.
        OSError: it cannot be written.
    """
    members = list[Member]()
    total = sum(_size(path) for _, path in parts)
    done = 0
    with file.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, path in parts:
                job.report("backing up", done=done, total=total, unit="bytes", label=name)
                member = _put_in(archive, name, path, job)
                if member is not None:
                    members.append(member)
                    done += member.size_bytes
            manifest = Manifest(
                FORMAT, VERSION, __version__, time.time(), catalogue_version, n_documents, tuple(members)
            )
            archive.writestr(_MANIFEST, msgspec.json.encode(manifest), zipfile.ZIP_DEFLATED)
        stream.flush()
        sync(stream)
    return manifest


def verify_archive(file: Path, job: Job) -> Manifest:
    """Read every byte of a backup and compare it with the manifest.

    Raises:
        LibraryDamaged: it is not whole.
        LibraryError: a newer Quire made it.
        InvalidInput: it is no backup of Quire.
    """
    with _opened(file) as (archive, manifest):
        done = 0
        for member in manifest.files:
            job.report("checking the backup", done=done, total=manifest.size_bytes, unit="bytes", label=member.name)
            _copy_member(archive, member, None, job)
            done += member.size_bytes
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return what a backup says it holds; raises as `verify_archive` does."""
    with _opened(file) as (_, manifest):
        return manifest


def unpack(file: Path, folder: Path, job: Job) -> Manifest:
    """Unpack a backup into a new folder, each file checked as it comes; raises as `verify_archive`, and OSError."""
    with _opened(file) as (archive, manifest):
        done = 0
        for member in manifest.files:
            job.report("restoring", done=done, total=manifest.size_bytes, unit="bytes", label=member.name)
            path = folder.joinpath(*member.name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                _copy_member(archive, member, target, job)
                target.flush()
                sync(target)
            done += member.size_bytes
    return manifest


def sync(stream: BinaryIO) -> None:
    """Bring a file onto the disk."""
    os.fsync(stream.fileno())


def _put_in(archive: zipfile.ZipFile, name: str, path: Path, job: Job) -> Member | None:
    # WebP does not shrink, and a bare ZipInfo is stored as it is; a name takes the archive's own compression.
    entry: str | zipfile.ZipInfo = name if name == CATALOGUE else zipfile.ZipInfo(name)
    digest, size = hashlib.sha256(), 0
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source, archive.open(entry, "w", force_zip64=True) as target:
        for chunk in _chunks(source, job):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(name, size, digest.hexdigest())


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest_in(archive)
            _check_members(archive, manifest)
            yield archive, manifest
    except FileNotFoundError as error:
        raise InvalidInput(f"there is no backup at {file}", hint="check its name") from error
    except IsADirectoryError as error:
        raise InvalidInput(f"{file} is a folder, not a backup") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, msgspec.DecodeError) as error:
        raise _damaged(str(error)) from error


def _manifest_in(archive: zipfile.ZipFile) -> Manifest:
    try:
        entry = archive.getinfo(_MANIFEST)
    except KeyError as error:
        raise InvalidInput("this is not a backup made by Quire", hint="choose a file made by `quire backup`") from error
    if entry.file_size > _LARGEST_MANIFEST:
        raise _damaged("the manifest is too large")
    content = archive.read(entry)
    head = msgspec.json.decode(content)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise InvalidInput("this is not a backup made by Quire", hint="choose a file made by `quire backup`")
    if not isinstance(head.get("version"), int) or head["version"] > VERSION:
        raise LibraryError(
            "this backup was made by a newer Quire",
            hint="update Quire, then restore it",
            detail=f"format {head.get('version')}, known up to {VERSION}",
        )
    return msgspec.convert(head, Manifest)


def _check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Check names and sizes before anything is unpacked: no path leads out, and nothing is there unannounced."""
    told = {member.name: member for member in manifest.files}
    found = [entry for entry in archive.infolist() if entry.filename != _MANIFEST]
    names = {name.lower() for name in told}
    for name in told:
        if name != CATALOGUE and not PICTURE.fullmatch(name):
            raise _damaged(f"{name!r} is no file of a library")
    if len(names) != len(manifest.files) or CATALOGUE not in told:
        raise _damaged("the manifest names a file twice, or no catalogue")
    if sorted(entry.filename for entry in found) != sorted(told):
        raise _damaged("the files in it are not those of its manifest")
    for entry in found:
        if entry.file_size != told[entry.filename].size_bytes:
            raise _damaged(f"{entry.filename} has {entry.file_size} bytes")


def _copy_member(archive: zipfile.ZipFile, member: Member, target: BinaryIO | None, job: Job) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        source = archive.open(member.name)
    except KeyError as error:
        raise _damaged(f"{member.name} is not in it") from error
    with source:
        for chunk in _chunks(source, job):
            size += len(chunk)
            if size > member.size_bytes:
                raise _damaged(f"{member.name} is longer than it says")
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
    if size != member.size_bytes or digest.hexdigest() != member.sha256:
        raise _damaged(f"{member.name} is not what was put in")


def _chunks(source: _Source, job: Job) -> Iterator[bytes]:
    while True:
        job.checkpoint()
        try:
            chunk = source.read(_CHUNK_BYTES)
        except zlib.error as error:
            raise _damaged(str(error)) from error
        if not chunk:
            return
        yield chunk


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _damaged(detail: str) -> LibraryDamaged:
    return LibraryDamaged(
        "this backup is damaged; nothing was restored from it",
        hint="use another backup, if there is one",
        detail=detail,
    )
