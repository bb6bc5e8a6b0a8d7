"""A picture as (part of) a question: its own text, and whether the library holds the very same picture."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence

from quire.errors import NotFound
from quire.read import ReaderPool
from quire.store import DocumentSummary, Store
from quire.types import (
    TARGET_KINDS,
    Answer,
    Citation,
    Element,
    ElementKind,
    Hit,
    Level,
    Place,
    Query,
    Scores,
    SearchResult,
    page_in_words,
    page_name,
)

SAME_PICTURE = "the very same picture"
_KEPT_TEXTS = 32  # asking again about the same picture must not read it again
_NO_MARKERS = str.maketrans("[]", "()")  # a title's "[3]" would read as a marker
_PICTURES = (ElementKind.IMAGE, ElementKind.FIGURE)


class QueryPictures:
    """Looks at pictures in questions. Thread-safe."""

    def __init__(self, store: Store, pool: ReaderPool) -> None:
        self._store = store
        self._pool = pool
        self._lock = threading.Lock()
        self._texts: OrderedDict[str, str] = OrderedDict()

    def text(self, data: bytes) -> str:
        """Return the text inside the picture; see `ReaderPool.picture_text`."""
        key = hashlib.sha256(data).hexdigest()
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        found = self._pool.picture_text(data)
        with self._lock:
            self._texts[key] = found
            while len(self._texts) > _KEPT_TEXTS:
                self._texts.popitem(last=False)
        return found

    def drawn(self, data: bytes, side_px: int) -> bytes:
        """Return the picture as PNG, its longer side `side_px`; see `ReaderPool.mark_picture` for what is raised."""
        from quire.answer import size_of_png  # like all of answering: not before the first question

        picture = self._pool.mark_picture(data, page_width=side_px)
        _, height = size_of_png(picture)
        if height <= side_px:
            return picture
        return self._pool.mark_picture(data, page_width=side_px, scale=side_px / height)

    def with_same_first(self, result: SearchResult) -> SearchResult:
        """Put the picture's own copies in the library before all other hits, if the query's filters allow."""
        query = result.query
        if query.image is None:
            return result
        same = [self._hit(query, summary, element) for summary, element in self._copies(query, query.image)]
        if not same:
            return result
        places = {_place_of(hit, query.level) for hit in same}
        others = [hit for hit in result.hits if _place_of(hit, query.level) not in places]
        hits = [*same, *others][: query.limit]
        ranked = tuple(dataclasses.replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
        return dataclasses.replace(result, hits=ranked)

    def _copies(self, query: Query, data: bytes) -> list[tuple[DocumentSummary, Element]]:
        """Return the loose picture with these bytes, and the figures whose crops have them."""
        found: dict[str, str] = {}  # document → name of the crop, empty for a loose picture
        whole = self._store.by_sha256(hashlib.sha256(data).hexdigest())
        if whole is not None:
            found[whole.id] = ""
        for name in self._store.crops_like(data):
            found.setdefault(name.partition("/")[0], name)
        summaries = (
            self._store.summaries(collection=query.collection, document_ids=tuple(found)) if found else []
        )
        copies = []
        for summary in summaries:
            if not query.document_ids or summary.id in query.document_ids:
                element = self._picture_element(summary.id, found[summary.id], query)
                if element is not None:
                    copies.append((summary, element))
        return copies

    def _picture_element(self, document_id: str, crop: str, query: Query) -> Element | None:
        try:
            elements = self._store.elements_of(document_id)
        except NotFound:  # removed a moment ago
            return None
        wanted = TARGET_KINDS[query.target]
        for element in elements:
            if element.kind in _PICTURES and element.kind in wanted and crop in ("", element.image):
                return element
        return None

    def _hit(self, query: Query, summary: DocumentSummary, element: Element) -> Hit:
        sections = {section.id: section for section in self._store.sections_of(summary.id)}
        section = sections.get(element.section_id)
        labels = {page.number: page.label for page in self._store.pages_of(summary.id)}
        return Hit(
            rank=1,
            level=query.level,
            document_id=summary.id,
            document_title=summary.title,
            document_path=summary.path,
            element_id=element.id,
            section_id=element.section_id,
            kind=element.kind,
            place=element.place,
            heading_path=section.heading_path if section is not None else (),
            text=element.text,
            relevance=1.0,
            relevant=True,
            scores=Scores(visual=1.0),
            reasons=(SAME_PICTURE,),
            image=element.image,
            page_name=page_name(labels.get(element.place.page_number, ""), summary.media_type),
        )


def answer_same(query: Query, hits: Sequence[Hit]) -> Answer | None:
    """Answer a picture asked without words when the library holds the very same one; else None."""
    same = [hit for hit in hits if SAME_PICTURE in hit.reasons]
    if query.text.strip() or not same:
        return None
    lines = ["The very same picture is in your library:"]
    citations = []
    for marker, hit in enumerate(same, start=1):
        title = (hit.document_title or hit.document_path).translate(_NO_MARKERS)
        page = page_in_words(hit.place.page_number, hit.page_name).translate(_NO_MARKERS)
        lines.append(f"{title}, {page} [{marker}]")
        place = Place(hit.document_id, hit.place.page_number, hit.place.boxes)
        citations.append(
            Citation(
                marker,
                place,
                hit.text[:300].strip(),
                hit.element_id,
                hit.document_title,
                hit.document_path,
                hit.page_name,
            )
        )
    return Answer(
        "", "\n\n".join(lines), tuple(citations), tuple(hits), "extractive", "complete", abstained=False
    )


def _place_of(hit: Hit, level: Level) -> tuple[str, object]:
    """Return what two hits of this grain have in common when they are the same result."""
    grain: dict[Level, object] = {
        Level.ELEMENT: hit.element_id,
        Level.SECTION: hit.section_id,
        Level.PAGE: hit.place.page_number,
        Level.DOCUMENT: None,
    }
    return hit.document_id, grain[level]
