"""Which files are meant by the paths a person gives."""

from __future__ import annotations

from pathlib import Path

from quire.library.gather import gather


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


def test_gather_passes_missing_paths_on_so_that_reading_can_say_why(tmp_path: Path) -> None:
    missing = tmp_path / "gone.pdf"
    wanted = list(gather([missing], recursive=False))
    assert [item.path for item in wanted] == [missing]
    assert wanted[0].named


def test_gather_copes_with_odd_names(tmp_path: Path) -> None:
    odd = tmp_path / "line\nbreak 🦀.pdf"
    odd.touch()
    assert _names([tmp_path], recursive=False) == ["line\nbreak 🦀.pdf"]
