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
    """One file of a model.

    Attributes:
        name: File name inside the model's folder, without a path.
        url: `resource:NAME`, `package:DISTRIBUTION/PATH`, `hub:OWNER/NAME/PATH` (a Hugging Face repository), `https://…`,
            or `file:` for an imported file.
        sha256: Lower-case hex digest; empty when none is published: then the first download is trusted and recorded.
        size_bytes: Length of the file; 0 when it is not known.
    """

    name: str
    url: str
    sha256: str = ""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model before it runs.

    Attributes:
        engine: Backend that runs it: "minilm", "llama" or "open_clip", or one that a plugin brings.
        memory_mb: Memory it takes while it runs, about, in MiB.
        context_tokens: How much it reads at once.
        pooling: Of embedders and rerankers: "mean", "cls", "last", "rank", "yes-no"; empty: as the file itself says.
        query_instruction, passage_instruction: Put before the text; `{text}` inside marks its place.
        dimensions: Lengths a vector may be cut to (Matryoshka), longest first; empty: only the whole vector is one.
        languages: ISO 639-1 codes, or "many".
        template: What is worth knowing about its chat template ("thinks before it answers").
        recommended: Sizes of machine it is the choice for: "8gb", "16gb", "32gb".
        reason: One line: why it is in the catalogue.
        homepage, licence_url: Where to read more; shown, never opened by itself.
        built_in: It comes with Quire.
        default: It has its role as long as no other model is chosen for it; only of built-in ones.
        trust: Of rerankers: share of the model's probability in the relevance of a result, 0 to 1.
        depth: Of rerankers: how many candidates of a question are worth judging, at most.
        remote: The host that is sent whatever the model is given; empty for models that run here.
        note: Longer text: origin, limits.
        about_mb: Of all files together, where the exact length of one is not known; 0: nobody states it. In MB (10⁶).
    """

    id: str
    role: ModelRole
    title: str
    files: tuple[ModelFile, ...]
    licence: str
    memory_mb: int
    context_tokens: int
    engine: str = "minilm"
    pooling: str = ""
    query_instruction: str = ""
    passage_instruction: str = ""
    dimensions: tuple[int, ...] = ()
    languages: tuple[str, ...] = ("en",)
    template: str = ""
    recommended: tuple[str, ...] = ()
    reason: str = ""
    homepage: str = ""
    licence_url: str = ""
    built_in: bool = False
    default: bool = False
    trust: float = 0.75
    depth: int = 30
    note: str = ""
    remote: str = ""
    about_mb: int = 0

    @property
    def size_bytes(self) -> int:
        """Bytes of all its files together, as far as they are known."""
        return sum(file.size_bytes for file in self.files)

    @property
    def is_sized(self) -> bool:
        """Whether the length of every file is known."""
        return all(file.size_bytes for file in self.files)


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
