"""A library on disk: SQLite is the truth, Chroma an index derived from it. Only here is chromadb imported."""

from quire.store.archive import Manifest, read_manifest, unpack, verify_archive
from quire.store.bridging import BridgedLookup
from quire.store.drafts import Drafts
from quire.store.lock import LibraryLock
from quire.store.lookup import Lookup
from quire.store.store import Store
from quire.store.values import (
    Collection,
    DocumentSummary,
    SpaceRole,
    SpaceSummary,
    Stage,
    StoreSizes,
    Unembedded,
)

__all__ = [
    "BridgedLookup",
    "Collection",
    "DocumentSummary",
    "Drafts",
    "LibraryLock",
    "Lookup",
    "Manifest",
    "SpaceRole",
    "SpaceSummary",
    "Stage",
    "Store",
    "StoreSizes",
    "Unembedded",
    "read_manifest",
    "unpack",
    "verify_archive",
]
