"""Rows of the catalogue become the nouns again. Runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from quire.store.packing import path_of, unpack_boxes, unpack_numbers, unpack_strings, unpack_words
from quire.store.values import DocumentSummary, Stage
from quire.types import (
    Document,
    Element,
    ElementKind,
    OutlineItem,
    Page,
    Place,
    Problem,
    Section,
    Source,
    TextOrigin,
)

_ELEMENT = (
    "elements.id, documents.id, kind, page_number, level, section_id, label, image, boxes, context, text, "
    "words FROM elements JOIN present AS documents ON documents.key = document_key"
)
_SUMMARY = """
    SELECT id, ifnull(own_title, title), path, media_type, sha256, size_bytes, modified_at, added_at, n_pages,
           n_elements, n_tables, n_figures, stage, status, reader, key
    FROM present"""


def as_list(values: Iterable[Any]) -> str:
    """Return the parameter for `IN (SELECT value FROM json_each(?))`: any number of values, one variable."""
    return json.dumps(
        [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]
    )


def key_of(connection: sqlite3.Connection, document_id: str) -> int | None:
    row = connection.execute("SELECT key FROM present WHERE id = ?", (document_id,)).fetchone()
    return int(row[0]) if row else None


def keys_of(connection: sqlite3.Connection, document_ids: Sequence[str]) -> list[int]:
    rows = connection.execute(
        "SELECT key FROM present WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key",
        (as_list(document_ids),),
    )
    return [key for (key,) in rows]


def read_summaries(connection: sqlite3.Connection, where: str = "", *arguments: Any) -> list[DocumentSummary]:
    """Return the documents that meet `where`, as they came in."""
    rows = connection.execute(f"{_SUMMARY} {where} ORDER BY key", arguments).fetchall()
    keys = as_list(row[-1] for row in rows)
    problems = _grouped(
        connection.execute(
            "SELECT document_key, kind, stage, message, hint, page FROM problems "
            "WHERE document_key IN (SELECT value FROM json_each(?)) ORDER BY document_key, position",
            (keys,),
        )
    )
    collections = _grouped(
        connection.execute(
            "SELECT document_key, name FROM memberships JOIN collections ON key = collection_key "
            "WHERE document_key IN (SELECT value FROM json_each(?)) ORDER BY document_key, name",
            (keys,),
        )
    )
    return [_summary(row, problems.get(row[-1], []), collections.get(row[-1], [])) for row in rows]


def read_elements(
    connection: sqlite3.Connection, where: str, *arguments: Any, with_words: bool = True
) -> list[Element]:
    """Return elements in reading order, document by document."""
    columns = _ELEMENT if with_words else _ELEMENT.replace("words FROM", "NULL FROM")
    rows = connection.execute(f"SELECT {columns} {where} ORDER BY elements.key", arguments)
    return [_element(row) for row in rows]


def read_sections(connection: sqlite3.Connection, document_key: int) -> list[Section]:
    ids = [
        element_id
        for (element_id,) in connection.execute(
            "SELECT id FROM elements WHERE document_key = ? ORDER BY key", (document_key,)
        )
    ]
    rows = connection.execute(
        "SELECT id, heading_path, members FROM sections WHERE document_key = ? ORDER BY key", (document_key,)
    )
    return [
        Section(
            section_id, unpack_strings(path), tuple(ids[position] for position in unpack_numbers(members))
        )
        for section_id, path, members in rows
    ]


def read_pages(connection: sqlite3.Connection, document_key: int) -> list[Page]:
    rows = connection.execute(
        "SELECT number, width_pt, height_pt, text_origin, label FROM pages "
        "WHERE document_key = ? ORDER BY number",
        (document_key,),
    )
    return [
        Page(number, width, height, TextOrigin(origin), label)
        for number, width, height, origin, label in rows
    ]


def read_outline(connection: sqlite3.Connection, document_key: int) -> list[OutlineItem]:
    rows = connection.execute(
        "SELECT level, title, page_number FROM outline WHERE document_key = ? ORDER BY position",
        (document_key,),
    )
    return [OutlineItem(*row) for row in rows]


def read_source(connection: sqlite3.Connection, document_key: int) -> Source:
    path, *rest = connection.execute(
        "SELECT path, sha256, media_type, size_bytes, modified_at FROM documents WHERE key = ?",
        (document_key,),
    ).fetchone()
    return Source(path_of(path), *rest)


def read_document(
    connection: sqlite3.Connection, document_key: int, *, with_words: bool = True
) -> Document:
    (summary,) = read_summaries(connection, "WHERE key = ?", document_key)
    return Document(
        id=summary.id,
        source=read_source(connection, document_key),
        title=summary.title,
        pages=tuple(read_pages(connection, document_key)),
        elements=tuple(
            read_elements(connection, "WHERE document_key = ?", document_key, with_words=with_words)
        ),
        sections=tuple(read_sections(connection, document_key)),
        outline=tuple(read_outline(connection, document_key)),
        reader=summary.reader,
        problems=summary.problems,
    )


def _summary(
    row: tuple[Any, ...], problems: list[tuple[Any, ...]], collections: list[tuple[Any, ...]]
) -> DocumentSummary:
    return DocumentSummary(
        id=row[0],
        title=row[1],
        path=path_of(row[2]),
        media_type=row[3],
        sha256=row[4],
        size_bytes=row[5],
        modified_at=row[6],
        added_at=row[7],
        n_pages=row[8],
        n_elements=row[9],
        n_tables=row[10],
        n_figures=row[11],
        stage=Stage(row[12]),
        status=row[13],
        problems=tuple(Problem(*fields) for fields in problems),
        collections=tuple(name for (name,) in collections),
        reader=row[14],
    )


def _element(row: tuple[Any, ...]) -> Element:
    element_id, document_id, kind, page, level, section_id, label, image, boxes, context, text, words = row
    return Element(
        id=element_id,
        kind=ElementKind(kind),
        text=text,
        place=Place(document_id, page, unpack_boxes(boxes)),
        section_id=section_id,
        image=image,
        words=unpack_words(words) if words is not None else None,
        label=label,
        context=context,
        level=level,
    )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for key, *fields in rows:
        groups.setdefault(key, []).append(tuple(fields))
    return groups
