"""Write the requirements*.lock files from what is installed in the running environment.

    .venv/bin/python installer/lock.py

The pins are complete (every dependency of every dependency, for every system and Python version we support),
so that the launcher can install them with `pip install --no-deps`. Nothing is downloaded: versions and
requirements come from the installed packages' own metadata. To move to newer versions: `pip install --upgrade
…`, run the tests, run this.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PLATFORMS = {  # sys_platform: platform_system, os_name, platform_machine
    "linux": ("Linux", "posix", "x86_64"),
    "darwin": ("Darwin", "posix", "arm64"),
    "win32": ("Windows", "nt", "AMD64"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
HEADER = """\
# Written by installer/lock.py: change pyproject.toml, install, run it again. Install with --no-deps.
"""

Environment = dict[str, str]
Key = tuple[str, str]  # platform, Python version


def environments() -> dict[Key, Environment]:
    """Return one marker environment per supported system and Python version."""
    return {
        (platform, python): {
            "sys_platform": platform,
            "platform_system": system,
            "os_name": name,
            "platform_machine": machine,
            "python_version": python,
            "python_full_version": f"{python}.7",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        for platform, (system, name, machine) in PLATFORMS.items()
        for python in PYTHONS
    }


def closure(wanted: Iterable[Requirement], environment: Environment, alone: set[str]) -> set[str]:
    """Return the canonical names of all that `wanted` needs there; packages in `alone` bring nothing."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    pending = [(requirement, "") for requirement in wanted]
    while pending:
        requirement, extra = pending.pop()
        if requirement.marker and not requirement.marker.evaluate({**environment, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found.add(name)
        for wish in ("", *sorted(requirement.extras)):
            if (name, wish) in seen or name in alone:
                continue
            seen.add((name, wish))
            pending.extend((Requirement(line), wish) for line in requires(name))
    return found


def requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # wanted on another system only; its version stands in [tool.quire.lock]


def version(name: str, elsewhere: dict[str, str]) -> str:
    try:
        return metadata.version(name).partition("+")[0]  # "2.13.0+cpu" is 2.13.0 to whoever has another build
    except metadata.PackageNotFoundError:
        if name not in elsewhere:
            hint = "pin it in pyproject.toml, [tool.quire.lock] elsewhere"
            raise SystemExit(f"{name} is needed on another system: {hint}") from None
        return elsewhere[name]


def marker(keys: set[Key]) -> str:
    """Return the marker that holds exactly in these environments; empty when in all."""
    platforms = [name for name in PLATFORMS if any(platform == name for platform, _ in keys)]
    pythons = [name for name in PYTHONS if any(python == name for _, python in keys)]
    if keys != set(itertools.product(platforms, pythons)):
        raise SystemExit(f"no plain marker says {sorted(keys)}")
    parts = []
    if len(platforms) == 1:
        parts.append(f'sys_platform == "{platforms[0]}"')
    elif len(platforms) == len(PLATFORMS) - 1:
        (absent,) = set(PLATFORMS) - set(platforms)
        parts.append(f'sys_platform != "{absent}"')
    if pythons[0] != PYTHONS[0]:
        parts.append(f'python_version >= "{pythons[0]}"')
    if pythons[-1] != PYTHONS[-1]:
        parts.append(f'python_version <= "{pythons[-1]}"')
    return " and ".join(parts)


def pins(wanted: list[Requirement], alone: dict[str, str], elsewhere: dict[str, str]) -> dict[str, str]:
    """Return a lock line per package name."""
    where: dict[str, set[Key]] = {}
    for key, environment in environments().items():
        for name in closure(wanted, environment, set(alone)) | set(alone):
            where.setdefault(name, set()).add(key)
    lines = {}
    for name in sorted(where):
        condition = marker(where[name])
        lines[name] = f"{name}=={version(name, elsewhere)}" + (f" ; {condition}" if condition else "")
    return lines


def lock_texts() -> dict[str, str]:
    """Return the content of each lock file by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = project["tool"]["quire"]["lock"]
    alone = dict(pin.split("==") for pin in lists["without-dependencies"])
    elsewhere = dict(pin.split("==") for pin in lists["elsewhere"])
    needed = [Requirement(line) for line in project["project"]["dependencies"]]
    runtime = pins(needed, alone, elsewhere)
    texts = {"requirements.lock": HEADER + "\n".join(runtime.values()) + "\n"}
    for extra, lines in project["project"]["optional-dependencies"].items():
        both = pins(needed + [Requirement(line) for line in lines], alone, elsewhere)
        more = [line for name, line in both.items() if runtime.get(name) != line]
        texts[f"requirements-{extra}.lock"] = HEADER + "\n".join(more) + "\n"
    return texts


def main() -> None:
    for name, text in lock_texts().items():
        (ROOT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.splitlines()) - 1} packages")


if __name__ == "__main__":
    main()
