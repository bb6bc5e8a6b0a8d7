"""Shorter vectors of the same model come from the stored ones; no text is embedded twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.unit.library.test_switching import Home, Shelf, documents
from tests.word_embedders import TurnedEmbedder, WordEmbedder, WordTokenEmbedder

from quire import embed
from quire.library.serving import Wanted
from quire.store import SpaceRole, Stage, Store
from quire.types import IngestStatus

N_DOCUMENTS = 4


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A library embedded whole by a model whose vectors may be cut."""
    shelf = Shelf(TurnedEmbedder("turned"))
    shelf.dimensions = (64, 32, 16)
    with Store.open(tmp_path / "library") as store:
        made = Home(store, shelf)
        for document in documents(count=N_DOCUMENTS):
            made.add(document)
        yield made


def _model(home: Home) -> WordEmbedder:
    model = home.shelf.models["turned"]
    assert isinstance(model, WordEmbedder)
    return model


def _shorten(home: Home, dimensions: int) -> int:
    """Switch to shorter vectors; return how many texts were embedded for that."""
    before = _model(home).n_texts
    home.shelf.wanted = Wanted("turned", dimensions)
    done = home.switch("turned")
    assert done.switched
    assert done.projection is None
    assert done.n_documents
    return _model(home).n_texts - before


def test_stored_vectors_are_cut_and_no_text_is_embedded(home: Home) -> None:
    whole_space = home.store.space_in_role(SpaceRole.ACTIVE)
    assert whole_space is not None
    ids, whole = home.store.vectors(whole_space.id, "element")
    assert _shorten(home, 32) == 0
    space = home.store.space_in_role(SpaceRole.ACTIVE)
    assert space is not None
    assert (space.dim, space.revision) == (32, whole_space.revision)
    same_ids, rows = home.store.vectors(space.id, "element", ids=ids)
    assert same_ids == ids
    expected = whole[:, :32] / np.linalg.norm(whole[:, :32], axis=1, keepdims=True)
    np.testing.assert_allclose(rows, expected, atol=2e-3)
    for level in ("section", "document"):
        assert home.store.vectors(space.id, level)[1].shape[1] == 32
    element_id, passage = list(embed.passages_of(documents(count=1)[0]).items())[5]
    assert home.nearest(passage)[0] == element_id


def test_the_longest_that_is_there_is_cut_again(home: Home) -> None:
    assert _shorten(home, 32) == 0
    assert _shorten(home, 16) == 0


def test_longer_vectors_are_embedded(home: Home) -> None:
    _shorten(home, 16)
    home.store.remove_space(next(one.space.id for one in home.store.space_summaries() if one.space.dim == 64))
    home.spaces.changed()
    assert _shorten(home, 32) > 0


def test_a_document_the_longer_space_lacks_is_embedded(home: Home) -> None:
    late = documents(first=90, count=1)[0]
    home.store.put(late, stage=Stage.READY, status=IngestStatus.ADDED)
    n_embedded = _shorten(home, 32)
    assert 0 < n_embedded <= len(late.elements)


def test_another_revision_of_the_model_is_embedded_anew(home: Home) -> None:
    home.shelf.models["turned"] = TurnedEmbedder("turned", revision="2")
    assert _shorten(home, 32) > 0


def test_models_with_word_vectors_are_embedded_anew(tmp_path: Path) -> None:
    shelf = Shelf(WordTokenEmbedder("words"))
    shelf.dimensions = (48, 24)
    with Store.open(tmp_path / "other") as store:
        home = Home(store, shelf)
        home.add(documents(count=1)[0])
        model = shelf.models["words"]
        assert isinstance(model, WordEmbedder)
        before = model.n_texts
        home.shelf.wanted = Wanted("words", 24)
        assert home.switch("words").space.dim == 24
        assert model.n_texts > before
