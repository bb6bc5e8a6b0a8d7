"""From dropped files to searchable, then deepened documents: the straight line of adding.

Two passes over a batch: first every file becomes searchable by its words, then each is read in full and embedded. What
was reached is committed, so a kill at any moment loses at most one page of work.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from quire import embed, read
from quire.errors import (
    Cancelled,
    ModelError,
    ModelMissing,
    NotFound,
    PluginError,
    QuireError,
    StorageFull,
    UnsupportedType,
)
from quire.jobs import Job
from quire.library import reports
from quire.library.following import FileProgress, OnProgress
from quire.library.gather import Wanted
from quire.library.opening import Opener
from quire.library.pace import Pace
from quire.plugins.contracts import TextEmbedder
from quire.store import DocumentSummary, Stage, Store
from quire.types import (
    Document,
    DocumentStage,
    IngestReport,
    IngestStatus,
    Problem,
    Progress,
    Source,
    StageSeconds,
    TokenSet,
    VectorSet,
    document_id_of,
)

OnReport = Callable[[IngestReport], None]
OnSkip = Callable[[Path], None]


class RemovedMeanwhile(QuireError):
    """The person removed the document while it was being read."""

    kind = "removed"


@dataclasses.dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of what; see `Library.add`."""

    on_report: OnReport
    on_skip: OnSkip
    on_searchable: OnReport
    on_progress: OnProgress


@dataclasses.dataclass(slots=True)
class _Item:
    """One file on its way; filled as it goes."""

    path: Path
    source: Source
    replaces: str
    began: float
    progress: FileProgress
    password: str = ""
    searchable_s: float = 0.0
    n_pages: int = 0
    in_library: bool = False  # from the first pass on; a document that vanishes afterwards was removed

    @property
    def document_id(self) -> str:
        return document_id_of(self.source.sha256)


@dataclasses.dataclass(frozen=True, slots=True)
class _Embedded:
    """A document cut into sections anew, with its vectors; `n_cut` as in `quire.embed`."""

    document: Document
    vectors: Sequence[VectorSet]
    tokens: Sequence[TokenSet]
    problems: Sequence[Problem]
    seconds: float
    n_cut: int


