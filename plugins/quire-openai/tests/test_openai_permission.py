"""Nothing is sent before the person has allowed the host, nothing while offline, and keys stand nowhere."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lying_server import LyingServer
from quire_openai.address import address_of
from quire_openai.command import arguments, run
from quire_openai.configuration import Configuration, configuration
from quire_openai.embedding import RemoteEmbedder
from quire_openai.judging import RemoteReranker
from quire_openai.writing import RemoteGenerator

from quire.errors import InvalidInput, ModelFailed, ModelMissing, NotFound, QuireError
from quire.plugins.contracts import Message
from quire.settings import Settings, save, with_value

SetUp = Callable[..., Configuration]
ASKED = [Message("user", "When does the ferry leave?")]


def sent_by_all() -> list[str]:
    """Use all three models; return why each refused."""
    refused = []
    for use in (
        lambda: RemoteGenerator().generate(ASKED),
        lambda: RemoteEmbedder().embed(["ferry"]),
        lambda: RemoteReranker().rerank("when", ["at nine"]),
    ):
        with pytest.raises(ModelFailed) as caught:
            use()
        refused.append(caught.value.message)
    return refused


class Said:
    """A command's output, kept."""

    as_json = False

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)

    remark = say

    def json_line(self, value: dict[str, Any]) -> None:
        self.lines.append(str(value))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def command(*words: str, offline: bool = False) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    arguments(parser)
    said = Said()
    context = SimpleNamespace(output=said, offline=offline, folder=None)
    return run(context, parser.parse_args(words)), said.text  # type: ignore[arg-type]  # all it needs of a context


def test_nothing_is_sent_before_a_host_is_allowed(set_up: SetUp, server: LyingServer) -> None:
    set_up(allowed=False)
    assert all("you have not allowed it" in message for message in sent_by_all())
    assert server.requests == []


def test_nothing_is_sent_while_offline(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    save(with_value(Settings(), "privacy.offline", True))
    assert all("stay offline" in message for message in sent_by_all())
    assert server.requests == []


def test_allowing_and_taking_back_work_at_once(set_up: SetUp, server: LyingServer) -> None:
    set_up(allowed=False)
    generator = RemoteGenerator()
    code, text = command("allow", server.host)
    assert code == 0
    assert "on this machine" in text
    assert generator.generate(ASKED).text
    command("revoke", server.host)
    with pytest.raises(ModelFailed, match="not allowed"):
        generator.generate(ASKED)
    assert len(server.requests) == 1


def test_permission_is_for_one_port_and_scheme(set_up: SetUp, server: LyingServer) -> None:
    set_up(allowed=False)
    command("allow", f"https://{server.host}/v1")
    command("allow", f"http://127.0.0.1:{server.port + 1}/v1")
    assert len(sent_by_all()) == 3
    assert server.requests == []


def test_allowing_a_host_elsewhere_says_that_text_leaves(set_up: SetUp) -> None:
    _, text = command("allow", "https://api.example.com/v1")
    assert "leave this machine" in text
    assert "encrypted" not in text
    _, text = command("allow", "http://nas.example:8000/v1")
    assert "not encrypted" in text


def test_setting_up_asks_nothing_before_the_host_is_allowed(server: LyingServer) -> None:
    with pytest.raises(InvalidInput, match="length of the embedder's vectors"):
        command("use", "embedder", server.url, "tiny")
    command("use", "embedder", server.url, "tiny", "--dim", "16")
    assert server.requests == []
    command("allow", server.host)
    command("use", "embedder", server.url, "tiny")
    command("use", "reranker", server.url, "tiny")
    known = configuration()
    assert known.embedder is not None
    assert known.embedder.dim == 16
    assert known.reranker is not None
    assert known.reranker.scores == "probability"
    assert [request.path for request in server.requests] == ["/v1/embeddings", "/v1/rerank"]


def test_status_says_what_is_set_up_and_what_is_not_allowed(set_up: SetUp, server: LyingServer) -> None:
    set_up(allowed=False)
    _, text = command("status")
    assert f"quire openai allow {server.host}" in text
    assert "quire models use generator openai-generator" in text
    assert server.requests == []


def test_check_tries_all_and_fails_when_one_does(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    assert command("check")[0] == 0
    server.answering = lambda exchange: exchange.json({"error": {"message": "broken"}}, 418)
    code, text = command("check")
    assert code == 1
    assert "broken" in text
    n = len(server.requests)
    with pytest.raises(InvalidInput, match="--offline"):
        command("check", offline=True)
    assert len(server.requests) == n


def test_models_of_a_server_are_listed(set_up: SetUp, server: LyingServer) -> None:
    set_up()
    assert command("models", server.host) == (0, "tiny\nsmall")


def test_none_takes_a_model_away_and_keeps_the_rest(set_up: SetUp) -> None:
    set_up()
    command("use", "generator", "none")
    assert set(configuration().endpoints()) == {"embedder", "reranker"}


@pytest.mark.parametrize("words", [("use", "generator", "http://x/v1"), ("use", "reranker", "ftp://x", "m"),
                                   ("use", "reranker", "http://x", "m", "--sees"),
                                   ("use", "generator", "http://me:secret@x/v1", "m")])  # fmt: skip
def test_wrong_use_is_refused(words: tuple[str, ...], config: Path) -> None:
    with pytest.raises(InvalidInput):
        command(*words)
    assert not (config / "openai.toml").exists()


def test_a_host_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        command("allow", "api.example.com")


# the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    ["not toml [", "[generator]\nbase_url = 3\n", "[generator]\nbase_url = 'http://x'\n", "[embeder]\n", "\xff",
     "[embedder]\nbase_url = 'http://x/v1'\nmodel = 'm'\n", "[generator]\nbase_url = 'nowhere'\nmodel = 'm'\n"],
)  # fmt: skip
def test_a_file_that_is_wrong_is_a_sentence(config: Path, content: str) -> None:
    config.mkdir()
    (config / "openai.toml").write_bytes(content.encode("latin-1"))
    with pytest.raises(QuireError):
        configuration()


