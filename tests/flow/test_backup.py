"""`quire backup` and `quire restore`, from a filled library to an answer out of the restored one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quire.cli.main import main
from quire.library import Library
from quire.settings import Settings
from quire.types import Query


def test_restored_library_answers_as_before(filled: Library, tmp_path: Path) -> None:
    before = filled.ask(Query(text="Who inspected the harbour wall?"))
    made = filled.back_up(tmp_path / "kept.zip")
    assert main(["--quiet", "restore", str(made.file), "--to", str(tmp_path / "again")]) == 0
    with Library.open(tmp_path / "again", settings=Settings()) as again:
        after = again.ask(Query(text="Who inspected the harbour wall?"))
        assert again.verify() == []
    assert (after.text, after.citations) == (before.text, before.citations)


def test_commands_speak_json_and_refuse_with_a_reason(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library, file = tmp_path / "library", tmp_path / "kept.zip"
    command = ["--library", str(library), "--json"]
    assert main([*command, "add", str(report)]) == 0
    capsys.readouterr()
    assert main([*command, "backup", str(file)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["file"], line["documents"]) == (str(file), 1)
    assert main([*command, "restore", str(file)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert main([*command, "restore", str(file), "--to", str(tmp_path / "again")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line == {"library": str(tmp_path / "again"), "documents": 1, "problems": []}
    assert main([*command, "backup", str(tmp_path / "kept.tar.zst")]) == 2
    assert main([*command, "restore", str(report), "--to", str(tmp_path / "other")]) == 3
