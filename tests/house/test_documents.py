"""README, CHANGELOG and docstrings say what the program does: every setting, command, error and version."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import quire
from quire import errors
from quire.cli.main import build_parser
from quire.errors import QuireError
from quire.settings import Value, rows


def test_every_setting_is_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([a-z]+\.[a-z_]+)` \| (.*?) \|", readme, re.MULTILINE))
    assert set(table) == {row.name for row in rows()}
    for row in rows():
        assert table[row.name] == _said(row.default), row.name


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g}" if isinstance(value, int | float) else value or "empty"


def test_every_setting_is_read_by_something(root: Path) -> None:
    package = root / "app" / "quire"
    readers = [path for path in package.rglob("*.py") if path.parent != package / "settings"]
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in [*readers, package / "settings" / "folders.py"]
    )
    attributes = set(re.findall(r"(?=\w\.([a-z]+\.[a-z_]+)\b)", text))  # `settings.reading.ocr`, not a mere title
    # A section handed on whole (`manner=settings.answer`) is read by its rows' own names.
    whole = set(re.findall(r"\bsettings\.([a-z]+)\b(?!\.)", text))
    names = set(re.findall(r"(?<=\w)\.([a-z_]+)\b", text))
    unread = {row.name for row in rows()} - attributes
    assert {name for name in unread if name.split(".")[0] not in whole or name.split(".")[1] not in names} == set()


def test_every_command_is_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    (commands,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    missing = [name for name in commands.choices if not re.search(rf"`(\./)?quire {name}\b", readme)]
    assert missing == []


def test_the_version_has_an_entry_in_the_changelog(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    entry = re.search(
        rf"^## {re.escape(quire.__version__)}\b.*?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    assert entry is not None
    assert "- " in entry.group(1)


def test_the_tree_of_errors_is_drawn_in_full() -> None:
    pending, names = [QuireError], []
    while pending:
        error = pending.pop()
        if error.__module__ == errors.__name__:
            names.append(error.__name__)
            pending.extend(error.__subclasses__())
    drawn = re.findall(r"── (\w+)", errors.__doc__ or "")
    assert sorted([QuireError.__name__, *drawn]) == sorted(names)


def test_no_two_errors_share_a_kind() -> None:
    pending, kinds = [QuireError], []
    while pending:
        error = pending.pop()
        if error.__module__ == errors.__name__:
            kinds.append(error.kind)
            pending.extend(error.__subclasses__())
    assert len(set(kinds)) == len(kinds)
