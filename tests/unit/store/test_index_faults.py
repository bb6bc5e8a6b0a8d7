"""However Chroma breaks, searches stay right: it is noticed, answered from the catalogue, and built again."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from store_making import DIM, SPACE, add, findable_ids, make_document, row_of, unit_rows, vector_set

from quire.errors import Cancelled, StorageFull
from quire.jobs import Job
from quire.store import Stage, Store, chroma
from quire.store.chroma import ChromaFolder, IndexFault
from quire.types import Document, IngestStatus, VectorSet


@pytest.fixture(autouse=True)
def frequent_syncs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Chroma write its graph after few records, as it does in libraries of any size."""
    monkeypatch.setattr(chroma, "_HNSW", {**chroma._HNSW, "sync_threshold": 50, "batch_size": 10})


def fill(folder: Path, *, n_elements: int = 130) -> tuple[Document, VectorSet]:
    """Make a library with one document large enough that its graph is on disk."""
    document = make_document("large", n_elements=n_elements, with_words=False)
    ids = findable_ids(document)
    elements = vector_set("element", ids, unit_rows(len(ids), 7))
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        store.put(document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=[elements])
        (store.crops_dir(document.id) / "figure-3.webp").write_bytes(b"x")
        assert store.verify() == []
    assert list((folder / "index").rglob("data_level0.bin")), "the graph was not written"
    return document, elements


def expect_all_found(store: Store, elements: VectorSet) -> None:
    for row in range(0, len(elements.ids), 13):
        (best, _) = store.nearest(SPACE.id, "element", row_of(elements, row), limit=1)[0]
        assert best == elements.ids[row]


def wait_until_sound(store: Store) -> None:
    healer = store._index._healer
    assert healer is not None
    healer.join(60)
    assert not store.needs_rebuild


def delete_index(folder: Path) -> None:
    shutil.rmtree(folder / "index")


def delete_graph(folder: Path) -> None:
    for path in list((folder / "index").rglob("data_level0.bin")):
        shutil.rmtree(path.parent)


def truncate_graph(folder: Path) -> None:
    for path in list((folder / "index").rglob("data_level0.bin")):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble_database(folder: Path) -> None:
    for path in list((folder / "index").rglob("chroma.sqlite3")):
        path.write_bytes(b"this is no database at all" * 400)


def empty_database(folder: Path) -> None:
    for path in list((folder / "index").rglob("chroma.sqlite3")):
        path.unlink()


BREAKAGES = [delete_index, delete_graph, truncate_graph, garble_database, empty_database]


@pytest.mark.parametrize("damage", BREAKAGES)
def test_damaged_index_is_noticed_bypassed_and_rebuilt(folder: Path, damage: Callable[[Path], None]) -> None:
    _, elements = fill(folder)
    damage(folder)
    with Store.open(folder) as store:
        store.warm()
        expect_all_found(store, elements)
        wait_until_sound(store)
        expect_all_found(store, elements)
        assert store.verify() == []
    with Store.open(folder) as store:
        store.warm()
        expect_all_found(store, elements)
        assert not store.needs_rebuild


