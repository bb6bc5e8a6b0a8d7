"""A move that is killed at any moment leaves the library whole in one place, and the settings name it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "store"))  # for `store_making`

from store_making import SPACE, add, make_document

from quire.library.moving import settle_move
from quire.settings import Settings, library_folder, load, move_note, save, with_value
from quire.store import Store

N_DOCUMENTS = 2

# Ends itself, as if killed, at the given call of what changes something on the disk.
MOVER = """
import errno, os, shutil, sys
from pathlib import Path
from quire.library import moving, places

left = int(sys.argv[3])

def deadly(real):
    def call(*args, **options):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return real(*args, **options)
    return call

def refuse(path, target):
    raise OSError(errno.EXDEV, "Invalid cross-device link")

if sys.argv[4] == "other disk":
    Path.rename = refuse
else:
    Path.rename = deadly(Path.rename)
Path.mkdir = deadly(Path.mkdir)
Path.unlink = deadly(Path.unlink)
Path.write_bytes = deadly(Path.write_bytes)
os.replace = deadly(os.replace)
shutil.copymode = deadly(shutil.copymode)
shutil.rmtree = deadly(shutil.rmtree)
moving.move_library(Path(sys.argv[1]), Path(sys.argv[2]))
print("moved")
"""


def move_and_die(old: Path, new: Path, at: int, disks: str) -> bool:
    """Move a library in a process that dies at its `at`-th step; returns whether it came to its end."""
    done = subprocess.run(
        [sys.executable, "-c", MOVER, str(old), str(new), str(at), disks],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 9), done.stderr
    return done.returncode == 0


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
        subprocess.run(["cp", "-r", str(template), str(old)], check=True)
        save(with_value(Settings(), "library.folder", str(old)))
        ended = move_and_die(old, new, at, disks)
        told = settle_move()
        assert not move_note().exists()
        if "a copy is left" in told:  # between the copy's completion and the change of the settings
            n_copied += 1
            assert (old / "catalogue.sqlite").exists()
            subprocess.run(["rm", "-r", str(new)], check=True)
        assert_in_one_place(root)
        if ended:
            assert library_folder(load().settings) == new
            break
    else:
        pytest.fail("the move never came to its end")
    assert n_copied <= 3


def test_killed_by_the_clock(tmp_path: Path) -> None:
    template = tmp_path / "template"
    make_library(template)
    dice = random.Random(7)
    for attempt in range(4):
        root = tmp_path / f"run{attempt}"
        root.mkdir()
        old, new = root / "old", root / "new"
        subprocess.run(["cp", "-r", str(template), str(old)], check=True)
        save(with_value(Settings(), "library.folder", str(old)))
        process = subprocess.Popen(
            [sys.executable, "-c", MOVER, str(old), str(new), "-1", "other disk"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.DEVNULL,
        )
        while not move_note().exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.02))
        process.kill()
        process.wait()
        if "a copy is left" in settle_move():
            subprocess.run(["rm", "-r", str(new)], check=True)
        assert_in_one_place(root)
