"""Broken model files, processes that die, machines that are too small: a sentence each, and the next request works."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from tests.tiny_models import hosted, tiny_cross_encoder, tiny_embedder, tiny_generator

from quire.errors import ModelFailed
from quire.jobs import Job
from quire.models import HostedModel, ModelHost, Payload
from quire.plugins.contracts import Message, Sampling
from quire.types import ModelRole

ASK = (Message("user", "How long does it last?"),)


@pytest.fixture
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def embedder_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_embedder(tmp_path_factory.mktemp("models"))


def _garbage(path: Path) -> None:
    path.write_bytes(np.random.default_rng(5).bytes(100_000))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _absurd(path: Path) -> None:
    path.write_bytes(b"GGUF" + (3).to_bytes(4, "little") + b"\xff" * 4000)


def _unheard_of(path: Path) -> None:
    writer = gguf.GGUFWriter(path, "hal9000")
    writer.add_block_count(1)
    writer.add_tensor("token_embd.weight", np.zeros((4, 32), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _without_tensors(path: Path) -> None:
    tiny_generator(path.parent, name="whole")
    reader = gguf.GGUFReader(path.parent / "whole.gguf")
    writer = gguf.GGUFWriter(path, "llama")
    for key, field in reader.fields.items():
        if not key.startswith(("GGUF.", "general.architecture")):
            kind = field.types[-1] if field.types[0] is gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(key, field.contents(), field.types[0], sub_type=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.mark.parametrize(
    ("breaking", "sentence"),
    [
        (_garbage, "no whole GGUF file"),
        (_empty, "no whole GGUF file"),
        (_absurd, "no whole GGUF file"),
        (_unheard_of, "of a kind that the llama.cpp in use does not know"),
        (_without_tensors, "cannot be loaded"),
    ],
)
@pytest.mark.parametrize("role", [ModelRole.GENERATOR, ModelRole.TEXT_EMBEDDER])
def test_broken_file_is_refused_with_a_sentence(
    host: ModelHost, tmp_path: Path, breaking: Callable[[Path], None], sentence: str, role: ModelRole
) -> None:
    breaking(tmp_path / "broken.gguf")
    model = hosted(tmp_path / "broken.gguf", role)
    with pytest.raises(ModelFailed, match=sentence) as caught:
        _use(host, model)
    assert caught.value.hint
    assert "broken" in caught.value.message


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_truncated_file_is_refused_with_a_sentence(
    host: ModelHost, tmp_path: Path, embedder_file: Path, share: float
) -> None:
    whole = embedder_file.read_bytes()
    (tmp_path / "cut.gguf").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ModelFailed, match=r"whole GGUF file|incomplete"):
        _use(host, hosted(tmp_path / "cut.gguf", ModelRole.TEXT_EMBEDDER))
    assert host.text_embedder(hosted(embedder_file, ModelRole.TEXT_EMBEDDER)).embed(["a"]).shape == (1, 32)


def test_file_that_is_gone_is_said(host: ModelHost, tmp_path: Path) -> None:
    with pytest.raises(ModelFailed, match="cannot be opened"):
        _use(host, hosted(tmp_path / "gone.gguf", ModelRole.GENERATOR))


def test_model_for_something_else_is_refused(host: ModelHost, tmp_path: Path, embedder_file: Path) -> None:
    ranker = hosted(tiny_cross_encoder(tmp_path), ModelRole.TEXT_EMBEDDER)
    with pytest.raises(ModelFailed, match="is a reranker"):
        host.text_embedder(ranker).embed(["a"])
    with pytest.raises(ModelFailed, match="no language model"):
        host.generator(hosted(embedder_file, ModelRole.GENERATOR)).generate(ASK)
    with pytest.raises(ModelFailed):
        host.text_embedder(hosted(tiny_generator(tmp_path), ModelRole.TEXT_EMBEDDER)).embed(["a"])
    with pytest.raises(ModelFailed):
        host.reranker(hosted(embedder_file, ModelRole.RERANKER, pooling="rank")).rerank("q", ["a"])


@pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by a signal")
def test_host_killed_in_the_middle_of_a_batch_embeds_after_all(
    host: ModelHost, embedder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = host.text_embedder(hosted(embedder_file, ModelRole.TEXT_EMBEDDER))
    texts = [f"guarantee {number} repair " * number for number in range(1, 5 * embedder.batch_size)]
    undisturbed = embedder.embed(texts)
    first, run, n_batches, killers = _pid(host.pid), host.run, 0, []

    def disturbed(*request: Any, **how: Any) -> Payload:
        nonlocal n_batches
        n_batches += 1
        if n_batches == 3:
            os.kill(first, signal.SIGSTOP)  # it has the batch, and cannot answer before it is killed
            killers.append(threading.Timer(0.3, os.kill, (first, signal.SIGKILL)))
            killers[0].start()
        return run(*request, **how)

    monkeypatch.setattr(host, "run", disturbed)
    np.testing.assert_array_equal(embedder.embed(texts), undisturbed)
    assert n_batches == 5
    assert _pid(host.pid) != first


def test_host_killed_in_the_middle_of_an_answer_is_said_and_starts_anew(
    host: ModelHost, tmp_path: Path
) -> None:
    path = tiny_generator(tmp_path, endless=True)
    writer = host.generator(hosted(path, ModelRole.GENERATOR))
    texts: list[str] = []

    def listen(piece: str) -> None:
        texts.append(piece)
        if len(texts) == 2:
            os.kill(_pid(host.writer_pid), signal.SIGKILL)

    with pytest.raises(ModelFailed, match="ended unexpectedly"):
        writer.generate(ASK, sampling=Sampling(max_tokens=3500), on_text=listen)
    assert writer.generate(ASK, sampling=Sampling(max_tokens=2)).n_tokens == 2


def test_models_that_read_next_to_nothing_run(host: ModelHost, tmp_path: Path) -> None:
    """With fewer tokens than texts at once llama.cpp ended the process."""
    embedder = hosted(tiny_embedder(tmp_path, context_tokens=8, name="short"), ModelRole.TEXT_EMBEDDER)
    vectors = host.text_embedder(embedder).embed([f"guarantee {number}" for number in range(20)])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    ranker = hosted(tiny_cross_encoder(tmp_path, context_tokens=12), ModelRole.RERANKER, pooling="rank")
    assert None not in host.reranker(ranker).rerank("warranty", ["warranty", "repair"] * 10)


def test_stop_of_the_host_ends_an_answer_quietly(host: ModelHost, tmp_path: Path) -> None:
    writer = host.generator(hosted(tiny_generator(tmp_path, endless=True), ModelRole.GENERATOR))
    texts: list[str] = []

    def listen(piece: str) -> None:
        texts.append(piece)
        if len(texts) == 2:
            host.kill()

    made = writer.generate(ASK, sampling=Sampling(max_tokens=3500), on_text=listen)
    assert (made.stop, made.text) == ("cancelled", "".join(texts))


def test_model_larger_than_the_machine_is_not_even_tried(host: ModelHost, embedder_file: Path) -> None:
    huge = hosted(embedder_file, ModelRole.TEXT_EMBEDDER, memory_mb=10**9)
    with pytest.raises(ModelFailed, match="more than this machine has"):
        host.text_embedder(huge)
    assert host.running


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces an address-space limit")
def test_model_larger_than_the_memory_it_may_use_is_said(tmp_path: Path) -> None:
    path = tiny_generator(tmp_path, layers=12, feed_forward=200_000)  # about 1 GB
    host = ModelHost(threads=1, memory_limit_mb=900)
    try:
        with pytest.raises(ModelFailed) as caught:
            host.generator(hosted(path, ModelRole.GENERATOR)).generate(ASK)
        assert "memory" in f"{caught.value.message} {caught.value.hint}"
        small = tiny_generator(tmp_path, name="small")
        assert host.generator(hosted(small, ModelRole.GENERATOR)).generate(ASK).stop == "complete"
    finally:
        host.close()


def test_cancelling_in_the_middle_of_loading_does_not_hang(host: ModelHost, tmp_path: Path) -> None:
    writer = host.generator(hosted(tiny_generator(tmp_path, endless=True), ModelRole.GENERATOR))
    job = Job()
    threading.Timer(0.05, job.cancel).start()
    made = writer.generate(ASK, sampling=Sampling(max_tokens=3900), job=job)
    assert made.stop == "cancelled"
    assert made.n_tokens < 3900


def _use(host: ModelHost, model: HostedModel) -> None:
    if model.card.role is ModelRole.GENERATOR:
        host.generator(model).generate(ASK)
    else:
        host.text_embedder(model).embed(["a"])


def _pid(pid: int | None) -> int:
    assert pid is not None
    return pid
