"""Is the library whole? Looks at every part and says what is wrong; tidies up after interrupted work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from quire.errors import LibraryDamaged
from quire.jobs import Job
from quire.store.database import Database
from quire.store.documents import wipe_lexical
from quire.store.folder import LibraryFolder, delete
from quire.store.index import VectorIndex
from quire.store.vectors import BlockCache, load_block
from quire.types import Problem

_REPAIR = "run `quire repair`"
_AGAIN = "add the document again"


def verify_library(
    folder: LibraryFolder, database: Database, index: VectorIndex, *, job: Job | None = None
) -> list[Problem]:
    """Return what is wrong, the catalogue first; an empty list means the library is whole."""
    job = job or Job()
    checks: list[tuple[str, Callable[[], Iterator[Problem]]]] = [
        ("catalogue", lambda: _catalogue(database)),
        ("rows", lambda: _rows(database)),
        ("full text", lambda: _lexical(database)),
        ("vectors", lambda: _vectors(database)),
        ("index", lambda: _index(index)),
        ("pictures", lambda: _pictures(folder, database)),
    ]
    problems = list[Problem]()
    for done, (name, check) in enumerate(checks):
        job.checkpoint()
        job.report("verifying", done=done, total=len(checks), label=name)
        try:
            problems += check()
        except LibraryDamaged as error:
            problems.append(_problem("catalogue-damaged", error.message, error.hint))
            break
    return problems


def _catalogue(database: Database) -> Iterator[Problem]:
    with database.read() as connection:
        for (line,) in connection.execute("PRAGMA integrity_check(5)"):
            if line != "ok":
                yield _problem(
                    "catalogue-damaged",
                    f"the catalogue is damaged: {line}",
                    "restore a backup with `quire restore`",
                )
        for table, *_ in connection.execute("PRAGMA foreign_key_check").fetchmany(5):
            yield _problem("catalogue-damaged", f"a row of {table} belongs to nothing", _AGAIN)


def _rows(database: Database) -> Iterator[Problem]:
    with database.read() as connection:
        for name, n_elements in connection.execute(
            "SELECT file_name, count(*) FROM elements JOIN documents ON documents.key = document_key "
            "WHERE section_id <> '' AND section_id NOT IN (SELECT id FROM sections) GROUP BY documents.key"
        ):
            yield _problem("incomplete", f"{n_elements} elements of {name} are in no section", _AGAIN)
        for name, kept, counted in connection.execute(
            "SELECT file_name, (SELECT count(*) FROM elements WHERE document_key = documents.key "
            "AND kind <> 'furniture') AS kept, n_elements FROM documents WHERE kept <> n_elements"
        ):
            yield _problem("incomplete", f"{name} has {kept} elements instead of {counted}", _AGAIN)


def _lexical(database: Database) -> Iterator[Problem]:
    try:
        with database.write() as connection:
            connection.execute("INSERT INTO lexical (lexical, rank) VALUES ('integrity-check', 1)")
    except LibraryDamaged:
        yield _problem("lexical-index", "the full-text index does not match the documents", _REPAIR)


def _vectors(database: Database) -> Iterator[Problem]:
    with database.read() as connection:
        for (name,) in connection.execute(
            "SELECT file_name FROM documents WHERE stage = 'ready' AND status <> 'partial' "
            "AND n_elements > 0 AND EXISTS (SELECT 1 FROM spaces) "
            "AND NOT EXISTS (SELECT 1 FROM vector_blocks WHERE document_key = documents.key)"
        ):
            yield _problem("incomplete", f"{name} has no vectors", _AGAIN)
        blocks = connection.execute(
            "SELECT blocks.key, n_rows, file_name FROM blocks JOIN documents ON documents.key = document_key"
        ).fetchall()
        damaged = dict[str, None]()
        nothing_kept = BlockCache(0)
        for key, n_rows, name in blocks:
            try:
                block = load_block(connection, nothing_kept, key)
                if not len(block.ids) == len(block.rows) == n_rows:
                    damaged[name] = None
            except LibraryDamaged:
                damaged[name] = None
        for name in damaged:
            yield _problem("vectors-damaged", f"vectors of {name} are damaged", _AGAIN)


def _index(index: VectorIndex) -> Iterator[Problem]:
    findings = index.check()
    if not findings.sound:
        what = findings.fault or f"{findings.n_lost} vectors cannot be found"
        yield _problem(
            "vector-index", f"the vector index is broken ({what}); searches are exact but slower", _REPAIR
        )


def _pictures(folder: LibraryFolder, database: Database) -> Iterator[Problem]:
    with database.read() as connection:
        rows = connection.execute(
            "SELECT file_name, image FROM elements JOIN documents ON documents.key = document_key "
            "WHERE image IS NOT NULL AND stage = 'ready' ORDER BY elements.key"
        ).fetchall()
    missing: dict[str, int] = {}
    for name, image in rows:
        if not folder.crops.joinpath(image).is_file():
            missing[name] = missing.get(name, 0) + 1
    for name, n_missing in missing.items():
        yield _problem("crop-missing", f"{n_missing} pictures of {name} are missing", _AGAIN)


def tidy(folder: LibraryFolder, database: Database, index: VectorIndex) -> None:
    """Delete what belongs to no document: records in the index, pictures without a document or draft."""
    index.settle()
    index.keep_known_spaces()
    if database.state("lexical_unwiped"):
        with database.write() as connection:
            wipe_lexical(connection, at_once=True)
    with database.read() as connection:
        owners = {
            owner
            for (owner,) in connection.execute(
                "SELECT id FROM documents UNION SELECT document_id FROM drafts"
            )
        }
    for stranger in folder.strangers(owners):
        delete(stranger)


def rebuild_lexical(connection: sqlite3.Connection) -> None:
    """Build the full-text index again from the elements."""
    connection.execute("INSERT INTO lexical (lexical) VALUES ('rebuild')")


def _problem(kind: str, message: str, hint: str) -> Problem:
    return Problem(kind=kind, stage="store", message=message, hint=hint)
