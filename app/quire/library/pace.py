"""How far a batch is and how long it will still take, from the pace measured so far."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

EMBEDDING = "embedding"  # the stage name of `quire.embed`; every other stage counts as reading


@dataclass(slots=True)
class Pace:
    """Adds up reading and embedding separately, since their paces differ and their order is fixed.

    Attributes:
        n_pages: Pages of the whole batch.
    """

    n_pages: int
    _pages_done: int = 0
    _read_s: float = 0.0
    _embed_s: float = 0.0
    _stage: str = ""
    _stage_began: float = field(default_factory=time.monotonic)

    def finished(self, n_pages: int, *, read_s: float, embed_s: float) -> None:
        """Count a document whose pages were read and embedded in this time."""
        self._pages_done += n_pages
        self._read_s += read_s
        self._embed_s += embed_s
        self._stage = ""

    def done_pages(self, stage: str, share: float, n_pages: int) -> int:
        """Return pages done in the batch when `share` (0–1) of `stage` is done for a document of `n_pages`.

        Reading and embedding each count for half of a page.
        """
        return self._pages_done + self.own_pages(stage, share, n_pages)

    def own_pages(self, stage: str, share: float, n_pages: int) -> int:
        """Return the same for the document alone."""
        half = 0.5 if stage == EMBEDDING else 0.0
        return int(n_pages * (half + 0.5 * share))

    def eta_s(self, stage: str, share: float, n_pages: int) -> float | None:
        """Return seconds left for the batch, or None while no page has gone through a whole stage yet."""
        return self._left_s(stage, share, n_pages, later=self.n_pages - self._pages_done - n_pages)

    def own_eta_s(self, stage: str, share: float, n_pages: int) -> float | None:
        """Return seconds left for the document alone."""
        return self._left_s(stage, share, n_pages, later=0)

    def _left_s(self, stage: str, share: float, n_pages: int, *, later: int) -> float | None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_began = stage, now
        elapsed, pages = now - self._stage_began, share * n_pages
        if stage == EMBEDDING:
            read_pace = _pace(self._read_s, self._pages_done)
            embed_pace = _pace(self._embed_s + elapsed, self._pages_done + pages)
            left_read, left_embed = float(later), later + n_pages - pages
        else:
            read_pace = _pace(self._read_s + elapsed, self._pages_done + pages)
            embed_pace = _pace(self._embed_s, self._pages_done)
            left_read, left_embed = later + n_pages - pages, float(later + n_pages)
        if read_pace is None and left_read > 0:
            return None
        return left_read * (read_pace or 0.0) + left_embed * (embed_pace or 0.0)


def _pace(seconds: float, pages: float) -> float | None:
    return seconds / pages if pages >= 1 else None
