from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from store_making import (
    SPACE,
    TOKEN_SPACE,
    add,
    findable_ids,
    make_document,
    make_tokens,
    make_vectors,
    unit_rows,
    vector_set,
)

from quire.errors import InvalidInput, NotFound
from quire.jobs import Job
from quire.store import BridgedLookup, SpaceRole, Stage, Store
from quire.types import Document, EmbeddingSpace, IngestStatus, Problem, VectorSet

OTHER = EmbeddingSpace("other", "other", "r1", 16, ("text",))


def other_vectors(document: Document, seed: int = 1) -> tuple[VectorSet, ...]:
    ids = findable_ids(document)
    return (
        vector_set("element", ids, unit_rows(len(ids), seed, OTHER.dim), OTHER.id),
        vector_set("document", (document.id,), unit_rows(1, seed + 1, OTHER.dim), OTHER.id),
    )


def give(store: Store, document: Document, vectors: tuple[VectorSet, ...]) -> None:
    [waiting] = [item for item in store.unembedded(vectors[0].space_id) if item.id == document.id]
    store.put_vectors(document, waiting.version, vectors=vectors, tokens=())


class Padded:
    """Maps the old space onto the first half of the new one's numbers, for 16 from 32."""

    def apply(self, rows: np.ndarray) -> np.ndarray:
        return rows[:, : OTHER.dim]

    def pull(self, vector: np.ndarray) -> np.ndarray:
        return np.concatenate([vector, np.zeros(SPACE.dim - OTHER.dim, np.float32)])


