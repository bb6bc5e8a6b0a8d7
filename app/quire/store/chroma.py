"""One folder of Chroma, and nothing of our own in it: records in, nearest records out. chromadb is imported
only when a folder is opened (1.1 s and 90 MB). Chroma's failures all leave here as `IndexFault`.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quire.store.folder import delete

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_BATCH = 512  # records per call; the limit is 5461, and memory grows with the batch
_HNSW = {
    "space": "cosine",
    "max_neighbors": 16,
    "ef_construction": 200,
    "ef_search": 100,
    # Each sync writes the whole graph again, and a kill inside one breaks the collection for good: be sparing
    # with them. What is not synced is replayed by the first query after opening (2,700 records a second).
    "sync_threshold": 4000,
    "batch_size": 100,
}


class IndexFault(Exception):
    """Chroma could not do it; the index may be broken. Never leaves the room."""


class ChromaFolder:
    """A persistent Chroma client with one collection per embedding space and level. Thread-safe."""

    def __init__(self, path: Path) -> None:
        """Open or create.

        Raises:
            IndexFault: what lies there is not usable.
        """
        self.path = path
        self._lock = threading.Lock()
        self._collections: dict[tuple[str, str], Any] = {}
        with _as_fault():
            import chromadb
            from chromadb.config import Settings

            path.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))

    def upsert(self, space_id: str, level: str, ids: Sequence[str], rows: NDArray[np.float32]) -> None:
        with _as_fault():
            collection = self._collection(space_id, level)
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                collection.upsert(ids=list(ids[part]), embeddings=rows[part])

    def delete(self, space_id: str, level: str, ids: Sequence[str]) -> None:
        """Delete records; unknown ids are no error."""
        with _as_fault():
            collection = self._collection(space_id, level)
            for start in range(0, len(ids), _BATCH):
                collection.delete(ids=list(ids[start : start + _BATCH]))

    def query(
        self, space_id: str, level: str, vector: NDArray[np.float32], n_results: int
    ) -> list[tuple[str, float]]:
        """Return (record id, cosine), best first; fewer than asked when there are fewer."""
        with _as_fault():
            found = self._collection(space_id, level).query(
                query_embeddings=[vector], n_results=n_results, include=["distances"]
            )
            ids, distances = found["ids"][0], found["distances"][0]
            return [(record, min(1.0, 1.0 - float(far))) for record, far in zip(ids, distances, strict=True)]

    def count(self, space_id: str, level: str) -> int:
        """Return the number of records on file. It says nothing about whether they can be found."""
        with _as_fault():
            return int(self._collection(space_id, level).count())

    def reachable(self, space_id: str, level: str, vector: NDArray[np.float32]) -> set[str]:
        """Return the ids that a search really comes by when it asks for all records (37 ms for 8,000)."""
        n_records = self.count(space_id, level)
        if not n_records:
            return set()
        with _as_fault():
            found = self._collection(space_id, level).query(
                query_embeddings=[vector], n_results=n_records, include=[]
            )
            return set(found["ids"][0])

    def keep_only(self, space_ids: Iterable[str], levels: Sequence[str]) -> None:
        """Delete the collections of other spaces, and the graphs they leave behind (chroma#5259)."""
        wanted = {collection_name(space_id, level) for space_id in space_ids for level in levels}
        with _as_fault(), self._lock:
            strangers = [item.name for item in self._client.list_collections() if item.name not in wanted]
            if not strangers:
                return
            for name in strangers:
                self._client.delete_collection(name)
            self._collections = {
                key: item for key, item in self._collections.items() if collection_name(*key) in wanted
            }
            for folder in _orphans(self.path):
                delete(folder)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._collections.clear()
        with _as_fault():
            self._client.close()

    def _collection(self, space_id: str, level: str) -> Any:
        with self._lock:
            collection = self._collections.get((space_id, level))
            if collection is None:
                collection = self._client.get_or_create_collection(
                    collection_name(space_id, level),
                    configuration={"hnsw": _HNSW},
                    embedding_function=None,  # the default one would be downloaded
                )
                self._collections[space_id, level] = collection
            return collection


def collection_name(space_id: str, level: str) -> str:
    """Return a name Chroma accepts, different for different spaces and levels."""
    safe = _UNSAFE.sub("-", space_id)[:80].replace("..", "-").strip(".-")
    if not safe or safe != space_id:
        digest = hashlib.sha256(space_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = f"{safe or 'space'}-{digest}"
    return f"{safe}.{level}"


def _orphans(path: Path) -> list[Path]:
    """Return the folders of graphs whose collection is gone: Chroma leaves them on disk."""
    with closing(sqlite3.connect(f"{(path / 'chroma.sqlite3').as_uri()}?mode=ro", uri=True)) as connection:
        segments = {segment for (segment,) in connection.execute("SELECT id FROM segments")}
    return [entry for entry in path.iterdir() if entry.is_dir() and entry.name not in segments]


@contextmanager
def _as_fault() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise IndexFault(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panics are no `Exception`
            raise
        raise IndexFault(f"Chroma panicked: {error}") from error
