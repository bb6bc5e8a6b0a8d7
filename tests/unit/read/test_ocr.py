"""Text in pictures is recognised with a box for each word, in the pixels of the picture that was given."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray
from PIL import ImageDraw, ImageFont

from quire.read.content import OcrLine
from quire.read.ocr import LONG_SIDE_PX, MAX_SIDE_PX, TextRecogniser, looks_blank
from quire.read.ocr_lines import lines_of, text_turns
from quire.types import Box

_TEXT = ("Report of the harbour", "The first ship left in May", "Total 1,234.56 euros")


def _page(size: tuple[int, int] = (700, 400), *, font_px: int = 30) -> PIL.Image.Image:
    picture = PIL.Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for row, text in enumerate(_TEXT):
        draw.text((50, 60 + row * 2 * font_px), text, font=ImageFont.load_default(size=font_px), fill="black")
    return picture


def _pixels(picture: PIL.Image.Image) -> NDArray[np.uint8]:
    return np.asarray(picture)


@pytest.fixture(scope="module")
def recogniser() -> TextRecogniser:
    return TextRecogniser(threads=2)


def _words(lines: list[OcrLine]) -> dict[str, Box]:
    return {word: box for line in lines for word, box in line.words}


def test_lines_and_words_are_found_where_they_stand(recogniser: TextRecogniser) -> None:
    lines = recogniser.recognise(_pixels(_page()))
    assert [line.text for line in lines] == list(_TEXT)
    words = _words(lines)
    assert words["Report"].x1 < words["harbour"].x0
    assert 40 < words["Report"].x0 < 60
    assert words["Total"].y0 > words["Report"].y1
    assert all(
        line.box.grown(3).intersection(box).area > 0.95 * box.area for line in lines for _, box in line.words
    )


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_page_gives_the_same_words_in_their_turned_places(
    recogniser: TextRecogniser, degrees: int
) -> None:
    picture = _page().rotate(degrees, expand=True)
    lines = recogniser.recognise(_pixels(picture))
    assert {line.text for line in lines} == set(_TEXT)
    assert text_turns(lines) == {90: 3, 180: 2, 270: 1}[degrees]
    first, last = _words(lines)["Report"], _words(lines)["harbour"]
    if degrees == 180:
        assert first.x0 > last.x1
    else:
        assert (first.y0 > last.y1) == (degrees == 90)


def test_pixmap_of_a_page_is_recognised(recogniser: TextRecogniser) -> None:
    import pymupdf

    page = pymupdf.open().new_page(width=400, height=200)
    page.insert_text((40, 80), "Harbour dues 2024", fontsize=24)
    for alpha, colours in ((False, pymupdf.csRGB), (True, pymupdf.csRGB), (False, pymupdf.csGRAY)):
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(2, 2), alpha=alpha, colorspace=colours)
        assert [line.text for line in recogniser.recognise_pixmap(pixmap)] == ["Harbour dues 2024"]


def test_blank_picture_is_told_without_a_model() -> None:
    assert looks_blank(np.full((900, 700, 3), 250, np.uint8))
    assert looks_blank(np.zeros((4, 500, 3), np.uint8))
    assert not looks_blank(_pixels(_page()))
    recogniser = TextRecogniser()
    recogniser._engine = _engine(lambda _: pytest.fail("a blank picture was recognised"))
    assert recogniser.recognise(np.full((900, 700, 3), 250, np.uint8)) == []


def _engine(look: Callable[[NDArray[np.uint8]], Any]) -> Any:
    class Engine:
        head_down_share = 0.0

        def __call__(self, picture: NDArray[np.uint8]) -> Any:
            return look(picture)

    return Engine()


def _found(*lines: tuple[str, tuple[float, float, float, float], float]) -> SimpleNamespace:
    def quad(box: tuple[float, float, float, float]) -> list[list[float]]:
        x0, y0, x1, y1 = box
        return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]

    return SimpleNamespace(
        txts=tuple(text for text, _, _ in lines),
        boxes=np.array([quad(box) for _, box, _ in lines], np.float32),
        scores=tuple(score for _, _, score in lines),
        word_results=tuple(() for _ in lines),
    )


def test_large_picture_is_shrunk_and_boxes_come_back_in_its_pixels() -> None:
    seen: list[tuple[int, ...]] = []

    def look(picture: NDArray[np.uint8]) -> Any:
        seen.append(picture.shape)
        return _found(("Harbour", (100, 100, 300, 140), 0.9))

    recogniser = TextRecogniser()
    recogniser._engine = _engine(look)
    (line,) = recogniser.recognise(_pixels(_page((2200, 1000))))
    assert seen == [(500, LONG_SIDE_PX, 3)]
    assert line.box.as_list() == [200.0, 200.0, 600.0, 280.0]


def test_small_print_is_looked_at_again_more_closely() -> None:
    seen: list[tuple[int, ...]] = []

    def look(picture: NDArray[np.uint8]) -> Any:
        seen.append(picture.shape)
        return _found(("Harbour", (100, 100, 180, 110), 0.9))

    recogniser = TextRecogniser()
    recogniser._engine = _engine(look)
    recogniser.recognise(_pixels(_page((4400, 1000))))
    assert [shape[1] for shape in seen] == [LONG_SIDE_PX, 2200]
    assert seen[1][1] <= MAX_SIDE_PX


def test_doubtful_lines_are_dropped() -> None:
    recogniser = TextRecogniser()
    recogniser._engine = _engine(
        lambda _: _found(("Harbour", (9, 9, 99, 40), 0.95), ("l|l.1", (9, 50, 99, 80), 0.4))
    )
    assert [line.text for line in recogniser.recognise(_pixels(_page()))] == ["Harbour"]


def test_words_without_boxes_share_their_line_by_length() -> None:
    (line,) = lines_of(_found(("ab abcdefg", (0, 0, 100, 20), 0.9)), 1.0)
    assert line.words == (("ab", Box(0, 0, 20, 20)), ("abcdefg", Box(30, 0, 100, 20)))


def test_words_of_the_recogniser_are_joined_to_those_of_the_text() -> None:
    found = _found(("well-known ship", (0, 0, 150, 20), 0.9))
    found.word_results = (
        (
            ("well-", 0.9, [[0, 0], [50, 0], [50, 20], [0, 20]]),
            ("known", 0.9, [[50, 0], [100, 0], [100, 20], [50, 20]]),
            ("ship", 0.9, [[110, 0], [150, 0], [150, 20], [110, 20]]),
        ),
    )
    (line,) = lines_of(found, 1.0)
    assert line.words == (("well-known", Box(0, 0, 100, 20)), ("ship", Box(110, 0, 150, 20)))


def test_full_width_forms_become_plain() -> None:
    (line,) = lines_of(_found(("（Ｐａｒｔ ２）", (0, 0, 100, 20), 0.9)), 1.0)
    assert line.text == "(Part 2)"
    assert [word for word, _ in line.words] == ["(Part", "2)"]


def test_nothing_found_is_no_lines() -> None:
    assert lines_of(SimpleNamespace(txts=None, boxes=None), 1.0) == []
