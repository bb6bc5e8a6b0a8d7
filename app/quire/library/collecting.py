"""The part of `Library` that sorts documents into collections."""

from __future__ import annotations

from collections.abc import Sequence

from quire.store import Collection, Store


class Collecting:
    """Collections of documents by name; NotFound for one that is not there."""

    _store: Store

    def collections(self) -> list[Collection]:
        return self._store.collections()

    def create_collection(self, name: str) -> None:
        self._store.create_collection(name)

    def rename_collection(self, name: str, new_name: str) -> None:
        self._store.rename_collection(name, new_name)

    def delete_collection(self, name: str) -> None:
        """Delete the collection; its documents stay in the library."""
        self._store.delete_collection(name)

    def assign(self, document_ids: Sequence[str], name: str) -> None:
        """Put documents into a collection, which is made when it does not exist."""
        self._store.create_collection(name)
        self._store.assign(document_ids, name)

    def unassign(self, document_ids: Sequence[str], name: str) -> None:
        self._store.unassign(document_ids, name)
