"""Rooms, sizes and names: the shape of the source tree is what ARCHITECTURE.md says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

CAP_LINES = 500
FORBIDDEN = {"util", "utils", "misc", "common", "core", "helper", "helpers", "manager", "managers"}


def sources(root: Path) -> Iterator[Path]:
    for folder in ("app", "plugins", "tests", "installer"):
        yield from (path for path in (root / folder).rglob("*.py") if "build" not in path.parts)


def rooms(root: Path) -> set[str]:
    package = root / "app" / "quire"
    folders = {entry.name for entry in package.iterdir() if entry.is_dir() and any(entry.glob("*.py"))}
    modules = {entry.stem for entry in package.glob("*.py") if not entry.stem.startswith("__")}
    return folders | modules


def test_the_room_table_equals_the_folders(root: Path) -> None:
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## Rooms")[2].partition("\n## ")[0]
    named = {
        name
        for row in re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)", row)
    }
    assert named == rooms(root)


def test_the_layers_name_every_room(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = {name for row in contracts[0]["layers"] for name in re.findall(r"\w+", row)}
    assert layers == rooms(root)
    package_of = {
        "chromadb": {"store"},
        "PySide6": {"gui"},
        "pymupdf": {"read"},
        "torch": {"models"},
        "onnxruntime": {"models", "read"},
    }
    for contract in contracts[1:]:
        (allowed,) = (package_of[name] for name in contract["forbidden_modules"] if name in package_of)
        closed = {name.removeprefix("quire.") for name in contract["source_modules"]}
        assert closed == rooms(root) - allowed, contract["name"]


def test_no_file_is_longer_than_the_cap(root: Path) -> None:
    long = {
        str(path.relative_to(root)): lines
        for path in sources(root)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > CAP_LINES
    }
    assert long == {}


def test_no_name_says_nothing(root: Path) -> None:
    parts = {part for path in sources(root) for part in path.relative_to(root).with_suffix("").parts}
    assert parts & FORBIDDEN == set()


def test_every_module_says_what_it_is_for(root: Path) -> None:
    silent = [
        str(path.relative_to(root))
        for path in (root / "app").rglob("*.py")
        if (text := path.read_text(encoding="utf-8")).strip() and not text.startswith('"""')
    ]
    assert silent == []


def test_nothing_names_the_machine_it_was_written_on(root: Path) -> None:
    places = re.compile("|".join(("/" + "work/", "/" + "farm/", "bash" + "_jobs", "/" + "root/")))
    files = [
        *sources(root),
        *root.glob("*.md"),
        *root.glob("*.toml"),
        *root.glob("*.lock"),
        *root.glob("quire*"),
    ]
    named = [
        str(path.relative_to(root))
        for path in files
        if path.is_file() and places.search(path.read_text(encoding="utf-8"))
    ]
    assert named == []
