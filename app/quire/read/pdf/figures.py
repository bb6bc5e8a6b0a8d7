"""Where figures are: raster images and clusters of vector drawings, with the text that belongs inside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quire.read.pdf.compose import bounds
from quire.read.pdf.drawings import Drawings, clusters
from quire.read.pdf.fragments import Fragment, Frame
from quire.read.pdf.tables import CAPTION_START
from quire.types import Box, union

MAX_IMAGES = 1500
_MIN_WIDTH, _MIN_HEIGHT, _MIN_AREA = 34.0, 26.0, 1800.0
_LABEL_REACH = 11.0
_PROSE_WORDS = 5


@dataclass(slots=True)
class Figure:
    """A figure in the upright frame.

    Attributes:
        raster: Whether a picture is part of it, so that it may hold text no layer knows.
        members: Fragments of text inside it.
        backdrop: Whether running text is printed over it; that text stays outside.
    """

    box: Box
    raster: bool
    members: list[Fragment] = field(default_factory=list)
    backdrop: bool = False


def find_figures(
    fragments: Sequence[Fragment],
    drawings: Drawings,
    images: Sequence[Box],
    tables: Sequence[Box],
    size: tuple[float, float],
) -> list[Figure]:
    """Return figures with the fragments that belong to them."""
    n_words = sum(len(item.words) for item in fragments)
    whole = [box for box in images if box.area > 0.75 * size[0] * size[1]]
    pictures = [box for box in images if box.area <= 0.75 * size[0] * size[1]]
    large = _merged_slices([box for box in pictures if min(box.width, box.height) >= 40], size)
    small = [box for box in pictures if min(box.width, box.height) < 40]
    figures = [Figure(box, raster=True) for box in large]
    figures += _vector_figures(fragments, drawings, small, [*large, *tables], size)
    if whole and n_words < 60 and not figures:
        figures.append(Figure(union(whole), raster=True))
    figures = _merged(figures)
    rest = [item for item in fragments if item.block is None]
    for figure in sorted(figures, key=lambda figure: figure.box.area):
        _absorb(figure, rest)
        taken = {id(item) for item in figure.members}
        rest = [item for item in rest if id(item) not in taken]
    return figures


def _merged_slices(boxes: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """Join pictures stored as many touching slices, and pictures lying on pictures."""
    if len(boxes) >= 4:
        joined = []
        for group in clusters(boxes, size, reach=1.5):
            members = [boxes[index] for index in group]
            joined.extend([union(members)] if len(members) >= 6 else members)
        boxes = joined
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.area):
        if all(box.covered_by(other) < 0.7 for other in kept):
            kept.append(box)
    return kept


def _vector_figures(
    fragments: Sequence[Fragment],
    drawings: Drawings,
    small: Sequence[Box],
    taken: Sequence[Box],
    size: tuple[float, float],
) -> list[Figure]:
    panels = [box for box in (*drawings.fills, *drawings.frames) if box.area > 0.04 * size[0] * size[1]]
    texts = [(item.box, len(item.words)) for item in fragments]
    heavy = {box for box in panels if _prose_words(box, texts) >= 40}
    kinds: list[tuple[Box, str]] = [
        *((box, "mark") for box in drawings.marks),
        *((box, "image") for box in small),
        *((box, "fill") for box in drawings.fills if box not in heavy),
        *((box, "frame") for box in drawings.frames if box not in heavy),
        *((box, "rule") for box in (*drawings.horizontal, *drawings.vertical) if box.width < 0.6 * size[0]),
    ]
    outside = [Box(t.x0 - 1, t.y0 - 1, t.x1 + 1, t.y1 + 1) for t in taken]
    kinds = [(box, kind) for box, kind in kinds if not any(box.covered_by(t) > 0.7 or _within(box, t) for t in outside)]
    figures = []
    for group in clusters([box for box, _ in kinds], size, reach=4.5):
        members = [kinds[index] for index in group]
        if _is_figure(members, texts):
            box = union(box for box, _ in members)
            figures.append(Figure(box, raster=any(kind == "image" for _, kind in members)))
    return figures


def _within(box: Box, other: Box) -> bool:
    """Whether a line of no area lies inside `other`."""
    return box.x0 >= other.x0 and box.x1 <= other.x1 and box.y0 >= other.y0 and box.y1 <= other.y1


def _prose_words(box: Box, texts: Sequence[tuple[Box, int]]) -> int:
    return sum(n for text, n in texts if n >= _PROSE_WORDS and text.covered_by(box) > 0.6)


def _is_figure(members: Sequence[tuple[Box, str]], texts: Sequence[tuple[Box, int]]) -> bool:
    box = union(member for member, _ in members)
    if box.width < _MIN_WIDTH or box.height < _MIN_HEIGHT or box.area < _MIN_AREA:
        return False
    count = {kind: sum(kind == other for _, other in members) for kind in ("mark", "image", "fill", "frame", "rule")}
    drawn = 2 * count["mark"] + count["fill"] + 2 * count["image"] + count["frame"]
    if drawn < 4 or not (count["mark"] or count["image"] or count["fill"] >= 3):
        return False
    if not count["mark"] and not count["image"] and _stripes(members):
        return False
    prose = _prose_words(box, texts)
    return prose < 40 or (count["mark"] >= 30 and prose < 160)


def _stripes(members: Sequence[tuple[Box, str]]) -> bool:
    """Whether all fills span the same width: rows of a table or of a list, not the bars of a chart."""
    fills = [box for box, kind in members if kind == "fill"]
    lefts, rights = {round(box.x0 / 4) for box in fills}, {round(box.x1 / 4) for box in fills}
    return len(lefts) <= 2 and len(rights) <= 2


def _merged(figures: Sequence[Figure]) -> list[Figure]:
    """Join figures that overlap by a good part."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: -figure.box.area):
        other = next((k for k in kept if figure.box.covered_by(k.box) > 0.3), None)
        if other is None:
            kept.append(figure)
        else:
            other.box = union((other.box, figure.box))
            other.raster |= figure.raster
    return kept