def test_comments_in_the_file_stay(set_up: SetUp, server: LyingServer, config: Path) -> None:
    set_up()
    path = config / "openai.toml"
    path.write_text("# my servers\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    command("revoke", server.host)
    assert path.read_text(encoding="utf-8").startswith("# my servers\n")
    assert configuration().allowed == ()
    assert configuration().generator is not None


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1"),
        ("HTTPS://API.Example.COM:443/v1/", "https://api.example.com/v1"),
        ("http://[::1]:8080/openai/v1", "http://[::1]:8080/openai/v1"),
        ("https://bücher.example/v1", "https://xn--bcher-kva.example/v1"),
    ],
)
def test_addresses_are_written_one_way(url: str, base: str) -> None:
    assert address_of(url).base_url == base


@pytest.mark.parametrize("url", ["", "x", "http://", "http://a:99999/", "http://a/?key=1", "http://a b/", "file:///a"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        address_of(url)


# keys ------------------------------------------------------------------------------------------------------------


def test_a_key_from_a_variable_is_sent_and_stands_nowhere(
    set_up: SetUp,
    server: LyingServer,
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SOME_KEY", "sk-very-secret")
    set_up(key_variable="SOME_KEY")
    RemoteGenerator().generate(ASKED)
    assert server.requests[0].headers["Authorization"] == "Bearer sk-very-secret"
    server.answering = lambda exchange: exchange.json({"error": {"message": "wrong key sk-very-secret"}}, 401)
    with pytest.raises(ModelFailed, match="does not accept the key") as caught:
        RemoteGenerator().generate(ASKED)
    told = " ".join((caught.value.message, caught.value.hint, caught.value.detail, caplog.text))
    assert "sk-very-secret" not in told
    assert "sk-very-secret" not in "".join(path.read_text("utf-8") for path in config.iterdir())


def test_a_variable_that_is_not_set_is_told(set_up: SetUp, server: LyingServer) -> None:
    set_up(key_variable="NOT_SET_ANYWHERE")
    with pytest.raises(ModelFailed, match="NOT_SET_ANYWHERE"):
        RemoteGenerator().generate(ASKED)
    assert server.requests == []


class Keyring(SimpleNamespace):
    """The system's keyring, outside of what is tested."""

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__(kept={}, fault=fault)

    def get_password(self, service: str, user: str) -> str | None:
        if self.fault is not None:
            raise self.fault
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        self.kept[service, user] = password

    def delete_password(self, service: str, user: str) -> None:
        del self.kept[service, user]


def test_a_key_in_the_keyring_goes_to_its_host_only(
    set_up: SetUp, server: LyingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    keyring = Keyring()
    monkeypatch.setitem(sys.modules, "keyring", keyring)  # type: ignore[arg-type]  # a stand-in
    set_up()
    monkeypatch.setattr(sys, "stdin", io.StringIO("sk-elsewhere\nsk-here\n"))
    command("key", "https://api.example.com/v1")
    RemoteGenerator().generate(ASKED)
    assert server.requests[0].headers["Authorization"] is None
    command("key", server.host)
    RemoteGenerator().generate(ASKED)
    assert server.requests[1].headers["Authorization"] == "Bearer sk-here"
    command("key", server.host, "--forget")
    assert list(keyring.kept.values()) == ["sk-elsewhere"]


def test_a_keyring_that_fails_is_told_without_its_words(
    set_up: SetUp, server: LyingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", Keyring(RuntimeError("dbus says sk-secret")))  # type: ignore[arg-type]
    set_up()
    with pytest.raises(ModelFailed, match="keyring") as caught:
        RemoteGenerator().generate(ASKED)
    assert "sk-secret" not in caught.value.detail
    assert server.requests == []


def test_without_the_package_a_key_cannot_be_kept(set_up: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setitem(sys.modules, "keyring", None)  # type: ignore[arg-type]  # as if it were not installed
    monkeypatch.setattr(sys, "stdin", io.StringIO("sk\n"))
    with pytest.raises(ModelMissing, match="keyring"):
        command("key", "http://localhost:1/v1")
