"""Loose pictures come out upright, whole or in part, within limits, and tell nothing of where they were taken."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from PIL import ImageDraw
from PIL.ExifTags import GPS, Base

from quire.errors import BrokenFile, TooLarge
from quire.read import sniff
from quire.read.content import OcrLine
from quire.read.image_page import bare_picture_page, picture_shape, read_picture_page
from quire.read.images import CROP_SIDE_PX, load_upright, picture_sizes, write_crop
from quire.types import Box, ElementKind, TextOrigin

_SIZE = (320, 200)


def _picture() -> PIL.Image.Image:
    """Return a picture whose upper left corner is red, everything else white and blue."""
    picture = PIL.Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 60, 40), fill="red")
    draw.rectangle((0, 150, 319, 199), fill="navy")
    return picture


def _is_red(picture: PIL.Image.Image, x: int, y: int) -> bool:
    red, green, blue = picture.getpixel((x, y))
    return red > 180 and green < 90 and blue < 90


def _orientation(number: int) -> bytes:
    exif = PIL.Image.Exif()
    exif[Base.Orientation] = number
    exif.get_ifd(Base.GPSInfo)[GPS.GPSLatitude] = (48.0, 51.0, 24.0)
    exif[Base.Artist] = "Somebody Private"
    return exif.tobytes()


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "bmp", "tif", "heic", "avif"])
def test_every_format_is_decoded(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"picture.{suffix}"
    if suffix == "heic":
        import pillow_heif

        pillow_heif.from_pillow(_picture()).save(file, quality=90)
    else:
        _picture().save(file)
    media_type = sniff(file).media_type
    assert picture_sizes(str(file), media_type) == ((320.0, 200.0),)
    picture, whole = load_upright(str(file), media_type)
    assert whole
    assert picture.mode == "RGB"
    assert _is_red(picture, 20, 20)
    assert not _is_red(picture, 200, 100)


@pytest.mark.parametrize(("orientation", "transpose"), [(3, 180), (6, 90), (8, 270)])
def test_exif_orientation_is_applied_to_picture_and_size(
    orientation: int, transpose: int, tmp_path: Path
) -> None:
    file = tmp_path / "turned.jpg"
    _picture().rotate(transpose, expand=True).save(file, exif=_orientation(orientation), quality=95)
    assert picture_sizes(str(file), "image/jpeg") == ((320.0, 200.0),)
    picture, _ = load_upright(str(file), "image/jpeg")
    assert picture.size == _SIZE
    assert _is_red(picture, 20, 20)


def test_pages_of_a_tiff_have_their_own_sizes(tmp_path: Path) -> None:
    file = tmp_path / "fax.tif"
    second = PIL.Image.new("RGB", (100, 300), "red")
    _picture().save(file, save_all=True, append_images=[second])
    assert picture_sizes(str(file), "image/tiff") == ((320.0, 200.0), (100.0, 300.0))
    assert _is_red(load_upright(str(file), "image/tiff", 1)[0], 50, 250)


def test_animation_shows_its_first_frame(tmp_path: Path) -> None:
    file = tmp_path / "moving.gif"
    _picture().save(file, save_all=True, append_images=[PIL.Image.new("RGB", _SIZE, "lime")])
    assert len(picture_sizes(str(file), "image/gif")) == 1
    assert _is_red(load_upright(str(file), "image/gif")[0], 20, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_mode_becomes_rgb(mode: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.tif"
    if mode in ("I;16", "F"):
        grey = np.asarray(_picture().convert("L"))
        values = grey.astype(np.uint16) * 200 if mode == "I;16" else grey.astype(np.float32) / 7
        PIL.Image.fromarray(values).save(file)
    else:
        _picture().convert(mode).save(file)
    picture, _ = load_upright(str(file), "image/tiff")
    assert picture.mode == "RGB"
    assert picture.getpixel((200, 100)) > (230, 230, 230)
    assert picture.getpixel((200, 180)) < (140, 140, 140)


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    PIL.Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file)
    assert load_upright(str(file), "image/png")[0].getpixel((10, 10)) == (255, 255, 255)


def test_truncated_picture_gives_its_part_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cut.jpg"
    noise = np.random.default_rng(0).integers(0, 255, (400, 400, 3), np.uint8)
    buffer = io.BytesIO()
    PIL.Image.fromarray(noise).save(buffer, "JPEG")
    file.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
    picture, whole = load_upright(str(file), "image/jpeg")
    assert not whole
    assert np.abs(np.asarray(picture, np.int16)[:100] - noise[:100]).mean() < 60
    content = read_picture_page(str(file), "image/jpeg", 0, crops_dir=tmp_path, recognise=None)
    assert [problem.kind for problem in content.problems] == ["truncated"]


def test_picture_without_anything_to_decode_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "cut.png"
    _picture().save(file)
    file.write_bytes(file.read_bytes()[:20])
    with pytest.raises(BrokenFile):
        load_upright(str(file), "image/png")


def test_picture_of_another_kind_than_it_claims_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "liar.png"
    _picture().save(file, "GIF")
    with pytest.raises(BrokenFile):
        load_upright(str(file), "image/png")


@pytest.mark.parametrize("decode", [picture_sizes, load_upright])
def test_image_bomb_is_refused_by_its_header(decode: object, tmp_path: Path) -> None:
    def chunk(body: bytes) -> bytes:
        return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))

    header = chunk(b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    file = tmp_path / "bomb.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT" + zlib.compress(bytes(100_000))))
    with pytest.raises(TooLarge, match="50,000 × 50,000"):
        decode(str(file), "image/png")  # type: ignore[operator]  # either of the two functions


def test_crop_is_small_and_carries_no_metadata(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    _picture().resize((3000, 2000)).save(file, exif=_orientation(1))
    read_picture_page(str(file), "image/jpeg", 0, crops_dir=tmp_path, recognise=None)
    crop = tmp_path / "p1.webp"
    assert b"Private" not in crop.read_bytes()
    with PIL.Image.open(crop) as image:
        assert max(image.size) == CROP_SIDE_PX
        assert not image.getexif()
    assert not list(tmp_path.glob("*.part"))


def test_crop_of_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    write_crop(_picture(), tmp_path / "p1.webp")
    with PIL.Image.open(tmp_path / "p1.webp") as image:
        assert image.size == _SIZE


def _line(text: str, y: float, *, words: bool = True) -> OcrLine:
    box = Box(10.0, y, 10.0 + 8 * len(text), y + 16)
    placed: list[tuple[str, Box]] = []
    x = 10.0
    for word in text.split():
        placed.append((word, Box(x, y, x + 8 * len(word), y + 16)))
        x += 8 * (len(word) + 1)
    return OcrLine(text, box, 0.99, tuple(placed) if words else ())


def test_image_element_carries_the_text_in_pixels_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    _picture().resize((6400, 4000)).save(file, quality=50)
    seen: list[tuple[int, ...]] = []

    def recognise(picture: np.ndarray) -> list[OcrLine]:
        seen.append(picture.shape)
        return [_line("Harbour office", 40.0)]

    content = read_picture_page(str(file), "image/jpeg", 0, crops_dir=tmp_path, recognise=recognise)
    (element,) = content.elements
    factor = 6400 / seen[0][1]
    assert factor > 1.5  # decoded at a lower resolution, which must not show
    assert element.kind is ElementKind.IMAGE
    assert element.text == "Harbour office"
    assert element.image == "p1"
    assert element.boxes == (Box(0.0, 0.0, 6400.0, 4000.0),)
    assert element.words is not None
    first = np.frombuffer(element.words.boxes, np.float32)[:4]
    assert first[0] == pytest.approx(10.0 * factor, rel=0.01)
    assert (content.page.width_pt, content.page.text_origin) == (6400.0, TextOrigin.OCR)


def test_photographed_document_keeps_every_word_once(tmp_path: Path) -> None:
    file = tmp_path / "letter.png"
    PIL.Image.new("RGB", (900, 1200), "white").save(file)
    lines = [
        _line(" ".join(f"word{row}x{column}" for column in range(8)), 20.0 + 22 * row) for row in range(50)
    ]
    content = read_picture_page(str(file), "image/png", 0, crops_dir=tmp_path, recognise=lambda _: lines)
    image, *rest = content.elements
    assert image.kind is ElementKind.IMAGE
    assert rest
    assert all(element.kind is not ElementKind.IMAGE for element in rest)
    words = " ".join(element.text for element in content.elements).split()
    assert sorted(words) == sorted(word for line in lines for word in line.text.split())


def test_title_does_not_come_from_metadata(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    _picture().save(file, exif=_orientation(6))
    shape = picture_shape(str(file), "image/jpeg")
    assert (shape.title, shape.author, shape.sizes) == ("", "", ((200.0, 320.0),))


def test_bare_page_is_one_image_element() -> None:
    content = bare_picture_page((320.0, 200.0), 0)
    assert [element.kind for element in content.elements] == [ElementKind.IMAGE]
    assert content.page.text_origin is TextOrigin.NONE
