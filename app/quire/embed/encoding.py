"""A document becomes vectors, batch by batch, so that it can be stopped and a question can come between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quire.embed.tokens import QuantisedWords, pack_tokens, quantised
from quire.jobs import Job
from quire.language import passage_text
from quire.plugins.contracts import TextEmbedder, TokenEmbedder
from quire.types import Document, ElementKind, TokenSet, VectorSet


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of one document's elements; `tokens` only from embedders that give vectors per word.

    Attributes:
        n_cut: Elements of which the model read the beginning only; by their words they are found whole.
    """

    elements: VectorSet
    tokens: TokenSet | None
    n_cut: int = 0


def embed_document(document: Document, embedder: TextEmbedder, *, job: Job) -> Embedded:
    """Embed every element that can be evidence, in reading order; furniture and empty elements are left out.

    A loose picture without a word in it, and a document without any, are known by their title at least.

    Raises:
        Cancelled: the job was cancelled; nothing is kept.
        ModelFailed: the model could not do it.
    """
    import numpy as np

    passages = passages_of(document)
    ids, texts = tuple(passages), list(passages.values())
    vectors = np.zeros((len(texts), embedder.space.dim), np.float32)
    tokens: dict[int, QuantisedWords] = {}
    done, n_cut = 0, embedder.n_cut
    job.report("embedding", done=0, total=len(texts), unit="elements", label=document.title)
    for rows in _batches(texts, embedder.batch_size):
        job.checkpoint()
        batch = [texts[row] for row in rows]
        if isinstance(embedder, TokenEmbedder):
            vectors[rows], words = embedder.embed_with_tokens(batch)
            tokens.update(zip(rows, map(quantised, words), strict=True))
        else:
            vectors[rows] = embedder.embed(batch)
        done += len(rows)
        job.report("embedding", done=done, total=len(texts), unit="elements", label=document.title)
    packed = None
    if isinstance(embedder, TokenEmbedder):
        in_order = [tokens[row] for row in range(len(texts))]
        packed = pack_tokens(embedder.space.id, ids, in_order, embedder.token_dim)
    dim = embedder.space.dim
    elements = VectorSet(embedder.space.id, "element", ids, dim, vectors.tobytes())
    return Embedded(elements, packed, embedder.n_cut - n_cut)


def passages_of(document: Document) -> dict[str, str]:
    """Return element id to the text that is embedded for it."""
    headings = {section.id: section.heading_path for section in document.sections}
    evidence = [element for element in document.elements if element.kind is not ElementKind.FURNITURE]
    passages = {}
    for element in evidence:
        if element.text.strip() or element.context.strip():
            passages[element.id] = passage_text(element, headings.get(element.section_id, ()))
        elif element.kind is ElementKind.IMAGE and document.title.strip():
            passages[element.id] = document.title
    if passages or not document.title.strip():
        return passages
    return {element.id: document.title for element in evidence}


def _batches(texts: Sequence[str], size: int) -> list[list[int]]:
    """Return row numbers in batches of texts of like length: what a batch pads is computed in vain."""
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    return [order[start : start + size] for start in range(0, len(order), size)]
