"""A library on disk: SQLite is the truth, Chroma an index derived from it. Only here is chromadb imported."""

from quire.store.drafts import Drafts
from quire.store.store import Store
from quire.store.values import Collection, DocumentSummary, Stage, StoreSizes

__all__ = ["Collection", "DocumentSummary", "Drafts", "Stage", "Store", "StoreSizes"]
