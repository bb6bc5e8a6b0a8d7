"""Documents by what people call them; collections."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_making import add, make_document

from quire.errors import InvalidInput, NotFound
from quire.store import Collection, Store


def test_document_is_known_by_id_path_name_and_beginning(store: Store) -> None:
    document = make_document("Annual Report", path="/papers/2024/Annual Report.pdf")
    add(store, document)
    for name in (
        document.id,
        "/papers/2024/Annual Report.pdf",
        "Annual Report.pdf",
        "annual report.PDF",
        document.id[:4],
    ):
        assert store.resolve(name) == document.id
    for name in ("Annual", document.id[:3], "", "2024", "%"):
        with pytest.raises(NotFound):
            store.resolve(name)


def test_relative_path_is_understood(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = make_document(path=str(tmp_path / "sub" / "a.pdf"))
    add(store, document)
    monkeypatch.chdir(tmp_path)
    assert store.resolve("sub/a.pdf") == document.id


def test_name_of_several_documents_is_refused_with_their_ids(store: Store) -> None:
    one, two = make_document("one", path="/a/x.pdf"), make_document("two", path="/b/x.pdf")
    add(store, one)
    add(store, two)
    with pytest.raises(InvalidInput) as caught:
        store.resolve("x.pdf")
    assert one.id in caught.value.hint
    assert two.id in caught.value.hint
    assert store.resolve("/b/x.pdf") == two.id


def test_collections_hold_documents(store: Store) -> None:
    one, two = make_document("one"), make_document("two")
    add(store, one)
    add(store, two)
    store.create_collection("Empty")
    store.create_collection("Empty")
    store.assign([one.id, two.id], " Reading \n list ")
    store.assign([one.id], "Reading list")
    assert store.collections() == [Collection("Empty", 0), Collection("Reading list", 2)]
    assert [item.id for item in store.summaries(collection="Reading list")] == [one.id, two.id]
    store.unassign([one.id, "nobody"], "Reading list")
    store.rename_collection("Reading list", "Done")
    assert store.summaries(document_ids=[two.id, "nobody", one.id])[0].collections == ("Done",)
    store.delete_collection("Done")
    assert len(store.summaries()) == 2
    assert store.summaries()[1].collections == ()


def test_wrong_collections_are_refused(store: Store) -> None:
    add(store, make_document("one"))
    store.create_collection("A")
    store.create_collection("B")
    for attempt in (
        lambda: store.summaries(collection="none"),
        lambda: store.delete_collection("none"),
        lambda: store.rename_collection("none", "C"),
        lambda: store.unassign([], "none"),
        lambda: store.assign(["nobody"], "New"),
    ):
        with pytest.raises(NotFound):
            attempt()
    for attempt in (lambda: store.create_collection("  "), lambda: store.rename_collection("A", "B")):
        with pytest.raises(InvalidInput):
            attempt()
    assert [item.name for item in store.collections()] == ["A", "B"], (
        "a refused assignment made no collection"
    )
