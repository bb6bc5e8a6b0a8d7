"""Folders kept in step with the library: a pass looks at what is there and does what changed.

Nothing is ever removed by it. A document whose file is gone stays, and is said to be missing; when the same bytes turn
up elsewhere, it is told so without being read again.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from quire import read
from quire.errors import InvalidInput, NotFound, QuireError, UnsupportedType
from quire.jobs import Job
from quire.library import reports
from quire.library.gather import gather
from quire.plugins.reading import FileType
from quire.store import DocumentSummary, Stage, Store
from quire.types import IngestReport, IngestStatus, Problem, Source

_WATCHED, _SEEN = "watched-folders", "watched-seen"  # notes in the catalogue
_SETTLED_S = 2.0  # a file that was written to more recently may be half there
_PASSING = frozenset({"storage-full", "removed", "cancelled"})  # failures that say nothing about the file


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder kept in step.

    Attributes:
        collection: Where its documents go; empty for none.
        recursive: Whether folders inside it count.
        paused: Whether passes over all folders leave it out.
    """

    path: str
    collection: str = ""
    recursive: bool = False
    paused: bool = False

    def holds(self, path: str) -> bool:
        """Return whether a file at this path is one of the folder's."""
        inside = Path(path).is_relative_to(self.path)
        return inside and (self.recursive or str(Path(path).parent) == self.path)


@dataclass(frozen=True, slots=True)
class Relinked:
    """A document whose file was found at another place."""

    document_id: str
    old_path: str
    path: str


