"""What a model has read before is reused, and changes nothing: every answer is as if it were the first."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.tiny_models import hosted, tiny_babbler, tiny_projector

from quire.errors import InvalidInput
from quire.jobs import Job
from quire.models import ModelHost
from quire.models.llama.backend import LlamaBackend
from quire.models.protocol import Payload
from quire.plugins.contracts import Generator, Message, Sampling
from quire.types import ModelRole

EVIDENCE = Message("system", "The warranty lasts two years. " * 60)
FEW = Sampling(max_tokens=12)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_babbler(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    made.close()


@pytest.fixture
def babbler(host: ModelHost, path: Path) -> Generator:
    return host.generator(hosted(path, ModelRole.VLM, tiny_projector(path.parent)))


def asked(text: str) -> list[Message]:
    return [EVIDENCE, Message("user", text)]


@pytest.fixture
def fresh(host: ModelHost, babbler: Generator) -> Callable[[list[Message]], str]:
    """Return what a new process answers."""

    def answer(messages: list[Message]) -> str:
        host.kill()
        return babbler.generate(messages, sampling=FEW).text

    return answer


def test_babbler_depends_on_what_it_read(babbler: Generator) -> None:
    texts = {babbler.generate(asked(text), sampling=FEW).text for text in ("one", "two", "three", "four")}
    assert len(texts) >= 3


def test_next_question_is_answered_as_if_it_were_the_first(
    babbler: Generator, fresh: Callable[[list[Message]], str]
) -> None:
    expected = {text: fresh(asked(text)) for text in ("How long?", "And where?", "How")}
    for text in ("How long?", "And where?", "How", "How long?", "How long?"):
        assert babbler.generate(asked(text), sampling=FEW).text == expected[text]


def test_conversation_goes_on_from_what_was_written(
    babbler: Generator, fresh: Callable[[list[Message]], str]
) -> None:
    first = babbler.generate(asked("How long?"), sampling=FEW)
    turns = [*asked("How long?"), Message("assistant", first.text), Message("user", "Sure?")]
    second = babbler.generate(turns, sampling=FEW)
    assert second.text == fresh(turns)


def test_interruptions_leave_nothing_behind(
    babbler: Generator, fresh: Callable[[list[Message]], str]
) -> None:
    expected = fresh(asked("How long?"))
    for interruption in ("cancelled", "too long", "pictures", "length"):
        job = Job()
        if interruption == "cancelled":
            long = Sampling(max_tokens=1000, temperature=9.0)
            babbler.generate(asked("How else?"), sampling=long, on_text=lambda _, job=job: job.cancel(), job=job)
        elif interruption == "too long":
            with pytest.raises(InvalidInput):
                babbler.generate([*asked("x"), Message("user", "word " * 3000)])
        elif interruption == "pictures":
            picture = (noise(),)
            babbler.generate([EVIDENCE, Message("user", "How long?", picture)], sampling=FEW)
        else:
            babbler.generate(asked("How short?"), sampling=Sampling(max_tokens=1))
        assert babbler.generate(asked("How long?"), sampling=FEW).text == expected, interruption


def noise() -> bytes:
    written = io.BytesIO()
    Image.effect_noise((90, 60), 90).save(written, "PNG")
    return written.getvalue()


def test_passages_judged_together_are_judged_as_if_alone(host: ModelHost, path: Path) -> None:
    judge = host.reranker(hosted(path, ModelRole.RERANKER, pooling="yes-no"))
    passages = ["short", "A longer passage. " * 40, "", "word " * 700, "The last one.", "A longer passage. " * 41]
    for question in ("How long?", "How long is it, and where?", "How"):
        together = judge.rerank(question, passages)
        alone = [judge.rerank(question, [passage])[0] for passage in passages]
        assert together == pytest.approx(alone, abs=0.01)
    assert len({round(score or 0.0, 3) for score in together}) > 3


def test_unloading_gives_the_memory_back(path: Path) -> None:
    model = hosted(path, ModelRole.RERANKER, pooling="yes-no")
    for _ in range(3):
        backend = LlamaBackend(threads=1, gpu=False)
        backend.load(model.card, {name: Path(file) for name, file in model.files})
        scores = backend.run("rerank", Payload(("why", "because", "word"))).arrays["scores"]
        assert np.isfinite(scores).all()
        backend.close()
