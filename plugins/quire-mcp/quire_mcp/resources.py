"""The library as resources: documents, their pages, and pictures of pages."""

from __future__ import annotations

import json
from typing import Any

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError
from mcp.types import Resource

from quire.library import Library
from quire_mcp.telling import names, page_picture, page_text, told, wrong_page

_MOST_CHARACTERS = 200_000  # of a whole document; what is longer is read page by page
_LISTED = 1000


class QuireServer(MCPServer[Any]):
    """Lists the documents there are now, newest additions too."""

    library: Library

    async def list_resources(self) -> list[Resource]:
        """Return what is fixed, and a resource per document."""
        fixed = await super().list_resources()
        rows = await anyio.to_thread.run_sync(self.library.documents)
        known = names(self.library)
        return fixed + [
            Resource(
                uri=f"quire://documents/{row.id}",
                name=known[row.id],
                title=row.title or known[row.id],
                description=f"{row.n_pages} pages",
                mime_type="text/plain",
            )
            for row in rows[:_LISTED]
        ]


def add_resources(server: MCPServer[Any], library: Library) -> None:
    """Register the resources."""

    @server.resource("quire://documents", title="Documents", mime_type="application/json")
    def documents() -> str:
        """Every document of the library: id, file name, title, number of pages."""
        known = names(library)
        rows = [
            {"id": row.id, "name": known[row.id], "title": row.title, "pages": row.n_pages}
            for row in library.documents()
        ]
        return json.dumps(rows, ensure_ascii=False)

    @server.resource("quire://documents/{document}", title="Document", mime_type="text/plain")
    def document(document: str) -> str:
        """The text of a document, page by page; the beginning of long ones."""
        with told(ResourceError):
            document_id = library.resolve(document)
            parts, length = [], 0
            for page in library.pages(document_id):
                parts.append(f"[page {page.number}]\n\n{page_text(library, document_id, page.number)}")
                length += len(parts[-1])
                if length > _MOST_CHARACTERS:
                    n_pages = len(library.pages(document_id))
                    parts.append(f"[{n_pages} pages in all: read quire://documents/{document_id}/pages/N]")
                    break
            return "\n\n".join(parts)

    @server.resource("quire://documents/{document}/pages/{page}", title="Page", mime_type="text/plain")
    def text(document: str, page: int) -> str:
        """The text of one page in reading order; pages count from 1."""
        with told(ResourceError):
            return page_text(library, _checked(library, document, page), page)

    @server.resource("quire://documents/{document}/pages/{page}/picture", title="Page picture", mime_type="image/png")
    def picture(document: str, page: int) -> bytes:
        """The picture of one page."""
        with told(ResourceError):
            return page_picture(library, _checked(library, document, page), page, [])


def _checked(library: Library, document: str, page: int) -> str:
    document_id = library.resolve(document)
    if wrong := wrong_page(library, document_id, page):
        raise ResourceError(wrong)
    return document_id
