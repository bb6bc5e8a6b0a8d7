"""What a viewer shows of one document besides its pictures: pages, words, places of a phrase, thumbnails."""

from __future__ import annotations

import threading
from pathlib import Path

from quire.errors import InvalidInput, NotFound, QuireError, ReadError
from quire.library.page_words import find, phrase_of, plain_text, words_on_page
from quire.library.pictures import PagePictures
from quire.read import ReaderPool, sniff
from quire.store import Store
from quire.types import OutlineItem, PageWords, Place

THUMBNAIL_PX = 320
_LONGEST_ENTRY = 160  # characters of a heading in a table of contents


class Viewing:
    """Looks into documents of one library. Thread-safe.

    Args:
        passwords: Document id to the password given in this session.
    """

    def __init__(
        self, store: Store, pool: ReaderPool, pictures: PagePictures, passwords: dict[str, str]
    ) -> None:
        self._store = store
        self._pool = pool
        self._pictures = pictures
        self._passwords = passwords
        self._lock = threading.Lock()
        self._hopeless: set[tuple[str, str]] = (
            set()
        )  # document and password a thumbnail could not be made with
        self._text: tuple[str, int, list[tuple[int, str]]] = ("", -1, [])

    def outline(self, document_id: str) -> tuple[OutlineItem, ...]:
        """See `Library.outline`."""
        own = tuple(self._store.outline_of(document_id))
        if own:
            return own
        headings = (item for item in self._store.elements_of(document_id, with_words=False) if item.level)
        return tuple(
            OutlineItem(item.level, " ".join(item.text.split())[:_LONGEST_ENTRY], item.place.page_number)
            for item in headings
        )

    def page_words(self, document_id: str, page_number: int) -> PageWords:
        return words_on_page(self._store.page_elements(document_id, page_number))

    def find(self, document_id: str, text: str, limit: int) -> list[Place]:
        """See `Library.find_in_document`."""
        phrase = phrase_of(text)
        if not phrase or limit < 1:
            return []
        found: list[Place] = []
        for page_number, page_text in self._plain_pages(document_id):
            if phrase in page_text:
                found += self._find_on_page(document_id, page_number, phrase)
                if len(found) >= limit:
                    break
        return found[:limit]

    def thumbnail(self, document_id: str) -> bytes | None:
        """See `Library.thumbnail`."""
        kept = self._store.thumbnail(document_id)
        if kept is not None:
            return kept
        attempt = (document_id, self._passwords.get(document_id, ""))
        if attempt in self._hopeless:
            return None
        made = self._make_thumbnail(document_id)
        if made is None:
            self._hopeless.add(attempt)
        else:
            self._store.keep_thumbnail(document_id, made)
        return made

    def relink(self, document_id: str, path: Path) -> None:
        """See `Library.relink`."""
        wanted = self._store.source(document_id)
        try:
            source = sniff(path, self._pool.readers.plugged)
        except QuireError as error:
            raise InvalidInput(
                f"{path.name} cannot take the place of the original: {error.message}", hint=error.hint
            ) from error
        if source.sha256 != wanted.sha256:
            raise InvalidInput(
                f"{path.name} is another file or another version of it; its content differs from what was read",
                hint="add it as a new document instead",
            )
        self._store.set_path(document_id, source.path, modified_at=source.modified_at)
        self._hopeless = {attempt for attempt in self._hopeless if attempt[0] != document_id}

    def _find_on_page(self, document_id: str, page_number: int, phrase: str) -> list[Place]:
        elements = self._store.page_elements(document_id, page_number)
        places = [Place(document_id, page_number, boxes) for boxes in find(words_on_page(elements), phrase)]
        places += [
            Place(document_id, page_number, element.place.boxes)
            for element in elements
            if element.words is None and phrase in plain_text(element.text, element.kind)
        ]
        return places

    def _plain_pages(self, document_id: str) -> list[tuple[int, str]]:
        """Return the text of every page for a first look; kept for the document asked last, while somebody types."""
        generation = self._store.generation
        with self._lock:
            if self._text[:2] == (document_id, generation):
                return self._text[2]
        pages: dict[int, list[str]] = {}
        for page_number, kind, text in self._store.texts_of(document_id):
            pages.setdefault(page_number, []).append(plain_text(text, kind))
        plain_pages = [(number, " ".join(texts)) for number, texts in sorted(pages.items())]
        with self._lock:
            self._text = (document_id, generation, plain_pages)
        return plain_pages

    def _make_thumbnail(self, document_id: str) -> bytes | None:
        source = self._pictures.original(document_id)
        password = self._passwords.get(document_id, "")
        try:
            if source is not None and not source.media_type.startswith("image/"):
                return self._pool.thumbnail(source, width_px=THUMBNAIL_PX, password=password)
        except ReadError:
            pass  # what was kept must do
        for picture in self._kept_pictures(document_id):
            try:
                return self._pool.thumbnail(picture, width_px=THUMBNAIL_PX)
            except (ReadError, InvalidInput):
                continue
        try:
            return None if source is None else self._pool.thumbnail(source, width_px=THUMBNAIL_PX)
        except ReadError:
            return None

    def _kept_pictures(self, document_id: str) -> list[bytes]:
        """Return pictures that show the first page: the page itself, or the crop of a loose picture."""
        pictures = []
        kept = self._store.page_picture(document_id, 1)
        if kept is not None:
            pictures.append(kept)
        if self._store.source(document_id).media_type.startswith("image/"):
            for element in self._store.page_elements(document_id, 1):
                if element.image:
                    try:
                        pictures.append(self._store.crop(element.image))
                    except NotFound:
                        continue
        return pictures
