"""CLIP-like models in the host: what they see, what they refuse, and that a host need not understand torchvision."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.tiny_models.open_clip import tiny_open_clip

from quire.errors import BrokenFile, ModelFailed
from quire.models import HostedModel, ModelHost
from quire.models.open_clip.images import HostedImages


def picture(*colours: str, size: tuple[int, int] = (64, 64), kind: str = "PNG") -> bytes:
    """Return a picture of vertical stripes."""
    import PIL.Image

    image = PIL.Image.new("RGB", size)
    for number, colour in enumerate(colours):
        left = size[0] * number // len(colours)
        image.paste(colour, (left, 0, size[0], size[1]))
    content = io.BytesIO()
    image.save(content, kind, **({"lossless": True} if kind == "WEBP" else {}))
    return content.getvalue()


@pytest.fixture(scope="module")
def host() -> Iterator[ModelHost]:
    made = ModelHost(threads=2)
    yield made
    made.close()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> HostedModel:
    return tiny_open_clip(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def images(host: ModelHost, model: HostedModel) -> HostedImages:
    return host.image_embedder(model)


def test_a_picture_is_nearest_to_the_words_that_describe_it(images: HostedImages) -> None:
    colours = ["red", "green", "blue", "yellow"]
    seen = images.embed_images([picture(colour) for colour in colours])
    said = images.embed_captions([f"a photo of something {colour}" for colour in colours])
    assert (seen @ said.T).argmax(axis=1).tolist() == [0, 1, 2, 3]
    np.testing.assert_allclose(np.linalg.norm(seen, axis=1), 1.0, atol=1e-5)


def test_kinds_of_files_and_sizes_of_batches_do_not_matter(images: HostedImages) -> None:
    kinds = ["PNG", "WEBP", "BMP"]
    seen = images.embed_images([picture("red", "blue", kind=kinds[n % 3]) for n in range(11)])
    np.testing.assert_allclose(seen, np.repeat(seen[:1], 11, axis=0), atol=1e-5)


def test_transparency_lies_on_white(images: HostedImages) -> None:
    import PIL.Image

    content = io.BytesIO()
    PIL.Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(content, "PNG")
    clear, white = images.embed_images([content.getvalue(), picture("white")])
    np.testing.assert_allclose(clear, white, atol=1e-5)


def test_a_picture_lies_as_its_camera_says(host: ModelHost, tmp_path: Path) -> None:
    import PIL.Image

    content = io.BytesIO()
    flat = PIL.Image.open(io.BytesIO(picture("red", "blue", size=(64, 64))))
    exif = PIL.Image.Exif()
    exif[0x0112] = 3  # upside down
    flat.save(content, "JPEG", exif=exif, quality=100)
    rows = host.image_embedder(tiny_open_clip(tmp_path)).patch_vectors(content.getvalue()).rows
    upright = host.image_embedder(tiny_open_clip(tmp_path)).patch_vectors(picture("blue", "red")).rows
    np.testing.assert_allclose(rows, upright, atol=0.05)


def test_the_models_own_preprocessing_is_used(host: ModelHost, tmp_path: Path) -> None:
    wide = picture("red", "red", "red", "blue", size=(128, 32))  # the middle square holds no blue
    squashing = host.image_embedder(tiny_open_clip(tmp_path / "a", resize_mode="squash"))
    cutting = host.image_embedder(tiny_open_clip(tmp_path / "b", resize_mode="shortest"))
    whole, middle = (images.embed_images([wide, picture("red")]) for images in (squashing, cutting))
    assert whole[0] @ whole[1] < 0.97
    assert middle[0] @ middle[1] > 0.99


def test_parts_of_a_picture_are_near_the_words_for_them(images: HostedImages) -> None:
    parts = images.patch_vectors(picture("green", "red"))
    assert parts.rows.shape == (4, 4, images.space.dim)
    assert not parts.centre_only
    heat = parts.rows @ images.embed_captions(["red"])[0]
    assert heat[:, 2:].min() > heat[:, :2].max() + 0.3


def test_a_long_text_is_cut_and_that_is_told(images: HostedImages) -> None:
    short, long = "a red house", "a red house " + "very far away " * 20
    assert not images.is_cut(short)
    assert images.is_cut(long)
    cut, same = images.embed_captions([long, long + "and blue"])
    np.testing.assert_allclose(cut, same, atol=1e-6)


def test_a_picture_that_cannot_be_decoded_is_named_and_costs_no_other(images: HostedImages) -> None:
    with pytest.raises(BrokenFile, match="cannot be decoded") as caught:
        images.embed_images([picture("red"), b"no picture", picture("blue")])
    assert "picture 2" in caught.value.detail
    assert images.embed_images([picture("red")]).shape == (1, images.space.dim)


def test_a_picture_that_claims_too_many_pixels_is_not_decoded(images: HostedImages) -> None:
    import zlib

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    header = (60_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    chunks = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 1000)), chunk(b"IEND", b"")]
    bomb = b"".join([b"\x89PNG\r\n\x1a\n", *chunks])
    with pytest.raises(BrokenFile, match="60000 × 60000 pixels is too large"):
        images.embed_images([bomb])


def test_it_says_where_it_runs_and_why(host: ModelHost, model: HostedModel) -> None:
    held = ModelHost(threads=1, gpu=False)
    try:
        assert held.image_embedder(model).describe() == (
            "open_clip in fp32 on cpu: graphics processors are switched off in the settings"
        )
    finally:
        held.close()


def test_pickled_weights_are_refused_and_not_opened(tmp_path: Path, host: ModelHost) -> None:
    good = tiny_open_clip(tmp_path)
    folder = Path(good.files[0][1]).parent
    proof = tmp_path / "ran"

    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str, str]]:
            return open, (str(proof), "w")

    pickled = folder / "open_clip_pytorch_model.bin"
    pickled.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ModelFailed, match=r"can run programs when it is opened"):
        host.image_embedder(replace(good, files=(good.files[0], (pickled.name, str(pickled)))))
    assert host.image_embedder(good).embed_images([picture("red")]).shape[0] == 1  # lying beside, it is left alone
    assert not proof.exists()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"model_cfg": {}}', '{"model_cfg": {"embed_dim": "x", "text_cfg": {}}}']
)
def test_a_configuration_that_describes_no_model_is_refused(content: str, tmp_path: Path, host: ModelHost) -> None:
    made = tiny_open_clip(tmp_path)
    Path(made.files[0][1]).write_text(content, encoding="utf-8")
    with pytest.raises(ModelFailed, match="does not describe a model"):
        host.image_embedder(made)


def test_weights_that_do_not_fit_are_a_sentence(tmp_path: Path, host: ModelHost) -> None:
    made = tiny_open_clip(tmp_path)
    config = Path(made.files[0][1])
    said = json.loads(config.read_text(encoding="utf-8"))
    said["model_cfg"]["vision_cfg"]["width"] = 32
    config.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(ModelFailed, match="cannot be loaded"):
        host.image_embedder(made).embed_captions(["red"])


def test_other_weights_are_another_revision(tmp_path: Path, host: ModelHost) -> None:
    one = host.image_embedder(tiny_open_clip(tmp_path / "a"))
    same = host.image_embedder(tiny_open_clip(tmp_path / "b"))
    other = host.image_embedder(tiny_open_clip(tmp_path / "c", gap=1.0))
    assert one.space == same.space
    assert one.space.id == other.space.id == "tiny-clip"
    assert one.space.revision != other.space.revision
