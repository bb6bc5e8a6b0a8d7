from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quire.errors import Cancelled, ModelFailed
from quire.models import HostedModel, ModelHost, Payload

MakeHost = Callable[..., ModelHost]
WaitUntil = Callable[[Callable[[], object]], None]
InThread = Callable[[Callable[[], object]], list[object]]


def _log(folder: Path) -> list[str]:
    path = folder / "log"
    return path.read_text().splitlines() if path.exists() else []


def test_host_starts_nothing_before_the_first_request(make_host: MakeHost) -> None:
    host = make_host()
    assert not host.running
    assert host.pid is None


def test_run_carries_texts_options_and_arrays_both_ways(make_host: MakeHost, fake_model: HostedModel) -> None:
    host = make_host()
    arrays = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "empty": np.zeros((0, 4), np.int8)}
    reply = host.run(fake_model, "echo", Payload(("é",), {"n": 3, "on": True}, arrays))
    assert reply.texts == ("fake-1", "é")
    assert reply.options == {"n": 3, "on": True}
    for name, array in arrays.items():
        np.testing.assert_array_equal(reply.arrays[name], array)
        assert reply.arrays[name].dtype == array.dtype


def test_host_gives_its_threads_to_the_engine(make_host: MakeHost, fake_model: HostedModel) -> None:
    assert make_host(threads=3).run(fake_model, "threads_given", Payload()).options == {"threads": 3}


def test_urgent_request_goes_before_waiting_bulk(
    make_host: MakeHost, fake_model: HostedModel, tmp_path: Path, wait_until: WaitUntil, in_thread: InThread
) -> None:
    host = make_host()

    def ask(name: str, *, urgent: bool) -> Callable[[], object]:
        return lambda: host.run(fake_model, "log", Payload((str(tmp_path), name)), urgent=urgent)

    in_thread(ask("bulk 0", urgent=False))
    wait_until(lambda: _log(tmp_path) == ["bulk 0"])
    for number in (1, 2, 3):
        in_thread(ask(f"bulk {number}", urgent=False))
    wait_until(lambda: host.n_waiting == 3)
    in_thread(ask("question", urgent=True))
    wait_until(lambda: host.n_waiting == 4)
    (tmp_path / "gate").touch()
    wait_until(lambda: len(_log(tmp_path)) == 5)
    assert _log(tmp_path)[:2] == ["bulk 0", "question"]


def test_batch_is_tried_again_after_a_crash(
    make_host: MakeHost, fake_model: HostedModel, tmp_path: Path
) -> None:
    reply = make_host().run(fake_model, "die_once", Payload((str(tmp_path),)))
    assert reply.texts == ("survived",)


def test_second_crash_is_a_failure_with_a_hint(
    make_host: MakeHost, fake_model: HostedModel, tmp_path: Path
) -> None:
    host = make_host()
    with pytest.raises(ModelFailed, match="The fake model") as caught:
        host.run(fake_model, "die", Payload((str(tmp_path),)))
    assert caught.value.hint
    assert _log(tmp_path) == ["died", "died"]
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_hung_batch_is_ended_and_not_tried_again(
    make_host: MakeHost, fake_model: HostedModel, tmp_path: Path
) -> None:
    host = make_host(batch_timeout_s=1.0)
    with pytest.raises(ModelFailed, match="in time"):
        host.run(fake_model, "log", Payload((str(tmp_path), "hang")))
    assert _log(tmp_path) == ["hang"]


def test_kill_ends_a_batch_at_any_time(
    make_host: MakeHost, fake_model: HostedModel, tmp_path: Path, wait_until: WaitUntil, in_thread: InThread
) -> None:
    host = make_host()
    outcome = in_thread(lambda: host.run(fake_model, "log", Payload((str(tmp_path), "endless"))))
    wait_until(lambda: _log(tmp_path))
    host.kill()
    wait_until(lambda: outcome)
    assert isinstance(outcome[0], Cancelled)
    assert _log(tmp_path) == ["endless"]
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_kill_of_an_idle_host_leaves_the_next_request_alone(
    make_host: MakeHost, fake_model: HostedModel
) -> None:
    host = make_host()
    host.kill()
    host.run(fake_model, "echo", Payload())
    host.kill()
    assert not host.running
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_idle_host_gives_its_memory_back_and_returns_on_demand(
    make_host: MakeHost, fake_model: HostedModel, wait_until: WaitUntil
) -> None:
    host = make_host(idle_unload_s=0.2)
    first = host.run(fake_model, "process_id", Payload()).options["pid"]
    wait_until(lambda: not host.running)
    wait_until(lambda: first not in {child.pid for child in multiprocessing.active_children()})
    assert host.run(fake_model, "echo", Payload()).texts == ("fake-1",)


def test_engine_error_becomes_one_sentence_with_the_traceback_as_detail(
    make_host: MakeHost, fake_model: HostedModel
) -> None:
    host = make_host()
    with pytest.raises(ModelFailed) as caught:
        host.run(fake_model, "fail", Payload())
    assert "the engine says no" in caught.value.detail
    assert "engine says no" not in caught.value.message
    assert host.running


def test_lack_of_memory_is_named(make_host: MakeHost, fake_model: HostedModel) -> None:
    with pytest.raises(ModelFailed, match="memory"):
        make_host().run(fake_model, "exhaust", Payload())


@pytest.mark.parametrize("backend", ["unheard-of", "wrong"])
def test_unusable_backend_is_refused(make_host: MakeHost, fake_model: HostedModel, backend: str) -> None:
    with pytest.raises(ModelFailed) as caught:
        make_host().run(replace(fake_model, backend=backend), "echo", Payload())
    assert caught.value.hint


def test_closed_host_refuses_requests(make_host: MakeHost, fake_model: HostedModel) -> None:
    host = make_host()
    host.run(fake_model, "echo", Payload())
    host.close()
    host.close()
    assert not host.running
    with pytest.raises(ModelFailed, match="closed"):
        host.run(fake_model, "echo", Payload())
