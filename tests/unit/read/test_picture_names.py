"""What a loose picture's file is called, and writing that is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from quire.read.assemble import assemble
from quire.read.content import OcrLine
from quire.read.context import name_in_words
from quire.read.image_page import picture_shape, read_picture_page
from quire.types import Box, Source


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("red-fishing-boat.jpg", "red fishing boat"),
        ("HarbourAtDusk_2.png", "Harbour At Dusk 2"),
        ("Übersicht Räume.png", "Übersicht Räume"),
        ("灯塔.png", "灯塔"),
        ("IMG_2041.jpg", ""),
        ("Screenshot 2024-03-01 at 10.15.02.png", ""),
        ("WhatsApp Image 2024-01-02.jpeg", ""),
        ("n02403003.JPEG", ""),
        ("scan001.tif", ""),
    ],
)
def test_a_name_that_somebody_gave_is_read_in_words(name: str, words: str) -> None:
    assert name_in_words(f"/pictures/{name}") == words


def _read(folder: Path, *said: str) -> str:
    path = folder / "red-fishing-boat.png"
    Image.effect_noise((320, 240), 60).convert("RGB").save(path)
    lines = [OcrLine(text, Box(10, 10 + 20 * row, 90, 25 + 20 * row), 0.97) for row, text in enumerate(said)]

    def recognise(_: NDArray[np.uint8]) -> list[OcrLine]:
        return lines

    content = read_picture_page(str(path), "image/png", 0, crops_dir=folder, recognise=recognise)
    source = Source(str(path), "0" * 64, "image/png", 1, 0.0)
    shape = picture_shape(str(path), "image/png")
    [element] = assemble(source, shape, [content], depth="full", reader="picture/2").elements
    assert element.context == "red fishing boat"
    return element.text


def test_windows_and_masts_are_not_read_as_writing(tmp_path: Path) -> None:
    assert _read(tmp_path, "日昌日", "日 日") == ""
    assert _read(tmp_path, "4") == ""


def test_writing_is_kept_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    assert _read(tmp_path, "PORT ELLARY", "4") == "PORT ELLARY 4"
    assert _read(tmp_path, "出口") == "出口"
