"""A configuration folder of the test's own, and a server on this machine that can be told to lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lying_server import DIM, LyingServer, served
from quire_openai.configuration import (
    Configuration,
    EmbedderEndpoint,
    RerankerEndpoint,
    WriterEndpoint,
    configuration,
    save,
)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("QUIRE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "config"


@pytest.fixture
def server() -> Iterator[LyingServer]:
    with served() as server:
        yield server


@pytest.fixture
def set_up(server: LyingServer) -> Callable[..., Configuration]:
    """Set up all three roles at the server, which is allowed."""

    def set_up(*, allowed: bool = True, timeout_s: float = 5.0, **more: object) -> Configuration:
        common = {"base_url": server.url, "model": "tiny", "timeout_s": timeout_s, **more}
        save(
            Configuration(
                allowed=(f"http://{server.host}",) if allowed else (),
                generator=WriterEndpoint(**common, sees=True),
                embedder=EmbedderEndpoint(**common, dim=DIM),
                reranker=RerankerEndpoint(**common),
            )
        )
        return configuration()

    return set_up
