"""What search needs of a store. The store satisfies it by its shape; so does any stand-in. No SQL here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from quire.types import Element, ElementKind, Page, Section, TokenSet


class DocumentFacts(Protocol):
    """What a result says about its document."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def media_type(self) -> str: ...


class Catalogue(Protocol):
    """Read access to documents, their words and their vectors. Safe to call from several threads."""

    @property
    def generation(self) -> int:
        """A number that changes whenever content changes; caches key on it."""
        ...

    def summaries(
        self, *, collection: str = "", document_ids: Sequence[str] = ()
    ) -> Sequence[DocumentFacts]: ...

    def elements(self, ids: Sequence[str]) -> list[Element]:
        """Return these elements in the order asked; unknown ids are dropped."""
        ...

    def elements_of(self, document_id: str) -> list[Element]:
        """Return a document's elements in reading order, furniture included."""
        ...

    def sections_of(self, document_id: str) -> list[Section]: ...

    def pages_of(self, document_id: str) -> list[Page]: ...

    def lexical(
        self,
        words: Sequence[str],
        *,
        document_ids: Sequence[str] = (),
        kinds: frozenset[ElementKind] | None = None,
        limit: int = 200,
        phrases: Sequence[str] = (),
        prefix: bool = False,
    ) -> list[tuple[str, float]]:
        """Return (element id, BM25 score), best first; higher is better."""
        ...

    def nearest(
        self,
        space_id: str,
        level: str,
        vector: NDArray[np.float32],
        *,
        limit: int,
        document_ids: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """Return (id, cosine), best first."""
        ...

    def vectors(
        self, space_id: str, level: str, *, document_ids: Sequence[str] = (), ids: Sequence[str] = ()
    ) -> tuple[list[str], NDArray[np.float32]]:
        """Return ids and their vectors, shape (n, dim)."""
        ...

    def tokens(self, space_id: str, element_ids: Sequence[str]) -> TokenSet:
        """Return the word vectors of these elements, those that have any, in the order asked."""
        ...
