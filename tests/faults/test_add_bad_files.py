"""A batch of bad files through the command: a clear line for each, the good ones added, nothing half there."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from tests.faults.test_hostile_files import _png_header
from tests.flow.conftest import write_report

from quire.cli.main import main
from quire.library import Library
from quire.settings import Settings
from quire.types import IngestReport, IngestStatus, Query


def _make_batch(folder: Path) -> None:
    """Fill `folder` with a good file and everything that goes wrong."""
    good = write_report(folder / "good.pdf", {1: ("Foxes", "Forty foxes live on the northern shore.")})
    (folder / "zero.pdf").touch()
    (folder / "cut.pdf").write_bytes(write_report(folder / "whole.pdf").read_bytes()[:-900])
    (folder / "whole.pdf").unlink()
    (folder / "header.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "junk.pdf").write_bytes(bytes((index * 73) % 256 for index in range(5000)))
    write_report(folder / "locked.pdf", password="opensesame")
    (folder / "bomb.png").write_bytes(_png_header(50_000, 50_000))
    (folder / "line\nbreak 🦊.pdf").write_bytes(good.read_bytes() + b"\n")
    (folder / "nowhere.pdf").symlink_to("gone.pdf")
    (folder / "inner").mkdir()
    (folder / "inner" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "inner" / "deep.txt").write_text("A deep well of sweet water.\n", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.pdf")


def test_batch_of_bad_files_names_each_and_adds_the_rest(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    papers, passwords = tmp_path / "papers", tmp_path / "passwords.txt"
    papers.mkdir()
    _make_batch(papers)
    passwords.write_text("wrong\n", encoding="utf-8")
    command = ["--library", str(tmp_path / "library"), "--json"]
    named = [*sorted(map(str, papers.iterdir())), str(papers / "missing.pdf"), os.devnull]
    capfd.readouterr()
    code = main([*command, "add", "--recursive", "--password-file", str(passwords), *named])
    out, err = capfd.readouterr()
    lines = {Path(line["path"]).name: line for line in map(json.loads, out.splitlines())}
    assert (code, err) == (1, "")
    assert len(lines) == len(out.splitlines())
    kinds = {name: [item["kind"] for item in line["problems"]] for name, line in lines.items()}
    expected = {
        "good.pdf": [],
        "line\nbreak 🦊.pdf": [],
        "deep.txt": [],
        "cut.pdf": ["truncated"],
        "zero.pdf": ["broken"],
        "header.pdf": ["broken"],
        "junk.pdf": ["unsupported"],
        "locked.pdf": ["password"],
        "bomb.png": ["too-large"],
        "nowhere.pdf": ["unreadable"],
        "missing.pdf": ["unreadable"],
        Path(os.devnull).name: ["unreadable"],
    } | ({"pipe.pdf": ["unreadable"]} if hasattr(os, "mkfifo") else {})
    assert kinds == expected
    for name, line in lines.items():
        wanted = "added" if not expected[name] else "partial" if name == "cut.pdf" else "failed"
        assert line["status"] == wanted, name
        for problem in line["problems"]:
            assert problem["message"]
            assert "\n" not in problem["message"]
            assert problem["hint"]
    main([*command, "list"])
    listed = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {row["document"] for row in listed} == {"good.pdf", "cut.pdf", "line\nbreak 🦊.pdf", "deep.txt"}
    assert {row["stage"] for row in listed} == {"ready"}
    assert main([*command, "verify"]) == 0


def test_file_that_vanishes_before_it_is_read_in_full_leaves_nothing(tmp_path: Path) -> None:
    going = write_report(tmp_path / "going.pdf")
    staying = write_report(tmp_path / "staying.pdf", {1: ("Foxes", "Forty foxes live on the northern shore.")})

    def vanish(report: IngestReport) -> None:
        if Path(report.path) == staying:
            going.unlink()

    with Library.open(tmp_path / "library", settings=Settings()) as library:
        reports = library.add([going, staying], on_searchable=vanish)
        assert [(item.status, Path(item.path)) for item in reports] == [
            (IngestStatus.FAILED, going),
            (IngestStatus.ADDED, staying),
        ]
        assert "not there" in reports[0].problems[0].message
        assert [row.title for row in library.documents()] == ["Foxes"]
        assert {hit.document_path for hit in library.search(Query(text="kittiwakes")).hits} <= {str(staying)}
        assert library.verify() == []


def test_library_copied_while_closed_opens_and_answers_elsewhere(tmp_path: Path) -> None:
    paper = write_report(tmp_path / "harbour.pdf")
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        library.add([paper])
        before = library.search(Query(text="storm fund"))
    shutil.copytree(tmp_path / "library", tmp_path / "copy")
    shutil.rmtree(tmp_path / "library")
    with Library.open(tmp_path / "copy", settings=Settings()) as library:
        after = library.search(Query(text="storm fund"))
        # vectors are compared as they were computed or as they are stored: the last digit of a relevance can differ
        relevance = {hit.element_id: hit.relevance for hit in after.hits}
        assert after.hits[0].element_id == before.hits[0].element_id
        assert relevance == pytest.approx({hit.element_id: hit.relevance for hit in before.hits}, abs=0.01)
        assert library.verify() == []
