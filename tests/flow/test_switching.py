"""Another text embedder for a library: a real one from a file, by the command line and through `Library`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.flow.conftest import write_report
from tests.tiny_models import tiny_embedder
from tests.word_embedders import TurnedEmbedder, WordEmbedder

from quire.cli.main import main
from quire.errors import InvalidInput, ModelMissing
from quire.jobs import Job
from quire.library import Library
from quire.models.minilm import MiniLm
from quire.plugins.contracts import TextEmbedder
from quire.settings import Settings, load, with_value
from quire.store import SpaceRole
from quire.types import Level, Query

Run = Callable[..., tuple[int, list[dict[str, Any]]]]

_QUESTION = Query(text="What do the kittiwakes nest on?", level=Level.PAGE)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json on a library of one's own; return the exit code and the lines."""

    def call(*words: str | Path) -> tuple[int, list[dict[str, Any]]]:
        capsys.readouterr()
        code = main(["--library", str(tmp_path / "library"), "--json", *map(str, words)])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return call


def test_the_command_embeds_anew_and_cleans_up(run: Run, report: Path, tmp_path: Path) -> None:
    assert run("add", report)[0] == 0
    assert run("models", "import", tiny_embedder(tmp_path))[0] == 0
    _, models = run("models", "list", "--installed")
    [tiny] = [line["id"] for line in models if not line["id"].startswith(("minilm-", "image-tower"))]

    code, [line] = run("reindex", "--model", tiny)
    assert code == 0
    assert (line["model"], line["switched"], line["documents"], line["dimensions"]) == (tiny, True, 1, 32)
    assert line["problems"] == []
    assert line["old"] == ["minilm-l6-v2"]
    assert load().settings.models.embedder == tiny

    code, [line] = run("search", "kittiwakes cliff", "--level", "page")
    assert code == 0
    assert line["results"][0]["page"] == 3
    assert line["results"][0]["scores"]["dense"] is not None

    _, findings = run("doctor")
    spaces = {item["name"]: item["value"] for item in findings if item["name"].startswith("space ")}
    assert "searched" in spaces[f"space {tiny}"]
    assert "kept" in spaces["space minilm-l6-v2"]

    code, [line] = run("reindex", "--remove-old")
    assert (code, line["documents"], line["removed"]) == (0, 0, ["minilm-l6-v2"])
    code, [line] = run("verify")
    assert (code, line["problems"]) == (0, [])

    code, [line] = run("reindex", "--model", "minilm-l6-v2")
    assert (code, line["documents"], line["model"]) == (0, 1, "minilm-l6-v2")
    assert load().settings.models.embedder == ""


def test_what_was_too_long_for_the_model_is_told(run: Run, report: Path, tmp_path: Path) -> None:
    _, [added] = run("add", report)
    assert (added["status"], added["cut"]) == ("added", 0)
    _, [tiny] = run("models", "import", tiny_embedder(tmp_path, context_tokens=8))
    _, [line] = run("reindex", "--model", tiny["id"])
    assert line["switched"]
    assert 0 < line["cut"] <= added["elements"]
    other = write_report(tmp_path / "other.pdf", {1: ("Lamps", "The lamp of the lighthouse burns paraffin " * 4)})
    _, [added] = run("add", other)
    assert (added["status"], added["cut"] > 0) == ("added", True)


def test_a_model_that_is_not_here_is_refused_with_the_library_as_it_was(run: Run, report: Path) -> None:
    assert run("add", report)[0] == 0
    code, lines = run("reindex", "--model", "no-such-model")
    assert code != 0
    assert lines == [] or "error" in lines[0]
    assert load().settings.models.embedder == ""
    assert run("search", "storm fund")[1][0]["results"]


