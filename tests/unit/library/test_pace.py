"""The ETA of a batch comes from what was measured, and is silent before."""

from __future__ import annotations

import pytest

from quire.library import pace as pace_module
from quire.library.pace import Pace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(pace_module.time, "monotonic", lambda: now[0])
    return now


def test_eta_is_silent_before_a_page_was_read(clock: list[float]) -> None:
    assert Pace(n_pages=100).eta_s("reading", 0.0, 50) is None


def test_eta_follows_the_pace_of_reading(clock: list[float]) -> None:
    pace = Pace(n_pages=100)
    pace.eta_s("reading", 0.0, 100)
    clock[0] = 10.0
    assert pace.eta_s("reading", 0.5, 100) == pytest.approx(10.0)


def test_eta_counts_reading_and_embedding_of_what_is_left(clock: list[float]) -> None:
    pace = Pace(n_pages=30)
    pace.finished(10, read_s=10.0, embed_s=20.0)
    pace.eta_s("reading", 0.0, 10)
    clock[0] = 10.0
    # 10 of the next 10 pages read at 1 s a page: 10 pages left to read (10 s), 20 left to embed at 2 s (40 s)
    assert pace.eta_s("reading", 1.0, 10) == pytest.approx(50.0)


def test_done_pages_never_runs_backwards() -> None:
    pace = Pace(n_pages=20)
    seen = [pace.done_pages("reading", share, 20) for share in (0.0, 0.5, 1.0)]
    seen += [pace.done_pages("embedding", share, 20) for share in (0.0, 0.5, 1.0)]
    assert seen == sorted(seen)
    assert seen[-1] == 20
