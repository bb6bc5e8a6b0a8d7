"""The part of `Library` that shows what it holds."""

from __future__ import annotations

from pathlib import Path

from quire.library.pictures import PagePictures
from quire.library.viewing import Viewing
from quire.store import DocumentSummary, Store, StoreSizes
from quire.types import Document, Element, OutlineItem, Page, PageWords, Place


class Looking:
    """Documents, their pages and pictures."""

    _store: Store
    _viewing: Viewing
    pictures: PagePictures

    def documents(self, *, collection: str = "") -> list[DocumentSummary]:
        return self._store.summaries(collection=collection)

    def document(self, document_id: str) -> Document:
        return self._store.document(document_id)

    def resolve(self, name: str) -> str:
        """Return the id of the document with this id, path or file name.

        Raises:
            NotFound: there is none.
            InvalidInput: several fit.
        """
        return self._store.resolve(name)

    def rename(self, document_id: str, title: str) -> None:
        """Give a document a title of the person's own; an empty one brings its own back. Raises NotFound."""
        self._store.set_title(document_id, " ".join(title.split()))

    def relink(self, document_id: str, path: Path) -> None:
        """Say where the original of a document lies now.

        Raises:
            NotFound: there is no such document.
            InvalidInput: what lies at `path` is not the very same bytes, or cannot be read.
        """
        self._viewing.relink(document_id, path)

    def is_missing(self, document_id: str) -> bool:
        """Tell whether the very bytes that were read no longer lie where they did. Raises NotFound."""
        return self.pictures.original(document_id) is None

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """Return the pages in order. Raises NotFound."""
        return tuple(self._store.pages_of(document_id))

    def outline(self, document_id: str) -> tuple[OutlineItem, ...]:
        """Return the document's own table of contents, else its headings; may be empty. Raises NotFound."""
        return self._viewing.outline(document_id)

    def page_elements(self, document_id: str, page_number: int) -> tuple[Element, ...]:
        """Return the elements of a page in reading order, furniture included. Raises NotFound."""
        return tuple(self._store.page_elements(document_id, page_number))

    def page_words(self, document_id: str, page_number: int) -> PageWords:
        """Return the words of a page in reading order, recognised ones included. Raises NotFound."""
        return self._viewing.page_words(document_id, page_number)

    def find_in_document(self, document_id: str, text: str, *, limit: int = 1000) -> list[Place]:
        """Return the places of a phrase in reading order, a box per line.

        Case, accents, line breaks and kinds of quotes and dashes do not count. A phrase may begin and end inside a
        word, so that it is found while it is typed.

        Raises:
            NotFound: there is no such document.
        """
        return self._viewing.find(document_id, text, limit)

    def thumbnail(self, document_id: str) -> bytes | None:
        """Return a WebP of the first page, about 320 px wide; made at the first call, then kept in the library.

        None when it cannot be made: the original is gone or locked, and no picture of it was kept. Raises NotFound.
        """
        return self._viewing.thumbnail(document_id)

    def crop(self, name: str) -> bytes:
        """Return the WebP of a figure, table or picture by its `Element.image` or `Hit.image`. Raises NotFound."""
        return self._store.crop(name)

    def sizes(self) -> StoreSizes:
        """Return what the library takes on disk, by part."""
        return self._store.sizes()
