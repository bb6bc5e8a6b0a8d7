"""The built-in reranker: what it prefers, that it says the same every time, and what is said of a broken file."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quire.errors import ModelFailed
from quire.models import ModelHost, built_in_card
from quire.models.cards import models_folder
from quire.models.files import locate
from quire.models.protocol import HostedModel
from quire.plugins.contracts import Reranker

MODEL_ID = "minilm-reranker"
MOST_BYTES = 25_000_000

# A question, the passage that answers it, and passages that share its words and do not.
KNOWN = (
    (
        "How long is the warranty of the heat pump?",
        "Warranty\nThe manufacturer repairs or replaces a faulty heat pump free of charge for five years.",
        (
            "Heat pump\nThe heat pump stands outside, at least two metres away from windows of neighbours.",
            "Warranty\nTo claim the warranty, send us the receipt and a description of the fault.",
        ),
    ),
    (
        "Who may terminate this agreement without notice?",
        "Either party may terminate this agreement without notice if the other becomes insolvent.",
        (
            "This agreement is governed by the laws of Norway, and the courts of Bergen have jurisdiction.",
            "Any notice under this agreement shall be in writing and delivered by registered mail.",
        ),
    ),
    (
        "What was the revenue in 2021?",
        "| Year | Revenue | Employees |\n| --- | --- | --- |\n| 2020 | 4.1 million | 31 |\n| 2021 | 5.6 million | 38 |",
        (
            "In 2021 the company moved into a new office near the harbour.",
            "Our staff come from eleven countries and speak nineteen languages.",
        ),
    ),
)


def hosted() -> HostedModel:
    card = built_in_card(MODEL_ID)
    return HostedModel(card, card.engine, tuple((name, str(path)) for name, path in locate(card).items()))


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def reranker(host: ModelHost) -> Reranker:
    return host.reranker(hosted())


@pytest.mark.parametrize(("question", "right", "wrong"), KNOWN, ids=[question for question, _, _ in KNOWN])
def test_the_passage_that_answers_is_preferred(
    reranker: Reranker, question: str, right: str, wrong: tuple[str, ...]
) -> None:
    best, *others = reranker.rerank(question, [right, *wrong])
    assert best is not None
    assert all(other is not None and best > other for other in others)


def test_a_passage_is_judged_the_same_every_time_and_in_any_company(reranker: Reranker) -> None:
    question, right, wrong = KNOWN[0]
    passages = [right, *wrong, right * 8, "", "日本語"]
    together = reranker.rerank(question, passages)
    assert reranker.rerank(question, passages) == together
    alone = [reranker.rerank(question, [passage])[0] for passage in passages]
    assert together == pytest.approx(alone, abs=0.02)


def test_a_longer_list_costs_in_proportion(reranker: Reranker) -> None:
    made = random.Random(3)
    words = ("river", "turbine", "cable", "island", "licence", "report", "winter", "price", "council", "storm")
    passages = [" ".join(made.choice(words) for _ in range(200)) for _ in range(20)]

    def seconds(n: int) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            reranker.rerank("What did the storm cost the council?", passages[:n])
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    assert seconds(20) / max(seconds(5), 1e-9) < 4 * 3


def test_a_file_that_llama_cpp_cannot_read_is_a_known_error(tmp_path: Path) -> None:
    good = hosted()
    cut = tmp_path / "reranker.gguf"
    cut.write_bytes(Path(dict(good.files)["reranker.gguf"]).read_bytes()[:200_000])
    broken = HostedModel(replace(good.card, id="cut"), good.backend, ((cut.name, str(cut)),))
    host = ModelHost(threads=1)
    try:
        with pytest.raises(ModelFailed):
            host.reranker(broken).rerank("What is it?", ["A river."])
    finally:
        host.close()


def test_it_is_small_and_its_card_tells_where_it_comes_from() -> None:
    card = built_in_card(MODEL_ID)
    folder = models_folder() / MODEL_ID
    assert sum(path.stat().st_size for path in folder.iterdir()) <= MOST_BYTES
    assert {file.name for file in card.files} == {path.name for path in folder.glob("*.gguf")}
    assert card.built_in
    assert not card.default  # llama.cpp, which runs it, may be missing
    for word in ("OHR-Bench", "MedQuAD", "XQuAD", "research"):
        assert word in card.note
