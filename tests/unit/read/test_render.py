"""Pages are drawn at the size asked for, within limits, with the cited places marked."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest

from quire.errors import InvalidInput
from quire.read import ReaderPool, sniff
from quire.read.render import MAX_PIXELS, bounded_scale, draw_marks, visible
from quire.types import Box


def _image(png: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(png)).convert("RGB")


def _is_marked(image: PIL.Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.getpixel((x, y))
    return red > 200 and green > 90 and blue < 0.85 * red


def test_page_is_drawn_at_its_scale(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    source = sniff(make_pdf())
    assert _image(pool.render_page(source, 1)).size == (595, 842)
    assert _image(pool.render_page(source, 1, scale=2.0)).size == (1190, 1684)


def test_clip_cuts_out_a_region(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    source = sniff(make_pdf())
    whole = _image(pool.render_page(source, 1, scale=2.0))
    part = _image(pool.render_page(source, 1, scale=2.0, clip=Box(60, 80, 260, 120)))
    assert part.size == (400, 80)
    assert part.tobytes() == whole.crop((120, 160, 520, 240)).tobytes()


def test_marks_tint_their_place_and_nothing_else(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    source = sniff(make_pdf())
    plain = _image(pool.render_page(source, 1, scale=2.0))
    marked = _image(pool.render_page(source, 1, scale=2.0, marks=[Box(300, 400, 400, 420)]))
    assert _is_marked(marked, 700, 820)
    assert not _is_marked(plain, 700, 820)
    changed = PIL.Image.composite(plain, marked, PIL.Image.new("L", plain.size, 0))
    assert changed.crop((0, 0, 1190, 780)).tobytes() == plain.crop((0, 0, 1190, 780)).tobytes()


def test_marks_of_a_clip_stand_where_they_stand_on_the_page(
    pool: ReaderPool, make_pdf: Callable[..., Path]
) -> None:
    part = _image(
        pool.render_page(sniff(make_pdf()), 1, clip=Box(250, 350, 450, 450), marks=[Box(300, 400, 400, 420)])
    )
    assert _is_marked(part, 100, 60)
    assert not _is_marked(part, 100, 20)


def test_rotated_page_takes_boxes_as_displayed(pool: ReaderPool, tmp_path: Path) -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=300, height=500)
    page.draw_rect(pymupdf.Rect(20, 30, 120, 90), fill=(0, 0, 1), color=None)
    page.set_rotation(90)
    document.save(tmp_path / "turned.pdf")
    image = _image(pool.render_page(sniff(tmp_path / "turned.pdf"), 1))
    assert image.size == (500, 300)
    blue = Box(410, 20, 470, 120)  # the rectangle as displayed
    part = _image(pool.render_page(sniff(tmp_path / "turned.pdf"), 1, clip=blue))
    assert part.size == (60, 100)
    assert part.getpixel((30, 50)) == (0, 0, 255)
    marked = _image(pool.render_page(sniff(tmp_path / "turned.pdf"), 1, marks=[Box(20, 20, 80, 120)]))
    assert _is_marked(marked, 50, 70)


def test_picture_keeps_its_pixels_at_scale_one(pool: ReaderPool, tmp_path: Path) -> None:
    picture = PIL.Image.effect_noise((200, 100), 60).convert("RGB")
    picture.save(tmp_path / "noise.png")
    source = sniff(tmp_path / "noise.png")
    assert _image(pool.render_page(source, 1)).tobytes() == picture.tobytes()
    assert _image(pool.render_page(source, 1, scale=0.5)).size == (100, 50)
    part = _image(pool.render_page(source, 1, clip=Box(50, 20, 90, 60)))
    assert part.tobytes() == picture.crop((50, 20, 90, 60)).tobytes()


def test_scale_is_lowered_to_stay_within_the_limit(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    image = _image(pool.render_page(sniff(make_pdf()), 1, scale=50.0))
    assert 0.9 * MAX_PIXELS < image.width * image.height < 1.01 * MAX_PIXELS


def test_scale_within_the_limit_is_kept() -> None:
    assert bounded_scale(Box(0, 0, 100, 100), 3.0) == 3.0


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_scale_that_is_no_positive_number_is_refused(scale: float) -> None:
    with pytest.raises(InvalidInput):
        bounded_scale(Box(0, 0, 10, 10), scale)


def test_clip_is_cut_to_the_page() -> None:
    assert visible(Box(-10, -10, 50, 2000), 100, 200) == Box(0, 0, 50, 200)
    assert visible(None, 100, 200) == Box(0, 0, 100, 200)


@pytest.mark.parametrize("clip", [Box(200, 0, 300, 50), Box(10, 10, 10, 50), Box(float("nan"), 0, 10, 10)])
def test_clip_outside_the_page_is_refused(clip: Box) -> None:
    with pytest.raises(InvalidInput):
        visible(clip, 100, 200)


def test_overlapping_marks_are_tinted_once_and_outlined_together() -> None:
    white = PIL.Image.new("RGB", (200, 100), "white")
    page = Box(0, 0, 200, 100)
    both = draw_marks(white.copy(), page, 1.0, [Box(20, 20, 120, 60), Box(80, 40, 180, 80)])
    one = draw_marks(white.copy(), page, 1.0, [Box(20, 20, 120, 60)])
    assert both.getpixel((100, 50)) == one.getpixel((50, 40))


def test_marks_that_make_no_sense_are_left_out() -> None:
    white = PIL.Image.new("RGB", (200, 100), "white")
    marks = [Box(500, 500, 600, 600), Box(float("nan"), 0, 10, 10), Box(-900, 0, -800, 10)]
    assert draw_marks(white.copy(), Box(0, 0, 200, 100), 1.0, marks).tobytes() == white.tobytes()
