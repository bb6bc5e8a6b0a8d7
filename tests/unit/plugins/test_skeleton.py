from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from quire.errors import InvalidInput
from quire.plugins.skeleton import install_command, write_skeleton


def test_a_new_plugin_passes_its_own_tests(tmp_path: Path) -> None:
    folder = write_skeleton("pine-marten", tmp_path)
    assert folder == tmp_path / "quire-pine-marten"
    assert (folder / "quire_pine_marten.py").is_file()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "7 passed" in run.stdout
    assert "$" not in "".join(path.read_text() for path in folder.rglob("*.py"))


@pytest.mark.parametrize("name", ["", "Marten", "../x", "a b", "-a", "a_b", "1a"])
def test_a_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        write_skeleton(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write_skeleton("marten", tmp_path)
    with pytest.raises(InvalidInput, match="exists"):
        write_skeleton("marten", tmp_path)


def test_a_plugin_is_installed_by_the_python_that_runs_quire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert shlex.split(install_command("/a b/quire-x")) == [sys.executable, "-m", "pip", "install", "/a b/quire-x"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert install_command("/a b/quire-x") == ""
