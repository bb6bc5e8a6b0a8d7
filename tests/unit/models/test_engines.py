"""Engines: told apart when absent, installed only on demand, and a failed installation says why."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from quire.errors import Cancelled, ModelFailed, ModelMissing
from quire.jobs import Job
from quire.models.engines import ENGINES, Engine, engine_of, install, is_there

ABSENT = Engine("absent", "no_such_module_anywhere", "llama", "No engine", 1, "")


@pytest.fixture
def pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in the place of Python; it notes its arguments and does what `script` beside it says."""
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n. {tmp_path}/script\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return tmp_path


def test_a_module_that_is_installed_is_there_without_being_imported() -> None:
    present = dataclasses.replace(ABSENT, module="wsgiref")
    assert is_there(present)
    assert not is_there(ABSENT)
    assert "llama_cpp" not in sys.modules


def test_the_built_in_engine_needs_no_installing() -> None:
    assert engine_of("minilm") is None
    assert set(ENGINES) == {"llama", "open_clip"}


def test_nothing_is_started_while_offline(pip: Path) -> None:
    with pytest.raises(ModelMissing, match="offline"):
        install(ABSENT, offline=True)
    assert not (pip / "calls").exists()


def test_a_failed_installation_tells_the_end_of_what_pip_said(pip: Path) -> None:
    (pip / "script").write_text("echo 'error: no compiler found'; exit 1\n", encoding="utf-8")
    with pytest.raises(ModelFailed, match="could not be installed") as caught:
        install(ABSENT, offline=False)
    assert caught.value.detail == "error: no compiler found"
    assert "C++ compiler" in caught.value.hint


def test_the_versions_of_the_lock_file_are_installed_and_nothing_beside_them(pip: Path, root: Path) -> None:
    (pip / "script").write_text("echo 'Collecting x'; exit 0\n", encoding="utf-8")
    with pytest.raises(ModelFailed, match="cannot be found"):  # the program only pretends
        install(ABSENT, offline=False)
    calls = (pip / "calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == 1
    assert f"--no-deps --prefer-binary -r {root}/requirements-llama.lock" in calls[0]


def test_an_installation_can_be_stopped(pip: Path) -> None:
    (pip / "script").write_text("echo 'Collecting x'; sleep 60\n", encoding="utf-8")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        install(ABSENT, offline=False, job=job)
