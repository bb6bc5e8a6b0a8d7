"""A new plugin on disk: a module, its tests, and what makes it installable. It works as it is written."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from string import Template

from quire.errors import InvalidInput
from quire.plugins.contracts import CONTRACT_VERSION
from quire.settings import resources

_NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def install_command(folder: str) -> str:
    """Return the line that installs a plugin beside this Quire; empty in a packaged program, which takes none.

    A bare `pip` is often that of another Python, and a bare name would be looked up at a registry.
    """
    if getattr(sys, "frozen", False):
        return ""
    words = [sys.executable, "-m", "pip", "install", folder]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def write_skeleton(name: str, into: Path) -> Path:
    """Write the plugin `quire-<name>` into a new folder of that name inside `into` and return the folder.

    Raises:
        InvalidInput: the name is not made of small letters, digits and hyphens, or the folder exists.
    """
    if not _NAME.match(name):
        raise InvalidInput(
            f"{name!r} is no name for a plugin", hint="use small letters, digits and hyphens, a letter first"
        )
    folder = into / f"quire-{name}"
    if folder.exists():
        raise InvalidInput(f"{folder} exists", hint="choose another name or place")
    words = {
        "name": name,
        "module": f"quire_{name.replace('-', '_')}",
        "Class": "".join(part.capitalize() for part in name.split("-")),
        "contract": str(CONTRACT_VERSION),
    }
    templates = resources() / "plugin"
    for template in sorted(templates.rglob("*.txt")):
        place = Template(str(template.relative_to(templates).with_suffix(""))).substitute(words)
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
    return folder
