"""Pictures of pages with their evidence marked, also when the original has gone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quire import read
from quire.errors import NotFound, QuireError, ReadError
from quire.store import Store
from quire.types import Box, Source

_KEPT_SCALE = 1.5  # 108 dpi: readable text at about 100 kB a page
_KEPT_LONGEST_PX = 2000.0  # wide posters and photographs are kept smaller


class PagePictures:
    """Renders pages in reader processes; falls back to what the library keeps."""

    def __init__(self, store: Store, pool: read.ReaderPool, passwords: dict[str, str]) -> None:
        self._store = store
        self._pool = pool
        self._passwords = passwords  # document id -> password given in this session; never stored
        self._verdicts: dict[str, tuple[float, int, bool]] = {}

    def original(self, document_id: str) -> Source | None:
        """Return the document's source when the very same bytes still lie at its path, else None."""
        source = self._store.source(document_id)
        path = Path(source.path)
        try:
            status = path.stat()
        except OSError:
            return None
        if status.st_size != source.size_bytes:
            return None
        if status.st_mtime == source.modified_at:
            return source
        stamp = (status.st_mtime, status.st_size)
        known = self._verdicts.get(source.path)
        if known is None or known[:2] != stamp:
            try:
                same = read.sniff(path, self._pool.readers.plugged).sha256 == source.sha256
            except QuireError:
                same = False
            known = (*stamp, same)
            self._verdicts[source.path] = known
        return source if known[2] else None

    def page(
        self,
        document_id: str,
        page_number: int,
        *,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
    ) -> bytes:
        """Return a PNG of the page with `marks` drawn.

        Args:
            scale: 1.0 is 72 dpi; for pictures one pixel per pixel.
            clip: Only this part of the page.

        Raises:
            NotFound: no such document or page, or the original is gone and no picture of the page was kept.
            ReadError: the page cannot be drawn.
        """
        source = self.original(document_id)
        if source is not None:
            try:
                return self._pool.render_page(
                    source,
                    page_number,
                    scale=scale,
                    clip=clip,
                    marks=marks,
                    password=self._passwords.get(document_id, ""),
                )
            except ReadError:
                if self._store.page_picture(document_id, page_number) is None:
                    raise
        kept = self._store.page_picture(document_id, page_number)
        if kept is None:
            raise NotFound(
                f"the original of this document is gone, and no picture of page {page_number} was kept",
                hint="put the file back where it was, or add it again from its new place",
            )
        width_pt = self._page_width(document_id, page_number)
        return self._pool.mark_picture(kept, page_width=width_pt, scale=scale, clip=clip, marks=marks)

    def keep(self, document_id: str, page_number: int) -> None:
        """Keep a picture of this page in the library, once, so that evidence survives the original."""
        if self._store.page_picture(document_id, page_number) is not None:
            return
        source = self.original(document_id)
        if source is None:
            return
        scale = min(_KEPT_SCALE, _KEPT_LONGEST_PX / max(self._page_width(document_id, page_number), 1.0))
        try:
            picture = self._pool.render_page(
                source, page_number, scale=scale, password=self._passwords.get(document_id, "")
            )
        except ReadError:
            return  # the answer stands without its picture
        self._store.keep_page_picture(document_id, page_number, picture)

    def _page_width(self, document_id: str, page_number: int) -> float:
        for page in self._store.pages_of(document_id):
            if page.number == page_number:
                return page.width_pt
        raise NotFound(f"the document has no page {page_number}")
