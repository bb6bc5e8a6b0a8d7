"""Every ranker of whole lists keeps the contract: here a language model whose grammar allows an order only."""

from __future__ import annotations

import pytest
from tests.tiny_models import hosted, tiny_generator

from quire.models import ModelHost
from quire.plugins.contracts import ListRanker
from quire.search import GeneratorRanker
from quire.types import ModelRole

PASSAGES = [f"Passage about matter {number}, with a word more." for number in range(12)]


@pytest.fixture(scope="module", params=["orderly", "talkative"])
def ranker(request: pytest.FixtureRequest, host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> ListRanker:
    reply = {"orderly": "[12, 3, 1]", "talkative": "Ranking passages is what I like best of all."}[request.param]
    folder = tmp_path_factory.mktemp("models")
    path = tiny_generator(folder, reply, context_tokens=2000, name=request.param)
    return GeneratorRanker(host.generator(hosted(path, ModelRole.GENERATOR)))


def test_every_passage_is_ranked_exactly_once(ranker: ListRanker) -> None:
    assert sorted(ranker.rank("Which matter?", PASSAGES)) == list(range(12))
    assert ranker.rank("Which matter?", PASSAGES[:1]) == [0]


def test_the_same_list_is_ranked_the_same(ranker: ListRanker) -> None:
    assert ranker.rank("Which matter?", PASSAGES) == ranker.rank("Which matter?", PASSAGES)


def test_passages_too_long_for_the_context_are_ranked_too(ranker: ListRanker) -> None:
    assert len(ranker.rank("Which matter?", [passage * 60 for passage in PASSAGES])) == 12


def test_no_passages_are_no_order(ranker: ListRanker) -> None:
    assert ranker.rank("Which matter?", []) == []


def test_the_order_is_the_model_s(host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tiny_generator(tmp_path_factory.mktemp("models"), "[12, 3, 1]", context_tokens=2000, name="third")
    ranker = GeneratorRanker(host.generator(hosted(path, ModelRole.GENERATOR)))
    assert ranker.rank("Which matter?", PASSAGES)[:3] == [11, 2, 0]
