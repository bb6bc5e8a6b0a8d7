"""A catalogue in memory with SQLite's own BM25: the shape of the store, none of its parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quire.types import Document, Element, ElementKind, Page, Section, TokenSet


@dataclass(frozen=True)
class Facts:
    id: str
    title: str
    path: str
    media_type: str


class MemoryCatalogue:
    """Holds documents, vectors and word vectors given to it."""

    def __init__(self) -> None:
        self.generation = 0
        self.documents: dict[str, Document] = {}
        self.members: dict[str, set[str]] = {}
        self._vectors: dict[tuple[str, str], dict[str, NDArray[np.float32]]] = {}
        self._tokens: dict[str, NDArray[np.int8]] = {}
        self._rows = sqlite3.connect(":memory:", check_same_thread=False)
        self._rows.execute(
            "CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, document UNINDEXED, kind UNINDEXED, text,"
            " about, title, tokenize='porter unicode61 remove_diacritics 2')"
        )

    def add(
        self,
        document: Document,
        vectors: dict[str, NDArray[np.float32]] | None = None,
        space_id: str = "fake",
    ) -> None:
        self.documents[document.id] = document
        headings = {section.id: " ".join(section.heading_path) for section in document.sections}
        for element in document.elements:
            if element.kind is ElementKind.FURNITURE:
                continue
            about = f"{element.context} {headings.get(element.section_id, '')}"
            row = (element.id, document.id, element.kind.value, element.text, about, document.title)
            self._rows.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?)", row)
        if vectors:
            self._vectors.setdefault((space_id, "element"), {}).update(vectors)
            total = np.sum(list(vectors.values()), axis=0)
            mean = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
            self._vectors.setdefault((space_id, "document"), {})[document.id] = mean
        self.generation += 1

    def add_tokens(self, element_id: str, rows: NDArray[np.float32]) -> None:
        self._tokens[element_id] = np.rint(rows * 127).astype(np.int8)

    def summaries(self, *, collection: str = "", document_ids: Sequence[str] = ()) -> Sequence[Facts]:
        wanted = self.members.get(collection, set()) if collection else set(self.documents)
        return [
            Facts(document.id, document.title, document.source.path, document.source.media_type)
            for document in self.documents.values()
            if document.id in wanted and (not document_ids or document.id in document_ids)
        ]

    def elements(self, ids: Sequence[str]) -> list[Element]:
        known = {element.id: element for document in self.documents.values() for element in document.elements}
        return [known[id_] for id_ in ids if id_ in known]

    def elements_of(self, document_id: str) -> list[Element]:
        return list(self.documents[document_id].elements)

    def sections_of(self, document_id: str) -> list[Section]:
        return list(self.documents[document_id].sections)

    def pages_of(self, document_id: str) -> list[Page]:
        return list(self.documents[document_id].pages)

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
        quoted = [f'"{text}"' for text in [*words, *phrases] if '"' not in text]
        rows = self._rows.execute(
            "SELECT id, document, kind, -bm25(words, 0, 0, 0, 1.0, 0.5, 0.5) AS score FROM words"
            " WHERE words MATCH ? ORDER BY score DESC, id",
            (" OR ".join(quoted),),
        )
        return [
            (id_, score)
            for id_, document_id, kind, score in rows
            if (not document_ids or document_id in document_ids)
            and (kinds is None or ElementKind(kind) in kinds)
        ][:limit]

    def nearest(
        self,
        space_id: str,
        level: str,
        vector: NDArray[np.float32],
        *,
        limit: int,
        document_ids: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        ids, rows = self.vectors(space_id, level, document_ids=document_ids)
        if not ids:
            return []
        scores = rows @ vector
        return [(ids[row], float(scores[row])) for row in np.argsort(-scores, kind="stable")[:limit]]

    def vectors(
        self, space_id: str, level: str, *, document_ids: Sequence[str] = (), ids: Sequence[str] = ()
    ) -> tuple[list[str], NDArray[np.float32]]:
        held = self._vectors.get((space_id, level), {})
        kept = [
            id_
            for id_ in held
            if (not document_ids or id_.rpartition(":")[0] in document_ids or id_ in document_ids)
            and (not ids or id_ in ids)
        ]
        if not kept:
            return [], np.zeros((0, 0), np.float32)
        return kept, np.stack([held[id_] for id_ in kept])

    def tokens(self, space_id: str, element_ids: Sequence[str]) -> TokenSet:
        kept = [id_ for id_ in element_ids if id_ in self._tokens]
        rows = [self._tokens[id_] for id_ in kept]
        dim = rows[0].shape[1] if rows else 0
        return TokenSet(
            space_id,
            tuple(kept),
            tuple(len(row) for row in rows),
            dim,
            b"".join(row.tobytes() for row in rows),
        )
