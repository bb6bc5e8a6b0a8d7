"""Two processes and one memory: when it is short, the one at rest gives way to the one that needs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quire.models import HostedModel, ModelHost, Payload
from quire.types import ModelCard, ModelRole

MakeHost = Callable[..., ModelHost]

_MACHINE_MB = 1000


class Memory:
    """A machine's memory as the diary of the fake models tells it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "diary"
        self.path.touch()
        self.n_looks = 0
        self._sizes: dict[str, int] = {}

    def model(self, name: str, role: ModelRole, memory_mb: int) -> HostedModel:
        self._sizes[name] = memory_mb
        card = ModelCard(name, role, name, (), "AGPL-3.0-or-later", memory_mb, 256)
        return HostedModel(card, "fake", (("diary", str(self.path)),))

    @property
    def diary(self) -> list[str]:
        return self.path.read_text().splitlines()

    def available_mb(self) -> float:
        self.n_looks += 1
        taken = 0
        for line in self.diary:
            event, name = line.split()
            taken += self._sizes[name] * (1 if event == "load" else -1)
        return _MACHINE_MB - taken


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


@pytest.fixture
def host(make_host: MakeHost, memory: Memory) -> ModelHost:
    return make_host(available_mb=memory.available_mb)  # type: ignore[arg-type]  # the fixture's options are numbers


def use(host: ModelHost, *models: HostedModel) -> None:
    for model in models:
        host.run(model, "echo", Payload())


def test_a_writer_that_needs_room_gets_it_from_what_was_used_longest_ago(host: ModelHost, memory: Memory) -> None:
    embedder = memory.model("embedder", ModelRole.TEXT_EMBEDDER, 300)
    reranker = memory.model("reranker", ModelRole.RERANKER, 300)
    writer = memory.model("writer", ModelRole.GENERATOR, 600)
    use(host, embedder, reranker, embedder, writer)
    assert memory.diary == ["load embedder", "load reranker", "unload reranker", "load writer"]


def test_an_embedder_gets_room_from_a_writer_at_rest(host: ModelHost, memory: Memory) -> None:
    writer = memory.model("writer", ModelRole.GENERATOR, 900)
    embedder = memory.model("embedder", ModelRole.TEXT_EMBEDDER, 300)
    use(host, writer, embedder, embedder)
    assert memory.diary == ["load writer", "unload writer", "load embedder"]
    use(host, writer)
    assert memory.diary[3:] == ["unload embedder", "load writer"]


def test_what_fits_beside_each_other_stays(host: ModelHost, memory: Memory) -> None:
    writer = memory.model("writer", ModelRole.VLM, 500)
    embedder = memory.model("embedder", ModelRole.TEXT_EMBEDDER, 300)
    use(host, writer, embedder, writer, embedder)
    assert memory.diary == ["load writer", "load embedder"]
    looks = memory.n_looks
    use(host, writer, embedder)
    assert memory.n_looks == looks  # a loaded model needs no look at the memory


def test_a_process_at_work_gives_nothing_away(host: ModelHost, memory: Memory) -> None:
    writer = memory.model("writer", ModelRole.GENERATOR, 900)
    embedder = memory.model("embedder", ModelRole.TEXT_EMBEDDER, 300)

    def ask_meanwhile(part: Payload) -> None:
        if part.options["number"] == 0:
            use(host, embedder)

    host.stream(writer, "talk", Payload(("word",), {"n": 2}), on_part=ask_meanwhile)
    assert memory.diary == ["load writer", "load embedder"]


def test_a_process_that_died_holds_nothing(host: ModelHost, memory: Memory) -> None:
    writer = memory.model("writer", ModelRole.GENERATOR, 600)
    use(host, writer)
    host.kill()
    memory.path.write_text("")
    embedder = memory.model("embedder", ModelRole.TEXT_EMBEDDER, _MACHINE_MB + 1)
    use(host, embedder)  # nothing to unload elsewhere
    assert memory.diary == ["load embedder"]


def test_an_engine_that_fails_to_unload_costs_nothing(make_host: MakeHost, memory: Memory) -> None:
    host = make_host(available_mb=lambda: 0.0)
    use(host, memory.model("writer", ModelRole.GENERATOR, 900))
    memory.path.unlink()
    memory.path.mkdir()  # what it writes when it unloads fails now
    card = ModelCard("embedder", ModelRole.TEXT_EMBEDDER, "embedder", (), "AGPL-3.0-or-later", 300, 256)
    assert host.run(HostedModel(card, "fake", ()), "echo", Payload()).texts == ("embedder",)
