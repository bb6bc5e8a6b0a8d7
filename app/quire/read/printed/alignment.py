"""Which printed word is which word that was read: two sequences of words laid beside each other. Pure, and the same
every time.

Long runs of words that occur once in both are found first and fix the rest (patience diff), so that a sentence that
stands there five times is found at its own place. What was printed elsewhere (footnotes, columns of a wide sheet) is
left over, and is laid beside what is left over of the print.

`difflib` finds the same in running text, but takes 5.7 s for 9,700 words and 178 s for 30,000, where this takes 0.24
and 0.91 s (words drawn by Zipf's law, a header every 300 words); what was moved it leaves out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Pair = tuple[int, int]

_GRAMS = (8, 4, 2, 1)
_MOST_CELLS = 4_000_000  # of a table of longest common subsequences
_ROUNDS = 6
_GAP = 8  # words between two that still belong together: numbers, what is written otherwise
_FEW = 3  # words in a row that are no accident
_LEFT_OVER_FEW = 4  # the same where the place says nothing
_MOST_OF_A_UNIT = 0.6
_SOME_OF_A_UNIT = 0.4


def align(read: Sequence[str], units: Sequence[int], printed: Sequence[str]) -> list[Pair]:
    """Return pairs of indexes, into `read` and into `printed`, ascending by the first; every index at most once.

    Args:
        read: The words in the order they were read.
        units: Of each of them, the number of the element it stands in; ascending.
        printed: The words in the order they were printed.
    """
    numbers: dict[str, int] = {}
    a = np.array([numbers.setdefault(word, len(numbers)) for word in read], np.int64)
    b = np.array([numbers.setdefault(word, len(numbers)) for word in printed], np.int64)
    sizes = np.bincount(np.asarray(units, np.int64)) if len(units) else np.zeros(1, np.int64)
    found = _supported(_closed_up(_monotone(a, b), b), units, sizes)
    for _ in range(_ROUNDS):
        left_a = np.setdiff1d(np.arange(len(a)), np.array([i for i, _ in found], np.int64))
        left_b = np.setdiff1d(np.arange(len(b)), np.array([j for _, j in found], np.int64))
        if not len(left_a) or not len(left_b):
            break
        more = _runs(_monotone(a[left_a], b[left_b]), [units[i] for i in left_a], sizes)
        if not more:
            break
        found += [(int(left_a[i]), int(left_b[j])) for i, j in more]
    return sorted(found)


def _monotone(a: Ints, b: Ints) -> list[Pair]:
    """Return pairs that ascend in both: what unique runs fix, and between them the longest common subsequence."""
    grams = {size: _gram_numbers(a, b, size) for size in _GRAMS}
    found: list[Pair] = []
    pending = [(0, len(a), 0, len(b))]
    while pending:
        a0, a1, b0, b1 = pending.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            found.append((a0, b0))
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            found.append((a1, b1))
        if a0 == a1 or b0 == b1:
            continue
        for size in _GRAMS:
            anchors = _anchors(*grams[size], (a0, a1, b0, b1), size)
            if anchors:
                pending += _between(anchors, size, (a0, a1, b0, b1), found)
                break
        else:
            if (a1 - a0) * (b1 - b0) <= _MOST_CELLS:
                found += [(a0 + i, b0 + j) for i, j in _longest(a[a0:a1], b[b0:b1])]
            else:  # nothing in it is unique: what stands in the same half belongs together
                a_half, b_half = (a0 + a1) // 2, (b0 + b1) // 2
                pending += [(a0, a_half, b0, b_half), (a_half, a1, b_half, b1)]
    return sorted(found)


def _gram_numbers(a: Ints, b: Ints, size: int) -> tuple[Ints, Ints]:
    """Return a number for the run of `size` words that begins at each index; the same run, the same number."""
    whole = np.concatenate([a, np.full(1, -1), b, np.full(size, -2)])
    reach = 1
    while reach < size:
        shifted = np.concatenate([whole[reach:], np.full(reach, -2)])
        _, inverse = np.unique(np.stack([whole, shifted]), axis=1, return_inverse=True)
        whole, reach = inverse.reshape(-1).astype(np.int64), reach * 2
    return whole[: len(a)], whole[len(a) + 1 : len(a) + 1 + len(b)]


def _anchors(a: Ints, b: Ints, window: tuple[int, int, int, int], size: int) -> list[Pair]:
    """Return where runs stand that occur once in both, the longest ascending sequence of them."""
    a0, a1, b0, b1 = window
    if a1 - a0 < size or b1 - b0 < size:
        return []
    at_a, at_b = _once(a[a0 : a1 - size + 1]), _once(b[b0 : b1 - size + 1])
    _, in_a, in_b = np.intersect1d(at_a[0], at_b[0], assume_unique=True, return_indices=True)
    pairs = sorted(zip((at_a[1][in_a] + a0).tolist(), (at_b[1][in_b] + b0).tolist(), strict=True))
    return _ascending(pairs)


def _once(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the numbers that occur once, ascending, and where."""
    values, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    return values[counts == 1], first[counts == 1]


