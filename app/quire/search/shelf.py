"""Documents kept ready for searching in depth. Bounded, and thrown away when content changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.search.catalogue import Catalogue, DocumentFacts
from quire.search.passages import Passages, prepare
from quire.types import Page

_MOST_WORDS = (
    4_000_000  # about 100 MB: word numbers, weights and units are 16 bytes, vectors about as much again
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document ready for scoring.

    Attributes:
        id: The document.
        passages: Its elements and words.
        pages: Its pages in order.
        heading_paths: Section id to headings.
        vectors: Element vectors in the order of `passages.elements`, a zero row where one has none; None
            without a space.
    """

    id: str
    passages: Passages
    pages: tuple[Page, ...]
    heading_paths: dict[str, tuple[str, ...]]
    vectors: NDArray[np.float32] | None


class Shelf:
    """Prepares documents on demand and keeps the ones used last. Thread-safe.

    Args:
        space_id: The text embedder's space, or empty when there is none.
    """

    def __init__(self, catalogue: Catalogue, space_id: str) -> None:
        self._catalogue = catalogue
        self._space_id = space_id
        self._lock = threading.Lock()
        self._generation: int | None = None
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()
        self._facts: dict[str, DocumentFacts] | None = None

    def facts(self) -> dict[str, DocumentFacts]:
        """Return what is known of every document, by id."""
        with self._lock:
            self._renew()
            if self._facts is None:
                self._facts = {facts.id: facts for facts in self._catalogue.summaries()}
            return self._facts

    def take(self, document_ids: Sequence[str]) -> list[Prepared]:
        """Return these documents ready for scoring, those without any evidence left out."""
        with self._lock:
            self._renew()
            taken = [self._one(document_id) for document_id in document_ids]
            self._shrink(len(document_ids))
        return [prepared for prepared in taken if prepared.passages.elements]

    def _renew(self) -> None:
        generation = self._catalogue.generation
        if generation != self._generation:
            self._prepared.clear()
            self._facts = None
            self._generation = generation

    def _one(self, document_id: str) -> Prepared:
        prepared = self._prepared.get(document_id)
        if prepared is None:
            prepared = self._prepare(document_id)
            self._prepared[document_id] = prepared
        self._prepared.move_to_end(document_id)
        return prepared

    def _prepare(self, document_id: str) -> Prepared:
        sections = self._catalogue.sections_of(document_id)
        heading_paths = {section.id: section.heading_path for section in sections}
        passages = prepare(self._catalogue.elements_of(document_id), heading_paths)
        return Prepared(
            id=document_id,
            passages=passages,
            pages=tuple(self._catalogue.pages_of(document_id)),
            heading_paths=heading_paths,
            vectors=self._vectors(document_id, passages),
        )

    def _vectors(self, document_id: str, passages: Passages) -> NDArray[np.float32] | None:
        if not self._space_id:
            return None
        ids, rows = self._catalogue.vectors(self._space_id, "element", document_ids=[document_id])
        if not ids:
            return None
        vectors = np.zeros((len(passages.elements), rows.shape[1]), np.float32)
        for element_id, row in zip(ids, rows, strict=True):
            position = passages.row_of.get(element_id)
            if position is not None:
                vectors[position] = row
        return vectors

    def _shrink(self, keep: int) -> None:
        """Drop what was used longest ago, never what was just asked for."""
        words = sum(prepared.passages.n_words for prepared in self._prepared.values())
        while words > _MOST_WORDS and len(self._prepared) > keep:
            _, dropped = self._prepared.popitem(last=False)
            words -= dropped.passages.n_words
