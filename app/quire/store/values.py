"""What the store hands out besides the nouns of `quire.types`: stages, summaries, collections, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quire.types import EmbeddingSpace, Problem


class Stage(StrEnum):
    """How far a document has come. It is visible from the first stage on."""

    SEARCHABLE = "searchable"  # words only; no vectors yet
    READY = "ready"


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its content.

    Attributes:
        title: The name given by the user where there is one, else the document's own.
        added_at: POSIX seconds when it, or the version it replaced, first came in.
        n_elements: What can be found: elements without page furniture.
        n_figures: Figures and loose pictures.
        status: Value of an `IngestStatus`.
        collections: Names, sorted.
    """

    id: str
    title: str
    path: str
    media_type: str
    sha256: str
    size_bytes: int
    modified_at: float
    added_at: float
    n_pages: int
    n_elements: int
    n_tables: int
    n_figures: int
    stage: Stage
    status: str
    problems: tuple[Problem, ...]
    collections: tuple[str, ...]
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of documents; a document may be in several."""

    name: str
    n_documents: int


@dataclass(frozen=True, slots=True)
class StoreSizes:
    """Bytes on disk by component.

    Attributes:
        catalogue: The SQLite file with its write-ahead log; contains the next four.
        text: Elements, sections and other rows.
        lexical: The full-text index.
        vectors: Vectors of all spaces and levels.
        tokens: Word vectors for late interaction.
        drafts: Pages of documents whose reading has not ended.
        index: Chroma's files.
        crops, pages: Pictures.
    """

    catalogue: int
    text: int
    lexical: int
    vectors: int
    tokens: int
    drafts: int
    index: int
    crops: int
    pages: int

    @property
    def total(self) -> int:
        """Bytes of the whole library folder."""
        return self.catalogue + self.index + self.crops + self.pages


class SpaceRole(StrEnum):
    """What a space is to its library. Of text spaces one is active, and one at most is coming."""

    ACTIVE = "active"  # questions are compared here
    COMING = "coming"  # takes over once every document is in it
    KEPT = "kept"  # was active or coming before; can be chosen again, or removed
    OTHER = ""  # pictures


@dataclass(frozen=True, slots=True)
class SpaceSummary:
    """A space and what lies in it.

    Attributes:
        n_documents: Documents with vectors in it.
        n_vectors: Vectors of elements.
        n_bytes: Vectors of all levels as they lie in the catalogue.
    """

    space: EmbeddingSpace
    role: SpaceRole
    n_documents: int
    n_vectors: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A document that is ready but has no vectors in some space.

    Attributes:
        version: Changes when it is read again; vectors made for another version are refused.
    """

    id: str
    version: int
    n_elements: int
