"""Back and forward through places looked at. Pure logic."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A place somebody jumped to.

    Attributes:
        offset: How far below the page's top the view began, in page units; None where the view chooses.
    """

    document_id: str
    page_number: int
    offset: float | None = None


class History:
    """Like a browser's: a jump forgets what lay forward."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    def jump(self, leaving: Visit | None, going: Visit) -> None:
        """Record a jump; `leaving` is where the reader had scrolled to by then."""
        if leaving is not None and self._visits:
            self._visits[self._at] = leaving
        elif leaving is not None:
            self._visits, self._at = [leaving], 0
        if self._visits and self._visits[self._at] == going:
            return
        self._visits = [*self._visits[: self._at + 1], going][-_LONGEST:]
        self._at = len(self._visits) - 1

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._visits) - 1

    def back(self, leaving: Visit) -> Visit | None:
        """Return the place before, or None at the start."""
        return self._step(-1, leaving) if self.can_go_back else None

    def forward(self, leaving: Visit) -> Visit | None:
        """Return the place after, or None at the end."""
        return self._step(1, leaving) if self.can_go_forward else None

    def _step(self, step: int, leaving: Visit) -> Visit:
        self._visits[self._at] = leaving
        self._at += step
        return self._visits[self._at]
