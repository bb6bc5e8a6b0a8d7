"""A backup holds one moment of a library and comes back whole; what is not whole is refused with a reason."""

from __future__ import annotations

import errno
import json
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # for `store_making`

from store_making import SPACE, add, make_document, make_vectors, row_of

from quire.errors import Cancelled, InvalidInput, LibraryDamaged, LibraryError, QuireError, StorageFull
from quire.jobs import Job
from quire.library import backing_up
from quire.library.backing_up import back_up, restore
from quire.store import Store


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        opened.declare_space(SPACE)
        yield opened


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    for name in ("one", "two"):
        add(store, make_document(name))
    return back_up(store, tmp_path / "kept.zip").file


def test_restored_library_is_the_one_that_was_backed_up(store: Store, tmp_path: Path) -> None:
    document = make_document("one")
    add(store, document)
    store.assign([document.id], "island")
    store.set_title(document.id, "Of my own")
    store.keep_page_picture(document.id, 1, b"a page")
    made = back_up(store, tmp_path / "kept.zip")
    assert made.manifest.n_documents == 1
    assert made.size_bytes == made.file.stat().st_size
    assert not any("index" in item.name for item in made.manifest.files)
    restored = restore(made.file, tmp_path / "again")
    assert restored.problems == ()
    with Store.open(tmp_path / "again") as again:
        assert again.document(document.id) == store.document(document.id)
        assert again.summaries() == store.summaries()
        assert again.page_picture(document.id, 1) == b"a page"
        assert all(again.crop(item.image) == store.crop(item.image) for item in document.elements if item.image)
        (elements, *_) = make_vectors(document)
        assert again.nearest(SPACE.id, "element", row_of(elements, 1), limit=1)[0][0] == elements.ids[1]
        assert not again.needs_rebuild


