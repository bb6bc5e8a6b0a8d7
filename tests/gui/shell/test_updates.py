"""Checking for a new version: on a click, and never by itself."""

from __future__ import annotations

import json

import pytest
from pytestqt.qtbot import QtBot
from tests.unit.models.web import Served, serving

from quire.gui.settings_dialog.pages import AboutPage
from quire.gui.window import MainWindow
from quire.library import releases


def _answered(page: AboutPage, qtbot: QtBot) -> str:
    page.updates.check.click()
    qtbot.waitUntil(lambda: page.updates.check.isEnabled() and not page.updates.answer.isHidden(), timeout=30_000)
    return page.updates.answer.text()


def test_a_click_tells_of_a_new_version_and_where_it_is(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "quire.gui.settings_dialog.updates.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    with serving() as web:
        monkeypatch.setattr(releases, "ADDRESS", f"{web.url}/latest")
        page = AboutPage(window.session)
        qtbot.addWidget(page)
        assert page.updates.answer.isHidden()
        assert web.asked == []
        said = {"tag_name": "v99.1", "html_url": "https://example.org/get", "body": "<b>Bold</b> words"}
        web.paths["/latest"] = Served(json.dumps(said).encode())
        assert "99.1" in _answered(page, qtbot)
        assert page.updates.notes.text() == "<b>Bold</b> words"
        page.updates.get.click()
        assert opened == ["https://example.org/get"]
        web.paths["/latest"] = Served(json.dumps(said | {"tag_name": "0.0.1"}).encode())
        assert "newest" in _answered(page, qtbot)
        assert page.updates.get.isHidden()
        assert page.updates.notes.isHidden()
        assert len(web.asked) == 2


def test_a_copy_that_knows_no_address_says_so(window: MainWindow, qtbot: QtBot) -> None:
    page = AboutPage(window.session)
    qtbot.addWidget(page)
    assert "does not know where new versions are announced" in _answered(page, qtbot)
