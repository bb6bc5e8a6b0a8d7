"""A session whose library adds files as a script says, without reading them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from quire.errors import BrokenFile, PasswordNeeded, QuireError, UnsupportedType
from quire.gui.adding.queue import AddingQueue
from quire.gui.session import Session
from quire.jobs import Job
from quire.library import Library
from quire.library.gather import gather
from quire.settings import Settings
from quire.types import DocumentProgress, DocumentStage, IngestReport, IngestStatus, Problem

PASSWORD = "sesame"


class ScriptedLibrary:
    """Adds in two passes like the real one; what becomes of a file depends on its name.

    Names that begin with "broken" or end with ".docx" fail, "locked" ones want `PASSWORD`, "slow" ones are deepened
    only after `release` was set.
    """

    def __init__(self) -> None:
        self.release = threading.Event()
        self.done: dict[str, str] = {}  # path to collection
        self.batches: list[list[str]] = []
        self.left_over: list[Any] = []
        self.mended: set[str] = set()

    def add(
        self,
        paths: Sequence[Path],
        *,
        recursive: bool,
        collection: str,
        ask_password: Callable[[Path], str | None],
        job: Job,
        on_report: Callable[[IngestReport], None],
        on_skip: Callable[[Path], None],
        on_progress: Callable[[DocumentProgress], None],
    ) -> None:
        files = list(gather(paths, recursive=recursive))
        self.batches.append([file.path.name for file in files])
        for file in files:
            on_progress(_at(file.path, DocumentStage.WAITING))
        searchable: list[Path] = []
        for number, file in enumerate(files):
            job.checkpoint()
            job.report("reading", done=number, total=len(files), unit="files")
            on_progress(_at(file.path, DocumentStage.READING))
            try:
                unchanged = self._first(file.path, ask_password)
            except UnsupportedType as error:
                if file.named:
                    _end(file.path, IngestStatus.FAILED, on_progress, on_report, error)
                else:
                    on_skip(file.path)
                continue
            except QuireError as error:
                _end(file.path, IngestStatus.FAILED, on_progress, on_report, error)
                continue
            if unchanged:
                _end(file.path, IngestStatus.UNCHANGED, on_progress, on_report)
                continue
            on_progress(_at(file.path, DocumentStage.SEARCHABLE, 2))
            searchable.append(file.path)
        for path in searchable:
            job.checkpoint()
            on_progress(_at(path, DocumentStage.DEEPENING, 2))
            while path.name.startswith("slow") and not self.release.wait(0.005):
                job.checkpoint()
            self.done[str(path)] = collection
            _end(path, IngestStatus.ADDED, on_progress, on_report)

    def unfinished(self) -> list[Any]:
        return self.left_over

    def is_missing(self, document_id: str) -> bool:
        return document_id == "gone"

    def close(self) -> None:
        self.release.set()

    def _first(self, path: Path, ask_password: Callable[[Path], str | None]) -> bool:
        if path.name.startswith("broken") and path.name not in self.mended:
            raise BrokenFile("the file is damaged", hint="get it again")
        if path.suffix == ".docx":
            raise UnsupportedType("Quire cannot read a Word document", hint="save it as PDF")
        if path.name.startswith("locked"):
            while (password := ask_password(path)) != PASSWORD:
                if password is None:
                    raise PasswordNeeded("the file is locked with a password", hint="give it")
        return str(path) in self.done


def _at(path: Path, stage: DocumentStage, n_pages: int = 0) -> DocumentProgress:
    return DocumentProgress(str(path), f"id-{path.name}", stage, 0, n_pages)


def _end(
    path: Path,
    status: IngestStatus,
    on_progress: Callable[[DocumentProgress], None],
    on_report: Callable[[IngestReport], None],
    error: QuireError | None = None,
) -> None:
    problems: Iterable[Problem] = ()
    stage = DocumentStage.READY
    if error is not None:
        stage = DocumentStage.FAILED
        problems = (Problem(error.kind, "read", error.message, hint=error.hint),)
    on_progress(_at(path, stage))
    on_report(IngestReport(str(path), status, "", tuple(problems)))


@pytest.fixture
def library() -> ScriptedLibrary:
    return ScriptedLibrary()


@pytest.fixture
def session(library: ScriptedLibrary, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session that is open on the scripted library; nothing is left over from earlier unless a test says so."""
    made = Session(tmp_path / "library", Settings())
    made.library = cast(Library, library)
    made.adding = AddingQueue(made, resume_after_ms=3_600_000)
    yield made
    library.release.set()
    made.close()
    made.deleteLater()


@pytest.fixture
def queue(session: Session) -> AddingQueue:
    assert session.adding is not None
    return session.adding


@pytest.fixture
def make_files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Return a function that makes files, old enough to be complete, and returns their paths."""

    def make(*names: str) -> list[Path]:
        paths = [tmp_path / "files" / name for name in names]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
            _age(path)
        return paths

    return make


def _age(path: Path) -> None:
    os.utime(path, (1_700_000_000, 1_700_000_000))
