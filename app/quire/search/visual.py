"""Likeness in a visual space, for questions by picture, by description, and by both. No picture is decoded here."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelError, ModelFailed, PluginError, QuireError
from quire.plugins.contracts import ImageEmbedder
from quire.search.catalogue import Catalogue
from quire.search.coarse import document_of
from quire.search.gallery import BACKDROP, Gallery
from quire.types import EmbeddingSpace

Provide = Callable[[], ImageEmbedder | None]

NO_MODEL = "no model for pictures is installed"
_NOT_SEEN = "no picture of the library was looked at yet"
_BY_CHANCE = 0.1  # of the questions to which no picture fits
_LEAST_CHANCE = 1.5  # standard deviations: with very few pictures, chance is still that good
_SHARE_OF_CHANGED = 0.35  # or the picture that was given, being most like itself, would come first
_PAUSE_S = 60.0  # after a failure
_STEEPNESS = 0.8  # per standard deviation
_CHANGES = re.compile(
    r"\s*(something |one |a (picture|photo|photograph|figure) )?(just )?(much )?like (this|that)"
    r"( one| picture| image| photo| photograph| figure| chart)?\s*[,;:]?\s*(but|only)\s+(it'?s |it is |is )?",
    re.IGNORECASE,
)
_SAID = {
    "picture": "looks like the picture",
    "words": "looks like what is asked for",
    "both": "looks like the picture, with what is said about it",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """How alike pictures are to a question.

    Attributes:
        alike: Of each picture in scope: 0 to 1; what the best of so many may reach by chance is 0.5.
        by: What was compared: "picture", "words", "both", or nothing.
        notes: What could not be done.
        why_not: Why a picture in the question could not be compared; empty when it was, or there is none.
        basic: By a model that knows everyday things and kinds of figures only.
    """

    alike: Mapping[str, float] = field(default_factory=dict)
    by: str = ""
    notes: tuple[str, ...] = ()
    why_not: str = ""
    basic: bool = False

    def beyond_chance(self, element_id: str) -> float:
        """Return what likeness says for a picture beside other kinds of evidence, 0 to 1.

        Some picture is always the most alike. So that pictures do not crowd out text where both are wanted (the
        modality bias of MM-Embed, arXiv 2411.02571), only what chance does not explain counts.
        """
        return max(0.0, 2.0 * self.alike.get(element_id, 0.0) - 1.0)

    def lifts(self, *, wanted: bool) -> dict[str, float]:
        """Return what pictures get in the ranking, 0 to 1.

        Args:
            wanted: Pictures are asked for, and compete with each other only.
        """
        if wanted:
            return dict(self.alike)
        raised = {element_id: self.beyond_chance(element_id) for element_id in self.alike}
        return {element_id: lift for element_id, lift in raised.items() if lift > 0}

    def behind_words(self) -> Looks:
        """Return it so that words go before looks, save where only pictures are wanted."""
        return replace(self, alike={element_id: 0.5 * value for element_id, value in self.alike.items()})

    def reason(self, element_id: str) -> str:
        """Return what to tell the person about a picture; empty when its looks have not brought it here."""
        return _SAID[self.by] if self.beyond_chance(element_id) > 0 else ""


class Looking:
    """Compares questions with a library's pictures. Thread-safe.

    Args:
        provide: Returns the model of the time, or None; its errors become notes.
        share: Of the picture, where a picture and words ask together; 0 to 1. Less where words change the picture.
    """

    def __init__(self, catalogue: Catalogue, provide: Provide | None, *, share: float = 0.5) -> None:
        self._catalogue = catalogue
        self._provide = provide
        self._share = share
        self._lock = threading.Lock()
        self._backdrop: tuple[EmbeddingSpace, NDArray[np.float32]] | None = None
        self._gallery: tuple[EmbeddingSpace, int, Gallery] | None = None
        self._failed: tuple[EmbeddingSpace, float, QuireError] | None = None

    def look(self, picture: bytes | None, words: str, scope: Sequence[str]) -> Looks:
        """Compare; a question never fails because pictures cannot be compared.

        Raises:
            ReadError: the picture cannot be decoded.
        """
        if self._provide is None or (picture is None and not words.strip()):
            return Looks(why_not=NO_MODEL if picture is not None else "")
        try:
            images = self._provide()
            if images is None:
                return Looks(why_not=NO_MODEL if picture is not None else "")
            return self._tried(images, picture, words.strip(), scope)
        except (ModelError, PluginError) as error:
            note = f"pictures were not compared by their looks: {error.message}"
            return Looks(notes=(note,), why_not=error.message if picture is not None else "")

    def _tried(self, images: ImageEmbedder, picture: bytes | None, words: str, scope: Sequence[str]) -> Looks:
        """Compare, unless the model failed a moment ago: trying to load it can take ten seconds."""
        failed = self._failed
        if failed is not None and failed[0] == images.space and time.monotonic() - failed[1] < _PAUSE_S:
            raise failed[2]
        try:
            return self._compared(images, picture, words, scope)
        except (ModelFailed, PluginError) as error:
            self._failed = (images.space, time.monotonic(), error)
            raise

    def _compared(self, images: ImageEmbedder, picture: bytes | None, words: str, scope: Sequence[str]) -> Looks:
        gallery = self._shown(images)
        if gallery is None:
            return Looks(why_not=_NOT_SEEN if picture is not None else "")
        if picture is None:
            leads, by = self._by_words(gallery, images, words), "words"
        elif not words:
            leads, by = self._by_picture(gallery, images, picture), "picture"
        else:
            changes = what_changes(words)
            share = self._share if changes == words else _SHARE_OF_CHANGED
            said = self._by_words(gallery, images, changes)
            leads, by = composed(self._by_picture(gallery, images, picture), said, share), "both"
        alike = likeness(leads)
        inside = frozenset(scope)
        kept = {
            element_id: float(value)
            for element_id, value in zip(gallery.ids, alike, strict=True)
            if not inside or document_of(element_id) in inside
        }
        cut = bool(words) and images.is_cut(words)
        notes = ("only the beginning of the question was compared with pictures, which is all the model reads",)
        return Looks(kept, by, notes if cut else (), basic=images.basic)

    def _by_words(self, gallery: Gallery, images: ImageEmbedder, words: str) -> NDArray[np.float64]:
        return gallery.by_words(images.embed_captions([words], urgent=True)[0])

    def _by_picture(self, gallery: Gallery, images: ImageEmbedder, picture: bytes) -> NDArray[np.float64]:
        return gallery.by_picture(images.embed_images([picture], urgent=True)[0])

    def _shown(self, images: ImageEmbedder) -> Gallery | None:
        """Return the pictures that the library has in the model's space, None when there are none."""
        with self._lock:
            generation = self._catalogue.generation
            held = self._gallery
            if held is not None and held[:2] == (images.space, generation):
                return held[2]
            ids, rows = self._catalogue.vectors(images.space.id, "element")
            if not ids:
                return None
            if self._backdrop is None or self._backdrop[0] != images.space:
                self._backdrop = (images.space, images.embed_captions(BACKDROP, urgent=True))
            gallery = Gallery(tuple(ids), rows, self._backdrop[1])
            self._gallery = (images.space, generation, gallery)
            return gallery


