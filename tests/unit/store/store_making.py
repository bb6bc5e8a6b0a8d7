"""Documents, vectors and word vectors for the store's tests: small, deterministic, with every field in use."""

from __future__ import annotations

import hashlib
import random

import numpy as np

from quire.store import Stage, Store
from quire.types import (
    Box,
    Document,
    Element,
    ElementKind,
    EmbeddingSpace,
    IngestStatus,
    OutlineItem,
    Page,
    Place,
    Problem,
    Section,
    Source,
    TextOrigin,
    TokenSet,
    VectorSet,
    WordBoxes,
)

DIM = 32
SPACE = EmbeddingSpace("tiny-space", "tiny", "r1", DIM, ("text",))
TOKEN_SPACE = "tiny-space/tok8"
WORDS = [
    "river",
    "bridge",
    "turbine",
    "budget",
    "nitrogen",
    "harbour",
    "ledger",
    "meadow",
    "orchard",
    "signal",
    "valley",
    "winter",
    "copper",
]


def make_document(
    name: str = "report",
    *,
    n_elements: int = 8,
    texts: tuple[str, ...] = (),
    path: str = "",
    title: str = "",
    with_words: bool = True,
    problems: tuple[Problem, ...] = (),
) -> Document:
    """Return a document with pages of four elements, sections of four, one furniture line and one figure."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    document_id = digest[:16]
    rng = random.Random(name)
    contents = texts or tuple(
        f"{name} speaks of {' '.join(rng.choices(WORDS, k=12))} in part {part}." for part in range(n_elements)
    )
    elements = tuple(
        _element(document_id, position, text, with_words) for position, text in enumerate(contents)
    )
    furniture = Element(
        f"{document_id}:{len(elements)}",
        ElementKind.FURNITURE,
        "confidential footer",
        Place(document_id, 1, ()),
    )
    sections = tuple(
        Section(
            f"{document_id}/s{start // 4}",
            ("Findings", f"Chapter {start // 4 + 1}"),
            tuple(element.id for element in elements[start : start + 4]),
        )
        for start in range(0, len(elements), 4)
    )
    n_pages = max(1, -(-len(elements) // 4))
    return Document(
        id=document_id,
        source=Source(path or f"/papers/{name}.pdf", digest, "application/pdf", 1234, 1_700_000_000.25),
        title=title or f"The {name}",
        pages=tuple(Page(n, 595.3, 841.9, TextOrigin.LAYER, f"p{n}") for n in range(1, n_pages + 1)),
        elements=(*elements, furniture),
        sections=sections,
        outline=(OutlineItem(1, "Findings", 1),),
        reader="pdf/1",
        problems=problems,
    )


def _element(document_id: str, position: int, text: str, with_words: bool) -> Element:
    is_figure = position == 3
    return Element(
        id=f"{document_id}:{position}",
        kind=ElementKind.FIGURE if is_figure else ElementKind.TEXT,
        text=text,
        place=Place(document_id, position // 4 + 1, (Box(72.125, 80.0, 500.5, 92.0 + position),)),
        section_id=f"{document_id}/s{position // 4}",
        image=f"{document_id}/figure-{position}.webp" if is_figure else None,
        words=word_boxes(text) if with_words else None,
        label="Figure 1" if is_figure else "",
        context="a caption about dragonflies" if is_figure else "",
        level=0,
    )


def word_boxes(text: str) -> WordBoxes:
    starts, ends, offset = list[int](), list[int](), 0
    for word in text.split(" "):
        starts.append(offset)
        ends.append(offset + len(word))
        offset += len(word) + 1
    boxes = np.array(
        [[72.1 + 5 * a, 80.5, 72.1 + 5 * b, 92.25] for a, b in zip(starts, ends, strict=True)], "<f4"
    )
    return WordBoxes(np.array(starts, "<i4").tobytes(), np.array(ends, "<i4").tobytes(), boxes.tobytes())


def unit_rows(n_rows: int, seed: int, dim: int = DIM) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n_rows, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def vector_set(level: str, ids: tuple[str, ...], rows: np.ndarray, space_id: str = SPACE.id) -> VectorSet:
    return VectorSet(space_id, level, ids, rows.shape[1], rows.astype("<f4").tobytes())


def make_vectors(document: Document, *, seed: int | None = None) -> tuple[VectorSet, ...]:
    """Return vectors of all three levels."""
    seed = int(document.id[:7], 16) if seed is None else seed
    ids = findable_ids(document)
    sections = tuple(section.id for section in document.sections)
    return (
        vector_set("element", ids, unit_rows(len(ids), seed)),
        vector_set("section", sections, unit_rows(len(sections), seed + 1)),
        vector_set("document", (document.id,), unit_rows(1, seed + 2)),
    )


def make_tokens(document: Document) -> tuple[TokenSet, ...]:
    ids = findable_ids(document)
    counts = tuple(1 + position % 3 for position in range(len(ids)))
    data = np.random.default_rng(5).integers(-127, 128, (sum(counts), 8)).astype(np.int8).tobytes()
    return (TokenSet(TOKEN_SPACE, ids, counts, 8, data, tuple(f"w{row}" for row in range(sum(counts)))),)


def findable_ids(document: Document) -> tuple[str, ...]:
    return tuple(element.id for element in document.elements if element.kind is not ElementKind.FURNITURE)


def row_of(item: VectorSet, row: int) -> np.ndarray:
    return np.frombuffer(item.data, "<f4").reshape(-1, item.dim)[row]


def add(store: Store, document: Document, *, replaces: str = "") -> tuple[VectorSet, ...]:
    """Store a document as the app does: words first, then everything, with its crops on disk."""
    store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
    vectors = make_vectors(document)
    for element in document.elements:
        if element.image:
            (store.crops_dir(document.id) / element.image.split("/")[1]).write_bytes(
                b"picture of " + element.id.encode()
            )
    store.put(
        document,
        stage=Stage.READY,
        status=IngestStatus.ADDED,
        vectors=vectors,
        tokens=make_tokens(document),
        replaces=replaces,
    )
    return vectors
