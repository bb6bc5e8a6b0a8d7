"""Where figures are: raster images and clusters of vector drawings, with the text that belongs inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quire.read.pdf.compose import bounds
from quire.read.pdf.drawings import Drawings, clusters
from quire.read.pdf.fragments import Fragment, Frame
from quire.read.pdf.tables import CAPTION_START
from quire.types import Box, union

MAX_IMAGES = 1500
_MIN_WIDTH, _MIN_HEIGHT, _MIN_AREA = 34.0, 26.0, 1800.0
_LABEL_REACH = 15.0
_PROSE_WORDS = 5

Shape = tuple[Box, str]


@dataclass(slots=True)
class Figure:
    """A figure in the upright frame.

    Attributes:
        raster: Whether a picture is part of it, so that it may hold text no layer knows.
        members: Fragments of text inside it.
        backdrop: Whether running text is printed over it; that text stays outside.
        nested: Whether it lies on a larger figure.
    """

    box: Box
    raster: bool
    members: list[Fragment] = field(default_factory=list)
    backdrop: bool = False
    nested: bool = False


def find_figures(
    fragments: Sequence[Fragment],
    drawings: Drawings,
    images: Sequence[Box],
    tables: Sequence[Box],
    size: tuple[float, float],
    *,
    painted: Sequence[Box] = (),
) -> list[Figure]:
    """Return figures with the fragments that belong to them; pictures inside a drawing follow it.

    Areas `painted` on a scan are joined like drawings, over wider gaps: bars have no axis there that ties them.
    """
    n_words = sum(len(item.words) for item in fragments)
    page_area = size[0] * size[1]
    whole = [box for box in images if box.area > 0.75 * page_area]
    pictures = [box for box in images if box.area <= 0.75 * page_area]
    large = _merged_slices([box for box in pictures if min(box.width, box.height) >= 40], size)
    small = [box for box in pictures if min(box.width, box.height) < 40]
    # A picture over a third of the page is a backdrop: what is drawn on it counts.
    solid = [box for box in large if box.area < 0.33 * page_area]
    drawn = _Drawn(fragments, drawings, small, [*solid, *tables], size)
    figures = _merged(
        [
            *(Figure(box, raster=True) for box in large),
            *_neighbours_joined(drawn.figures(), fragments),
            *_neighbours_joined([Figure(box, raster=False) for box in painted], fragments, reach=40.0),
        ]
    )
    if whole and n_words < 60 and not figures:
        figures.append(Figure(union(whole), raster=True))
    rest = [item for item in fragments if item.block is None]
    for figure in sorted(figures, key=lambda figure: figure.box.area):
        _absorb(figure, rest)
        if _is_dressing(figure):
            figures.remove(figure)
            continue
        taken = {id(item) for item in figure.members}
        rest = [item for item in rest if id(item) not in taken]
    return figures


def _is_dressing(figure: Figure) -> bool:
    """Whether a drawing is only the shadow, banner or button around a line or two of text."""
    if not figure.members:
        return False
    text = bounds(figure.members)
    size = max(item.size for item in figure.members)
    n_words = sum(len(item.words) for item in figure.members)
    share = text.intersection(figure.box).area / max(figure.box.area, 1.0)
    return n_words >= 2 and share > 0.25 and figure.box.height < 4.5 * size


def _merged_slices(boxes: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """Join pictures stored as many touching slices, and pictures lying on pictures."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.area):
        if all(box.covered_by(other) < 0.7 for other in kept):
            kept.append(box)
    if len(kept) < 6:
        return kept
    joined = []
    for group in clusters(kept, size, reach=1.5):
        members = [kept[index] for index in group]
        around = union(members)
        tiled = len(members) >= 6 and sum(box.area for box in members) > 0.85 * around.area
        joined.extend([around] if tiled else members)
    return joined


def _axes(fills: Sequence[Box]) -> list[Box]:
    """Return the unseen axes of bar charts: thin boxes that tie bars of one base and one thickness together."""
    lying: dict[tuple[int, int], list[Box]] = {}
    standing: dict[tuple[int, int], list[Box]] = {}
    for box in fills:
        if 3 < box.height < 45 and box.width > 2:
            lying.setdefault((round(box.x0 / 2), round(box.height / 1.5)), []).append(box)
        if 3 < box.width < 60 and box.height > 2:
            standing.setdefault((round(box.y1 / 2), round(box.width / 1.5)), []).append(box)
    axes = _stacked_rows(lying.values())
    for group in lying.values():
        near = _near_run(sorted(group, key=lambda box: box.y0), lambda a, b: b.y0 - a.y1 < 2.5 * a.height)
        if len({round(box.x1 / 4) for box in near}) >= 2 and len(near) >= 3:
            axes.append(Box(near[0].x0, near[0].y0, near[0].x0 + 1, near[-1].y1))
    for group in standing.values():
        near = _near_run(sorted(group, key=lambda box: box.x0), lambda a, b: b.x0 - a.x1 < 3 * a.width)
        if len({round(box.y0 / 4) for box in near}) >= 2 and len(near) >= 3:
            axes.append(Box(near[0].x0, near[0].y1 - 1, near[-1].x1, near[0].y1))
    return axes


