"""`quire export` and `quire import`: documents out as files, and in from another library without reading them again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.flow.conftest import write_report

from quire.cli.main import main
from quire.errors import InvalidInput, LibraryHeld
from quire.library import Library
from quire.settings import Settings
from quire.types import IngestStatus, Query

QUESTION = "Who inspected the harbour wall?"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a closed library with one document, which was moved away since it was read."""
    paper = write_report(tmp_path / "harbour.pdf")
    with Library.open(tmp_path / "other", settings=Settings()) as library:
        library.add([paper], collection="island")
        library.rename(library.documents()[0].id, "Of my own")
        library.ask(Query(text=QUESTION))
        library.finish_keeping()
    paper.rename(tmp_path / "moved.pdf")
    return tmp_path / "other"


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ours", settings=Settings()) as library:
        yield library


def statuses(library: Library, source: Path) -> list[IngestStatus]:
    return [report.status for report in library.bring_in(source)]


def check_taken(library: Library) -> None:
    (row,) = library.documents()
    assert (row.title, row.collections, row.status) == ("Of my own", ("island",), "added")
    assert library.verify() == []
    answer = library.ask(Query(text=QUESTION))
    assert answer.citations[0].place.page_number == 1
    assert library.page_picture(row.id, 1).startswith(b"\x89PNG")  # the original is gone
    hit = library.search(Query(text=QUESTION)).hits[0]
    assert hit.scores.dense is not None
    assert hit.scores.rerank is not None


def test_library_is_taken_over_as_it_was_read(other: Path, ours: Library) -> None:
    assert statuses(ours, other) == [IngestStatus.ADDED]
    check_taken(ours)
    assert statuses(ours, other) == [IngestStatus.UNCHANGED]


def test_backup_is_taken_over_as_it_was_read(other: Path, ours: Library, tmp_path: Path) -> None:
    with Library.open(other, settings=Settings()) as library:
        library.back_up(tmp_path / "kept.zip")
    assert statuses(ours, tmp_path / "kept.zip") == [IngestStatus.ADDED]
    check_taken(ours)
    assert not list(ours.folder.glob(".*"))


def test_what_was_read_otherwise_is_read_again_or_said_to_be_lost(other: Path, ours: Library, tmp_path: Path) -> None:
    with closing(sqlite3.connect(other / "catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE documents SET reader = 'pdf/0'")
    (report,) = ours.bring_in(other)
    assert report.status is IngestStatus.FAILED
    assert "its file is not where it was" in report.problems[0].message
    assert ours.documents() == []
    (tmp_path / "moved.pdf").rename(tmp_path / "harbour.pdf")
    assert statuses(ours, other) == [IngestStatus.ADDED]
    (row,) = ours.documents()
    assert row.collections == ("island",)
    assert row.reader != "pdf/0"


def test_vectors_of_another_model_are_never_mixed_in(other: Path, ours: Library, tmp_path: Path) -> None:
    with closing(sqlite3.connect(other / "catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE spaces SET revision = 'another'")
    assert statuses(ours, other) == [IngestStatus.FAILED]
    (tmp_path / "moved.pdf").rename(tmp_path / "harbour.pdf")
    assert statuses(ours, other) == [IngestStatus.ADDED]
    assert {item.space.revision for item in ours.spaces()} & {"another"} == set()


def test_what_is_no_library_is_refused(other: Path, ours: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source, reason in (
        (tmp_path / "empty", "no library"),
        (ours.folder, "the library itself"),
        (tmp_path / "moved.pdf", "damaged"),
        (tmp_path / "nothing.zip", "no backup"),
    ):
        with pytest.raises(Exception, match=reason):
            ours.bring_in(source)
    assert list((tmp_path / "empty").iterdir()) == []
    with Library.open(other, settings=Settings()), pytest.raises(LibraryHeld):
        ours.bring_in(other)
    with pytest.raises(InvalidInput):
        ours.hand_out(ours.folder)


def test_commands_export_and_import(other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--library", str(tmp_path / "third"), "--json"]
    assert main([*command, "import", str(other)]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "added"
    assert main([*command, "export", str(tmp_path / "out"), "--collection", "island", "--document", "harbour.pdf"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["documents"], line["missing"]) == (1, [])
    assert "## Repair costs" in (tmp_path / "out" / "harbour.md").read_text("utf-8")
    elements = [json.loads(text) for text in (tmp_path / "out" / "elements.jsonl").read_text("utf-8").splitlines()]
    assert len(elements) == line["elements"]
    assert {item["page"] for item in elements} == {1, 2, 3}
    assert main([*command, "export", str(tmp_path / "out")]) == 2
    assert main([*command, "export", str(tmp_path / "new"), "--document", "nothing.pdf"]) == 2