def test_a_library_of_the_first_version_has_an_active_space(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.executescript(Path(__file__).with_name("catalogue_v1.sql").read_text(encoding="utf-8"))
    connection.close()
    with Store.open(folder) as store:
        assert store.space_in_role(SpaceRole.ACTIVE) == SPACE
        assert store.space_in_role(SpaceRole.COMING) is None


def test_another_revision_or_length_gets_a_name_of_its_own(store: Store) -> None:
    assert store.place_space(SPACE, SpaceRole.ACTIVE) == SPACE
    names = set()
    for space in (
        dataclasses.replace(SPACE, revision="r2"),
        dataclasses.replace(SPACE, revision="r3"),
        dataclasses.replace(SPACE, revision="r3-longer-than-eight"),
        dataclasses.replace(SPACE, dim=8),
    ):
        placed = store.place_space(space, SpaceRole.COMING)
        assert dataclasses.replace(placed, id=space.id) == space
        assert store.place_space(space, SpaceRole.COMING) == placed
        names.add(placed.id)
    assert len(names | {SPACE.id}) == 5


def test_one_space_is_active_and_one_is_coming(store: Store) -> None:
    for role in (SpaceRole.ACTIVE, SpaceRole.COMING):
        store.place_space(SPACE, role)
        store.place_space(OTHER, role)
        assert store.space_in_role(role) == OTHER
    roles = {item.space.id: item.role for item in store.space_summaries()}
    assert roles == {SPACE.id: SpaceRole.KEPT, OTHER.id: SpaceRole.COMING}
    with pytest.raises(NotFound):
        store.set_role("no such space", SpaceRole.ACTIVE)


def test_a_new_active_space_changes_what_is_found(store: Store) -> None:
    store.place_space(SPACE, SpaceRole.ACTIVE)
    store.place_space(OTHER, SpaceRole.COMING)
    before = store.generation
    store.set_role(OTHER.id, SpaceRole.ACTIVE)
    assert store.generation > before


def test_documents_come_into_another_space_one_by_one(store: Store) -> None:
    one, two = make_document("one"), make_document("two")
    add(store, one)
    add(store, two)
    store.put(make_document("three"), stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
    store.declare_space(OTHER)
    assert [item.id for item in store.unembedded(OTHER.id)] == [one.id, two.id]
    assert store.unembedded(SPACE.id) == []
    give(store, one, other_vectors(one))
    assert [item.id for item in store.unembedded(OTHER.id)] == [two.id]
    vectors = other_vectors(one)[0]
    first = np.frombuffer(vectors.data, "<f4").reshape(-1, OTHER.dim)[0]
    assert store.nearest(OTHER.id, "element", first, limit=1)[0][0] == vectors.ids[0]
    assert len(store.vectors(SPACE.id, "element", document_ids=[one.id])[0]) == 8
    summaries = {item.space.id: item for item in store.space_summaries()}
    assert (summaries[OTHER.id].n_documents, summaries[OTHER.id].n_vectors) == (1, 8)
    assert summaries[OTHER.id].n_bytes == 9 * OTHER.dim * 2
    assert summaries[SPACE.id].n_documents == 2


def test_vectors_of_a_document_in_one_space_are_replaced(store: Store) -> None:
    document = make_document()
    add(store, document)
    store.declare_space(OTHER)
    [waiting] = store.unembedded(OTHER.id)
    version = waiting.version
    give(store, document, other_vectors(document))
    store.put_vectors(document, version, vectors=other_vectors(document, seed=9), tokens=())
    store.put_vectors(document, version, vectors=make_vectors(document), tokens=make_tokens(document))
    ids, rows = store.vectors(OTHER.id, "element")
    assert len(ids) == 8
    wanted = np.frombuffer(other_vectors(document, seed=9)[0].data, "<f4").reshape(-1, OTHER.dim)
    assert np.abs(rows - wanted).max() < 1e-3
    assert len(store.tokens(TOKEN_SPACE, findable_ids(document)).ids) == 8
    assert store.verify() == []


def test_vectors_of_another_reading_are_refused(store: Store) -> None:
    document = make_document()
    add(store, document)
    store.declare_space(OTHER)
    [waiting] = store.unembedded(OTHER.id)
    add(store, document)
    with pytest.raises(NotFound):
        store.put_vectors(document, waiting.version, vectors=other_vectors(document), tokens=())
    assert store.vectors(OTHER.id, "element")[0] == []
    store.remove([document.id])
    with pytest.raises(NotFound):
        store.put_vectors(document, waiting.version, vectors=other_vectors(document), tokens=())
    assert store.verify() == []


def test_vectors_heal_a_document_found_by_words_only(store: Store) -> None:
    embedding = Problem("model-missing", "embed", "found by its words only")
    reading = Problem("page-timeout", "read", "page 3 was given up", page=3)
    for name, problems in (("one", (embedding,)), ("two", (embedding, reading))):
        document = make_document(name, problems=problems)
        store.put(document, stage=Stage.READY, status=IngestStatus.PARTIAL)
        give(store, document, make_vectors(document))
    one, two = store.summaries()
    assert (one.status, one.problems) == ("added", ())
    assert (two.status, two.problems) == ("partial", (reading,))


def test_a_space_goes_with_everything_in_it(store: Store, folder: Path) -> None:
    store.place_space(SPACE, SpaceRole.ACTIVE)
    document = make_document()
    add(store, document)
    store.declare_space(OTHER)
    give(store, document, other_vectors(document))
    store.put_projection(SPACE.id, OTHER.id, b"some bytes")
    with pytest.raises(InvalidInput):
        store.remove_space(SPACE.id)
    store.set_role(OTHER.id, SpaceRole.ACTIVE)
    n_folders = len(graph_folders(folder))
    store.remove_space(SPACE.id)
    assert [item.space.id for item in store.space_summaries()] == [OTHER.id]
    assert store.vectors(SPACE.id, "element")[0] == []
    assert store.tokens(TOKEN_SPACE, findable_ids(document)).ids == ()
    assert store.projection(SPACE.id, OTHER.id) is None
    assert len(graph_folders(folder)) < n_folders or n_folders == 0
    chroma = store._index._use()
    assert chroma is not None
    assert {item.name for item in chroma._client.list_collections()} == {"other.element", "other.document"}
    assert store.verify() == []
    assert not store.needs_rebuild
    with pytest.raises(NotFound):
        store.remove_space(SPACE.id)


def graph_folders(folder: Path) -> list[Path]:
    return [path for path in (folder / "index" / "1").iterdir() if path.is_dir()]


def test_word_spaces_of_like_names_stay(store: Store) -> None:
    document = make_document()
    add(store, document)
    like = dataclasses.replace(SPACE, id="tiny", model="shorter")
    store.declare_space(like)
    store.remove_space(like.id)
    assert store.tokens(TOKEN_SPACE, findable_ids(document)).ids


def test_a_rebuilt_index_holds_all_spaces(store: Store) -> None:
    document = make_document()
    add(store, document)
    store.declare_space(OTHER)
    give(store, document, other_vectors(document))
    store.rebuild_index(Job())
    assert store.verify() == []


def test_projections_are_kept_and_replaced(store: Store) -> None:
    store.declare_space(OTHER)
    assert store.projection(SPACE.id, OTHER.id) is None
    store.put_projection(SPACE.id, OTHER.id, b"one")
    store.put_projection(SPACE.id, OTHER.id, b"two")
    assert store.projection(SPACE.id, OTHER.id) == b"two"
    assert store.projection(OTHER.id, SPACE.id) is None


@pytest.fixture
def halfway(store: Store) -> tuple[Store, Document, Document]:
    """Return a store with a document in both spaces and one in the old space only."""
    one, two = make_document("one"), make_document("two")
    add(store, one)
    add(store, two)
    store.declare_space(OTHER)
    give(store, one, other_vectors(one))
    return store, one, two


def test_a_bridge_answers_for_documents_of_both_spaces(halfway: tuple[Store, Document, Document]) -> None:
    store, one, two = halfway
    bridge = BridgedLookup(store, SPACE, OTHER, Padded())
    ids, rows = bridge.vectors(OTHER.id, "element")
    assert sorted(ids) == sorted((*findable_ids(one), *findable_ids(two)))
    assert rows.shape == (16, OTHER.dim)
    question = rows[ids.index(two.elements[4].id)]
    found = bridge.nearest(OTHER.id, "element", question, limit=16)
    assert {row_id for row_id, _ in found} == set(ids)
    wanted = sorted(zip(ids, (rows @ (question / np.linalg.norm(question))).tolist(), strict=True), key=lambda x: -x[1])
    assert [score for _, score in found] == pytest.approx([score for _, score in wanted], abs=2e-3)
    only = bridge.nearest(OTHER.id, "element", question, limit=3, document_ids=[one.id])
    assert {row_id.partition(":")[0] for row_id, _ in only} == {one.id}
    asked = [two.elements[2].id, one.elements[1].id, "unknown:1"]
    assert bridge.vectors(OTHER.id, "element", ids=asked)[0] == asked[:2]
    assert {row_id for row_id, _ in bridge.nearest(OTHER.id, "document", question, limit=5)} == {one.id, two.id}


def test_a_bridge_leaves_other_spaces_and_words_alone(halfway: tuple[Store, Document, Document]) -> None:
    store, one, two = halfway
    bridge = BridgedLookup(store, SPACE, OTHER, Padded())
    vector = unit_rows(1, 5)[0]
    assert bridge.nearest(SPACE.id, "element", vector, limit=5) == store.nearest(SPACE.id, "element", vector, limit=5)
    ids = [*findable_ids(one), *findable_ids(two)]
    assert bridge.tokens("other/tok8", ids) == store.tokens(TOKEN_SPACE, ids)
    assert bridge.lexical(["harbour"]) == store.lexical(["harbour"])
    assert bridge.document(one.id) == store.document(one.id)


def test_a_bridge_sees_documents_arrive(halfway: tuple[Store, Document, Document]) -> None:
    store, _, two = halfway
    bridge = BridgedLookup(store, SPACE, OTHER, Padded())
    before = bridge.vectors(OTHER.id, "document", document_ids=[two.id])[1]
    give(store, two, other_vectors(two, seed=77))
    after = bridge.vectors(OTHER.id, "document", document_ids=[two.id])[1]
    assert np.abs(after[0] - unit_rows(1, 78, OTHER.dim)[0]).max() < 1e-3
    assert np.abs(after - before).max() > 0.01
