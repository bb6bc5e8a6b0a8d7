from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from quire.embed import merge
from quire.types import Document, ElementKind, VectorSet

MakeDocument = Callable[..., Document]
TEXT = ElementKind.TEXT


def _vectors(ids: Sequence[str], rows: Sequence[Sequence[float]]) -> VectorSet:
    return VectorSet("hash", "element", tuple(ids), 2, np.asarray(rows, "<f4").tobytes())


def _rows(vectors: VectorSet) -> np.ndarray:
    return np.frombuffer(vectors.data, "<f4").reshape(len(vectors.ids), vectors.dim)


def test_merged_vectors_weigh_their_parts_by_length(make_document: MakeDocument) -> None:
    document = make_document(((), [(TEXT, "x" * 30), (TEXT, "y" * 40)]), ((), [(TEXT, "z")]))
    elements = _vectors(["d:0", "d:1", "d:2"], [[1, 0], [0, 1], [1, 0]])
    sections, whole = merge(document, elements, temperature=1.0)
    assert (sections.level, sections.ids) == ("section", ("d/s0", "d/s1"))
    np.testing.assert_allclose(_rows(sections), [[0.6, 0.8], [1, 0]], atol=1e-6)
    assert (whole.level, whole.ids) == ("document", ("d",))
    np.testing.assert_allclose(_rows(whole), [np.array([31, 40]) / np.hypot(31, 40)], atol=1e-6)


def test_parts_weigh_by_the_root_of_their_length_unless_told_otherwise(make_document: MakeDocument) -> None:
    document = make_document(((), [(TEXT, "x" * 9), (TEXT, "y" * 16)]))
    sections, _ = merge(document, _vectors(["d:0", "d:1"], [[1, 0], [0, 1]]))
    np.testing.assert_allclose(_rows(sections), [[0.6, 0.8]], atol=1e-6)


def test_temperature_zero_lets_every_part_count_the_same(make_document: MakeDocument) -> None:
    document = make_document(((), [(TEXT, "x" * 1000), (TEXT, "y")]))
    sections, _ = merge(document, _vectors(["d:0", "d:1"], [[1, 0], [0, 1]]), temperature=0.0)
    np.testing.assert_allclose(_rows(sections), [[0.5**0.5, 0.5**0.5]], atol=1e-6)


def test_parts_without_vector_count_for_nothing(make_document: MakeDocument) -> None:
    document = make_document(((), [(TEXT, "x"), (TEXT, "unembedded")]), ((), [(TEXT, "unembedded")]))
    sections, whole = merge(document, _vectors(["d:0"], [[0, 1]]))
    assert sections.ids == ("d/s0",)
    np.testing.assert_allclose(_rows(sections), [[0, 1]])
    np.testing.assert_allclose(_rows(whole), [[0, 1]])


def test_opposite_parts_do_not_divide_by_zero(make_document: MakeDocument) -> None:
    document = make_document(((), [(TEXT, "x"), (TEXT, "y")]))
    sections, _ = merge(document, _vectors(["d:0", "d:1"], [[1, 0], [-1, 0]]))
    assert np.isfinite(_rows(sections)).all()


def test_document_without_vectors_merges_to_nothing(make_document: MakeDocument) -> None:
    sections, whole = merge(make_document(), _vectors([], []))
    assert (sections.ids, sections.data, whole.ids, whole.data) == ((), b"", (), b"")
