"""The built-in embedder, against an independent forward pass in plain numpy."""

from __future__ import annotations

import math
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from quire.errors import ModelFailed
from quire.models import ModelHost, Payload, built_in_card
from quire.models.cards import models_folder
from quire.models.files import paths_of
from quire.models.minilm import MiniLm, hosted_minilm
from quire.models.minilm_weights import graph_weights
from quire.plugins.contracts import TokenEmbedder

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "",
    "Überraschend günstig: naïve café — 12.5 % off!",
    "東京 is the capital of Japan 🗼",
    "A literal [SEP] and [MASK] in a document are text.",
    "Net cash provided by operating activities was $3.4 billion in fiscal 2017. " * 3,
    "word",
    "x" * 150,
]


class Reference:
    """BERT's forward pass as the paper has it, written without any of the code under test."""

    def __init__(self, folder: Path, *, max_tokens: int) -> None:
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(max_tokens)
        self.tokenizer.encode_special_tokens = True

    def embed(self, text: str) -> NDArray[np.float64]:
        x = self._states(self.tokenizer.encode(text).ids)
        mean: NDArray[np.float64] = x.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _states(self, ids: list[int]) -> NDArray[np.float64]:
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids].astype(np.float64)
        x = (
            x
            + w["embeddings.position_embeddings.weight"][: len(ids)]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        for layer in range(6):
            x = self._layer(x, f"encoder.layer.{layer}")
        return x

    def _layer(self, x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        q, k, v = (
            self._linear(x, f"{name}.attention.self.{part}").reshape(len(x), 12, 32).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        logits = q @ k.transpose(0, 2, 1) / math.sqrt(32)
        odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
        mixed = (odds / odds.sum(axis=-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(x), 384)
        x = self._norm(
            x + self._linear(mixed, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
        )
        wide = self._linear(x, f"{name}.intermediate.dense")
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        return self._norm(x + self._linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        result: NDArray[np.float64] = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _norm(self, x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        x = (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        result: NDArray[np.float64] = x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelHost]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIRE_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        host = ModelHost(threads=2)
        yield host
        host.close()


@pytest.fixture(scope="module")
def embedder(host: ModelHost) -> TokenEmbedder:
    return host.minilm()


def test_vectors_agree_with_an_independent_forward_pass(embedder: TokenEmbedder) -> None:
    folder = paths_of(built_in_card("minilm-l6-v2"))["model.safetensors"].parent
    reference = Reference(folder, max_tokens=256)
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    cosines = [float(vector @ reference.embed(text)) for vector, text in zip(vectors, TEXTS, strict=True)]
    assert min(cosines) > 0.9999


def test_vector_does_not_depend_on_what_shares_its_batch(embedder: TokenEmbedder) -> None:
    together = embedder.embed(TEXTS)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_vectors_put_a_paraphrase_nearer_than_a_stranger(embedder: TokenEmbedder) -> None:
    vectors = embedder.embed(["How old is the captain?", "The skipper's age", "Interest rates rose in March"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_text_beyond_256_tokens_is_cut(embedder: TokenEmbedder) -> None:
    vectors = embedder.embed(
        ["long " * 254, "long " * 254 + "tail", "long " * 253 + "tail"]
    )  # and two special ones
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-5)
    assert vectors[0] @ vectors[2] < 0.9999


def test_nothing_in_nothing_out(embedder: TokenEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)
    assert embedder.token_vectors([]) == []
    vectors, tokens = embedder.embed_with_tokens([])
    assert (vectors.shape, tokens) == ((0, 384), [])


def test_word_vectors_stand_for_whole_words(embedder: TokenEmbedder) -> None:
    text = "The unembarrassable Küfer paid 1,234.50 for it."
    (passage,) = embedder.token_vectors([text])
    (question,) = embedder.token_vectors([text], use="query")
    assert passage.words == ("unembarrassable", "küfer", "paid", "1,234.50")
    assert question.words == ("the", "unembarrassable", "küfer", "paid", "1,234.50", "for", "it")
    assert passage.rows.shape == (4, embedder.token_dim)
    np.testing.assert_allclose(np.linalg.norm(passage.rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(passage.rows[0], question.rows[1], atol=1e-6)


def test_word_vectors_match_the_same_word_in_another_sentence(embedder: TokenEmbedder) -> None:
    passage, question = embedder.token_vectors(
        ["The annual revenue of the firm fell.", "How much revenue was lost?"]
    )
    similarity = question.rows[question.words.index("revenue")] @ passage.rows.T
    assert passage.words[int(similarity.argmax())] == "revenue"


def test_one_pass_gives_the_same_as_two(embedder: TokenEmbedder) -> None:
    vectors, tokens = embedder.embed_with_tokens(TEXTS)
    np.testing.assert_allclose(vectors, embedder.embed(TEXTS), atol=1e-5)
    for ours, theirs in zip(tokens, embedder.token_vectors(TEXTS), strict=True):
        assert ours.words == theirs.words
        np.testing.assert_allclose(ours.rows, theirs.rows, atol=1e-4)


def test_space_names_the_exact_model(host: ModelHost, embedder: TokenEmbedder) -> None:
    space = embedder.space
    assert (space.id, space.dim, space.modalities) == ("minilm-l6-v2", 384, ("text",))
    model = hosted_minilm()
    changed = replace(model.card.files[0], sha256="0" * 64)
    other = MiniLm(host, replace(model, card=replace(model.card, files=(changed, *model.card.files[1:]))))
    assert other.space.revision != space.revision


def test_prewarm_loads_the_model_in_the_background(
    host: ModelHost, wait_until: Callable[[Callable[[], object]], None]
) -> None:
    host.kill()
    host.prewarm()
    wait_until(lambda: host.running)


def test_unknown_operation_is_refused(host: ModelHost) -> None:
    with pytest.raises(ModelFailed, match="paint"):
        host.run(hosted_minilm(), "paint", Payload())


def test_shipped_graph_is_what_its_recipe_makes_and_the_weights_fit_it() -> None:
    shipped = onnx.load(models_folder() / "minilm-l6-v2" / "graph.onnx", load_external_data=False)
    recipe = runpy.run_path(str(models_folder() / "recipes" / "minilm" / "graph.py"))
    assert shipped == recipe["build"]()
    declared = {tensor.name: tuple(tensor.dims) for tensor in shipped.graph.initializer}
    weights = graph_weights(paths_of(built_in_card("minilm-l6-v2"))["model.safetensors"])
    assert declared == {name: array.shape for name, array in weights.items()}


def test_main_process_imports_no_engine() -> None:
    program = (
        "import sys, quire.models, quire.embed; "
        "print(sorted({'onnxruntime', 'tokenizers', 'safetensors', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
