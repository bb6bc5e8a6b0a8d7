"""The rows of the settings window and the file `openai.toml` are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lying_server import DIM, LyingServer
from quire_openai import rows as rows_module
from quire_openai.configuration import Configuration, EmbedderEndpoint, WriterEndpoint, configuration, save

from quire.errors import InvalidInput
from quire.plugins.offers import SettingOffer

SetUp = Callable[..., Configuration]


@pytest.fixture
def rows() -> dict[str, SettingOffer]:
    return {offer.name.partition(".")[2]: offer for offer in rows_module.rows()}


def test_there_is_a_row_per_role_and_one_for_permission(rows: dict[str, SettingOffer]) -> None:
    assert list(rows) == ["generator", "embedder", "reranker", "allowed"]
    assert [offer.value() for offer in rows.values()] == ["", "", "", ""]


def test_what_the_command_line_set_up_is_shown(
    rows: dict[str, SettingOffer], set_up: SetUp, server: LyingServer
) -> None:
    set_up()
    assert rows["generator"].value() == f"tiny at {server.url}"
    assert rows["allowed"].value() == f"http://{server.host}"


def test_a_model_is_set_up_and_taken_away(rows: dict[str, SettingOffer]) -> None:
    rows["generator"].change("qwen3 8b at http://localhost:8080")
    assert configuration().generator == WriterEndpoint("http://localhost:8080/v1", "qwen3 8b")
    assert rows["generator"].value() == "qwen3 8b at http://localhost:8080/v1"
    assert configuration().allowed == ()  # setting a model up is no permission
    rows["generator"].change("")
    assert configuration().generator is None


def test_what_else_is_set_stays_with_its_model_and_server(rows: dict[str, SettingOffer]) -> None:
    own = WriterEndpoint("http://localhost:8080/v1", "a", key_variable="MY_KEY", context_tokens=16_384, sees=True)
    save(Configuration(generator=own))
    rows["generator"].change("a at http://localhost:8080/v2")
    assert configuration().generator == WriterEndpoint(
        "http://localhost:8080/v2", "a", key_variable="MY_KEY", context_tokens=16_384, sees=True
    )
    rows["generator"].change("a at http://elsewhere.example/v1")  # whose key this is not
    assert configuration().generator == WriterEndpoint("http://elsewhere.example/v1", "a")


def test_an_embedder_is_asked_for_its_length_where_that_is_allowed(
    rows: dict[str, SettingOffer], server: LyingServer
) -> None:
    said = f"tiny at {server.url}"
    with pytest.raises(InvalidInput, match="length"):
        rows["embedder"].change(said)
    assert server.requests == []
    rows["allowed"].change(f"http://{server.host}")
    rows["embedder"].change(said)
    found = configuration().embedder
    assert isinstance(found, EmbedderEndpoint)
    assert found.dim == DIM


@pytest.mark.parametrize("said", ["qwen3", "http://localhost:8080/v1", "a at nowhere", "a at ftp://x", " at http://x"])
def test_what_names_no_model_and_server_is_refused(rows: dict[str, SettingOffer], said: str) -> None:
    with pytest.raises(InvalidInput):
        rows["generator"].change(said)
    assert configuration() == Configuration()


def test_permission_is_for_addresses_only(rows: dict[str, SettingOffer]) -> None:
    rows["allowed"].change("http://b.example:8080/v1, https://a.example")
    assert configuration().allowed == ("http://b.example:8080", "https://a.example")
    with pytest.raises(InvalidInput):
        rows["allowed"].change("http://b.example:8080 everything")
    assert configuration().allowed == ("http://b.example:8080", "https://a.example")
    rows["allowed"].change("")
    assert configuration().allowed == ()