def _ascending(pairs: list[Pair]) -> list[Pair]:
    """Return the longest subsequence that ascends in the second number too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _between(
    anchors: list[Pair], size: int, window: tuple[int, int, int, int], found: list[Pair]
) -> Iterator[tuple[int, int, int, int]]:
    """Take the anchors' words into `found`; yield what lies between them."""
    at_a, a1, at_b, b1 = window
    for i, j in anchors:
        late = max(at_a - i, at_b - j, 0)
        if late >= size:
            continue
        if i + late > at_a and j + late > at_b:
            yield at_a, i + late, at_b, j + late
        found += [(i + step, j + step) for step in range(late, size)]
        at_a, at_b = i + size, j + size
    if a1 > at_a and b1 > at_b:
        yield at_a, a1, at_b, b1


def _longest(a: Ints, b: Ints) -> list[Pair]:
    """Return the longest common subsequence of two short sequences."""
    table = np.zeros((len(a) + 1, len(b) + 1), np.int32)
    for row, value in enumerate(a):
        best = np.maximum(table[row, 1:], table[row, :-1] + (b == value))
        np.maximum.accumulate(best, out=table[row + 1, 1:])
    found = []
    i, j = len(a), len(b)
    while i and j:
        if table[i, j] == table[i - 1, j]:
            i -= 1
        elif table[i, j] == table[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _closed_up(pairs: list[Pair], b: Ints) -> list[Pair]:
    """Move runs that stand apart from what comes before them close to what follows, where the same words stand.

    The title of a document stands in the header of its first page too, and is printed there first.
    """
    result = list(pairs)
    stop = len(pairs)
    while stop:
        start = stop - 1
        while (
            start
            and pairs[start][0] - pairs[start - 1][0] == 1
            and pairs[start][1] - pairs[start - 1][1] == 1
        ):
            start -= 1
        size = stop - start
        if stop < len(pairs) and result[stop][0] == pairs[stop - 1][0] + 1:
            new = result[stop][1] - size
            old = pairs[start][1]
            if new >= old + size and np.array_equal(b[new : new + size], b[old : old + size]):
                result[start:stop] = [(i, new + step) for step, (i, _) in enumerate(pairs[start:stop])]
        stop = start
    return result


def _supported(pairs: list[Pair], units: Sequence[int], sizes: Ints) -> list[Pair]:
    """Return the pairs that others near them bear out; a lone "the" between two that do not fit says nothing."""
    kept: list[Pair] = []
    chain: list[Pair] = []
    for pair in [*pairs, (1 << 60, 1 << 60)]:
        if chain and (pair[0] - chain[-1][0] > _GAP or pair[1] - chain[-1][1] > _GAP):
            if _bears(chain, units, sizes, _FEW):
                kept += chain
            chain = []
        chain.append(pair)
    return [pair for group in _by_unit(kept, units) if _says_enough(group, units, sizes) for pair in group]


def _by_unit(pairs: list[Pair], units: Sequence[int]) -> list[list[Pair]]:
    groups: list[list[Pair]] = []
    for pair in pairs:
        if not groups or units[groups[-1][0][0]] != units[pair[0]]:
            groups.append([])
        groups[-1].append(pair)
    return groups


def _says_enough(pairs: list[Pair], units: Sequence[int], sizes: Ints) -> bool:
    """Tell whether an element was found and not only the words that every sentence has."""
    run = longest = 1
    for before, pair in zip(pairs, pairs[1:], strict=False):
        run = run + 1 if pair[0] - before[0] == 1 and pair[1] - before[1] == 1 else 1
        longest = max(longest, run)
    return bool(longest >= _FEW or len(pairs) >= _SOME_OF_A_UNIT * sizes[units[pairs[0][0]]])


def _runs(pairs: list[Pair], units: Sequence[int], sizes: Ints) -> list[Pair]:
    """Return the pairs that follow one another without a gap in both, as far as they are no accident."""
    kept: list[Pair] = []
    run: list[Pair] = []
    for pair in [*pairs, (1 << 60, 1 << 60)]:
        if run and (pair[0] - run[-1][0] != 1 or pair[1] - run[-1][1] != 1):
            if _bears(run, units, sizes, _LEFT_OVER_FEW):
                kept += run
            run = []
        run.append(pair)
    return kept


def _bears(chain: list[Pair], units: Sequence[int], sizes: Ints, few: int) -> bool:
    """Tell whether so many words stand together that it is no accident, or most of an element does."""
    span = max(chain[-1][0] - chain[0][0], chain[-1][1] - chain[0][1]) + 1
    if len(chain) >= few and len(chain) >= span / 4:
        return True
    unit = units[chain[0][0]]
    mine = sum(units[i] == unit for i, _ in chain)
    return bool(mine >= _MOST_OF_A_UNIT * sizes[unit])
