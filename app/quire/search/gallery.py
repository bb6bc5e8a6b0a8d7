"""The pictures of a library as vectors, and how strongly a question points at each, in standard deviations.

No model is asked here and nothing is ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# What nearly everything is near to: questions are compared with these, to see whether a picture is near to one of them
# in particular. Of all kinds that figures of papers and photographs have.
BACKDROP = (
    "a picture",
    "a photograph of a person",
    "a group of people",
    "an animal",
    "a plant",
    "food on a table",
    "a building",
    "a street with cars",
    "a landscape",
    "the sky",
    "the inside of a room",
    "a machine",
    "a tool",
    "a piece of clothing",
    "a logo",
    "a drawing",
    "a map",
    "a diagram with boxes and arrows",
    "a line chart",
    "a bar chart",
    "a table of numbers",
    "a screenshot",
    "a page of text",
    "something under a microscope",
)

_FEW = 8.0  # so many pictures weigh as much as what is known without them
_WORDS_SPREAD = 0.06  # of cosines of words to unrelated pictures, about, before there are enough of one's own
_PICTURES_SPREAD, _PICTURES_ALIKE = 0.15, 0.5  # of cosines between unrelated pictures, likewise
_PAIRED = 256  # pictures of which all pairs are compared


@dataclass(frozen=True)
class Gallery:
    """Attributes:
    ids: Elements.
    rows: float32, shape (len(ids), dim), unit length.
    backdrop: float32, shape (n, dim): `BACKDROP` in the same space.
    """

    ids: tuple[str, ...]
    rows: Floats
    backdrop: Floats

    def by_words(self, vector: Floats) -> NDArray[np.float64]:
        """Return how far each picture leads its crowd for a text, shape (len(ids),)."""
        leads = self._centred @ _unit(vector - self._words_centre) / self._words_spread
        return np.asarray(leads, np.float64)

    def by_picture(self, vector: Floats) -> NDArray[np.float64]:
        """Return how far each picture leads its crowd for another picture, shape (len(ids),)."""
        mean, spread = self._between_pictures
        cosines = self._centred @ _unit(vector - self._centre)
        return np.asarray((cosines - mean) / spread, np.float64)

    @cached_property
    def _trust(self) -> float:
        """How far the pictures' own mean can be relied on, 0 to 1."""
        return len(self.ids) / (len(self.ids) + _FEW)

    @cached_property
    def _centre(self) -> Floats:
        centre: Floats = (self._trust * self.rows.mean(axis=0)).astype(np.float32)
        return centre

    @cached_property
    def _centred(self) -> Floats:
        return _unit(self.rows - self._centre)

    @cached_property
    def _words_centre(self) -> Floats:
        centre: Floats = self.backdrop.mean(axis=0)
        return centre

    @cached_property
    def _words_spread(self) -> float:
        directions = _unit(self.backdrop - self._words_centre)
        leads = self._centred @ directions.T
        return _spread(leads.reshape(-1), _WORDS_SPREAD)

    @cached_property
    def _between_pictures(self) -> tuple[float, float]:
        """Mean and spread of the cosines between centred pictures."""
        step = max(1, len(self.ids) // _PAIRED)
        some = self._centred[::step]
        pairs = (some @ some.T)[np.triu_indices(len(some), 1)]
        prior = _PICTURES_ALIKE * (1.0 - self._trust)  # centring takes what they have in common away
        mean = (float(pairs.sum()) + _FEW * prior) / (len(pairs) + _FEW)
        return mean, _spread(pairs - mean, _PICTURES_SPREAD)


def _spread(deviations: NDArray[np.floating[Any]], prior: float) -> float:
    """Return the standard deviation around 0, held to `prior` where there are few."""
    squares = float(np.square(deviations, dtype=np.float64).sum()) + _FEW * prior**2
    return float(np.sqrt(squares / (len(deviations) + _FEW)))


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return unit
