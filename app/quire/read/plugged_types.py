"""Types of files that plugins read, told by their beginning, their list of members, or their suffix. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from quire.plugins.reading import FileType
from quire.read.plain_text import decode_text
from quire.read.zip_list import ZipList, is_zip, zip_list


def plugged_type_of(head: bytes, file: BinaryIO, suffix: str, plugged: Sequence[FileType]) -> str:
    """Return the media type of the first type whose conditions all hold, those that look inside first; or empty.

    Raises:
        BrokenFile: it begins like a zip but its list of contents cannot be read.
    """
    inside = zip_list(file) if plugged and is_zip(head) else None
    by_content = [kind for kind in plugged if kind.magic or kind.members or kind.declares]
    by_suffix = [kind for kind in plugged if kind.suffixes and kind not in by_content]
    for kind in (*by_content, *by_suffix):
        if _fits(kind, head, suffix, inside):
            return kind.media_type
    return ""


def _fits(kind: FileType, head: bytes, suffix: str, inside: ZipList | None) -> bool:
    if kind.magic and not head.startswith(kind.magic):
        return False
    if kind.members and (inside is None or not _holds(inside.names, kind.members)):
        return False
    if kind.declares and (inside is None or inside.declared != kind.declares):
        return False
    if kind.suffixes and suffix not in kind.suffixes:
        return False
    return not kind.text or decode_text(head, cut=True) is not None


def _holds(names: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether one of the members is there; one that ends with a slash stands for a folder."""
    return any(name == want or (want.endswith("/") and name.startswith(want)) for want in wanted for name in names)
