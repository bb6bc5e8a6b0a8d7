"""A document goes in whole, comes out equal, is replaced at one moment and leaves nothing behind."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from store_making import (
    SPACE,
    TOKEN_SPACE,
    add,
    findable_ids,
    make_document,
    make_tokens,
    make_vectors,
    row_of,
)

from quire.errors import InvalidInput, NotFound
from quire.store import Stage, Store
from quire.types import Document, IngestStatus, Problem, Section, TokenSet


def test_document_comes_back_equal(store: Store) -> None:
    document = make_document(
        problems=(Problem("page-timeout", "read", "page 2 took too long", "try again", 2),)
    )
    add(store, document)
    assert store.document(document.id) == document
    assert store.source(document.id) == document.source
    assert store.elements_of(document.id) == list(document.elements)
    assert store.sections_of(document.id) == list(document.sections)
    assert store.pages_of(document.id) == list(document.pages)


def test_document_survives_closing_and_opening(folder: Path) -> None:
    document = make_document()
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        add(store, document)
    with Store.open(folder) as store:
        assert store.document(document.id) == document
        assert store.spaces() == [SPACE]


def test_odd_texts_and_paths_survive(store: Store) -> None:
    path = "/papers/caf\udce9 \n\U0001f600.pdf"  # bytes that are not UTF-8, a newline, an emoji
    document = make_document(
        path=path, texts=('nul\0inside "quoted" * NEAR(', "ünïcödé 漢字 \u202e", "", "x" * 50_000)
    )
    add(store, document)
    assert store.document(document.id) == document
    assert store.by_path(path) is not None
    assert store.resolve(path) == document.id


def test_lone_surrogate_in_text_keeps_its_place(store: Store) -> None:
    document = make_document(texts=("broken \ud800 font",))
    add(store, document)
    assert store.elements_of(document.id)[0].text == "broken ? font"


def test_summary_counts_what_can_be_found(store: Store) -> None:
    document = make_document(n_elements=8)
    add(store, document)
    (summary,) = store.summaries()
    assert (summary.n_elements, summary.n_pages, summary.n_figures, summary.n_tables) == (8, 2, 1, 0)
    assert (summary.stage, summary.status, summary.path) == (Stage.READY, "added", "/papers/report.pdf")
    assert store.by_sha256(document.source.sha256) == summary
    assert store.by_path("/papers/report.pdf") == summary
    assert store.by_sha256("0" * 64) is None


def test_first_stage_is_found_by_words_only(store: Store) -> None:
    document = make_document()
    store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
    assert store.lexical(["report"])
    assert store.nearest(SPACE.id, "element", row_of(make_vectors(document)[0], 0), limit=3) == []
    with pytest.raises(InvalidInput):
        store.put(
            document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL, vectors=make_vectors(document)
        )


def test_putting_again_replaces_and_keeps_what_is_the_users(store: Store) -> None:
    document = make_document()
    add(store, document)
    store.assign([document.id], "Thesis")
    store.set_title(document.id, "My own title")
    first = store.summaries()[0]
    longer = dataclasses.replace(make_document(n_elements=12), reader="pdf/2")
    add(store, longer)
    (summary,) = store.summaries()
    assert (summary.n_elements, summary.reader) == (12, "pdf/2")
    assert (summary.title, summary.collections, summary.added_at) == (
        "My own title",
        ("Thesis",),
        first.added_at,
    )
    assert len(store.vectors(SPACE.id, "element")[0]) == 12
    store.set_title(document.id, "")
    assert store.summaries()[0].title == "The report"


def test_new_version_takes_the_place_of_the_old(store: Store) -> None:
    old, new = make_document("old", path="/papers/a.pdf"), make_document("new", path="/papers/a.pdf")
    old_vectors = add(store, old)
    store.assign([old.id], "Thesis")
    store.keep_page_picture(old.id, 1, b"page")
    add(store, new, replaces=old.id)
    (summary,) = store.summaries()
    assert (summary.id, summary.collections) == (new.id, ("Thesis",))
    assert not store.lexical(["old"])
    assert all(
        not name.startswith(old.id)
        for name, _ in store.nearest(SPACE.id, "element", row_of(old_vectors[0], 0), limit=50)
    )
    assert not (store.folder / "crops" / old.id).exists()
    assert not (store.folder / "pages" / old.id).exists()


def test_failed_put_changes_nothing(store: Store) -> None:
    document = make_document()
    vectors = add(store, document)
    generation = store.generation
    stranger = dataclasses.replace(document, sections=(Section("x/s0", (), ("nowhere:1",)),))
    with pytest.raises(InvalidInput):
        store.put(stranger, stage=Stage.READY, status=IngestStatus.ADDED, vectors=vectors)
    assert store.document(document.id) == document
    assert store.generation == generation
    assert store.nearest(SPACE.id, "element", row_of(vectors[0], 2), limit=1)[0][0] == document.elements[2].id
    assert store.verify() == []


@pytest.mark.parametrize("document_id", ["../up", "a/b", "", ".hidden", "x" * 200])
def test_id_that_is_no_folder_name_is_refused(store: Store, document_id: str) -> None:
    with pytest.raises(InvalidInput):
        store.put(
            dataclasses.replace(make_document(), id=document_id),
            stage=Stage.SEARCHABLE,
            status=IngestStatus.ADDED,
        )
    with pytest.raises(InvalidInput):
        store.crops_dir(document_id)


def test_vectors_must_belong_to_the_document_and_space(store: Store) -> None:
    document, other = make_document("one"), make_document("two")

    def put(**parts: object) -> None:
        store.put(document, stage=Stage.READY, status=IngestStatus.ADDED, **parts)  # type: ignore[arg-type]

    element_set = make_vectors(document)[0]
    wrong = [
        make_vectors(other)[0],
        dataclasses.replace(element_set, space_id="undeclared"),
        dataclasses.replace(element_set, dim=16),
        dataclasses.replace(element_set, level="chapter"),
        dataclasses.replace(element_set, data=element_set.data[:-4]),
        dataclasses.replace(element_set, data=b"\xff" * len(element_set.data)),
    ]
    for item in wrong:
        with pytest.raises(InvalidInput):
            put(vectors=[item])
    for tokens in (
        make_tokens(other)[0],
        TokenSet(TOKEN_SPACE, (document.elements[0].id,), (2,), 8, b"\0" * 8),
    ):
        with pytest.raises(InvalidInput):
            put(tokens=[tokens])
    assert store.summaries() == []


def test_tokens_come_in_the_order_asked(store: Store) -> None:
    document = make_document()
    add(store, document)
    (given,) = make_tokens(document)
    back = store.tokens(TOKEN_SPACE, given.ids)
    assert back == given
    ids = (given.ids[5], "unknown", given.ids[1])
    some = store.tokens(TOKEN_SPACE, ids)
    assert (some.ids, some.counts) == ((given.ids[5], given.ids[1]), (given.counts[5], given.counts[1]))
    start = sum(given.counts[:5])
    assert some.words[: some.counts[0]] == given.words[start : start + given.counts[5]]
    assert store.tokens("no such space", ids).ids == ()


def test_elements_keep_the_order_and_drop_the_unknown(store: Store) -> None:
    document = make_document()
    add(store, document)
    ids = [document.elements[5].id, "nobody:1", document.elements[0].id]
    assert store.elements(ids) == [document.elements[5], document.elements[0]]
    assert store.elements(ids, with_words=False)[0].words is None
    assert store.page_elements(document.id, 2) == [
        item for item in document.elements if item.place.page_number == 2
    ]
    with pytest.raises(NotFound):
        store.elements_of("nobody")


def test_remove_leaves_nothing_behind(store: Store, folder: Path) -> None:
    keep, gone = (
        make_document("keep"),
        make_document("gone", texts=("zanzibarsecret word", "b", "c", "d"), title="Vanishing"),
    )
    add(store, keep)
    add(store, gone)
    for document in (keep, gone):
        store.drafts(document.id).put(1, b"zanzibardraft")
        store.keep_page_picture(document.id, 1, b"zanzibarpicture")
        store.assign([document.id], "Both")
    store.remove([gone.id])
    assert [summary.id for summary in store.summaries()] == [keep.id]
    for table, rows in every_row(folder).items():
        assert gone.id not in str(rows), table
        assert "zanzibarsecret" not in str(rows), table
    leftovers = [path for path in folder.rglob("*") if gone.id in path.name]
    assert leftovers == []
    assert gone.id not in str(chroma_ids(store))
    store.close()
    catalogue = (folder / "catalogue.sqlite").read_bytes()
    assert b"zanzibarsecret" not in catalogue
    assert gone.id.encode() not in catalogue
    with Store.open(folder) as again:
        assert again.document(keep.id) == keep
        assert again.verify() == []


def test_remove_of_an_unknown_document_removes_nothing(store: Store) -> None:
    document = make_document()
    add(store, document)
    with pytest.raises(NotFound):
        store.remove([document.id, "nobody"])
    assert store.document(document.id) == document


def test_generation_changes_with_the_content_only(store: Store, folder: Path) -> None:
    document = make_document()
    seen = [store.generation]
    add(store, document)
    seen.append(store.generation)
    store.assign([document.id], "A")
    seen.append(store.generation)
    store.remove([document.id])
    seen.append(store.generation)
    assert len(set(seen)) == 4
    store.drafts("x1").put(1, b"draft")
    store.set_meta("note", "value")
    assert store.generation == seen[-1]
    store.close()
    with Store.open(folder) as again:
        assert again.generation == seen[-1]


def test_assigning_what_is_assigned_changes_no_generation(store: Store) -> None:
    document = make_document()
    add(store, document)
    store.assign([document.id], "A")
    before = store.generation
    store.assign([document.id], "A")
    assert store.generation == before


def test_drafts_last_until_the_document_is_ready(store: Store, folder: Path) -> None:
    document = make_document()
    drafts = store.drafts(document.id)
    drafts.put(1, b"page one")
    drafts.put(2, b"page two")
    drafts.put(2, b"page two again")
    store.close()
    with Store.open(folder) as again:
        assert again.drafts(document.id).get(2) == b"page two again"
        assert again.drafts(document.id).get(3) is None
        assert again.drafts(document.id).pages() == [1, 2]
        add(again, document)
        assert again.drafts(document.id).get(1) is None
        again.drafts("other").put(7, b"x")
        again.clear_drafts("other")
        assert again.drafts("other").get(7) is None


def test_ready_deletes_crops_of_an_earlier_reading(store: Store) -> None:
    document = make_document()
    stale = store.crops_dir(document.id) / "figure-of-yesterday.webp"
    stale.write_bytes(b"old")
    add(store, document)
    assert not stale.exists()
    assert store.crop(findable_figure(document)) == b"picture of " + document.elements[3].id.encode()


@pytest.mark.parametrize(
    "name", ["../catalogue.sqlite", "/etc/hostname", "a/../../lock", "", ".", "a\\..\\b", "x\0y"]
)
def test_crop_stays_inside_its_folder(store: Store, name: str) -> None:
    with pytest.raises((InvalidInput, NotFound)):
        store.crop(name)


def test_crop_through_a_link_out_of_the_library_is_refused(store: Store) -> None:
    (store.crops_dir("abc") / "link.webp").symlink_to(store.folder / "README.txt")
    with pytest.raises(InvalidInput):
        store.crop("abc/link.webp")


def test_missing_crop_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match=r"abc/none\.webp"):
        store.crop("abc/none.webp")


def test_page_pictures_and_notes_are_kept(store: Store) -> None:
    assert store.page_picture("abc", 3) is None
    store.keep_page_picture("abc", 3, b"one")
    store.keep_page_picture("abc", 3, b"two")
    assert store.page_picture("abc", 3) == b"two"
    assert store.meta("tuned") is None
    store.set_meta("tuned", "yes")
    assert store.meta("tuned") == "yes"


def findable_figure(document: Document) -> str:
    (name,) = (element.image for element in document.elements if element.image)
    return name


def every_row(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, those behind the full-text index included."""
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    try:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        connection.close()


def chroma_ids(store: Store) -> list[str]:
    chroma = store._index._chroma  # the test looks behind the door on purpose
    assert chroma is not None
    return [
        name for collection in chroma._client.list_collections() for name in collection.get(include=[])["ids"]
    ]


def test_every_findable_element_has_its_vector(store: Store) -> None:
    document = make_document()
    vectors = add(store, document)
    ids, rows = store.vectors(SPACE.id, "element", document_ids=[document.id])
    assert tuple(ids) == findable_ids(document)
    for row in range(len(ids)):
        assert abs(float(rows[row] @ row_of(vectors[0], row)) - 1) < 1e-3
