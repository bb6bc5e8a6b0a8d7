"""Answers in parts: they come in order, can be stopped, and a crash in their middle is said, not repeated."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from quire.errors import Cancelled, ModelFailed
from quire.jobs import Job
from quire.models import HostedModel, ModelHost, Payload
from quire.types import ModelRole

MakeHost = Callable[..., ModelHost]


def test_parts_arrive_in_order_before_the_reply(make_host: MakeHost, fake_model: HostedModel) -> None:
    parts: list[Payload] = []
    reply = make_host().stream(fake_model, "talk", Payload(("word",), {"n": 5}), on_part=parts.append)
    assert [part.options["number"] for part in parts] == [0, 1, 2, 3, 4]
    assert {part.texts for part in parts} == {("word",)}
    assert reply.options == {"done": 5, "stopped": False}


def test_cancelled_job_ends_the_stream_and_keeps_the_process(
    make_host: MakeHost, fake_model: HostedModel
) -> None:
    host, job, parts = make_host(), Job(), []
    host.run(fake_model, "echo", Payload())
    before = host.pid

    def listen(part: Payload) -> None:
        parts.append(part)
        if len(parts) == 3:
            job.cancel()

    payload = Payload(("word",), {"n": 10_000, "pause_s": 0.01})
    reply = host.stream(fake_model, "talk", payload, on_part=listen, job=job)
    assert reply.options["stopped"]
    assert 3 <= len(parts) < 200
    assert host.pid == before


def test_model_deaf_to_a_stop_is_ended_and_starts_anew(make_host: MakeHost, fake_model: HostedModel) -> None:
    host, job = make_host(), Job()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        host.stream(
            fake_model,
            "deaf",
            Payload(("word",), {"n": 10**6, "pause_s": 0.01}),
            on_part=lambda _: job.cancel(),
            job=job,
        )
    assert time.monotonic() - began < 20
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_crash_after_the_first_part_is_not_repeated(make_host: MakeHost, fake_model: HostedModel) -> None:
    host, parts = make_host(), []
    with pytest.raises(ModelFailed, match="ended unexpectedly"):
        host.stream(fake_model, "die", Payload(("word",), {"n": 9}), on_part=parts.append)
    assert len(parts) == 2
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_job_cancelled_before_asks_nothing(make_host: MakeHost, fake_model: HostedModel) -> None:
    host, job = make_host(), Job()
    job.cancel()
    with pytest.raises(Cancelled):
        host.stream(fake_model, "talk", Payload(("word",), {"n": 1}), job=job)
    assert not host.running


def test_question_is_embedded_while_an_answer_is_written(make_host: MakeHost, fake_model: HostedModel) -> None:
    host, job, replies = make_host(), Job(), []
    writer = replace(fake_model, card=replace(fake_model.card, id="writer", role=ModelRole.GENERATOR))

    def listen(part: Payload) -> None:
        if not replies:
            replies.append(host.run(fake_model, "echo", Payload(("question",)), urgent=True))
            job.cancel()

    payload = Payload(("word",), {"n": 10_000, "pause_s": 0.01})
    assert host.stream(writer, "talk", payload, on_part=listen, job=job).options["stopped"]
    assert replies[0].texts == ("fake-1", "question")
    assert host.writer_pid != host.pid