@pytest.fixture
def library(tmp_path: Path, report: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", settings=Settings()) as opened:
        opened.add([report])
        yield opened


def provide(library: Library, *embedders: TextEmbedder, without: Sequence[str] = ()) -> None:
    """Let the library find these embedders by the ids of their models, besides the real ones."""
    real, made = library._spaces._provide, {item.space.model: item for item in embedders}

    def provided(model_id: str) -> TextEmbedder:
        if model_id in without:
            raise ModelMissing(f"{model_id} is not here", hint="fetch it")
        return made[model_id] if model_id in made else real(model_id)

    library._spaces._provide = provided
    library._spaces.changed()


def test_another_revision_of_the_built_in_model_locks_nobody_out(
    tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings()) as library:
        library.add([report])
    monkeypatch.setattr("quire.models.minilm._PREPROCESSING", "another/2")
    with Library.open(folder, settings=Settings()) as library:
        found = library.search(_QUESTION)
        assert found.hits[0].place.page_number == 3
        assert found.hits[0].scores.dense is None
        assert any("reindex" in note for note in found.notes)
        assert any("reindex" in note for note in library.ask(_QUESTION).notes)
        pending = library.pending_switch()
        assert pending is not None
        late = write_report(tmp_path / "late.pdf", {1: ("Lamps", "The lamp of the lighthouse was lit in 1902.")})
        [added] = library.add([late])
        assert added.problems[0].kind == "model-missing"
        done = library.switch_embedder()
        assert (done.switched, done.n_documents) == (True, 2)
        assert done.space.id != "minilm-l6-v2"
        assert isinstance(library.embedder(), TextEmbedder)
        assert library.pending_switch() is None
        found = library.search(_QUESTION)
        assert found.notes == ()
        assert found.hits[0].scores.dense is not None
        assert library.verify() == []
        assert {row.status for row in library.documents()} == {"added"}


def test_documents_added_during_a_switch_answer_in_both_spaces(library: Library, tmp_path: Path) -> None:
    late = write_report(tmp_path / "late.pdf", {1: ("Lamps", "The lamp of the lighthouse was lit in 1902.")})
    turned = TurnedEmbedder()

    def add(_: Sequence[str]) -> None:
        turned.before = lambda _: None
        library.add([late])

    provide(library, turned)
    turned.before = add
    done = library.switch_embedder("turned")
    assert (done.switched, done.way, done.n_documents) == (True, "vectors", 1)
    counts = {item.space.model: (item.role, item.n_documents) for item in library.spaces()}
    assert counts == {"minilm-l6-v2": (SpaceRole.KEPT, 2), "turned": (SpaceRole.ACTIVE, 2)}
    embedder = library.embedder()
    assert embedder is not None
    assert embedder.space.model == "turned"
    hit = library.search(Query(text="the lamp of the lighthouse")).hits[0]
    assert Path(hit.document_path).name == "late.pdf"
    with pytest.raises(InvalidInput):
        library.remove_space("turned")
    library.remove_space("minilm-l6-v2")
    assert "minilm-l6-v2" not in {item.space.id for item in library.spaces()}


def test_a_search_during_the_switch_never_waits_for_it_or_fails(library: Library) -> None:
    turned = TurnedEmbedder()
    pages: list[int] = []

    def ask(_: Sequence[str]) -> None:
        pages.append(library.search(_QUESTION).hits[0].place.page_number)
        assert isinstance(library.embedder(), MiniLm)

    provide(library, turned)
    turned.before = ask
    library.switch_embedder("turned", job=Job())
    assert pages
    assert set(pages) == {3}


def test_a_library_embedded_by_a_model_that_is_gone_opens_and_says_so(tmp_path: Path, report: Path) -> None:
    settings = with_value(Settings(), "models.embedder", "words")
    with Library.open(tmp_path / "library", settings=settings) as library:
        provide(library, WordEmbedder())
        library.add([report])
        assert library.search(_QUESTION).notes == ()
        provide(library, without=["words"])
        found = library.search(_QUESTION)
        assert found.hits[0].place.page_number == 3
        assert "words is not here (fetch it)" in found.notes[0]
