"""The built-in image tower: what it sees, that it is the same every time, and what it says of files that are broken."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quire.errors import BrokenFile, ModelFailed
from quire.models import ModelHost, built_in_card
from quire.models.cards import models_folder
from quire.models.protocol import HostedModel, Payload
from quire.models.tower.images import MODEL_ID, TowerImages, hosted_tower

MOST_BYTES = 25_000_000


def encoded(draw: str, *, size: tuple[int, int] = (420, 300)) -> bytes:
    """Return a PNG of a figure drawn here, in no style that the tower was trained with."""
    import PIL.Image
    from PIL import ImageDraw

    image = PIL.Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    width, height = size
    if draw == "bar chart":
        for number, part in enumerate((0.3, 0.7, 0.5, 0.9, 0.4, 0.6)):
            left = 40 + number * (width - 60) / 6
            pen.rectangle((left, height - 30 - part * (height - 70), left + 38, height - 30), fill="#3a7d44")
        pen.line((30, 20, 30, height - 30, width - 10, height - 30), fill="black", width=2)
    elif draw == "pie chart":
        for number, colour in enumerate(("#b23a48", "#fcb9b2", "#461220")):
            pen.pieslice((100, 40, 320, 260), number * 120, number * 120 + 120, fill=colour)
    elif draw == "page of text":
        made = random.Random(5)
        for y in range(16, height - 12, 12):
            pen.text((20, y), "".join(made.choice("abcdefghij klmnop") for _ in range(60)), fill="black")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def images(host: ModelHost) -> TowerImages:
    return TowerImages(host, hosted_tower(), host.minilm())


KINDS = ("bar chart", "pie chart", "page of text")


def test_a_figure_is_nearest_to_the_words_for_its_kind(images: TowerImages) -> None:
    seen = images.embed_images([encoded(kind) for kind in KINDS])
    said = images.embed_captions([f"a {kind}" for kind in KINDS])
    assert (seen @ said.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_pictures_lie_in_the_space_of_the_text_embedder(images: TowerImages, host: ModelHost) -> None:
    words = ["a cat on a chair", "sales by region"]
    np.testing.assert_allclose(images.embed_captions(words), host.minilm().embed(words, use="query"), atol=1e-6)
    vectors = images.embed_images([encoded(kind) for kind in KINDS])
    assert vectors.shape == (len(KINDS), images.space.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_the_same_picture_is_seen_the_same_in_any_company(images: TowerImages) -> None:
    pictures = [encoded(kind) for kind in KINDS] * 4
    together = images.embed_images(pictures)
    for data, row in zip(pictures, together, strict=True):
        np.testing.assert_allclose(images.embed_images([data])[0], row, atol=1e-4)
    np.testing.assert_array_equal(images.embed_images(pictures), together)


def test_size_does_not_matter_much(images: TowerImages) -> None:
    small, large = images.embed_images([encoded("pie chart"), encoded("pie chart", size=(420, 300))])
    assert float(small @ large) > 0.99


def test_parts_of_a_picture_have_vectors_of_their_own(images: TowerImages) -> None:
    patches = images.patch_vectors(encoded("bar chart"))
    assert patches.rows.shape == (7, 7, images.space.dim)
    assert not patches.centre_only
    np.testing.assert_allclose(np.linalg.norm(patches.rows, axis=2), 1.0, atol=1e-4)


def test_a_broken_picture_is_named_and_spoils_no_other(images: TowerImages, host: ModelHost) -> None:
    with pytest.raises(BrokenFile, match="cannot be decoded"):
        images.embed_images([encoded("bar chart"), b"no picture"])
    arrays = {"0": np.frombuffer(encoded("bar chart"), np.uint8), "1": np.frombuffer(b"no picture", np.uint8)}
    reply = host.run(hosted_tower(), "images", Payload(arrays=arrays))
    assert [bool(reason) for reason in reply.texts] == [False, True]
    np.testing.assert_allclose(np.linalg.norm(reply.arrays["vectors"], axis=1), [1.0, 0.0], atol=1e-4)


def test_a_file_that_onnxruntime_cannot_read_is_a_known_error(tmp_path: Path) -> None:
    good = hosted_tower()
    cut = tmp_path / "body.onnx"
    cut.write_bytes(Path(dict(good.files)["body.onnx"]).read_bytes()[:100_000])
    files = tuple((name, str(cut) if name == cut.name else path) for name, path in good.files)
    broken = HostedModel(replace(good.card, id="cut"), good.backend, files)
    host = ModelHost(threads=1)
    try:
        with pytest.raises(ModelFailed, match="cannot be loaded"):
            host.run(broken, "images", Payload(arrays={"0": np.frombuffer(encoded("bar chart"), np.uint8)}))
    finally:
        host.close()


def test_it_runs_where_there_is_no_torch() -> None:
    code = (
        "import sys; sys.modules['torch'] = sys.modules['open_clip'] = None\n"
        "from quire.models.tower.backend import TowerBackend\n"
        "from quire.models.tower.images import hosted_tower\n"
        "from pathlib import Path; import numpy as np\n"
        "model, backend = hosted_tower(), TowerBackend(threads=1)\n"
        "backend.load(model.card, {name: Path(path) for name, path in model.files})\n"
        "print(backend.vectors(np.zeros((2, 3, 224, 224), np.float32)).shape)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert ended.stdout.strip() == "(2, 384)"


def test_it_is_small_and_its_card_tells_where_it_comes_from() -> None:
    card = built_in_card(MODEL_ID)
    folder = models_folder() / MODEL_ID
    assert sum(path.stat().st_size for path in folder.iterdir()) <= MOST_BYTES
    assert {file.name for file in card.files} == {path.name for path in folder.glob("*.onnx")}
    assert card.built_in
    for word in ("EfficientNet-Lite0", "Tiny ImageNet", "Apache-2.0", "224"):
        assert word in card.note
