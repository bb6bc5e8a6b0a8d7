"""One document prepared for exact matching: its words in order, and the elements and pages they stand in.

A word that stands on every page of a manual says nothing inside it, so inverse document frequencies are the
document's own.
No ranking decisions here: these are the scores the ranking fuses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from quire.language import stems_of
from quire.types import Element, ElementKind

Floats = NDArray[np.float64]

_K1, _B = 1.2, 0.75  # Robertson & Walker's usual BM25 values, not tuned
_ABOUT_WEIGHT = 0.5  # a word of the heading path or caption counts half a word of the element itself


@dataclass(frozen=True, slots=True)
class Units:
    """What is scored as one text: elements, or pages.

    Attributes:
        n: How many.
        of_word: int32, the unit of each word of the document, ascending.
        lengths: Weighted number of words of each unit.
    """

    n: int
    of_word: NDArray[np.int32]
    lengths: Floats


@dataclass(frozen=True, slots=True)
class Passages:
    """A document's evidence in reading order, furniture left out.

    Attributes:
        elements: What may be found.
        page_numbers: int32, page of each element.
        vocabulary: Stem to number.
        sequence: int32, the stem number of every word; -1 between texts so that no phrase crosses a border.
        weights: What an occurrence counts.
        as_elements, as_pages: The two ways of cutting the sequence into units; page unit i is `pages[i]`.
    """

    elements: tuple[Element, ...]
    page_numbers: NDArray[np.int32]
    pages: NDArray[np.int32]
    vocabulary: dict[str, int]
    sequence: NDArray[np.int32]
    weights: Floats
    as_elements: Units
    as_pages: Units
    row_of: dict[str, int] = field(default_factory=dict)

    @property
    def n_words(self) -> int:
        return len(self.sequence)

    def occurrences(self, stems: Sequence[str]) -> NDArray[np.intp]:
        """Return where the stems stand one after the other (positions of the first)."""
        numbers = [self.vocabulary.get(stem, -2) for stem in stems]
        if -2 in numbers or len(self.sequence) < len(numbers):
            return np.zeros(0, np.intp)
        last = len(self.sequence) - len(numbers) + 1
        match = self.sequence[:last] == numbers[0]
        for offset, number in enumerate(numbers[1:], start=1):
            match &= self.sequence[offset : last + offset] == number
        return np.flatnonzero(match)

    def frequencies(self, stems: Sequence[str], units: Units) -> Floats:
        """Return the weighted number of occurrences in each unit."""
        where = self.occurrences(stems)
        return _weighted_counts(units.of_word[where], self.weights[where], units.n)


def prepare(elements: Sequence[Element], heading_paths: dict[str, tuple[str, ...]]) -> Passages:
    """Cut a document's elements into words.

    Args:
        elements: In reading order; furniture is left out here.
        heading_paths: Section id to headings.
    """
    kept = tuple(element for element in elements if element.kind is not ElementKind.FURNITURE)
    vocabulary: dict[str, int] = {}
    sequence: list[int] = []
    weights: list[float] = []
    unit: list[int] = []
    for row, element in enumerate(kept):
        about = " / ".join(heading_paths.get(element.section_id, ()))
        for text, weight in ((element.text, 1.0), (element.context, _ABOUT_WEIGHT), (about, _ABOUT_WEIGHT)):
            stems = stems_of(text) if text else []
            if stems:
                sequence.extend(vocabulary.setdefault(stem, len(vocabulary)) for stem in stems)
                sequence.append(-1)
                weights.extend([weight] * len(stems))
                weights.append(0.0)
                unit.extend([row] * (len(stems) + 1))
    page_numbers = np.array([element.place.page_number for element in kept], np.int32)
    pages, page_of = np.unique(page_numbers, return_inverse=True)
    units = np.array(unit, np.int32)
    counts = np.array(weights, np.float64)
    return Passages(
        elements=kept,
        page_numbers=page_numbers,
        pages=pages.astype(np.int32),
        vocabulary=vocabulary,
        sequence=np.array(sequence, np.int32),
        weights=counts,
        as_elements=_units(len(kept), units, counts),
        as_pages=_units(len(pages), page_of.astype(np.int32)[units], counts),
        row_of={element.id: row for row, element in enumerate(kept)},
    )


def _units(n: int, of_word: NDArray[np.int32], weights: Floats) -> Units:
    return Units(n=n, of_word=of_word, lengths=_weighted_counts(of_word, weights, n))


def _weighted_counts(of_word: NDArray[np.int32], weights: Floats, n: int) -> Floats:
    return np.bincount(of_word, weights, n).astype(np.float64)


def saturation(frequencies: Floats, units: Units) -> Floats:
    """Return BM25's term part, 0 to 1: how much is said about a term, long units needing more."""
    mean = float(units.lengths.mean()) if units.n else 1.0
    scale = _K1 * (1 - _B + _B * units.lengths / max(mean, 1.0))
    return np.asarray(frequencies * 1.0 / (frequencies + scale + 1e-9))


def rarity(n_with: int, n_units: int) -> float:
    """Return BM25's inverse document frequency, always positive."""
    return math.log(1 + (n_units - n_with + 0.5) / (n_with + 0.5))
