"""What the queue keeps of a drop: the files, how far each is, and what became of all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from quire.types import DocumentProgress, DocumentStage, IngestStatus

_FINAL = frozenset({DocumentStage.READY, DocumentStage.PARTIAL, DocumentStage.FAILED})
_BUSY = frozenset({DocumentStage.READING, DocumentStage.DEEPENING})
_NAMED_KINDS = 4


@dataclass(slots=True, eq=False)
class AddingItem:
    """One file on its way.

    Attributes:
        is_folder: A folder that was not looked into yet.
        growing: Another program still writes to it.
        searchable: Its words can be found already, also while it is looked at once more.
    """

    path: str
    stage: DocumentStage = DocumentStage.WAITING
    document_id: str = ""
    done_pages: int = 0
    total_pages: int = 0
    eta_s: float | None = None
    is_folder: bool = False
    growing: bool = False
    searchable: bool = False

    @property
    def name(self) -> str:
        return Path(self.path).name or self.path

    @property
    def finished(self) -> bool:
        return self.stage in _FINAL

    @property
    def busy(self) -> bool:
        return self.stage in _BUSY

    def take(self, progress: DocumentProgress) -> None:
        """Take over how far the file is; a file that could be searched never goes back behind that."""
        again = self.searchable and progress.stage in (DocumentStage.WAITING, DocumentStage.READING)
        self.stage = DocumentStage.SEARCHABLE if again else progress.stage
        self.searchable = self.searchable or progress.stage is DocumentStage.SEARCHABLE
        self.document_id = progress.document_id or self.document_id
        self.done_pages, self.total_pages = progress.done_pages, progress.total_pages
        self.eta_s = progress.eta_s

    def wait(self) -> None:
        """Go back to waiting, with what was reached kept."""
        self.stage = DocumentStage.SEARCHABLE if self.searchable else DocumentStage.WAITING
        self.done_pages, self.eta_s = 0, None


@dataclass(slots=True)
class Tally:
    """What became of a drop, however many runs it took."""

    counts: Counter[IngestStatus] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)  # by extension
    n_growing: int = 0  # put off until nobody writes to them any more

    def skip(self, path: str) -> None:
        self.skipped[Path(path).suffix.lower()] += 1

    @property
    def noteworthy(self) -> bool:
        """Whether something happened that nobody sees in the library."""
        unseen = (IngestStatus.UNCHANGED, IngestStatus.FAILED)
        return self.empty or bool(self.skipped) or any(self.counts[status] for status in unseen)

    @property
    def empty(self) -> bool:
        return not (self.counts.total() or self.skipped or self.n_growing)

    def words(self) -> str:
        """Return "12 added, 200 unchanged.", and what was passed over."""
        return f"{self.counted()}. {self._words_for_skipped()}".strip(" .") + "."

    def counted(self) -> str:
        """Return "12 added, 200 unchanged"."""
        if self.empty:
            return QCoreApplication.translate("Adding", "There was nothing to add")
        return ", ".join(
            text for text in (_counted(status, self.counts[status]) for status in IngestStatus) if text
        )

    def _words_for_skipped(self) -> str:
        if not self.skipped:
            return ""
        kinds = ", ".join(kind or _nameless() for kind, _ in self.skipped.most_common(_NAMED_KINDS))
        if len(self.skipped) > _NAMED_KINDS:
            kinds += ", …"
        text = QCoreApplication.translate(
            "Adding",
            "%n file(s) of the folder are of kinds Quire does not read ({kinds}).",
            "",
            self.skipped.total(),
        )
        return text.format(kinds=kinds)


@dataclass(slots=True, eq=False)
class Batch:
    """Files that are added together.

    Attributes:
        given: What is to be added; used until the items are listed.
        named: Paths the person gave.
        found: Files found in folders; those nothing here reads are no failure.
        skipped: Files the person took out again.
        items: By absolute path; those that are finished leave.
        listed: The folders were looked into: `items` holds every file.
        urgent: Goes before what is only being deepened.
        quiet: Left over from the last session; nobody is asked or told about it.
    """

    given: tuple[Path, ...]
    collection: str = ""
    urgent: bool = True
    quiet: bool = False
    named: frozenset[str] = frozenset()
    found: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    items: dict[str, AddingItem] = field(default_factory=dict)
    listed: bool = False
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.named = frozenset(str(path) for path in self.given)

    @property
    def n_left(self) -> int:
        return len(self.items) if self.listed else max(len(self.given), len(self.items))

    @property
    def paths(self) -> tuple[Path, ...]:
        """What is still to be added."""
        return tuple(Path(path) for path in self.items) if self.listed else self.given

    def item(self, path: str) -> AddingItem:
        """Return the item of a path; a new one when there is none, noted as found when nobody named it."""
        item = self.items.get(path)
        if item is None:
            item = self.items[path] = AddingItem(path)
            if path not in self.named:
                self.found.add(path)
        return item


def _counted(status: IngestStatus, n: int) -> str:
    if not n:
        return ""
    translate = QCoreApplication.translate
    if status is IngestStatus.ADDED:
        return translate("Adding", "%n added", "", n)
    if status is IngestStatus.UNCHANGED:
        return translate("Adding", "%n unchanged", "", n)
    if status is IngestStatus.UPDATED:
        return translate("Adding", "%n updated", "", n)
    if status is IngestStatus.PARTIAL:
        return translate("Adding", "%n added with problems", "", n)
    return translate("Adding", "%n failed", "", n)


def _nameless() -> str:
    return QCoreApplication.translate("Adding", "no extension")
