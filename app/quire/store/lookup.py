"""The reading half of a library: documents, what a search needs, pictures, collections. Changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quire.errors import NotFound
from quire.store import naming, reading, spaces
from quire.store.database import Database
from quire.store.faults import known_faults
from quire.store.folder import LibraryFolder
from quire.store.index import VectorIndex
from quire.store.lexical import DEFAULT_WEIGHTS, match_expression, search_lexical
from quire.store.nearest import find_nearest
from quire.store.packing import storable_path
from quire.store.tokens import read_tokens
from quire.store.values import Collection, DocumentSummary, SpaceRole, SpaceSummary, Unembedded
from quire.store.vectors import BlockCache, blocks_of, check_level, owners_of, pick
from quire.types import (
    Document,
    Element,
    ElementKind,
    EmbeddingSpace,
    OutlineItem,
    Page,
    Section,
    Source,
    TokenSet,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Lookup:
    """What can be asked of a library. Each answer shows one state of it, whatever is written meanwhile."""

    def __init__(self, folder: LibraryFolder, database: Database, index: VectorIndex) -> None:
        self.folder = folder.root
        self._folder = folder
        self._database = database
        self._index = index
        self._cache = BlockCache()

    @property
    def generation(self) -> int:
        """A number that changes whenever what a search may find changes."""
        return self._database.generation

    def document(self, document_id: str, *, with_words: bool = True) -> Document:
        """Raises NotFound when it is not in the library."""
        with self._of(document_id) as (connection, key):
            return reading.read_document(connection, key, with_words=with_words)

    def source(self, document_id: str) -> Source:
        """Return the file as it stood when it was read, at the path noted last. Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_source(connection, key)

    def summaries(self, *, collection: str = "", document_ids: Sequence[str] = ()) -> list[DocumentSummary]:
        """Return documents as they came in, or in the order of `document_ids`; unknown ids are left out.

        Raises:
            NotFound: there is no such collection.
        """
        conditions, arguments = list[str](), list[object]()
        with self._database.read() as connection:
            if collection:
                conditions.append("key IN (SELECT document_key FROM memberships WHERE collection_key = ?)")
                arguments.append(naming.collection_key(connection, collection))
            if document_ids:
                conditions.append("id IN (SELECT value FROM json_each(?))")
                arguments.append(reading.as_list(document_ids))
            where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
            found = reading.read_summaries(connection, where, *arguments)
        if document_ids:
            places = {document_id: place for place, document_id in enumerate(document_ids)}
            found.sort(key=lambda summary: places[summary.id])
        return found

    def by_sha256(self, sha256: str) -> DocumentSummary | None:
        with self._database.read() as connection:
            return next(iter(reading.read_summaries(connection, "WHERE sha256 = ?", sha256)), None)

    def by_path(self, path: str) -> DocumentSummary | None:
        """Return the document that came in last from this path."""
        with self._database.read() as connection:
            found = reading.read_summaries(connection, "WHERE path = ?", storable_path(path))
            return found[-1] if found else None

    def resolve(self, name: str) -> str:
        """Return the id of the document with this id, path, file name or beginning of an id (4 letters up).

        Raises:
            NotFound: no document is called so.
            InvalidInput: several are.
        """
        with self._database.read() as connection:
            return naming.resolve_name(connection, name)

    def crop(self, name: str) -> bytes:
        """Return the picture of an element by its `Element.image`.

        Raises:
            InvalidInput: the name leads out of the folder of crops.
            NotFound: the picture is not there.
        """
        with known_faults(self.folder):
            return self._folder.crop(name).read_bytes()

    def crops_like(self, content: bytes) -> list[str]:
        """Return the names of the pictures that have exactly these bytes."""
        with known_faults(self.folder):
            return self._folder.crops_like(content)

    def page_picture(self, document_id: str, page_number: int) -> bytes | None:
        path = self._folder.page_picture(document_id, page_number)
        with known_faults(self.folder):
            return path.read_bytes() if path.is_file() else None

    def thumbnail(self, document_id: str) -> bytes | None:
        path = self._folder.thumbnail(document_id)
        with known_faults(self.folder):
            return path.read_bytes() if path.is_file() else None

    def collections(self) -> list[Collection]:
        with self._database.read() as connection:
            return naming.list_collections(connection)

    def elements(self, ids: Sequence[str], *, with_words: bool = True) -> list[Element]:
        """Return elements in the order asked; unknown ids are left out.

        Args:
            with_words: Whether to unpack word rectangles too (most of the cost).
        """
        with self._database.read() as connection:
            condition = "WHERE elements.id IN (SELECT value FROM json_each(?))"
            found = reading.read_elements(connection, condition, reading.as_list(ids), with_words=with_words)
        by_id = {element.id: element for element in found}
        return [by_id[element_id] for element_id in ids if element_id in by_id]

    def elements_of(self, document_id: str, *, with_words: bool = True) -> list[Element]:
        """Return all elements in reading order, furniture included. Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_elements(connection, "WHERE document_key = ?", key, with_words=with_words)

    def texts_of(self, document_id: str) -> list[tuple[int, ElementKind, str]]:
        """Return page number, kind and text of all elements in reading order. Raises NotFound."""
        with self._of(document_id) as (connection, key):
            rows = connection.execute(
                "SELECT page_number, kind, text FROM elements WHERE document_key = ? ORDER BY key", (key,)
            )
            return [(page_number, ElementKind(kind), text) for page_number, kind, text in rows]

    def page_elements(self, document_id: str, page_number: int) -> list[Element]:
        """Return the elements that begin on a page, in reading order. Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_elements(
                connection, "WHERE document_key = ? AND page_number = ?", key, page_number
            )

    def sections_of(self, document_id: str) -> list[Section]:
        """Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_sections(connection, key)

    def pages_of(self, document_id: str) -> list[Page]:
        """Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_pages(connection, key)

    def outline_of(self, document_id: str) -> list[OutlineItem]:
        """Raises NotFound."""
        with self._of(document_id) as (connection, key):
            return reading.read_outline(connection, key)

    def lexical(
        self,
        words: Sequence[str],
        *,
        document_ids: Sequence[str] = (),
        kinds: frozenset[ElementKind] | None = None,
        limit: int = 200,
        phrases: Sequence[str] = (),
        prefix: bool = False,
        weights: tuple[float, float, float] = DEFAULT_WEIGHTS,
    ) -> list[tuple[str, float]]:
        """Return (element id, BM25 score) of elements that hold any of the words or phrases, best first.

        Args:
            words: Plain words in any script; every character that is no letter or digit separates.
            phrases: Words that must stand side by side to count.
            prefix: The last word may also be the beginning of one.
            weights: Of an element's text; its label, context and headings; the title and file name.
        """
        expression = match_expression(words, phrases, prefix=prefix)
        if not expression:
            return []
        with self._database.read() as connection:
            return search_lexical(
                connection, expression, document_ids=document_ids, kinds=kinds, limit=limit, weights=weights
            )

    def nearest(
        self, space_id: str, level: str, vector: Floats, *, limit: int, document_ids: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Return (id, cosine) of the nearest elements, sections or documents, best first.

        Through Chroma, or exactly when few vectors are in question or the index cannot be trusted.

        Raises:
            InvalidInput: an unknown level, or a vector of the wrong length.
        """
        return find_nearest(
            self._database,
            self._index,
            self._cache,
            space_id,
            level,
            vector,
            limit=limit,
            document_ids=document_ids,
        )

    def vectors(
        self, space_id: str, level: str, *, document_ids: Sequence[str] = (), ids: Sequence[str] = ()
    ) -> tuple[list[str], Floats]:
        """Return ids and their vectors, shape (n, dim); with `ids` in that order, where there is one."""
        with self._database.read() as connection:
            space = {item.id: item for item in spaces.list_spaces(connection)}.get(space_id)
            keys = reading.keys_of(connection, document_ids) if document_ids else None
            if ids:
                check_level(level)
                owners = owners_of(connection, level, ids)
                keys = owners if keys is None else sorted(set(owners) & set(keys))
            found = blocks_of(connection, self._cache, space_id, level, keys)
            return pick(found, ids or None, space.dim if space else 0)

    def tokens(self, space_id: str, element_ids: Sequence[str]) -> TokenSet:
        """Return the word vectors of those elements that have some, in the order asked."""
        with self._database.read() as connection:
            return read_tokens(connection, space_id, element_ids)

    def spaces(self) -> list[EmbeddingSpace]:
        with self._database.read() as connection:
            return spaces.list_spaces(connection)

    def space_in_role(self, role: SpaceRole) -> EmbeddingSpace | None:
        """Return the space that is active, or the one that is coming, if there is one."""
        with self._database.read() as connection:
            return spaces.space_in_role(connection, role)

    def space_summaries(self) -> list[SpaceSummary]:
        """Return all spaces with what lies in them, as they were declared."""
        with self._database.read() as connection:
            return spaces.summarise_spaces(connection)

    def unembedded(self, space_id: str) -> list[Unembedded]:
        """Return the documents that are ready and not empty but have no vectors in a space, as they came in."""
        with self._database.read() as connection:
            return spaces.unembedded(connection, space_id)

    def projection(self, source_id: str, target_id: str) -> bytes | None:
        """Return what was kept of the projection from one space to another."""
        with self._database.read() as connection:
            return spaces.read_projection(connection, source_id, target_id)

    def meta(self, key: str) -> str | None:
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return str(row[0]) if row else None

    @property
    def needs_rebuild(self) -> bool:
        """Whether the vector index is known to be broken or worn; `rebuild_index` mends both."""
        return self._index.needs_rebuild

    @contextmanager
    def _of(self, document_id: str) -> Iterator[tuple[sqlite3.Connection, int]]:
        with self._database.read() as connection:
            key = reading.key_of(connection, document_id)
            if key is None:
                raise NotFound(
                    f"there is no document {document_id!r} in the library",
                    hint="`quire list` shows what there is",
                )
            yield connection, key
