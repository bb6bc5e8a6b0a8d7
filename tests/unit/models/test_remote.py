"""Models at another host: made in this process, and only what was registered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from quire.embed import placed
from quire.errors import ModelFailed, PluginError
from quire.models import HostedModel, ModelHost
from quire.models.plugged import plugged_models
from quire.plugins.offers import EmbedderOffer, GeneratorOffer, RerankerOffer
from quire.types import EmbeddingSpace


@pytest.fixture(scope="module", autouse=True)
def beside() -> Iterator[None]:
    sys.path.insert(0, str(Path(__file__).parent))
    yield
    sys.path.remove(str(Path(__file__).parent))


@pytest.fixture
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    assert not made.running  # a model elsewhere needs no process here
    made.close()


def embedder(model_id: str, *, name: str = "Lengths", dim: int = 4) -> HostedModel:
    offer = EmbedderOffer(model_id, name, f"plugged_models:{name}", dim=dim, remote="far.example")
    (model,) = plugged_models([offer])
    return model


def test_an_embedder_elsewhere_says_so_also_as_a_library_uses_it(host: ModelHost) -> None:
    made = host.text_embedder(embedder("lengths"))
    assert made.remote == "far.example"
    space = EmbeddingSpace("mine", made.space.model, made.space.revision, 2, ("text",))
    assert placed(made, space).remote == "far.example"
    assert np.isfinite(made.embed(["a text"])).all()


def test_an_embedder_that_is_not_the_registered_one_is_refused(host: ModelHost) -> None:
    for wrong in (embedder("another"), embedder("lengths", dim=5)):
        with pytest.raises(PluginError, match="not what its plugin registered"):
            host.text_embedder(wrong)


def test_reranker_and_language_model_elsewhere_say_so(host: ModelHost) -> None:
    (judge,) = plugged_models([RerankerOffer("overlap", "Overlap", "plugged_models:Overlap", remote="far.example")])
    offer = GeneratorOffer("parrot", "Parrot", "plugged_models:Parrot", context_tokens=1000, remote="far.example")
    (writer,) = plugged_models([offer])
    assert host.reranker(judge).remote == "far.example"
    assert host.generator(writer).remote == "far.example"


def test_what_cannot_be_made_is_a_failed_model(host: ModelHost) -> None:
    with pytest.raises(ModelFailed):
        host.text_embedder(embedder("lengths", name="Absent"))
    (judge,) = plugged_models([RerankerOffer("lengths", "Lengths", "plugged_models:Lengths", remote="far.example")])
    with pytest.raises(ModelFailed, match="no Reranker"):
        host.reranker(judge)
