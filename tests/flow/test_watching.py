"""A watched folder and the library are in step after a pass, and no document is ever lost by it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from tests.flow.conftest import write_report

from quire.cli.main import main
from quire.errors import Cancelled, InvalidInput, NotFound
from quire.jobs import Job
from quire.library import Library
from quire.library.watching import FolderSynced
from quire.types import IngestStatus, Query

LONG_AGO = time.time() - 3600


def paper(path: Path, subject: str, *, age_s: float = 3600) -> Path:
    """Write a page about something, as if some time ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_report(path, {1: (subject.title(), f"The {subject} was painted blue in the spring of 1954.")})
    moment = time.time() - age_s
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two papers."""
    paper(tmp_path / "papers" / "boat.pdf", "boat")
    paper(tmp_path / "papers" / "mill.pdf", "mill")
    return tmp_path / "papers"


@pytest.fixture
def watched(empty: Library, folder: Path) -> Library:
    """Return a library that is in step with the folder."""
    empty.watching.add(folder, collection="island")
    (first,) = empty.sync()
    assert [report.status for report in first.reports] == [IngestStatus.ADDED] * 2
    return empty


def by_name(library: Library) -> dict[str, str]:
    return {Path(row.path).name: row.id for row in library.documents()}


def statuses(done: FolderSynced) -> dict[str, IngestStatus]:
    return {Path(report.path).name: report.status for report in done.reports}


def test_pass_brings_in_what_is_new_and_what_changed(watched: Library, folder: Path) -> None:
    before = by_name(watched)
    paper(folder / "kiln.pdf", "kiln")
    paper(folder / "mill.pdf", "windmill", age_s=1800)
    paper(folder / "deep" / "shed.pdf", "shed")
    (done,) = watched.sync()
    assert statuses(done) == {"kiln.pdf": IngestStatus.ADDED, "mill.pdf": IngestStatus.UPDATED}
    assert (done.n_unchanged, done.missing, done.relinked, done.problems) == (1, [], [], [])
    after = by_name(watched)
    assert set(after) == {"boat.pdf", "mill.pdf", "kiln.pdf"}
    assert after["mill.pdf"] != before["mill.pdf"]
    assert {row.collections for row in watched.documents()} == {("island",)}
    assert Path(watched.search(Query(text="windmill")).hits[0].document_path).name == "mill.pdf"
    (again,) = watched.sync()
    assert (again.reports, again.n_unchanged) == ([], 3)


def test_folders_inside_count_when_wanted(watched: Library, folder: Path) -> None:
    paper(folder / "deep" / "deeper" / "shed.pdf", "shed")
    watched.watching.add(folder, recursive=True)
    (done,) = watched.sync()
    assert statuses(done) == {"shed.pdf": IngestStatus.ADDED}


def test_moved_and_renamed_files_are_found_by_content_without_reading(
    watched: Library, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "archive"
    other.mkdir()
    watched.watching.add(other)
    before = by_name(watched)
    (folder / "boat.pdf").rename(folder / "ship.pdf")
    (folder / "mill.pdf").rename(other / "mill.pdf")
    done = {Path(item.folder.path).name: item for item in watched.sync()}
    moves = [(Path(item.old_path).name, Path(item.path)) for each in done.values() for item in each.relinked]
    assert sorted(moves) == [("boat.pdf", folder / "ship.pdf"), ("mill.pdf", other / "mill.pdf")]
    assert [item.reports + item.missing for item in done.values()] == [[], []]
    assert by_name(watched) == {"ship.pdf": before["boat.pdf"], "mill.pdf": before["mill.pdf"]}
    assert not watched.is_missing(before["boat.pdf"])


def test_name_taken_over_by_another_file_is_a_move_and_a_new_document(watched: Library, folder: Path) -> None:
    before = by_name(watched)
    (folder / "boat.pdf").rename(folder / "old boat.pdf")
    paper(folder / "boat.pdf", "ferry", age_s=1800)
    (done,) = watched.sync()
    assert [Path(item.path).name for item in done.relinked] == ["old boat.pdf"]
    after = by_name(watched)
    assert after["old boat.pdf"] == before["boat.pdf"]
    assert set(after) == {"boat.pdf", "old boat.pdf", "mill.pdf"}


def test_vanished_file_is_missing_and_comes_back(watched: Library, folder: Path, tmp_path: Path) -> None:
    mill = by_name(watched)["mill.pdf"]
    (folder / "mill.pdf").rename(tmp_path / "taken.pdf")
    (done,) = watched.sync()
    assert [summary.id for summary in done.missing] == [mill]
    assert watched.is_missing(mill)
    assert watched.search(Query(text="mill")).hits[0].document_id == mill
    (tmp_path / "taken.pdf").rename(folder / "back.pdf")
    (done,) = watched.sync()
    assert [item.document_id for item in done.relinked] == [mill]
    assert done.missing == []
    assert not watched.is_missing(mill)


def test_overwritten_by_a_copy_of_another_is_said_to_be_missing(watched: Library, folder: Path) -> None:
    before = by_name(watched)
    (folder / "boat.pdf").replace(folder / "mill.pdf")
    for _ in range(2):
        (done,) = watched.sync()
        assert [summary.id for summary in done.missing] == [before["mill.pdf"]]
        assert {row.id for row in watched.documents()} == set(before.values())


def test_second_copy_is_no_second_document_and_takes_over_when_the_first_goes(watched: Library, folder: Path) -> None:
    boat = by_name(watched)["boat.pdf"]
    (folder / "copy.pdf").write_bytes((folder / "boat.pdf").read_bytes())
    os.utime(folder / "copy.pdf", (LONG_AGO, LONG_AGO))
    for _ in range(2):
        (done,) = watched.sync()
        assert (done.n_unchanged, done.reports, done.relinked) == (3, [], [])
    (folder / "boat.pdf").unlink()
    (done,) = watched.sync()
    assert [(item.document_id, Path(item.path).name) for item in done.relinked] == [(boat, "copy.pdf")]
    assert done.missing == []


def test_file_being_written_waits_for_the_next_pass(watched: Library, folder: Path) -> None:
    fresh = paper(folder / "fresh.pdf", "quay", age_s=0)
    (done,) = watched.sync()
    assert (done.waiting, done.reports) == ([str(fresh)], [])
    os.utime(fresh, (LONG_AGO, LONG_AGO))
    (done,) = watched.sync()
    assert (done.waiting, statuses(done)) == ([], {"fresh.pdf": IngestStatus.ADDED})


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_unreachable_folder_is_told_and_nothing_counts_as_missing(
    watched: Library, folder: Path, tmp_path: Path, how: str
) -> None:
    before = by_name(watched)
    folder.rename(tmp_path / "unplugged")
    if how == "empty":  # as a mount point is while its disk is away
        folder.mkdir()
    (done,) = watched.sync()
    assert [problem.kind for problem in done.problems] == ["unreachable"]
    assert (done.missing, done.reports) == ([], [])
    assert by_name(watched) == before
    if how == "empty":
        folder.rmdir()
    (tmp_path / "unplugged").rename(folder)
    (done,) = watched.sync()
    assert (done.n_unchanged, done.problems) == (2, [])


def test_files_that_failed_or_nothing_reads_are_tried_again_only_when_they_change(
    watched: Library, folder: Path
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (folder / "tool.bin").write_bytes(bytes(range(256)))
    for name in ("broken.pdf", "tool.bin"):
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    (done,) = watched.sync()
    assert statuses(done) == {"broken.pdf": IngestStatus.FAILED}
    assert done.reports[0].problems[0].message
    (done,) = watched.sync()
    assert (done.reports, done.n_others) == ([], 2)
    paper(folder / "broken.pdf", "barn", age_s=1800)
    (done,) = watched.sync()
    assert statuses(done) == {"broken.pdf": IngestStatus.ADDED}


def test_cancel_keeps_what_was_done(watched: Library, folder: Path) -> None:
    paper(folder / "kiln.pdf", "kiln")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        watched.sync(job=job)
    (done,) = watched.sync()
    assert statuses(done) == {"kiln.pdf": IngestStatus.ADDED}


def test_what_cannot_be_watched_is_refused(empty: Library, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is no folder"):
        empty.watching.add(tmp_path / "nowhere")
    with pytest.raises(InvalidInput, match="own folder"):
        empty.watching.add(empty.folder / "crops")
    with pytest.raises(NotFound, match="not watched"):
        empty.watching.remove(tmp_path)
    with pytest.raises(NotFound, match="not watched"):
        empty.sync([tmp_path])
    empty.watching.add(tmp_path, recursive=True)  # the library lies in it
    (done,) = empty.sync()
    assert (done.reports, done.n_others) == ([], 0)


def test_command_watches_tells_and_lets_go(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--library", str(tmp_path / "library"), "--json", "watch"]
    assert main([*command, "add", str(folder), "--collection", "island"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert sorted(item["status"] for item in line["files"]) == ["added", "added"]
    assert main([*command, "list"]) == 0
    assert json.loads(capsys.readouterr().out) == {"folder": str(folder), "collection": "island", "recursive": False}
    (folder / "mill.pdf").unlink()
    assert main([*command, "run"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert [Path(item["path"]).name for item in line["missing"]] == ["mill.pdf"]
    folder.rename(tmp_path / "elsewhere")
    assert main([*command, "run", str(folder)]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["kind"] == "unreachable"
    assert main([*command, "remove", str(folder)]) == 0
    capsys.readouterr()
    assert main([*command, "list"]) == 0
    assert capsys.readouterr().out == ""
    assert main([*command, "run"]) == 0
