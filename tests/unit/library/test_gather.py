"""Which files are meant by the paths a person gives."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quire.errors import ReadError
from quire.library.gather import gather
from quire.read import sniff

_NOBODY = 65534


def _names(paths: list[Path], *, recursive: bool) -> list[str]:
    return [wanted.path.name for wanted in gather(paths, recursive=recursive)]


def test_gather_keeps_the_order_of_named_files_and_drops_repeats(tmp_path: Path) -> None:
    first, second = tmp_path / "b.pdf", tmp_path / "a.pdf"
    first.touch()
    second.touch()
    assert _names([first, second, first], recursive=False) == ["b.pdf", "a.pdf"]


def test_gather_enters_subfolders_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "deep.pdf").touch()
    (tmp_path / "top.pdf").touch()
    assert _names([tmp_path], recursive=False) == ["top.pdf"]
    assert sorted(_names([tmp_path], recursive=True)) == ["deep.pdf", "top.pdf"]


def test_gather_leaves_hidden_entries_of_folders_alone_but_takes_named_ones(tmp_path: Path) -> None:
    hidden = tmp_path / ".hidden.pdf"
    hidden.touch()
    assert _names([tmp_path], recursive=True) == []
    assert _names([hidden], recursive=True) == [".hidden.pdf"]


def test_gather_ends_in_a_symlink_loop(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").touch()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert _names([tmp_path], recursive=True) == ["file.pdf"]


def test_gather_finds_no_file_again_by_way_of_a_link_but_takes_named_ones(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").touch()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "inner" / "also.pdf").symlink_to(tmp_path / "file.pdf")
    named = [tmp_path / "file.pdf", tmp_path / "inner" / "also.pdf"]
    assert _names([named[0], tmp_path / "inner"], recursive=True) == ["file.pdf"]
    assert _names(named, recursive=False) == ["file.pdf", "also.pdf"]


def test_gather_passes_missing_paths_on_so_that_reading_can_say_why(tmp_path: Path) -> None:
    missing = tmp_path / "gone.pdf"
    wanted = list(gather([missing], recursive=False))
    assert [item.path for item in wanted] == [missing]
    assert wanted[0].named


def test_gather_copes_with_odd_names(tmp_path: Path) -> None:
    odd = tmp_path / "line\nbreak 🦀.pdf"
    odd.touch()
    assert _names([tmp_path], recursive=False) == ["line\nbreak 🦀.pdf"]


@pytest.fixture
def folder_of_a_stranger() -> Iterator[Path]:
    """A folder in which a test can lock things, looked at by a user who is not root: root may do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            for path in folder.iterdir():
                path.chmod(0o700)


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_folder_that_may_not_be_looked_into_is_told_and_the_rest_goes_on(
    folder_of_a_stranger: Path, mode: int
) -> None:
    closed, readable = folder_of_a_stranger / "closed", folder_of_a_stranger / "open.txt"
    closed.mkdir()
    (closed / "letter.txt").write_text("Dear keeper")
    readable.write_text("The lamp burns")
    closed.chmod(mode)
    found = [item.path for item in gather([folder_of_a_stranger], recursive=True)]
    assert found == [closed, readable]
    assert [item.path for item in gather([closed], recursive=False)] == [closed]
    with pytest.raises(ReadError, match="not allowed to look into this folder"):
        sniff(closed)
    inside = closed / "letter.txt"
    assert [item.path for item in gather([inside], recursive=False)] == [inside]
    if mode != 0o111:
        with pytest.raises(ReadError, match="not allowed to read this file"):
            sniff(inside)


def test_file_that_may_not_be_read_is_told(folder_of_a_stranger: Path) -> None:
    locked = folder_of_a_stranger / "locked.pdf"
    locked.write_bytes(b"%PDF-1.7")
    locked.chmod(0)
    assert [item.path for item in gather([folder_of_a_stranger], recursive=True)] == [locked]
    with pytest.raises(ReadError, match="not allowed to read this file"):
        sniff(locked)


def test_gather_passes_names_on_that_are_too_long(tmp_path: Path) -> None:
    endless = tmp_path / ("x" * 5000)
    assert [item.path for item in gather([endless], recursive=False)] == [endless]
    with pytest.raises(ReadError, match="name"):
        sniff(endless)