def _stacked_rows(groups: Iterable[Sequence[Box]]) -> list[Box]:
    """Return areas of bars in rows: two or more columns of bars that start on the same rows."""
    by_rows: dict[tuple[int, ...], list[Box]] = {}
    for group in groups:
        if len(group) >= 2 and len({round(box.x1 / 4) for box in group}) >= 2:
            by_rows.setdefault(tuple(sorted(round(box.y0 / 3) for box in group)), []).extend(group)
    return [union(bars) for rows, bars in by_rows.items() if len(bars) >= 2 * len(rows)]


def _wide_axes(drawings: Drawings, size: tuple[float, float]) -> list[Box]:
    """Return rules over most of the page that meet an upright one: a chart's frame, not a line under a heading."""
    upright = [box for box in drawings.vertical if box.height > 40]
    wide = [box for box in drawings.horizontal if 0.6 * size[0] <= box.width < 0.9 * size[0]]
    return [
        box
        for box in wide
        if any(box.x0 - 3 <= v.x0 <= box.x1 + 3 and v.y0 - 3 <= box.y0 <= v.y1 + 3 for v in upright)
    ]


def _near_run(boxes: Sequence[Box], near: Callable[[Box, Box], bool]) -> list[Box]:
    """Return the longest run of boxes each near the one before."""
    best: list[Box] = []
    run: list[Box] = []
    for box in boxes:
        run = [*run, box] if run and near(run[-1], box) else [box]
        best = max(best, run, key=len)
    return best


class _Drawn:
    """Clusters of vector drawings and small pictures on one page."""

    def __init__(
        self,
        fragments: Sequence[Fragment],
        drawings: Drawings,
        small: Sequence[Box],
        taken: Sequence[Box],
        size: tuple[float, float],
    ) -> None:
        self._size = size
        self._page_area = size[0] * size[1]
        self._texts = [(item.box, len(item.words)) for item in fragments]
        self._fragments = fragments
        panels = [box for box in (*drawings.fills, *drawings.frames) if box.area > 0.06 * self._page_area]
        self._panels = [box for box in panels if _prose_words(box, self._texts) < 40]
        skip = {*panels, *(box for box in drawings.marks if self._is_decor(box))}
        rules = (*drawings.horizontal, *drawings.vertical)
        shapes: list[Shape] = [
            *((box, "mark") for box in drawings.marks if box not in skip),
            *((box, "image") for box in small),
            *((box, "fill") for box in drawings.fills if box not in skip),
            *((box, "frame") for box in drawings.frames if box not in skip),
            *((box, "axis") for box in _axes(drawings.fills)),
            *((box, "rule") for box in rules if box.width < 0.6 * size[0] and box.height < 0.6 * size[1]),
            *((box, "rule") for box in _wide_axes(drawings, size)),
        ]
        outside = [box.grown(1) for box in taken]
        self._shapes = [
            (box, kind)
            for box, kind in shapes
            if not any(box.covered_by(other) > 0.7 or _within(box, other) for other in outside)
        ]

    def figures(self) -> list[Figure]:
        return [self._on_panel(figure) for figure in self._found(self._shapes, reach=4.5)]

    def _is_decor(self, box: Box) -> bool:
        """Whether one huge shape lies under text: a page background, not a drawing."""
        return (
            box.area > 0.2 * self._page_area
            and sum(n for t, n in self._texts if t.covered_by(box) > 0.6) > 10
        )

    def _found(self, shapes: Sequence[Shape], *, reach: float) -> list[Figure]:
        figures = []
        groups = [
            [shapes[index] for index in group]
            for group in clusters([box for box, _ in shapes], self._size, reach=reach)
        ]
        for members in self._curves_joined(groups):
            box = union(box for box, _ in members)
            if reach > 3 and box.area > 0.25 * self._page_area and self._swallows_text(box):
                core = [shape for shape in members if shape[0].area < 0.02 * self._page_area]
                figures += self._found(core, reach=2.5)
            elif _is_figure(members, self._texts) and not (reach < 3 and self._swallows_text(box)):
                figures.append(Figure(box, raster=any(kind == "image" for _, kind in members)))
        return figures

    def _curves_joined(self, groups: list[list[Shape]]) -> list[list[Shape]]:
        """Join free curves over one stretch of width, as the lines of a line chart are, unless text parts them."""
        prose = [text for text, n in self._texts if n >= _PROSE_WORDS]
        result: list[tuple[Box, list[Shape]]] = []
        for group in sorted(groups, key=lambda group: min(box.y0 for box, _ in group)):
            box = union(box for box, _ in group)
            curved = box.width > 60 and any(kind == "mark" for _, kind in group)
            other = next((i for i, (k, _) in enumerate(result) if curved and _over(k, box, prose)), None)
            if other is None:
                result.append((box, group))
            else:
                joined = [*result[other][1], *group]
                result[other] = (union(shape for shape, _ in joined), joined)
        return [group for _, group in result]

    def _swallows_text(self, box: Box) -> bool:
        inside = [item for item in self._fragments if item.box.covered_by(box) > 0.6]
        return stacked_words(inside) > 45

    def _on_panel(self, figure: Figure) -> Figure:
        """Grow a drawing that fills most of its panel to the panel."""
        for panel in self._panels:
            if figure.box.covered_by(panel) > 0.9 and figure.box.area > 0.2 * panel.area:
                if sum(n for text, n in self._texts if text.covered_by(panel) > 0.6) < 60:
                    figure.box = panel
                break
        return figure


