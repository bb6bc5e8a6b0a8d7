"""Roles: a chosen model serves, an unfilled role is None, a wrong or missing one is refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tiny_models import tiny_cross_encoder, tiny_generator, tiny_projector

from quire.errors import InvalidInput, ModelMissing, NotFound
from quire.jobs import Job
from quire.library.roles import BUILT_IN_IMAGES, Roles
from quire.models import ModelHost
from quire.models.shelf import Shelf
from quire.settings import Settings, with_value


@pytest.fixture
def host() -> Iterator[ModelHost]:
    made = ModelHost()
    yield made
    made.close()


def test_an_unfilled_role_is_none_and_starts_nothing(host: ModelHost) -> None:
    roles = Roles(Shelf.of(Settings()), host, Settings())
    assert (roles.generator(), roles.reranker(), roles.text_embedder()) == (None, None, None)
    assert not host.running


def test_pictures_are_seen_by_the_built_in_model_unless_nobody_shall_look(host: ModelHost) -> None:
    roles = Roles(Shelf.of(Settings()), host, Settings())
    images = roles.images()
    assert images is not None
    assert images.space.model == BUILT_IN_IMAGES
    assert images.space.dim == host.minilm().space.dim
    assert not host.running
    unlooked = with_value(Settings(), "models.look_at_pictures", False)
    assert Roles(Shelf.of(unlooked), host, unlooked).images() is None


def test_a_language_model_judges_pictures_unless_it_shall_not(host: ModelHost, tmp_path: Path) -> None:
    shelf = Shelf.of(Settings())
    model_id = shelf.bring_in([tiny_generator(tmp_path), tiny_projector(tmp_path)], job=Job()).card.id
    seeing = with_value(Settings(), "models.generator", model_id)
    assert Roles(shelf, host, seeing).picture_reranker() is not None
    unseeing = with_value(seeing, "search.rerank_pictures", False)
    assert Roles(shelf, host, unseeing).picture_reranker() is None
    assert Roles(shelf, host, unseeing).generator() is not None


def test_a_chosen_model_is_given_without_loading_it(host: ModelHost, tmp_path: Path) -> None:
    shelf = Shelf.of(Settings())
    model_id = shelf.bring_in([tiny_cross_encoder(tmp_path)], job=Job()).card.id
    roles = Roles(shelf, host, with_value(Settings(), "models.reranker", model_id))
    assert roles.reranker() is not None
    assert not host.running


def test_a_chosen_model_that_is_not_here_says_how_to_get_it(host: ModelHost) -> None:
    settings = with_value(Settings(), "models.generator", "qwen3-0.6b")
    with pytest.raises(ModelMissing) as caught:
        Roles(Shelf.of(settings), host, settings).generator()
    assert caught.value.hint == "quire models download qwen3-0.6b"


def test_a_role_changes_while_the_library_is_open(host: ModelHost, tmp_path: Path) -> None:
    shelf = Shelf.of(Settings())
    model_id = shelf.bring_in([tiny_generator(tmp_path)], job=Job()).card.id
    roles = Roles(shelf, host, Settings())
    roles.use("models.generator", model_id)
    assert roles.generator() is not None
    roles.use("models.generator", "")
    assert roles.generator() is None


def test_a_model_for_something_else_is_refused_and_changes_nothing(host: ModelHost, tmp_path: Path) -> None:
    shelf = Shelf.of(Settings())
    model_id = shelf.bring_in([tiny_generator(tmp_path)], job=Job()).card.id
    roles = Roles(shelf, host, Settings())
    with pytest.raises(InvalidInput, match="cannot serve"):
        roles.use("models.images", model_id)
    with pytest.raises(NotFound):
        roles.use("models.generator", "nothing")
    images = roles.images()
    assert images is not None
    assert images.space.model == BUILT_IN_IMAGES
