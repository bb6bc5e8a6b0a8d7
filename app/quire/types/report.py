"""What happened: problems as data, reports per file, progress of long work."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong and did not stop the rest.

    Attributes:
        kind: Stable name ("password", "broken", "too-large", "page-timeout", …).
        stage: Where: "sniff", "read", "ocr", "segment", "embed", "looking", "store".
        message: One sentence for the person.
        hint: What to do; may be empty.
        page: 1-based page, or None when it concerns the whole file.
    """

    kind: str
    stage: str
    message: str
    hint: str = ""
    page: int | None = None


class IngestStatus(StrEnum):
    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestCounts:
    """What was found in a document; `cut`: elements too long for the embedder, which read their beginning only."""

    pages: int = 0
    elements: int = 0
    tables: int = 0
    figures: int = 0
    ocr_pages: int = 0
    cut: int = 0


@dataclass(frozen=True, slots=True)
class StageSeconds:
    """Wall seconds of one file, from its turn in the queue; the stages overlap when a pool works on them."""

    searchable: float = 0.0  # until lexical search finds it
    read: float = 0.0
    embed: float = 0.0
    store: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of one file. A report with problems never says `added`, `updated` or `unchanged`.

    Raises:
        ValueError: the status contradicts the problems.
    """

    path: str
    status: IngestStatus
    document_id: str = ""
    problems: tuple[Problem, ...] = ()
    counts: IngestCounts = field(default_factory=IngestCounts)
    seconds: StageSeconds = field(default_factory=StageSeconds)

    def __post_init__(self) -> None:
        fine = self.status in (IngestStatus.ADDED, IngestStatus.UPDATED)
        if fine and self.problems:
            raise ValueError(f"a report with problems cannot say {self.status}")
        if self.status in (IngestStatus.FAILED, IngestStatus.PARTIAL) and not self.problems:
            raise ValueError(f"a {self.status} report must name its problem")


@dataclass(frozen=True, slots=True)
class Progress:
    """A sample of how far long work is.

    Attributes:
        stage: What is being done ("reading", "embedding", …).
        done, total: In `unit`; total 0 means not known yet.
        eta_s: Seconds left as measured from the pace so far; None while there is nothing honest to say.
        label: The item at hand, usually a file name.
    """

    stage: str
    done: int = 0
    total: int = 0
    unit: str = ""
    eta_s: float | None = None
    label: str = ""


class DocumentStage(StrEnum):
    """Where one file of a batch stands. The last three are final."""

    WAITING = "waiting"
    READING = "reading"
    SEARCHABLE = "searchable"  # found by its words; waits for its turn to be deepened
    DEEPENING = "deepening"  # figures, tables, text in pictures, meaning
    READY = "ready"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far one file of a batch is.

    Attributes:
        document_id: Empty until the file's content is known.
        done_pages: Pages done in this stage; while deepening, reading and embedding count half a page each.
        total_pages: 0 while it is not known.
        eta_s: Seconds until this stage ends, from the pace measured so far; None while nothing is known.
    """

    path: str
    document_id: str
    stage: DocumentStage
    done_pages: int = 0
    total_pages: int = 0
    eta_s: float | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Documents taken out of the library, as `Library.undo_remove` wants them back.

    Attributes:
        undoable: Whether they can still come back; False when they were deleted at once.
        removed_at: POSIX seconds.
    """

    document_ids: tuple[str, ...]
    removed_at: float
    undoable: bool
