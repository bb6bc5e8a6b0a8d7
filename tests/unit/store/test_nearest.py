"""Nearest vectors: through Chroma, exactly, filtered; only what the catalogue knows comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from store_making import DIM, SPACE, add, make_document, make_vectors, row_of, unit_rows, vector_set

from quire.errors import InvalidInput, LibraryError
from quire.store import Stage, Store, nearest
from quire.store.chroma import collection_name
from quire.store.vectors import Block, BlockCache, nearest_exact
from quire.types import EmbeddingSpace, IngestStatus


def test_nearest_finds_elements_sections_and_documents(store: Store) -> None:
    documents = [make_document(name) for name in ("a", "b", "c")]
    for document in documents:
        vectors = add(store, document)
        for item in vectors:
            (best, cosine) = store.nearest(SPACE.id, item.level, row_of(item, 0), limit=1)[0]
            assert best == item.ids[0]
            assert cosine == pytest.approx(1.0, abs=1e-3)


def test_index_and_exact_search_agree(store: Store) -> None:
    documents = [make_document(f"d{number}") for number in range(6)]
    for document in documents:
        add(store, document)
    question = unit_rows(1, 99)[0]
    through_index = store.nearest(SPACE.id, "element", question, limit=10)
    exactly = store.nearest(
        SPACE.id, "element", question, limit=10, document_ids=[item.id for item in documents]
    )
    assert [name for name, _ in through_index] == [name for name, _ in exactly]
    assert [cosine for _, cosine in through_index] == pytest.approx(
        [cosine for _, cosine in exactly], abs=1e-3
    )
    assert exactly == sorted(exactly, key=lambda item: -item[1])


def test_filter_lets_only_these_documents_through(store: Store) -> None:
    one, two = make_document("one"), make_document("two")
    vectors = add(store, one)
    add(store, two)
    found = store.nearest(SPACE.id, "element", row_of(vectors[0], 0), limit=50, document_ids=[two.id])
    assert {name.split(":")[0] for name, _ in found} == {two.id}
    assert store.nearest(SPACE.id, "element", row_of(vectors[0], 0), limit=5, document_ids=["nobody"]) == []


def test_large_filters_go_through_the_index(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [make_document(f"d{number}") for number in range(6)]
    vectors = [add(store, document) for document in documents]
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 10)
    allowed = [document.id for document in documents[:3]]
    found = store.nearest(SPACE.id, "element", row_of(vectors[1][0], 4), limit=8, document_ids=allowed)
    assert found[0][0] == documents[1].elements[4].id
    assert len(found) == 8
    assert {name.split(":")[0] for name, _ in found} <= set(allowed)


def test_limit_beyond_what_there_is(store: Store) -> None:
    add(store, make_document())
    assert len(store.nearest(SPACE.id, "element", unit_rows(1, 1)[0], limit=1000)) == 8
    assert store.nearest(SPACE.id, "element", unit_rows(1, 1)[0], limit=0) == []


def test_question_need_not_be_of_unit_length(store: Store) -> None:
    vectors = add(store, make_document())
    plain = store.nearest(SPACE.id, "element", row_of(vectors[0], 1), limit=3)
    scaled = store.nearest(SPACE.id, "element", row_of(vectors[0], 1) * 7, limit=3)
    assert [cosine for _, cosine in scaled] == pytest.approx([cosine for _, cosine in plain], abs=1e-5)


def test_wrong_questions_are_refused(store: Store) -> None:
    add(store, make_document())
    with pytest.raises(InvalidInput):
        store.nearest(SPACE.id, "element", np.ones(DIM + 1, np.float32), limit=3)
    with pytest.raises(InvalidInput):
        store.nearest(SPACE.id, "element", np.full(DIM, np.nan, np.float32), limit=3)
    with pytest.raises(InvalidInput):
        store.nearest(SPACE.id, "chapter", np.ones(DIM, np.float32), limit=3)
    assert store.nearest("no such space", "element", np.ones(DIM, np.float32), limit=3) == []


def test_vectors_come_by_id_and_by_document(store: Store) -> None:
    one, two = make_document("one"), make_document("two")
    given = add(store, one)[0]
    add(store, two)
    asked = [given.ids[4], "nobody:1", given.ids[0]]
    ids, rows = store.vectors(SPACE.id, "element", ids=asked)
    assert ids == [given.ids[4], given.ids[0]]
    assert np.abs(rows - np.array([row_of(given, 4), row_of(given, 0)])).max() < 1e-3
    assert store.vectors(SPACE.id, "element", ids=asked, document_ids=[two.id])[0] == []
    everything, all_rows = store.vectors(SPACE.id, "section")
    assert all_rows.shape == (len(everything), DIM) == (4, DIM)
    assert store.vectors("no such space", "element")[0] == []


def test_spaces_are_kept_apart_and_guarded(store: Store) -> None:
    document = make_document()
    add(store, document)
    other = EmbeddingSpace("other/space é", "m", "r1", 8, ("text", "image"))
    store.declare_space(other)
    store.declare_space(other)
    rows = unit_rows(1, 3, dim=8)
    store.put(
        document,
        stage=Stage.READY,
        status=IngestStatus.ADDED,
        vectors=[*make_vectors(document), vector_set("element", (document.elements[2].id,), rows, other.id)],
    )
    assert store.nearest(other.id, "element", rows[0], limit=9) == [
        (document.elements[2].id, pytest.approx(1.0, abs=1e-3))
    ]
    assert len(store.nearest(SPACE.id, "element", unit_rows(1, 1)[0], limit=99)) == 8
    with pytest.raises(LibraryError) as caught:
        store.declare_space(EmbeddingSpace(SPACE.id, "tiny", "r2", DIM, ("text",)))
    assert caught.value.hint


def test_collection_names_are_safe_and_different() -> None:
    names = [
        collection_name(space, "element")
        for space in ("minilm-l6-v2", "a/b", "a-b", "a..b", "", "é" * 300, "-x-")
    ]
    assert names[0] == "minilm-l6-v2.element"
    assert len(set(names)) == len(names)
    for name in names:
        assert 3 <= len(name) <= 512
        assert name[0].isalnum()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        assert ".." not in name


def test_exact_search_keeps_the_best_of_very_many() -> None:
    rows = unit_rows(120_000, 4, dim=8)
    blocks = [
        Block(key, tuple(f"{key}:{row}" for row in range(30_000)), rows[key * 30_000 : (key + 1) * 30_000])
        for key in range(4)
    ]
    question = rows[65_432]
    found = nearest_exact(iter(blocks * 3), question, 7)
    expected = np.sort(np.concatenate([rows @ question] * 3))[::-1][:7]
    assert found[0][0] == "2:5432"
    assert [cosine for _, cosine in found] == pytest.approx(expected.tolist(), abs=1e-6)


def test_cache_stays_within_its_bounds() -> None:
    rows = unit_rows(10, 1, dim=8)
    blocks = [Block(key, tuple("0123456789"), rows) for key in range(5)]
    cache = BlockCache(limit_bytes=3 * blocks[0].n_bytes)
    for block in blocks:
        cache.put(block)
        cache.get(2)
    assert [key for key in range(5) if cache.get(key)] == [2, 3, 4]
    tiny = BlockCache(limit_bytes=10)
    tiny.put(blocks[0])
    assert tiny.get(0) is None


def test_warmed_library_has_its_index_open(store: Store, folder: Path) -> None:
    store.warm()
    assert store._index._chroma is None, "without vectors there is nothing to open"
    vectors = add(store, make_document())
    store.close()
    with Store.open(folder) as again:
        again.warm()
        assert again._index._chroma is not None
        assert again.nearest(SPACE.id, "element", row_of(vectors[0], 0), limit=1)[0][0] == vectors[0].ids[0]


def test_small_library_is_searched_before_its_index_is_open(store: Store, folder: Path) -> None:
    vectors = add(store, make_document())
    store.close()
    with Store.open(folder) as again:
        asked = row_of(vectors[0], 0)
        cold = again.nearest(SPACE.id, "element", asked, limit=5)
        assert not again._index.is_open, "a second of waiting for two milliseconds of work"
        again.warm()
        assert again._index.is_open
        warm = again.nearest(SPACE.id, "element", asked, limit=5)
        assert [item for item, _ in cold] == [item for item, _ in warm]
        assert [cosine for _, cosine in cold] == pytest.approx([cosine for _, cosine in warm], abs=1e-3)


def test_words_alone_need_no_chroma(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "words_only.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\n"
        "from store_making import *\n"
        "from quire.store import Store\n"
        f"with Store.open(Path({str(folder)!r})) as store:\n"
        "    document = make_document()\n"
        "    store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)\n"
        "    assert store.lexical(['report'])\n"
        "    store.remove([document.id])\n"
        "assert not [name for name in sys.modules if name.startswith('chromadb')]\n"
    )
    subprocess.run([sys.executable, str(script)], check=True, timeout=120)
