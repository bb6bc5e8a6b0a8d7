"""Full-text search over elements: FTS5 with Porter stemming, blind to case and accents."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from quire.store.reading import as_list, keys_of
from quire.types import ElementKind

# BM25 weights of an element's text; its label, context and headings; its document's title and file name.
DEFAULT_WEIGHTS = (1.0, 0.6, 0.3)


def match_expression(words: Sequence[str], phrases: Sequence[str], *, prefix: bool) -> str:
    """Return an FTS5 query that any of `words` or `phrases` meets, or "" when none holds a letter or digit.

    Every string is quoted, so operators, brackets and quotes in it are plain characters.

    Args:
        prefix: The last word may also be the beginning of a word, as while somebody types.
    """
    terms = [_quoted(word) for word in words if _can_match(word)]
    if terms and prefix and _can_match(words[-1]):
        terms.append(f"{terms[-1]} *")
    terms += [_quoted(phrase) for phrase in phrases if _can_match(phrase)]
    return " OR ".join(dict.fromkeys(terms))


def search_lexical(
    connection: sqlite3.Connection,
    expression: str,
    *,
    document_ids: Sequence[str],
    kinds: frozenset[ElementKind] | None,
    limit: int,
    weights: tuple[float, float, float],
) -> list[tuple[str, float]]:
    """Return (element id, BM25 score) of the best matches, best first, ties by reading order."""
    conditions, arguments = _filter(connection, document_ids, kinds)
    if conditions is None:
        return []
    rows = connection.execute(
        f"""
        SELECT elements.id, found.score
        FROM (
            SELECT lexical.rowid AS key, bm25(lexical, ?, ?, ?) AS score
            FROM lexical {_JOIN if conditions else ""}
            WHERE lexical MATCH ? {conditions}
            ORDER BY score, lexical.rowid
            LIMIT ?
        ) AS found
        JOIN elements ON elements.key = found.key
        ORDER BY found.score, found.key""",
        (*weights, expression, *arguments, limit),
    )
    return [(element_id, -score) for element_id, score in rows]


_JOIN = "CROSS JOIN elements ON elements.key = lexical.rowid"  # CROSS: full text first, then the filter


def _filter(
    connection: sqlite3.Connection, document_ids: Sequence[str], kinds: frozenset[ElementKind] | None
) -> tuple[str | None, list[Any]]:
    """Return the conditions; None when nothing can meet them."""
    conditions, arguments = "", list[Any]()
    if document_ids:
        keys = keys_of(connection, document_ids)
        if not keys:
            return None, []
        first, last = connection.execute(
            "SELECT min(key), max(key) FROM elements WHERE document_key IN (SELECT value FROM json_each(?))",
            (as_list(keys),),
        ).fetchone()
        # A range of rows is the one filter that FTS5 applies before it scores.
        conditions += " AND lexical.rowid BETWEEN ? AND ?"
        arguments += [first, last]
        if len(keys) > 1:
            conditions += " AND elements.document_key IN (SELECT value FROM json_each(?))"
            arguments.append(as_list(keys))
    if kinds is not None:
        conditions += " AND elements.kind IN (SELECT value FROM json_each(?))"
        arguments.append(as_list(sorted(kind.value for kind in kinds)))
    return conditions, arguments


def _can_match(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _quoted(text: str) -> str:
    plain = text.replace("\0", " ").encode("utf-8", "replace").decode()
    return '"' + plain.replace('"', '""') + '"'
