"""What a zip says of its contents, without unpacking it. Pure Python."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from quire.errors import BrokenFile

_MAX_ZIP_LIST_BYTES = 64 * 1024 * 1024
_MOST_OF_A_MEMBER = 65_536


@dataclass(frozen=True, slots=True)
class ZipList:
    """Contents of a zip.

    Attributes:
        names: Its members, without folders.
        declared: What its member "mimetype" says; empty without one.
        relations: What an Office package says it consists of; empty when it is none.
    """

    names: tuple[str, ...]
    declared: str
    relations: bytes


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def zip_list(file: BinaryIO) -> ZipList:
    """Return what a zip says of its contents.

    Raises:
        BrokenFile: its list cannot be read, or is so long that reading it would swell the main process.
    """
    _check_zip_list(file)
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            declared = _member(archive, "mimetype", 200).strip().decode("ascii", "replace")
            return ZipList(tuple(names), declared, _member(archive, "_rels/.rels", _MOST_OF_A_MEMBER))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise _damaged_zip(str(error)) from error


def _check_zip_list(file: BinaryIO) -> None:
    """Refuse a list of contents so long that reading it would swell the main process."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        raise _damaged_zip("no end of central directory")
    if struct.unpack_from("<I", tail, at + 12)[0] > _MAX_ZIP_LIST_BYTES:
        raise _damaged_zip("central directory too long")
    file.seek(0)


def _damaged_zip(detail: str) -> BrokenFile:
    return BrokenFile(
        "the file is damaged: it begins like a book or archive, but its end is missing or broken",
        hint="get it again from where it came from",
        detail=detail,
    )


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as member:
        return member.read(limit)
