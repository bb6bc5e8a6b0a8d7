"""One folder, one process; what is wrong with it is said in a sentence with a hint."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from store_making import SPACE, add, make_document, make_vectors

from quire.errors import LibraryDamaged, LibraryError, LibraryHeld, QuireError, StorageFull
from quire.jobs import Job
from quire.store import Stage, Store, schema
from quire.store.faults import known_faults
from quire.types import IngestStatus

HOLDER = """
import sys
from pathlib import Path
from quire.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


def test_new_folder_explains_itself(store: Store, folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert {"catalogue.sqlite", "crops", "pages", "lock", "README.txt"} <= names
    assert "Quire" in (folder / "README.txt").read_text()


def test_second_process_is_told_who_has_it(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(LibraryHeld, match=rf"open in another Quire \(process {process.pid}\)") as caught:
            Store.open(folder)
        assert caught.value.hint
        assert caught.value.exit_code == 3
        process.stdin.write("\n")
        process.stdin.close()
        process.wait(30)
    Store.open(folder).close()


def test_library_of_a_killed_process_opens(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    Store.open(folder).close()


def test_same_process_cannot_open_it_twice(store: Store, folder: Path) -> None:
    with pytest.raises(LibraryHeld, match=str(os.getpid())):
        Store.open(folder)


def test_failed_open_frees_the_lock(folder: Path) -> None:
    folder.mkdir()
    (folder / "catalogue.sqlite").write_bytes(b"no database" * 1000)
    for _ in range(2):
        with pytest.raises(LibraryDamaged):
            Store.open(folder)
    (folder / "catalogue.sqlite").unlink()
    Store.open(folder).close()


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(QuireError) as caught:
        Store.open(tmp_path / "file")
    assert caught.value.hint


def test_closed_library_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(LibraryError, match="closed"):
        store.summaries()
    with pytest.raises(LibraryError, match="closed"):
        store.set_meta("a", "b")


def test_full_disk_is_told_and_changes_nothing(store: Store) -> None:
    document = make_document("before")
    vectors = add(store, document)
    writer = store._database._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages}")
    large = make_document("large", n_elements=400)
    with pytest.raises(StorageFull, match="no space left") as caught:
        store.put(large, stage=Stage.READY, status=IngestStatus.ADDED, vectors=make_vectors(large))
    assert caught.value.hint
    assert [summary.id for summary in store.summaries()] == [document.id]
    writer.execute("PRAGMA max_page_count = 1000000")
    store.put(large, stage=Stage.READY, status=IngestStatus.ADDED, vectors=make_vectors(large))
    assert store.document(document.id) == document
    assert len(vectors[0].ids) + 400 == len(store.vectors(SPACE.id, "element")[0])


def test_read_only_catalogue_is_told(store: Store) -> None:
    store._database._writer.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageFull, match="cannot be written"):
        store.set_meta("a", "b")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (OSError(28, "No space left on device"), StorageFull),
        (PermissionError(13, "Permission denied"), StorageFull),
        (OSError(30, "Read-only file system"), StorageFull),
        (OSError(5, "Input/output error"), LibraryError),
        (zlib.error("incorrect data check"), LibraryDamaged),
        (sqlite3.OperationalError("Could not decode to UTF-8 column 'text'"), LibraryDamaged),
    ],
)
def test_faults_of_the_system_become_sentences(
    tmp_path: Path, raised: Exception, expected: type[QuireError]
) -> None:
    with pytest.raises(expected) as caught, known_faults(tmp_path):
        raise raised
    assert caught.value.hint
    assert caught.value.__cause__ is raised


def test_bugs_are_not_dressed_up(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), known_faults(tmp_path):
        sqlite3.connect(":memory:").execute("SELECT nonsense")
    with pytest.raises(FileNotFoundError), known_faults(tmp_path):
        (tmp_path / "missing").read_bytes()


def test_corrupt_pages_are_named_by_verify_or_at_once(folder: Path) -> None:
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        for number in range(12):
            add(store, make_document(f"d{number}"))
    catalogue = folder / "catalogue.sqlite"
    content = bytearray(catalogue.read_bytes())
    for start in range(8192, len(content), 4096):
        content[start : start + 600] = os.urandom(600)
    catalogue.write_bytes(content)
    with pytest.raises(LibraryDamaged) as caught:
        use_everything(folder)
    assert caught.value.hint


def use_everything(folder: Path) -> None:
    with Store.open(folder) as store:
        assert any(problem.kind == "catalogue-damaged" for problem in store.verify())
        for summary in store.summaries():
            store.document(summary.id)


def test_flipped_bit_in_vectors_is_found(folder: Path) -> None:
    document = make_document()
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        add(store, document)
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    (data,) = connection.execute("SELECT data FROM vector_blocks WHERE level = 'section'").fetchone()
    flipped = bytes([data[0] ^ 1]) + data[1:]
    connection.execute("UPDATE vector_blocks SET data = ? WHERE level = 'section'", (flipped,))
    connection.commit()
    connection.close()
    with Store.open(folder) as store:
        assert [problem.kind for problem in store.verify()] == ["vectors-damaged"]
        with pytest.raises(LibraryDamaged):
            store.vectors(SPACE.id, "section")


