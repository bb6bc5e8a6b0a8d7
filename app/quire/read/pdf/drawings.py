"""Vector drawings of a page: ruling lines, filled boxes and free-form marks, in the upright frame, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quire.read.pdf.fragments import Frame, turned
from quire.types import Box

# Walking the paths of 13 MB of content (187,000 paths) costs 3 s and half a gigabyte; 1 MB costs 0.1 s.
MAX_CONTENT_BYTES = 6_000_000
MAX_PATHS = 80_000
_THIN = 2.6

Colour = tuple[float, ...] | None


@dataclass(slots=True)
class Drawings:
    """What a page draws besides text and pictures.

    Attributes:
        horizontal, vertical: Rules, and edges of stroked boxes, as thin boxes.
        fills: Filled rectangles that are no rules (table stripes, bars, panels).
        frames: Stroked rectangles.
        marks: Curves and slanted or mixed paths: the stuff of charts and logos.
        too_heavy: The page holds more than is worth walking; the lists are empty.
    """

    horizontal: list[Box] = field(default_factory=list)
    vertical: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    too_heavy: bool = False

    @property
    def n_paths(self) -> int:
        return sum(map(len, (self.horizontal, self.vertical, self.fills, self.frames, self.marks)))


def page_drawings(page: Any, frame: Frame) -> Drawings:
    """Collect drawings unless the page's content is too long to walk."""
    if content_bytes(page) > MAX_CONTENT_BYTES:
        return Drawings(too_heavy=True)
    drawings = Drawings()
    coloured: dict[Colour, list[Box]] = {}
    rotation = int(page.rotation) // 90 % 4
    turn = _Turn(rotation, frame)
    paths = page.get_cdrawings()
    if len(paths) > MAX_PATHS:
        return Drawings(too_heavy=True)
    for path in paths:
        n_before = len(drawings.fills)
        _sort_in(path, drawings, turn)
        coloured.setdefault(path.get("fill"), []).extend(drawings.fills[n_before:])
    drawings.fills = [box for boxes in coloured.values() for box in _without_seams(boxes)]
    return drawings


def _without_seams(boxes: Sequence[Box]) -> list[Box]:
    """Join touching fills of one colour and height: the stripe of a table's row is often painted cell by cell."""
    result: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box.y0), round(box.y1), box.x0)):
        last = result[-1] if result else None
        level = last is not None and abs(last.y0 - box.y0) < 1.2 and abs(last.y1 - box.y1) < 1.2
        if last is not None and level and -1.5 < box.x0 - last.x1 < 1.5:
            result[-1] = Box(last.x0, last.y0, max(last.x1, box.x1), last.y1)
        else:
            result.append(box)
    return result


def content_bytes(page: Any) -> int:
    """Return how long the page's own content is, plus the stored length of the forms it draws."""
    total = len(page.read_contents())
    document = page.parent
    for xref, *_ in page.get_xobjects():
        kind, value = document.xref_get_key(xref, "Length")
        if kind == "int":
            total += 4 * int(value)  # stored compressed, about 4:1 for path operators
    return total


class _Turn:
    """Maps boxes from the page's unrotated space into the upright frame and cuts them at its edges."""

    def __init__(self, rotation: int, frame: Frame) -> None:
        self._undo = (rotation - frame.turns) % 4
        self._unrotated = (frame.height, frame.width) if rotation % 2 else (frame.width, frame.height)
        self.width, self.height = frame.size

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box | None:
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if self._undo:
            box = turned(box, self._undo, *self._unrotated)
        if box.x1 < 0 or box.y1 < 0 or box.x0 > self.width or box.y0 > self.height:
            return None
        return Box(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, self.width), min(box.y1, self.height))


