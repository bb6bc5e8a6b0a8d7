"""Which files a person meant by the paths they gave."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read. `named` is True when the person named it, False when it was found in a folder."""

    path: Path
    named: bool


def gather(paths: Iterable[Path], *, recursive: bool) -> Iterator[Wanted]:
    """Yield each file once: named files first-come, folders in name order, hidden entries of folders left out.

    A file that is named and also found in a folder counts as named; links in folders lead to no file a second time.
    Folders are entered once each (by device and inode), so a symbolic-link loop ends. A folder given without
    `recursive` yields only the files directly in it. Paths that do not exist and folders that may not be looked into
    are yielded too: reading them says why they fail.
    """
    given = list(dict.fromkeys(Path(os.path.abspath(path)) for path in paths))
    folders = {path for path in given if os.path.isdir(path)}
    seen_files = {os.path.realpath(path) for path in given if path not in folders}
    seen_folders: set[tuple[int, int]] = set()
    for path in given:
        if path not in folders:
            yield Wanted(path, named=True)
            continue
        for wanted in _walk(path, recursive=recursive, seen=seen_folders):
            real = os.path.realpath(wanted.path)
            if real not in seen_files:
                seen_files.add(real)
                yield wanted


def _walk(folder: Path, *, recursive: bool, seen: set[tuple[int, int]]) -> Iterator[Wanted]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        os.stat(os.path.join(folder, "."))  # refused where names may be listed but no file opened
    except OSError:
        yield Wanted(folder, named=True)
        return
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return
    seen.add(identity)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if os.path.isdir(entry):  # unlike Path.is_dir, no error for what may not even be looked at
            if recursive:
                yield from _walk(entry, recursive=True, seen=seen)
        elif os.path.isfile(entry):
            yield Wanted(entry, named=False)
