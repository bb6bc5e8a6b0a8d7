"""Documents put away: out of every view and search at once, back as they were, or gone for good."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from store_making import SPACE, TOKEN_SPACE, add, findable_ids, make_document, row_of

from quire.errors import NotFound
from quire.jobs import Job
from quire.store import Stage, Store
from quire.types import Document, IngestStatus


@pytest.fixture
def away(store: Store) -> Document:
    """A document put away beside one that stayed."""
    document = make_document("gone", texts=("zanzibar is far", "so is zanzibar city", "and the sea", "a figure"))
    add(store, make_document("stays"))
    add(store, document)
    store.assign([document.id], "Travel")
    store.set_title(document.id, "My trip")
    store.drafts(document.id).put(1, b"draft")
    store.put_away([document.id])
    return document


def nearest_ids(store: Store, document: Document) -> set[str]:
    vector = store_vector(document)
    found = set()
    for level in ("element", "section", "document"):
        found |= {row_id for row_id, _ in store.nearest(SPACE.id, level, vector, limit=50)}
    return {row_id for row_id in found if row_id.startswith(document.id)}


def store_vector(document: Document) -> object:
    from store_making import make_vectors

    return row_of(make_vectors(document)[0], 0)


def test_put_away_is_in_no_view_and_no_search(store: Store, away: Document) -> None:
    assert [row.title for row in store.summaries()] == ["The stays"]
    assert store.by_sha256(away.source.sha256) is None
    assert store.by_path(away.source.path) is None
    assert store.lexical(["zanzibar", "trip"]) == []
    assert store.lexical(["zanzibar"], document_ids=[away.id]) == []
    assert nearest_ids(store, away) == set()
    assert store.vectors(SPACE.id, "element", document_ids=[away.id])[0] == []
    assert not any(row_id.startswith(away.id) for row_id in store.vectors(SPACE.id, "element")[0])
    assert store.elements([away.elements[0].id]) == []
    assert [item.n_documents for item in store.collections()] == [0]
    assert store.summaries(collection="Travel") == []
    for ask in (store.document, store.source, store.elements_of, store.pages_of, store.sections_of):
        with pytest.raises(NotFound):
            ask(away.id)
    for name in (away.id, away.source.path, Path(away.source.path).name):
        with pytest.raises(NotFound):
            store.resolve(name)
    with pytest.raises(NotFound):
        store.assign([away.id], "Travel")
    with pytest.raises(NotFound):
        store.put_away([away.id])


def test_index_finds_nothing_put_away_through_chroma_either(
    store: Store, away: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quire.store.nearest.EXACT_UP_TO", 0)
    assert nearest_ids(store, away) == set()
    store.bring_back([away.id])
    assert nearest_ids(store, away)


def test_brought_back_is_as_it_was(store: Store, away: Document, folder: Path) -> None:
    store.close()
    with Store.open(folder) as again:
        assert again.bring_back([away.id, "nobody"]) == (away.id,)
        back = again.document(away.id)
        assert (back.elements, back.sections, back.pages) == (away.elements, away.sections, away.pages)
        (row,) = again.summaries(document_ids=[away.id])
        assert (row.title, row.collections) == ("My trip", ("Travel",))
        assert {element_id for element_id, _ in again.lexical(["zanzibar"])} == {item.id for item in away.elements[:2]}
        assert {element_id for element_id, _ in again.lexical(["trip"])} == set(findable_ids(away))
        assert nearest_ids(again, away) == {*findable_ids(away), *(s.id for s in away.sections), away.id}
        assert again.tokens(TOKEN_SPACE, findable_ids(away)).ids == findable_ids(away)
        assert again.drafts(away.id).get(1) == b"draft"
        assert again.crop(next(item.image for item in away.elements if item.image))
        assert again.verify() == []
        assert again.bring_back([away.id]) == ()


def test_library_with_something_put_away_is_whole_and_rebuilds(store: Store, away: Document) -> None:
    assert store.verify() == []
    store.rebuild_index(Job())
    assert store.verify() == []
    assert store.lexical(["zanzibar"]) == []
    assert nearest_ids(store, away) == set()
    store.bring_back([away.id])
    assert nearest_ids(store, away)
    assert store.verify() == []


def test_purge_leaves_nothing_behind(store: Store, away: Document, folder: Path) -> None:
    assert store.purge(before=1.0) == 0
    assert store.purge() == 1
    assert store.purge() == 0
    assert store.bring_back([away.id]) == ()
    assert [path for path in folder.rglob("*") if away.id in path.name] == []
    assert store.verify() == []
    store.close()
    catalogue = (folder / "catalogue.sqlite").read_bytes()
    assert b"zanzibar" not in catalogue
    assert away.id.encode() not in catalogue


def test_added_again_it_is_new_and_the_old_one_gone(store: Store, away: Document) -> None:
    store.put(away, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
    (row,) = store.summaries(document_ids=[away.id])
    assert (row.title, row.collections, row.stage) == (away.title, (), Stage.SEARCHABLE)
    assert len(store.lexical(["zanzibar"])) == 2
    add(store, away)
    assert store.bring_back([away.id]) == ()
    assert store.purge() == 0
    assert len(store.lexical(["zanzibar"])) == 2
    assert store.verify() == []


def test_unknown_document_keeps_all_in_place(store: Store) -> None:
    document = make_document()
    add(store, document)
    with pytest.raises(NotFound):
        store.put_away([document.id, "nobody"])
    assert store.document(document.id) == document


def test_generation_tells_caches(store: Store) -> None:
    document = make_document()
    add(store, document)
    seen = [store.generation]
    store.put_away([document.id])
    seen.append(store.generation)
    store.bring_back([document.id])
    seen.append(store.generation)
    assert len(set(seen)) == 3


def test_catalogue_of_the_first_version_learns_it(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.executescript((Path(__file__).parent / "catalogue_v1.sql").read_text())
    connection.close()
    with Store.open(folder) as store:
        (row,) = store.summaries()[:1]
        store.put_away([row.id])
        assert row.id not in [item.id for item in store.summaries()]
        store.bring_back([row.id])
        assert row.id in [item.id for item in store.summaries()]
