"""Reading order: a recursive cut of the page into columns and bands, so that columns never interleave.

A variant of the recursive XY-cut (Nagy, Seth, Viswanathan 1992): vertical gutters win over horizontal gaps, bands with
a common gutter are cut together, and gaps inside tables are told from gutters by their aligned, wordless cells.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from quire.read.pdf.fragments import Fragment

_MAX_DEPTH = 24

Row = list[Fragment]


@dataclass(slots=True)
class _Band:
    """Fragments that share a stretch of height, and the free stretches of width between or beside them."""

    items: list[Fragment]
    free: list[tuple[float, float]]


def reading_leaves(fragments: Sequence[Fragment]) -> list[list[Row]]:
    """Return groups of rows in reading order; within a group rows read top down, left to right."""
    upright = [fragment for fragment in fragments if fragment.upright]
    if not upright:
        return []
    size = statistics.median(fragment.size for fragment in upright)
    leaves: list[list[Row]] = []
    for leaf in _cut(upright, max(4.0, 0.75 * size), 0):
        leaves.append(rows_of(leaf))
    return leaves


def rows_of(items: Sequence[Fragment]) -> list[Row]:
    """Group fragments that stand on one line."""
    rows: list[Row] = []
    extents: list[tuple[float, float]] = []
    for item in sorted(items, key=lambda item: (item.y0 + item.y1, item.x0)):
        centre = (item.y0 + item.y1) / 2
        if rows and item.block is None and rows[-1][0].block is None:
            top, bottom = extents[-1]
            height = min(bottom - top, item.y1 - item.y0)
            overlap = min(bottom, item.y1) - max(top, item.y0)
            if overlap > 0.5 * height and top <= centre <= bottom and not _collides(rows[-1], item):
                rows[-1].append(item)
                continue
        rows.append([item])
        extents.append((item.y0, item.y1))
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def _collides(row: Row, item: Fragment) -> bool:
    """Whether `item` overlaps a member of the row sideways by more than a sliver: then it is another line."""
    return any(min(other.x1, item.x1) - max(other.x0, item.x0) > 0.6 * item.size for other in row)


def _cut(items: list[Fragment], gutter: float, depth: int) -> list[list[Fragment]]:
    if len(items) < 2 or depth > _MAX_DEPTH:
        return [items]
    x = _column_cut(items, gutter)
    if x is not None:
        left = [item for item in items if (item.x0 + item.x1) / 2 < x]
        right = [item for item in items if (item.x0 + item.x1) / 2 >= x]
        return _cut(left, gutter, depth + 1) + _cut(right, gutter, depth + 1)
    bands = _bands(items, gutter)
    groups = _grouped(bands, gutter)
    if len(groups) < 2:
        return [items]
    leaves: list[list[Fragment]] = []
    plain: list[Fragment] = []
    for group, columnar in groups:
        if not columnar:
            plain.extend(group)
            continue
        if plain:
            leaves.append(plain)
            plain = []
        leaves.extend(_cut(group, gutter, depth + 1))
    if plain:
        leaves.append(plain)
    return leaves


def _free_stretches(items: Sequence[Fragment], lo: float, hi: float, gutter: float) -> list[tuple[float, float]]:
    """Return the stretches of [lo, hi] no item covers, at least `gutter` wide."""
    free = []
    edge = lo
    for item in sorted(items, key=lambda item: item.x0):
        if item.x0 - edge >= gutter:
            free.append((edge, item.x0))
        edge = max(edge, item.x1)
    if hi - edge >= gutter:
        free.append((edge, hi))
    return free


def _column_cut(items: list[Fragment], gutter: float) -> float | None:
    """Return where to cut `items` into columns, or None when no clean gutter separates columns."""
    lo, hi = min(item.x0 for item in items), max(item.x1 for item in items)
    candidates = sorted(_free_stretches(items, lo, hi, gutter), key=lambda s: s[0] - s[1])
    for x0, x1 in candidates:
        middle = (x0 + x1) / 2
        left = [item for item in items if item.x1 <= middle]
        right = [item for item in items if item.x0 >= middle]
        if left and right and _reads_as_columns(left, right):
            return middle
    return None


def _reads_as_columns(left: list[Fragment], right: list[Fragment]) -> bool:
    """Whether two sides of a gutter are columns to be read one after the other, not cells of common rows."""
    words_left = statistics.fmean(_words(item) for item in left)
    words_right = statistics.fmean(_words(item) for item in right)
    smaller, larger = (left, right) if len(left) <= len(right) else (right, left)
    aligned = _aligned_share(smaller, larger)
    if min(len(left), len(right)) == 1:
        return aligned == 0.0 or (min(words_left, words_right) > 8)
    if aligned < 0.5:
        return True
    return min(words_left, words_right) >= 3.5 and _numeric_share(right) < 0.4


def _words(item: Fragment) -> int:
    return 12 if item.block is not None else len(item.words)


def _aligned_share(smaller: Sequence[Fragment], larger: Sequence[Fragment]) -> float:
    """Share of `smaller` whose middle stands level with something in `larger`."""
    middles = sorted((item.y0 + item.y1) / 2 for item in larger if item.block is None)
    hits = 0
    for item in smaller:
        if item.block is not None or not middles:
            continue
        middle = (item.y0 + item.y1) / 2
        hits += min(abs(middle - other) for other in middles) < 0.2 * max(item.size, 6.0)
    return hits / len(smaller)


def _numeric_share(items: Sequence[Fragment]) -> float:
    words = [word[4] for item in items for word in item.words]
    return sum(any(c.isdigit() for c in word) for word in words) / len(words) if words else 0.0


def _bands(items: Sequence[Fragment], gutter: float) -> list[_Band]:
    """Cut into bands wherever no item's core crosses a height; boxes of neighbouring lines overlap a little."""
    lo, hi = min(item.x0 for item in items), max(item.x1 for item in items)
    bands: list[list[Fragment]] = []
    bottom = float("-inf")
    for item in sorted(items, key=lambda item: item.y0 + 0.25 * (item.y1 - item.y0)):
        margin = 0.25 * (item.y1 - item.y0)
        if item.block is not None:
            margin = min(margin, 3.0)
        if item.y0 + margin >= bottom:
            bands.append([])
        bands[-1].append(item)
        bottom = max(bottom, item.y1 - margin)
    return [_Band(band, _free_stretches(band, lo, hi, gutter)) for band in bands]


def _grouped(bands: Sequence[_Band], gutter: float) -> list[tuple[list[Fragment], bool]]:
    """Join neighbouring bands while a common gutter remains; tell which groups it really splits."""
    groups: list[tuple[list[Fragment], bool]] = []
    items: list[Fragment] = []
    free: list[tuple[float, float]] = []
    for band in bands:
        common = _common(free, band.free, gutter) if items else band.free
        if items and not common:
            groups.append((items, _splits(items, free)))
            items, common = [], band.free
        items = [*items, *band.items] if items else list(band.items)
        free = common
    groups.append((items, _splits(items, free)))
    return groups


def _common(
    a: Sequence[tuple[float, float]], b: Sequence[tuple[float, float]], gutter: float
) -> list[tuple[float, float]]:
    found = [(max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b]
    return [stretch for stretch in found if stretch[1] - stretch[0] >= gutter]


def _splits(items: Sequence[Fragment], free: Sequence[tuple[float, float]]) -> bool:
    for x0, x1 in free:
        middle = (x0 + x1) / 2
        if any(item.x1 <= middle for item in items) and any(item.x0 >= middle for item in items):
            return True
    return False
