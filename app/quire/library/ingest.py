"""From dropped files to searchable, then deepened documents: the straight line of adding.

Two passes over a batch: first every file becomes searchable by its words, then each is read in full and embedded. What
was reached is committed, so a kill at any moment loses at most one page of work.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from quire import embed, read
from quire.errors import (
    Cancelled,
    ModelError,
    ModelMissing,
    PasswordNeeded,
    QuireError,
    UnsupportedType,
)
from quire.jobs import Job
from quire.library.gather import Wanted
from quire.library.pace import Pace
from quire.plugins.contracts import TextEmbedder
from quire.store import DocumentSummary, Stage, Store
from quire.types import (
    Document,
    ElementKind,
    IngestCounts,
    IngestReport,
    IngestStatus,
    Problem,
    Progress,
    Source,
    StageSeconds,
    TextOrigin,
    TokenSet,
    VectorSet,
    document_id_of,
)

AskPassword = Callable[[Path], str | None]
OnReport = Callable[[IngestReport], None]
OnSkip = Callable[[Path], None]


@dataclasses.dataclass(slots=True)
class _Item:
    """One file on its way; filled as it goes."""

    path: Path
    source: Source
    password: str
    replaces: str
    began: float
    searchable_s: float = 0.0
    n_pages: int = 0


class Ingest:
    """Adds a batch of files to a store. One instance per call of `Library.add`.

    Args:
        store: Where documents go.
        pool: Reader processes.
        embedder: Text embedder, or None when no model can run (documents stay searchable by words).
        collection: Collection for the documents; empty for none.
        passwords: Tried in order on encrypted files.
        ask_password: Asked when none of them fits; None or a None result leaves the file failed.
        remember_password: Told which password opened a document.
        keep_picture: Keeps the picture of a page in the library.
    """

    def __init__(
        self,
        store: Store,
        pool: read.ReaderPool,
        embedder: TextEmbedder | None,
        *,
        collection: str = "",
        passwords: Iterable[str] = (),
        ask_password: AskPassword | None = None,
        remember_password: Callable[[str, str], None],
        keep_picture: Callable[[str, int], None],
    ) -> None:
        self._store = store
        self._pool = pool
        self._embedder = embedder
        self._collection = collection
        self._passwords = ("", *passwords)
        self._ask_password = ask_password
        self._remember_password = remember_password
        self._keep_picture = keep_picture

    def run(
        self,
        wanted: Iterable[Wanted],
        *,
        job: Job,
        on_report: OnReport,
        on_skip: OnSkip,
        on_searchable: OnReport,
    ) -> list[IngestReport]:
        """Add every file and return one report per file, in the order they were finished.

        Raises:
            Cancelled: the job was cancelled; what was committed stays and is resumed by the next call.
        """
        reports: list[IngestReport] = []

        def finish(report: IngestReport) -> None:
            reports.append(report)
            on_report(report)

        files = list(wanted)
        waiting: list[_Item] = []
        for number, file in enumerate(files):
            job.checkpoint()
            outcome = self._first_pass(
                file, _first_part(job, number, len(files), file.path.name), on_searchable
            )
            if isinstance(outcome, IngestReport):
                finish(outcome)
            elif outcome is None:
                on_skip(file.path)
            else:
                waiting.append(outcome)
        pace = Pace(n_pages=sum(item.n_pages for item in waiting))
        for item in waiting:
            job.checkpoint()
            finish(self._second_pass(item, job, pace))
        return reports

    # first pass ------------------------------------------------------------------------------------------------

    def _first_pass(self, file: Wanted, job: Job, on_searchable: OnReport) -> _Item | IngestReport | None:
        began = time.monotonic()
        try:
            source = read.sniff(file.path)
        except UnsupportedType as error:
            return _failed(file.path, error, "sniff", began) if file.named else None
        except QuireError as error:
            return _failed(file.path, error, "sniff", began)
        known = self._store.by_sha256(source.sha256)
        if known is not None and known.stage is Stage.READY and not _worth_retrying(known):
            return self._unchanged(file.path, known, began)
        older = self._store.by_path(str(file.path))
        replaces = older.id if older is not None and older.sha256 != source.sha256 else ""
        item = _Item(file.path, source, "", replaces, began)
        try:
            document = self._open(item, job)
            if known is None and not replaces:
                self._store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
                self._place(document.id)
        except Cancelled:
            raise
        except QuireError as error:
            return _failed(file.path, error, "read", began)
        item.searchable_s = time.monotonic() - began
        item.n_pages = len(document.pages)
        on_searchable(_report(item, document, IngestStatus.PARTIAL, [_deepening()], began))
        return item

    def _open(self, item: _Item, job: Job) -> Document:
        """Read the text, trying passwords; sets `item.password` to the one that worked."""
        problem: PasswordNeeded | None = None
        for password in self._passwords:
            try:
                document = read.read_text(self._pool, item.source, password=password, job=job)
            except PasswordNeeded as error:
                problem = error
                continue
            item.password = password
            break
        else:
            document = self._open_by_asking(item, job, problem)
        if item.password:
            self._remember_password(document.id, item.password)
        return document

    def _open_by_asking(self, item: _Item, job: Job, problem: PasswordNeeded | None) -> Document:
        while self._ask_password is not None:
            answer = self._ask_password(item.path)
            if answer is None:
                break
            try:
                document = read.read_text(self._pool, item.source, password=answer, job=job)
            except PasswordNeeded as error:
                problem = error
                continue
            item.password = answer
            return document
        raise problem or PasswordNeeded("the file is locked with a password")

    def _unchanged(self, path: Path, known: DocumentSummary, began: float) -> IngestReport:
        if not Path(known.path).exists():
            self._store.set_path(known.id, str(path))
        self._place(known.id)
        seconds = StageSeconds(searchable=time.monotonic() - began, total=time.monotonic() - began)
        return IngestReport(
            path=str(path),
            status=IngestStatus.UNCHANGED,
            document_id=known.id,
            problems=known.problems,
            counts=IngestCounts(
                pages=known.n_pages,
                elements=known.n_elements,
                tables=known.n_tables,
                figures=known.n_figures,
            ),
            seconds=seconds,
        )

    # second pass -----------------------------------------------------------------------------------------------

    def _second_pass(self, item: _Item, job: Job, pace: Pace) -> IngestReport:
        document_id = document_id_of(item.source.sha256)
        known = self._store.by_sha256(item.source.sha256)
        if known is not None and known.stage is Stage.READY and not _worth_retrying(known):
            return self._unchanged(item.path, known, item.began)  # the same bytes came earlier in this batch
        start = time.monotonic()

        def fold(progress: Progress) -> None:
            eta_s = pace.eta_s(progress.stage, progress.done / max(progress.total, 1), item.n_pages)
            job.report(
                progress.stage,
                done=pace.done_pages(progress.stage, progress.done / max(progress.total, 1), item.n_pages),
                total=pace.n_pages,
                unit="pages",
                label=item.path.name,
                eta_s=eta_s,
            )

        part = job.part(fold)
        try:
            document = read.read_full(
                self._pool,
                item.source,
                password=item.password,
                drafts=self._store.drafts(document_id),
                crops_dir=self._store.crops_dir(document_id),
                job=part,
            )
            read_s = time.monotonic() - start
            document, vectors, tokens, problems, embed_s = self._embed(document, part)
            pace.finished(item.n_pages, read_s=read_s, embed_s=embed_s)
            start = time.monotonic()
            status = self._status(item, problems)
            self._store.put(
                document,
                stage=Stage.READY,
                status=status,
                vectors=vectors,
                tokens=tokens,
                replaces=item.replaces,
            )
            self._place(document.id)
            if item.password:
                for page in document.pages:  # later sessions do not know the password
                    self._keep_picture(document.id, page.number)
        except Cancelled:
            raise
        except QuireError as error:
            if known is not None and known.stage is Stage.SEARCHABLE:
                self._store.remove([document_id])  # a file that could not be read whole is not half there
            return _failed(item.path, error, "read", item.began)
        seconds = StageSeconds(
            searchable=item.searchable_s,
            read=read_s,
            embed=embed_s,
            store=time.monotonic() - start,
            total=time.monotonic() - item.began,
        )
        return dataclasses.replace(_report(item, document, status, problems, item.began), seconds=seconds)

    def _embed(
        self, document: Document, job: Job
    ) -> tuple[Document, list[VectorSet], list[TokenSet], list[Problem], float]:
        """Embed elements, cut sections anew by topic, merge upward. Without a model the words must do."""
        start = time.monotonic()
        problems = list(document.problems)
        try:
            if self._embedder is None:
                raise ModelMissing("no embedding model could run", hint="see `quire doctor`")
            embedded = embed.embed_document(document, self._embedder, job=job)
        except ModelError as error:
            problems.append(
                Problem(error.kind, "embed", f"found by its words only: {error.message}", hint=error.hint)
            )
            return dataclasses.replace(document, problems=tuple(problems)), [], [], problems, 0.0
        document = read.resection(document, embedded.elements)
        sections, whole = embed.merge(document, embedded.elements)
        tokens = [embedded.tokens] if embedded.tokens is not None else []
        vectors = [embedded.elements, sections, whole]
        return document, vectors, tokens, problems, time.monotonic() - start

    def _status(self, item: _Item, problems: list[Problem]) -> IngestStatus:
        if problems:
            return IngestStatus.PARTIAL
        return IngestStatus.UPDATED if item.replaces else IngestStatus.ADDED

    def _place(self, document_id: str) -> None:
        if self._collection:
            self._store.assign([document_id], self._collection)


def _first_part(job: Job, number: int, n_files: int, name: str) -> Job:
    """Return a part of `job` that counts files, since pages are not known before a file was opened."""

    def fold(progress: Progress) -> None:
        pages = f" ({progress.done} of {progress.total} pages)" if progress.total > 1 else ""
        job.report("reading", done=number, total=n_files, unit="files", label=name + pages)

    job.report("reading", done=number, total=n_files, unit="files", label=name)
    return job.part(fold)


def _worth_retrying(known: DocumentSummary) -> bool:
    """Whether reading the same bytes again may go better: a page or model failed for reasons that can pass."""
    passing = {"page-timeout", "reader-crashed", "model-missing", "model-failed", "too-large"}
    return any(problem.kind in passing for problem in known.problems)


def _deepening() -> Problem:
    return Problem("deepening", "read", "searchable by its words; figures, tables and meaning follow")


def _failed(
    path: Path, error: QuireError, stage: str, began: float, *, document_id: str = ""
) -> IngestReport:
    seconds = StageSeconds(total=time.monotonic() - began)
    problem = Problem(error.kind, stage, error.message, hint=error.hint)
    return IngestReport(str(path), IngestStatus.FAILED, document_id, (problem,), seconds=seconds)


def _report(
    item: _Item, document: Document, status: IngestStatus, problems: list[Problem], began: float
) -> IngestReport:
    evidence = [element for element in document.elements if element.kind is not ElementKind.FURNITURE]
    counts = IngestCounts(
        pages=len(document.pages),
        elements=len(evidence),
        tables=sum(element.kind is ElementKind.TABLE for element in evidence),
        figures=sum(element.kind in (ElementKind.FIGURE, ElementKind.IMAGE) for element in evidence),
        ocr_pages=sum(page.text_origin in (TextOrigin.OCR, TextOrigin.MIXED) for page in document.pages),
    )
    seconds = StageSeconds(searchable=item.searchable_s, total=time.monotonic() - began)
    return IngestReport(str(item.path), status, document.id, tuple(problems), counts, seconds)
