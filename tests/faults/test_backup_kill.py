"""A backup or a restoring that is killed leaves an older backup and the library as they were, and can be done again."""

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

from quire.library.backing_up import back_up, restore
from quire.store import Store, read_manifest

N_DOCUMENTS = 40
N_KILLS = 5

# Slow at every step, so that there is something to be killed in.
SCRIPT = """
import sys, time
from pathlib import Path
from quire.jobs import Job
from quire.library.backing_up import back_up, restore
from quire.store import Store

class Slow(Job):
    def report(self, stage, **options):
        print(stage, flush=True)
        time.sleep(0.005)

if __name__ == "__main__":
    first, second = Path(sys.argv[2]), Path(sys.argv[3])
    if sys.argv[1] == "back up":
        with Store.open(first) as store:
            back_up(store, second, job=Slow())
    else:
        restore(first, second, job=Slow())
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library") / "library"
    with Store.open(folder) as store:
        store.declare_space(SPACE)
        for number in range(N_DOCUMENTS):
            add(store, make_document(f"d{number}"))
    return folder


def run_and_kill(tmp_path: Path, what: str, first: Path, second: Path, *, after_s: float) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with subprocess.Popen(
        [sys.executable, str(script), what, str(first), str(second)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "it ended before it began"
        time.sleep(after_s)
        process.kill()
        process.stdout.read()


def test_killed_backup_leaves_the_older_one(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    with Store.open(library) as store:
        back_up(store, file)
    content = file.read_bytes()
    dice = random.Random(3)
    for _ in range(N_KILLS):
        run_and_kill(tmp_path, "back up", library, file, after_s=dice.uniform(0, 0.3))
        assert file.read_bytes() == content or read_manifest(file).n_documents == N_DOCUMENTS
    with Store.open(library) as store:
        assert store.verify() == []
        back_up(store, file)
    left = [path.name for path in tmp_path.iterdir()]
    assert sorted(left) == ["kept.zip", "script.py"], "what the killed ones left is cleared by the next"
    assert restore(file, tmp_path / "again").problems == ()


def test_killed_restoring_never_shows_half_a_library(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    with Store.open(library) as store:
        back_up(store, file)
    dice = random.Random(4)
    for number in range(N_KILLS):
        folder = tmp_path / f"again{number}"
        run_and_kill(tmp_path, "restore", file, folder, after_s=dice.uniform(0, 0.8))
        if folder.exists():  # killed while the index was built
            with Store.open(folder) as store:
                assert len(store.summaries()) == N_DOCUMENTS
                assert {problem.kind for problem in store.verify()} <= {"vector-index"}
        else:
            assert restore(file, folder).problems == ()
    assert not list(tmp_path.glob(".again*"))
