"""Documents in the catalogue: a whole `Document` in, rows out. Runs inside the caller's transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quire.errors import InvalidInput
from quire.store.packing import pack_boxes, pack_numbers, pack_strings, pack_words, storable, storable_path
from quire.store.values import Stage
from quire.types import Document, Element, ElementKind

_QUICKLY_MERGED = 50_000  # elements; merging their full-text index takes under a second
_PICTURES = (ElementKind.FIGURE, ElementKind.IMAGE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document keeps when it is stored again or gives way to its next version."""

    added_at: float
    own_title: str | None
    collection_keys: tuple[int, ...]


def standing_of(connection: sqlite3.Connection, document_ids: Iterable[str], now: float) -> Standing:
    """Return what the given documents hand on; those that are not there hand on nothing."""
    added_at, own_title, collections = now, None, set[int]()
    for document_id in document_ids:
        row = connection.execute(
            "SELECT key, added_at, own_title FROM present WHERE id = ?", (document_id,)
        ).fetchone()
        if row is None:
            continue
        added_at = min(added_at, row[1])
        own_title = own_title or row[2]
        collections.update(
            key
            for (key,) in connection.execute(
                "SELECT collection_key FROM memberships WHERE document_key = ?", (row[0],)
            )
        )
    return Standing(added_at, own_title, tuple(sorted(collections)))


def insert_document(
    connection: sqlite3.Connection, document: Document, *, stage: Stage, status: str, standing: Standing
) -> int:
    """Write all rows of a document but its vectors; returns its key. The full-text index is filled too."""
    key = _insert_head(connection, document, stage=stage, status=status, standing=standing)
    connection.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)",
        (
            (key, page.number, page.width_pt, page.height_pt, page.text_origin.value, storable(page.label))
            for page in document.pages
        ),
    )
    connection.executemany(
        "INSERT INTO outline VALUES (?, ?, ?, ?, ?)",
        (
            (key, position, item.level, storable(item.title), item.page_number)
            for position, item in enumerate(document.outline)
        ),
    )
    connection.executemany(
        "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (key, position, item.kind, item.stage, storable(item.message), storable(item.hint), item.page)
            for position, item in enumerate(document.problems)
        ),
    )
    _insert_sections(connection, key, document)
    _insert_elements(connection, key, document.elements)
    connection.executemany(
        "INSERT INTO memberships VALUES (?, ?)",
        ((collection, key) for collection in standing.collection_keys),
    )
    enter_lexical(connection, key)
    return key


def delete_document(connection: sqlite3.Connection, key: int) -> None:
    """Delete all rows of a document; its vector blocks become debts of the index."""
    leave_lexical(connection, key)
    connection.execute(
        "INSERT INTO index_debts SELECT key, space_key, level, ids FROM vector_blocks WHERE document_key = ?",
        (key,),
    )
    connection.execute("DELETE FROM documents WHERE key = ?", (key,))  # the rest cascades


def enter_lexical(connection: sqlite3.Connection, document_key: int) -> None:
    connection.execute(
        "INSERT INTO lexical (rowid, text, context, title) "
        "SELECT key, text, context, title FROM findable WHERE document_key = ?",
        (document_key,),
    )


def leave_lexical(connection: sqlite3.Connection, document_key: int) -> None:
    """Take a document out of the full-text index; must run before anything the index saw of it changes."""
    connection.execute(
        "INSERT INTO lexical (lexical, rowid, text, context, title) "
        "SELECT 'delete', key, text, context, title FROM findable WHERE document_key = ?",
        (document_key,),
    )


def wipe_lexical(connection: sqlite3.Connection, *, at_once: bool) -> None:
    """Make deleted words unreadable: they stay in FTS5's segments until these are merged.

    Args:
        at_once: Also in a large library, where it takes seconds and otherwise waits for the next verify.
    """
    if not at_once:
        (n_elements,) = connection.execute("SELECT ifnull(sum(n_elements), 0) FROM documents").fetchone()
        at_once = n_elements <= _QUICKLY_MERGED
    if at_once:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")
    connection.execute("INSERT OR REPLACE INTO state VALUES ('lexical_unwiped', ?)", (int(not at_once),))


def file_name_of(path: str) -> str:
    return storable(os.path.basename(path.replace("\\", "/")))


def _insert_head(
    connection: sqlite3.Connection, document: Document, *, stage: Stage, status: str, standing: Standing
) -> int:
    kinds = [element.kind for element in document.elements]
    source = document.source
    cursor = connection.execute(
        """
        INSERT INTO documents (id, title, own_title, path, file_name, media_type, sha256, size_bytes,
            modified_at, added_at, reader, stage, status, n_pages, n_elements, n_tables, n_figures)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            document.id,
            storable(document.title),
            standing.own_title,
            storable_path(source.path),
            file_name_of(source.path),
            source.media_type,
            source.sha256,
            source.size_bytes,
            source.modified_at,
            standing.added_at,
            document.reader,
            stage.value,
            status,
            len(document.pages),
            sum(kind is not ElementKind.FURNITURE for kind in kinds),
            kinds.count(ElementKind.TABLE),
            sum(kind in _PICTURES for kind in kinds),
        ),
    )
    return int(cursor.lastrowid or 0)


def _insert_sections(connection: sqlite3.Connection, key: int, document: Document) -> None:
    positions = {element.id: position for position, element in enumerate(document.elements)}
    try:
        rows = [
            (
                key,
                section.id,
                storable(" ".join(section.heading_path)),
                pack_strings(section.heading_path),
                pack_numbers([positions[element_id] for element_id in section.element_ids]),
            )
            for section in document.sections
        ]
    except KeyError as error:
        raise InvalidInput(
            f"a section of {document.title} names an element that is not in the document", detail=str(error)
        ) from error
    connection.executemany(
        "INSERT INTO sections (document_key, id, headings, heading_path, members) VALUES (?, ?, ?, ?, ?)",
        rows,
    )


def _insert_elements(connection: sqlite3.Connection, key: int, elements: Sequence[Element]) -> None:
    first = int(connection.execute("SELECT ifnull(max(key), 0) + 1 FROM elements").fetchone()[0])
    connection.executemany(
        "INSERT INTO elements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                first + position,
                key,
                element.id,
                element.kind.value,
                element.place.page_number,
                element.level,
                element.section_id,
                storable(element.label),
                element.image,
                pack_boxes(element.place.boxes),
                storable(element.context),
                storable(element.text),
                pack_words(element.words) if element.words is not None else None,
            )
            for position, element in enumerate(elements)
        ),
    )