def what_changes(words: str) -> str:
    """Return what "like this one, but …" says about the wanted picture; anything else as it is.

    After "Sentence-level Prompts Benefit Composed Image Retrieval" (SPRC, arXiv 2310.05473): the words that go with a
    picture describe the wanted one; what only points at the picture given is not for the text encoder.
    """
    return _CHANGES.sub("", words, count=1).strip() or words


def composed(
    by_picture: NDArray[np.float64], by_words: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """Return the leads of pictures that shall be like a picture and fit words, in standard deviations again.

    Text-to-image cosines live in another range than image-to-image ones ("It's Not a Modality Gap", arXiv 2502.04263),
    so each list was centred on its own crowd before.
    """
    total = share * by_picture + (1.0 - share) * by_words
    scaled: NDArray[np.float64] = total / np.hypot(share, 1.0 - share)
    return scaled


def likeness(leads: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return leads (standard deviations above the crowd) as likeness: 0 to 1, strictly rising, 0.5 at chance.

    Chance is what the best of so many unrelated pictures reaches once in ten times: 3.3 for 200 of them.
    """
    chance = max(_LEAST_CHANCE, NormalDist().inv_cdf(1.0 - _BY_CHANCE / max(len(leads), 1)))
    steps = _STEEPNESS * (leads - chance)
    alike: NDArray[np.float64] = 0.5 * (1.0 + steps / np.sqrt(1.0 + steps**2))
    return alike
