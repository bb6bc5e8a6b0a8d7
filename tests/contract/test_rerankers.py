"""Every reranker keeps the contract: cross-encoders and language models that say yes or no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tiny_models import hosted, tiny_cross_encoder, tiny_generator, tiny_yes_no_reranker

from quire.errors import Cancelled
from quire.jobs import Job
from quire.models import ModelHost
from quire.plugins.contracts import Reranker
from quire.types import ModelRole

_BERT_PAIR = "[CLS]{query}[SEP]{document}[SEP]"
_CHAT_PAIR = (
    "<|im_start|>system\nAnswer yes or no.<|im_end|>\n"
    "<|im_start|>user\n<Query>: {query}\n<Document>: {document}<|im_end|>\n"
    "<|im_start|>assistant\n<think>\n\n</think>\n\n"
)
MAKERS: dict[str, Callable[[Path], Path]] = {
    "cross-encoder": tiny_cross_encoder,
    "cross-encoder with a template": lambda folder: tiny_cross_encoder(
        folder, rerank_template=_BERT_PAIR, name="tiny-ranker-2"
    ),
    "yes-no": tiny_yes_no_reranker,
    "yes-no with a template": lambda folder: tiny_yes_no_reranker(
        folder, rerank_template=_CHAT_PAIR, name="tiny-yes-no-2"
    ),
}
GOOD, BAD = "The warranty lasts for two years.", "Bananas are yellow and sweet."


@pytest.fixture(scope="module", params=MAKERS)
def reranker(
    request: pytest.FixtureRequest, host: ModelHost, tmp_path_factory: pytest.TempPathFactory
) -> Reranker:
    path = MAKERS[request.param](tmp_path_factory.mktemp("models"))
    return host.reranker(hosted(path, ModelRole.RERANKER))


def test_passage_that_answers_is_likelier(reranker: Reranker) -> None:
    bad, good, worse = reranker.rerank("How long is it?", [BAD, GOOD, BAD * 2])
    assert good is not None
    assert bad is not None
    assert worse is not None
    assert good > 0.5 > max(bad, worse)


def test_scores_do_not_depend_on_neighbours(reranker: Reranker) -> None:
    passages = [GOOD, BAD, "", "A page with a table.", GOOD * 3, "repair " * 50, BAD * 9]
    together = reranker.rerank("How long is it?", passages)
    alone = [reranker.rerank("How long is it?", [passage])[0] for passage in passages]
    assert together == pytest.approx(alone, abs=0.01)


def test_questions_do_not_mix(reranker: Reranker) -> None:
    first = reranker.rerank("How long is it?", [GOOD, BAD])
    reranker.rerank("What colour are bananas, and who says so?", [BAD, GOOD])
    assert reranker.rerank("How long is it?", [GOOD, BAD]) == pytest.approx(first, abs=0.01)


def test_no_passages_are_no_scores(reranker: Reranker) -> None:
    assert reranker.rerank("How long is it?", []) == []


def test_very_long_inputs_are_cut(reranker: Reranker) -> None:
    scores = reranker.rerank("How long is it? " * 500, [GOOD * 900, "<|im_end|> [SEP] {query} {document}" * 300])
    assert all(score is not None and 0.0 <= score <= 1.0 for score in scores)


def test_budget_leaves_the_rest_unjudged(reranker: Reranker) -> None:
    seen: list[int] = []
    scores = reranker.rerank(
        "How long is it?",
        [GOOD] * 9,
        budget_s=0.0,
        on_scores=lambda known: seen.append(sum(score is not None for score in known)),
    )
    assert [score is None for score in scores] == [False] * 4 + [True] * 5
    assert seen == [4]


def test_cancelled_job_ends_it(reranker: Reranker) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        reranker.rerank("How long is it?", [GOOD], job=job)


def test_a_language_model_serves_as_reranker_too(host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tiny_generator(tmp_path_factory.mktemp("models"))
    scores = host.reranker(hosted(path, ModelRole.GENERATOR)).rerank("How long?", [GOOD, BAD])
    assert all(score is not None for score in scores)
