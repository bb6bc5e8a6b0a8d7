"""What has arrived of a file so far, on the disk: `NAME.part` beside its target, and a note of what it begins."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from quire.errors import QuireError, StorageFull
from quire.jobs import Job

_PIECE = 1 << 22
_SPARE_BYTES = 200_000_000  # left free on the disk, so that the rest of the system goes on


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch.

    Attributes:
        title: What the person calls it, for sentences.
        urls: Where it can be had; the next one is tried when one cannot give it.
        target: Where it goes; its folder exists.
        sha256: What it must be, or empty.
        size_bytes: How long it must be, or 0.
        token_of: The secret to show to an address, or empty; never shown to where that address redirects.
    """

    title: str
    urls: tuple[str, ...]
    target: Path
    sha256: str = ""
    size_bytes: int = 0
    token_of: Callable[[str], str] = lambda _: ""

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def note(self) -> Path:
        return self.target.with_name(self.target.name + ".part.json")


class Note(msgspec.Struct, frozen=True):
    """What a part is the beginning of."""

    etag: str = ""
    sha256: str = ""
    size_bytes: int = 0


_decode_note = msgspec.json.Decoder(Note).decode  # worked out once, by one thread: see jobs/child.py


def sha256_of(path: Path, *, job: Job, label: str) -> str:
    """Return the SHA-256 of a file, reporting as stage "checking". Raises OSError, Cancelled."""
    total, done = path.stat().st_size, 0
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            done += len(piece)
            job.report("checking", done=done, total=total, unit="bytes", label=label)
            job.checkpoint()
    return digest.hexdigest()


def discard(wanted: Wanted) -> None:
    """Throw away what arrived so far."""
    wanted.part.unlink(missing_ok=True)
    wanted.note.unlink(missing_ok=True)


def check_room(wanted: Wanted, missing_bytes: int) -> None:
    """Raise StorageFull unless the disk has room for so many more bytes."""
    free = shutil.disk_usage(wanted.target.parent).free
    if missing_bytes + _SPARE_BYTES > free:
        raise StorageFull(
            f"there is no room for {wanted.title}: it takes {missing_bytes / 1e9:.1f} GB more, "
            f"{free / 1e9:.1f} GB are free",
            hint="free some space, or choose another folder with `quire settings set models.folder`",
        )


def disk_trouble(wanted: Wanted, error: OSError) -> QuireError:
    """Return what to tell the person when the disk refuses."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        message = f"the disk is full; {wanted.title} is not complete"
    else:
        message = f"{wanted.title} cannot be written to {wanted.target.parent}"
    return StorageFull(message, hint="free some space or allow writing there", detail=str(error))


def length_of(path: Path) -> int:
    """Return the length of a file, 0 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def read_note(wanted: Wanted) -> Note:
    """Return what the part is the beginning of; an empty note when nothing says so."""
    try:
        return _decode_note(wanted.note.read_bytes())
    except (OSError, msgspec.DecodeError):
        return Note()


def write_note(wanted: Wanted, note: Note) -> None:
    """Remember what the part is the beginning of."""
    wanted.note.write_bytes(msgspec.json.encode(note))


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