def test_backup_while_documents_are_added_holds_whole_ones(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    written = list[str]()

    def write() -> None:
        number = 0
        while not stop.is_set():
            add(store, make_document(f"d{number}"))
            written.append(f"d{number}")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            stop.wait(0.01)
        made = back_up(store, tmp_path / "kept.zip")
        n_before = len(written)
        while len(written) < n_before + 2:
            stop.wait(0.01)
    finally:
        stop.set()
        writer.join()
    assert restore(made.file, tmp_path / "again").problems == ()
    assert made.manifest.n_documents >= 5


def test_newer_backup_takes_the_place_of_an_older_one(store: Store, backup: Path) -> None:
    add(store, make_document("three"))
    assert back_up(store, backup).manifest.n_documents == 3
    assert [path.name for path in backup.parent.iterdir() if "kept" in path.name] == ["kept.zip"]


def test_cancel_leaves_the_older_backup_and_nothing_else(store: Store, backup: Path) -> None:
    content = backup.read_bytes()
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        back_up(store, backup, job=job)
    assert backup.read_bytes() == content
    assert [path.name for path in backup.parent.iterdir() if "kept" in path.name] == ["kept.zip"]


def test_cancel_of_restoring_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        restore(backup, tmp_path / "again", job=job)
    assert sorted(tmp_path.iterdir()) == before


def test_places_that_will_not_do_are_refused(store: Store, tmp_path: Path) -> None:
    foreign = tmp_path / "mine.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("holiday.txt", "not a backup")
    content = foreign.read_bytes()
    for place, reason in (
        (foreign, "no backup"),
        (tmp_path / "kept.tar", "does not end in"),
        (store.folder / "kept.zip", "inside the library"),
    ):
        with pytest.raises(InvalidInput, match=reason):
            back_up(store, place)
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        back_up(store, tmp_path / "folder.zip")
    assert foreign.read_bytes() == content


def test_too_small_a_disk_is_told_before_anything_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**6, 10**6, 1000))
    with pytest.raises(StorageFull, match="kB are free"):
        back_up(store, tmp_path / "kept.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]


def test_disk_that_fills_up_meanwhile_is_told_and_tidied(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    content = backup.read_bytes()
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(StorageFull, match="no space left") as caught:
        back_up(store, backup)
    assert caught.value.hint
    assert backup.read_bytes() == content
    assert [path.name for path in backup.parent.iterdir() if "kept" in path.name] == ["kept.zip"]


def test_damaged_catalogue_is_not_kept_in_place_of_a_good_backup(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LibraryDamaged("the catalogue is damaged")

    content = backup.read_bytes()
    monkeypatch.setattr("quire.store.snapshot.check_catalogue", broken)
    with pytest.raises(LibraryDamaged):
        back_up(store, backup)
    assert backup.read_bytes() == content


def test_restore_never_writes_into_a_folder_that_holds_something(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "diary.txt").write_text("dear diary")
    with pytest.raises(InvalidInput, match="not empty"):
        restore(backup, folder)
    (tmp_path / "file").write_text("a file")
    with pytest.raises(InvalidInput, match="no folder"):
        restore(backup, tmp_path / "file")
    assert [path.name for path in folder.iterdir()] == ["diary.txt"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert restore(backup, empty).problems == ()


def changed_manifest(file: Path, change: Callable[[dict[str, Any]], None], *, extra: str = "") -> Path:
    """Write the backup again with another manifest, and with one more file in it."""
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as archive:
        manifest = json.loads(source.read("manifest.json"))
        change(manifest)
        for entry in source.infolist():
            if entry.filename != "manifest.json":
                archive.writestr(entry.filename, source.read(entry))
        if extra:
            archive.writestr(extra, "out of here")
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def announce(name: str) -> Callable[[dict[str, Any]], None]:
    import hashlib

    member = {"name": name, "size_bytes": 11, "sha256": hashlib.sha256(b"out of here").hexdigest()}
    return lambda manifest: manifest["files"].append(member)


@pytest.mark.parametrize(
    "name", ["../escaped.txt", "/escaped.txt", "crops/../../escaped", "crops/a/..", "C:/x", "crops/a/b/c", "index/1"]
)
def test_no_path_leads_out_of_the_restored_folder(backup: Path, tmp_path: Path, name: str) -> None:
    hostile = changed_manifest(backup, announce(name), extra=name)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(LibraryDamaged):
        restore(hostile, tmp_path / "deep" / "again")
    assert [path for path in sorted(tmp_path.iterdir()) if path.name != "deep"] == before


def test_unannounced_and_missing_files_are_noticed(backup: Path, tmp_path: Path) -> None:
    unannounced = changed_manifest(backup, lambda _: None, extra="crops/a/b.webp")
    with pytest.raises(LibraryDamaged):
        restore(unannounced, tmp_path / "again")
    missing = changed_manifest(backup, announce("crops/a/b.webp"))
    with pytest.raises(LibraryDamaged):
        restore(missing, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_newer_formats_are_refused_with_a_sentence(backup: Path, tmp_path: Path) -> None:
    newer = changed_manifest(backup, lambda manifest: manifest.update(version=2, files="elsewhere"))
    with pytest.raises(LibraryError, match="newer Quire"):
        restore(newer, tmp_path / "again")
    other = changed_manifest(backup, lambda manifest: manifest.update(format="another"))
    with pytest.raises(InvalidInput, match="not a backup"):
        restore(other, tmp_path / "again")


def test_every_flipped_or_lost_byte_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    broken, n_refused = tmp_path / "broken.zip", 0
    for position in range(40, len(whole), len(whole) // 12):
        content = bytearray(whole)
        content[position] ^= 0x20
        broken.write_bytes(content)
        try:
            restored = restore(broken, tmp_path / "again")
        except QuireError:
            n_refused += 1
        else:  # a byte that means nothing, such as a date in the directory of the ZIP
            assert restored.problems == ()
            shutil.rmtree(tmp_path / "again")
        assert not (tmp_path / "again").exists()
    assert n_refused > 3
    broken.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(QuireError):
        restore(broken, tmp_path / "again")
    broken.write_bytes(b"")
    with pytest.raises(QuireError):
        restore(broken, tmp_path / "again")


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no backup at"):
        restore(tmp_path / "nothing.zip", tmp_path / "again")
    with pytest.raises(InvalidInput, match="is a folder"):
        restore(tmp_path, tmp_path / "again")


def test_damaged_backup_gives_way_to_a_new_one(store: Store, backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[100:140] = bytes(40)
    backup.write_bytes(content)
    assert back_up(store, backup).manifest.n_documents == 2
    assert backing_up.read_manifest(backup).n_documents == 2
