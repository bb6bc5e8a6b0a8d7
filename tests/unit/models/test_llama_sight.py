"""Language models with eyes: pictures take their tokens, and what cannot be shown is refused with a sentence."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.tiny_models import (
    hosted,
    tiny_embedder,
    tiny_generator,
    tiny_projector,
    tiny_red_projector,
    tiny_yes_no_reranker,
)
from tests.tiny_models.projectors import IMAGE_TOKENS

from quire.errors import InvalidInput, ModelFailed
from quire.jobs import Job
from quire.models import ModelHost
from quire.models.llama.sight import prepared
from quire.plugins.contracts import Generator, Message, PictureReranker, Sampling
from quire.types import ModelRole

REPLY = "A red square [1]."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("models")
    tiny_generator(made, REPLY, context_tokens=1024)
    tiny_projector(made)
    return made


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def seeing(host: ModelHost, folder: Path) -> Generator:
    return host.generator(
        hosted(folder / "tiny-generator.gguf", ModelRole.VLM, folder / "mmproj-tiny.gguf")
    )


def picture(
    mode: str = "RGB", size: tuple[int, int] = (300, 200), kind: str = "PNG", colour: str = "red"
) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, colour if mode == "RGB" else 1).save(written, kind)
    return written.getvalue()


def test_each_picture_takes_its_tokens(seeing: Generator) -> None:
    assert seeing.sees
    fast = Sampling(max_tokens=64)
    counts = [
        seeing.generate([Message("user", "What is it?", (picture(),) * n)], sampling=fast).n_prompt_tokens
        for n in (0, 1, 3)
    ]
    assert counts[1] - counts[0] == IMAGE_TOKENS
    assert counts[2] - counts[0] == 3 * IMAGE_TOKENS


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF"])
def test_pictures_of_every_kind_are_shown(seeing: Generator, kind: str) -> None:
    made = seeing.generate([Message("user", "What is it?", (picture(kind=kind),))])
    assert (made.text, made.stop) == (REPLY, "complete")


def test_words_alone_come_after_pictures_and_before(seeing: Generator) -> None:
    asked = [Message("system", "Look."), Message("user", "What is it?", (picture(),))]
    first = seeing.generate(asked)
    turns = [*asked, Message("assistant", first.text), Message("user", "And now?")]
    assert seeing.generate(turns).text == REPLY
    assert seeing.generate([Message("user", "Without")]).text == REPLY
    assert seeing.generate(asked).text == REPLY


def test_marks_in_documents_show_nothing(seeing: Generator) -> None:
    made = seeing.generate([Message("user", "<__media__> <__media__>", (picture(),))])
    assert made.text == REPLY


def test_too_many_pictures_for_the_context_are_refused(seeing: Generator) -> None:
    with pytest.raises(InvalidInput, match="1024 at most"):
        seeing.generate([Message("user", "What?", (picture(),) * 64)], sampling=Sampling(max_tokens=100))
    assert seeing.generate([Message("user", "What?", (picture(),))]).text == REPLY


@pytest.mark.parametrize("broken", [b"", b"no picture", picture()[:80]])
def test_broken_picture_is_refused(seeing: Generator, broken: bytes) -> None:
    with pytest.raises(InvalidInput, match="cannot be opened"):
        seeing.generate([Message("user", "What?", (broken,))])


def test_cancelled_before_looking(seeing: Generator) -> None:
    job = Job()
    job.cancel()
    assert seeing.generate([Message("user", "What?", (picture(),))], job=job).stop == "cancelled"


def test_broken_projector_is_refused(host: ModelHost, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "tiny-generator.gguf", tmp_path / "writer.gguf")
    projector = tmp_path / "mmproj-x.gguf"
    projector.write_bytes((folder / "mmproj-tiny.gguf").read_bytes()[:20_000])
    model = host.generator(hosted(tmp_path / "writer.gguf", ModelRole.VLM, projector))
    with pytest.raises(ModelFailed, match=r"projector|mmproj"):
        model.generate([Message("user", "What?", (picture(),))])


def test_projector_of_another_model_is_refused(host: ModelHost, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "tiny-generator.gguf", tmp_path / "other.gguf")
    projector = tiny_projector(tmp_path, language_width=96)
    model = host.generator(hosted(tmp_path / "other.gguf", ModelRole.VLM, projector))
    with pytest.raises(ModelFailed):
        model.generate([Message("user", "What?", (picture(),))])


def test_a_model_that_is_no_projector_shows_nothing(host: ModelHost, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "tiny-generator.gguf", tmp_path / "third.gguf")
    wrong = tiny_embedder(tmp_path, name="mmproj-wrong")
    model = host.generator(hosted(tmp_path / "third.gguf", ModelRole.VLM, wrong))
    with pytest.raises((ModelFailed, InvalidInput)):
        model.generate([Message("user", "What?", (picture(),))])


def test_pictures_are_scaled_down_and_laid_on_paper() -> None:
    assert prepared(picture(size=(4000, 2000)), longest_px=512)[:2] == (512, 256)
    assert prepared(picture(size=(40, 20)), longest_px=512)[:2] == (40, 20)
    clear = io.BytesIO()
    Image.new("RGBA", (1, 1), (0, 0, 0, 0)).save(clear, "PNG")
    assert prepared(clear.getvalue(), longest_px=64) == (1, 1, b"\xff\xff\xff")
    assert prepared(picture("L"), longest_px=64)[:2] == (64, 43)


def test_the_price_of_a_picture_is_the_models_own(seeing: Generator) -> None:
    assert seeing.picture_tokens([(784, 784), (40, 900), (784, 784)]) == [IMAGE_TOKENS] * 3
    assert seeing.picture_tokens([]) == []


def test_a_model_without_eyes_has_no_price(host: ModelHost, folder: Path) -> None:
    blind = host.generator(hosted(folder / "tiny-generator.gguf", ModelRole.GENERATOR, name="blind"))
    with pytest.raises(ModelFailed, match="does not see"):
        blind.picture_tokens([(10, 10)])


@pytest.fixture(scope="module")
def seer(host: ModelHost, tmp_path_factory: pytest.TempPathFactory) -> PictureReranker:
    place = tmp_path_factory.mktemp("seer")
    model = hosted(tiny_yes_no_reranker(place), ModelRole.VLM, tiny_red_projector(place), name="seer")
    made = host.picture_reranker(model)
    assert made is not None
    return made


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_is_judged_by_what_it_shows(seer: PictureReranker, kind: str) -> None:
    assert seer.prepare()
    chances = [
        seer.judge("What is red?", picture(kind=kind, colour=colour), words)
        for colour, words in (("red", ""), ("blue", ""), ("red", "A caption."), ("green", "A caption."))
    ]
    assert min(chances[0], chances[2]) > 0.5 > max(chances[1], chances[3])


def test_a_broken_picture_is_not_judged(seer: PictureReranker) -> None:
    with pytest.raises(InvalidInput, match="cannot be opened"):
        seer.judge("What is red?", b"no picture", "")
    assert seer.judge("What is red?", picture(), "") > 0.5


def test_while_a_model_writes_no_picture_is_judged(host: ModelHost, seer: PictureReranker, folder: Path) -> None:
    writer = host.generator(hosted(folder / "tiny-generator.gguf", ModelRole.GENERATOR, name="writer"))
    free: list[bool] = []
    writer.generate([Message("user", "Go on")], on_text=lambda _: free.append(seer.prepare()))
    assert free
    assert not any(free)
    assert seer.prepare()


def test_only_models_that_see_judge_pictures(host: ModelHost, folder: Path) -> None:
    model = hosted(folder / "tiny-generator.gguf", ModelRole.GENERATOR)
    assert host.picture_reranker(model) is None