class Ingest:
    """Adds a batch of files to a store. One instance per call of `Library.add`.

    Args:
        store: Where documents go.
        pool: Reader processes.
        embedders: Returns the text embedders a document gets vectors of, the first one the library is searched by;
            none when no model can run (documents stay searchable by words).
        opener: Reads texts, with passwords.
        collection: Collection for the documents; empty for none.
        keep_picture: Keeps the picture of a page in the library.
        look: Gives a document's pictures vectors; what goes wrong there is told as a problem.
    """

    def __init__(
        self,
        store: Store,
        pool: read.ReaderPool,
        embedders: Callable[[], Sequence[TextEmbedder]],
        opener: Opener,
        listeners: Listeners,
        *,
        collection: str = "",
        keep_picture: Callable[[str, int], None],
        look: Callable[[Document, Job], embed.Pictured],
    ) -> None:
        self._store = store
        self._pool = pool
        self._embedders = embedders
        self._opener = opener
        self._listeners = listeners
        self._collection = collection
        self._keep_picture = keep_picture
        self._look = look
        self._full: StorageFull | None = None  # once set, nothing more is tried
        self._reports: list[IngestReport] = []

    def run(self, wanted: Iterable[Wanted], job: Job) -> list[IngestReport]:
        """Add every file and return one report per file, in the order they were finished.

        When no space is left, what was finished stays, and every other file is reported failed for that reason.

        Raises:
            Cancelled: the job was cancelled; what was committed stays and is resumed by the next call.
        """
        files = list(wanted)
        followed = [FileProgress(file.path, self._listeners.on_progress) for file in files]
        waiting: list[_Item] = []
        for number, (file, progress) in enumerate(zip(files, followed, strict=True)):
            job.checkpoint()
            part = _first_part(job, number, len(files), file.path.name, progress)
            outcome = self._first_pass(file, progress, part)
            if isinstance(outcome, IngestReport):
                self._finish(outcome, progress)
            elif outcome is None:
                self._listeners.on_skip(file.path)
            else:
                waiting.append(outcome)
        pace = Pace(n_pages=sum(item.n_pages for item in waiting))
        for item in waiting:
            job.checkpoint()
            self._finish(self._second_pass(item, job, pace), item.progress)
        return self._reports

    def _finish(self, report: IngestReport, progress: FileProgress) -> None:
        self._reports.append(report)
        progress.end(report)
        self._listeners.on_report(report)

    # first pass ------------------------------------------------------------------------------------------------

    def _first_pass(self, file: Wanted, progress: FileProgress, job: Job) -> _Item | IngestReport | None:
        began = time.monotonic()
        if self._full is not None:
            return reports.failed(file.path, self._full, "store", began)
        progress.enter(DocumentStage.READING)
        stage = "sniff"
        try:
            source = read.sniff(file.path, self._pool.readers.plugged)
            progress.document_id = document_id_of(source.sha256)
            stage = "read"
            known = self._store.by_sha256(source.sha256)
            if known is not None and self._stands(known, source):
                return self._unchanged(file.path, known, began)
            return self._make_searchable(file, source, known, progress, job, began)
        except Cancelled:
            raise
        except UnsupportedType as error:
            if stage == "sniff" and not file.named:
                return None
            return reports.failed(file.path, error, stage, began)
        except QuireError as error:
            return self._failed(file.path, error, stage, began)

    def _make_searchable(
        self,
        file: Wanted,
        source: Source,
        known: DocumentSummary | None,
        progress: FileProgress,
        job: Job,
        began: float,
    ) -> _Item:
        older = self._store.by_path(str(file.path))
        replaces = older.id if older is not None and older.sha256 != source.sha256 else ""
        item = _Item(file.path, source, replaces, began, progress)
        document, item.password = self._opener.open(source, job)
        if known is None and not replaces:
            self._store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
            self._place(document.id)
        item.in_library = known is not None or not replaces
        item.searchable_s = time.monotonic() - began
        item.n_pages = len(document.pages)
        progress.enter(DocumentStage.SEARCHABLE, done=item.n_pages, total=item.n_pages)
        self._listeners.on_searchable(reports.deepening(file.path, document, searchable_s=item.searchable_s))
        return item

    def _stands(self, known: DocumentSummary, source: Source) -> bool:
        """Tell whether a document need not be read again: nothing failed, and who reads it now read it then.

        What a plugin read stands also when that plugin is gone, and Quire's own reader would read less of it.
        """
        if known.stage is not Stage.READY or reports.worth_retrying(known):
            return False
        reader = self._pool.readers.name_of(source.media_type)
        plugged = bool(self._pool.file_of(source).target)
        same_name = known.reader.partition("/")[0] == reader.partition("/")[0]
        return known.reader == reader or not (plugged or same_name)

    def _unchanged(self, path: Path, known: DocumentSummary, began: float) -> IngestReport:
        if not os.path.exists(known.path):  # also when its place may not be looked at
            self._store.set_path(known.id, str(path))
        self._place(known.id)
        return reports.unchanged(path, known, began)

    # second pass -----------------------------------------------------------------------------------------------

    def _second_pass(self, item: _Item, job: Job, pace: Pace) -> IngestReport:
        if self._full is not None:
            return reports.failed(item.path, self._full, "store", item.began, document_id=item.document_id)
        known = None
        try:
            known = self._store.by_sha256(item.source.sha256)
            if known is not None and self._stands(known, item.source):
                return self._unchanged(
                    item.path, known, item.began
                )  # the same bytes came earlier in this batch
            item.progress.enter(DocumentStage.DEEPENING, total=item.n_pages)
            return self._deepen(item, _second_part(item, job, pace), pace)
        except Cancelled:
            raise
        except QuireError as error:
            if known is not None and known.stage is Stage.SEARCHABLE and not isinstance(error, StorageFull):
                with contextlib.suppress(NotFound):  # a file that could not be read whole is not half there
                    self._store.remove([item.document_id])
            return self._failed(item.path, error, "read", item.began)

    def _deepen(self, item: _Item, job: Job, pace: Pace) -> IngestReport:
        start = time.monotonic()
        self._check_wanted(item)
        document = read.read_full(
            self._pool,
            item.source,
            password=item.password,
            drafts=self._store.drafts(item.document_id),
            crops_dir=self._store.crops_dir(item.document_id),
            job=job,
            on_page=self._checking(item),
        )
        read_s = time.monotonic() - start
        made = self._embed(document, job)
        document = made.document
        start = time.monotonic()
        seen = self._look(document, job)
        embed_s = made.seconds + time.monotonic() - start
        vectors = made.vectors if seen.vectors is None else (*made.vectors, seen.vectors)
        problems = (*made.problems, *seen.problems)
        document = dataclasses.replace(document, problems=problems)
        pace.finished(item.n_pages, read_s=read_s, embed_s=embed_s)
        start = time.monotonic()
        self._check_wanted(item)
        report = reports.finished(item.path, document, problems, StageSeconds(), updated=bool(item.replaces))
        self._store.put(
            document,
            stage=Stage.READY,
            status=report.status,
            vectors=vectors,
            tokens=made.tokens,
            replaces=item.replaces,
        )
        self._place(document.id)
        if item.password:
            self._keep_pages(document)
        now = time.monotonic()
        seconds = StageSeconds(
            searchable=item.searchable_s,
            read=read_s,
            embed=embed_s,
            store=now - start,
            total=now - item.began,
        )
        counts = dataclasses.replace(report.counts, cut=made.n_cut)
        return dataclasses.replace(report, counts=counts, seconds=seconds)

    def _embed(self, document: Document, job: Job) -> _Embedded:
        """Embed elements, cut sections anew by topic, merge upward. Without a model the words must do."""
        start = time.monotonic()
        problems = document.problems
        try:
            embedders = self._embedders()
            if not embedders:
                raise ModelMissing("no embedding model could run", hint="see `quire doctor`")
            embedded = embed.embed_document(document, embedders[0], job=job)
        except (ModelError, PluginError) as error:
            message = f"found by its words only: {error.message}"
            problems = (*problems, Problem(error.kind, "embed", message, hint=error.hint))
            return _Embedded(dataclasses.replace(document, problems=problems), (), (), problems, 0.0, 0)
        document = read.resection(document, embedded.elements)
        vectors, tokens = list[VectorSet](), list[TokenSet]()
        for made in (embedded, *_embedded_also(document, embedders[1:], job)):
            vectors += (made.elements, *embed.merge(document, made.elements))
            tokens += () if made.tokens is None else (made.tokens,)
        return _Embedded(document, vectors, tokens, problems, time.monotonic() - start, embedded.n_cut)

    def _keep_pages(self, document: Document) -> None:
        """Keep pictures of all pages: later sessions do not know the password."""
        try:
            for page in document.pages:
                self._keep_picture(document.id, page.number)
        except StorageFull as error:  # the document itself is stored; the next one fails for this reason
            self._full = error

    def _checking(self, item: _Item) -> Callable[[int], None]:
        """Return what to call after each page: ends the reading of a document that was removed meanwhile."""
        seen = [self._store.generation]

        def check(_: int) -> None:
            if self._store.generation != seen[0]:
                seen[0] = self._store.generation
                self._check_wanted(item)

        return check

    def _check_wanted(self, item: _Item) -> None:
        if item.in_library and self._store.by_sha256(item.source.sha256) is None:
            raise RemovedMeanwhile(
                "it was removed from the library while it was being read", hint="add it again to have it back"
            )

    def _failed(self, path: Path, error: QuireError, stage: str, began: float) -> IngestReport:
        if isinstance(error, StorageFull):
            self._full = error
            stage = "store"
        return reports.failed(path, error, stage, began)

    def _place(self, document_id: str) -> None:
        if self._collection:
            self._store.assign([document_id], self._collection)


