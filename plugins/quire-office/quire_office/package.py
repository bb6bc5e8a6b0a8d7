"""Zipped office files, looked over before a library opens them: no bombs, no entities, no surprises."""

from __future__ import annotations

import zipfile
from pathlib import Path

from quire.errors import BrokenFile, TooLarge

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_MEMBERS = 20_000
_MAX_RATIO = 400  # well-filled sheets reach 30; zeros packed by the terabyte pass a thousand
_RATIO_MATTERS_FROM = 64 * 1024 * 1024
_PROLOGUE_BYTES = 4096


def check_package(path: Path) -> None:
    """Make sure that a zipped office file may be opened.

    Raises:
        TooLarge: it would unpack to more than is reasonable.
        BrokenFile: it is no zip, or declares entities, which office files never do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise _too_large()
            for member in members:
                ratio = member.file_size / max(member.compress_size, 1)
                if member.file_size > _RATIO_MATTERS_FROM and ratio > _MAX_RATIO:
                    raise _too_large()
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        _check_prologue(part.read(_PROLOGUE_BYTES))
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError, OSError) as error:
        raise BrokenFile(
            "the file is damaged: its package cannot be unpacked",
            hint="open it in its program and save it again",
            detail=repr(error),
        ) from error


def _check_prologue(beginning: bytes) -> None:
    flat = beginning.replace(b"\0", b"").upper()  # UTF-16 too
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise BrokenFile(
            "the file declares XML entities, which office programs never write; it was not opened",
            hint="somebody may have tampered with it; get it again from where it came from",
        )


def _too_large() -> TooLarge:
    return TooLarge(
        f"the file unpacks to more than Quire opens ({MAX_UNPACKED_BYTES // (1024 * 1024)} MB), or claims to",
        hint="if you trust it, split it in its program and add the parts",
    )