def image_boxes(page: Any, frame: Frame) -> list[Box]:
    """Return where raster images are shown, in the upright frame."""
    turn = _Turn(int(page.rotation) // 90 % 4, frame)
    found = (turn.box(*image["bbox"]) for image in page.get_image_info())
    return [box for box in found if box is not None and box.area > 0]


def _sort_in(path: dict[str, Any], drawings: Drawings, turn: _Turn) -> None:
    kind = path["type"]
    if kind not in ("f", "s", "fs"):
        return
    fill = path.get("fill")
    filled = kind != "s" and fill is not None and path.get("fill_opacity", 1.0) > 0.05
    stroked = kind != "f" and path.get("stroke_opacity", 1.0) > 0.05
    white = fill is not None and filled and min(fill) > 0.985
    if not stroked and (not filled or white):
        return
    items = path["items"]
    straight = all(item[0] in ("l", "re") for item in items)
    if straight and _lines([item for item in items if item[0] == "l"], drawings, turn, stroked=stroked):
        for item in items:
            if item[0] == "re":
                _rectangle(turn.box(*item[1]), drawings, turn, filled=filled and not white, stroked=stroked)
        return
    box = turn.box(*path["rect"])
    if box is None or _whole_page(box, turn):
        return
    if box.height <= _THIN and box.width >= 8:
        drawings.horizontal.append(box)
    elif box.width <= _THIN and box.height >= 8:
        drawings.vertical.append(box)
    else:
        drawings.marks.append(box)


def _whole_page(box: Box, turn: _Turn) -> bool:
    return box.width > 0.92 * turn.width and box.height > 0.85 * turn.height


def _rectangle(box: Box | None, drawings: Drawings, turn: _Turn, *, filled: bool, stroked: bool) -> None:
    if box is None or _whole_page(box, turn):
        return
    if box.height <= _THIN:
        if box.width >= 4:
            drawings.horizontal.append(box)
    elif box.width <= _THIN:
        if box.height >= 4:
            drawings.vertical.append(box)
    else:
        if filled:
            drawings.fills.append(box)
        if stroked:
            drawings.frames.append(box)


def _lines(items: Sequence[Any], drawings: Drawings, turn: _Turn, *, stroked: bool) -> bool:
    """Sort in a path made of straight lines; False when one of them is slanted or the path is a filled shape."""
    boxes = []
    for _, p, q, *_ in items:
        if abs(p[0] - q[0]) > 1.0 and abs(p[1] - q[1]) > 1.0:
            return False
        boxes.append(turn.box(p[0], p[1], q[0], q[1]))
    if not stroked:
        around = [box for box in boxes if box is not None]
        if not around:
            return True
        xs = [value for box in around for value in (box.x0, box.x1)]
        ys = [value for box in around for value in (box.y0, box.y1)]
        _rectangle(Box(min(xs), min(ys), max(xs), max(ys)), drawings, turn, filled=True, stroked=False)
        return True
    for box in boxes:
        if box is not None and box.width >= 4 and box.width >= box.height:
            drawings.horizontal.append(box)
        elif box is not None and box.height >= 4:
            drawings.vertical.append(box)
    return True


def edges(drawings: Drawings) -> tuple[list[Box], list[Box]]:
    """Return all horizontal and vertical rules, edges of stroked frames included."""
    return _with_edges(drawings.horizontal, drawings.vertical, drawings.frames)


def fill_edges(drawings: Drawings) -> tuple[list[Box], list[Box]]:
    """Return the edges of filled cells: they rule tables that are drawn in colours alone."""
    return _with_edges(drawings.horizontal, drawings.vertical, [*drawings.frames, *drawings.fills])


def _with_edges(
    horizontal: Sequence[Box], vertical: Sequence[Box], boxes: Sequence[Box]
) -> tuple[list[Box], list[Box]]:
    across, down = list(horizontal), list(vertical)
    for box in boxes:
        if box.width < 8 or box.height < 5:
            continue
        across += [Box(box.x0, y, box.x1, y) for y in (box.y0, box.y1)]
        down += [Box(x, box.y0, x, box.y1) for x in (box.x0, box.x1)]
    return across, down


def clusters(boxes: Sequence[Box], size: tuple[float, float], *, reach: float = 5.0) -> list[list[int]]:
    """Group boxes that touch or nearly touch (within about `reach` points), as lists of indices.

    Boxes are painted on a coarse grid whose connected cells are found by runs, so the cost is linear in their number.
    """
    columns, rows = int(size[0] / reach) + 3, int(size[1] / reach) + 3
    import numpy as np

    grid = np.zeros((rows, columns), dtype=bool)
    spans = []
    for box in boxes:
        x0, x1 = int(box.x0 / reach), int(box.x1 / reach) + 2
        y0, y1 = int(box.y0 / reach), int(box.y1 / reach) + 2
        grid[y0:y1, x0:x1] = True
        spans.append((y0, x0))
    labels = _labelled(grid)
    groups: dict[int, list[int]] = {}
    for index, (y, x) in enumerate(spans):
        groups.setdefault(int(labels[min(y, rows - 1), min(x, columns - 1)]), []).append(index)
    return list(groups.values())


def _labelled(grid: Any) -> Any:
    """Label connected cells (4-neighbourhood) by joining runs of neighbouring rows."""
    import numpy as np

    labels = np.zeros(grid.shape, dtype=np.int32)
    parent = [0]

    def root(label: int) -> int:
        while parent[label] != label:
            parent[label] = parent[parent[label]]
            label = parent[label]
        return label

    for y in range(grid.shape[0]):
        for x0, x1 in _runs(grid[y]):
            parent.append(len(parent))
            labels[y, x0:x1] = len(parent) - 1
            if y:
                for other in np.unique(labels[y - 1, x0:x1]):
                    if other:
                        parent[root(int(other))] = root(len(parent) - 1)
    table = np.array([root(label) for label in range(len(parent))], dtype=np.int32)
    return table[labels]


def _runs(row: Any) -> Iterator[tuple[int, int]]:
    import numpy as np

    padded = np.concatenate(([False], row, [False])).astype(np.int8)
    changes = np.flatnonzero(np.diff(padded))
    yield from zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)
