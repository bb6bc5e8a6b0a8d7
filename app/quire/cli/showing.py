"""The command `show`: what was found in a document, and a page of it, as Quire laid it out or as it is printed."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.keeping import show_problem
from quire.cli.paths import named_path
from quire.errors import InvalidInput, NotFound
from quire.library import Library
from quire.types import Box, Place, page_in_words, page_name

_SCALE = 2.0  # 144 dpi
_LONGEST_PX = 3000.0


@dataclass(frozen=True, slots=True)
class _View:
    """A page that is looked at, in the numbers of that view.

    Attributes:
        found: Whether what was asked for stands there; None when nothing was asked for.
    """

    printed: bool
    n_pages: int
    page_number: int
    boxes: tuple[Box, ...]
    found: bool | None
    longest: float


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOC", help="file name, path or id")
    parser.add_argument("--page", type=int, metavar="N", help="look at this page, as `search` counts them")
    parser.add_argument("--find", default="", metavar="WORDS", help="look at where these words stand, marked")
    parser.add_argument(
        "--printed", action="store_true", help="look at it as its own program prints it (Word, sheets, decks)"
    )
    parser.add_argument("--picture", type=named_path, metavar="FILE", help="write the page as PNG")


def _show(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        document_id = library.resolve(arguments.document)
        looked = arguments.page is not None or arguments.find or arguments.printed or arguments.picture
        view = _view(context, library, document_id, arguments) if looked else None
        if view is not None and arguments.picture:
            _write(library, document_id, view, arguments.picture)
        if context.output.as_json:
            line = _line(library, document_id)
            context.output.json_line(line | _view_line(view, arguments.picture))
        else:
            _say(context, library, document_id)
            if view is not None:
                _say_view(context, view, arguments.picture)
        return 1 if view is not None and view.found is False else 0


def _line(library: Library, document_id: str) -> dict[str, Any]:
    row = next(item for item in library.documents() if item.id == document_id)
    headings = [
        {"level": element.level, "text": element.text, "page": element.place.page_number}
        for element in library.document(document_id).elements
        if element.level
    ]
    return wire.summary(row) | {"headings": headings}


def _say(context: Context, library: Library, document_id: str) -> None:
    row = next(item for item in library.documents() if item.id == document_id)
    document = library.document(document_id)
    say = context.output.say
    say(f"{row.title}\n  {row.path}\n  {row.media_type}, {row.size_bytes:,} bytes, {row.n_pages} pages")
    say(
        f"  {row.n_elements} elements, {row.n_tables} tables, {row.n_figures} figures; {row.status}, {row.id}"
    )
    if not os.path.exists(row.path):
        say("  the original is missing from its place")
    for problem in row.problems:
        show_problem(context.output, problem)
    names = {page.number: page_name(page.label, row.media_type) for page in document.pages}
    for element in document.elements:
        if element.level:
            page = element.place.page_number
            say(f"  {'  ' * element.level}{element.text[:90]}  ({page_in_words(page, names.get(page, ''))})")


# a page --------------------------------------------------------------------------------------------------------------


def _view(context: Context, library: Library, document_id: str, arguments: argparse.Namespace) -> _View:
    pages = library.pages(document_id)
    number = 1 if arguments.page is None else arguments.page
    if not 1 <= number <= len(pages):
        raise InvalidInput(f"the document has {len(pages)} pages, not {number}")
    place = _place(library, document_id, arguments)
    if not arguments.printed:
        number = place.page_number if place is not None else number
        page = pages[number - 1]
        boxes = place.boxes if place is not None else ()
        return _View(
            False, len(pages), number, boxes, bool(boxes) or None, max(page.width_pt, page.height_pt)
        )
    if not library.printing.is_offered(document_id):
        raise InvalidInput(
            "nothing here prints files of this kind",
            hint="the plugin quire-office prints Word documents, OpenDocument, sheets and decks, by LibreOffice",
        )
    context.output.remark("printing it, as its own program does…")
    printed = library.printing.printed(document_id)
    found = printed.find(place.page_number, place.boxes) if place is not None else printed.about(number, 0.0)
    page = printed.pages[found.page_number - 1]
    boxes = found.places[0].boxes if found.places else ()
    sought = bool(found.places) if place is not None else None
    return _View(True, len(printed.pages), page.number, boxes, sought, max(page.width_pt, page.height_pt))


def _place(library: Library, document_id: str, arguments: argparse.Namespace) -> Place | None:
    """Return where the words stand that are to be found; None when none are."""
    if not arguments.find:
        return None
    places = library.find_in_document(document_id, arguments.find)
    place = next((place for place in places if arguments.page in (None, place.page_number)), None)
    if place is None:
        where = f"on page {arguments.page}" if arguments.page else "in the document"
        raise NotFound(f"the words {arguments.find!r} do not stand {where}")
    return place


def _write(library: Library, document_id: str, view: _View, path: Path) -> None:
    scale = min(_SCALE, _LONGEST_PX / max(view.longest, 1.0))
    draw = library.printing.picture if view.printed else library.page_picture
    picture = draw(document_id, view.page_number, scale=scale, marks=view.boxes)
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be written ({error.strerror or error})",
            hint="choose another place",
            detail=repr(error),
        ) from error


def _view_line(view: _View | None, picture: Path | None) -> dict[str, Any]:
    if view is None:
        return {}
    return {
        "view": {
            "printed": view.printed,
            "pages": view.n_pages,
            "page": view.page_number,
            "boxes": [box.rounded(1).as_list() for box in view.boxes],
            "found": view.found,
            "picture": str(picture) if picture else None,
        }
    }


def _say_view(context: Context, view: _View, picture: Path | None) -> None:
    kind = "printed page" if view.printed else "page"
    where = f"{kind} {view.page_number} of {view.n_pages}"
    if view.found is False:
        where = f"the words were not found on the printed pages; about here: {where}"
    context.output.say(f"  {where}" + (f": {picture}" if picture else ""))


COMMANDS = (Command("show", _arguments, _show),)
