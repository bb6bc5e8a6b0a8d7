"""From the recogniser's raw output to lines of words with boxes. Plain arithmetic; no models."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np

from quire.read.content import OcrLine
from quire.types import Box, union


def lines_of(found: Any, factor: float) -> list[OcrLine]:
    """Return the lines of a `RapidOCROutput`, boxes multiplied by `factor`."""
    if found.txts is None or found.boxes is None:
        return []
    word_results: Sequence[Any] = found.word_results
    aligned = len(word_results) == len(found.txts)  # RapidOCR drops lines without words from that list only
    lines: list[OcrLine] = []
    for index, (text, quad, score) in enumerate(zip(found.txts, found.boxes, found.scores, strict=True)):
        box = box_of(quad, factor)
        parts = word_results[index] if aligned else ()
        words = [(_plain(part[0]), box_of(part[2], factor)) for part in parts if part[2] is not None]
        text = _plain(text)
        lines.append(OcrLine(text=text, box=box, score=float(score), words=_words(text, box, words)))
    return [line for line in lines if line.text]


def _plain(text: str) -> str:
    """Fold full-width forms, which the models like to emit in Latin text, and outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def box_of(quad: Any, factor: float) -> Box:
    """Return the upright rectangle around four corner points, multiplied by `factor`."""
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


def text_turns(lines: Sequence[OcrLine]) -> int:
    """Return how many quarter turns clockwise most text stands from upright, by the order of its words."""
    counts = [0, 0, 0, 0]
    for line in lines:
        if len(line.words) < 2:
            continue
        first, last = line.words[0][1], line.words[-1][1]
        across = (last.x0 + last.x1) - (first.x0 + first.x1)
        down = (last.y0 + last.y1) - (first.y0 + first.y1)
        if abs(across) >= abs(down):
            counts[0 if across >= 0 else 2] += len(line.text)
        else:
            counts[1 if down > 0 else 3] += len(line.text)
    best = max(range(4), key=lambda turns: counts[turns])
    return best if counts[best] > 2 * counts[0] else 0
