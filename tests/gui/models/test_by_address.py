"""A model that no catalogue knows comes by its address, after consent."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from quire.gui.models.by_address import ByAddress
from quire.gui.models.consent import ConsentSheet
from quire.gui.models.downloads import Download, Phase
from quire.gui.models.kept import Kept
from quire.gui.session import Session
from quire.models.shelf.by_address import card_of_address
from quire.settings import with_value

ADDRESS = "hub:somebody/some-model/Some-Model-Q4.gguf"


@pytest.fixture
def field(empty_session: Session, qtbot: QtBot) -> ByAddress:
    made = ByAddress(empty_session, lambda: None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_it_means_is_said_before_anything_is_fetched(
    field: ByAddress, empty_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[tuple[str, str]] = []
    monkeypatch.setattr(
        empty_session.downloads, "put", lambda cards, address: queued.append((cards[0].id, address))
    )
    field.field.setText(f" {ADDRESS} ")
    field.get.click()
    qtbot.waitUntil(lambda: field.findChild(ConsentSheet) is not None, timeout=10_000)
    sheet = field.findChild(ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    assert "huggingface.co" in sheet.accessibleDescription()
    assert queued == []
    sheet.agree.click()
    assert queued == [(card_of_address(ADDRESS).id, ADDRESS)]
    assert field.field.text() == ""


def test_what_is_no_address_is_told_beneath_the_field(field: ByAddress, qtbot: QtBot) -> None:
    field.field.setText("hub:somebody/some-model/weights.bin")
    field.get.click()
    qtbot.waitUntil(field.answer.isVisible, timeout=10_000)
    assert "no address of a GGUF file" in field.answer.text()
    field.field.setText(ADDRESS)
    assert not field.answer.isVisible()


def test_offline_asks_for_nothing(field: ByAddress, empty_session: Session) -> None:
    field.field.setText(ADDRESS)
    assert field.get.isEnabled()
    empty_session.change_settings(with_value(empty_session.settings, "privacy.offline", True))
    assert not field.get.isEnabled()


def test_an_interrupted_one_is_taken_up_by_its_address(make_session: object, tmp_path: Path, qtbot: QtBot) -> None:
    with_projector = f"{ADDRESS}+mmproj.gguf"
    Kept().keep_downloads({with_projector: False, "other": True})
    assert Kept().downloads() == {with_projector: False, "other": True}
    session = make_session(tmp_path / "library")  # type: ignore[operator] # a fixture of the folder above
    qtbot.waitUntil(lambda: bool(session.downloads.all()), timeout=20_000)
    (left,) = session.downloads.all()
    assert isinstance(left, Download)
    assert (left.address, left.phase) == (with_projector, Phase.STOPPED)
    assert left.card.id == card_of_address(with_projector).id
