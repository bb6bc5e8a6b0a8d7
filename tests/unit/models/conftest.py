from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.models import HostedModel, ModelHost
from quire.types import ModelCard, ModelRole

FAKE = "fake_backends:FakeBackend"


@pytest.fixture
def fake_model() -> HostedModel:
    card = ModelCard("fake-1", ModelRole.TEXT_EMBEDDER, "The fake model", (), "AGPL-3.0-or-later", 10, 256)
    return HostedModel(card, "fake", ())


@pytest.fixture
def make_host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ModelHost]]:
    """Make hosts that know the fake backend; they are closed at the end."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "fakes"))
    made: list[ModelHost] = []

    def make(**options: float) -> ModelHost:
        made.append(ModelHost(backends={"fake": FAKE, "wrong": "fake_backends:NotABackend"}, **options))
        return made[-1]

    yield make
    for host in made:
        host.close()


@pytest.fixture
def wait_until() -> Callable[[Callable[[], object]], None]:
    def wait(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.005)

    return wait


@pytest.fixture
def in_thread() -> Iterator[Callable[[Callable[[], object]], list[object]]]:
    """Run a function in a thread; its result or exception lands in the returned list."""
    threads: list[threading.Thread] = []

    def start(function: Callable[[], object]) -> list[object]:
        outcome: list[object] = []

        def body() -> None:
            try:
                outcome.append(function())
            except Exception as error:
                outcome.append(error)

        threads.append(threading.Thread(target=body))
        threads[-1].start()
        return outcome

    yield start
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
