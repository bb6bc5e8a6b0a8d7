"""Progress of one file: every change of stage at once, pages ten times a second at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from quire.library import following
from quire.library.following import FileProgress
from quire.types import (
    DocumentProgress,
    DocumentStage,
    IngestCounts,
    IngestReport,
    IngestStatus,
    Problem,
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(following.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def heard() -> list[DocumentProgress]:
    return []


@pytest.fixture
def progress(clock: list[float], heard: list[DocumentProgress]) -> FileProgress:
    return FileProgress(Path("/papers/a.pdf"), heard.append)


def test_file_waits_from_the_beginning(progress: FileProgress, heard: list[DocumentProgress]) -> None:
    assert heard == [DocumentProgress("/papers/a.pdf", "", DocumentStage.WAITING)]


def test_pages_are_told_ten_times_a_second_at_most(
    progress: FileProgress, heard: list[DocumentProgress], clock: list[float]
) -> None:
    progress.enter(DocumentStage.DEEPENING, total=1000)
    heard.clear()
    for page in range(1000):
        clock[0] += 0.003
        progress.pages(page, 1000)
    assert 25 <= len(heard) <= 30
    assert [item.done_pages for item in heard] == sorted(item.done_pages for item in heard)


def test_change_of_stage_is_told_at_once(progress: FileProgress, heard: list[DocumentProgress]) -> None:
    for stage in (DocumentStage.READING, DocumentStage.SEARCHABLE, DocumentStage.DEEPENING):
        progress.enter(stage)
    assert [item.stage for item in heard] == ["waiting", "reading", "searchable", "deepening"]


def test_eta_is_silent_before_a_pace_is_known(
    progress: FileProgress, heard: list[DocumentProgress], clock: list[float]
) -> None:
    progress.enter(DocumentStage.READING)
    clock[0] += 0.2
    progress.pages(1, 10)
    clock[0] += 1.8
    progress.pages(4, 10)
    clock[0] += 1.0
    progress.pages(5, 10, eta_s=9.0)
    assert [item.eta_s for item in heard[-3:]] == [None, pytest.approx(3.0), 9.0]


@pytest.mark.parametrize(
    ("status", "problems", "stage"),
    [
        (IngestStatus.ADDED, (), "ready"),
        (IngestStatus.UPDATED, (), "ready"),
        (IngestStatus.UNCHANGED, (), "ready"),
        (IngestStatus.UNCHANGED, (Problem("broken-page", "read", "page 3 is damaged"),), "partial"),
        (IngestStatus.PARTIAL, (Problem("broken-page", "read", "page 3 is damaged"),), "partial"),
        (IngestStatus.FAILED, (Problem("broken", "read", "the file is damaged"),), "failed"),
    ],
)
def test_report_ends_in_its_stage(
    progress: FileProgress,
    heard: list[DocumentProgress],
    status: IngestStatus,
    problems: tuple[Problem, ...],
    stage: str,
) -> None:
    progress.end(IngestReport("/papers/a.pdf", status, "d1", problems, IngestCounts(pages=7)))
    assert (heard[-1].stage, heard[-1].document_id) == (stage, "d1")
    assert (heard[-1].done_pages, heard[-1].total_pages) == (7, 7)
