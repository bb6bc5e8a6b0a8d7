"""A move that is killed at any moment leaves the library whole in one place, and the settings name it."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "store"))  # for `store_making`

from store_making import SPACE, add, make_document

from quire.library.moving import move_library, settle_move
from quire.settings import Settings, library_folder, load, move_note, save, with_value
from quire.store import Store

N_DOCUMENTS = 2

MOVER = """
import errno, sys
from pathlib import Path
from quire.library import moving

def refuse(path, target):
    raise OSError(errno.EXDEV, "Invalid cross-device link")

Path.rename = refuse
moving.move_library(Path(sys.argv[1]), Path(sys.argv[2]))
"""


class Killed(BaseException):
    """The end of the process: nothing that cleans up can change the disk any more."""


class Doom:
    """Kills at the given call of what changes the disk; every later call fails too."""

    def __init__(self, at: int) -> None:
        self.left = at

    def on(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left <= 0:
                raise Killed
            return real(*arguments, **options)

        return call


def move_and_die(old: Path, new: Path, at: int, disks: str) -> bool:
    """Move a library and die at the `at`-th step; returns whether it came to its end."""
    doom = Doom(at)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            *((Path, name) for name in ("rename", "mkdir", "unlink", "rmdir", "write_bytes")),
            *((os, name) for name in ("replace", "fsync", "unlink", "rmdir")),
            *((shutil, name) for name in ("copymode", "rmtree")),
        ):
            patch.setattr(owner, name, doom.on(getattr(owner, name)))
        if disks == "other disk":
            patch.setattr(Path, "rename", refuse)
        try:
            move_library(old, new)
        except Killed:
            return False
    return True


def refuse(path: Path, _: Path) -> Path:
    raise OSError(errno.EXDEV, "Invalid cross-device link", str(path))


def make_library(folder: Path) -> None:
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        for number in range(N_DOCUMENTS):
            add(store, make_document(f"d{number}"))
    save(with_value(Settings(), "library.folder", str(folder)))


def assert_in_one_place(root: Path) -> None:
    folder = library_folder(load().settings)
    assert [path for path in root.iterdir() if (path / "catalogue.sqlite").exists()] == [folder]
    with Store.open(folder) as store:
        assert len(store.summaries()) == N_DOCUMENTS
        assert store.verify() == []


@pytest.mark.parametrize("disks", ["same disk", "other disk"])
def test_killed_at_every_step(tmp_path: Path, disks: str) -> None:
    template = tmp_path / "template"
    make_library(template)
    n_copied = 0
    for at in range(1, 200):
        root = tmp_path / f"at{at}"
        root.mkdir()
        old, new = root / "old", root / "new"
        shutil.copytree(template, old)
        save(with_value(Settings(), "library.folder", str(old)))
        ended = move_and_die(old, new, at, disks)
        told = settle_move()
        assert not move_note().exists()
        if "a copy is left" in told:  # between the copy's completion and the change of the settings
            n_copied += 1
            assert (old / "catalogue.sqlite").exists()
            shutil.rmtree(new)
        assert_in_one_place(root)
        if ended:
            assert library_folder(load().settings) == new
            break
    else:
        pytest.fail("the move never came to its end")
    assert n_copied <= 8, "only while the settings are being changed"


def test_killed_by_the_clock(tmp_path: Path) -> None:
    template = tmp_path / "template"
    make_library(template)
    dice = random.Random(7)
    for attempt in range(4):
        root = tmp_path / f"run{attempt}"
        root.mkdir()
        old, new = root / "old", root / "new"
        shutil.copytree(template, old)
        save(with_value(Settings(), "library.folder", str(old)))
        process = subprocess.Popen(
            [sys.executable, "-c", MOVER, str(old), str(new)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.DEVNULL,
        )
        while not move_note().exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.02))
        process.kill()
        process.wait()
        if "a copy is left" in settle_move():
            shutil.rmtree(new)
        assert_in_one_place(root)
