"""The shelf: bringing in what is there already, refusing what is not a model, removing, verifying, finding again."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tests.tiny_models import tiny_cross_encoder, tiny_embedder, tiny_generator

from quire.errors import InvalidInput, ModelMissing, NotFound
from quire.jobs import Job
from quire.models.shelf import Shelf
from quire.models.shelf.gguf import GgufHeader
from quire.models.shelf.guessing import guess_gguf
from quire.types import ModelRole


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models", offline=True)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def projector(folder: Path, name: str = "mmproj-tiny.gguf") -> Path:
    import gguf

    writer = gguf.GGUFWriter(folder / name, "clip")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return folder / name


def open_clip_folder(folder: Path) -> Path:
    made = folder / "ViT-tiny"
    made.mkdir()
    config = {"model_cfg": {"embed_dim": 8, "text_cfg": {"context_length": 77}}, "preprocess_cfg": {}}
    (made / "open_clip_config.json").write_text(json.dumps(config))
    save_file({"logit_scale": np.ones(1, np.float32)}, made / "open_clip_model.safetensors")
    return made


def test_an_embedder_is_recognised_and_used_where_it_lies(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files, pooling="cls", context_tokens=64)
    model = shelf.bring_in([path], job=Job())
    assert (model.card.role, model.card.pooling, model.card.context_tokens) == (ModelRole.TEXT_EMBEDDER, "cls", 64)
    assert (model.links, model.files) == (True, {path.name: path})
    hosted = shelf.hosted(model.card.id)
    assert (hosted.backend, dict(hosted.files)) == ("llama", {path.name: str(path)})
    assert shelf.installed() == [model]
    assert model.card.id in {card.id for card in shelf.cards()}


def test_a_cross_encoder_is_a_reranker(shelf: Shelf, files: Path) -> None:
    card = shelf.bring_in([tiny_cross_encoder(files)], job=Job()).card
    assert (card.role, card.pooling) == (ModelRole.RERANKER, "rank")


def test_a_language_model_is_a_generator_and_may_serve_as_reranker(shelf: Shelf, files: Path) -> None:
    path = tiny_generator(files)
    assert shelf.bring_in([path], job=Job()).card.role is ModelRole.GENERATOR
    card = shelf.bring_in([path], role=ModelRole.RERANKER, job=Job()).card
    assert (card.role, card.pooling) == (ModelRole.RERANKER, "yes-no")


def test_a_projector_beside_a_language_model_gives_it_eyes(shelf: Shelf, files: Path) -> None:
    path, eyes = tiny_generator(files), projector(files)
    model = shelf.bring_in([path], job=Job())
    assert model.card.role is ModelRole.VLM
    assert list(model.files.values()) == [path, eyes]


def test_a_projector_among_several_models_belongs_to_none_of_them(shelf: Shelf, files: Path) -> None:
    path = tiny_generator(files)
    projector(files)
    tiny_generator(files, name="another")
    assert shelf.bring_in([path], job=Job()).card.role is ModelRole.GENERATOR


def test_a_projector_alone_is_no_model(shelf: Shelf, files: Path) -> None:
    with pytest.raises(InvalidInput, match="only the eyes"):
        shelf.bring_in([projector(files)], job=Job())


def test_a_folder_with_one_model_is_that_model_and_with_two_a_question(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    assert list(shelf.bring_in([files], job=Job()).files.values()) == [path]
    tiny_generator(files)
    with pytest.raises(InvalidInput, match="several models"):
        shelf.bring_in([files], job=Job())


def test_an_open_clip_folder_is_a_dual_encoder(shelf: Shelf, files: Path) -> None:
    model = shelf.bring_in([open_clip_folder(files)], job=Job())
    assert (model.card.role, model.card.engine, model.card.id) == (ModelRole.DUAL_ENCODER, "open_clip", "vit-tiny")
    assert {path.parent for path in model.files.values()} == {files / "ViT-tiny"}


def test_an_open_clip_folder_with_pickled_weights_is_refused_unopened(shelf: Shelf, files: Path) -> None:
    folder = open_clip_folder(files)
    (folder / "open_clip_model.safetensors").unlink()
    (folder / "open_clip_pytorch_model.bin").write_bytes(pickle.dumps({}))
    with pytest.raises(InvalidInput, match=r"no open_clip_model\.safetensors"):
        shelf.bring_in([folder], job=Job())


@pytest.mark.parametrize("name", ["model.bin", "model.pt", "model.pkl", "model.ckpt", "model.gguf", "model"])
def test_a_pickle_is_refused_by_whatever_name(shelf: Shelf, files: Path, name: str) -> None:
    (files / name).write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(InvalidInput, match="can run programs"):
        shelf.bring_in([files / name], job=Job())
    assert shelf.installed() == []


@pytest.mark.parametrize("name", ["model.gguf", "letter.txt"])
def test_garbage_is_no_model(shelf: Shelf, files: Path, name: str) -> None:
    (files / name).write_bytes(b"Dear Sir or Madam")
    with pytest.raises(InvalidInput, match=r"no GGUF file|no model that Quire can run"):
        shelf.bring_in([files / name], job=Job())


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b"\x08\0\0\0\0\0\0\0[1, 2]  "])
def test_broken_safetensors_are_refused(shelf: Shelf, files: Path, content: bytes) -> None:
    folder = open_clip_folder(files)
    (folder / "open_clip_model.safetensors").write_bytes(content)
    with pytest.raises(InvalidInput, match="safetensors"):
        shelf.bring_in([folder], job=Job())


def test_cut_off_safetensors_are_refused(shelf: Shelf, files: Path) -> None:
    weights = open_clip_folder(files) / "open_clip_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(InvalidInput, match="cut off"):
        shelf.bring_in([weights.parent], job=Job())


def test_weights_alone_are_no_model_and_lead_to_no_other_one(shelf: Shelf, files: Path) -> None:
    tiny_embedder(files)
    (files / "model.safetensors").write_bytes(b"whatever")
    with pytest.raises(InvalidInput, match=r"open_clip_config\.json does not lie beside it"):
        shelf.bring_in([files / "model.safetensors"], job=Job())
    assert shelf.installed() == []


def test_a_missing_part_of_a_split_model_is_named(shelf: Shelf, files: Path) -> None:
    path = tiny_generator(files, name="big-00001-of-00002")
    with pytest.raises(InvalidInput, match="big-00002-of-00002"):
        shelf.bring_in([path], job=Job())


def test_a_role_that_does_not_go_with_the_file_is_refused(shelf: Shelf, files: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be a dual-encoder"):
        shelf.bring_in([tiny_embedder(files)], role=ModelRole.DUAL_ENCODER, job=Job())


def test_what_does_not_exist_is_not_found(shelf: Shelf, files: Path) -> None:
    with pytest.raises(NotFound):
        shelf.bring_in([files / "not-there.gguf"], job=Job())


def test_a_copy_lies_in_the_folder_of_the_model(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    model = shelf.bring_in([path], copy=True, job=Job())
    path.unlink()
    assert not model.links
    assert shelf.is_installed(model.card.id)


def test_a_file_that_moved_is_missed_and_found_again_under_the_same_name(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    model_id = shelf.bring_in([path], job=Job()).card.id
    moved = path.rename(files / "renamed.gguf")
    assert not shelf.is_installed(model_id)
    with pytest.raises(ModelMissing, match="no longer at") as caught:
        shelf.hosted(model_id)
    assert "import it" in caught.value.hint
    assert shelf.bring_in([moved], job=Job()).card.id == model_id
    assert shelf.is_installed(model_id)


def test_removing_leaves_the_files_of_the_person(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    model = shelf.bring_in([path], job=Job())
    shelf.remove(model.card.id)
    assert path.exists()
    assert not model.folder.exists()
    with pytest.raises(NotFound):
        shelf.remove(model.card.id)


def test_what_comes_with_quire_cannot_be_removed_or_downloaded(shelf: Shelf) -> None:
    for act in (shelf.remove, shelf.offer):
        with pytest.raises(InvalidInput, match="comes with Quire"):
            act("minilm-l6-v2")


@pytest.mark.parametrize("name", ["../x", "a/b", "", "A"])
def test_a_name_that_is_no_name_is_refused(shelf: Shelf, name: str) -> None:
    with pytest.raises(InvalidInput):
        shelf.remove(name)


def test_verify_sees_one_changed_byte(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    model_id = shelf.bring_in([path], job=Job()).card.id
    assert shelf.verify(model_id, job=Job()) == []
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    (problem,) = shelf.verify(model_id, job=Job())
    assert "no longer what was installed" in problem.message


def test_verify_sees_a_shorter_and_a_missing_file(shelf: Shelf, files: Path) -> None:
    path = tiny_embedder(files)
    model_id = shelf.bring_in([path], job=Job()).card.id
    path.write_bytes(path.read_bytes()[:-1])
    assert "has changed" in shelf.verify(model_id, job=Job())[0].message
    path.unlink()
    assert "no longer at" in shelf.verify(model_id, job=Job())[0].message


def test_two_models_of_one_name_get_two_ids(shelf: Shelf, files: Path) -> None:
    (files / "a").mkdir()
    (files / "b").mkdir()
    first = shelf.bring_in([tiny_embedder(files / "a", name="m")], job=Job())
    second = shelf.bring_in([tiny_embedder(files / "b", name="m", dim=64)], job=Job())
    assert (first.card.id, second.card.id) == ("m", "m-2")


def test_a_damaged_record_is_told_and_hides_no_other(shelf: Shelf, files: Path) -> None:
    model = shelf.bring_in([tiny_embedder(files)], job=Job())
    (shelf.folder / "broken").mkdir()
    (shelf.folder / "broken" / "card.toml").write_text("version = ")
    assert shelf.installed() == [model]
    assert ["broken" in problem.message for problem in shelf.problems()] == [True]


def test_a_card_of_the_persons_own_is_in_the_catalogue(tmp_path: Path) -> None:
    own = tmp_path / "cards"
    own.mkdir()
    (own / "mine.toml").write_text(
        'id = "mine"\nrole = "generator"\ntitle = "Mine"\nlicence = "MIT"\nmemory_mb = 1\ncontext_tokens = 2\n'
        'engine = "llama"\n[[files]]\nname = "m.gguf"\nurl = "hub:o/n/m.gguf"\n'
    )
    (own / "wrong.toml").write_text("id = 1")
    shelf = Shelf(tmp_path / "models", offline=True, own_cards=own)
    offer = shelf.offer("mine")
    assert (offer.n_unknown, offer.size_bytes) == (1, 0)
    assert len(shelf.problems()) == 1


def test_what_of_a_roughly_known_size_is_here_is_taken_off_the_offer(shelf: Shelf) -> None:
    card = shelf.card("vit-b-32-siglip2-256")
    assert not card.is_sized
    whole = shelf.offer(card.id).size_bytes
    assert whole == card.about_mb * 1_000_000
    folder = shelf.folder / card.id
    folder.mkdir(parents=True)
    (folder / "open_clip_model.safetensors.part").write_bytes(bytes(5000))
    assert shelf.offer(card.id).size_bytes == whole - 5000


@pytest.mark.parametrize(
    ("file", "inside", "title"),
    [
        ("SmolLM2-135M-Instruct.Q4_1.gguf", "Smollm2 135M 8k Lc100K Mix1 Ep2", "SmolLM2-135M-Instruct Q4_1"),
        ("Qwen2.5-3B-Instruct-Q4_K_M.gguf", "", "Qwen2.5-3B-Instruct-Q4_K_M"),
        ("Big-IQ2_XS-00001-of-00003.gguf", "", "Big-IQ2_XS"),
        ("ggml-model-q4_0.gguf", "Phi 4 Mini", "Phi 4 Mini"),
        ("model.gguf", "", "model"),
        ("sha256-" + "0a" * 32 + ".gguf", "Gemma 3 4B", "Gemma 3 4B"),
    ],
)
def test_an_imported_model_is_called_as_its_file_is(file: str, inside: str, title: str) -> None:
    header = GgufHeader({"general.architecture": "llama", "general.name": inside}, {}, 1)
    assert guess_gguf(Path(file), header, sees=False, size_bytes=1).title == title
