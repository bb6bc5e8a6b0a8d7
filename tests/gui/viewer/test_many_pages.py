"""A document of 1,000 pages: bounded memory, bounded requests, nothing drawn on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.viewer.conftest import WAIT_MS

from quire.gui.session import Session
from quire.gui.viewer import pictures
from quire.gui.viewer.pane import ViewerPane
from quire.gui.watchdog import Watchdog
from quire.library import Library
from quire.read import ReaderPool, sniff
from quire.settings import Settings
from quire.types import Box, Page, PageWords, TextOrigin

N_PAGES = 1000
_LANES = 2  # threads that draw


def _write_book(path: Path) -> Path:
    import pymupdf

    with pymupdf.open() as document:
        for number in range(1, N_PAGES + 1):
            page = document.new_page(width=420, height=595)
            page.insert_text((60, 90), f"Page {number}", fontsize=22)
        document.save(path)
    return path


class _Book:
    """Stands in for a library that holds one long document: real pages from real readers, without reading it in."""

    def __init__(self, path: Path) -> None:
        self.pool = ReaderPool(n_processes=1)
        self.source = sniff(path)
        self.drawn: list[tuple[int, float]] = []
        self.threads: set[int] = set()
        self.printing = SimpleNamespace(is_offered=lambda _: False)

    def documents(self) -> list[object]:
        return [
            SimpleNamespace(
                id="book", title="Book", path="", stage="ready", status="added", n_elements=1, media_type=""
            )
        ]

    def pages(self, _: str) -> tuple[Page, ...]:
        return tuple(Page(n, 420.0, 595.0, TextOrigin.LAYER) for n in range(1, N_PAGES + 1))

    def outline(self, _: str) -> tuple[object, ...]:
        return ()

    def is_missing(self, _: str) -> bool:
        return False

    def page_words(self, _: str, page_number: int) -> PageWords:
        return PageWords((f"Page{page_number}",), (Box(60, 70, 120, 95),), ("\n",))

    def page_elements(self, _: str, __: int) -> tuple[object, ...]:
        return ()

    def page_picture(self, _: str, page_number: int, *, scale: float = 1.0, clip: Box | None = None) -> bytes:
        self.drawn.append((page_number, scale))
        self.threads.add(threading.get_ident())
        return self.pool.render_page(self.source, page_number, scale=scale, clip=clip)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Book]:
    made = _Book(_write_book(tmp_path_factory.mktemp("book") / "book.pdf"))
    yield made
    made.pool.close()


@pytest.fixture
def pane(
    book: _Book, show_pane: Callable[[Session], ViewerPane], qtbot: QtBot, tmp_path: Path
) -> Iterator[ViewerPane]:
    book.drawn.clear()
    session = Session(tmp_path / "none", Settings())
    session.library = cast(Library, book)
    pane = show_pane(session)
    pane.open_document("book")
    qtbot.waitUntil(lambda: pane.canvas.pictures.has_any(1), timeout=WAIT_MS)
    yield pane
    session.library = None
    session.close()
    session.deleteLater()


def _rest(pane: ViewerPane, qtbot: QtBot) -> None:
    """Wait until nothing is being drawn any more."""
    qtbot.wait(250)
    qtbot.waitUntil(lambda: not pane.canvas.pictures.n_asked, timeout=WAIT_MS)


def test_scrolling_from_end_to_end_keeps_memory_and_requests_bounded(
    pane: ViewerPane, book: _Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 12 * 1024 * 1024
    monkeypatch.setattr(pictures, "_CACHE_BYTES", limit)
    canvas, bar = pane.canvas, pane.canvas.verticalScrollBar()
    watchdog = Watchdog(limit_s=0.05)
    watchdog.start()
    most_asked = 0
    for step in range(81):
        bar.setValue(bar.maximum() * step // 80)
        qtbot.wait(12)
        most_asked = max(most_asked, canvas.pictures.n_asked)
        assert canvas.pictures.n_bytes <= limit
    _rest(pane, qtbot)
    watchdog.stop()
    assert canvas.page_number() == N_PAGES
    assert canvas.pictures.has_any(N_PAGES)
    assert threading.get_ident() not in book.threads
    assert most_asked <= 10  # what shows, and what comes next
    assert len(book.drawn) < 81 * _LANES  # pages that flew past were given up
    assert not [
        stall for stall in watchdog.stalls if "page_picture" in stall.stack or "fromData" in stall.stack
    ]


def test_page_that_is_leapt_to_is_drawn_before_its_neighbours(
    pane: ViewerPane, book: _Book, qtbot: QtBot
) -> None:
    _rest(pane, qtbot)
    book.drawn.clear()
    pane.canvas.go_to(500)
    qtbot.waitUntil(lambda: pane.canvas.pictures.has_any(500), timeout=WAIT_MS)
    assert 500 in {number for number, _ in book.drawn[:_LANES]}


def test_thumbnails_are_drawn_only_where_they_show(pane: ViewerPane, book: _Book, qtbot: QtBot) -> None:
    _rest(pane, qtbot)
    book.drawn.clear()
    pane.commands["side"].trigger()
    pane.side.thumbnails.scrollToBottom()
    qtbot.wait(300)
    _rest(pane, qtbot)
    small = {number for number, scale in book.drawn if scale < 0.4}
    assert 0 < len(small) < 60


def test_large_zoom_draws_tiles_over_a_preview_of_the_page(
    pane: ViewerPane, book: _Book, qtbot: QtBot
) -> None:
    _rest(pane, qtbot)
    book.drawn.clear()
    pane.canvas.go_to(700)
    pane.canvas.set_zoom(8.0)
    _rest(pane, qtbot)
    keys = pane.canvas.pictures.kept_keys()
    assert any(key.tile is None and key.page_number == pane.canvas.page_number() for key in keys)
    assert any(key.tile is not None for key in keys)
    assert len(book.drawn) < 20


def test_wheel_glides_and_touchpad_moves_at_once(pane: ViewerPane, qtbot: QtBot) -> None:
    canvas, bar = pane.canvas, pane.canvas.verticalScrollBar()

    def turn(pixels: int, angle: int) -> None:
        event = QWheelEvent(
            QPointF(100, 100),
            QPointF(100, 100),
            QPoint(0, pixels),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas.viewport(), event)

    top = bar.value()
    turn(-33, -40)
    assert bar.value() == top + 33
    turn(0, -120)
    qtbot.waitUntil(lambda: bar.value() == top + 33 + 3 * bar.singleStep(), timeout=WAIT_MS)
    turn(0, -240)
    canvas.go_to(10)
    there = bar.value()
    qtbot.wait(200)
    assert bar.value() == there  # a leap ends the gliding