@dataclass(slots=True)
class FolderSynced:
    """What one pass found and did in a folder.

    Attributes:
        reports: Of files that were added, updated, or could not be.
        relinked: Files that were moved or renamed.
        missing: Documents whose file is gone; they stay as they are.
        waiting: Files that are still being written; the next pass looks again.
        n_unchanged: Files the library holds as they are, further copies included.
        n_others: Files that nothing here reads, and those that failed before and have not changed.
        problems: Why the folder, or a folder in it, could not be looked into: nothing there counts as missing.
    """

    folder: WatchedFolder
    reports: list[IngestReport] = field(default_factory=list)
    relinked: list[Relinked] = field(default_factory=list)
    missing: list[DocumentSummary] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    n_unchanged: int = 0
    n_others: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file that led to no document of its own; `sha256` of a further copy, else empty."""

    size_bytes: int
    modified_ns: int
    sha256: str = ""


class Add(Protocol):
    """`Library.add`."""

    def __call__(
        self, paths: Iterable[Path], *, collection: str, job: Job, on_report: Callable[[IngestReport], None]
    ) -> list[IngestReport]: ...


@dataclass(slots=True)
class _Look:
    """What one folder holds: files with their state, folders that could not be looked into.

    `holders`: the documents whose bytes lie at paths that may have belonged to others.
    """

    done: FolderSynced
    files: dict[str, os.stat_result] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    wanted: dict[str, os.stat_result] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)


class Watching:
    """The watched folders of one library. Thread-safe; one pass at a time.

    Args:
        plugged: Types that readers of plugins read.
        original: Returns a document's source when its very bytes still lie at its path.
    """

    def __init__(
        self, store: Store, plugged: Sequence[FileType], add: Add, original: Callable[[str], Source | None]
    ) -> None:
        self._store = store
        self.plugged = plugged
        self._add = add
        self._original = original
        self._lock = threading.Lock()

    def folders(self) -> list[WatchedFolder]:
        """Return the watched folders by path."""
        return msgspec.json.decode(self._store.meta(_WATCHED) or "[]", type=list[WatchedFolder])

    def add(
        self, folder: Path, *, collection: str = "", recursive: bool = False, paused: bool = False
    ) -> WatchedFolder:
        """Watch a folder, or change how it is watched; the next pass brings its files in.

        Raises:
            InvalidInput: it is no folder, or lies inside the library.
        """
        path = Path(os.path.abspath(folder))
        if not path.is_dir() and not paused:
            raise InvalidInput(f"{path} is no folder", hint="check its name, and that its disk is connected")
        if path.is_relative_to(os.path.abspath(self._store.folder)):
            raise InvalidInput("the library's own folder cannot be watched", hint="choose the folder of your files")
        if collection:
            self._store.create_collection(collection)
        watched = WatchedFolder(str(path), collection, recursive, paused)
        with self._lock:
            self._keep([item for item in self.folders() if item.path != watched.path] + [watched])
        return watched

    def remove(self, folder: Path) -> WatchedFolder:
        """Watch a folder no more; its documents stay. Raises NotFound when it is not watched."""
        path = os.path.abspath(folder)
        with self._lock:
            known = {item.path: item for item in self.folders()}
            if path not in known:
                raise NotFound(f"{path} is not watched", hint="`quire watch list` shows which folders are")
            watched = known.pop(path)
            self._keep(known.values())
        return watched

    def sync(
        self,
        folders: Sequence[Path] = (),
        *,
        job: Job | None = None,
        on_report: Callable[[IngestReport], None] = lambda _: None,
        add: Add | None = None,
    ) -> list[FolderSynced]:
        """Bring the library in step with watched folders, all that are not paused when none is named.

        Args:
            add: Takes the files to be read instead of `Library.add`, for a window that has a queue of its own.

        Raises:
            NotFound: one of them is not watched.
            Cancelled: what was done stays; the next pass goes on.
        """
        job = job or Job()
        with self._lock:
            chosen = self._chosen(folders)
            seen = msgspec.json.decode(self._store.meta(_SEEN) or "{}", type=dict[str, _Seen])
            looks = self._look(chosen, job)
            try:
                for look in looks:
                    self._compare(look, seen, job)
                for look in looks:
                    self._bring_in(look, seen, add or self._add, job, on_report)
            finally:
                self._store.set_meta(_SEEN, msgspec.json.encode(_still_there(seen, looks)).decode())
            for look in looks:
                self._miss(look)
            return [look.done for look in looks]

    def _chosen(self, folders: Sequence[Path]) -> list[WatchedFolder]:
        known = {item.path: item for item in self.folders()}
        paths = [os.path.abspath(folder) for folder in folders]
        paths = paths or [path for path, folder in known.items() if not folder.paused]
        for path in paths:
            if path not in known:
                raise NotFound(f"{path} is not watched", hint="`quire watch add` watches it")
        # A file in two of them belongs to the nearer one.
        return sorted((known[path] for path in paths), key=lambda item: -len(Path(item.path).parts))

    def _look(self, folders: Sequence[WatchedFolder], job: Job) -> list[_Look]:
        looks, taken = list[_Look](), set[str]()
        for folder in folders:
            job.checkpoint()
            job.report("looking", label=folder.path)
            look = _Look(FolderSynced(folder))
            looks.append(look)
            for item in gather([Path(folder.path)], recursive=folder.recursive):
                job.checkpoint()
                path = str(item.path)
                if item.path.is_relative_to(self._store.folder.absolute()) or path in taken:
                    continue
                taken.add(path)
                if item.named:
                    look.closed.append(path)
                    continue
                try:
                    look.files[path] = os.stat(path)
                except OSError:
                    look.done.waiting.append(path)  # it went, or is being put there
            self._doubt(look)
        return looks

    def _doubt(self, look: _Look) -> None:
        """Say when a folder cannot be trusted to show what is in it: its disk may be gone."""
        folder = look.done.folder.path
        for path in look.closed:
            message = f"{path} cannot be reached or looked into; nothing in it counts as missing"
            look.done.problems.append(
                Problem("unreachable", "sniff", message, hint="check that its disk or server is connected")
            )
        if not look.files and not look.closed and any(map(look.done.folder.holds, self._paths())):
            look.closed.append(folder)
            message = f"{folder} is empty, though documents came from it; none of them counts as missing"
            look.done.problems.append(
                Problem("unreachable", "sniff", message, hint="its disk may not be connected; else stop watching it")
            )

    def _paths(self) -> list[str]:
        return [summary.path for summary in self._store.summaries()]

    def _compare(self, look: _Look, seen: dict[str, _Seen], job: Job) -> None:
        """Sort the files of a folder into those that are as they were, were moved, wait, or are to be added."""
        by_path = {summary.path: summary for summary in self._store.summaries()}
        for number, (path, status) in enumerate(look.files.items()):
            job.checkpoint()
            job.report("comparing", done=number, total=len(look.files), unit="files", label=os.path.basename(path))
            known = by_path.get(path)
            if known is not None and (status.st_size, status.st_mtime) == (known.size_bytes, known.modified_at):
                if known.stage is Stage.READY:
                    look.done.n_unchanged += 1
                else:
                    look.wanted[path] = status
            elif known is None and self._settled_before(look, seen.get(path), status):
                continue
            elif 0 <= time.time() - status.st_mtime < _SETTLED_S:
                look.done.waiting.append(path)
            else:
                self._identify(look, path, status, seen)

    def _settled_before(self, look: _Look, seen: _Seen | None, status: os.stat_result) -> bool:
        """Return whether an earlier pass found that this file leads to no document of its own."""
        if seen is None or (seen.size_bytes, seen.modified_ns) != (status.st_size, status.st_mtime_ns):
            return False
        if not seen.sha256:
            look.done.n_others += 1
            return True
        first = self._store.by_sha256(seen.sha256)
        if first is None or self._original(first.id) is None:
            return False  # now it is the only copy
        look.done.n_unchanged += 1
        return True

    def _identify(self, look: _Look, path: str, status: os.stat_result, seen: dict[str, _Seen]) -> None:
        began = time.monotonic()
        try:
            source = read.sniff(Path(path), self.plugged)
        except QuireError as error:
            seen[path] = _Seen(status.st_size, status.st_mtime_ns)
            if isinstance(error, UnsupportedType):
                look.done.n_others += 1
            elif not _unmoved(path, status):
                look.done.waiting.append(path)
                del seen[path]
            else:
                look.done.reports.append(reports.failed(Path(path), error, "sniff", began))
            return
        known = self._store.by_sha256(source.sha256)
        if known is None or known.stage is not Stage.READY:
            look.wanted[path] = status
            return
        look.holders[path] = known.id
        if known.path == path:  # touched, not changed
            self._store.set_path(known.id, path, modified_at=source.modified_at)
            look.done.n_unchanged += 1
        elif self._original(known.id) is None:
            self._store.set_path(known.id, path, modified_at=source.modified_at)
            look.done.relinked.append(Relinked(known.id, known.path, path))
        else:
            seen[path] = _Seen(status.st_size, status.st_mtime_ns, source.sha256)
            look.done.n_unchanged += 1
        if look.done.folder.collection:
            self._store.assign([known.id], look.done.folder.collection)

    def _bring_in(
        self,
        look: _Look,
        seen: dict[str, _Seen],
        add: Add,
        job: Job,
        on_report: Callable[[IngestReport], None],
    ) -> None:
        still = [path for path, status in look.wanted.items() if _unmoved(path, status)]
        look.done.waiting += sorted(set(look.wanted) - set(still))
        if not still:
            return
        paths = [Path(path) for path in still]
        made = add(paths, collection=look.done.folder.collection, job=job, on_report=on_report)
        for report in made:
            if report.status is IngestStatus.UNCHANGED:
                look.done.n_unchanged += 1
                continue
            look.done.reports.append(report)
            failed = report.status is IngestStatus.FAILED and report.path in look.wanted
            if failed and not any(problem.kind in _PASSING for problem in report.problems):
                status = look.wanted[report.path]
                seen[report.path] = _Seen(status.st_size, status.st_mtime_ns)

    def _miss(self, look: _Look) -> None:
        folder = look.done.folder
        look.done.missing = [
            summary
            for summary in self._store.summaries()
            if folder.holds(summary.path)
            and not any(Path(summary.path).is_relative_to(closed) for closed in look.closed)
            and (_gone(summary.path) or look.holders.get(summary.path, summary.id) != summary.id)
        ]

    def _keep(self, folders: Iterable[WatchedFolder]) -> None:
        ordered = sorted(folders, key=lambda item: item.path)
        self._store.set_meta(_WATCHED, msgspec.json.encode(ordered).decode())


def in_a_sentence(done: Sequence[FolderSynced]) -> str:
    """Return what a person should know of a pass besides the files that are read; empty when nothing."""
    parts = [problem.message for item in done for problem in item.problems]
    n_moved = sum(len(item.relinked) for item in done)
    n_missing = sum(len(item.missing) for item in done)
    if n_moved:
        parts.append(f"{n_moved} moved {'file was' if n_moved == 1 else 'files were'} found again")
    if n_missing:
        parts.append(f"{n_missing} {'file is' if n_missing == 1 else 'files are'} missing; what was read of them stays")
    return "; ".join(parts)


def _still_there(seen: dict[str, _Seen], looks: Sequence[_Look]) -> dict[str, _Seen]:
    """Forget files that a folder that could be looked into holds no more."""
    return {
        path: item
        for path, item in seen.items()
        if not any(
            look.done.folder.holds(path) and not look.closed and path not in look.files for look in looks
        )
    }


def _unmoved(path: str, before: os.stat_result) -> bool:
    try:
        now = os.stat(path)
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _gone(path: str) -> bool:
    """Return whether the file is known not to be there, as opposed to not to be seen."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
