"""Text recognition in reader processes: RapidOCR with the models inside its wheel. No network, nothing
downloaded.

The bundled models are PP-OCRv6 small: they read Latin script, digits, Chinese and Japanese. They do not read
Cyrillic, Greek, Arabic, Hebrew, Indic scripts or Korean, and now and then lose the space between two words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quire.read.content import OcrLine
from quire.types import Box, union

if TYPE_CHECKING:
    import pymupdf

LONG_SIDE_PX = 1600
_MIN_SCORE = 0.6
_BLANK_SPREAD = (
    12.0  # grey levels between the darkest and the brightest point, below which there is nothing to read
)
_MAX_PROBE_PX = 500_000


class TextRecogniser:
    """Recognises text in pictures; loads its models at the first picture (1 s, 500 MB). One thread at a time.

    Args:
        threads: What onnxruntime may use inside one operation.
        long_side_px: Larger pictures are scaled down to this before recognition.
    """

    def __init__(self, *, threads: int = 1, long_side_px: int = LONG_SIDE_PX) -> None:
        self._threads = threads
        self._long_side_px = long_side_px
        self._engine: Any = None

    def recognise_pixmap(self, pixmap: pymupdf.Pixmap) -> list[OcrLine]:
        """Return the lines of a rendered page, boxes in the pixmap's pixels (its own offset not added)."""
        import pymupdf

        if pixmap.alpha or pixmap.n != 3:
            pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
            if pixmap.alpha:
                pixmap = pymupdf.Pixmap(pixmap, 0)
        rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
        return self.recognise(rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3))

    def recognise(self, picture: NDArray[np.uint8]) -> list[OcrLine]:
        """Return the lines found in an RGB picture, shape (height, width, 3), boxes in its pixels.

        Lines come in the recogniser's order, roughly top to bottom; columns are the caller's to sort out.
        """
        if looks_blank(picture):
            return []
        small, factor = self._shrunk(picture)
        found = self._run(np.ascontiguousarray(small[:, :, ::-1]))
        return [line for line in _lines(found, factor) if line.score >= _MIN_SCORE]

    def _shrunk(self, picture: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], float]:
        height, width = picture.shape[:2]
        factor = max(height, width) / self._long_side_px
        if factor <= 1.0:
            return picture, 1.0
        import cv2

        size = (max(1, round(width / factor)), max(1, round(height / factor)))
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), factor

    def _run(self, picture: NDArray[np.uint8]) -> Any:
        if self._engine is None:
            self._engine = _load_engine(self._threads)
        return self._engine(picture)


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

    cv2.setNumThreads(threads)
    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
            "Global.return_word_box": True,
        }
    )


def _lines(found: Any, factor: float) -> list[OcrLine]:
    if found.txts is None or found.boxes is None:
        return []
    word_results: Sequence[Any] = found.word_results
    aligned = len(word_results) == len(found.txts)  # RapidOCR drops lines without words from that list only
    lines: list[OcrLine] = []
    for index, (text, quad, score) in enumerate(zip(found.txts, found.boxes, found.scores, strict=True)):
        box = _box_of(quad, factor)
        parts = word_results[index] if aligned else ()
        words = [(_plain(part[0]), _box_of(part[2], factor)) for part in parts if part[2] is not None]
        text = _plain(text)
        lines.append(OcrLine(text=text, box=box, score=float(score), words=_words(text, box, words)))
    return [line for line in lines if line.text]


def _plain(text: str) -> str:
    """Fold full-width forms, which the models like to emit in Latin text, and outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def _box_of(quad: Any, factor: float) -> Box:
    points = np.asarray(quad, np.float64).reshape(-1, 2) * factor
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def _words(text: str, line: Box, found: list[tuple[str, Box]]) -> tuple[tuple[str, Box], ...]:
    """Return a box for each word of `text`: the recogniser's where they agree, else split by length."""
    wanted = text.split()
    pieces = [(piece, box) for piece, box in found if piece]
    if "".join(piece for piece, _ in pieces).replace(" ", "") != "".join(wanted):
        return _split_by_length(wanted, line)
    words: list[tuple[str, Box]] = []
    at = 0
    for word in wanted:
        boxes: list[Box] = []
        letters = ""
        while at < len(pieces) and len(letters) < len(word):
            letters += pieces[at][0].replace(" ", "")
            boxes.append(pieces[at][1])
            at += 1
        if letters != word:
            return _split_by_length(wanted, line)
        words.append((word, union(boxes)))
    return tuple(words)


def _split_by_length(words: list[str], line: Box) -> tuple[tuple[str, Box], ...]:
    """Spread words over a line by their number of characters; along its height when it stands upright."""
    n_chars = sum(map(len, words)) + len(words) - 1
    upright = line.height > 2 * line.width
    placed: list[tuple[str, Box]] = []
    start = 0
    for word in words:
        first, last = start / n_chars, (start + len(word)) / n_chars
        if upright:
            y0, y1 = line.y0 + first * line.height, line.y0 + last * line.height
            placed.append((word, Box(line.x0, y0, line.x1, y1)))
        else:
            x0, x1 = line.x0 + first * line.width, line.x0 + last * line.width
            placed.append((word, Box(x0, line.y0, x1, line.y1)))
        start += len(word) + 1
    return tuple(placed)