def _absorb(figure: Figure, fragments: Sequence[Fragment]) -> None:
    """Take the text inside and the labels beside it, unless running text is printed over the picture."""
    inside = [item for item in fragments if item.box.covered_by(figure.box.grown(2)) > 0.55]
    prose = sum(len(item.words) for item in inside if len(item.words) >= _PROSE_WORDS)
    if prose > 45 and prose > 0.55 * sum(len(item.words) for item in inside):
        figure.backdrop = True
        return
    figure.members = inside
    if figure.raster:
        return
    taken = {id(item) for item in inside}
    for _ in range(2):
        reach = figure.box.grown(_LABEL_REACH)
        labels = [
            item
            for item in fragments
            if id(item) not in taken and item.box.covered_by(reach) > 0.5 and _is_label(item)
        ]
        if not labels:
            break
        figure.members += labels
        taken |= {id(item) for item in labels}
        figure.box = union((figure.box, bounds(labels)))


def _is_label(item: Fragment) -> bool:
    text = item.text
    return len(item.words) <= 4 and not item.bold and not CAPTION_START.match(text) and not text.endswith(".")


def painted_figures(page: Any, frame: Frame, fragments: Sequence[Fragment]) -> list[Box]:
    """Return areas that look painted on a small rendering, text set aside: for scans and pages with too many paths."""
    import numpy as np
    import pymupdf

    scale = min(0.5, 400 / max(frame.width, frame.height))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    pixels = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.width, -1).astype(np.int16)
    coarse = pixels[::2, ::2].reshape(-1, pixels.shape[2]) // 16
    values, counts = np.unique(coarse, axis=0, return_counts=True)
    background = values[counts.argmax()] * 16 + 8
    painted = np.abs(pixels - background).max(axis=2) > 40
    for item in fragments:
        box = frame.to_page(item.box).scaled(scale).grown(1)
        painted[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1] = False
    cells = _cells(painted, max(1, round(5 * scale * 2)))
    step = max(1, round(5 * scale * 2)) / scale
    boxes = [Box(x * step, y * step, (x + 1) * step, (y + 1) * step) for y, x in cells]
    if len(boxes) > 0.6 * (frame.width / step) * (frame.height / step):
        return []  # a photograph or a gradient all over
    found = []
    for group in clusters(boxes, (frame.width, frame.height), reach=max(6.0, step)):
        box = union(boxes[index] for index in group)
        dense = len(group) * step * step / max(box.area, 1.0)
        if box.width > 50 and box.height > 40 and dense > 0.08 and len(group) > 12:
            found.append(frame.from_page(box))
    return found


def _cells(painted: Any, side: int) -> list[tuple[int, int]]:
    import numpy as np

    height, width = painted.shape[0] // side * side, painted.shape[1] // side * side
    blocks = painted[:height, :width].reshape(height // side, side, width // side, side).mean(axis=(1, 3))
    return [(int(y), int(x)) for y, x in np.argwhere(blocks > 0.15)]
