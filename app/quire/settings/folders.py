"""Where things lie: configuration, data, caches, and the resources shipped with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

import quire
from quire.settings.table import Settings

_APPLICATION = "Quire"


def config_folder() -> Path:
    """Return the folder of the settings file; `QUIRE_CONFIG_DIR` overrides. It may not exist yet."""
    return _overridden("QUIRE_CONFIG_DIR") or platformdirs.user_config_path(_APPLICATION, appauthor=False)


def data_folder() -> Path:
    """Return the folder of libraries and models; `QUIRE_DATA_DIR` overrides. It may not exist yet."""
    return _overridden("QUIRE_DATA_DIR") or platformdirs.user_data_path(_APPLICATION, appauthor=False)


def cache_folder() -> Path:
    """Return the folder of what can be made again; it lies inside `QUIRE_DATA_DIR` when that is set."""
    moved = _overridden("QUIRE_DATA_DIR")
    return moved / "cache" if moved else platformdirs.user_cache_path(_APPLICATION, appauthor=False)


def default_library_folder() -> Path:
    """Return where the library lies while the person has not chosen a place."""
    return data_folder() / "library"


def library_folder(settings: Settings) -> Path:
    """Return the folder of the library that these settings name."""
    chosen = settings.library.folder
    return Path(chosen).expanduser() if chosen else default_library_folder()


def move_note() -> Path:
    """Return the file that says which library is being moved; it exists only meanwhile, and after a kill."""
    return config_folder() / "moving.json"


def resources() -> Path:
    """Return the folder of shipped resources (`samples/`, `models/`, `prompts/`, …).

    In a source tree that is `resources/` beside `app/`, in an installed wheel `_resources` in the package,
    and in a frozen program `resources` in the bundle. Read-only in all three.
    """
    package = Path(quire.__file__).resolve().parent
    tree = package.parents[1]
    if (tree / "pyproject.toml").is_file():
        return tree / "resources"
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's boot loader
    if bundle is not None:
        return Path(bundle) / "resources"
    return package / "_resources"


def _overridden(variable: str) -> Path | None:
    value = os.environ.get(variable, "")
    return Path(value).expanduser() if value else None
