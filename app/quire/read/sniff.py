"""Looking at a file before it is read: is it there, what is it, which bytes are they. Pure Python."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from quire.errors import BrokenFile, ReadError
from quire.plugins.reading import FileType
from quire.read.media_types import HEAD_BYTES, media_type_of
from quire.types import Source

_CHUNK_BYTES = 1024 * 1024


def sniff(path: Path, plugged: Sequence[FileType] = ()) -> Source:
    """Return what the file at `path` is: type by content, digest, size and time.

    Reads the whole file once, in pieces. Follows symbolic links; `Source.path` stays as given, made absolute.

    Args:
        plugged: Types that readers of plugins read (`ReaderPool.readers.plugged`).

    Raises:
        ReadError: not there, not readable, not an ordinary file, or it changed meanwhile.
        BrokenFile: empty, or a damaged container.
        UnsupportedType: nothing here reads this kind of file.
    """
    path = path.absolute()
    _check_name(path)
    try:
        with _open(path) as file:
            return _look(path, file, plugged)
    except FileNotFoundError:
        raise ReadError(
            "the file is not there", hint="check its name, and whether it was moved, renamed or deleted"
        ) from None
    except PermissionError:
        raise ReadError(
            "you are not allowed to read this file", hint="change its permissions, then add it again"
        ) from None
    except OSError as error:
        raise ReadError(
            f"the file could not be read from its disk ({error.strerror or error})",
            hint="check the disk or the connection to it, then try again",
            detail=repr(error),
        ) from error


def _check_name(path: Path) -> None:
    """A name that is no valid text cannot be stored or shown; better to say so than to fail later."""
    name = str(path)
    if "\0" in name or name.encode("utf-8", "replace").decode() != name:
        raise ReadError(
            "the file's name holds bytes that are not valid text", hint="rename the file, then add it again"
        )


def _open(path: Path) -> BinaryIO:
    """Open without ever waiting: a pipe without a writer would block for good."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    if path.is_dir():
        try:
            os.scandir(path).close()
            os.stat(os.path.join(path, "."))
        except PermissionError:
            raise ReadError(
                "you are not allowed to look into this folder",
                hint="change its permissions, then add it again",
            ) from None
        raise ReadError("this is a folder, not a file", hint="add it with --recursive to add what is inside")
    return os.fdopen(os.open(path, flags), "rb")


def _look(path: Path, file: BinaryIO, plugged: Sequence[FileType]) -> Source:
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        raise ReadError("this is a device or a pipe, not a file", hint="add ordinary files only")
    head = file.read(HEAD_BYTES)
    if not head:
        raise BrokenFile("the file is empty (0 bytes)", hint="get it again from where it came from")
    media_type = media_type_of(head, file, path.suffix.lower(), plugged)
    sha256, n_bytes = _digest(file)
    after = os.fstat(file.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, n_bytes):
        raise ReadError(
            "the file was being written while it was read", hint="add it again when it is complete"
        )
    return Source(
        path=str(path),
        sha256=sha256,
        media_type=media_type,
        size_bytes=n_bytes,
        modified_at=after.st_mtime,
    )


def _digest(file: BinaryIO) -> tuple[str, int]:
    digest, n_bytes = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
        n_bytes += len(chunk)
    return digest.hexdigest(), n_bytes
