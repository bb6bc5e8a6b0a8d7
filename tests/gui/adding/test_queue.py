"""What is dropped is added, in an order people would choose, and nothing of it gets lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.adding.batch import Tally
from quire.gui.adding.queue import AddingQueue
from quire.gui.adding.troubles import STOPPED
from quire.gui.session import Session
from quire.types import DocumentStage

MakeFiles = Callable[..., list[Path]]


def names(queue: AddingQueue) -> list[str]:
    return [queue.model.item(row).name for row in range(queue.model.rowCount())]


def stages(queue: AddingQueue) -> dict[str, DocumentStage]:
    items = [queue.model.item(row) for row in range(queue.model.rowCount())]
    return {item.name: item.stage for item in items}


@pytest.fixture
def tallies(queue: AddingQueue) -> list[Tally]:
    heard: list[Tally] = []
    queue.batch_done.connect(heard.append)
    return heard


def test_files_are_rows_until_they_are_ready(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    queue.add(make_files("a.pdf", "slow.pdf", "b.pdf"), "Harbour")
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    assert names(queue) == ["slow.pdf", "b.pdf"], "a.pdf is ready; what is at work stands first"
    assert stages(queue)["b.pdf"] is DocumentStage.SEARCHABLE
    assert queue.item_of("id-slow.pdf") is queue.model.item(0)
    library.release.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert names(queue) == []
    assert set(library.done.values()) == {"Harbour"}
    assert tallies[0].counted() == "3 added"


def test_a_new_drop_goes_before_what_is_only_being_deepened(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    queue.add(make_files("slow 1.pdf", "slow 2.pdf"))
    qtbot.waitUntil(lambda: stages(queue).get("slow 1.pdf") is DocumentStage.DEEPENING)
    (urgent,) = make_files("urgent.pdf")
    queue.add([urgent], "Now")
    qtbot.waitUntil(lambda: str(urgent) in library.done)
    qtbot.waitUntil(lambda: stages(queue).get("slow 1.pdf") is DocumentStage.DEEPENING)
    assert stages(queue)["slow 2.pdf"] is DocumentStage.SEARCHABLE
    library.release.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert [tally.counted() for tally in tallies] == ["1 added", "2 added"]
    assert library.batches == [["slow 1.pdf", "slow 2.pdf"], ["urgent.pdf"], ["slow 1.pdf", "slow 2.pdf"]]


def test_stopping_keeps_what_is_finished_and_the_rest_can_go_on(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot
) -> None:
    first, *rest = make_files("a.pdf", "slow.pdf", "z.pdf")
    queue.add([first, *rest], "Harbour")
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    queue.cancel()
    assert queue.stopping
    qtbot.waitUntil(lambda: not queue.busy)
    assert list(library.done) == [str(first)]
    stopped = queue.troubles.of_kind(STOPPED)
    assert [trouble.path for trouble in stopped] == [str(path) for path in rest]
    library.release.set()
    queue.retry(stopped)
    qtbot.waitUntil(lambda: not queue.busy)
    assert library.done == {str(path): "Harbour" for path in (first, *rest)}
    assert len(queue.troubles) == 0


def test_the_stop_of_the_status_bar_stops_everything(
    queue: AddingQueue, session: Session, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    queue.pause()
    queue.add(make_files("later.pdf"))
    (task,) = [task for task in session.tasks.open_tasks() if task.title]
    task.cancel()
    qtbot.waitUntil(lambda: not queue.busy)
    assert {trouble.name for trouble in queue.troubles.of_kind(STOPPED)} == {"slow.pdf", "later.pdf"}


def test_a_pause_holds_everything_until_it_ends(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf", "b.pdf"))
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    queue.pause()
    assert queue.paused
    library.release.set()
    queue.add(make_files("later.pdf"))
    assert "later.pdf" in names(queue)
    assert not queue.stopping
    queue.resume()
    qtbot.waitUntil(lambda: not queue.busy)
    assert len(library.done) == 3


def test_failures_stand_together_by_reason_and_can_be_tried_again(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    queue.add(make_files("broken 1.pdf", "x.docx", "broken 2.pdf", "fine.pdf"))
    qtbot.waitUntil(lambda: bool(tallies))
    reasons = queue.troubles.by_reason()
    said = {reason.message: [trouble.name for trouble in some] for reason, some in reasons.items()}
    assert said == {
        "the file is damaged": ["broken 1.pdf", "broken 2.pdf"],
        "Quire cannot read a Word document": ["x.docx"],
    }
    assert tallies[0].counted() == "1 added, 3 failed"
    assert tallies[0].noteworthy
    library.mended.add("broken 1.pdf")
    queue.retry(queue.troubles.of_kind("broken"))
    qtbot.waitUntil(lambda: not queue.busy)
    assert [trouble.name for trouble in queue.troubles.of_kind("broken")] == ["broken 2.pdf"]


def test_the_same_files_again_are_unchanged(
    queue: AddingQueue, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    paths = make_files(*(f"{number}.pdf" for number in range(200)))
    queue.add(paths)
    queue.add(paths)
    qtbot.waitUntil(lambda: len(tallies) == 2)
    assert [tally.words() for tally in tallies] == ["200 added.", "200 unchanged."]


def test_unread_kinds_in_folders_are_summed_up_and_fail_nothing(
    queue: AddingQueue, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    paths = make_files("a.pdf", "x.docx", "inside/y.docx", "inside/deeper/slow.pdf")
    queue.add([paths[0].parent])
    assert names(queue) == ["files"], "the folder itself stands there until it was looked into"
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    assert "files" not in names(queue)
    queue.add(make_files("urgent.pdf"))  # what was found in the folder goes on later, file by file
    qtbot.waitUntil(lambda: len(tallies) == 1)
    queue.cancel()
    qtbot.waitUntil(lambda: not queue.busy)
    assert [trouble.name for trouble in queue.troubles.of_kind(STOPPED)] == ["slow.pdf"]


def test_an_empty_folder_is_said_to_be_empty(
    queue: AddingQueue, tmp_path: Path, qtbot: QtBot, tallies: list[Tally]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    queue.add([folder])
    qtbot.waitUntil(lambda: bool(tallies))
    assert tallies[0].words() == "There was nothing to add."
    assert names(queue) == []


def test_a_waiting_file_can_be_left_out(
    queue: AddingQueue, library: SimpleNamespace, make_files: MakeFiles, qtbot: QtBot
) -> None:
    queue.add(make_files("slow.pdf"))
    qtbot.waitUntil(lambda: stages(queue).get("slow.pdf") is DocumentStage.DEEPENING)
    queue.pause()  # or the next drop would go first
    queue.add(make_files("unwanted.pdf", "wanted.pdf"))
    item = next(queue.model.item(row) for row, name in enumerate(names(queue)) if name == "unwanted.pdf")
    queue.skip(item)
    assert "unwanted.pdf" not in names(queue)
    library.release.set()
    queue.resume()
    qtbot.waitUntil(lambda: not queue.busy)
    assert {Path(path).name for path in library.done} == {"slow.pdf", "wanted.pdf"}
    assert len(queue.troubles) == 0


def test_what_the_last_session_left_goes_on_by_itself(
    library: SimpleNamespace, session: Session, make_files: MakeFiles, qtbot: QtBot
) -> None:
    here, gone = make_files("half.pdf", "gone.pdf")
    library.left_over = [SimpleNamespace(id="h", path=str(here)), SimpleNamespace(id="gone", path=str(gone))]
    queue = AddingQueue(session, resume_after_ms=0)
    tallies: list[Tally] = []
    queue.batch_done.connect(tallies.append)
    qtbot.waitUntil(lambda: bool(library.done) and not queue.busy)
    assert list(library.done) == [str(here)]
    assert tallies == [], "nobody asked for it, so nobody is told"


def test_a_file_that_is_still_written_is_added_when_it_is_complete(
    queue: AddingQueue,
    library: SimpleNamespace,
    make_files: MakeFiles,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    growing = tmp_path / "download.pdf"
    growing.touch()  # a browser makes the file before it has any of it
    queue.growing.timer.setInterval(50)
    queue.add([growing, *make_files("a.pdf")], "Harbour")
    qtbot.waitUntil(lambda: len(library.done) == 1 and not queue.busy)
    assert names(queue) == ["download.pdf"]
    growing.write_bytes(b"whole")
    qtbot.waitUntil(lambda: len(library.done) == 2, timeout=10_000)
    assert library.done[str(growing)] == "Harbour"
    qtbot.waitUntil(lambda: names(queue) == [])


def test_the_library_is_told_to_have_changed_rarely(
    queue: AddingQueue, session: Session, make_files: MakeFiles, qtbot: QtBot, tallies: list[Tally]
) -> None:
    told: list[None] = []
    session.library_changed.connect(lambda: told.append(None))
    queue.add(make_files(*(f"{number}.pdf" for number in range(300))))
    qtbot.waitUntil(lambda: bool(tallies))
    assert 1 <= len(told) < 10, "not once per file"


def test_a_failure_of_the_whole_batch_fails_every_file_of_it(
    queue: AddingQueue,
    library: SimpleNamespace,
    make_files: MakeFiles,
    qtbot: QtBot,
    tallies: list[Tally],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from quire.errors import LibraryError

    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("the vectors were made by another model", hint="rebuild them")

    monkeypatch.setattr(library, "add", refuse)
    queue.add(make_files(*(f"{number}.pdf" for number in range(60))))
    qtbot.waitUntil(lambda: bool(tallies))
    ((reason, some),) = queue.troubles.by_reason().items()
    assert reason.hint == "rebuild them"
    assert len(some) == 60
    assert not queue.busy
