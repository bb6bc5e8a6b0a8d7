"""Reading order: a recursive cut of the page into columns and bands, so that columns never interleave.

A variant of the recursive XY-cut (Nagy, Seth, Viswanathan 1992): vertical gutters win over horizontal gaps, bands with
a common gutter are cut together, and gaps inside tables are told from gutters by their aligned, wordless cells.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quire.read.pdf.fragments import Fragment

_MAX_DEPTH = 24
_MAX_TRIES = 8

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
    """Cut out the best pair of columns, then what stands above, left, right and below in turn."""
    if len(items) < 2 or depth > _MAX_DEPTH:
        return [items] if items else []
    bands = _bands(items, gutter)
    found = _best_columns(bands, gutter)
    if found is None:
        return [items]
    x, first, last = found
    above = [item for band in bands[:first] for item in band.items]
    inside = [item for band in bands[first:last] for item in band.items]
    below = [item for band in bands[last:] for item in band.items]
    left = [item for item in inside if (item.x0 + item.x1) / 2 < x]
    right = [item for item in inside if (item.x0 + item.x1) / 2 >= x]
    return [leaf for part in (above, left, right, below) for leaf in _cut(part, gutter, depth + 1)]


def _best_columns(bands: Sequence[_Band], gutter: float) -> tuple[float, int, int] | None:
    """Return the gutter and the run of bands [first, last) that it splits into the weightiest columns."""
    candidates = {round((x0 + x1) / 8): (x0 + x1) / 2 for band in bands for x0, x1 in _inner(band)}
    runs: list[tuple[float, float, int, int]] = []
    for x in candidates.values():
        runs.extend((score, x, first, last) for score, first, last in _runs(bands, x, gutter / 2))
    runs.sort(reverse=True)
    for _, x, start, end in runs[:_MAX_TRIES]:
        first, last = start, end
        while first < last and _row_of_figures(bands[first], x):
            first += 1
        while first < last and _row_of_figures(bands[last - 1], x):
            last -= 1
        items = [item for band in bands[first:last] for item in band.items]
        left = [item for item in items if item.x1 <= x]
        right = [item for item in items if item.x0 >= x]
        if left and right and _reads_as_columns(left, right):
            return x, first, last
    return None


def _row_of_figures(band: _Band, x: float) -> bool:
    """Whether a band is a row of a table above or below the columns: words left of `x`, short figures right of it."""
    right = [item for item in band.items if item.x0 >= x]
    if not right:
        return False
    if len(right) == len(band.items):  # names of a table's columns, two or more on one line
        level = len(right) >= 2 and max(item.y0 for item in right) < min(item.y1 for item in right)
        return level and all(item.block is None and len(item.words) <= 6 for item in right)
    return all(item.block is None and len(item.words) <= 3 for item in right) and _numeric_share(right) >= 0.5


def _inner(band: _Band) -> list[tuple[float, float]]:
    """Return gutters to try: free stretches, a half-open one (beside a lone column) by its inner end."""
    lo, hi = min(item.x0 for item in band.items), max(item.x1 for item in band.items)
    found = []
    for x0, x1 in band.free:
        if x0 >= hi:
            found.append((x0, min(x1, x0 + 16)))
        elif x1 <= lo:
            found.append((max(x0, x1 - 16), x1))
        else:
            found.append((x0, x1))
    return found


def _runs(bands: Sequence[_Band], x: float, margin: float) -> Iterator[tuple[float, int, int]]:
    """Yield maximal runs of bands free at `x` with something on both sides; score = area of the lighter side."""
    first, left, right = 0, 0.0, 0.0
    for index, band in enumerate(bands):
        if not any(x0 + margin <= x <= x1 - margin for x0, x1 in band.free):
            if left and right:
                yield min(left, right), first, index
            first, left, right = index + 1, 0.0, 0.0
            continue
        for item in band.items:
            area = (item.x1 - item.x0) * (item.y1 - item.y0) + 1.0
            if item.x1 <= x:
                left += area
            else:
                right += area
    if left and right:
        yield min(left, right), first, len(bands)


def _free_stretches(
    items: Sequence[Fragment], lo: float, hi: float, gutter: float
) -> list[tuple[float, float]]:
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


def _reads_as_columns(left: list[Fragment], right: list[Fragment]) -> bool:
    """Whether two sides of a gutter are columns to be read one after the other, not cells of common rows."""
    words_left = sum(map(_words, left)) / len(left)
    words_right = sum(map(_words, right)) / len(right)
    smaller, larger = (left, right) if len(left) <= len(right) else (right, left)
    aligned = _aligned_share(smaller, larger)
    if min(len(left), len(right)) == 1:
        return aligned == 0.0 or (min(words_left, words_right) > 8)
    if aligned < 0.5:
        return True
    if min(words_left, words_right) >= 3.5:
        return _numeric_share(right) < 0.4
    # Lists side by side may share their baselines; unlike cells they are set tight and without figures.
    listed = min(words_left, words_right) >= 1.9 and min(len(left), len(right)) >= 3
    return listed and max(map(_numeric_share, (left, right))) < 0.15 and _tight(left) and _tight(right)


def _tight(items: Sequence[Fragment]) -> bool:
    """Whether most lines follow one another as closely as within a paragraph."""
    lines = sorted((item for item in items if item.block is None), key=lambda item: item.y0)
    gaps = sorted((b.y0 - a.y1) / max(b.size, 1.0) for a, b in pairwise(lines))
    return bool(gaps) and gaps[len(gaps) * 3 // 5] < 0.35


def _words(item: Fragment) -> int:
    return 12 if item.block is not None else len(item.words)


def _aligned_share(smaller: Sequence[Fragment], larger: Sequence[Fragment]) -> float:
    """Share of `smaller` whose middle stands level with something in `larger`."""
    middles = sorted((item.y0 + item.y1) / 2 for item in larger if item.block is None)
    hits = 0
    for item in smaller:
        if item.block is not None or not middles:
            continue
        middle, near = (item.y0 + item.y1) / 2, 0.2 * max(item.size, 6.0)
        at = bisect_left(middles, middle - near)
        hits += at < len(middles) and middles[at] <= middle + near
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
