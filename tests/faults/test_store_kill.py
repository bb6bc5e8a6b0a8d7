"""A process that is killed while it adds documents costs at most the one at hand; what it said was added is there."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

_MAKING = Path(__file__).parents[1] / "unit" / "store"
sys.path.insert(0, str(_MAKING))

from store_making import SPACE, add, make_document, make_vectors, row_of

from quire.jobs import Job
from quire.store import Store

N_KILLS = 12
N_ELEMENTS = 40

# Chroma writes its graph every 60 records here, so that many kills fall into a write.
WRITER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(_MAKING)!r})

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
            print(number, flush=True)
            if number % 5 == 4:
                store.remove([make_document(f"d{{number}}").id])
                print(-number, flush=True)
            number += 1

if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def survivor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, set[int]]]:
    """A library whose writers were killed a dozen times, and the numbers of the documents it acknowledged."""
    folder = tmp_path_factory.mktemp("kill") / "library"
    script = folder.parent / "writer.py"
    script.write_text(WRITER)
    dice = random.Random(20)
    acknowledged: set[int] = set()
    next_number = 0
    for _ in range(N_KILLS):
        said = write_until_killed(script, folder, next_number, after_s=dice.uniform(0.0, 1.2))
        acknowledged |= {number for number in said if number >= 0}
        acknowledged -= {-number for number in said if number < 0}
        next_number = max([next_number, *(abs(number) + 1 for number in said)]) + 1
    yield folder, acknowledged


def write_until_killed(script: Path, folder: Path, first: int, *, after_s: float) -> list[int]:
    """Let a writer run until some time after its first document; returns what it acknowledged."""
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
    return [int(line) for line in lines if line.endswith("\n")]


def test_every_acknowledged_document_is_whole(survivor: tuple[Path, set[int]]) -> None:
    folder, acknowledged = survivor
    assert len(acknowledged) >= N_KILLS
    with Store.open(folder) as store:
        for number in sorted(acknowledged):
            document = make_document(f"d{number}", n_elements=N_ELEMENTS)
            assert store.document(document.id) == document
            assert len(store.lexical([f"d{number}"], document_ids=[document.id])) == N_ELEMENTS
            for item in make_vectors(document):
                best, cosine = store.nearest(SPACE.id, item.level, row_of(item, 0), limit=1)[0]
                assert best == item.ids[0]
                assert cosine > 0.999
            for name in [element.image for element in document.elements if element.image]:
                assert store.crop(name)


def test_library_is_clean_or_can_be_repaired(survivor: tuple[Path, set[int]]) -> None:
    folder, acknowledged = survivor
    with Store.open(folder) as store:
        kinds = {problem.kind for problem in store.verify()}
        assert kinds <= {"vector-index"}
        store.rebuild_index(Job())
        assert store.verify() == []
        assert not store.needs_rebuild
        known = {make_document(f"d{number}").id for number in acknowledged}
        extra = {summary.id for summary in store.summaries()} - known
        assert len(extra) <= N_KILLS, "only what was under way at a kill may be there unacknowledged"
        kept = {path.name for path in (folder / "crops").iterdir()}
        assert kept <= {summary.id for summary in store.summaries()}
        add(store, make_document("afterwards"))
        assert store.verify() == []


def test_killed_rebuild_leaves_the_library_usable(survivor: tuple[Path, set[int]], tmp_path: Path) -> None:
    folder, acknowledged = survivor
    script = tmp_path / "rebuilder.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(_MAKING)!r})\n"
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
        document = make_document(f"d{min(acknowledged)}", n_elements=N_ELEMENTS)
        (elements, *_) = make_vectors(document)
        assert store.nearest(SPACE.id, "element", row_of(elements, 1), limit=1)[0][0] == elements.ids[1]
        store.rebuild_index(Job())
        assert store.verify() == []
        assert len(list((folder / "index").iterdir())) == 1
