"""A document becomes vectors, batch by batch, so that it can be stopped and a question can come between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quire.embed.passages import passage_text
from quire.embed.tokens import pack_tokens
from quire.jobs import Job
from quire.plugins.contracts import TextEmbedder, TokenEmbedder, TokenVectors
from quire.types import Document, Element, ElementKind, TokenSet, VectorSet


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of one document's elements; `tokens` only from embedders that give vectors per word."""

    elements: VectorSet
    tokens: TokenSet | None


def embed_document(document: Document, embedder: TextEmbedder, *, job: Job) -> Embedded:
    """Embed every element that can be evidence, in reading order; furniture and empty elements are left out.

    Raises:
        Cancelled: the job was cancelled; nothing is kept.
        ModelFailed: the model could not do it.
    """
    headings = {section.id: section.heading_path for section in document.sections}
    elements = [element for element in document.elements if _is_evidence(element)]
    texts = [passage_text(document, element, headings.get(element.section_id, ())) for element in elements]
    ids = tuple(element.id for element in elements)
    vectors = np.zeros((len(texts), embedder.space.dim), np.float32)
    tokens: dict[int, TokenVectors] = {}
    done = 0
    job.report("embedding", done=0, total=len(texts), unit="elements", label=document.title)
    for rows in _batches(texts, embedder.batch_size):
        job.checkpoint()
        batch = [texts[row] for row in rows]
        if isinstance(embedder, TokenEmbedder):
            vectors[rows], words = embedder.embed_with_tokens(batch)
            tokens.update(zip(rows, words, strict=True))
        else:
            vectors[rows] = embedder.embed(batch)
        done += len(rows)
        job.report("embedding", done=done, total=len(texts), unit="elements", label=document.title)
    packed = None
    if isinstance(embedder, TokenEmbedder):
        in_order = [tokens[row] for row in range(len(texts))]
        packed = pack_tokens(embedder.space.id, ids, in_order, embedder.token_dim)
    dim = embedder.space.dim
    return Embedded(VectorSet(embedder.space.id, "element", ids, dim, vectors.tobytes()), packed)


def _is_evidence(element: Element) -> bool:
    has_text = bool(element.text.strip() or element.context.strip())
    return element.kind is not ElementKind.FURNITURE and has_text


def _batches(texts: Sequence[str], size: int) -> list[list[int]]:
    """Return row numbers in batches of texts of like length: what a batch pads is computed in vain."""
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    return [order[start : start + size] for start in range(0, len(order), size)]
