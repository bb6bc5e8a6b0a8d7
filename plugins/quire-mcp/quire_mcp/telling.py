"""What tools and resources have in common: places as values, and failures as sentences."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcp.server.mcpserver.exceptions import ResourceError, ToolError

from quire.errors import QuireError
from quire.library import Library
from quire.types import Box, Place

SCALE = 1.5  # of page pictures: 108 dpi, legible and about 100 kB


@contextlib.contextmanager
def told(kind: type[ToolError] | type[ResourceError] = ToolError) -> Iterator[None]:
    """Turn known failures into what the other program is told: the sentence and what to do."""
    try:
        yield
    except QuireError as error:
        raise kind(f"{error.message} ({error.hint})" if error.hint else error.message) from error


def names(library: Library) -> dict[str, str]:
    """Return the file name of every document by id."""
    return {row.id: Path(row.path).name for row in library.documents()}


def place_of(place: Place, known: dict[str, str]) -> dict[str, Any]:
    return {
        "document": known.get(place.document_id, ""),
        "document_id": place.document_id,
        "page": place.page_number,
        "boxes": [box.rounded().as_list() for box in place.boxes],
    }


def page_text(library: Library, document_id: str, page: int) -> str:
    """Return the text of a page in reading order."""
    return "\n\n".join(item.text for item in library.page_elements(document_id, page) if item.text)


def page_picture(library: Library, document_id: str, page: int, boxes: list[list[float]]) -> bytes:
    """Return the picture of a page as PNG, with these boxes marked."""
    return library.page_picture(document_id, page, scale=SCALE, marks=[Box(*box) for box in boxes])


def wrong_page(library: Library, document_id: str, page: int) -> str:
    """Return why there is no such page; empty when there is."""
    n_pages = len(library.pages(document_id))
    return "" if 1 <= page <= n_pages else f"the document has {n_pages} pages, no page {page}"
