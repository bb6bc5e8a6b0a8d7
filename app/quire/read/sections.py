"""Sections: runs of elements about one thing, by headings where they exist and by topical change where they do not.

Long runs under one heading are cut where neighbouring text changes its subject: by shared words at first reading
(TextTiling, Hearst 1997), by element vectors once they are known (topic segmentation with local context, 2021).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quire.types import Document, Element, ElementKind, Section, VectorSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_WORDS = 220
_TARGET_WORDS = 150
_WINDOW = 2
_CHAPTER = 1
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "the and for that with this from are was were has have had not but its our their which will "
        "would can may such other than been into also any all these those they you your more most "
        "each between about under over per use used using one two new ",
    )
)

Closeness = Callable[[Sequence[Element], int], float]


@dataclass(slots=True)
class _Run:
    """Elements under one heading path; `opens` counts its leading headings."""

    path: tuple[str, ...]
    elements: list[Element]
    chapter: int


def sections_from_headings(
    document_id: str, elements: Sequence[Element], *, closeness: Closeness | None = None
) -> tuple[tuple[Element, ...], tuple[Section, ...]]:
    """Return the elements with their section ids, and the sections, both in reading order.

    Args:
        elements: All elements of a document; furniture gets no section.
        closeness: Similarity of what stands before and after a position of a run; shared words by default.
    """
    sections: list[Section] = []
    section_of: dict[str, str] = {}
    for run in _joined_runs(_runs(elements)):
        for part in _parts(run.elements, closeness or lexical_closeness):
            section = Section(f"{document_id}/s{len(sections)}", run.path, tuple(e.id for e in part))
            sections.append(section)
            section_of.update((element.id, section.id) for element in part)
    placed = tuple(replace(element, section_id=section_of.get(element.id, "")) for element in elements)
    return placed, tuple(sections)


def resection(document: Document, vectors: VectorSet) -> Document:
    """Return the document cut into sections again, by topical change between element vectors.

    Elements without a vector fall back to shared words. Sections under different headings are never joined.
    """
    import numpy as np

    rows = np.frombuffer(vectors.data, dtype="<f4").reshape(len(vectors.ids), vectors.dim)
    row_of = {element_id: row for row, element_id in enumerate(vectors.ids)}
    closeness = _vector_closeness(rows, row_of)
    elements, sections = sections_from_headings(document.id, document.elements, closeness=closeness)
    return replace(document, elements=elements, sections=sections)


def _runs(elements: Iterable[Element]) -> list[_Run]:
    """Group elements by heading path; a heading opens the run it names."""
    stack: list[tuple[int, str]] = []
    runs: list[_Run] = []
    only_headings = False
    chapter = 0
    for element in elements:
        if element.kind is ElementKind.FURNITURE:
            continue
        if element.kind is ElementKind.HEADING:
            level = max(element.level, 1)
            stack = [entry for entry in stack if entry[0] < level]
            stack.append((level, " ".join(element.text.split())))
            chapter += level <= _CHAPTER
            path = tuple(text for _, text in stack)
            if runs and only_headings and len(path) > len(runs[-1].path):
                runs[-1].path = path  # "2 Methods" directly above "2.1 Data": one run
                runs[-1].elements.append(element)
            else:
                runs.append(_Run(path, [element], chapter))
            only_headings = True
            continue
        if not runs:
            runs.append(_Run((), [], chapter))
        runs[-1].elements.append(element)
        only_headings = False
    return runs


def _joined_runs(runs: Sequence[_Run]) -> list[_Run]:
    """Join tiny runs below one parent, never across a chapter border."""
    result: list[_Run] = []
    for run in runs:
        last = result[-1] if result else None
        if last is not None and _joinable(last, run):
            common = _common_path(last.path, run.path)
            result[-1] = _Run(common, [*last.elements, *run.elements], last.chapter)
        else:
            result.append(run)
    return result


def _joinable(first: _Run, second: _Run) -> bool:
    if first.chapter != second.chapter or not _common_path(first.path, second.path):
        return False
    words = [sum(map(_size, run.elements)) for run in (first, second)]
    return max(words) < 60 and sum(words) < 100


def _common_path(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    common = []
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        common.append(a)
    return tuple(common)


def _size(element: Element) -> int:
    return len(element.text.split())


def _parts(elements: Sequence[Element], closeness: Closeness) -> list[list[Element]]:
    """Cut a run into parts of at most MAX_WORDS (a longer single unit stays whole) at its weakest seams."""
    units = _units(elements)
    sizes = [sum(map(_size, unit)) for unit in units]
    if sum(sizes) <= MAX_WORDS or len(units) < 2:
        return [list(elements)] if elements else []
    starts = [0]
    for unit in units:
        starts.append(starts[-1] + len(unit))
    seams = [closeness(elements, starts[index]) for index in range(1, len(units))]
    return [
        [element for unit in units[first:last] for element in unit]
        for first, last in _best_cuts(sizes, seams)
    ]


def _units(elements: Sequence[Element]) -> list[list[Element]]:
    """Keep together what must not be torn: headings with what follows, captions with their table or figure."""
    units: list[list[Element]] = []
    hold = False
    for element in elements:
        beside = bool(units) and _belongs(units[-1][-1], element)
        if units and (hold or beside):
            units[-1].append(element)
        else:
            units.append([element])
        hold = element.kind is ElementKind.HEADING
    return units


def _belongs(first: Element, second: Element) -> bool:
    kinds = {first.kind, second.kind}
    if ElementKind.CAPTION not in kinds or not kinds & {ElementKind.TABLE, ElementKind.FIGURE}:
        return False
    return bool(first.label) and first.label == second.label


def _best_cuts(sizes: Sequence[int], seams: Sequence[float]) -> list[tuple[int, int]]:
    """Choose cuts by dynamic programming: weak seams, parts near the target size and never above the maximum."""
    n = len(sizes)
    best = [0.0] + [math.inf] * n
    back = [0] * (n + 1)
    for last in range(1, n + 1):
        words = 0
        for first in range(last - 1, -1, -1):
            words += sizes[first]
            if words > MAX_WORDS and last - first > 1:
                break
            cost = best[first] + _unevenness(words) + (seams[first - 1] if first else 0.0)
            if cost < best[last]:
                best[last], back[last] = cost, first
    cuts, last = [], n
    while last:
        cuts.append((back[last], last))
        last = back[last]
    return cuts[::-1]


def _unevenness(words: int) -> float:
    short = max(0.0, (_TARGET_WORDS - words) / _TARGET_WORDS)
    return 0.15 + 0.6 * short * short


def lexical_closeness(elements: Sequence[Element], position: int) -> float:
    """Return the cosine (0–1) between the words before and after `position`, a window of elements on each side."""
    before = _counts(elements[max(0, position - _WINDOW) : position])
    after = _counts(elements[position : position + _WINDOW])
    dot = sum(count * after[word] for word, count in before.items())
    norm = math.sqrt(sum(c * c for c in before.values()) * sum(c * c for c in after.values()))
    return dot / norm if norm else 0.0


def _counts(elements: Sequence[Element]) -> Counter[str]:
    return Counter(
        word[:6]  # a crude stem is enough to see shared subjects
        for element in elements
        for word in _WORD.findall(element.text.lower())
        if word not in _STOP
    )


def _vector_closeness(rows: NDArray[np.float32], row_of: dict[str, int]) -> Closeness:
    import numpy as np

    def closeness(elements: Sequence[Element], position: int) -> float:
        before = [row_of[e.id] for e in elements[max(0, position - _WINDOW) : position] if e.id in row_of]
        after = [row_of[e.id] for e in elements[position : position + _WINDOW] if e.id in row_of]
        if not before or not after:
            return lexical_closeness(elements, position)
        a, b = rows[before].sum(axis=0), rows[after].sum(axis=0)
        norm = float(np.linalg.norm(a) * np.linalg.norm(b))
        return max(0.0, float(a @ b) / norm) if norm else 0.0

    return closeness
