from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from quire.embed import embed_document, token_space_id
from quire.errors import Cancelled
from quire.jobs import Job
from quire.types import Document, ElementKind

MakeDocument = Callable[..., Document]
TEXT, FURNITURE = ElementKind.TEXT, ElementKind.FURNITURE


@pytest.fixture
def document(make_document: MakeDocument) -> Document:
    first = [(TEXT, f"sentence {number} " * (20 - number)) for number in range(15)]
    second = [(TEXT, "a b c"), (FURNITURE, "page 1"), (TEXT, "  "), (ElementKind.TABLE, "")]
    made = make_document((("One",), first), ((), second))
    table = replace(made.elements[-1], context="Table 1 lists it")
    return replace(made, elements=(*made.elements[:-1], table))


def test_every_piece_of_evidence_gets_its_own_vector_in_reading_order(
    document: Document, embedder: Any
) -> None:
    embedded = embed_document(document, embedder, job=Job())
    assert embedded.elements.ids == (*(f"d:{number}" for number in range(16)), "d:18")
    rows = np.frombuffer(embedded.elements.data, "<f4").reshape(17, 8)
    np.testing.assert_allclose(rows[3], embedder.vector("One\n" + document.elements[3].text), atol=1e-6)
    np.testing.assert_allclose(rows[15], embedder.vector("a b c"), atol=1e-6)
    np.testing.assert_allclose(rows[16], embedder.vector("Table 1 lists it"), atol=1e-6)


def test_word_vectors_come_from_the_same_pass(document: Document, embedder: Any) -> None:
    embedded = embed_document(document, embedder, job=Job())
    tokens = embedded.tokens
    assert tokens is not None
    assert tokens.space_id == token_space_id("hash", 8) == "hash/tok8"
    assert tokens.ids == embedded.elements.ids
    assert sum(len(call) for call in embedder.calls) == len(tokens.ids)
    start = sum(tokens.counts[:15])
    assert tokens.words[start : start + tokens.counts[15]] == ("a", "b", "c")
    rows = np.frombuffer(tokens.data, np.int8).reshape(-1, 8)
    np.testing.assert_allclose(rows[start] / 127, embedder.vector("a"), atol=0.005)


def test_embedder_without_word_vectors_gives_none(document: Document, plain_embedder: Any) -> None:
    embedded = embed_document(document, plain_embedder, job=Job())
    assert embedded.tokens is None
    assert len(embedded.elements.ids) == 17


def test_embedding_stops_between_batches(document: Document, embedder: Any) -> None:
    job = Job()
    original = embedder.embed_with_tokens

    def cancel_after_the_first(texts: list[str], **options: bool) -> object:
        job.cancel()
        return original(texts, **options)

    embedder.embed_with_tokens = cancel_after_the_first
    with pytest.raises(Cancelled):
        embed_document(document, embedder, job=job)
    assert 0 < sum(len(call) for call in embedder.calls) < 17


def test_progress_counts_elements_to_the_end(document: Document, embedder: Any) -> None:
    job = Job()
    embed_document(document, embedder, job=job)
    sample = job.sample()
    assert (sample.stage, sample.done, sample.total, sample.unit) == ("embedding", 17, 17, "elements")


def test_document_without_evidence_has_no_vectors(make_document: MakeDocument, embedder: Any) -> None:
    document = make_document(((), [(FURNITURE, "page 1")]))
    embedded = embed_document(document, embedder, job=Job())
    assert (embedded.elements.ids, embedded.elements.data) == ((), b"")
    assert embedded.tokens is not None
    assert embedded.tokens.counts == ()


def test_picture_without_words_is_known_by_its_title(make_document: MakeDocument, embedder: Any) -> None:
    document = make_document(((), [(ElementKind.IMAGE, " "), (TEXT, "a caption"), (ElementKind.FIGURE, "")]))
    embedded = embed_document(document, embedder, job=Job())
    assert embedded.elements.ids == ("d:0", "d:1")  # the figure is found by what stands around it
    rows = np.frombuffer(embedded.elements.data, "<f4").reshape(2, 8)
    np.testing.assert_allclose(rows[0], embedder.vector("The title"), atol=1e-6)


def test_document_without_a_word_is_known_by_its_title(make_document: MakeDocument, embedder: Any) -> None:
    document = make_document(((), [(ElementKind.FIGURE, ""), (FURNITURE, "page 1"), (ElementKind.TABLE, " ")]))
    embedded = embed_document(document, embedder, job=Job())
    assert embedded.elements.ids == ("d:0", "d:2")
    assert embedded.tokens is not None
    assert embedded.tokens.words == ("the", "title", "the", "title")