def _over(a: Box, b: Box, prose: Sequence[Box]) -> bool:
    """Whether two stretches of drawing stand one above the other at the same width with no running text between."""
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    if shared < 0.7 * max(a.width, b.width) or b.y0 - a.y1 > 42:
        return False
    gap = Box(max(a.x0, b.x0), min(a.y1, b.y0), min(a.x1, b.x1), max(a.y1, b.y0))
    return not any(text.intersection(gap).area > 0 for text in prose)


def stacked_words(fragments: Sequence[Fragment]) -> int:
    """Count words in stacks of three or more close lines with one left edge: paragraphs and lists, not labels."""
    total = run = length = 0
    last: Fragment | None = None
    for item in sorted(fragments, key=lambda item: (round(item.x0 / 2), item.y0)):
        close = (
            last is not None
            and abs(item.x0 - last.x0) < 2.5
            and abs(item.size - last.size) < 0.6
            and -0.5 * item.size < item.y0 - last.y1 < 0.7 * item.size
        )
        if not close:
            total += run if length >= 3 else 0
            run = length = 0
        run, length, last = run + len(item.words), length + 1, item
    return total + (run if length >= 3 else 0)


def _within(box: Box, other: Box) -> bool:
    """Whether a line of no area lies inside `other`."""
    return box.x0 >= other.x0 and box.x1 <= other.x1 and box.y0 >= other.y0 and box.y1 <= other.y1


def _prose_words(box: Box, texts: Sequence[tuple[Box, int]]) -> int:
    return sum(n for text, n in texts if n >= _PROSE_WORDS and text.covered_by(box) > 0.6)


def _is_figure(members: Sequence[tuple[Box, str]], texts: Sequence[tuple[Box, int]]) -> bool:
    box = union(member for member, _ in members)
    if box.width < _MIN_WIDTH or box.height < _MIN_HEIGHT or box.area < _MIN_AREA:
        return False
    count = {
        kind: sum(kind == other for _, other in members)
        for kind in ("mark", "image", "fill", "frame", "rule", "axis")
    }
    drawn = 2 * count["mark"] + count["fill"] + 2 * count["image"] + count["frame"] + 3 * count["axis"]
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


def _neighbours_joined(
    figures: list[Figure], fragments: Sequence[Fragment], *, reach: float = 12.0
) -> list[Figure]:
    """Join drawings that stand side by side or one above the other with nothing but labels between them."""
    prose = [item.box for item in fragments if len(item.words) >= _PROSE_WORDS]
    pending, result = list(figures), []
    while pending:
        figure = pending.pop()
        other = next((k for k in pending if _one_drawing(figure.box, k.box, prose, reach)), None)
        if other is None:
            result.append(figure)
        else:
            other.box = union((other.box, figure.box))
            other.raster |= figure.raster
    return result


def _one_drawing(a: Box, b: Box, prose: Sequence[Box], reach: float) -> bool:
    gap_x, gap_y = max(a.x0, b.x0) - min(a.x1, b.x1), max(a.y0, b.y0) - min(a.y1, b.y1)
    if min(a.width, a.height) > 70 or min(b.width, b.height) > 70:
        reach = 12.0  # pictures, not the bars of a chart
    beside = gap_x <= max(26.0, reach) and -gap_y > 0.6 * min(a.height, b.height)
    above = gap_y <= reach and -gap_x > 0.6 * min(a.width, b.width)
    if not (beside or above):
        return False
    around = union((a, b))
    return not any(
        box.covered_by(around) > 0.6 and box.covered_by(a) < 0.5 and box.covered_by(b) < 0.5 for box in prose
    )