def test_verify_names_what_is_missing(store: Store) -> None:
    document = make_document()
    add(store, document)
    assert store.verify() == []
    (store.crops_dir(document.id) / "figure-3.webp").unlink()
    with store._database.write() as connection:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
        connection.execute("DELETE FROM sections WHERE id LIKE '%s1'")
        connection.execute("DELETE FROM vector_blocks")
    kinds = {problem.kind: problem for problem in store.verify()}
    assert set(kinds) == {"crop-missing", "lexical-index", "incomplete"}
    assert all(
        (problem.stage == "store" and problem.hint and "report.pdf" in problem.message)
        or problem.kind == "lexical-index"
        for problem in kinds.values()
    )


def test_repair_mends_the_full_text_index(store: Store) -> None:
    add(store, make_document())
    with store._database.write() as connection:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
    assert store.lexical(["report"]) == []
    store.rebuild_index(Job())
    assert len(store.lexical(["report"])) == 8
    assert store.verify() == []


def test_verify_tidies_pictures_of_nobody_and_keeps_those_in_work(store: Store) -> None:
    (store.crops_dir("nobody") / "a.webp").write_bytes(b"x")
    store.keep_page_picture("nobody", 1, b"x")
    store.drafts("inwork").put(1, b"draft")
    (store.crops_dir("inwork") / "a.webp").write_bytes(b"x")
    assert store.verify() == []
    assert not (store.folder / "crops" / "nobody").exists()
    assert not (store.folder / "pages" / "nobody").exists()
    assert store.crop("inwork/a.webp") == b"x"


def test_sizes_tell_every_part(store: Store) -> None:
    document = make_document(n_elements=40)
    add(store, document)
    store.keep_page_picture(document.id, 1, b"p" * 1000)
    store.drafts("other").put(1, os.urandom(9000))
    sizes = store.sizes()
    parts = (
        sizes.text,
        sizes.lexical,
        sizes.vectors,
        sizes.tokens,
        sizes.drafts,
        sizes.index,
        sizes.crops,
        sizes.pages,
    )
    assert all(part > 0 for part in parts)
    assert sizes.total == sizes.catalogue + sizes.index + sizes.crops + sizes.pages


def test_migration_goes_step_by_step(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "c.sqlite", isolation_level=None)
    schema.migrate(connection)
    before = connection.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    second = (*schema.STEPS, ("ALTER TABLE documents ADD COLUMN language TEXT", "CREATE TABLE extra (x)"))
    schema.migrate(connection, second)
    schema.migrate(connection, second)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(second)
    assert connection.execute("SELECT language FROM documents").fetchall() == []
    broken = (*second, ("CREATE TABLE half (x)", "CREATE NONSENSE"))
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, broken)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(second)
    assert "half" not in {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    with pytest.raises(LibraryError, match="newer Quire"):
        schema.migrate(connection)
    assert before
    connection.close()


def test_a_catalogue_of_a_newer_quire_is_refused_and_stays_byte_for_byte(folder: Path) -> None:
    with Store.open(folder):
        pass
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(LibraryError, match="newer Quire"):
        Store.open(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_first_published_catalogue_still_opens(folder: Path) -> None:
    """`catalogue_v1.sql` is a library of version 1 as it was made then; it is never changed."""
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.executescript((Path(__file__).parent / "catalogue_v1.sql").read_text())
    connection.close()
    document = make_document("first", n_elements=4)
    with Store.open(folder) as store:
        assert store.document(document.id) == document
        assert len(store.lexical(["first"])) == 4
        assert store.collections()[0].n_documents == 1
        assert (
            store.nearest(SPACE.id, "element", make_row(document), limit=1)[0][0] == document.elements[0].id
        )


def make_row(document: object) -> object:
    import numpy as np

    return np.frombuffer(make_vectors(document)[0].data, "<f4").reshape(-1, SPACE.dim)[0]  # type: ignore[arg-type]


def test_database_of_another_program_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryDamaged, match="not made by Quire"):
        Store.open(folder)


def test_searches_go_on_while_documents_are_written(store: Store) -> None:
    documents = [make_document(f"d{number}", n_elements=24) for number in range(6)]
    add(store, documents[0])
    question = make_row(documents[0])
    stop = threading.Event()
    errors: list[BaseException] = []
    seen: list[int] = []

    def search() -> None:
        try:
            while not stop.is_set():
                hits = store.lexical(["part"], limit=1000)
                elements = store.elements([name for name, _ in hits])
                assert len(elements) % 24 == 0, "a document was seen half written"
                assert all(element.text for element in elements)
                assert store.nearest(SPACE.id, "element", question, limit=5)  # type: ignore[arg-type]
                assert len(store.summaries()) * 24 >= len(elements)
                seen.append(len(elements))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for document in documents[1:]:
        add(store, document)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert seen
    assert len(store.lexical(["part"], limit=1000)) == 6 * 24
    assert store.verify() == []


def test_several_threads_may_write(store: Store) -> None:
    documents = [make_document(f"d{number}") for number in range(6)]
    threads = [threading.Thread(target=add, args=(store, document)) for document in documents]
    threads += [threading.Thread(target=store.set_meta, args=(f"k{n}", "v")) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {summary.id for summary in store.summaries()} == {document.id for document in documents}
    assert store.verify() == []


def test_words_of_a_removed_document_are_wiped_later_in_a_large_library(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = make_document("gone", texts=("zanzibarsecret a", "b", "c", "d"))
    add(store, make_document("keep"))
    add(store, gone)
    monkeypatch.setattr("quire.store.documents._QUICKLY_MERGED", 0)
    store.remove([gone.id])
    assert store.lexical(["zanzibarsecret"]) == []
    assert store.verify() == []
    store.close()
    assert b"zanzibarsecret" not in (folder / "catalogue.sqlite").read_bytes()
