"""`quire move`: the next command finds the library at its new place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quire.cli.main import main
from quire.settings import Settings, move_note, save, with_value


def test_moved_library_is_the_one_the_next_command_uses(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(with_value(Settings(), "library.folder", str(tmp_path / "old")))
    assert main(["--json", "add", str(report)]) == 0
    capsys.readouterr()
    assert main(["--json", "move", str(tmp_path / "new")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["library"], line["settings_changed"]) == (str(tmp_path / "new"), True)
    assert main(["--json", "list"]) == 0
    assert json.loads(capsys.readouterr().out)["document"] == report.name
    assert not (tmp_path / "old").exists()
    assert main(["move", str(tmp_path / "new" / "inside")]) == 2


def test_killed_move_is_settled_and_told_by_the_next_command(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    save(with_value(Settings(), "library.folder", str(old)))
    assert main(["--json", "add", str(report)]) == 0
    note = {"source": str(old), "target": str(new), "switch": True, "stamp": [0, 0]}
    move_note().write_text(json.dumps(note))
    old.rename(new)  # and then the power failed
    capsys.readouterr()
    assert main(["--json", "list"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["document"] == report.name
    assert f"moved to {new}" in captured.err
    assert not move_note().exists()
