"""What models do once they are here, with real engines: how fast they are, and embedding the library anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.tiny_models import tiny_cross_encoder, tiny_embedder, tiny_generator

from quire.gui.models.downloads import shelf_of
from quire.gui.models.page import ModelsList
from quire.gui.models.switch_bar import SwitchBar
from quire.gui.session import Session
from quire.jobs import Job
from quire.library.speed import measure

from .test_page import settle


def bring_in(session: Session, path: Path) -> str:
    return shelf_of(session).bring_in([path], job=Job()).card.id


@pytest.mark.parametrize(
    ("make", "unit"), [(tiny_generator, "tokens"), (tiny_embedder, "texts"), (tiny_cross_encoder, "passages")]
)
def test_the_speed_of_a_model_is_measured(
    make: object, unit: str, empty_session: Session, tmp_path: Path
) -> None:
    assert callable(make)
    model_id = bring_in(empty_session, make(tmp_path))
    library = empty_session.library
    assert library is not None
    speed = measure(library.host, library.models.hosted(model_id), job=Job())
    assert speed.unit == unit
    assert speed.per_second > 1


def test_the_page_remembers_how_fast_a_model_was(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    model_id = bring_in(empty_session, tiny_embedder(tmp_path))
    for _ in range(2):  # it is shown again by the next page
        page = ModelsList(empty_session)
        qtbot.addWidget(page)
        page.show()
        settle(page, qtbot)
        view = page._cards[model_id]
        if not view.standing.speed[0]:
            view.speed.click()
            qtbot.waitUntil(lambda view=view: view.standing.speed[0] > 0, timeout=60_000)  # type: ignore[misc]
        assert "texts/s here" in view._fit.text()


def test_another_embedder_takes_over_while_the_library_answers(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    library = session.library
    assert library is not None
    model_id = bring_in(session, tiny_embedder(tmp_path))
    bar = SwitchBar(session.switching)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    session.choosing.use("models.embedder", model_id)
    qtbot.waitUntil(lambda: session.switching.task is not None, timeout=20_000)
    assert not bar.isHidden()
    qtbot.waitUntil(lambda: session.switching.task is None, timeout=120_000)
    embedder = library.embedder()
    assert embedder is not None
    assert embedder.space.model == model_id
    assert bar.isHidden()


def test_a_switch_that_was_cancelled_goes_on(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    library = session.library
    assert library is not None
    model_id = bring_in(session, tiny_embedder(tmp_path))
    bar = SwitchBar(session.switching)
    qtbot.addWidget(bar)
    session.choosing.use("models.embedder", model_id)
    qtbot.waitUntil(lambda: session.switching.task is not None, timeout=20_000)
    bar.cancel.click()
    qtbot.waitUntil(lambda: session.switching.task is None, timeout=60_000)
    assert session.switching.stopped
    assert not bar.go_on.isHidden()
    assert library.pending_switch() is not None
    bar.go_on.click()
    qtbot.waitUntil(lambda: library.pending_switch() is None, timeout=120_000)
