"""Numbers, sizes, dates and states of documents in the person's language."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from quire.gui.adding.batch import AddingItem
from quire.gui.adding.model import stage_word
from quire.gui.library.entries import Entry, Kind, Shelf, Sorting, has_problems
from quire.types import DocumentStage


@dataclass(frozen=True, slots=True)
class Chip:
    """A state worth a word.

    Attributes:
        tone: "accent", "warning", "danger" or "muted".
    """

    text: str
    tone: str


def chip_of(entry: Entry, item: AddingItem | None, *, missing: bool) -> Chip | None:
    """Return what is special about a document; None for one that is simply there."""
    translate = QCoreApplication.translate
    if item is not None and item.stage is DocumentStage.DEEPENING:
        share = f" {item.done_pages * 100 // item.total_pages} %" if item.total_pages > 1 else ""
        return Chip(stage_word(item.stage) + share, "accent")
    if item is not None and item.busy:
        return Chip(stage_word(item.stage), "accent")
    if missing:
        return Chip(translate("Library", "Missing"), "danger")
    if entry.summary.stage == "searchable":
        return Chip(stage_word(DocumentStage.SEARCHABLE), "muted")
    if has_problems(entry.summary):
        return Chip(stage_word(DocumentStage.PARTIAL), "warning")
    return None


def chip_explanation(entry: Entry, *, missing: bool) -> str:
    """Return what the chip means, for the tooltip."""
    translate = QCoreApplication.translate
    if missing:
        return translate("Library", "The original is not where it was. What the library keeps still works.")
    if entry.summary.stage == "searchable":
        return translate("Library", "Found by its words already; figures, tables and meaning follow.")
    if has_problems(entry.summary):
        return translate("Library", "Some of it could not be read; the details say what.")
    return ""


def pages(n: int) -> str:
    return QCoreApplication.translate("Library", "%n page(s)", "", n)


def documents(n: int) -> str:
    return QCoreApplication.translate("Library", "%n document(s)", "", n)


def size(n_bytes: int) -> str:
    return QLocale().formattedDataSize(n_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def moment(posix_s: float) -> str:
    """Return "today, 14:05", "yesterday, 09:12" or the date."""
    when = QDateTime.fromSecsSinceEpoch(int(posix_s))
    clock = QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)
    today = QDateTime.fromSecsSinceEpoch(int(time.time())).date()
    days = when.date().daysTo(today)
    if days == 0:
        return QCoreApplication.translate("Library", "today, {time}").format(time=clock)
    if days == 1:
        return QCoreApplication.translate("Library", "yesterday, {time}").format(time=clock)
    return QLocale().toString(when.date(), QLocale.FormatType.LongFormat)


def kind(value: Kind) -> str:
    translate = QCoreApplication.translate
    return {
        Kind.PDF: translate("Library", "PDF"),
        Kind.PICTURE: translate("Library", "Picture"),
        Kind.BOOK: translate("Library", "Book"),
        Kind.WEB_PAGE: translate("Library", "Web page"),
        Kind.TEXT: translate("Library", "Text"),
        Kind.OTHER: translate("Library", "Document"),
    }[value]


def shelf(value: Shelf) -> str:
    translate = QCoreApplication.translate
    return {
        Shelf.ALL: translate("Library", "All documents"),
        Shelf.RECENT: translate("Library", "Recently added"),
        Shelf.MISSING: translate("Library", "Missing originals"),
        Shelf.PROBLEMS: translate("Library", "Problems"),
        Shelf.COLLECTION: translate("Library", "Collections"),
    }[value]


def sorting(value: Sorting) -> str:
    translate = QCoreApplication.translate
    return {
        Sorting.TITLE: translate("Library", "Title"),
        Sorting.ADDED: translate("Library", "Date added"),
        Sorting.PAGES: translate("Library", "Pages"),
        Sorting.SIZE: translate("Library", "Size"),
        Sorting.KIND: translate("Library", "Kind"),
    }[value]


def spoken(entry: Entry, chip: Chip | None) -> str:
    """Return what a screen reader says of a row."""
    parts = [entry.title, kind(entry.kind), pages(entry.summary.n_pages)]
    if chip is not None:
        parts.append(chip.text)
    if entry.title != entry.file_name:
        parts.append(entry.file_name)
    return ", ".join(parts)
