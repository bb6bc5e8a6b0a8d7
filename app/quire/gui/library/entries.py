"""Documents prepared for being listed, and which of them to show in which order. No Qt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quire.store import DocumentSummary

_N_RECENT = 50
_NUMBER = re.compile(r"(\d+)")


class Shelf(StrEnum):
    """What the tree offers besides collections."""

    ALL = "all"
    RECENT = "recent"
    MISSING = "missing"
    PROBLEMS = "problems"
    COLLECTION = "collection"


class Sorting(StrEnum):
    TITLE = "title"
    ADDED = "added"
    PAGES = "pages"
    SIZE = "size"
    KIND = "kind"


class Kind(StrEnum):
    """What a person calls this kind of file."""

    PDF = "pdf"
    PICTURE = "picture"
    BOOK = "book"
    WEB_PAGE = "web page"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree one is.

    Attributes:
        name: Of the collection; empty for the other shelves.
    """

    shelf: Shelf = Shelf.ALL
    name: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is shown of the library.

    Attributes:
        text: What was typed to filter; all its words must be there, in title, file name or collections.
        descending: Large, new or Z first.
    """

    place: Place = Place()
    text: str = ""
    sorting: Sorting = Sorting.ADDED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with what filtering and sorting need, made once.

    Attributes:
        haystack: Folded words a filter looks into.
        title_key: Sorts "Page 2" before "Page 10".
    """

    id: str
    summary: DocumentSummary
    haystack: str
    title_key: tuple[tuple[int, int, str], ...]
    kind: Kind

    @property
    def title(self) -> str:
        return self.summary.title or self.file_name

    @property
    def file_name(self) -> str:
        return PurePath(self.summary.path).name


def prepare(summaries: Iterable[DocumentSummary], known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return an entry per document by id; takes over those that did not change."""
    entries: dict[str, Entry] = {}
    for summary in summaries:
        old = known.get(summary.id)
        entries[summary.id] = old if old is not None and old.summary == summary else entry_of(summary)
    return entries


def entry_of(summary: DocumentSummary) -> Entry:
    title = summary.title or PurePath(summary.path).name
    words = " ".join((title, PurePath(summary.path).name, *summary.collections))
    return Entry(summary.id, summary, folded(words), natural_key(title), kind_of(summary.media_type))


def arranged(
    entries: Mapping[str, Entry], arrangement: Arrangement, missing: frozenset[str] = frozenset()
) -> list[Entry]:
    """Return what to show, in order."""
    found = on_shelf(entries, arrangement.place, missing)
    words = folded(arrangement.text).split()
    if words:
        found = [entry for entry in found if all(word in entry.haystack for word in words)]
    return _sorted(found, arrangement.sorting, descending=arrangement.descending)


def on_shelf(entries: Mapping[str, Entry], place: Place, missing: frozenset[str]) -> list[Entry]:
    """Return the documents of a shelf, as they came in."""
    if place.shelf is Shelf.RECENT:
        return sorted(entries.values(), key=lambda entry: entry.summary.added_at)[-_N_RECENT:]
    if place.shelf is Shelf.MISSING:
        return [entry for entry in entries.values() if entry.id in missing]
    if place.shelf is Shelf.PROBLEMS:
        return [entry for entry in entries.values() if has_problems(entry.summary)]
    if place.shelf is Shelf.COLLECTION:
        return [entry for entry in entries.values() if place.name in entry.summary.collections]
    return list(entries.values())


def has_problems(summary: DocumentSummary) -> bool:
    """Say whether something of the document could not be read; what is only not read yet does not count."""
    return bool(summary.problems) and summary.stage != "searchable"


def _sorted(entries: Sequence[Entry], sorting: Sorting, *, descending: bool) -> list[Entry]:
    by_title = sorted(entries, key=lambda entry: entry.title_key)
    if sorting is Sorting.TITLE:
        return by_title[::-1] if descending else by_title
    if sorting is Sorting.KIND:
        return sorted(by_title, key=lambda entry: entry.kind.value, reverse=descending)
    if sorting is Sorting.PAGES:
        return sorted(by_title, key=lambda entry: entry.summary.n_pages, reverse=descending)
    if sorting is Sorting.SIZE:
        return sorted(by_title, key=lambda entry: entry.summary.size_bytes, reverse=descending)
    return sorted(by_title, key=lambda entry: entry.summary.added_at, reverse=descending)


def folded(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers inside texts by their value."""
    return tuple(
        (0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part)
        for part in _NUMBER.split(folded(text).strip())
        if part
    )


def kind_of(media_type: str) -> Kind:
    if media_type == "application/pdf":
        return Kind.PDF
    if media_type.startswith("image/"):
        return Kind.PICTURE
    if media_type == "text/html":
        return Kind.WEB_PAGE
    if media_type.startswith("text/"):
        return Kind.TEXT
    if any(name in media_type for name in ("epub", "mobi", "fictionbook", "comicbook")):
        return Kind.BOOK
    return Kind.OTHER
