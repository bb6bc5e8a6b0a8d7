"""`quire self-check`: passes on a sound installation, and names the part that fails on another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quire.cli import self_check
from quire.cli.main import main


def test_a_sound_installation_passes_part_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "self-check"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["check"], line["passed"]) for line in lines] == [
        ("read", True),
        ("search", True),
        ("answer", True),
        ("page", True),
    ]


def test_missing_samples_are_told_as_what_failed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "samples").mkdir()
    monkeypatch.setattr(self_check, "resources", lambda: tmp_path)
    assert main(["self-check"]) == 1
    said = capsys.readouterr().out
    assert "FAILED  read       no samples" in said
    assert "FAILED  answer     a question that the samples answer was not answered" in said
