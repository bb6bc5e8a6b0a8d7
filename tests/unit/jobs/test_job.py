"""Progress out of a job, pause and cancel into it."""

from __future__ import annotations

import threading

import pytest

from quire.errors import Cancelled
from quire.jobs import Job


def test_sample_returns_what_was_reported() -> None:
    job = Job()
    job.report("reading", done=3, total=10, unit="pages", label="a.pdf")
    sample = job.sample()
    assert (sample.stage, sample.done, sample.total, sample.unit, sample.label) == (
        "reading",
        3,
        10,
        "pages",
        "a.pdf",
    )


def test_eta_is_silent_until_a_pace_was_measured() -> None:
    job = Job()
    job.report("reading", done=0, total=10)
    assert job.sample().eta_s is None
    job.report("reading", done=1, total=10)
    eta = job.sample().eta_s
    assert eta is not None
    assert eta >= 0


def test_eta_starts_anew_with_another_stage() -> None:
    job = Job()
    job.report("reading", done=0, total=10)
    job.report("reading", done=5, total=10)
    job.report("embedding", done=0, total=100)
    assert job.sample().eta_s is None


def test_eta_is_gone_when_everything_is_done() -> None:
    job = Job()
    job.report("reading", done=0, total=2)
    job.report("reading", done=2, total=2)
    assert job.sample().eta_s is None


def test_checkpoint_raises_after_cancel() -> None:
    job = Job()
    job.checkpoint()
    job.cancel()
    with pytest.raises(Cancelled):
        job.checkpoint()


def test_cancel_wakes_a_paused_worker() -> None:
    job = Job()
    job.pause()
    assert job.paused
    ended: list[str] = []

    def work() -> None:
        try:
            job.checkpoint()
        except Cancelled:
            ended.append("cancelled")

    worker = threading.Thread(target=work)
    worker.start()
    job.cancel()
    worker.join(5)
    assert ended == ["cancelled"]
    assert not job.paused


def test_resume_lets_a_paused_worker_go_on() -> None:
    job = Job()
    job.pause()
    passed = threading.Event()
    worker = threading.Thread(target=lambda: (job.checkpoint(), passed.set()))
    worker.start()
    assert not passed.wait(0.05)
    job.resume()
    assert passed.wait(5)
    worker.join(5)
