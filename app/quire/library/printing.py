"""Documents as their own programs print them, beside the pages that Quire laid out: the printed pages, and where on
them stands what was read. What is cited stays where it is; here it is looked up.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quire.errors import NotFound
from quire.library.page_words import find, lines_of, phrase_of, words_on_page
from quire.library.pictures import PagePictures
from quire.read import PrintedContent, ReaderPool, ReadText
from quire.store import Store
from quire.types import Box, Element, ElementKind, OutlineItem, Page, PageWords, Place, Source, TextOrigin

_KEPT = 4  # documents; one of 300 pages takes about 20 MB
_MOST = 0.5  # share of a passage's words that must be found for the passage to be found
_BRIDGED = (
    4  # printed words between two of a passage on one line that belong to it: numbers written otherwise
)
_SEEN = (ElementKind.FIGURE, ElementKind.IMAGE)  # what text they have is inside a picture
_ALIKE = 1.25  # by how much the proportions of a printed picture may differ
_AIR = 1.0  # points by which boxes may miss the middle of their words


@dataclass(frozen=True, slots=True)
class Found:
    """A passage on the printed pages.

    Attributes:
        places: Where it stands, a place per page, a box per line; empty when it was not found.
        page_number: The printed page to show: of its first word, or about where it must stand.
        y: How far below the page's top that is, in points.
    """

    places: tuple[Place, ...]
    page_number: int
    y: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was read: where Quire laid it out, and whether it is part of a picture."""

    page_number: int
    box: Box
    in_picture: bool


