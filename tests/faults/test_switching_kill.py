"""Killed at any moment, a change of embedders goes on where it stood; every document answers all the while."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "store"))  # for `store_making`

from store_making import make_document
from tests.faults.switching_process import models, spaces_of
from tests.word_embedders import WordTokenEmbedder

from quire import embed
from quire.jobs import Job
from quire.search import Searcher
from quire.store import SpaceRole, Stage, Store
from quire.types import Document, IngestStatus, Query

_SCRIPT = Path(__file__).with_name("switching_process.py")
_KILLS = 5
_N_DOCUMENTS, _N_ELEMENTS = 24, 25
_PATIENCE_S = 120.0


def documents() -> list[Document]:
    return [make_document(f"d{number}", n_elements=_N_ELEMENTS, with_words=False) for number in range(_N_DOCUMENTS)]


def fill(folder: Path) -> None:
    with Store.open(folder) as store:
        embedder = spaces_of(store, "words").serving().embedder
        assert isinstance(embedder, WordTokenEmbedder)
        for document in documents():
            made = embed.embed_document(document, embedder, job=Job())
            assert made.tokens is not None
            vectors = (made.elements, *embed.merge(document, made.elements))
            for element in document.elements:
                if element.image:
                    (store.crops_dir(document.id) / element.image.split("/")[1]).write_bytes(b"a picture")
            store.put(
                document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=vectors, tokens=(made.tokens,)
            )


def start(folder: Path, marks: Path) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join([root, *sys.path])
    return subprocess.Popen(
        [sys.executable, str(_SCRIPT), str(folder), str(marks)], env={**os.environ, "PYTHONPATH": path}
    )


def lines_of(marks: Path) -> list[str]:
    return marks.read_text(encoding="utf-8").splitlines() if marks.exists() else []


def kill_somewhere(process: subprocess.Popen[bytes], marks: Path, rng: random.Random) -> None:
    """Wait until it has begun and embedded some texts, and a moment longer; then kill it."""
    wanted = len(lines_of(marks)) + 1 + rng.choice([0, 1, 30, 60, 120, 150])
    deadline = time.monotonic() + _PATIENCE_S
    while len(lines_of(marks)) < wanted and process.poll() is None:
        assert time.monotonic() < deadline, "nothing was embedded"
        time.sleep(0.005)
    time.sleep(rng.random() * 0.3)
    process.kill()
    process.wait()


def embedded_documents(folder: Path) -> set[str]:
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    try:
        rows = connection.execute(
            "SELECT DISTINCT documents.id FROM vector_blocks JOIN documents ON documents.key = document_key "
            "JOIN spaces ON spaces.key = space_key WHERE model = 'turned'"
        ).fetchall()
    finally:
        connection.close()
    return {document_id for (document_id,) in rows}


def check_everything_answers(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.space_in_role(SpaceRole.ACTIVE) is not None
        serving = spaces_of(store, "turned").serving()
        assert serving.embedder is not None
        searcher = Searcher(serving.catalogue, serving.embedder)
        vectors = serving.catalogue.vectors(serving.embedder.space.id, "document")[0]
        assert sorted(vectors) == sorted(document.id for document in documents())
        for document in documents()[::6]:
            asked = document.elements[5]
            assert searcher.search(Query(text=asked.text, limit=3)).hits[0].element_id == asked.id


def test_killed_switching_goes_on_where_it_stood(tmp_path: Path) -> None:
    folder, marks = tmp_path / "library", tmp_path / "marks"
    fill(folder)
    rng = random.Random(14)
    kept: set[str] = set()
    for _ in range(_KILLS):
        begin, fitted = len(lines_of(marks)), is_fitted(folder)
        kill_somewhere(start(folder, marks), marks, rng)
        now = embedded_documents(folder)
        assert kept <= now, "a document lost its new vectors"
        if fitted:  # else the sample of the projection comes from all documents
            said = lines_of(marks)[begin:]
            assert not [line for line in said if line.startswith(names(kept))], "a document was embedded again"
        kept = now
        check_everything_answers(folder)
    last = start(folder, marks)
    assert last.wait(_PATIENCE_S) == 0
    with Store.open(folder) as store:
        roles = {item.space.model: (item.role, item.n_documents) for item in store.space_summaries()}
        assert roles == {"words": (SpaceRole.KEPT, _N_DOCUMENTS), "turned": (SpaceRole.ACTIVE, _N_DOCUMENTS)}
        assert {problem.kind for problem in store.verify()} <= {"vector-index"}  # what a kill broke is rebuilt
        store.rebuild_index(Job())
        assert store.verify() == []
    check_everything_answers(folder)


def names(ids: set[str]) -> tuple[str, ...]:
    """Return how the passages of these documents begin."""
    return tuple(f"d{number} speaks" for number, document in enumerate(documents()) if document.id in ids)


def is_fitted(folder: Path) -> bool:
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    try:
        return bool(connection.execute("SELECT count(*) FROM projections").fetchone()[0])
    finally:
        connection.close()


def test_the_change_over_is_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the last document and the change-over, nothing is embedded again."""
    from tests.faults.switching_process import switch

    folder = tmp_path / "library"
    fill(folder)

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    embedder = models()["turned"]
    with monkeypatch.context() as patch:
        patch.setattr(Store, "set_role", power_cut)
        with pytest.raises(KeyboardInterrupt):
            switch(folder, embedder)
    check_everything_answers(folder)
    with Store.open(folder) as store:
        active = store.space_in_role(SpaceRole.ACTIVE)
        assert active is not None
        assert active.model == "words"
    done = switch(folder, embedder)
    assert (done.switched, done.n_documents) == (True, 0)
    check_everything_answers(folder)
