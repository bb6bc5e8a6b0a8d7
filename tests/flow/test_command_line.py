"""The command line keeps its promises to scripts: JSON lines, exit codes, nothing else on stdout."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.flow.conftest import write_report

from quire.cli.main import main

Run = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with --json on a library of one's own; return the exit code and the lines."""
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "library"

    def call(*words: str | Path) -> tuple[int, list[dict[str, Any]]]:
        capsys.readouterr()
        code = main(["--library", str(folder), "--json", *map(str, words)])
        lines = capsys.readouterr().out.splitlines()
        return code, [json.loads(line) for line in lines]

    return call


def test_add_search_ask_remove(run: Run, report: Path, tmp_path: Path) -> None:
    code, lines = run("add", report)
    assert code == 0
    added = lines[0]
    assert added["status"] == "added"
    assert added["pages"] == 3
    assert added["problems"] == []
    assert 0 < added["seconds"]["searchable"] <= added["seconds"]["total"]

    code, lines = run("list")
    assert code == 0
    assert [line["document"] for line in lines] == ["harbour.pdf"]

    code, lines = run("search", "storm fund", "--level", "page", "--document", "harbour.pdf")
    assert code == 0
    hit = lines[0]["results"][0]
    assert (hit["rank"], hit["document"], hit["page"]) == (1, "harbour.pdf", 2)
    assert set(hit) >= {"boxes", "kind", "section", "text", "relevance", "relevant", "scores", "matched"}
    assert set(hit["scores"]) == {"lexical", "dense", "visual", "rerank"}
    assert all(len(box) == 4 for box in hit["boxes"])

    code, lines = run("ask", "Who inspected the harbour wall?")
    assert code == 0
    assert not lines[0]["abstained"]
    assert lines[0]["citations"][0]["page"] == 1

    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '{"id": "a", "query": "kittiwakes", "documents": ["harbour.pdf"], "limit": 1, "level": "page"}\n'
        '{"id": "b", "query": "nothing", "documents": ["unknown.pdf"]}\n'
        "not json\n"
        '{"id": "c", "query": "flood"}\n',
        encoding="utf-8",
    )
    code, lines = run("search", "--batch", batch)
    assert code == 1
    assert [line["id"] for line in lines] == ["a", "b", "3", "c"]
    assert lines[0]["results"][0]["page"] == 3
    assert len(lines[0]["results"]) == 1
    assert "unknown.pdf" in lines[1]["error"]
    assert lines[3]["results"]

    code, lines = run("ask", "--batch", batch)
    assert code == 1
    assert set(lines[0]) >= {"id", "answer", "abstained", "citations", "model", "seconds"}

    code, lines = run("show", "harbour.pdf")
    assert code == 0
    assert any(heading["text"] == "Repair costs" for heading in lines[0]["headings"])

    assert run("verify") == (0, [{"ok": True, "problems": []}])
    code, lines = run("remove", "harbour.pdf")
    assert code == 0
    assert run("list") == (0, [])


def test_failed_file_gives_exit_code_one_and_its_reason(run: Run, report: Path, tmp_path: Path) -> None:
    locked = write_report(tmp_path / "locked.pdf", password="opensesame")
    code, lines = run("add", locked, report)
    assert code == 1
    by_name = {Path(line["path"]).name: line for line in lines}
    assert by_name["locked.pdf"]["status"] == "failed"
    assert by_name["locked.pdf"]["problems"][0]["kind"] == "password"
    assert by_name["harbour.pdf"]["status"] == "added"

    passwords = tmp_path / "passwords.txt"
    passwords.write_text("wrong\nopensesame\n", encoding="utf-8")
    code, lines = run("add", locked, "--password-file", passwords)
    assert code == 0
    assert lines[0]["status"] == "added"


def test_unknown_document_is_a_usage_error(run: Run) -> None:
    assert run("show", "nothing.pdf")[0] == 2


def test_held_library_is_exit_code_three(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from quire.library import Library
    from quire.settings import Settings

    with Library.open(tmp_path / "library", settings=Settings()):
        code, lines = run("list")
    assert code == 3
    assert lines == []


def test_collections_are_made_filled_and_deleted(run: Run, report: Path) -> None:
    run("add", report, "--collection", "island")
    assert run("collections", "list")[1] == [{"collection": "island", "documents": 1}]
    assert run("collections", "rename", "island", "skerry")[1] == [{"collection": "skerry", "documents": 1}]
    assert run("collections", "unassign", "skerry", "harbour.pdf")[1] == [{"collection": "skerry", "documents": 0}]
    assert run("collections", "delete", "skerry")[1] == []
    assert len(run("list")[1]) == 1


def test_settings_are_set_shown_and_reset(run: Run) -> None:
    assert run("settings", "set", "search.limit", "25")[1][0]["value"] == 25
    assert run("settings", "get", "search.limit")[1][0]["value"] == 25
    assert run("settings", "reset", "search.limit")[1][0]["value"] == 10
    assert run("settings", "set", "search.limit", "many")[0] == 2
    assert run("settings", "get", "no.such")[0] == 2


def test_human_output_never_carries_control_characters(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "evil\x1b[31m\nname.pdf"
    odd.write_bytes(report.read_bytes())
    code = main(["--library", str(tmp_path / "library"), "add", str(odd)])
    assert code == 0
    assert "\x1b" not in capsys.readouterr().out


def test_search_tells_why_an_expected_page_is_missing(run: Run, report: Path) -> None:
    run("add", report)
    code, lines = run("search", "storm fund", "--limit", "1", "--expect", "harbour.pdf:3")
    assert code == 0
    assert lines[0]["expected"] == "harbour.pdf:3"
    assert lines[0]["explanation"][-1] == "it is not shown, because the limit is 1"
    assert run("search", "storm fund", "--expect", "harbour.pdf")[0] == 2
    assert run("search", "storm fund", "--expect", "gone.pdf:1")[0] == 2
