"""The lock files: complete, and what the tests run with."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from installer.lock import lock_texts
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-llama.lock",
    "requirements-open-clip.lock",
)


def pins(root: Path, name: str) -> dict[str, Requirement]:
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def test_every_pin_is_exact(root: Path) -> None:
    for name in LOCKS:
        for requirement in pins(root, name).values():
            assert re.fullmatch(r"==[\w.+!]+", str(requirement.specifier)), requirement


def test_the_lock_satisfies_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = pins(root, LOCKS[0])
    wanted_from = [(line, runtime) for line in project["dependencies"]]
    for extra, lines in project["optional-dependencies"].items():
        wanted_from += [(line, runtime | pins(root, f"requirements-{extra}.lock")) for line in lines]
    for line, locked in wanted_from:
        wanted = Requirement(line)
        pin = locked[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(str(pin.specifier).removeprefix("=="), prereleases=True), line


def test_the_tests_run_with_what_is_locked(root: Path) -> None:
    for name in LOCKS:
        for package, requirement in pins(root, name).items():
            if requirement.marker is None or requirement.marker.evaluate():
                assert requirement.specifier.contains(metadata.version(package), prereleases=True), package


def test_nothing_drags_in_torch(root: Path) -> None:
    assert {"torch", "transformers", "sentence-transformers"} & set(pins(root, LOCKS[0])) == set()


def test_the_lock_files_are_what_the_script_writes(root: Path) -> None:
    texts = lock_texts()
    assert set(texts) == set(LOCKS)
    for name in LOCKS:
        assert (root / name).read_text(encoding="utf-8") == texts[name]
