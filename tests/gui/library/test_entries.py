"""Which documents are shown, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from quire.gui.library.entries import (
    Arrangement,
    Entry,
    Kind,
    Place,
    Shelf,
    Sorting,
    arranged,
    kind_of,
    prepare,
)
from quire.store import Stage
from quire.types import Problem

MakeEntry = Callable[..., Entry]


def by_id(*entries: Entry) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


def titles(entries: Sequence[Entry]) -> list[str]:
    return [entry.title for entry in entries]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Résumé of Brona", "Ferry times"]),
        ("resume", ["Résumé of Brona"]),
        ("BRONA res", ["Résumé of Brona"]),
        ("brona ferry", []),
        ("timetable.pdf", ["Ferry times"]),
        ("harbour", ["Ferry times"]),
    ],
)
def test_a_filter_looks_for_all_words_in_title_file_and_collections(
    make_entry: MakeEntry, text: str, found: list[str]
) -> None:
    entries = by_id(
        make_entry(1, title="Résumé of Brona"),
        make_entry(2, title="Ferry times", path="/x/timetable.pdf", collections=("Harbour",)),
    )
    shown = arranged(entries, Arrangement(text=text, sorting=Sorting.ADDED, descending=False))
    assert titles(shown) == found


@pytest.mark.parametrize(
    ("sorting", "descending", "order"),
    [
        (Sorting.TITLE, False, ["Ärger", "page 2", "Page 10"]),
        (Sorting.TITLE, True, ["Page 10", "page 2", "Ärger"]),
        (Sorting.ADDED, True, ["page 2", "Page 10", "Ärger"]),
        (Sorting.PAGES, True, ["Ärger", "page 2", "Page 10"]),
        (Sorting.SIZE, False, ["page 2", "Page 10", "Ärger"]),
        (Sorting.KIND, False, ["page 2", "Page 10", "Ärger"]),
    ],
)
def test_documents_sort_as_people_expect(
    make_entry: MakeEntry, sorting: Sorting, descending: bool, order: list[str]
) -> None:
    entries = by_id(
        make_entry(1, title="Ärger", n_pages=30, size_bytes=30, media_type="image/png"),
        make_entry(2, title="Page 10", n_pages=2, size_bytes=20),
        make_entry(3, title="page 2", n_pages=2, size_bytes=10),
    )
    assert titles(arranged(entries, Arrangement(sorting=sorting, descending=descending))) == order


def test_shelves_hold_what_their_name_says(make_entry: MakeEntry, problem: Problem) -> None:
    entries = by_id(
        make_entry(1),
        make_entry(2, problems=(problem,)),
        make_entry(3, problems=(problem,), stage=Stage.SEARCHABLE),
        make_entry(4, collections=("Wind", "Harbour")),
    )

    def shown(place: Place) -> set[str]:
        return {
            entry.id for entry in arranged(entries, Arrangement(place=place), frozenset({"id00001", "other"}))
        }

    assert shown(Place(Shelf.MISSING)) == {"id00001"}
    assert shown(Place(Shelf.PROBLEMS)) == {"id00002"}, "what is not read yet is no problem"
    assert shown(Place(Shelf.COLLECTION, "Wind")) == {"id00004"}
    assert shown(Place()) == set(entries)


def test_recently_added_are_the_newest_fifty(make_entry: MakeEntry) -> None:
    entries = by_id(*(make_entry(number) for number in range(80)))
    shown = arranged(entries, Arrangement(place=Place(Shelf.RECENT)))
    assert [entry.id for entry in shown] == [f"id{number:05}" for number in range(79, 29, -1)]


def test_documents_that_did_not_change_are_not_prepared_again(make_entry: MakeEntry) -> None:
    old = by_id(make_entry(1), make_entry(2))
    new = prepare([old["id00001"].summary, make_entry(2, title="Other").summary], old)
    assert new["id00001"] is old["id00001"]
    assert new["id00002"].title == "Other"


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/pdf", Kind.PDF),
        ("image/webp", Kind.PICTURE),
        ("application/epub+zip", Kind.BOOK),
        ("text/html", Kind.WEB_PAGE),
        ("text/markdown", Kind.TEXT),
        ("application/oxps", Kind.OTHER),
    ],
)
def test_kinds_are_what_people_call_them(media_type: str, kind: Kind) -> None:
    assert kind_of(media_type) is kind
