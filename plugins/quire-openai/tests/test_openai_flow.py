"""Through the library, as a person meets it: what was sent where is said, and a server that is gone is no end."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lying_server import LyingServer, streaming
from quire_openai.configuration import Configuration

from quire.errors import ModelMissing
from quire.library import Library
from quire.library.roles import hosts_of
from quire.settings import Settings, with_value
from quire.types import IngestStatus, Query

SetUp = Callable[..., Configuration]
QUESTION = Query(text="When does the ferry to Norholm leave?")


@pytest.fixture(autouse=True)
def installed(tmp_path: Path) -> Iterator[None]:
    """Make the plugin known as an installed one is."""
    record = tmp_path / "site" / "quire_openai-1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: quire-openai\nVersion: 1.0\n", encoding="utf-8")
    (record / "entry_points.txt").write_text("[quire]\nopenai = quire_openai\n", encoding="utf-8")
    sys.path.insert(0, str(record.parent))
    importlib.invalidate_caches()
    yield
    sys.path.remove(str(record.parent))
    importlib.invalidate_caches()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "ferries.txt"
    path.write_text(
        "Ferries\n\nThe ferry to Norholm leaves at nine from pier four.\n\nThe museum is closed on Mondays.\n",
        encoding="utf-8",
    )
    return path


def chosen(**models: str) -> Settings:
    settings = with_value(Settings(), "plugins.enabled", "openai")
    for role, model_id in models.items():
        settings = with_value(settings, f"models.{role}", model_id)
    return settings


def test_documents_are_embedded_found_and_reranked_and_it_is_said(
    set_up: SetUp, server: LyingServer, tmp_path: Path, note: Path
) -> None:
    endpoint = set_up().embedder
    assert endpoint is not None
    settings = chosen(embedder=endpoint.id, reranker="openai-reranker")
    with Library.open(tmp_path / "library", settings=settings) as library:
        (report,) = library.add([note])
        assert report.status is IngestStatus.ADDED
        assert [summary.space.model for summary in library.spaces()] == [endpoint.id]
        found = library.search(QUESTION)
        assert "nine" in found.hits[0].text
        assert found.reranker == f"tiny at {server.host}"
        assert f"your question was sent to {server.host}, which embedded it" in found.notes
        assert any(note.endswith(f"sent to {server.host}, which put them in order") for note in found.notes)
    paths = {request.path for request in server.requests}
    assert paths == {"/v1/embeddings", "/v1/rerank"}


def test_a_search_goes_on_by_words_when_the_server_fails(
    set_up: SetUp, server: LyingServer, tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quire_openai.connection._FIRST_WAIT_S", 0.01)
    endpoint = set_up().embedder
    assert endpoint is not None
    with Library.open(tmp_path / "library", settings=chosen(embedder=endpoint.id)) as library:
        library.add([note])
        for wrong in ({"data": []}, {"error": "the card is gone"}):
            server.answering = lambda exchange, wrong=wrong: exchange.json(wrong)
            found = library.search(QUESTION)
            assert "nine" in found.hits[0].text
            assert any(said.startswith("found by words only: ") for said in found.notes)
            assert "nine" in library.ask(QUESTION).text


def test_an_answer_says_who_wrote_it_and_what_was_sent(
    set_up: SetUp, server: LyingServer, tmp_path: Path, note: Path
) -> None:
    set_up()
    settings = chosen(generator="openai-generator")
    with Library.open(tmp_path / "library", settings=settings) as library:
        library.add([note])
        server.answering = streaming("The ferry to Norholm ", "leaves at nine ", "[1].")
        answer = library.ask(QUESTION)
        assert answer.text == "The ferry to Norholm leaves at nine. [1]"
        assert answer.citations[0].quote in note.read_text(encoding="utf-8")
        assert any(said.startswith(f"this answer was written by {server.host}: ") for said in answer.notes)
        server.answering = lambda exchange: exchange.json({"error": {"message": "the card is gone"}}, 500)
        answer = library.ask(QUESTION)
        assert "nine" in answer.text
        assert any("the card is gone" in said for said in answer.notes)
        assert not any(said.startswith("this answer was written by") for said in answer.notes)


def test_without_permission_documents_are_kept_and_found_by_words(
    set_up: SetUp, server: LyingServer, tmp_path: Path, note: Path
) -> None:
    endpoint = set_up(allowed=False).embedder
    assert endpoint is not None
    with Library.open(tmp_path / "library", settings=chosen(embedder=endpoint.id)) as library:
        (report,) = library.add([note])
        assert report.status is IngestStatus.PARTIAL
        assert "not allowed" in report.problems[0].message
        assert "nine" in library.search(QUESTION).hits[0].text
    assert server.requests == []


def test_offline_none_of_them_is_even_made(set_up: SetUp, server: LyingServer, tmp_path: Path, note: Path) -> None:
    endpoint = set_up().embedder
    assert endpoint is not None
    settings = chosen(embedder=endpoint.id, reranker="openai-reranker", generator="openai-generator")
    settings = with_value(settings, "privacy.offline", True)  # as `--offline` does, for one run
    with Library.open(tmp_path / "library", settings=settings) as library:
        library.add([note])
        for model in (library.generator, library.reranker):
            with pytest.raises(ModelMissing, match="stay offline"):
                model()
        assert "nine" in library.search(QUESTION).hits[0].text
    assert server.requests == []


def test_a_model_shows_where_it_runs(set_up: SetUp, server: LyingServer, tmp_path: Path) -> None:
    set_up()
    with Library.open(tmp_path / "library", settings=chosen()) as library:
        card = library.models.card("openai-generator")
        assert hosts_of(library.models, chosen()) == ()
        assert hosts_of(library.models, chosen(generator="openai-generator")) == (server.host,)
    assert card.remote == server.host
    assert server.host in card.note
