"""Settings of plugins: they stand in the same file, each plugin in a table of its own (`[plugins.hello]`).

What is kept there for a plugin that is switched off or gone stays; wrong values count as not set.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from quire.errors import InvalidInput
from quire.settings.file import existing, settings_file, write
from quire.settings.rows import Row, Value
from quire.settings.values import check


def plugged_value(row: Row, path: Path | None = None) -> Value:
    """Return the value of a plugin's row (`plugins.<plugin>.<field>`) as it stands now, or its default."""
    plugin, field = _place(row)
    try:
        content: Any = tomllib.loads((path or settings_file()).read_text(encoding="utf-8"))
        return check(row, content["plugins"][plugin][field])
    except (OSError, ValueError, LookupError, TypeError, InvalidInput):
        return row.default


def save_plugged(row: Row, value: object, path: Path | None = None) -> None:
    """Keep the value of a plugin's row; one that never differed from its default is left out.

    Raises:
        InvalidInput: the value has the wrong type or lies outside its limits.
        StorageFull: the folder cannot be written.
    """
    value = check(row, value)
    path = path or settings_file()
    document = existing(path)
    plugin, field = _place(row)
    section = _table(document, "plugins")
    table = _table(section, plugin)
    if value == row.default and field not in table:
        return
    table[field] = value
    write(document, path)


def _place(row: Row) -> tuple[str, str]:
    plugin, _, field = row.field.rpartition(".")
    return plugin, field


def _table(parent: Any, name: str) -> Any:
    """Return the table of this name, made when it is not there."""
    if not isinstance(parent.get(name), Table):
        parent[name] = tomlkit.table()
    return parent[name]