def _embedded_also(
    document: Document, embedders: Sequence[TextEmbedder], job: Job
) -> Iterator[embed.Embedded]:
    """Embed a document for spaces that are being filled; what fails is left to whoever fills them."""
    for embedder in embedders:
        with contextlib.suppress(ModelError, PluginError):
            yield embed.embed_document(document, embedder, job=job.part(lambda _: None))


def _first_part(job: Job, number: int, n_files: int, name: str, progress: FileProgress) -> Job:
    """Return a part of `job` that counts files, since pages are not known before a file was opened."""

    def fold(done: Progress) -> None:
        pages = f" ({done.done} of {done.total} pages)" if done.total > 1 else ""
        job.report("reading", done=number, total=n_files, unit="files", label=name + pages)
        progress.pages(done.done, done.total)

    job.report("reading", done=number, total=n_files, unit="files", label=name)
    return job.part(fold)


def _second_part(item: _Item, job: Job, pace: Pace) -> Job:
    """Return a part of `job` that counts the pages of the whole batch; each is read and embedded."""

    def fold(done: Progress) -> None:
        if done.stage == embed.LOOKING:  # comes last, and is counted by itself
            job.report(done.stage, done=done.done, total=done.total, unit=done.unit, label=item.path.name)
            return
        share = done.done / max(done.total, 1)
        job.report(
            done.stage,
            done=pace.done_pages(done.stage, share, item.n_pages),
            total=pace.n_pages,
            unit="pages",
            label=item.path.name,
            eta_s=pace.eta_s(done.stage, share, item.n_pages),
        )
        item.progress.pages(
            pace.own_pages(done.stage, share, item.n_pages),
            item.n_pages,
            eta_s=pace.own_eta_s(done.stage, share, item.n_pages),
        )

    return job.part(fold)