@pytest.mark.parametrize("damage", [delete_graph, truncate_graph])
def test_damage_after_an_unclean_stop_is_found_by_trying(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    _, elements = fill(folder)
    damage(folder)
    with Store.open(folder) as store:
        store._database.set_state(index_unclean=1)
        store.warm()
        expect_all_found(store, elements)
        wait_until_sound(store)
        assert store.verify() == []


def test_sound_index_survives_an_unclean_stop(folder: Path) -> None:
    _, elements = fill(folder)
    with Store.open(folder) as store:
        store._database.set_state(index_unclean=1)
        store.warm()
        expect_all_found(store, elements)
        assert not store.needs_rebuild
        assert store._index._healer is None


@pytest.mark.parametrize("damage", [delete_index, truncate_graph])
def test_verify_names_the_damage_and_repair_mends_it(folder: Path, damage: Callable[[Path], None]) -> None:
    _, elements = fill(folder)
    damage(folder)
    with Store.open(folder) as store:
        (problem,) = store.verify()
        assert problem.kind == "vector-index"
        assert "quire repair" in problem.hint
        assert store.needs_rebuild
        store.rebuild_index(Job())
        assert store.verify() == []
        expect_all_found(store, elements)
        assert len(list((folder / "index").iterdir())) == 1


def test_fault_in_a_query_falls_back_to_the_catalogue(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = add(store, make_document())

    def fail(*_: object, **__: object) -> None:
        raise IndexFault("InternalError: Failed to apply logs to the hnsw segment writer")

    with monkeypatch.context() as broken:
        broken.setattr(ChromaFolder, "query", fail)
        broken.setattr(store._index, "_heal", lambda: None)
        assert store.nearest(SPACE.id, "element", row_of(vectors[0], 3), limit=1)[0][0] == vectors[0].ids[3]
        assert store.needs_rebuild
    assert store.nearest(SPACE.id, "element", row_of(vectors[0], 3), limit=1)[0][0] == vectors[0].ids[3]
    wait_until_sound(store)
    assert store.verify() == []


def test_fault_in_a_put_loses_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, make_document("first"))

    def fail(*_: object, **__: object) -> None:
        raise IndexFault("no")

    with monkeypatch.context() as broken:
        broken.setattr(ChromaFolder, "upsert", fail)
        vectors = add(store, make_document("second"))
    assert store.needs_rebuild
    store.close()
    with Store.open(folder) as again:
        assert again.needs_rebuild
        assert again.nearest(SPACE.id, "element", row_of(vectors[0], 3), limit=1)[0][0] == vectors[0].ids[3]
        again.rebuild_index(Job())
        assert not again.needs_rebuild
        assert again.verify() == []


def test_leftovers_of_a_put_that_never_committed_stay_hidden_and_go(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, make_document("whole"))
    lost = make_document("lost")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("quire.store.store.insert_document", die)
        with pytest.raises(KeyboardInterrupt):
            store.put(lost, stage=Stage.READY, status=IngestStatus.ADDED, vectors=vectors_of(lost))
    assert store._index._chroma.count(SPACE.id, "element") == 16
    found = store.nearest(SPACE.id, "element", row_of(vectors_of(lost)[0], 0), limit=16)
    assert len(found) == 8
    assert all(not name.startswith(lost.id) for name, _ in found)
    assert store.verify() == []
    assert store._index._chroma.count(SPACE.id, "element") == 8


def vectors_of(document: Document) -> list[VectorSet]:
    ids = findable_ids(document)
    return [vector_set("element", ids, unit_rows(len(ids), 41))]


def test_documents_added_and_removed_during_a_rebuild_are_right_afterwards(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays, goes, comes = (make_document(name) for name in ("stays", "goes", "comes"))
    add(store, stays)
    add(store, goes)
    filled, may_go_on = threading.Event(), threading.Event()
    real = store._index._fill

    def slow_fill(target: ChromaFolder, last: int, job: Job) -> int:
        reached = real(target, last, job)
        if not filled.is_set():
            filled.set()
            assert may_go_on.wait(30)
        return reached

    monkeypatch.setattr(store._index, "_fill", slow_fill)
    thread = threading.Thread(target=store.rebuild_index, args=(Job(),))
    thread.start()
    assert filled.wait(30)
    new = add(store, comes)
    store.remove([goes.id])
    may_go_on.set()
    thread.join(60)
    assert store.nearest(SPACE.id, "element", row_of(new[0], 5), limit=1)[0][0] == comes.elements[5].id
    assert store._index._chroma.count(SPACE.id, "element") == 16
    assert store.verify() == []


def test_cancelled_rebuild_leaves_the_old_index(folder: Path) -> None:
    _, elements = fill(folder)
    with Store.open(folder) as store:
        expect_all_found(store, elements)
        job = Job()
        job.cancel()
        with pytest.raises(Cancelled):
            store.rebuild_index(job)
        assert len(list((folder / "index").iterdir())) == 1
        expect_all_found(store, elements)
        assert store.verify() == []


def test_rebuild_reports_its_progress(folder: Path) -> None:
    fill(folder)
    job = Job()
    with Store.open(folder) as store:
        store.rebuild_index(job)
    progress = job.sample()
    assert (progress.stage, progress.done, progress.total) == ("indexing", 130, 130)


def test_worn_index_is_renewed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quire.store.index._WORN_AT", 100)
    _, elements = fill(folder)
    with Store.open(folder) as store:
        document = store.document(elements.ids[0].split(":")[0])
        for _ in range(2):
            store.put(document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=[elements])
    with Store.open(folder) as store:
        store.warm()
        expect_all_found(store, elements)
        wait_until_sound(store)
        expect_all_found(store, elements)
    with Store.open(folder) as store:
        store.warm()
        expect_all_found(store, elements)
        assert store._index._healer is None


def test_copies_of_one_text_do_not_look_like_damage(folder: Path) -> None:
    document = make_document("copies", n_elements=200, with_words=False)
    ids = findable_ids(document)
    same = vector_set("element", ids, np.repeat(unit_rows(1, 3), len(ids), axis=0))
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        store.put(document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=[same])
        assert [problem.kind for problem in store.verify()] == ["crop-missing"]
        zero = vector_set("element", ids, np.zeros((len(ids), DIM), np.float32))
        store.put(document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=[zero])
        assert [problem.kind for problem in store.verify()] == ["crop-missing"]


def test_library_copied_elsewhere_opens_there(folder: Path, tmp_path: Path) -> None:
    document, elements = fill(folder)
    copy = tmp_path / "somewhere else" / "kopie ü"
    shutil.copytree(folder, copy)
    shutil.rmtree(folder)
    with Store.open(copy) as store:
        assert store.document(document.id) == document
        store.warm()
        expect_all_found(store, elements)
        assert store._index._healer is None
        assert store.verify() == []
    assert not folder.exists()


def test_search_goes_on_when_the_disk_is_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, elements = fill(folder)
    with Store.open(folder) as store:

        def full(**_: int) -> None:
            raise StorageFull("no space")

        with monkeypatch.context() as broken:
            broken.setattr(store._database, "set_state", full)
            expect_all_found(store, elements)
