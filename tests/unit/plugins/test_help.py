"""The help about plugins says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from quire.plugins.contracts import CONTRACT_VERSION
from quire.plugins.hooks import Hooks


def help_page(root: Path) -> str:
    return (root / "resources" / "help" / "plugins.md").read_text(encoding="utf-8")


def test_the_help_quotes_the_whole_tutorial_plugin(root: Path) -> None:
    plugin = (root / "plugins" / "quire-hello" / "quire_hello.py").read_text(encoding="utf-8")
    assert f"```python\n{plugin}```" in help_page(root)
    entry = '[project.entry-points."quire"]\nhello = "quire_hello"\n'
    assert entry in help_page(root)
    assert entry in (root / "plugins" / "quire-hello" / "pyproject.toml").read_text(encoding="utf-8")


def test_the_tutorial_fits_on_a_screen(root: Path) -> None:
    plugin = (root / "plugins" / "quire-hello" / "quire_hello.py").read_text(encoding="utf-8")
    assert plugin.count("\n") <= 80


def test_every_hook_is_in_the_help(root: Path) -> None:
    hooks = {name for name in vars(Hooks) if not name.startswith("_")}
    assert set(re.findall(r"^\| `(\w+)` \|", help_page(root), re.MULTILINE)) == hooks


def test_the_help_names_the_contract_of_today(root: Path) -> None:
    assert f"`QUIRE_CONTRACT = {CONTRACT_VERSION}`" in help_page(root)


def test_every_plugin_that_comes_along_is_in_the_help(root: Path) -> None:
    for folder in (root / "plugins").iterdir():
        if (folder / "pyproject.toml").exists():
            assert f"`{folder.name}`" in help_page(root)
