"""Models come one after another, in the background, and nothing that arrived is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.models.downloads import Phase, shelf_of
from quire.gui.models.kept import Kept
from quire.gui.session import Session
from quire.settings import with_value

from .conftest import ModelServer


def queue(session: Session, *model_ids: str, use: bool = False) -> None:
    shelf = shelf_of(session)
    session.downloads.put([shelf.card(model_id) for model_id in model_ids], use=use)


def test_several_come_one_after_another(
    empty_session: Session, write_card: Callable[..., str], server: ModelServer, qtbot: QtBot
) -> None:
    session = empty_session
    server.may_give.clear()
    queue(session, write_card("first"), write_card("second"))
    qtbot.waitUntil(lambda: bool(server.asked))
    assert [one.phase for one in session.downloads.all()] == [Phase.RUNNING, Phase.WAITING]
    assert [name for name, _ in server.asked] == ["first.gguf"]
    server.may_give.set()
    qtbot.waitUntil(lambda: not session.downloads.all(), timeout=15_000)
    assert [name for name, _ in server.asked] == ["first.gguf", "second.gguf"]
    assert {model.card.id for model in shelf_of(session).installed()} == {"first", "second"}


def test_a_model_downloaded_to_be_used_gets_its_work(
    empty_session: Session, write_card: Callable[..., str], qtbot: QtBot
) -> None:
    queue(empty_session, write_card("writer"), use=True)
    qtbot.waitUntil(lambda: empty_session.settings.models.generator == "writer", timeout=15_000)


def test_a_pause_holds_it_and_it_goes_on(
    empty_session: Session, write_card: Callable[..., str], server: ModelServer, qtbot: QtBot
) -> None:
    session = empty_session
    server.may_give.clear()
    model_id = write_card("slow", size=8_000_000)
    queue(session, model_id)
    download = session.downloads.of(model_id)
    assert download is not None
    qtbot.waitUntil(lambda: download.progress.done > 0)
    session.downloads.pause(model_id)
    assert download.paused
    server.may_give.set()
    qtbot.wait(300)
    assert session.downloads.of(model_id) is download
    session.downloads.pause(model_id)
    qtbot.waitUntil(lambda: not session.downloads.all(), timeout=15_000)


def test_the_reason_of_a_failure_is_told_and_the_next_one_comes(
    empty_session: Session, write_card: Callable[..., str], server: ModelServer, qtbot: QtBot
) -> None:
    session, told = empty_session, list[str]()
    session.message.connect(lambda text, _: told.append(text))
    queue(session, write_card("gone", served=False), write_card("good"))
    qtbot.waitUntil(lambda: shelf_of(session).is_installed("good"), timeout=20_000)
    failed = session.downloads.of("gone")
    assert failed is not None
    assert failed.phase is Phase.FAILED
    assert failed.error is not None
    assert any("no longer there" in text for text in told)
    server.files["gone.gguf"] = (b"gone" * 200_000)[:200_000]
    session.downloads.go_on("gone")
    qtbot.waitUntil(lambda: shelf_of(session).is_installed("gone"), timeout=20_000)


def test_what_was_interrupted_is_taken_up_by_the_next_session(
    make_session: Callable[[Path], Session],
    write_card: Callable[..., str],
    server: ModelServer,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    server.may_give.clear()
    model_id = write_card("large", size=8_000_000)
    first = make_session(tmp_path / "one")
    queue(first, model_id, use=True)
    qtbot.waitUntil(lambda: first.downloads.all()[0].progress.done > 0)
    first.close()
    server.may_give.set()
    second = make_session(tmp_path / "two")
    qtbot.waitUntil(lambda: second.downloads.of(model_id) is not None)
    assert second.downloads.all()[0].phase is Phase.STOPPED  # it does not go online by itself
    second.downloads.go_on(model_id)
    qtbot.waitUntil(lambda: shelf_of(second).is_installed(model_id), timeout=20_000)
    assert server.asked[-1][1] > 0  # it went on where it stood
    qtbot.waitUntil(lambda: second.settings.models.generator == model_id)
    assert Kept().downloads() == {}


def test_staying_offline_stops_downloads(
    empty_session: Session, write_card: Callable[..., str], server: ModelServer, qtbot: QtBot
) -> None:
    session = empty_session
    server.may_give.clear()
    queue(session, write_card("first", size=8_000_000), write_card("second"))
    qtbot.waitUntil(lambda: session.downloads.all()[0].progress.done > 0)
    session.change_settings(with_value(session.settings, "privacy.offline", True))
    server.may_give.set()
    qtbot.waitUntil(lambda: all(one.phase is Phase.STOPPED for one in session.downloads.all()))
    n_asked = len(server.asked)
    session.downloads.go_on("second")
    qtbot.waitUntil(lambda: session.downloads.all()[1].phase is Phase.FAILED)
    assert len(server.asked) == n_asked


def test_cancelling_keeps_what_arrived(
    empty_session: Session,
    write_card: Callable[..., str],
    server: ModelServer,
    models_folder: Path,
    qtbot: QtBot,
) -> None:
    server.may_give.clear()
    model_id = write_card("part", size=8_000_000)
    queue(empty_session, model_id)
    qtbot.waitUntil(lambda: empty_session.downloads.all()[0].progress.done > 0)
    empty_session.downloads.stop(model_id)
    server.may_give.set()
    qtbot.waitUntil(lambda: not empty_session.tasks.open_tasks(), timeout=15_000)
    assert (models_folder / model_id / f"{model_id}.gguf.part").stat().st_size > 0
    assert empty_session.downloads.all() == []


@pytest.mark.parametrize("downloads", [{}, {"a": True}, {"a": False, "b": True}])
def test_the_queue_is_remembered(downloads: dict[str, bool]) -> None:
    Kept().keep_downloads(downloads)
    assert Kept().downloads() == downloads
