"""Every text embedder keeps the contract, whatever engine runs it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.tiny_models import hosted, tiny_babbler, tiny_embedder
from tests.tiny_models.minilm import minilm_gguf

from quire.models import ModelHost
from quire.plugins.contracts import TextEmbedder
from quire.types import ModelRole


@pytest.fixture(scope="module", params=["minilm", "gguf mean", "gguf cls", "gguf last"])
def embedder(
    request: pytest.FixtureRequest, host: ModelHost, tmp_path_factory: pytest.TempPathFactory
) -> TextEmbedder:
    kind, _, pooling = request.param.partition(" ")
    if kind == "minilm":
        return host.minilm()
    if pooling == "last":  # as language models are that became embedders
        path = tiny_babbler(tmp_path_factory.mktemp("models"), context_tokens=128, name="tiny-last")
        return host.text_embedder(hosted(path, ModelRole.TEXT_EMBEDDER, pooling="last"))
    path = tiny_embedder(tmp_path_factory.mktemp("models"), pooling=pooling, name=f"tiny-{pooling}")
    return host.text_embedder(hosted(path, ModelRole.TEXT_EMBEDDER))


def test_one_unit_vector_per_text_in_the_order_given(embedder: TextEmbedder) -> None:
    texts = ["a longer text about guarantees and repairs", "short", "another one"]
    vectors = embedder.embed(texts)
    assert vectors.shape == (3, embedder.space.dim)
    assert vectors.dtype == np.float32
    if "cls" not in embedder.space.id:  # a bag of words has nothing in its first mark
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_allclose(embedder.embed([text])[0], vector, atol=2e-3)


def test_no_texts_are_no_vectors(embedder: TextEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.space.dim)


def test_what_is_too_long_is_cut_at_the_end(embedder: TextEmbedder) -> None:
    head = "guarantee repair " * embedder.max_tokens
    first, second = embedder.embed([head, head + "bananas are yellow"])
    np.testing.assert_allclose(first, second, atol=2e-3)


@pytest.mark.parametrize("text", ["", " ", "\0", "é漢字🙂" * 400, "[SEP] [CLS] [MASK]", "<|im_end|>", "\ud800"])
def test_odd_texts_are_embedded(embedder: TextEmbedder, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()  # as texts arrive from readers
    assert np.isfinite(embedder.embed([text])).all()


def test_many_texts_of_all_lengths_agree_with_one_by_one(embedder: TextEmbedder) -> None:
    texts = ["repair " * number + str(number) for number in range(1, 40)]
    together = embedder.embed(texts, use="query")
    for number in (0, 17, 38):
        alone = embedder.embed([texts[number]], use="query", urgent=True)[0]
        np.testing.assert_allclose(alone, together[number], atol=2e-3)


def test_space_is_the_same_each_time(embedder: TextEmbedder) -> None:
    assert embedder.space.revision
    assert embedder.space.modalities == ("text",)
    assert embedder.space.id.replace("-", "").replace(".", "").isalnum()


@pytest.mark.parametrize("closing", ["<|endoftext|>", "<|im_end|>"])
def test_an_embedder_that_pools_the_last_token_reads_a_closing_mark(
    host: ModelHost, tmp_path_factory: pytest.TempPathFactory, closing: str
) -> None:
    """Qwen3-Embedding was trained to; the GGUF files of some of its converters do not say so."""
    folder = tmp_path_factory.mktemp("models")
    files = (tiny_babbler(folder, name="silent"), tiny_babbler(folder, closing=closing, name="telling"))
    models = [hosted(path, ModelRole.TEXT_EMBEDDER, pooling="last", context_tokens=64) for path in files]
    texts = ["What does the warranty cover?", "x", "the page of a table " * 60]
    silent, telling = (host.text_embedder(model).embed(texts) for model in models)
    alike = np.allclose(silent, telling, atol=2e-3)
    assert alike == (closing == "<|endoftext|>")  # what a file says itself is kept to


def test_the_same_model_gives_the_same_vectors_on_every_engine(
    host: ModelHost, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = [
        "How long does the warranty of the coffee machine last?",
        "Die Garantie beträgt zwei Jahre. Naïve café, ﬁne ligatures, 漢字, Привет 🙂",
        "A longer passage about repairs. " * 20,
        "x",
    ]
    path = minilm_gguf(tmp_path_factory.mktemp("models"))
    on_llama = host.text_embedder(hosted(path, ModelRole.TEXT_EMBEDDER, context_tokens=256)).embed(texts)
    on_onnx = host.minilm().embed(texts)
    assert (on_llama * on_onnx).sum(axis=1).min() > 0.9995
