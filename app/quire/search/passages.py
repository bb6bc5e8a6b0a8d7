"""One document prepared for exact matching: its words in order, and the elements and pages they stand in.

A word that stands on every page of a manual says nothing inside it, so inverse document frequencies are the
document's own. No ranking decisions here: these are the scores the ranking fuses.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.language import stems_of
from quire.search.spelling import Spellings
from quire.types import Element, ElementKind

Floats = NDArray[np.float64]

KIND_NUMBER = {kind: number for number, kind in enumerate(ElementKind)}

_K1, _B = 1.2, 0.75  # Robertson & Walker's usual BM25 values, not tuned
_ABOUT_WEIGHT = 0.5  # a word of the heading path or caption counts half a word of the element itself


@dataclass(frozen=True, slots=True)
class Units:
    """What is scored as one text: elements, or pages.

    Attributes:
        n: How many.
        of_word: int32, the unit of each word of the document, ascending.
        scale: BM25's length normalisation of each unit: the number of occurrences that counts as one half.
    """

    n: int
    of_word: NDArray[np.int32]
    scale: Floats


@dataclass(frozen=True, slots=True)
class Passages:
    """A document's evidence in reading order, furniture left out.

    Attributes:
        elements: What may be found.
        row_of: Element id to its row in `elements`.
        page_numbers: int32, page of each element.
        kinds: int8, kind of each element, as `KIND_NUMBER` counts them.
        pages: int32, the pages that have elements, ascending; page unit i is `pages[i]`.
        vocabulary: Stem to number.
        spellings: The same stems, for misspelt questions.
        sequence: int32, the stem number of every word; -1 between texts so that no phrase crosses a border.
        positions, first: Where each stem stands: `positions[first[number]:first[number + 1]]`, ascending.
        weights: What an occurrence counts.
        as_elements, as_pages: The two ways of cutting the sequence into units.
    """

    elements: tuple[Element, ...]
    row_of: dict[str, int]
    page_numbers: NDArray[np.int32]
    kinds: NDArray[np.int8]
    pages: NDArray[np.int32]
    vocabulary: dict[str, int]
    spellings: Spellings
    sequence: NDArray[np.int32]
    positions: NDArray[np.int32]
    first: NDArray[np.int32]
    weights: Floats
    as_elements: Units
    as_pages: Units

    def of_kinds(self, kinds: Collection[ElementKind]) -> NDArray[np.bool_]:
        """Return for each element whether it is of one of these kinds."""
        return np.isin(self.kinds, [KIND_NUMBER[kind] for kind in kinds])

    @property
    def n_words(self) -> int:
        return len(self.sequence)

    def occurrences(self, stem: str) -> NDArray[np.int32]:
        """Return where a stem stands, ascending."""
        number = self.vocabulary.get(stem)
        if number is None:
            return self.positions[:0]
        return self.positions[self.first[number] : self.first[number + 1]]

    def meant(self, stem: str) -> NDArray[np.int32]:
        """Return where a stem stands or, when it stands nowhere, where its near spellings do."""
        if stem in self.vocabulary:
            return self.occurrences(stem)
        where = [self.occurrences(near) for near in self.spellings.near(stem)]
        return np.concatenate([self.positions[:0], *where])

    def side_by_side(self, one: str, other: str) -> NDArray[np.int32]:
        """Return where two stems are neighbours, in either order (the position of the first of them)."""
        where: NDArray[np.int32] = np.concatenate([self._followed(one, other), self._followed(other, one)])
        return where

    def _followed(self, stem: str, by: str) -> NDArray[np.int32]:
        number = self.vocabulary.get(by)
        where = self.occurrences(stem)
        if number is None or not len(where):
            return where[:0]
        where = where[where + 1 < len(self.sequence)]
        followed: NDArray[np.int32] = where[self.sequence[where + 1] == number]
        return followed

    def frequencies(self, where: NDArray[np.int32], units: Units) -> Floats:
        """Return the weighted number of occurrences in each unit."""
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
    words, units, counts = (
        np.array(sequence, np.int32),
        np.array(unit, np.int32),
        np.array(weights, np.float64),
    )
    order = np.argsort(words, kind="stable").astype(np.int32)
    return Passages(
        elements=kept,
        row_of={element.id: row for row, element in enumerate(kept)},
        page_numbers=page_numbers,
        kinds=np.array([KIND_NUMBER[element.kind] for element in kept], np.int8),
        pages=pages.astype(np.int32),
        vocabulary=vocabulary,
        spellings=Spellings(vocabulary),
        sequence=words,
        positions=order,
        first=np.searchsorted(words[order], np.arange(len(vocabulary) + 1)).astype(np.int32),
        weights=counts,
        as_elements=_units(len(kept), units, counts),
        as_pages=_units(len(pages), page_of.astype(np.int32)[units], counts),
    )


def _units(n: int, of_word: NDArray[np.int32], weights: Floats) -> Units:
    lengths = _weighted_counts(of_word, weights, n)
    mean = max(float(lengths.mean()), 1.0) if n else 1.0
    return Units(n=n, of_word=of_word, scale=_K1 * (1 - _B + _B * lengths / mean))


def _weighted_counts(of_word: NDArray[np.int32], weights: Floats, n: int) -> Floats:
    return np.bincount(of_word, weights, n).astype(np.float64)


def saturation(frequencies: Floats, units: Units) -> Floats:
    """Return BM25's term part, 0 to 1: how much is said about a term, long units needing more."""
    return frequencies / (frequencies + units.scale)


def rarity(n_with: int, n_units: int) -> float:
    """Return BM25's inverse document frequency, always positive."""
    return math.log(1 + (n_units - n_with + 0.5) / (n_with + 0.5))
