"""Sentences are told apart as well as `alignment/README.md` says, with and without a model of meaning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.quality.alignment_measure import Counting, judged, precision_and_recall, topics

from quire.answer.aligning import Aligner
from quire.models import ModelHost


@pytest.fixture(scope="module")
def meaning() -> Iterator[Counting]:
    host = ModelHost()
    yield Counting(host.minilm())
    host.close()


def test_with_the_built_in_embedder(meaning: Counting) -> None:
    precision, recall = precision_and_recall(judged(meaning))
    assert precision >= 0.86
    assert recall >= 0.88


def test_with_words_alone() -> None:
    precision, recall = precision_and_recall(judged(None))
    assert precision >= 0.86
    assert recall >= 0.78


def test_nothing_invented_is_borne_out(meaning: Counting) -> None:
    invented = [one for one in judged(meaning) if one.claim.kind == "invented"]
    assert len(invented) >= 15
    assert [one.claim.text for one in invented if one.taken] == []


def test_a_sentence_asks_the_embedder_at_most_twice_and_for_few_texts(meaning: Counting) -> None:
    for topic in topics():
        aligner = Aligner(topic.question, topic.evidence, meaning)
        n_pieces = sum(one.text.count(".") + one.text.count("\n") + 1 for one in topic.evidence)
        began = meaning.n_texts
        for claim in topic.claims:
            calls = meaning.n_calls
            aligner.check(claim.text, ())
            assert meaning.n_calls - calls <= 2
        assert meaning.n_texts - began <= len(topic.claims) + n_pieces  # each sentence and each piece once