class Printed:
    """The printed pages of one document. Immutable; thread-safe.

    Args:
        elements: What was read, in order; `content` counts their words.
    """

    def __init__(self, document_id: str, elements: Sequence[Element], content: PrintedContent) -> None:
        self.document_id = document_id
        self.pages = tuple(
            Page(number, width, height, TextOrigin.LAYER)
            for number, (width, height) in enumerate(content.sizes, 1)
        )
        self._content = content
        self._firsts = [0, *accumulate(array("i", content.counts))]
        self._boxes = array("f", content.boxes)
        pairs = array("i", content.pairs)
        self._read_of, self._printed_of = pairs[0::2], pairs[1::2]
        self._read = _words_of(elements)
        self._firsts_read: dict[int, int] = {}  # page number -> its first word
        for index, word in enumerate(self._read):
            self._firsts_read.setdefault(word.page_number, index)
        order = sorted(range(len(self._printed_of)), key=lambda at: (self._printed_of[at], self._read_of[at]))
        self._back = [(self._printed_of[at], self._read_of[at]) for at in order]

    def words(self, page_number: int) -> PageWords:
        """Return the words of a printed page in the order they were printed."""
        first, stop = self._firsts[page_number - 1], self._firsts[page_number]
        after = ("\n" if ends else " " for ends in self._content.ends_block[first:stop])
        boxes = tuple(self._box(index) for index in range(first, stop))
        return PageWords(self._content.words[first:stop], boxes, tuple(after))

    def find(self, page_number: int, boxes: Sequence[Box]) -> Found:
        """Return where the words inside `boxes` of a page that Quire laid out stand on the printed pages.

        A picture is found between the words around it. Without boxes nothing is found but about where that must be.
        """
        wanted = self._inside(page_number, boxes)
        if boxes and all(self._read[word].in_picture for word in wanted):
            picture = self._picture(page_number, boxes[0])
            if picture is not None:
                return picture
        found = [index for word in wanted for index in self._printed(word)]
        if not found or sum(bool(self._printed(word)) for word in wanted) < _MOST * len(wanted):
            at = wanted[0] if wanted else self._before(page_number, boxes[0].y0 if boxes else 0.0)
            return self._about(at, page_number)
        places = self._places(sorted(set(found)))
        return Found(places, places[0].page_number, places[0].boxes[0].y0)

    def about(self, page_number: int, y: float) -> Found:
        """Return about where a height of a page that Quire laid out is printed; without places."""
        index = self._first_from(page_number)
        while index < len(self._read) - 1:
            word = self._read[index]
            if word.page_number > page_number or word.box.y1 > y:
                break
            index += 1
        return self._about(min(index, len(self._read) - 1) if self._read else None, page_number)

    def back(self, page_number: int, y: float) -> tuple[int, float]:
        """Return the page that Quire laid out, and the height on it, for a height of a printed page."""
        first, stop = self._firsts[page_number - 1], self._firsts[page_number]
        at = bisect_left(self._back, (first, -1))
        below = next(
            (
                k
                for k in range(at, len(self._back))
                if self._back[k][0] >= stop or self._box(self._back[k][0]).y0 >= y
            ),
            len(self._back) - 1,
        )
        if below < 0:
            return 1, 0.0
        word = self._read[self._back[below][1]]
        return word.page_number, word.box.y0

    def _picture(self, page_number: int, box: Box) -> Found | None:
        """Return the one printed picture of these proportions between the words around a picture; None without it."""
        shape = box.width / max(box.height, 1.0)
        above, below = self._around(page_number, box)
        found = [
            (page, picture)
            for page, picture in self._content.pictures
            if above < (page, (picture.y0 + picture.y1) / 2) < below
            and 1 / _ALIKE < picture.width / max(picture.height, 1.0) / shape < _ALIKE
        ]
        if len(found) != 1:
            return None
        page, picture = found[0]
        return Found((Place(self.document_id, page + 1, (picture,)),), page + 1, picture.y0)

    def _around(self, page_number: int, box: Box) -> tuple[tuple[int, float], tuple[int, float]]:
        """Return the printed page (0-based) and height of the last word above a box, and of the first below it."""
        first, stop = self._first_from(page_number), self._first_from(page_number + 1)
        before, after = first - 1, stop
        for index in range(first, stop):
            word = self._read[index]
            if word.box.y1 <= box.y0 + _AIR:
                before = index
            elif word.box.y0 >= box.y1 - _AIR:
                after = index
                break
        above = next((spot for index in range(before, -1, -1) if (spot := self._spot(index))), (-1, 0.0))
        below = next((spot for index in range(after, len(self._read)) if (spot := self._spot(index))), None)
        return above, below or (len(self.pages), 0.0)

    def _spot(self, word: int) -> tuple[int, float] | None:
        """Return the printed page (0-based) and height of a word; None when it was not found, or is in a picture."""
        printed = [] if self._read[word].in_picture else self._printed(word)
        return (self._page_of(printed[0]) - 1, self._box(printed[0]).y0) if printed else None

    def _printed(self, word: int) -> list[int]:
        at = bisect_left(self._read_of, word)
        found = []
        while at < len(self._read_of) and self._read_of[at] == word:
            found.append(self._printed_of[at])
            at += 1
        return found

    def _inside(self, page_number: int, boxes: Sequence[Box]) -> list[int]:
        first = self._firsts_read.get(page_number)
        if first is None or not boxes:
            return []
        grown = [box.grown(_AIR) for box in boxes]
        found = []
        for index in range(first, len(self._read)):
            word = self._read[index]
            if word.page_number != page_number:
                break
            x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
            if any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in grown):
                found.append(index)
        return found

    def _before(self, page_number: int, y: float) -> int | None:
        """Return the last word above a height of a page that Quire laid out, else the first below it."""
        index = self._first_from(page_number)
        before = index - 1 if index else None
        while index < len(self._read):
            word = self._read[index]
            if (word.page_number, word.box.y1) > (page_number, y):
                return index if before is None else before
            before, index = index, index + 1
        return before

    def _first_from(self, page_number: int) -> int:
        """Return the first word of a page that Quire laid out, or of the next that has any."""
        later = [number for number in self._firsts_read if number >= page_number]
        return self._firsts_read[min(later)] if later else len(self._read)

    def _about(self, word: int | None, page_number: int) -> Found:
        """Return the place of this word, of the nearest one before it that was found, or else of the nearest after."""
        if word is None or not self._read_of:
            return Found((), min(page_number, len(self.pages)), 0.0)
        at = max(bisect_left(self._read_of, word + 1) - 1, 0)
        index = self._printed_of[at]
        return Found((), self._page_of(index), self._box(index).y0)

    def _places(self, indexes: Sequence[int]) -> tuple[Place, ...]:
        """Return printed words as places; what stands between two of them on a line belongs to them."""
        whole = list(indexes[:1])
        for before, index in zip(indexes, indexes[1:], strict=False):
            between = range(before + 1, index)
            if len(between) <= _BRIDGED and self._on_one_line(before, index):
                whole += between
            whole.append(index)
        by_page: dict[int, list[Box]] = {}
        for index in whole:
            by_page.setdefault(self._page_of(index), []).append(self._box(index))
        return tuple(Place(self.document_id, number, lines_of(boxes)) for number, boxes in by_page.items())

    def _on_one_line(self, one: int, other: int) -> bool:
        first, last = self._box(one), self._box(other)
        return self._page_of(one) == self._page_of(other) and first.y0 < (last.y0 + last.y1) / 2 < first.y1

    def _page_of(self, index: int) -> int:
        return bisect_left(self._firsts, index + 1)

    def _box(self, index: int) -> Box:
        return Box(*self._boxes[4 * index : 4 * index + 4])


