"""Adding as a window follows it: stages per file, pausing, and a disk that is full."""

from __future__ import annotations

import shutil
import threading
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tests.flow.conftest import write_report

from quire.errors import StorageFull
from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings
from quire.types import DocumentProgress, IngestReport, IngestStatus, Query


def papers(folder: Path, count: int) -> list[Path]:
    return [
        write_report(folder / f"paper{number}.pdf", {1: (f"Chapter {number}", f"Lamp number {number} burns oil.")})
        for number in range(count)
    ]


def stages(heard: list[DocumentProgress], path: Path) -> list[str]:
    return [str(stage) for stage, _ in groupby(item.stage for item in heard if item.path == str(path))]


def test_every_file_is_followed_to_its_end(empty: Library, report: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.pdf"
    junk.write_bytes(b"\x00\x01\x02 this is not a PDF \xff\xfe" * 40)
    heard: list[DocumentProgress] = []
    (added,) = [item for item in empty.add([report, junk], on_progress=heard.append) if item.document_id]
    assert stages(heard, report) == ["waiting", "reading", "searchable", "deepening", "ready"]
    assert stages(heard, junk) == ["waiting", "reading", "failed"]
    assert [item.stage for item in heard[:2]] == ["waiting", "waiting"]
    last = heard[-1]
    assert (last.document_id, last.done_pages, last.total_pages) == (added.document_id, 3, 3)
    assert all(item.done_pages <= item.total_pages for item in heard)
    heard.clear()
    empty.add([report], on_progress=heard.append)
    assert stages(heard, report) == ["waiting", "reading", "ready"]


def test_paused_batch_stands_still_but_answers(empty: Library, tmp_path: Path) -> None:
    job = Job()
    heard: list[DocumentProgress] = []
    searchable = threading.Event()

    def pause(_: IngestReport) -> None:
        if not searchable.is_set():
            job.pause()
            searchable.set()

    options = {"job": job, "on_searchable": pause, "on_progress": heard.append}
    batch = threading.Thread(target=empty.add, args=[papers(tmp_path, 2)], kwargs=options)
    batch.start()
    assert searchable.wait(60)
    hits = empty.search(Query(text="lamp oil")).hits
    assert hits
    assert not any(item.stage == "deepening" for item in heard)
    job.resume()
    batch.join(120)
    assert [item.stage for item in heard if item.stage == "ready"] == ["ready", "ready"]
    assert empty.unfinished() == []


@pytest.mark.parametrize("when", ["searchable", "ready"])
def test_full_disk_ends_the_batch_with_one_reason_and_keeps_what_was_finished(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    files = papers(tmp_path, 3)
    real_put, seen = empty.store.put, []

    def put(document: Any, **options: Any) -> None:
        if options["stage"] == when:
            seen.append(document.id)
            if len(seen) == 2:
                raise StorageFull("there is no space left where the library lives", hint="free some space")
        real_put(document, **options)

    monkeypatch.setattr(empty.store, "put", put)
    heard: list[DocumentProgress] = []
    reports = {Path(item.path): item for item in empty.add(files, on_progress=heard.append)}
    finished = files[:1] if when == "ready" else []
    for path in files:
        report = reports[path]
        if path in finished:
            assert report.status is IngestStatus.ADDED
            continue
        assert report.status is IngestStatus.FAILED
        assert report.problems[0].kind == "storage-full"
        assert report.problems[0].message == "there is no space left where the library lives"
        assert stages(heard, path)[-1] == "failed"
    monkeypatch.setattr(empty.store, "put", real_put)
    assert {row.title for row in empty.documents()} >= {f"Chapter {files.index(path)}" for path in finished}
    assert {item.status for item in empty.add(files)} <= {IngestStatus.ADDED, IngestStatus.UNCHANGED}
    assert len(empty.documents()) == 3
    assert empty.unfinished() == []
    assert empty.verify() == []


def test_adding_mends_an_index_that_was_lost(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings()) as library:
        library.add([report])
    shutil.rmtree(folder / "index")
    with Library.open(folder, settings=Settings()) as library:
        (added,) = library.add(papers(tmp_path, 1))
        assert added.status is IngestStatus.ADDED
        assert library.verify() == []
