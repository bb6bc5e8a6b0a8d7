from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from quire.errors import ModelMissing
from quire.models import built_in_card, built_in_cards, load_card
from quire.models.files import check, locate, paths_of
from quire.types import ModelCard, ModelFile, ModelRole


@pytest.fixture
def model(tmp_path: Path) -> tuple[ModelCard, dict[str, Path]]:
    path = tmp_path / "weights"
    path.write_bytes(b"12345")
    file = ModelFile("weights", "resource:weights", hashlib.sha256(b"12345").hexdigest(), 5)
    return ModelCard("m", ModelRole.TEXT_EMBEDDER, "M", (file,), "MIT", 1, 1), {"weights": path}


def test_right_file_is_remembered_by_size_and_time(
    model: tuple[ModelCard, dict[str, Path]], tmp_path: Path
) -> None:
    card, paths = model
    record = tmp_path / "cache" / "record.json"
    check(card, paths, record=record)
    before = paths["weights"].stat()
    paths["weights"].write_bytes(b"54321")  # same size and time: taken for the same without reading
    os.utime(paths["weights"], ns=(before.st_atime_ns, before.st_mtime_ns))
    check(card, paths, record=record)
    os.utime(paths["weights"], ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    with pytest.raises(ModelMissing, match="not the one"):
        check(card, paths, record=record)


def test_changed_file_is_refused_every_time(model: tuple[ModelCard, dict[str, Path]], tmp_path: Path) -> None:
    card, paths = model
    paths["weights"].write_bytes(b"other")
    for _ in range(2):
        with pytest.raises(ModelMissing, match="not the one") as caught:
            check(card, paths, record=tmp_path / "record.json")
        assert caught.value.hint


def test_absent_file_is_named(model: tuple[ModelCard, dict[str, Path]], tmp_path: Path) -> None:
    card, paths = model
    paths["weights"].unlink()
    with pytest.raises(ModelMissing, match="weights"):
        check(card, paths, record=tmp_path / "record.json")


def test_unusable_record_costs_only_time(model: tuple[ModelCard, dict[str, Path]], tmp_path: Path) -> None:
    card, paths = model
    broken = tmp_path / "record.json"
    broken.write_text("{not json")
    check(card, paths, record=broken)
    check(card, paths, record=paths["weights"] / "below-a-file" / "record.json")


@pytest.mark.parametrize("url", ["package:no-such-distribution-here/x", "https://example.org/x"])
def test_model_that_is_not_here_says_what_to_do(model: tuple[ModelCard, dict[str, Path]], url: str) -> None:
    card = replace(model[0], files=(replace(model[0].files[0], url=url),))
    with pytest.raises(ModelMissing) as caught:
        paths_of(card)
    assert caught.value.hint


def test_built_in_embedder_is_complete(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIRE_DATA_DIR", str(tmp_path))
    card = built_in_card("minilm-l6-v2")
    assert card in built_in_cards()
    assert (card.licence, card.built_in, card.context_tokens) == ("Apache-2.0", True, 256)
    assert set(locate(card)) == {"model.safetensors", "tokenizer.json", "graph.onnx", "reduction.safetensors"}
    assert (tmp_path / "cache" / "verified-models.json").exists()


def test_unknown_model_id_is_missing() -> None:
    with pytest.raises(ModelMissing):
        built_in_card("no-such-model")


@pytest.mark.parametrize("content", ["id = 'x'", "not toml", "id = 1\nrole = 'poet'"])
def test_card_that_describes_no_model_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "card.toml"
    path.write_text(content)
    with pytest.raises(ModelMissing, match=r"card\.toml"):
        load_card(path)


@pytest.mark.parametrize("card", built_in_cards(), ids=lambda card: card.id)
def test_a_file_that_is_not_the_shipped_one_is_refused_with_a_sentence(card: ModelCard, tmp_path: Path) -> None:
    paths = {name: tmp_path / name for name in paths_of(card)}
    for name, path in paths_of(card).items():
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        paths[name].write_bytes(content)
    with pytest.raises(ModelMissing, match="is not the one its card names") as caught:
        check(card, paths, record=tmp_path / "record.json")
    assert "install Quire again" in caught.value.hint
