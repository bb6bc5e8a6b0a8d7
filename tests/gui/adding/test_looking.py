"""Before anything is read, everything dropped is looked at, and nothing that hangs holds up the rest."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.errors import Cancelled
from quire.gui.adding.looking import look
from quire.jobs import Job

MakeFiles = Callable[..., list[Path]]


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Return a function that makes a folder hang like a network that is gone."""
    real, stop = os.stat, threading.Event()
    hung: list[Path] = []

    def stat(path: Path, *args: object, **named: object) -> os.stat_result:
        if isinstance(path, Path) and path.parent in hung:
            stop.wait(30)
        return real(path, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("quire.gui.adding.looking.os.stat", stat)
    yield hung.append
    stop.set()


def test_files_and_folders_are_told_apart_and_absent_ones_are_kept(
    make_files: MakeFiles, tmp_path: Path
) -> None:
    paths = [*make_files("b.pdf", "a.pdf"), tmp_path, tmp_path / "absent.pdf"]
    seen = look(paths, job=Job())
    assert seen.ready == tuple(paths)
    assert seen.folders == {tmp_path}
    assert seen.silent == seen.growing == ()


def test_what_does_not_answer_is_left_behind_with_all_beside_it(
    make_files: MakeFiles, hang: Callable[[Path], None]
) -> None:
    first, *network, last = make_files("a.pdf", "net/1.pdf", "net/2.pdf", "net/3.pdf", "z.pdf")
    hang(network[0].parent)
    seen = look([first, *network, last], job=Job(), patience_s=0.2)
    assert seen.ready == (first, last)
    assert seen.silent == tuple(network)


def test_looking_can_be_cancelled_while_nothing_answers(
    make_files: MakeFiles, hang: Callable[[Path], None]
) -> None:
    (path,) = make_files("net/1.pdf")
    hang(path.parent)
    job = Job()
    threading.Timer(0.2, job.cancel).start()
    with pytest.raises(Cancelled):
        look([path], job=job, patience_s=30)


def test_an_empty_file_made_just_now_is_growing(tmp_path: Path, make_files: MakeFiles) -> None:
    fresh = tmp_path / "fresh.pdf"
    fresh.touch()
    (old,) = make_files("old.pdf")
    seen = look([fresh, old], job=Job())
    assert seen.growing == (fresh,)
    assert seen.ready == (old,)


def test_a_fresh_file_that_stays_as_it_is_is_ready(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.pdf"
    fresh.write_bytes(b"whole")
    assert look([fresh], job=Job()).ready == (fresh,)
