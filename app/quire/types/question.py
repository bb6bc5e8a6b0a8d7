"""Questions, what they find, and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quire.types.document import ElementKind, Place


class Target(StrEnum):
    """What kind of evidence is wanted."""

    ANY = "any"
    TEXT = "text"
    FIGURE = "figure"
    TABLE = "table"
    IMAGE = "image"


class Level(StrEnum):
    """The grain of a result."""

    ELEMENT = "element"
    SECTION = "section"
    PAGE = "page"
    DOCUMENT = "document"


TARGET_KINDS: dict[Target, frozenset[ElementKind]] = {
    Target.ANY: frozenset(ElementKind) - {ElementKind.FURNITURE},
    Target.TEXT: frozenset(
        {
            ElementKind.TITLE,
            ElementKind.HEADING,
            ElementKind.TEXT,
            ElementKind.LIST,
            ElementKind.CAPTION,
            ElementKind.FORMULA,
            ElementKind.CODE,
        }
    ),
    Target.FIGURE: frozenset({ElementKind.FIGURE}),
    Target.TABLE: frozenset({ElementKind.TABLE}),
    Target.IMAGE: frozenset({ElementKind.FIGURE, ElementKind.IMAGE}),
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question: text, a picture, or both.

    Attributes:
        text: The question; empty for a picture alone.
        image: Encoded picture bytes (PNG, JPEG, …), or None.
        document_ids: Search only these documents; empty means all.
        collection: Search only this collection; empty means all.
        target: Kind of evidence wanted.
        level: Grain of the results.
        limit: At most this many results, 1–1000.
        rerank: Whether to spend time on reranking.
        judge: Whether reranking includes the reranking model, where one is chosen.
    """

    text: str = ""
    image: bytes | None = None
    document_ids: tuple[str, ...] = ()
    collection: str = ""
    target: Target = Target.ANY
    level: Level = Level.ELEMENT
    limit: int = 10
    rerank: bool = True
    judge: bool = True


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores by stage; None where a stage did not see the hit.

    Attributes:
        rerank: Of the reranking model: its probability, or its order from 1 down to 0. Where no model judged at all:
            how well the words match one by one.
    """

    lexical: float | None = None
    dense: float | None = None
    visual: float | None = None
    rerank: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        rank: 1-based.
        level: What it is; `element_id` is its best element at every level.
        place: Page and boxes; a page or section hit carries the boxes of its best elements.
        text: The evidence's text (the best element's for coarser levels).
        relevance: Calibrated 0–1: about how often such a hit answers such a question.
        relevant: Whether it survived the adaptive cut; `ask` uses only these.
        matched: Words of the question found in it, as they stand in the text.
        reasons: Plain phrases that explain the hit ("page 12 was asked for", "caption matches").
        page_name: What the document calls the page ("Slide 3", "Sheet Costs"), else empty; see `page_in_words`.
    """

    rank: int
    level: Level
    document_id: str
    document_title: str
    document_path: str
    element_id: str
    section_id: str
    kind: ElementKind
    place: Place
    heading_path: tuple[str, ...]
    text: str
    relevance: float
    relevant: bool
    scores: Scores
    matched: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    image: str | None = None
    page_name: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of one query with what it cost.

    Attributes:
        seconds: Wall time by stage: "encode", "lexical", "dense", "fuse", "rerank", "total".
        missing: Words of the question that stand nowhere in what was searched, as written in it.
        notes: Plain sentences about what the search could not do ("pictures are compared by their text only").
        reranker: The model that judged the hits; empty when none did.
    """

    query: Query
    hits: tuple[Hit, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reranker: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker of an answer and what it stands for; `quote` is verbatim in the element's text.

    `page_name` is as in `Hit`.
    """

    marker: int
    place: Place
    quote: str
    element_id: str = ""
    document_title: str = ""
    document_path: str = ""
    page_name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its evidence.

    Attributes:
        text: Markdown with markers like [1].
        model: What wrote it ("extractive" without an LLM).
        stop: Why it ended: "complete", "length", "cancelled", "abstained".
        hits: The ranking it was made from, nearest misses included when it abstains.
        seconds: Those of `SearchResult`, and "extract", or "prompt", "write" and "check" of a language model.
        missing, notes: As in `SearchResult`.
        unsupported: Sentences that no evidence bears out: `text[start:end]`, in order, apart from one another.
        n_tokens: How many tokens a language model wrote.
    """

    question: str
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    model: str
    stop: str
    abstained: bool
    seconds: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unsupported: tuple[tuple[int, int], ...] = ()
    n_tokens: int = 0
