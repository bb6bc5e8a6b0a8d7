"""The settings file: TOML in the configuration folder. Reading never fails; what is wrong becomes a Problem.

The person may edit the file by hand: comments, order and keys this version does not know survive a save.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from quire.errors import InvalidInput, StorageFull
from quire.settings.folders import config_folder
from quire.settings.rows import rows
from quire.settings.table import Settings
from quire.settings.values import get, with_value
from quire.types import Problem

Migration = Callable[[dict[str, Any]], dict[str, Any]]

# MIGRATIONS[n] turns the content of a version n+1 file into version n+2; version today: len(MIGRATIONS) + 1.
MIGRATIONS: tuple[Migration, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as found, and what was wrong with the file: each wrong value was replaced by its default."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


def settings_file() -> Path:
    """Return the path of the settings file; it may not exist yet."""
    return config_folder() / "settings.toml"


def load(path: Path | None = None, *, migrations: Sequence[Migration] = MIGRATIONS) -> Loaded:
    """Read the settings; a missing file gives the defaults."""
    path = path or settings_file()
    try:
        content = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        message = f"the settings file {path} cannot be read: {error}"
        return Loaded(Settings(), (_problem(message, "mend or delete it; the defaults are used"),))
    version = content.get("version", 1)
    if not isinstance(version, int) or not 1 <= version <= len(migrations) + 1:
        message = f"the settings file {path} has version {version}, this program knows {len(migrations) + 1}"
        return _checked(content, [_problem(message, "what it understands is used")])
    for migrate in migrations[version - 1 :]:
        content = migrate(content)
    return _checked(content, [])


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, replacing the file in one step. Rows never changed from their default are left out.

    Raises:
        StorageFull: the folder cannot be written.
    """
    path = path or settings_file()
    document = existing(path)
    document["version"] = len(MIGRATIONS) + 1
    for row in rows():
        value = get(settings, row.name)
        section = document.get(row.section)
        if not isinstance(section, Table):
            if value == row.default:
                continue
            section = tomlkit.table()
            document[row.section] = section
        if value != row.default or row.field in section:
            section[row.field] = value
    write(document, path)


def write(document: tomlkit.TOMLDocument, path: Path) -> None:
    """Replace the file in one step.

    Raises:
        StorageFull: the folder cannot be written.
    """
    try:
        _replace(path, tomlkit.dumps(document))
    except OSError as error:
        raise StorageFull(
            f"the settings cannot be saved in {path.parent}",
            hint="free some space or allow writing there",
            detail=str(error),
        ) from error


def _checked(content: Mapping[str, Any], problems: list[Problem]) -> Loaded:
    settings = Settings()
    for row in rows():
        section = content.get(row.section, {})
        if not isinstance(section, Mapping) or row.field not in section:
            continue
        try:
            settings = with_value(settings, row.name, section[row.field])
        except InvalidInput as error:
            problems.append(_problem(f"{error.message}; {row.default!r} is used", error.hint))
    return Loaded(settings, tuple(problems))


def existing(path: Path) -> tomlkit.TOMLDocument:
    """Return the file as it stands; a file that cannot be understood is kept beside the new one."""
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (OSError, UnicodeDecodeError, TOMLKitError):
        with contextlib.suppress(OSError):
            os.replace(path, path.with_suffix(".broken.toml"))
        return tomlkit.document()


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".settings-", suffix=".toml")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _problem(message: str, hint: str) -> Problem:
    return Problem(kind="setting", stage="settings", message=message, hint=hint)
