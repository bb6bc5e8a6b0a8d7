"""A process that is killed while it adds documents costs at most the one at hand; what it said was added is there."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "store"))  # for `store_making`

from store_making import SPACE, add, make_document, make_vectors, row_of

from quire.errors import NotFound
from quire.jobs import Job
from quire.store import Store

MAKING = Path(__file__).parents[1] / "unit" / "store"
N_KILLS = 12
N_ELEMENTS = 40

# Chroma writes its graph every 60 records here, so that many kills fall into a write.
WRITER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(MAKING)!r})

def main():
    from store_making import SPACE, add, make_document
    from quire.store import Store, chroma
    chroma._HNSW.update(sync_threshold=60, batch_size=20)
    with Store.open(Path(sys.argv[1])) as store:
        store.declare_space(SPACE)
        number = int(sys.argv[2])
        while True:
            store.drafts(f"draft{{number}}").put(1, b"page")
            add(store, make_document(f"d{{number}}", n_elements={N_ELEMENTS}))
            store.clear_drafts(f"draft{{number}}")
            print("added", number, flush=True)
            if number % 5 == 4:
                print("removing", number, flush=True)
                store.remove([make_document(f"d{{number}}").id])
                print("removed", number, flush=True)
            number += 1

if __name__ == "__main__":
    main()
"""


@dataclass
class Survivor:
    """A library whose writers were killed a dozen times, and the documents they had acknowledged."""

    folder: Path
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)


@pytest.fixture(scope="module")
def survivor(tmp_path_factory: pytest.TempPathFactory) -> Survivor:
    made = Survivor(tmp_path_factory.mktemp("kill") / "library")
    script = made.folder.parent / "writer.py"
    script.write_text(WRITER)
    dice = random.Random(20)
    next_number = 0
    for _ in range(N_KILLS):
        said = write_until_killed(script, made.folder, next_number, after_s=dice.uniform(0.0, 1.2))
        numbers = {
            word: {number for what, number in said if what == word}
            for word in ("added", "removing", "removed")
        }
        made.added |= numbers["added"] - numbers["removing"]
        made.removed |= numbers["removed"]
        next_number = max([next_number, *(number + 1 for _, number in said)]) + 1
    return made


def write_until_killed(script: Path, folder: Path, first: int, *, after_s: float) -> list[tuple[str, int]]:
    """Let a writer run until some time after its first document; returns what it said, line by line."""
    with subprocess.Popen(
        [sys.executable, str(script), str(folder), str(first)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        killer = threading.Timer(after_s, process.kill)
        killer.start()
        lines += process.stdout.readlines()
        killer.cancel()
        process.wait(30)
    assert lines[0], "the writer died before its first document"
    said = [line.split() for line in lines if line.endswith("\n")]
    return [(what, int(number)) for what, number in said]


def test_every_acknowledged_document_is_whole(survivor: Survivor) -> None:
    assert len(survivor.added) >= N_KILLS
    with Store.open(survivor.folder) as store:
        for number in sorted(survivor.removed):
            with pytest.raises(NotFound):
                store.document(make_document(f"d{number}").id)
        for number in sorted(survivor.added):
            document = make_document(f"d{number}", n_elements=N_ELEMENTS)
            assert store.document(document.id) == document
            assert len(store.lexical([f"d{number}"], document_ids=[document.id])) == N_ELEMENTS
            for item in make_vectors(document):
                best, cosine = store.nearest(SPACE.id, item.level, row_of(item, 0), limit=1)[0]
                assert best == item.ids[0]
                assert cosine > 0.999
            for name in [element.image for element in document.elements if element.image]:
                assert store.crop(name)


def test_library_is_clean_or_can_be_repaired(survivor: Survivor) -> None:
    folder = survivor.folder
    with Store.open(folder) as store:
        kinds = {problem.kind for problem in store.verify()}
        assert kinds <= {"vector-index"}
        store.rebuild_index(Job())
        assert store.verify() == []
        assert not store.needs_rebuild
        known = {make_document(f"d{number}").id for number in survivor.added}
        extra = {summary.id for summary in store.summaries()} - known
        assert len(extra) <= N_KILLS, "only what was under way at a kill may be there unacknowledged"
        kept = {path.name for path in (folder / "crops").iterdir()}
        assert kept <= {summary.id for summary in store.summaries()}
        add(store, make_document("afterwards"))
        assert store.verify() == []


def test_killed_rebuild_leaves_the_library_usable(survivor: Survivor, tmp_path: Path) -> None:
    folder = survivor.folder
    script = tmp_path / "rebuilder.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(MAKING)!r})\n"
        "from pathlib import Path\n"
        "from quire.jobs import Job\n"
        "from quire.store import Store\n"
        "class Loud(Job):\n"
        "    def report(self, *args, **options):\n"
        "        print('at work', flush=True)\n"
        "if __name__ == '__main__':\n"
        "    store = Store.open(Path(sys.argv[1]))\n"
        "    while True:\n"
        "        store.rebuild_index(Loud())\n"
    )
    for n_lines in (1, 3, 6):
        with subprocess.Popen([sys.executable, str(script), str(folder)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(n_lines):
                assert process.stdout.readline()
            process.kill()
    with Store.open(folder) as store:
        document = make_document(f"d{min(survivor.added)}", n_elements=N_ELEMENTS)
        (elements, *_) = make_vectors(document)
        assert store.nearest(SPACE.id, "element", row_of(elements, 1), limit=1)[0][0] == elements.ids[1]
        store.rebuild_index(Job())
        assert store.verify() == []
        assert len(list((folder / "index").iterdir())) == 1
