"""Pages already read of documents whose reading has not ended, so that a killed ingest resumes."""

from __future__ import annotations

from quire.store.database import Database
from quire.store.packing import compress, decompress


class Drafts:
    """The drafts of one document. Each `put` is on disk when it returns."""

    def __init__(self, database: Database, document_id: str) -> None:
        self._database = database
        self._document_id = document_id

    def get(self, page_number: int) -> bytes | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT content FROM drafts WHERE document_id = ? AND page_number = ?",
                (self._document_id, page_number),
            ).fetchone()
            return decompress(row[0]) if row else None

    def put(self, page_number: int, content: bytes) -> None:
        packed = compress(content)
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", (self._document_id, page_number, packed)
            )

    def pages(self) -> list[int]:
        """Return the numbers of the pages that have a draft."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT page_number FROM drafts WHERE document_id = ? ORDER BY page_number",
                (self._document_id,),
            )
            return [number for (number,) in rows]