def _merged(figures: Sequence[Figure]) -> list[Figure]:
    """Join figures that overlap by a good part; photographs on a much larger drawing stay figures of their own."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: -figure.box.area):
        other = next((k for k in kept if figure.box.covered_by(k.box) > 0.3), None)
        nested = other is not None and figure.raster and not other.raster and figure.box.area > 3600
        if other is None:
            kept.append(figure)
        elif nested and figure.box.area < 0.5 * other.box.area:
            figure.nested = True
            kept.append(figure)
        else:
            other.box = union((other.box, figure.box))
            other.raster |= figure.raster
    return kept


def _absorb(figure: Figure, fragments: Sequence[Fragment]) -> None:
    """Take the text inside and the labels beside it, unless running text is printed over the picture."""
    inside = [item for item in fragments if item.box.covered_by(figure.box.grown(2)) > 0.55]
    n_words = sum(len(item.words) for item in inside)
    prose = sum(len(item.words) for item in inside if len(item.words) >= _PROSE_WORDS)
    stacked = stacked_words(inside)
    if (prose > 45 and prose > 0.55 * n_words) or (stacked > 45 and stacked > 0.5 * n_words):
        figure.backdrop = True
        return
    if figure.nested:  # its text belongs to the drawing around it
        return
    figure.members = inside
    if figure.raster:
        return
    taken = {id(item) for item in inside}
    for _ in range(2):
        around = figure.box.grown(_LABEL_REACH)
        beside = Box(figure.box.x0 - 45, figure.box.y0, figure.box.x1 + 30, figure.box.y1)
        labels = [
            item
            for item in fragments
            if id(item) not in taken
            and _is_label(item)
            and (item.box.covered_by(around) > 0.5 or item.box.covered_by(beside) > 0.95)
        ]
        if not labels:
            break
        figure.members += labels
        taken |= {id(item) for item in labels}
        figure.box = union((figure.box, bounds(labels)))


def _is_label(item: Fragment) -> bool:
    text = item.text
    short = len(item.words) <= 4 and (not item.bold or (len(item.words) <= 3 and item.size <= 10))
    return short and not CAPTION_START.match(text) and (len(text) <= 6 or not text.endswith("."))


def painted_figures(page: Any, frame: Frame, fragments: Sequence[Fragment]) -> list[Box]:
    """Return areas that look painted on a small rendering, text set aside: for scans and pages with too many paths."""
    import numpy as np
    import pymupdf

    scale = min(0.5, 400 / max(frame.width, frame.height))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    pixels = (
        np.frombuffer(pixmap.samples, dtype=np.uint8)
        .reshape(pixmap.height, pixmap.width, -1)
        .astype(np.int16)
    )
    coarse = pixels[::2, ::2].reshape(-1, pixels.shape[2]) // 16
    values, counts = np.unique(coarse, axis=0, return_counts=True)
    background = values[counts.argmax()] * 16 + 8
    painted = np.abs(pixels - background).max(axis=2) > 40
    _clear_rules(painted)
    for item in fragments:
        box = frame.to_page(item.box).scaled(scale).grown(1)
        area = painted[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
        if area.size and area.mean() < 0.6:  # else it is printed on something painted
            area[:] = False
    cells = _cells(painted, max(1, round(5 * scale * 2)))
    step = max(1, round(5 * scale * 2)) / scale
    boxes = [Box(x * step, y * step, (x + 1) * step, (y + 1) * step) for y, x in cells]
    if len(boxes) > 0.75 * (frame.width / step) * (frame.height / step):
        n_words = sum(len(item.words) for item in fragments)
        return [Box(0.0, 0.0, *frame.size)] if n_words < 60 else []  # a photograph or a gradient all over
    found = []
    for group in clusters(boxes, (frame.width, frame.height), reach=max(6.0, step)):
        box = union(boxes[index] for index in group)
        dense = len(group) * step * step / max(box.area, 1.0)
        if box.width > 50 and box.height > 40 and dense > 0.08 and len(group) > 12:
            found.append(frame.from_page(box))
    return found


def _clear_rules(painted: Any) -> None:
    """Clear borders and rules that cross most of the page in place: they would tie everything together."""
    for lines in (painted, painted.T):
        crossing = lines.mean(axis=1) > 0.6
        start = 0
        for end in [*(i for i, on in enumerate(crossing) if not on), len(crossing)]:
            if 0 < end - start <= 4:
                lines[start:end] = False
            start = end + 1


def _cells(painted: Any, side: int) -> list[tuple[int, int]]:
    import numpy as np

    height, width = painted.shape[0] // side * side, painted.shape[1] // side * side
    blocks = painted[:height, :width].reshape(height // side, side, width // side, side).mean(axis=(1, 3))
    return [(int(y), int(x)) for y, x in np.argwhere(blocks > 0.15)]
