"""Pictures that come as bytes: marks on kept pages, text in a pasted picture, thumbnails."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from quire.errors import InvalidInput, ReadError, TooLarge
from quire.read import ReaderPool, sniff
from quire.types import Box


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    opened = ReaderPool(n_processes=1)
    yield opened
    opened.close()


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def page(width: int = 300, height: int = 400) -> Image.Image:
    """A page whose quarters have different colours."""
    image = Image.new("RGB", (width, height), (255, 255, 255))
    image.paste((0, 0, 200), (width // 2, height // 2, width, height))
    return image


def bomb() -> bytes:
    """A PNG of a few bytes that claims 40,000 × 40,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body


def test_marks_on_a_kept_page_stand_where_the_page_has_them(pool: ReaderPool) -> None:
    kept = encoded(page(300, 400))  # of a page 200 × 266.7 units large
    image = decoded(pool.mark_picture(kept, page_width=200.0, scale=1.0, marks=[Box(20, 20, 60, 40)]))
    assert image.size == (200, 267)
    assert image.getpixel((40, 30)) != (255, 255, 255)
    assert image.getpixel((40, 60)) == (255, 255, 255)


def test_clip_of_a_kept_page_shows_that_part_alone(pool: ReaderPool) -> None:
    clip = Box(100, 133.5, 200, 266)
    image = decoded(pool.mark_picture(encoded(page()), page_width=200.0, scale=2.0, clip=clip))
    assert image.size == (200, 265)
    assert image.getpixel((100, 100)) == (0, 0, 200)


@pytest.mark.parametrize(
    ("data", "width", "scale", "clip"),
    [
        (encoded(page()), 0.0, 1.0, None),
        (encoded(page()), 200.0, 0.0, None),
        (encoded(page()), 200.0, 1.0, Box(500, 500, 600, 600)),
        (b"%PDF-1.7 no picture", 200.0, 1.0, None),
        (b"", 200.0, 1.0, None),
    ],
)
def test_senseless_marking_is_refused(
    pool: ReaderPool, data: bytes, width: float, scale: float, clip: Box | None
) -> None:
    with pytest.raises(InvalidInput):
        pool.mark_picture(data, page_width=width, scale=scale, clip=clip)


def test_text_in_a_picture_is_read(pool: ReaderPool) -> None:
    image = Image.new("RGB", (700, 200), (255, 255, 255))
    ImageDraw.Draw(image).text((30, 60), "Kittiwake colony 1987", fill=(0, 0, 0), font=ImageFont.load_default(48))
    words = pool.picture_text(encoded(image, "JPEG")).lower().split()
    assert words == ["kittiwake", "colony", "1987"]


def test_picture_without_text_says_nothing(pool: ReaderPool) -> None:
    assert pool.picture_text(encoded(Image.new("RGB", (64, 64), (90, 120, 30)))) == ""


def test_bombs_and_junk_are_refused_and_the_reader_lives_on(pool: ReaderPool) -> None:
    with pytest.raises(TooLarge):
        pool.picture_text(bomb())
    with pytest.raises(TooLarge):
        pool.thumbnail(bomb())
    with pytest.raises(InvalidInput):
        pool.picture_text(b"GIF is what this claims")
    with pytest.raises(ReadError):
        pool.picture_text(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert pool.picture_text(encoded(Image.new("RGB", (64, 64)))) == ""


def test_reading_without_ocr_reads_no_pasted_picture() -> None:
    pool = ReaderPool(n_processes=1, ocr=False)
    try:
        assert pool.picture_text(b"never looked at") == ""
    finally:
        pool.close()


def test_thumbnail_of_a_file_shows_the_top_of_its_first_page(pool: ReaderPool, tmp_path: Path) -> None:
    import pymupdf

    path = tmp_path / "receipt.pdf"
    with pymupdf.open() as document:
        document.new_page(width=200, height=2000).draw_rect(pymupdf.Rect(0, 0, 200, 100), fill=(1, 0, 0))
        document.new_page()
        document.save(path)
    image = Image.open(io.BytesIO(pool.thumbnail(sniff(path), width_px=160)))
    assert image.format == "WEBP"
    assert image.size == (160, 320)
    red, green, _ = image.convert("RGB").getpixel((80, 30))
    assert red > 200 > 100 > green


def test_thumbnail_of_a_small_picture_is_not_blown_up(pool: ReaderPool, tmp_path: Path) -> None:
    small = encoded(page(60, 80))
    assert decoded(pool.thumbnail(small, width_px=320)).size == (60, 80)
    path = tmp_path / "photo.png"
    path.write_bytes(encoded(page(900, 600)))
    assert decoded(pool.thumbnail(sniff(path), width_px=300)).size == (300, 200)
