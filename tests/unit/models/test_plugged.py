from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from quire.errors import ModelFailed, PluginError, QuireError
from quire.models import HostedModel, ModelHost
from quire.models.plugged import plugged_models
from quire.models.shelf import Shelf
from quire.plugins.contracts import Message, Sampling
from quire.plugins.offers import EmbedderOffer, GeneratorOffer, RerankerOffer
from quire.plugins.suites import GeneratorSuite, RerankerSuite, TextEmbedderSuite
from quire.types import ModelRole


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    """Return a host whose processes can import the models beside this file."""
    sys.path.insert(0, str(Path(__file__).parent))
    made = ModelHost(threads=1)
    yield made
    made.close()
    sys.path.remove(str(Path(__file__).parent))


def embedder(name: str) -> HostedModel:
    (model,) = plugged_models([EmbedderOffer(name.lower(), name, f"plugged_models:{name}", dim=4, max_tokens=64)])
    return model


def reranker(name: str) -> HostedModel:
    (model,) = plugged_models([RerankerOffer(name.lower(), name, f"plugged_models:{name}")])
    return model


PARROT = plugged_models([GeneratorOffer("parrot", "Parrot", "plugged_models:Parrot", context_tokens=1000)])[0]


class TestEmbedder(TextEmbedderSuite):
    @pytest.fixture
    def embedder(self, host: ModelHost):
        return host.text_embedder(embedder("Lengths"))


class TestReranker(RerankerSuite):
    @pytest.fixture
    def reranker(self, host: ModelHost):
        return host.reranker(reranker("Overlap"))


class TestGenerator(GeneratorSuite):
    @pytest.fixture
    def generator(self, host: ModelHost):
        return host.generator(PARROT)


def test_a_plugins_embedder_is_told_what_is_a_question(host: ModelHost) -> None:
    made = host.text_embedder(embedder("Lengths"))
    (question,), (passage,) = made.embed(["abc"], use="query"), made.embed(["abc"])
    np.testing.assert_allclose(question, np.array([3, 1, 1, 0]) / np.sqrt(11), atol=1e-6)
    np.testing.assert_allclose(passage, np.array([3, 1, 0, 0]) / np.sqrt(10), atol=1e-6)
    assert made.space.id == "lengths"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("NotANumber", PluginError, "broke its contract"),
        ("WrongShape", PluginError, "broke its contract"),
        ("Dying", ModelFailed, "ended unexpectedly"),
        ("Unmakeable", ModelFailed, "the weights are gone"),
        ("Overlap", ModelFailed, "is no TextEmbedder"),
        ("Missing", ModelFailed, "could not be loaded"),
    ],
)
def test_a_bad_embedder_is_told_and_the_host_goes_on(
    host: ModelHost, name: str, error: type[QuireError], message: str
) -> None:
    with pytest.raises(error, match=message):
        host.text_embedder(embedder(name)).embed(["a", "b"])
    assert host.text_embedder(embedder("Lengths")).embed(["abc"]).shape == (1, 4)


@pytest.mark.parametrize("remote", ["", "far.example"])
def test_a_reranker_is_trusted_as_its_offer_says(host: ModelHost, remote: str) -> None:
    offer = RerankerOffer("overlap", "Overlap", "plugged_models:Overlap", remote=remote, trust=0.3, depth=4)
    (model,) = plugged_models([offer])
    made = host.reranker(model)
    assert (made.trust, made.depth) == (0.3, 4)


def test_more_than_all_the_trust_breaks_the_contract(host: ModelHost) -> None:
    (model,) = plugged_models([RerankerOffer("overlap", "Overlap", "plugged_models:Overlap", trust=3.0)])
    with pytest.raises(PluginError, match="broke its contract"):
        host.reranker(model).rerank("what?", ["this"])


def test_a_reranker_that_is_too_sure_broke_its_contract(host: ModelHost) -> None:
    with pytest.raises(PluginError, match="broke its contract"):
        host.reranker(reranker("TooSure")).rerank("what?", ["this"])


def test_a_plugins_language_model_streams_and_thinks(host: ModelHost) -> None:
    pieces: list[str] = []
    thoughts: list[str] = []
    said = host.generator(PARROT).generate(
        [Message("user", "one two three")],
        sampling=Sampling(max_tokens=2),
        on_text=pieces.append,
        on_thinking=thoughts.append,
    )
    assert pieces == ["one ", "two "]
    assert thoughts == ["hm"]
    assert (said.text, said.stop, said.n_tokens) == ("one two ", "complete", 2)


def test_the_shelf_knows_what_plugins_bring(tmp_path: Path) -> None:
    model = embedder("Lengths")
    shelf = Shelf(tmp_path, offline=True, plugged=(model, PARROT))
    assert shelf.card("lengths").role is ModelRole.TEXT_EMBEDDER
    assert shelf.is_installed("lengths")
    assert shelf.hosted("lengths") == model
    assert shelf.card("parrot").role is ModelRole.GENERATOR
