"""A moved library is whole at its new place, and the old one is there until then."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # for `store_making`

from store_making import SPACE, add, make_document

from quire.errors import Cancelled, InvalidInput, LibraryDamaged, LibraryHeld, StorageFull
from quire.jobs import Job
from quire.library import moving
from quire.library.moving import move_library, settle_move
from quire.settings import Settings, library_folder, load, move_note, save, with_value
from quire.store import Store

DOCUMENT = make_document("one")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a closed library that the settings name."""
    folder = tmp_path / "old"
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        add(store, DOCUMENT)
    save(with_value(Settings(), "library.folder", str(folder)))
    return folder


@pytest.fixture
def other_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let renaming fail as it does between two disks."""

    def refuse(path: Path, _: Path) -> Path:
        raise OSError(errno.EXDEV, "Invalid cross-device link", str(path))

    monkeypatch.setattr(Path, "rename", refuse)


def assert_whole(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.document(DOCUMENT.id) == DOCUMENT
        assert store.verify() == []


def named() -> Path:
    return library_folder(load().settings)


def test_on_one_disk_the_folder_is_renamed_and_the_settings_follow(library: Path, tmp_path: Path) -> None:
    moved = move_library(library, tmp_path / "deep" / "new")
    assert (moved.folder, moved.size_bytes, moved.switched) == (tmp_path / "deep" / "new", 0, True)
    assert named() == moved.folder
    assert not library.exists()
    assert not move_note().exists()
    assert_whole(moved.folder)


@pytest.mark.usefixtures("other_disk")
def test_to_another_disk_everything_is_copied_and_the_old_one_goes(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "new"
    target.mkdir()
    moved = move_library(library, target)
    assert moved.size_bytes > 0
    assert named() == target
    assert not library.exists()
    assert not move_note().exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]
    assert_whole(target)


@pytest.mark.usefixtures("other_disk")
def test_files_that_are_not_the_librarys_stay(library: Path, tmp_path: Path) -> None:
    (library / "diary.txt").write_text("dear diary")
    move_library(library, tmp_path / "new")
    assert [path.name for path in library.iterdir()] == ["diary.txt"]


def test_library_that_the_settings_do_not_name_leaves_them_alone(library: Path, tmp_path: Path) -> None:
    save(Settings())
    assert not move_library(library, tmp_path / "new").switched
    assert load().settings.library.folder == ""


def test_places_that_will_not_do_are_refused(library: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "something").write_text("here")
    for target, reason in (
        (library, "already"),
        (library / "inside", "into itself"),
        (full, "not empty"),
        (full / "something", "no folder"),
        (Path("/"), "whole disk"),
    ):
        with pytest.raises(InvalidInput, match=reason):
            move_library(library, target)
    with pytest.raises(InvalidInput, match="no library"):
        move_library(full, tmp_path / "new")
    assert named() == library
    assert_whole(library)


def test_open_library_is_not_moved(library: Path, tmp_path: Path) -> None:
    with Store.open(library), pytest.raises(LibraryHeld):
        move_library(library, tmp_path / "new")
    assert not move_note().exists()
    assert_whole(library)


@pytest.mark.usefixtures("other_disk")
def test_library_with_links_is_not_moved(library: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(library / "crops", elsewhere)
    (library / "crops").symlink_to(elsewhere)
    with pytest.raises(InvalidInput, match="is a link"):
        move_library(library, tmp_path / "new")
    assert any(elsewhere.iterdir())


@pytest.mark.usefixtures("other_disk")
def test_too_small_a_disk_is_told_before_anything_is_copied(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**6, 10**6, 1000))
    with pytest.raises(StorageFull, match="are free on that disk"):
        move_library(library, tmp_path / "new")
    assert_where_it_was(library, tmp_path)


def fail_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def assert_where_it_was(library: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]
    assert named() == library
    assert not move_note().exists()
    assert_whole(library)


@pytest.mark.usefixtures("other_disk")
@pytest.mark.parametrize(
    ("place", "error", "expected"),
    [
        ("_copy_file", OSError(errno.ENOSPC, "No space left on device"), StorageFull),
        ("_copy_file", OSError(errno.EROFS, "Read-only file system"), StorageFull),
        ("_switch_to", StorageFull("the settings cannot be written"), StorageFull),
        ("put_in_place", Cancelled("stopped"), Cancelled),
    ],
)
def test_failure_at_any_step_leaves_the_library_where_it_was(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    error: BaseException,
    expected: type[Exception],
) -> None:
    monkeypatch.setattr(moving, place, fail_with(error))
    with pytest.raises(expected):
        move_library(library, tmp_path / "new")
    assert_where_it_was(library, tmp_path)


def test_settings_that_cannot_be_written_undo_the_renaming(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_switch_to", fail_with(StorageFull("the settings cannot be written")))
    with pytest.raises(StorageFull):
        move_library(library, tmp_path / "new")
    assert_where_it_was(library, tmp_path)


@pytest.mark.usefixtures("other_disk")
def test_copy_that_reads_otherwise_is_not_trusted(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copymode

    def spoil(path: Path, target: Path) -> None:
        real(path, target)
        target.write_bytes(b"?" + target.read_bytes()[1:])

    monkeypatch.setattr(shutil, "copymode", spoil)
    with pytest.raises(LibraryDamaged, match="does not read as it was written"):
        move_library(library, tmp_path / "new")
    assert_where_it_was(library, tmp_path)


@pytest.mark.usefixtures("other_disk")
def test_cancel_leaves_the_library_where_it_was(library: Path, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        move_library(library, tmp_path / "new", job=job)
    assert_where_it_was(library, tmp_path)


def test_nothing_to_settle_costs_nothing_and_says_nothing(library: Path) -> None:
    assert settle_move() == ""
    move_note().write_bytes(b'{"source": "/a", "tar')
    assert settle_move() == ""
    assert not move_note().exists()
    assert_whole(library)


def test_move_whose_disks_are_gone_waits_for_them(library: Path, tmp_path: Path) -> None:
    note = b'{"source": "/nowhere/a", "target": "/nowhere/b", "switch": true, "stamp": [1, 2]}'
    move_note().write_bytes(note)
    assert settle_move() == ""
    assert move_note().read_bytes() == note
    with pytest.raises(InvalidInput, match="earlier move"):
        move_library(library, tmp_path / "new")
    assert named() == library
