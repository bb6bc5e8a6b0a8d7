"""Text recognition in reader processes: RapidOCR with the models inside its wheel. No network, nothing
downloaded.

The bundled models are PP-OCRv6 small: they read Latin script, digits, Chinese and Japanese. They do not read
Cyrillic, Greek, Arabic, Hebrew, Indic scripts or Korean, and now and then lose the space between two words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quire.read.content import OcrLine
from quire.read.ocr_lines import box_of, lines_of
from quire.read.pdf.fragments import turned

if TYPE_CHECKING:
    import pymupdf

# On 8 printed pages against their text layer: 99.4 % of the words right; 98.6 % at 1,280 px, 96.8 % at 1,000 px.
LONG_SIDE_PX = 1100
MAX_SIDE_PX = 2600
_SMALL_PRINT_PX = 14.0  # line height below which letters get lost: 6 pt print, a shrunk 4K screenshot
_GOOD_PRINT_PX = 20.0  # what a second look aims at; 10 pt print on A4 at 1,100 px has 17
_WORTH_IT = 1.15  # least gain in resolution for a second look
_MIN_SCORE = 0.6
_BLANK_SPREAD = (
    12.0  # grey levels between the darkest and the brightest point, below which there is nothing to read
)
_ENOUGH_CHARS = 15  # of recognised text, to trust what it says about the picture's orientation
_MAX_PROBE_PX = 500_000


class TextRecogniser:
    """Recognises text in pictures; loads its models at the first picture (1 s, 400 MB). One thread at a time.

    Args:
        threads: What onnxruntime may use inside one operation.
    """

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._engine: Any = None

    def recognise_pixmap(self, pixmap: pymupdf.Pixmap) -> list[OcrLine]:
        """Return the lines of a rendered page, boxes in the pixmap's pixels (its own offset not added)."""
        import pymupdf

        if pixmap.n - pixmap.alpha != 3:
            pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
        rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
        picture = rows[:, : pixmap.width * pixmap.n].reshape(pixmap.height, pixmap.width, pixmap.n)
        if pixmap.alpha:  # colours are premultiplied: adding what is missing lays them on white
            picture = picture[:, :, :3] + (255 - picture[:, :, 3:])
        return self.recognise(picture)

    def recognise(self, picture: NDArray[np.uint8]) -> list[OcrLine]:
        """Return the lines found in an RGB picture, shape (height, width, 3), boxes in its pixels.

        Lines come in the recogniser's order, roughly top to bottom; columns are the caller's to sort out.
        """
        if looks_blank(picture):
            return []
        lines, turns = self._look(picture)
        if turns < 2:
            return lines
        # Lines that stand on their head are recognised well, but the boxes of their words come out mirrored.
        upright, left = self._look(np.rot90(picture, turns))
        if left:
            return lines
        height, width = np.rot90(picture, turns).shape[:2]
        return [_turned(line, turns, width, height) for line in upright]

    def _look(self, picture: NDArray[np.uint8]) -> tuple[list[OcrLine], int]:
        """Recognise once, or twice where print is small; also say how many quarter turns most lines are off."""
        factor = max(1.0, max(picture.shape[:2]) / LONG_SIDE_PX)
        found = self._run(_shrunk(picture, factor))
        finer = _finer_factor(found, factor, max(picture.shape[:2]))
        if finer < factor:
            factor = finer
            found = self._run(_shrunk(picture, factor))
        lines = [line for line in lines_of(found, factor) if line.score >= _MIN_SCORE]
        return lines, _turns(lines, self._engine.head_down_share)

    def _run(self, picture: NDArray[np.uint8]) -> Any:
        if self._engine is None:
            self._engine = _load_engine(self._threads)
        self._engine.head_down_share = 0.0
        return self._engine(np.ascontiguousarray(picture[:, :, ::-1]))  # it wants blue first


def _turns(lines: Sequence[OcrLine], head_down_share: float) -> int:
    """Return how many quarter turns clockwise most of the text stands away from upright."""
    n_chars = sum(len(line.text) for line in lines)
    if n_chars < _ENOUGH_CHARS:
        return 0
    sideways = sum(len(line.text) for line in lines if line.box.height > 1.5 * line.box.width)
    if sideways > 0.6 * n_chars:
        return 3 if head_down_share > 0.5 else 1
    return 2 if head_down_share > 0.5 else 0


def _turned(line: OcrLine, turns: int, width: float, height: float) -> OcrLine:
    """Move a line from the upright picture, `width` × `height`, back onto the picture as it was given."""
    words = tuple((word, turned(box, turns, width, height)) for word, box in line.words)
    return replace(line, box=turned(line.box, turns, width, height), words=words)


def _shrunk(picture: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    if factor <= 1.0:
        return picture
    import cv2

    height, width = picture.shape[:2]
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _finer_factor(found: Any, factor: float, side_px: int) -> float:
    """Return the factor to shrink by for a second look, or `factor` when the first look was good enough."""
    if found.boxes is None or len(found.boxes) == 0:
        return factor
    boxes = [box_of(quad, 1.0) for quad in found.boxes]
    print_px = float(np.median([min(box.width, box.height) for box in boxes]))
    if print_px >= _SMALL_PRINT_PX:
        return factor
    finer = max(1.0, side_px / MAX_SIDE_PX, factor * print_px / _GOOD_PRINT_PX)
    return finer if factor / finer >= _WORTH_IT else factor


def looks_blank(picture: NDArray[np.uint8]) -> bool:
    """Tell whether a picture is one even colour, from a coarse sample of its pixels."""
    height, width = picture.shape[:2]
    if min(height, width) < 8:
        return True
    step = max(1, int((height * width / _MAX_PROBE_PX) ** 0.5))
    sample = picture[::step, ::step].astype(np.float32).mean(axis=2)
    return bool(sample.max() - sample.min() < _BLANK_SPREAD)


def _load_engine(threads: int) -> Any:
    import cv2
    from rapidocr import RapidOCR

    class Engine(RapidOCR):  # type: ignore[misc]  # rapidocr is untyped
        """Remembers how much of the last picture's text stood on its head, which RapidOCR keeps to itself."""

        head_down_share = 0.0

        def cls_and_rotate(self, img: list[NDArray[np.uint8]]) -> Any:
            images, result = super().cls_and_rotate(img)
            widths = np.array([max(crop.shape[:2]) for crop in img], np.float64)
            head_down = np.array(["180" in label and score > 0.9 for label, score in result.cls_res])
            self.head_down_share = float(widths[head_down].sum() / max(widths.sum(), 1.0))
            return images, result

    cv2.setNumThreads(threads)
    return Engine(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.max_side_len": MAX_SIDE_PX,
        }
    )
