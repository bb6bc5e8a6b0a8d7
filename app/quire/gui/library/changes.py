"""What a person changes in the library: in the background, one after another, told to everybody."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from quire.errors import InvalidInput, NotFound, QuireError
from quire.gui.session import Session
from quire.types import Removed

if TYPE_CHECKING:
    from quire.gui.library.entries import Entry
    from quire.library import Library

T = TypeVar("T")
SEPARATOR = "/"  # between the names of a collection and one inside it


@dataclass(frozen=True, slots=True)
class _Change:
    work: Callable[[Library], Any]
    on_done: Callable[[Any], None] | None


class Changes(QObject):
    """Does not wait for adding: short changes have their turn in the lane for reading.

    Signals:
        relinked: Ids of documents whose originals were found.
        failed: A change was refused; what is shown should be read again.
    """

    relinked = Signal(tuple)
    failed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[_Change] = deque()
        self._at_work = False

    def run(self, work: Callable[[Library], T], on_done: Callable[[T], None] | None = None) -> None:
        """Make a change after those before it, then tell that the library changed."""
        self._waiting.append(_Change(work, on_done))
        self._next()

    # documents ---------------------------------------------------------------------------------------------------

    def remove(self, entries: Sequence[Entry]) -> None:
        """Take documents out of the library; Undo brings them back."""
        if not entries:
            return
        ids = tuple(entry.id for entry in entries)
        if len(entries) == 1:
            text = self.tr("Removed “{title}”").format(title=entries[0].title)
        else:
            text = self.tr("Removed %n document(s)", "", len(entries))

        def done(removed: Removed) -> None:
            self._session.undoable.emit(text, lambda: self._bring_back(removed))

        self.run(lambda library: library.remove(ids, undo=True), done)

    def rename(self, document_id: str, title: str) -> None:
        self.run(lambda library: library.rename(document_id, title))

    def relink(self, document_id: str, path: Path, others: Sequence[Entry] = ()) -> None:
        """Say where an original lies now, and look there for other missing ones that lay beside it.

        Args:
            others: Documents whose originals are missing too; the first with this id is the one meant.
        """
        old = next((Path(entry.summary.path) for entry in others if entry.id == document_id), None)
        beside = [entry for entry in others if entry.id != document_id]

        def work(library: Library) -> tuple[str, ...]:
            library.relink(document_id, path)
            return (document_id, *(_relink_beside(library, beside, old, path) if old is not None else ()))

        def done(found: tuple[str, ...]) -> None:
            self.relinked.emit(found)
            if len(found) > 1:
                text = self.tr("%n more original(s) were found beside it.", "", len(found) - 1)
                self._session.message.emit(text, "info")

        self.run(work, done)

    def read_again(self, entries: Sequence[Entry]) -> None:
        """Read originals again, for instance after a page took too long."""
        self._session.add([Path(entry.summary.path) for entry in entries])

    # collections -------------------------------------------------------------------------------------------------

    def assign(self, document_ids: Sequence[str], collection: str, *, taken_from: str = "") -> None:
        """Put documents into a collection, and take them out of another when they are moved."""

        def work(library: Library) -> None:
            library.assign(document_ids, collection)
            if taken_from and taken_from != collection:
                library.unassign(document_ids, taken_from)

        self.run(work)

    def unassign(self, document_ids: Sequence[str], collection: str) -> None:
        """Take documents out of a collection; they stay in the library."""
        text = self.tr("Took %n document(s) out of “{name}”", "", len(document_ids)).format(name=collection)

        def done(_: None) -> None:
            self._session.undoable.emit(text, lambda: self.assign(document_ids, collection))

        self.run(lambda library: library.unassign(document_ids, collection), done)

    def create_collection(self, name: str, document_ids: Sequence[str] = ()) -> None:
        def work(library: Library) -> None:
            library.create_collection(name)
            if document_ids:
                library.assign(document_ids, name)

        self.run(work)

    def rename_collection(self, old: str, new: str) -> None:
        """Rename a collection and with it those inside."""

        def work(library: Library) -> None:
            for name in _family(library, old):
                library.rename_collection(name, new + name[len(old) :])

        self.run(work)

    def delete_collection(self, name: str) -> None:
        """Delete a collection and those inside; the documents stay. Undo makes them again."""

        def work(library: Library) -> dict[str, list[str]]:
            members = {
                one: [row.id for row in library.documents(collection=one)] for one in _family(library, name)
            }
            for one in members:
                library.delete_collection(one)
            return members

        def done(members: dict[str, list[str]]) -> None:
            text = self.tr("Deleted the collection “{name}”; its documents stay").format(name=name)
            self._session.undoable.emit(text, lambda: self._make_again(members))

        self.run(work, done)

    # one after another -------------------------------------------------------------------------------------------

    def _next(self) -> None:
        library = self._session.library
        if self._at_work or not self._waiting or library is None:
            return
        self._at_work = True
        change = self._waiting.popleft()

        def done(result: Any) -> None:
            if change.on_done is not None:
                change.on_done(result)
            self._session.library_changed.emit()

        self._session.tasks.run(
            lambda _job: change.work(library), on_done=done, on_error=self._fail, on_end=self._end, owner=self
        )

    def _end(self) -> None:
        self._at_work = False
        self._next()

    def _fail(self, error: QuireError) -> None:
        self._session.tasks.failed.emit(error)
        self.failed.emit()

    def _bring_back(self, removed: Removed) -> None:
        def done(back: tuple[str, ...]) -> None:
            if self._session.adding is not None:  # what was being read when it was removed goes on
                self._session.adding.resume_unfinished(back)

        self.run(lambda library: library.undo_remove(removed), done)

    def _make_again(self, members: dict[str, list[str]]) -> None:
        def work(library: Library) -> None:
            for name, ids in members.items():
                library.create_collection(name)
                there = {row.id for row in library.documents()}
                library.assign([document_id for document_id in ids if document_id in there], name)

        self.run(work)


def _family(library: Library, name: str) -> list[str]:
    """Return a collection and those inside, the outermost first."""
    inside = name + SEPARATOR
    return [one.name for one in library.collections() if one.name == name or one.name.startswith(inside)]


def _relink_beside(library: Library, entries: Sequence[Entry], old: Path, new: Path) -> list[str]:
    """Try the folder an original was found in for others that lay in or below its old folder."""
    found = []
    for entry in entries:
        path = Path(entry.summary.path)
        if not path.is_relative_to(old.parent):
            continue
        candidate = new.parent / path.relative_to(old.parent)
        try:
            if candidate.is_file():
                library.relink(entry.id, candidate)
                found.append(entry.id)
        except (InvalidInput, NotFound):
            continue
    return found
