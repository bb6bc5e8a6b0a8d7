"""What stands on pages besides their pictures: words and figures, fetched in the background, kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from quire.errors import QuireError
from quire.gui.session import Session
from quire.types import Box, ElementKind, PageWords

if TYPE_CHECKING:
    from quire.library import Library
    from quire.library.printing import Printed

_KEPT_PAGES = 64  # about 40 kB each
_KEPT_CROPS = 12  # pages whose figures stay in memory
_SHOWN_KINDS = frozenset({ElementKind.FIGURE, ElementKind.TABLE, ElementKind.IMAGE, ElementKind.FORMULA})


@dataclass(frozen=True, slots=True)
class PageContents:
    """What can be selected on a page, and what can be asked about as a picture."""

    words: PageWords
    figures: tuple[tuple[ElementKind, Box], ...]


class Contents(QObject):
    """The contents of one document's pages. Lives in the GUI thread.

    Signals:
        arrived: Pages that were asked for are here.
    """

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document_id = ""
        self._printed: Printed | None = None
        self._kept: OrderedDict[int, PageContents] = OrderedDict()
        self._crops: OrderedDict[int, tuple[tuple[Box, QImage], ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._version = 0

    def show_document(self, document_id: str, printed: Printed | None = None) -> None:
        """Forget everything, and serve this document from now on, or its printed pages; "" serves none."""
        self._document_id = document_id
        self._printed = printed
        self._version += 1
        self._kept.clear()
        self._crops.clear()
        self._asked.clear()

    def of(self, page_number: int) -> PageContents | None:
        return self._kept.get(page_number)

    def words(self, page_number: int) -> PageWords | None:
        kept = self._kept.get(page_number)
        return kept.words if kept is not None else None

    def prepare(self, page_numbers: Iterable[int]) -> None:
        """Fetch these pages, so that selecting their words does not wait."""
        wanted = list(page_numbers)
        for number in wanted:
            if number in self._kept:
                self._kept.move_to_end(number)
        missing = [number for number in wanted if number not in self._kept and number not in self._asked]
        if not missing:
            return
        self._asked.update(missing)

        def keep(found: Mapping[int, PageContents]) -> None:
            self._asked.difference_update(missing)
            self._kept.update(found)
            while len(self._kept) > max(_KEPT_PAGES, len(wanted)):
                self._kept.popitem(last=False)
            self.arrived.emit()

        if not self._fetch(missing, keep):
            self._asked.difference_update(missing)

    def crops(self, page_number: int) -> tuple[tuple[Box, QImage], ...]:
        """Return the kept pictures of a page's figures, as far as they were wanted and have come."""
        return self._crops.get(page_number, ())

    def want_crops(self, page_number: int) -> None:
        """Fetch the kept pictures of figures, for a page that cannot be drawn."""
        library, document_id, version = self._session.library, self._document_id, self._version
        if library is None or not document_id or page_number in self._crops or self._printed is not None:
            return

        def keep(found: tuple[tuple[Box, QImage], ...]) -> None:
            if version == self._version:
                self._crops[page_number] = found
                while len(self._crops) > _KEPT_CROPS:
                    self._crops.popitem(last=False)
                self.arrived.emit()

        self._session.tasks.run(
            lambda _: _read_crops(library, document_id, page_number),
            on_done=keep,
            on_error=lambda _: None,  # the page already says what is wrong
            owner=self,
        )

    def with_words(self, pages: range, use: Callable[[Mapping[int, PageWords]], None]) -> None:
        """Call `use` with the words of all these pages: at once when they are here, else when they have come."""
        known = {number: self._kept[number].words for number in pages if number in self._kept}
        missing = [number for number in pages if number not in known]
        if not missing:
            use(known)
            return
        self._fetch(
            missing, lambda found: use(known | {number: page.words for number, page in found.items()})
        )

    def _fetch(self, numbers: list[int], keep: Callable[[Mapping[int, PageContents]], None]) -> bool:
        library, document_id, version = self._session.library, self._document_id, self._version
        printed = self._printed
        if library is None or not document_id:
            return False

        def take(found: Mapping[int, PageContents]) -> None:
            if version == self._version:
                keep(found)

        def fail(_: QuireError) -> None:  # the page's picture says why
            if version == self._version:
                self._asked.difference_update(numbers)

        self._session.tasks.run(
            lambda _: {number: _read(library, document_id, number, printed) for number in numbers},
            on_done=take,
            on_error=fail,
            owner=self,
        )
        return True


def _read(library: Library, document_id: str, page_number: int, printed: Printed | None) -> PageContents:
    if printed is not None:
        return PageContents(printed.words(page_number), ())
    figures = tuple(
        (element.kind, box)
        for element in library.page_elements(document_id, page_number)
        if element.kind in _SHOWN_KINDS
        for box in element.place.boxes[:1]
    )
    return PageContents(library.page_words(document_id, page_number), figures)


def _read_crops(library: Library, document_id: str, page_number: int) -> tuple[tuple[Box, QImage], ...]:
    crops = []
    for element in library.page_elements(document_id, page_number):
        if element.image and element.place.boxes:
            try:
                picture = QImage.fromData(library.crop(element.image))
            except QuireError:
                continue  # the others may be there
            if not picture.isNull():
                crops.append((element.place.boxes[0], picture))
    return tuple(crops)
