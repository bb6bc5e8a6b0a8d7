"""`quire models`: from a catalogue card to a model that serves, and away again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.tiny_models import tiny_embedder, tiny_generator
from tests.unit.models.web import Served, Web, serving

from quire.cli import models
from quire.cli.main import main
from quire.settings import Settings, load, save, with_value

Lines = list[dict[str, Any]]
Quire = Callable[..., tuple[int, Lines, str]]


@pytest.fixture
def quire(capsys: pytest.CaptureFixture[str]) -> Quire:
    """Run `quire models … --json`; return exit code, lines of stdout and stderr."""

    def run(*words: str) -> tuple[int, Lines, str]:
        code = main(["models", *words, "--json"])
        captured = capsys.readouterr()
        return code, [json.loads(line) for line in captured.out.splitlines()], captured.err

    return run


@pytest.fixture
def web(own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A hub on this machine that has one tiny model, and a card for it."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-cache"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    content = tiny_embedder(tmp_path).read_bytes()
    cards = own_folders / "config" / "models"
    cards.mkdir(parents=True)
    (cards / "tiny.toml").write_text(
        'id = "tiny"\nrole = "text-embedder"\ntitle = "Tiny"\nlicence = "MIT"\nmemory_mb = 1\ncontext_tokens = 64\n'
        f'[[files]]\nname = "tiny.gguf"\nurl = "hub:o/n/tiny.gguf"\nsize_bytes = {len(content)}\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )
    with serving() as server:
        server.paths["/o/n/resolve/main/tiny.gguf"] = Served(content)
        save(with_value(Settings(), "models.hub", server.url))
        yield server


def test_a_model_is_downloaded_used_verified_and_removed(quire: Quire, web: Web, own_folders: Path) -> None:
    assert quire("download", "tiny", "--yes", "--use")[0] == 0
    assert load().settings.models.embedder == "tiny"
    _, lines, _ = quire("list", "--installed")
    used = {line["id"]: line["used"] for line in lines}
    assert used == {"image-tower": True, "minilm-l6-v2": False, "minilm-reranker": False, "tiny": True}
    assert quire("verify")[1] == [{"id": "tiny", "ok": True, "problems": []}]
    file = own_folders / "data" / "models" / "tiny" / "tiny.gguf"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    code, lines, _ = quire("verify", "tiny")
    assert (code, lines[0]["ok"]) == (4, False)
    assert quire("remove", "tiny")[0] == 0
    assert load().settings.models.embedder == ""
    assert not file.exists()


def test_without_a_person_and_without_consent_nothing_is_fetched(quire: Quire, web: Web) -> None:
    code, lines, said = quire("download", "tiny")
    assert (code, lines) == (2, [])
    for word in ("licence: MIT", "127.0.0.1", "MB", "--yes"):
        assert word in said
    assert web.asked == []


def test_offline_asks_nobody(quire: Quire, web: Web) -> None:
    code, _, said = quire("download", "tiny", "--yes", "--offline")
    assert code == 4
    assert "stay offline" in said
    assert web.asked == []


def test_one_failed_model_of_several_is_named_and_the_others_come(quire: Quire, web: Web, own_folders: Path) -> None:
    cards = own_folders / "config" / "models"
    other = (cards / "tiny.toml").read_text().replace('"tiny"', '"gone"').replace("n/tiny", "n/gone")
    (cards / "gone.toml").write_text(other)
    code, lines, said = quire("download", "gone", "tiny", "--yes")
    assert (code, [line["id"] for line in lines]) == (1, ["tiny"])
    assert "no longer there" in said


def test_any_gguf_of_the_hub_can_be_had_by_its_address(quire: Quire, web: Web, tmp_path: Path) -> None:
    web.paths["/o/n/resolve/main/Some-LLM.gguf"] = Served(tiny_generator(tmp_path, name="x").read_bytes())
    code, lines, said = quire("download", "hub:o/n/Some-LLM.gguf", "--yes", "--use")
    assert (code, lines[0]["id"], lines[0]["role"]) == (0, "some-llm", "generator")
    assert "as its page in the hub says" in said
    assert load().settings.models.generator == "some-llm"


def test_an_address_does_not_replace_another_model_of_that_name(quire: Quire, web: Web, tmp_path: Path) -> None:
    quire("import", str(tiny_generator(tmp_path, name="some-llm")))
    code, _, said = quire("download", "hub:o/n/Some-LLM.gguf", "--yes")
    assert code == 2
    assert "another model called some-llm" in said


def test_what_is_no_model_does_not_stay(quire: Quire, web: Web, own_folders: Path) -> None:
    web.paths["/o/n/resolve/main/page.gguf"] = Served(b"<html>Not what you wanted</html>")
    code, _, said = quire("download", "hub:o/n/page.gguf", "--yes")
    assert code == 2
    assert "no GGUF file" in said
    assert not (own_folders / "data" / "models" / "page").exists()


@pytest.mark.parametrize(
    "address",
    ["hub:o/n/model.bin", "hub:o/n", "https://example.org/m.gguf", "hub:o/n/../m.gguf", "hub:o/n/m.gguf+x.pt"],
)
def test_an_address_of_something_else_is_refused(quire: Quire, web: Web, address: str) -> None:
    assert quire("download", address, "--yes")[0] == 2
    assert web.asked == []


def test_an_imported_model_serves_in_its_role_and_no_other(quire: Quire, tmp_path: Path) -> None:
    path = tiny_generator(tmp_path, name="my-llm")
    code, lines, said = quire("import", str(path))
    assert (code, lines[0]["id"], lines[0]["role"]) == (0, "my-llm", "generator")
    assert "used where they lie" in said
    assert quire("use", "my-llm")[1] == [{"setting": "models.generator", "value": "my-llm"}]
    code, _, said = quire("use", "embedder", "my-llm")
    assert code == 2
    assert "cannot serve" in said
    assert quire("use", "generator", "none")[0] == 0
    assert load().settings.models.generator == ""


def test_what_is_in_the_cache_of_the_hub_is_said_to_be_used_there(
    quire: Quire, web: Web, tmp_path: Path
) -> None:
    snapshot = tmp_path / "no-cache" / "models--o--n" / "snapshots" / "main"
    snapshot.mkdir(parents=True)
    (tmp_path / "tiny-embedder.gguf").rename(snapshot / "tiny.gguf")
    code, [line], said = quire("download", "tiny", "--yes", "--offline")
    assert (code, line["files"]) == (0, {"tiny.gguf": str(snapshot / "tiny.gguf")})
    assert "in the cache of Hugging Face on this machine, and used where it lies" in said
    assert web.asked == []


@pytest.mark.parametrize(("make", "unit"), [(tiny_embedder, "texts"), (tiny_generator, "tokens")])
def test_how_fast_a_model_is_here_is_told(
    quire: Quire, own_folders: Path, tmp_path: Path, make: Callable[[Path], Path], unit: str
) -> None:
    _, lines, _ = quire("import", str(make(tmp_path)))
    code, [line], _ = quire("try", lines[0]["id"])
    assert (code, line["unit"]) == (0, unit)
    assert line["per_second"] > 0


def test_a_hint_to_use_a_model_is_only_for_those_that_are_not_used(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "download", "tiny", "--yes", "--use"]) == 0
    assert "lets it serve" not in capsys.readouterr().err
    assert main(["models", "remove", "tiny"]) == 0
    assert main(["models", "download", "tiny", "--yes"]) == 0
    assert "`quire models use embedder tiny` lets it serve" in capsys.readouterr().err


def test_a_missing_engine_is_told_and_installed_only_with_consent(
    quire: Quire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(models, "is_there", lambda engine: bool(installed))
    monkeypatch.setattr(models, "install", lambda engine, **_: installed.append(engine.name))
    _, _, said = quire("import", str(tiny_generator(tmp_path, name="my-llm")))
    assert "runs on llama.cpp, which is not installed yet" in said
    assert "quire models download my-llm" in said
    code, _, said = quire("download", "my-llm")
    assert (code, installed) == (2, [])
    assert "--yes" in said
    assert quire("download", "my-llm", "--yes")[0] == 0
    assert installed == ["llama"]


def test_a_model_that_is_not_here_cannot_serve(quire: Quire, web: Web) -> None:
    code, _, said = quire("use", "tiny")
    assert code == 4
    assert "quire models download tiny" in said


@pytest.mark.parametrize(
    "words",
    [
        ("show", "nothing"),
        ("download",),
        ("import", "not-there.gguf"),
        ("use", "a", "b"),
        ("use", "none"),
        ("remove", "../x"),
    ],
)
def test_what_makes_no_sense_is_exit_2(quire: Quire, words: tuple[str, ...]) -> None:
    code, lines, said = quire(*words)
    assert (code, lines) == (2, [])
    assert said.startswith("quire: ")


def test_show_tells_files_licence_and_whether_it_fits(
    quire: Quire, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = quire("show", "tiny")[1]
    assert (line["licence"], line["fits"], line["files"][0]["name"]) == ("MIT", "fits", "tiny.gguf")
    assert main(["models", "show", "tiny"]) == 0
    shown = capsys.readouterr().out
    assert "this machine has" in shown
    assert "hub:o/n/tiny.gguf" in shown


def test_a_list_says_which_kind_of_models_is_left_out_and_why(quire: Quire, own_folders: Path) -> None:
    assert "Qwen3-VL-Embedding, ColPali" in quire("list")[2]
    assert quire("list", "--role", "vlm-embedder")[1] == []
    assert "Qwen3-VL-Embedding" in quire("list", "--role", "vlm-embedder")[2]
    assert quire("list", "--role", "reranker")[2] == ""
    assert quire("list", "--installed")[2] == ""


def test_the_built_in_reranker_judges_only_when_it_is_chosen(quire: Quire) -> None:
    def used() -> bool:
        return next(line["used"] for line in quire("list")[1] if line["id"] == "minilm-reranker")

    assert not used()
    assert quire("use", "minilm-reranker")[0] == 0
    assert load().settings.models.reranker == "minilm-reranker"
    assert used()
    assert quire("use", "reranker", "none")[0] == 0
    assert load().settings.models.reranker == ""
    assert not used()
    assert quire("remove", "minilm-reranker")[0] != 0
