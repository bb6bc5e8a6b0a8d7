"""Every model for pictures keeps the contract, whatever engine runs it."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from tests.tiny_models.open_clip import tiny_open_clip

from quire.embed import placed_images
from quire.errors import ReadError
from quire.models import ModelHost
from quire.plugins.contracts import ImageEmbedder
from quire.types import EmbeddingSpace


def picture(colour: str) -> bytes:
    import PIL.Image

    content = io.BytesIO()
    PIL.Image.new("RGB", (60, 40), colour).save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module", params=["open_clip", "as a library names it"])
def images(
    request: pytest.FixtureRequest, host: ModelHost, tmp_path_factory: pytest.TempPathFactory
) -> ImageEmbedder:
    hosted = host.image_embedder(tiny_open_clip(tmp_path_factory.mktemp("models")))
    if request.param == "open_clip":
        return hosted
    space = hosted.space
    return placed_images(hosted, EmbeddingSpace("named", space.model, space.revision, space.dim, space.modalities))


COLOURS = ("red", "lime", "blue", "black", "white", "yellow")


def test_one_unit_vector_per_picture_in_the_order_given(images: ImageEmbedder) -> None:
    pictures = [picture(colour) for colour in COLOURS]
    vectors = images.embed_images(pictures)
    assert vectors.shape == (len(pictures), images.space.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    for data, vector in zip(pictures, vectors, strict=True):
        np.testing.assert_allclose(images.embed_images([data], urgent=True)[0], vector, atol=1e-4)


def test_words_lie_in_the_same_space(images: ImageEmbedder) -> None:
    words = [f"a picture of something {colour}" for colour in ("red", "green", "blue")]
    vectors = images.embed_captions(words)
    assert vectors.shape == (3, images.space.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    seen = images.embed_images([picture(colour) for colour in ("red", "lime", "blue")])
    assert (seen @ vectors.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_nothing_gives_nothing(images: ImageEmbedder) -> None:
    assert images.embed_images([]).shape == (0, images.space.dim)
    assert images.embed_captions([]).shape == (0, images.space.dim)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", picture("red")[:60], b"%PDF-1.7"])
def test_what_is_no_picture_is_refused_in_a_sentence(images: ImageEmbedder, data: bytes) -> None:
    with pytest.raises(ReadError):
        images.embed_images([picture("red"), data])


def test_texts_of_any_kind_are_embedded(images: ImageEmbedder) -> None:
    texts = ["", " ", "red " * 500, "猫 🏖", "<end_of_text> red", "\x00"]
    vectors = images.embed_captions(texts)
    assert np.isfinite(vectors).all()
    assert [images.is_cut(text) for text in texts] == [False, False, True, False, False, False]


def test_parts_of_a_picture_are_unit_vectors_of_the_same_space(images: ImageEmbedder) -> None:
    parts = images.patch_vectors(picture("red"))
    assert parts is not None
    assert parts.rows.shape[2] == images.space.dim
    np.testing.assert_allclose(np.linalg.norm(parts.rows, axis=2), 1.0, atol=1e-4)


def test_threads_may_ask_at_once(images: ImageEmbedder) -> None:
    wanted = images.embed_images([picture(colour) for colour in COLOURS])
    got: dict[int, np.ndarray] = {}

    def ask(number: int) -> None:
        got[number] = images.embed_images([picture(COLOURS[number])], urgent=number % 2 == 0)[0]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(COLOURS))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, vector in enumerate(wanted):
        np.testing.assert_allclose(got[number], vector, atol=1e-4)
