"""Models and the spaces their vectors live in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ModelRole(StrEnum):
    TEXT_EMBEDDER = "text-embedder"
    DUAL_ENCODER = "dual-encoder"
    VLM_EMBEDDER = "vlm-embedder"
    RERANKER = "reranker"
    GENERATOR = "generator"
    VLM = "vlm"


@dataclass(frozen=True, slots=True)
class EmbeddingSpace:
    """Where vectors may be compared: only ever within one space.

    Attributes:
        id: Short stable name, safe in file and collection names ("minilm-l6-v2").
        model: Model id.
        revision: Hash of weights and preprocessing; vectors of another revision are refused.
        dim: Length of a vector; vectors are float32, L2-normalised.
        modalities: "text", "image".
    """

    id: str
    model: str
    revision: str
    dim: int
    modalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelFile:
    name: str
    url: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model before it runs."""

    id: str
    role: ModelRole
    title: str
    files: tuple[ModelFile, ...]
    licence: str
    memory_mb: int
    context_tokens: int
    pooling: str = ""
    query_instruction: str = ""
    passage_instruction: str = ""
    built_in: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class VectorSet:
    """Vectors of one space and one level, as bytes so that the value stays comparable and crosses pipes.

    Attributes:
        space_id: The space they live in.
        level: "element", "section" or "document".
        ids: What each row stands for.
        dim: Row length.
        data: float32 little-endian, shape (len(ids), dim), rows L2-normalised.
    """

    space_id: str
    level: str
    ids: tuple[str, ...]
    dim: int
    data: bytes


@dataclass(frozen=True, slots=True)
class TokenSet:
    """Token vectors for late interaction, several rows per element, reduced and quantised.

    Attributes:
        space_id: The space they were derived from (with its reduction, e.g. "minilm-l6-v2/tok64").
        ids: Element ids.
        counts: Number of token rows of each id.
        dim: Row length.
        data: int8, shape (sum(counts), dim); a row is unit length times 127.
        words: For each row the word it stands for (for the heat map), or empty.
    """

    space_id: str
    ids: tuple[str, ...]
    counts: tuple[int, ...]
    dim: int
    data: bytes
    words: tuple[str, ...] = ()
