"""What lies on this machine: one folder per model with its files and, written last, a record of our own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import tomlkit

from quire.errors import InvalidInput, ModelMissing, StorageFull
from quire.types import ModelCard

Origin = Literal["download", "hub-cache", "import"]

RECORD = "card.toml"
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,95}")


@dataclass(frozen=True, slots=True)
class Placed:
    """One file of an installed model.

    Attributes:
        name: As the card names it.
        path: Where it lies; relative to the model's folder, or absolute when it was left where the person has it.
        sha256: What it was when it was placed.
        size_bytes: Its length then.
    """

    name: str
    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine.

    Attributes:
        card: As it was when the model was installed.
        folder: Its own folder.
        placed: Its files.
        origin: How it came here. Files of "hub-cache" and, mostly, "import" belong to the person and are never deleted.
    """

    card: ModelCard
    folder: Path
    placed: tuple[Placed, ...]
    origin: Origin = "download"

    @property
    def files(self) -> dict[str, Path]:
        """Where each file lies, by name; nothing is looked at."""
        return {file.name: self.folder / file.path for file in self.placed}

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.placed)

    @property
    def links(self) -> bool:
        """Whether files lie outside its own folder."""
        return any(Path(file.path).is_absolute() for file in self.placed)


class _Record(msgspec.Struct, frozen=True):
    card: ModelCard
    placed: tuple[Placed, ...]
    origin: Origin
    version: int = 1


msgspec.json.Decoder(_Record)  # worked out once, by one thread: see jobs/child.py


def checked_id(model_id: str) -> str:
    """Return the id when it can name a folder.

    Raises:
        InvalidInput: it cannot.
    """
    if not _SAFE_ID.fullmatch(model_id):
        raise InvalidInput(
            f"{model_id!r} is no name of a model", hint="`quire models list` shows the names of all models"
        )
    return model_id


def read_installed(folder: Path) -> InstalledModel:
    """Read the record of one model's folder.

    Raises:
        ModelMissing: there is none, or it cannot be understood.
    """
    try:
        with (folder / RECORD).open("rb") as file:
            record = msgspec.convert(tomllib.load(file), _Record)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ModelMissing(
            f"the model {folder.name} is not installed completely",
            hint=f"quire models download {folder.name}, or import it again",
            detail=str(error),
        ) from error
    return InstalledModel(record.card, folder, record.placed, record.origin)


def write_installed(model: InstalledModel) -> None:
    """Write the record; only then the model counts as installed.

    Raises:
        StorageFull: the folder cannot be written.
    """
    record = _Record(model.card, model.placed, model.origin)
    draft = ""
    try:
        model.folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=model.folder, prefix=".card-", suffix=".toml")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(tomlkit.dumps(msgspec.to_builtins(record)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, model.folder / RECORD)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise StorageFull(
            f"the model cannot be recorded in {model.folder}",
            hint="free some space or allow writing there",
            detail=str(error),
        ) from error


def delete_installed(folder: Path) -> None:
    """Delete a model's own folder, its record first. What it only points to stays.

    Raises:
        StorageFull: it cannot be deleted.
    """
    try:
        (folder / RECORD).unlink(missing_ok=True)
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageFull(
            f"the model in {folder} cannot be deleted",
            hint="close the programs that use it, or allow writing there",
            detail=str(error),
        ) from error
