"""Documents of another library, or of a backup, into this one: as they were read and embedded where that still fits,
else by reading their files again.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from quire.embed import token_space_id
from quire.errors import Cancelled, InvalidInput, NotFound, QuireError
from quire.jobs import Job
from quire.library import reports
from quire.library.backing_up import unpack_whole
from quire.library.places import clear, writing_to
from quire.library.serving import same
from quire.plugins.contracts import TextEmbedder, TokenEmbedder
from quire.store import DocumentSummary, Stage, Store
from quire.types import (
    Document,
    EmbeddingSpace,
    IngestReport,
    IngestStatus,
    StageSeconds,
    TokenSet,
    VectorSet,
)

OnReport = Callable[[IngestReport], None]
_LEVELS = ("element", "section", "document")
_CATALOGUE = "catalogue.sqlite"


class Add(Protocol):
    """`Library.add`."""

    def __call__(self, paths: Sequence[Path], *, job: Job, on_report: OnReport) -> list[IngestReport]: ...


class BringingIn:
    """Takes documents over into one library.

    Args:
        embedders: What a new document is embedded with; see `TextSpaces.targets`.
        reader_of: Name and version of what reads a media type today.
        add: Reads a file anew.
    """

    def __init__(
        self,
        store: Store,
        embedders: Callable[[], Sequence[TextEmbedder]],
        reader_of: Callable[[str], str],
        add: Add,
    ) -> None:
        self._store = store
        self._embedders = embedders
        self._reader_of = reader_of
        self._add = add
        self._lock = threading.Lock()

    def run(self, source: Path, job: Job, on_report: OnReport) -> list[IngestReport]:
        """Bring in every document of a closed library's folder or of a backup; one report each.

        A document is taken as it stands when it was read by today's reader and embedded in the spaces of this
        library; else its file is read again; when that is gone too, it is reported failed. Titles and collections
        come along; what the library already holds is only put into its collections.

        Raises:
            InvalidInput: neither a library nor a backup, or the library itself.
            LibraryHeld: the other library is open.
            LibraryError: a newer Quire made it.
            Cancelled: what was brought in stays; the next call goes on.
        """
        with self._lock, self._opened(source, job) as other:
            summaries, made = other.summaries(), list[IngestReport]()
            for number, summary in enumerate(summaries):
                job.checkpoint()
                name = Path(summary.path).name
                job.report("bringing in", done=number, total=len(summaries), unit="documents", label=name)
                report = self._bring(other, summary, job)
                made.append(report)
                on_report(report)
            return made

    def _bring(self, other: Store, summary: DocumentSummary, job: Job) -> IngestReport:
        began = time.monotonic()
        path = Path(summary.path)
        try:
            known = self._store.by_sha256(summary.sha256)
            if known is not None and known.stage is Stage.READY:
                report = reports.unchanged(path, known, began)
            else:
                report = self._take(other, summary, began) or self._read_again(summary, job, began)
            if report.document_id and self._store.by_sha256(summary.sha256) is not None:
                for name in summary.collections:
                    self._store.assign([report.document_id], name)
            return report
        except Cancelled:
            raise
        except QuireError as error:
            return reports.failed(path, error, "store", began)

    def _take(self, other: Store, summary: DocumentSummary, began: float) -> IngestReport | None:
        """Take a document as it stands; None when it would not be what reading it today gives."""
        if summary.stage is not Stage.READY or summary.reader != self._reader_of(summary.media_type):
            return None
        document = other.document(summary.id)
        embedders = self._embedders()
        vectors, tokens = list[VectorSet](), list[TokenSet]()
        for embedder in embedders:
            theirs = _same_space(other, embedder.space)
            found = [] if theirs is None else _vectors(other, theirs, document, embedder.space)
            if theirs is None or (summary.n_elements and not found):
                return None
            vectors += found
            tokens += _tokens(other, theirs, document, embedder)
        if not embedders:
            return None
        taken = {embedder.space.id for embedder in embedders}
        for space in self._store.spaces():  # of pictures
            theirs = None if space.id in taken else _same_space(other, space)
            if theirs is not None:
                vectors += _vectors(other, theirs, document, space)
        self._copy_pictures(other, document)
        status = IngestStatus.PARTIAL if document.problems else IngestStatus.ADDED
        self._store.put(document, stage=Stage.READY, status=status, vectors=vectors, tokens=tokens)
        seconds = StageSeconds(total=time.monotonic() - began)
        return reports.finished(Path(summary.path), document, document.problems, seconds, updated=False)

    def _read_again(self, summary: DocumentSummary, job: Job, began: float) -> IngestReport:
        path = Path(summary.path)
        if not _has_bytes(path, summary):
            raise NotFound(
                "it was read or embedded otherwise than is done today, and its file is not where it was",
                hint="put the file back and add it, or open the other library with --library",
            )
        (report,) = self._add([path], job=job.part(lambda _: None), on_report=lambda _: None)
        total = replace(report.seconds, total=time.monotonic() - began)
        return replace(report, seconds=total)

    def _copy_pictures(self, other: Store, document: Document) -> None:
        folder = self._store.crops_dir(document.id)
        for element in document.elements:
            if element.image:
                with suppress(NotFound), writing_to(folder):  # what was lost there is lost
                    (folder / Path(element.image).name).write_bytes(other.crop(element.image))
        for page in document.pages:
            picture = other.page_picture(document.id, page.number)
            if picture is not None:
                self._store.keep_page_picture(document.id, page.number, picture)

    @contextmanager
    def _opened(self, source: Path, job: Job) -> Iterator[Store]:
        if source.is_dir():
            if not (source / _CATALOGUE).is_file():
                raise InvalidInput(f"there is no library in {source}")
            if source.resolve() == self._store.folder.resolve():
                raise InvalidInput("this is the library itself", hint="name another library, or a backup")
            with Store.open(source) as other:
                yield other
            return
        draft = self._store.folder / ".importing"
        clear(draft)  # left by a kill
        try:
            unpack_whole(source, draft, job)
            with Store.open(draft) as other:
                yield other
        finally:
            clear(draft)


def _same_space(other: Store, space: EmbeddingSpace) -> EmbeddingSpace | None:
    return next((item for item in other.spaces() if same(item, space)), None)


def _vectors(
    other: Store, theirs: EmbeddingSpace, document: Document, ours: EmbeddingSpace
) -> list[VectorSet]:
    found = list[VectorSet]()
    for level in _LEVELS:
        ids, rows = other.vectors(theirs.id, level, document_ids=[document.id])
        if ids:
            found.append(VectorSet(ours.id, level, tuple(ids), ours.dim, rows.astype("<f4").tobytes()))
    return found


def _tokens(
    other: Store, theirs: EmbeddingSpace, document: Document, embedder: TextEmbedder
) -> list[TokenSet]:
    if not isinstance(embedder, TokenEmbedder):
        return []
    ids = [element.id for element in document.elements]
    found = other.tokens(token_space_id(theirs.id, embedder.token_dim), ids)
    space_id = token_space_id(embedder.space.id, embedder.token_dim)
    return [replace(found, space_id=space_id)] if found.ids else []


def _has_bytes(path: Path, summary: DocumentSummary) -> bool:
    try:
        if path.stat().st_size != summary.size_bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == summary.sha256
    except OSError:
        return False
