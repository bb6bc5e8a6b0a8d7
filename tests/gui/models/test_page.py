"""The page of models: everything a person can do with them, from finding one to deleting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot
from tests.gui.shell.test_accessibility import unnamed
from tests.tiny_models import tiny_embedder

from quire.gui.conversation.labels import Sign
from quire.gui.models.card import ModelCardView
from quire.gui.models.confirm import Confirm
from quire.gui.models.consent import ConsentSheet
from quire.gui.models.downloads import shelf_of
from quire.gui.models.page import ALL, HERE, RECOMMENDED, ModelsList
from quire.gui.session import Session
from quire.gui.settings_dialog.dialog import SettingsDialog
from quire.gui.settings_dialog.pages import ModelsPage
from quire.gui.theme import Theme
from quire.models.cards import catalogue_cards
from quire.models.shelf import Shelf
from quire.settings import with_value
from quire.types import ModelFile

from .conftest import ModelServer

EVERY_SIZE = ("8gb", "16gb", "32gb")


@pytest.fixture
def open_page(empty_session: Session, qtbot: QtBot) -> Callable[[], ModelsList]:
    """Open the settings at the page of models and wait until every card is there."""

    def open_it() -> ModelsList:
        dialog = SettingsDialog(empty_session)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.show_page("models")
        page = dialog.findChild(ModelsPage)
        assert isinstance(page, ModelsPage)
        looked = page.models
        settle(looked, qtbot)
        return looked

    return open_it


def settle(page: ModelsList, qtbot: QtBot) -> None:
    """Wait until every card that is to be seen is there."""

    def complete() -> bool:
        snapshot = page._snapshot
        return snapshot is not None and all(row.card.id in page._cards for row in snapshot.rows if page._fits(row))

    qtbot.waitUntil(complete, timeout=20_000)


def show_part(page: ModelsList, part: int, qtbot: QtBot) -> None:
    page.show_part(part)
    settle(page, qtbot)


def card_of(page: ModelsList, model_id: str) -> ModelCardView:
    return page._cards[model_id]


def words(view: ModelCardView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def agree(page: ModelsList, qtbot: QtBot) -> ConsentSheet:
    qtbot.waitUntil(lambda: page.findChild(ConsentSheet) is not None)
    sheet = page.findChild(ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    return sheet


def shown(page: ModelsList) -> set[str]:
    return {model_id for model_id, view in page._cards.items() if view.isVisible()}


def test_the_three_parts_show_what_they_say(
    open_page: Callable[[], ModelsList], write_card: Callable[..., str], qtbot: QtBot
) -> None:
    write_card("suits", recommended=EVERY_SIZE)
    write_card("other")
    page = open_page()
    assert "suits" not in shown(page)
    assert all(page._cards[model_id].standing.row.card.built_in for model_id in shown(page))
    show_part(page, RECOMMENDED, qtbot)
    assert "suits" in shown(page)
    assert "other" not in shown(page)
    show_part(page, ALL, qtbot)
    assert {"suits", "other"} <= shown(page)
    page.filter.setText("other")
    assert shown(page) == {"other"}


def test_nothing_is_fetched_before_the_person_agrees(
    open_page: Callable[[], ModelsList], write_card: Callable[..., str], server: ModelServer, qtbot: QtBot
) -> None:
    model_id = write_card("wanted", size=3_000_000)
    page = open_page()
    show_part(page, ALL, qtbot)
    card_of(page, model_id).download.click()
    sheet = agree(page, qtbot)
    text = " ".join(label.text() for label in sheet.findChildren(QLabel))
    for said in ("The model wanted", "Apache-2.0", "https://example.org/licence", "127.0.0.1", "3.0 MB"):
        assert said in text
    assert unnamed(sheet) == []
    assert server.asked == []
    sheet.agree.click()
    qtbot.waitUntil(card_of(page, model_id).use.isVisible, timeout=20_000)
    assert server.asked


def test_a_size_that_is_known_roughly_or_not_at_all_is_said_to_be_so(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, offline=False)
    exact, rough = shelf.offer("qwen3-0.6b"), shelf.offer("vit-b-32-siglip2-256")
    file = ModelFile("m.gguf", "hub:o/n/m.gguf")
    unknown = replace(exact, card=replace(exact.card, files=(file,)), size_bytes=0, n_unknown=1)
    for offers, said in (
        ([exact], "Download (639"),
        ([exact, rough], "Download (about 2.1 GB)"),
        ([exact, rough, unknown], "Download (more than 2.1 GB)"),
        ([unknown], "Download"),
    ):
        sheet = ConsentSheet(offers, use=False, agreed=lambda _: None)
        qtbot.addWidget(sheet)
        assert sheet.agree.text().startswith(said)
    assert sheet.agree.text() == "Download"


@pytest.mark.parametrize("n_models", [1, 6])
def test_every_word_of_the_terms_is_seen_whole(qtbot: QtBot, tmp_path: Path, n_models: int) -> None:
    shelf = Shelf(tmp_path, offline=False)
    offers = [shelf.offer(card.id) for card in catalogue_cards()[:n_models]]
    sheet = ConsentSheet(offers, use=True, agreed=lambda _: None, on_choose=lambda: None)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    for part in [*sheet.findChildren(QLabel), *sheet.findChildren(QPushButton)]:
        if part.isVisible():
            assert part.width() >= part.minimumSizeHint().width(), part.text()
            assert part.height() >= part.heightForWidth(part.width()), part.text()


def test_a_download_shows_how_far_it_is(
    open_page: Callable[[], ModelsList],
    empty_session: Session,
    write_card: Callable[..., str],
    server: ModelServer,
    qtbot: QtBot,
) -> None:
    model_id = write_card("slow", size=8_000_000)
    page = open_page()
    server.may_give.clear()
    empty_session.downloads.put([shelf_of(empty_session).card(model_id)])
    qtbot.waitUntil(lambda: model_id in page._cards, timeout=20_000)
    view = card_of(page, model_id)
    qtbot.waitUntil(lambda: "of 8.0 MB" in words(view))
    assert view.pause.isVisible()
    view.pause.click()
    qtbot.waitUntil(lambda: "Paused" in words(view))
    view.stop.click()
    server.may_give.set()
    assert not view.pause.isVisible()


def test_the_recommended_set_comes_by_two_clicks_and_is_used(
    open_page: Callable[[], ModelsList], empty_session: Session, write_card: Callable[..., str], qtbot: QtBot
) -> None:
    write_card("writer", "generator", recommended=EVERY_SIZE)
    write_card("judge", "reranker", recommended=EVERY_SIZE)
    page = open_page()
    show_part(page, RECOMMENDED, qtbot)
    catalogue = {row.card.id for row in page._snapshot.rows if row.recommended}  # type: ignore[union-attr]
    cards = [card for card in page._missing_set() if card.id in ("writer", "judge")]
    assert {card.id for card in cards} <= catalogue
    assert page.whole_set.isVisible()
    page.offer(cards, use=True)
    agree(page, qtbot).agree.click()
    models = lambda: empty_session.settings.models  # noqa: E731 - read anew each time
    qtbot.waitUntil(lambda: models().generator == "writer" and models().reranker == "judge", timeout=20_000)


def test_offline_says_so_and_downloads_nothing(
    open_page: Callable[[], ModelsList], empty_session: Session, write_card: Callable[..., str], qtbot: QtBot
) -> None:
    model_id = write_card("wanted")
    page = open_page()
    show_part(page, ALL, qtbot)
    assert card_of(page, model_id).download.isEnabled()
    empty_session.change_settings(with_value(empty_session.settings, "privacy.offline", True))
    assert not card_of(page, model_id).download.isEnabled()
    assert page._offline.isVisible()


def test_a_model_gets_its_work_and_loses_it(
    open_page: Callable[[], ModelsList], empty_session: Session, write_card: Callable[..., str], qtbot: QtBot
) -> None:
    model_id = write_card("writer")
    page = open_page()
    empty_session.downloads.put([shelf_of(empty_session).card(model_id)])
    qtbot.waitUntil(lambda: model_id in page._cards, timeout=20_000)
    view = card_of(page, model_id)
    qtbot.waitUntil(view.use.isVisible, timeout=20_000)
    view.use.click()
    qtbot.waitUntil(lambda: empty_session.settings.models.generator == model_id)
    assert "In use" in words(view)
    dialog = page.window()
    assert isinstance(dialog, SettingsDialog)
    combo = dialog.rows["models.generator"].findChild(QComboBox)
    qtbot.waitUntil(lambda: combo.currentData() == model_id)
    view.leave.click()
    qtbot.waitUntil(lambda: empty_session.settings.models.generator == "")
    combo.setCurrentIndex(combo.findData(model_id))
    qtbot.waitUntil(lambda: empty_session.settings.models.generator == model_id)


def test_checking_finds_bytes_that_changed(
    open_page: Callable[[], ModelsList],
    empty_session: Session,
    write_card: Callable[..., str],
    models_folder: Path,
    qtbot: QtBot,
) -> None:
    model_id = write_card("writer")
    page = open_page()
    empty_session.downloads.put([shelf_of(empty_session).card(model_id)])
    qtbot.waitUntil(lambda: model_id in page._cards, timeout=20_000)
    view = card_of(page, model_id)
    qtbot.waitUntil(view.verify.isVisible, timeout=20_000)
    view.verify.click()
    qtbot.waitUntil(lambda: "Every byte is as it was" in words(view), timeout=20_000)
    file = models_folder / model_id / f"{model_id}.gguf"
    file.write_bytes(b"?" + file.read_bytes()[1:])
    view.verify.click()
    qtbot.waitUntil(lambda: view.standing.verdict[1] == "danger", timeout=20_000)


def test_deleting_asks_first(
    open_page: Callable[[], ModelsList],
    empty_session: Session,
    write_card: Callable[..., str],
    models_folder: Path,
    qtbot: QtBot,
) -> None:
    model_id = write_card("writer")
    page = open_page()
    empty_session.downloads.put([shelf_of(empty_session).card(model_id)])
    qtbot.waitUntil(lambda: model_id in page._cards, timeout=20_000)
    view = card_of(page, model_id)
    qtbot.waitUntil(view.delete.isVisible, timeout=20_000)
    view.delete.click()
    question = page.findChild(Confirm)
    assert isinstance(question, Confirm)
    assert unnamed(question) == []
    assert (models_folder / model_id).exists()
    question.agree.click()
    qtbot.waitUntil(lambda: not (models_folder / model_id).exists())
    show_part(page, ALL, qtbot)
    qtbot.waitUntil(view.download.isVisible)


def test_what_cannot_be_imported_is_told(
    open_page: Callable[[], ModelsList], empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page()
    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"nothing of the kind" * 50)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(junk))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(20, 20), copy, mime, left, none))
    qtbot.waitUntil(page.import_refused.isVisible, timeout=20_000)
    assert page.import_refused.text() == "junk.gguf is no GGUF file, whatever its name says. Download it again."
    area = next(one for one in page.window().findChildren(QScrollArea) if one.isAncestorOf(page))
    shown = area.viewport().rect()
    qtbot.waitUntil(lambda: shown.contains(page.import_refused.mapTo(area.viewport(), QPoint(5, 5))))
    page.bring_in([tiny_embedder(tmp_path)])
    qtbot.waitUntil(lambda: "tiny-embedder" in page._cards, timeout=20_000)
    assert not page.import_refused.isVisible()


def test_the_sign_of_a_card_follows_the_theme(
    open_page: Callable[[], ModelsList], write_card: Callable[..., str], qtbot: QtBot
) -> None:
    model_id = write_card("wanted")
    page = open_page()
    show_part(page, ALL, qtbot)
    (drawn,) = [one for one in card_of(page, model_id).findChildren(Sign) if one.isVisible()]
    before = drawn.pixmap().toImage()
    Theme.current().set(choice="dark")
    qtbot.waitUntil(lambda: drawn.pixmap().toImage() != before)


def test_every_card_has_names(
    open_page: Callable[[], ModelsList], write_card: Callable[..., str], qtbot: QtBot
) -> None:
    write_card("one", recommended=EVERY_SIZE)
    page = open_page()
    for part in (HERE, RECOMMENDED, ALL):
        show_part(page, part, qtbot)
        assert unnamed(page.window()) == []


def test_a_missing_engine_is_installed_before_the_model_is_used(
    open_page: Callable[[], ModelsList],
    empty_session: Session,
    write_card: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    model_id, installed = write_card("writer"), list[str]()
    page = open_page()
    empty_session.downloads.put([shelf_of(empty_session).card(model_id)])
    qtbot.waitUntil(lambda: model_id in page._cards and page._cards[model_id].use.isVisible(), timeout=20_000)
    monkeypatch.setattr("quire.gui.models.snapshot.is_there", lambda engine: bool(installed))
    monkeypatch.setattr("quire.models.engines.install", lambda engine, **_: installed.append(engine.name))
    page.look_again()
    view = card_of(page, model_id)
    qtbot.waitUntil(view.install.isVisible)
    assert not view.use.isVisible()
    view.install.click()
    question = page.findChild(Confirm)
    assert isinstance(question, Confirm)
    question.agree.click()
    qtbot.waitUntil(view.use.isVisible, timeout=20_000)
    assert installed == ["llama"]


def test_every_line_of_a_card_is_seen_whole(open_page: Callable[[], ModelsList], qtbot: QtBot) -> None:
    page = open_page()
    for part in (RECOMMENDED, ALL):
        show_part(page, part, qtbot)
        for view in (one for one in page._cards.values() if one.isVisible()):
            lines = [one for one in view.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
            qtbot.waitUntil(lambda lines=lines: all(one.height() >= one.heightForWidth(one.width()) for one in lines))
