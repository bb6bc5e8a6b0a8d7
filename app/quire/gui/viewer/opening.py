"""What is known of a document when it is shown; gathered in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire.types import OutlineItem, Page

if TYPE_CHECKING:
    from quire.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as the viewer shows it.

    Attributes:
        version: Changes whenever the document was read further.
        missing: Whether the original is not where it was.
        prints: Whether it can be shown as its own program prints it.
    """

    document_id: str
    title: str
    path: str
    pages: tuple[Page, ...]
    outline: tuple[OutlineItem, ...]
    version: tuple[str, str, int]
    missing: bool
    is_picture: bool
    prints: bool


def look_up(library: Library, document_id: str) -> Opened | None:
    """Return what the library knows of a document now; None when it is not there any more."""
    summary = next((row for row in library.documents() if row.id == document_id), None)
    if summary is None:
        return None
    return Opened(
        document_id,
        summary.title,
        summary.path,
        library.pages(document_id),
        library.outline(document_id),
        (str(summary.stage), str(summary.status), summary.n_elements),
        library.is_missing(document_id),
        summary.media_type.startswith("image/"),
        library.printing.is_offered(document_id),
    )