class Printing:
    """Prints documents of one library. Thread-safe."""

    def __init__(self, store: Store, pool: ReaderPool, pictures: PagePictures) -> None:
        self._store = store
        self._pool = pool
        self._pictures = pictures
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Printed] = OrderedDict()

    def is_offered(self, document_id: str) -> bool:
        """Tell whether a reader can show this document as its own program prints it. Raises NotFound."""
        return self._pool.readers.prints(self._store.source(document_id).media_type)

    def printed(self, document_id: str) -> Printed:
        """Return a document's printed pages; blocks while its program works, at the first call.

        Raises:
            NotFound: no such document, or its original is gone.
            ReadError: it cannot be printed.
            InvalidInput: no plugin prints such files.
        """
        source = self._source(document_id)
        elements = self._store.elements_of(document_id)
        read = [item for item in elements if item.words is not None or _is_printed(item)]
        key = (document_id, hash(tuple((element.text, element.place) for element in read)))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        content = self._pool.print_file(source, [_text_of(element) for element in read])
        made = Printed(document_id, read, content)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def picture(
        self,
        document_id: str,
        page_number: int,
        *,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
    ) -> bytes:
        """Return a PNG of a printed page; the arguments as for `Library.page_picture`, raises as `printed`."""
        return self._pool.render_printed(
            self._source(document_id), page_number, scale=scale, clip=clip, marks=marks
        )

    def outline(
        self, document_id: str, printed: Printed, outline: Sequence[OutlineItem]
    ) -> tuple[OutlineItem, ...]:
        """Return a table of contents with the printed pages instead of those that Quire laid out."""
        moved = []
        for item in outline:
            words = words_on_page(self._store.page_elements(document_id, item.page_number))
            boxes = next(iter(find(words, phrase_of(item.title))), ())
            page_number = printed.find(item.page_number, boxes).page_number
            moved.append(OutlineItem(item.level, item.title, page_number))
        return tuple(moved)

    def _source(self, document_id: str) -> Source:
        source = self._pictures.original(document_id)
        if source is None:
            raise NotFound(
                "the original of this document is gone, so it cannot be printed",
                hint="put the file back where it was, or add it again from its new place",
            )
        return source


def _is_printed(element: Element) -> bool:
    """Tell whether the text of an element whose words have no boxes is printed as text."""
    return bool(element.text.strip() and element.place.boxes) and element.kind not in _SEEN


def _text_of(element: Element) -> ReadText:
    if element.words is not None:
        return ReadText(element.text, element.words.starts, element.words.ends)
    return ReadText(element.text, array("i", [0]).tobytes(), array("i", [len(element.text)]).tobytes())


def _words_of(elements: Sequence[Element]) -> list[_Word]:
    """Return the words of elements as `_text_of` counts them: without boxes of words an element is one word."""
    words = []
    for element in elements:
        whole = [coordinate for box in element.place.boxes[:1] for coordinate in box.as_list()]
        boxes = array("f", element.words.boxes if element.words is not None else array("f", whole).tobytes())
        place, seen = element.place, element.kind in _SEEN
        words += [_Word(place.page_number, Box(*boxes[at : at + 4]), seen) for at in range(0, len(boxes), 4)]
    return words
