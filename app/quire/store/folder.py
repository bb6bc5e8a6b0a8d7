"""What lies in a library's folder beside the catalogue: pictures, and a note for the curious."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from quire.errors import InvalidInput, NotFound

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_NOTE = """This folder is a library of Quire (local question answering over documents).

catalogue.sqlite   everything that was read: text, places, sections, vectors (the truth); conversations
index/             Chroma's vector index; can be deleted, Quire makes it again from the catalogue
crops/             pictures of figures and tables, one folder per document
pages/             pictures of pages that evidence stands on, and small ones of first pages
lock               says which process has the library open

Your original files are not in here and are never changed. `quire backup` copies the library while it is open,
`quire move` moves it; or close Quire and copy the whole folder. Please do not edit anything inside.
"""


class LibraryFolder:
    """Paths inside one library. Copied elsewhere, it still fits: nothing in it names its own place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.catalogue = root / "catalogue.sqlite"
        self.lock = root / "lock"
        self.index = root / "index"
        self.crops = root / "crops"
        self.pages = root / "pages"

    def prepare(self) -> None:
        """Make what is missing."""
        for folder in (self.root, self.crops, self.pages):
            folder.mkdir(parents=True, exist_ok=True)
        note = self.root / "README.txt"
        if not note.exists():
            note.write_text(_NOTE, encoding="utf-8")

    def crops_of(self, document_id: str) -> Path:
        return self.crops / _safe(document_id)

    def crop(self, name: str) -> Path:
        """Return the file of an element's picture.

        Raises:
            InvalidInput: the name leads out of `crops/`.
            NotFound: there is no such picture.
        """
        parts = PurePosixPath(name).parts
        if (
            not parts
            or "\\" in name
            or "\0" in name
            or name.startswith("/")
            or any(p in ("..", ".") for p in parts)
        ):
            raise InvalidInput(f"{name!r} is not the name of a picture in this library")
        path = self.crops.joinpath(*parts)
        if not path.resolve().is_relative_to(self.crops.resolve()):
            raise InvalidInput(f"{name!r} is not the name of a picture in this library")
        if not path.is_file():
            raise NotFound(f"the picture {name} is not in the library", hint="run `quire verify`")
        return path

    def crops_like(self, content: bytes) -> list[str]:
        """Return the names of the crops with exactly these bytes: 0.1 s for 10,000 crops, compared by size first."""
        if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
            return []
        return sorted(
            f"{folder.name}/{entry.name}"
            for folder in os.scandir(self.crops)
            if folder.is_dir(follow_symlinks=False)
            for entry in os.scandir(folder)
            if entry.is_file(follow_symlinks=False)
            and entry.stat().st_size == len(content)
            and Path(entry.path).read_bytes() == content
        )

    def page_picture(self, document_id: str, page_number: int) -> Path:
        return self.pages / _safe(document_id) / str(int(page_number))

    def thumbnail(self, document_id: str) -> Path:
        return self.pages / _safe(document_id) / "thumbnail"

    def forget(self, document_id: str) -> None:
        """Delete all pictures of a document."""
        for parent in (self.crops, self.pages):
            shutil.rmtree(parent / _safe(document_id), ignore_errors=True)

    def keep_only(self, document_id: str, names: Collection[str]) -> None:
        """Delete crops of earlier readings: those whose name is not among `names`."""
        folder = self.crops_of(document_id)
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            if path.is_file() and f"{document_id}/{path.name}" not in names:
                with suppress(OSError):  # open in a viewer on Windows: harmless, the next verify takes it
                    path.unlink()

    def strangers(self, document_ids: Collection[str]) -> list[Path]:
        """Return picture folders of documents that are not among `document_ids`."""
        return [
            entry
            for parent in (self.crops, self.pages)
            for entry in sorted(parent.iterdir())
            if entry.name not in document_ids
        ]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new content, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def size_of(path: Path) -> int:
    """Return the bytes of a file or of all files below a folder."""
    if path.is_file():
        return path.stat().st_size
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with suppress(FileNotFoundError):
                total += (Path(folder) / name).stat().st_size
    return total


def delete(path: Path) -> None:
    """Delete a file or a folder with what is in it, as far as the system lets us."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _safe(document_id: str) -> str:
    if not _SAFE_ID.fullmatch(document_id):
        raise InvalidInput(f"{document_id!r} cannot be a document's id")
    return document_id
