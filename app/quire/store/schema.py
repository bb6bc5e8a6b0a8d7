"""The catalogue's tables, as steps from an empty file to the present. Steps are only ever appended."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quire.errors import LibraryDamaged, LibraryError

APPLICATION_ID = 0x51756972  # "Quir": what `file` and we recognise a catalogue by

Step = tuple[str, ...]

_FIRST: Step = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO state VALUES ('generation', 1)",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE documents (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        own_title TEXT,                -- given by the user; survives reading again
        path NOT NULL,                 -- a blob where the name is not UTF-8
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        modified_at REAL NOT NULL,
        added_at REAL NOT NULL,
        reader TEXT NOT NULL,
        stage TEXT NOT NULL,
        status TEXT NOT NULL,
        n_pages INTEGER NOT NULL,
        n_elements INTEGER NOT NULL,
        n_tables INTEGER NOT NULL,
        n_figures INTEGER NOT NULL
    )""",
    "CREATE INDEX documents_by_sha256 ON documents (sha256)",
    "CREATE INDEX documents_by_path ON documents (path)",
    "CREATE INDEX documents_by_file_name ON documents (file_name)",
    """
    CREATE TABLE pages (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        width_pt REAL NOT NULL,
        height_pt REAL NOT NULL,
        text_origin TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (document_key, number)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE sections (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        id TEXT NOT NULL UNIQUE,
        headings TEXT NOT NULL,        -- the path as running text, for the full-text index
        heading_path BLOB NOT NULL,
        members BLOB NOT NULL          -- positions of its elements in the document
    )""",
    "CREATE INDEX sections_by_document ON sections (document_key)",
    # The keys of one document's elements are consecutive and in reading order; `lexical` relies on it.
    """
    CREATE TABLE elements (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        level INTEGER NOT NULL,
        section_id TEXT NOT NULL,
        label TEXT NOT NULL,
        image TEXT,
        boxes BLOB NOT NULL,
        context TEXT NOT NULL,
        text TEXT NOT NULL,
        words BLOB                     -- last: often long, and rarely wanted
    )""",
    "CREATE INDEX elements_by_page ON elements (document_key, page_number)",
    """
    CREATE TABLE outline (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        level INTEGER NOT NULL,
        title TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        PRIMARY KEY (document_key, position)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE problems (
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        stage TEXT NOT NULL,
        message TEXT NOT NULL,
        hint TEXT NOT NULL,
        page INTEGER,
        PRIMARY KEY (document_key, position)
    ) WITHOUT ROWID""",
    "CREATE TABLE collections (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE memberships (
        collection_key INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        PRIMARY KEY (collection_key, document_key)
    ) WITHOUT ROWID""",
    "CREATE INDEX memberships_by_document ON memberships (document_key)",
    """
    CREATE TABLE spaces (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        revision TEXT NOT NULL,
        dim INTEGER NOT NULL,
        modalities BLOB NOT NULL
    )""",
    # A block is never changed, and its key never used again: caches and Chroma's record ids rest on that.
    """
    CREATE TABLE vector_blocks (
        key INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        space_key INTEGER NOT NULL REFERENCES spaces (key),
        level TEXT NOT NULL,
        n_rows INTEGER NOT NULL,
        ids BLOB NOT NULL,
        checksum INTEGER NOT NULL,     -- CRC-32 of the data: SQLite does not notice a flipped bit in a blob
        data BLOB NOT NULL
    )""",
    "CREATE INDEX vector_blocks_by_document ON vector_blocks (document_key, space_key, level, n_rows)",
    "CREATE INDEX vector_blocks_by_space ON vector_blocks (space_key, level, document_key, n_rows)",
    """
    CREATE VIEW blocks AS
    SELECT vector_blocks.key AS key, document_key, spaces.id AS space_id, dim, level, n_rows, ids, checksum,
           data
    FROM vector_blocks
    JOIN spaces ON spaces.key = space_key""",
    # Records that may lie in Chroma without a block to stand for them: written before Chroma is.
    """
    CREATE TABLE index_debts (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        space_key INTEGER NOT NULL,
        level TEXT NOT NULL,
        ids BLOB NOT NULL
    )""",
    """
    CREATE TABLE token_spaces (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    )""",
    """
    CREATE TABLE tokens (
        element_key INTEGER NOT NULL REFERENCES elements (key) ON DELETE CASCADE,
        space_key INTEGER NOT NULL REFERENCES token_spaces (key),
        n_rows INTEGER NOT NULL,
        data BLOB NOT NULL,
        words BLOB,
        PRIMARY KEY (element_key, space_key)
    )""",
    """
    CREATE TABLE drafts (
        document_id TEXT NOT NULL,
        page_number INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (document_id, page_number)
    )""",
    # What full-text search sees of an element; furniture is not in it.
    """
    CREATE VIEW findable AS
    SELECT elements.key AS key,
           elements.document_key AS document_key,
           elements.text AS text,
           elements.label || ' ' || elements.context || ' ' || ifnull(sections.headings, '') AS context,
           ifnull(documents.own_title, documents.title) || ' ' || documents.file_name AS title
    FROM elements
    JOIN documents ON documents.key = elements.document_key
    LEFT JOIN sections ON sections.id = elements.section_id
    WHERE elements.kind <> 'furniture'""",
    """
    CREATE VIRTUAL TABLE lexical USING fts5 (
        text, context, title, content = 'findable', content_rowid = 'key',
        tokenize = 'porter unicode61 remove_diacritics 2'
    )""",
)

# A document put away is in no view and no search, but all there until it is purged.
_SECOND: Step = (
    "ALTER TABLE documents ADD COLUMN removed_at REAL",
    "CREATE INDEX documents_put_away ON documents (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE VIEW present AS SELECT * FROM documents WHERE removed_at IS NULL",
    "DROP VIEW findable",
    """
    CREATE VIEW findable AS
    SELECT elements.key AS key,
           elements.document_key AS document_key,
           elements.text AS text,
           elements.label || ' ' || elements.context || ' ' || ifnull(sections.headings, '') AS context,
           ifnull(present.own_title, present.title) || ' ' || present.file_name AS title
    FROM elements
    JOIN present ON present.key = elements.document_key
    LEFT JOIN sections ON sections.id = elements.section_id
    WHERE elements.kind <> 'furniture'""",
)

# A turn keeps what it cites as it was read then: it stays readable when the document is gone.
_THIRD: Step = (
    """
    CREATE TABLE conversations (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        created_at REAL NOT NULL,
        changed_at REAL NOT NULL
    )""",
    """
    CREATE TABLE turns (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_key INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
        asked_at REAL NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        content BLOB NOT NULL,         -- the whole turn but its picture
        picture BLOB
    )""",
    "CREATE INDEX turns_by_conversation ON turns (conversation_key)",
    # Row ids are the keys of turns, and the negative keys of conversations for their titles.
    """
    CREATE VIRTUAL TABLE said USING fts5 (
        text, conversation_key UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2'
    )""",
)

# One space of text vectors serves questions, another may be on its way to take its place; see `spaces`.
_FOURTH: Step = (
    "ALTER TABLE spaces ADD COLUMN role TEXT NOT NULL DEFAULT ''",
    "CREATE UNIQUE INDEX spaces_by_role ON spaces (role) WHERE role IN ('active', 'coming')",
    "UPDATE spaces SET role = 'active' WHERE key = (SELECT min(key) FROM spaces)",
    """
    CREATE TABLE projections (
        source_key INTEGER NOT NULL REFERENCES spaces (key) ON DELETE CASCADE,
        target_key INTEGER NOT NULL REFERENCES spaces (key) ON DELETE CASCADE,
        content BLOB NOT NULL,
        PRIMARY KEY (source_key, target_key)
    ) WITHOUT ROWID""",
)

STEPS: tuple[Step, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)


def version_of(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> int:
    """Return the version of a catalogue, 0 for an empty file. Nothing is written.

    Raises:
        LibraryError: a newer Quire made it.
        LibraryDamaged: the file is another program's database.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    n_tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if owner != APPLICATION_ID and (owner or version or n_tables):
        raise LibraryDamaged(
            "the catalogue in this folder was not made by Quire",
            hint="choose another folder for the library",
            detail=f"application id {owner:#x}",
        )
    if version > len(steps):
        raise LibraryError(
            "this library was made by a newer Quire",
            hint="update Quire, or choose another library with --library",
            detail=f"catalogue version {version}, known up to {len(steps)}",
        )
    return version


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the catalogue to the newest version; each step is one transaction.

    Raises:
        LibraryError, LibraryDamaged: as `version_of`.
    """
    version = version_of(connection, steps)
    for number in range(version, len(steps)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in steps[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
