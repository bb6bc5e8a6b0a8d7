"""Every card of the catalogue is complete, honest about its licence, and fits the machine it is recommended for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quire.models.cards import built_in_cards, catalogue_cards, models_folder
from quire.models.engines import engine_of
from quire.models.machine import Fitting, Machine, fit, recommended, role_setting
from quire.models.shelf.hub import addresses
from quire.models.shelf.installed import checked_id
from quire.types import ModelCard, ModelRole

CARDS = catalogue_cards()
ROLES = {"models.embedder", "models.images", "models.reranker", "models.generator"}
MACHINES = {"8gb": 8 * 1024 - 300, "16gb": 16 * 1024 - 500, "32gb": 32 * 1024 - 900}

every_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)


def machine(memory_mb: int) -> Machine:
    return Machine(memory_mb=memory_mb, free_mb=memory_mb - 2048, cores=4)


def test_ids_are_unique_and_name_their_file() -> None:
    ids = [card.id for card in [*built_in_cards(), *CARDS]]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert {path.stem for path in (models_folder() / "catalogue").glob("*.toml")} == {card.id for card in CARDS}


def test_there_are_enough_to_choose_from_in_every_role() -> None:
    count = Counter(role_setting(card.role) for card in CARDS)
    assert set(count) == ROLES
    assert min(count.values()) >= 3
    assert len(CARDS) >= 20


@every_card
def test_a_card_says_what_a_person_must_know_before_a_download(card: ModelCard) -> None:
    checked_id(card.id)
    assert card.reason.endswith((".", ")"))
    assert len(card.reason) <= 120
    assert card.licence
    assert card.licence_url.startswith("https://")
    assert card.homepage.startswith("https://")
    assert card.title
    assert card.languages
    assert not card.built_in
    assert engine_of(card.engine) is not None


@every_card
def test_a_card_names_files_that_can_be_fetched_and_checked(card: ModelCard) -> None:
    assert card.files
    for file in card.files:
        assert Path(file.name).name == file.name
        (address,) = addresses(file, hub="")
        assert address.startswith("https://huggingface.co/")
        assert address.endswith(f"/{file.name}")
        assert file.sha256 == "" or (len(file.sha256) == 64 and set(file.sha256) <= set("0123456789abcdef"))
        assert not file.sha256 or file.size_bytes, "a file whose hash is known has a known length"
        assert file.name.endswith((".gguf", ".safetensors", ".json")), "nothing that runs code when opened"


@every_card
def test_what_a_card_needs_is_plausible(card: ModelCard) -> None:
    size = card.size_bytes if card.is_sized else card.about_mb * 1_000_000
    assert size > 1_000_000, "how much a download is, is said before it begins"
    assert size > card.size_bytes or card.is_sized
    assert card.memory_mb * 1024 * 1024 > size
    assert card.context_tokens >= 64
    assert list(card.dimensions) == sorted(card.dimensions, reverse=True)
    for instruction in (card.query_instruction, card.passage_instruction):
        assert instruction == "" or instruction.count("{text}") == 1


@every_card
def test_files_and_pooling_go_with_the_role(card: ModelCard) -> None:
    names = [file.name for file in card.files]
    if card.role is ModelRole.VLM:
        assert sum("mmproj" in name for name in names) == 1
    if card.role is ModelRole.TEXT_EMBEDDER:
        assert card.pooling in ("mean", "cls", "last")
    if card.role is ModelRole.RERANKER:
        assert card.pooling in ("rank", "yes-no")
    if card.role is ModelRole.DUAL_ENCODER:
        assert {"open_clip_config.json", "open_clip_model.safetensors"} <= set(names)
    else:
        assert all(name.endswith(".gguf") for name in names)


@every_card
def test_research_only_weights_are_never_recommended(card: ModelCard) -> None:
    if "research" in card.licence.lower():
        assert not card.recommended
        assert "research" in card.reason


@pytest.mark.parametrize("size", MACHINES)
def test_each_size_of_machine_has_one_model_per_role_and_they_fit_together(size: str) -> None:
    here = machine(MACHINES[size])
    assert here.size == size
    chosen = recommended(CARDS, here)
    assert Counter(role_setting(card.role) for card in chosen) == dict.fromkeys(ROLES, 1)
    assert {fit(card, here).fitting for card in chosen} == {Fitting.FITS}
    assert sum(card.memory_mb for card in chosen) <= here.free_mb


def test_a_model_that_does_not_fit_says_so_with_numbers() -> None:
    large = next(card for card in CARDS if card.id == "qwen3-vl-8b-instruct")
    assert fit(large, machine(8 * 1024)).fitting is Fitting.TOO_LARGE
    assert "7.3 GB" in fit(large, machine(8 * 1024)).text
    assert fit(large, Machine(16 * 1024, 4 * 1024, 8)).fitting is Fitting.TIGHT
    assert fit(large, Machine(8 * 1024, 6 * 1024, 8, "A card", 24 * 1024)).fitting is not Fitting.TOO_LARGE
