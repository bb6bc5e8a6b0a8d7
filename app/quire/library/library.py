"""`Library`: one method per thing a person can do. Both doors, the window and the command line, call only this."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from quire import read
from quire.errors import LibraryError, NotFound, QuireError, StorageFull
from quire.jobs import Job
from quire.library.asking import Asking, OnResults
from quire.library.bringing_in import BringingIn
from quire.library.collecting import Collecting
from quire.library.conversing import Conversing
from quire.library.embedding import Embedding
from quire.library.following import OnProgress
from quire.library.gather import gather
from quire.library.ingest import Ingest, Listeners, OnReport, OnSkip
from quire.library.judges import chosen_judge
from quire.library.keeping_safe import KeepingSafe
from quire.library.looking import Looking
from quire.library.opening import AskPassword, Opener
from quire.library.pictures import PagePictures
from quire.library.plugged import plugin_manager
from quire.library.printing import Printing
from quire.library.roles import Roles
from quire.library.seeing import Seeing
from quire.library.serving import TextSpaces
from quire.library.switching import Switching
from quire.library.viewing import Viewing
from quire.library.watching import Watching
from quire.models import ModelHost
from quire.models.shelf import Shelf
from quire.plugins.contracts import Generator, ImageEmbedder, Reranker
from quire.plugins.loading import PluginManager
from quire.plugins.telling import Teller
from quire.settings import Settings
from quire.store import DocumentSummary, Stage, Store
from quire.types import (
    Answer,
    Box,
    IngestReport,
    IngestStatus,
    Problem,
    Query,
    Removed,
    SearchResult,
)


def _nothing() -> None:
    """Mark the end of the queue: what was submitted before has run when this has."""


def _ignore(_: object) -> None:
    """Callback for callers that do not listen."""


class Library(Looking, Collecting, Conversing, Embedding, KeepingSafe, AbstractContextManager["Library"]):
    """An open library. Methods may be called from any thread; adding and removing go one after another.

    Opening is cheap: reader processes, models and the vector index start when first needed.
    """

    def __init__(
        self,
        store: Store,
        pool: read.ReaderPool,
        host: ModelHost,
        settings: Settings,
        plugins: PluginManager | None = None,
    ) -> None:
        self.plugins = plugins or plugin_manager(settings)
        self._store = store
        self._pool = pool
        self._host = host
        self.models = Shelf.of(settings, self.plugins)
        self.roles = Roles(self.models, host, settings)
        self._writing = threading.Lock()
        self.seeing = Seeing(store, self.roles.images)
        self._spaces = TextSpaces(store, self.roles.embedder_named, self.roles.dimensions_of, self.wanted)
        self._switching = Switching(store, self._spaces, self._writing)
        self._passwords: dict[str, str] = {}
        self.pictures = PagePictures(store, pool, self._passwords)
        self.printing = Printing(store, pool, self.pictures)
        self.watching = Watching(store, pool.readers.plugged, self.add, self.pictures.original)
        self._bringing_in = BringingIn(store, self._spaces.targets, pool.readers.name_of, self.add)
        self._viewing = Viewing(store, pool, self.pictures, self._passwords)
        self._afterwards = ThreadPoolExecutor(1, thread_name_prefix="keep-pictures")
        self._teller = Teller(self._tell_of)
        judge = chosen_judge(settings.search.rerank_mode, self.reranker, self.generator)
        self._asking = Asking(
            store, pool, self.near_embedder, self.pictures, self._afterwards, serving=self._spaces.serving,
            images=self.seeing.images, judge=judge, looker=self.roles.picture_reranker,
            rerank_budget_s=settings.search.rerank_budget_s, generator=self.generator, manner=settings.answer,
        )

    @classmethod
    def open(cls, folder: Path, *, settings: Settings) -> Library:
        """Open the library in `folder`, making it when it does not exist.

        Raises:
            LibraryHeld: another process has it open.
            LibraryDamaged: its catalogue fails its checks.
            StorageFull: the folder cannot be written.
        """
        opened_at = time.time()
        store = Store.open(folder)
        plugins = plugin_manager(settings)
        pool = read.ReaderPool(
            n_processes=settings.reading.processes,
            page_timeout_s=settings.reading.page_timeout_s,
            memory_limit_mb=settings.reading.memory_limit_mb,
            ocr=settings.reading.ocr,
            layout="never" if settings.reading.layout == "off" else settings.reading.layout,
            readers=read.Readers(plugins.readers()),
        )
        host = ModelHost(
            threads=settings.models.threads,
            gpu=settings.models.gpu == "auto",
            context_tokens=settings.models.context_tokens,
        )
        library = cls(store, pool, host, settings, plugins)
        library._afterwards.submit(
            store.purge, before=opened_at
        )  # left behind when the last session was killed
        return library

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish keeping pictures, purge what was removed, end the child processes and release the library's lock."""
        if not self._teller.close():
            self.plugins.leave_behind()
        self._afterwards.shutdown(wait=True)
        self._pool.close()
        self._host.close()
        with contextlib.suppress(QuireError):  # what could not be purged now is purged by the next session
            self._store.purge()
        self._store.close()

    def finish_keeping(self) -> None:
        """Wait until the pictures of cited pages are kept; they are made after the answer was given."""
        self._afterwards.submit(_nothing).result()

    @property
    def folder(self) -> Path:
        return self._store.folder

    @property
    def store(self) -> Store:
        """The store, for reading what a view shows; every change goes through methods of this class."""
        return self._store

    @property
    def host(self) -> ModelHost:
        return self._host

    @property
    def pool(self) -> read.ReaderPool:
        return self._pool

    def warm_up(self) -> None:
        """Start and load what questions need, without waiting for it."""
        self._start_processes()
        self.roles.prewarm()
        self._afterwards.submit(self._warm_index)

    def _start_processes(self) -> None:
        self._pool.prewarm()
        self._host.prewarm()

    def _warm_index(self) -> None:
        with contextlib.suppress(QuireError):  # told to whoever searches
            self._asking.prepare()
            self._store.warm()
            self.seeing.warm_up()

    # adding and removing ---------------------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[Path],
        *,
        recursive: bool = False,
        collection: str = "",
        passwords: Sequence[str] = (),
        ask_password: AskPassword | None = None,
        job: Job | None = None,
        on_report: OnReport = _ignore,
        on_skip: OnSkip = _ignore,
        on_searchable: OnReport = _ignore,
        on_progress: OnProgress = _ignore,
    ) -> list[IngestReport]:
        """Add files and the files of folders; return one report per file.

        Args:
            recursive: Enter folders inside the given folders.
            collection: Collection to put them in, made when it does not exist.
            passwords: Tried in order on encrypted files.
            ask_password: Called for a file none of them opens; may return None to give up.
            job: Progress out, pause and cancel in.
            on_report: Called for each finished file.
            on_skip: Called for files of folders that nothing here reads.
            on_searchable: Called when a file can be found by its words, before figures, tables and meaning follow.
            on_progress: Called for every change of a file's stage, and at most ten times a second for its pages.
                All callbacks come in the thread that adds.

        When no space is left, what was finished stays, and the rest is reported failed for that reason.

        Raises:
            Cancelled: the job was cancelled; call again with the same paths to go on where it stood.
            StorageFull: not even the collection could be made.
        """
        job = job or Job()
        with self._writing:
            if collection:
                self._store.create_collection(collection)
            ingest = Ingest(
                self._store,
                self._pool,
                self._spaces.targets,
                Opener(self._pool, passwords, ask_password, self._passwords.__setitem__),
                Listeners(on_report, on_skip, on_searchable, on_progress),
                collection=collection,
                keep_picture=self.pictures.keep,
                look=self.seeing.look,
            )
            self._start_processes()
            reports = ingest.run(gather(paths, recursive=recursive), job)
            with contextlib.suppress(StorageFull, LibraryError):  # `verify` tells; searches are exact meanwhile
                self._store.mend_index(job)
        self._tell_plugins(reports)
        return reports

    def _tell_plugins(self, reports: Sequence[IngestReport]) -> None:
        for report in reports:
            if report.status in (IngestStatus.ADDED, IngestStatus.UPDATED, IngestStatus.PARTIAL):
                self._teller.document_added(report.document_id, report.path)

    def _tell_of(self, document_id: str, path: str) -> None:
        self.plugins.document_added(document_id, path)

    def unfinished(self) -> list[DocumentSummary]:
        """Return documents that so far are found by their words only, to be deepened by adding their path again."""
        return [summary for summary in self._store.summaries() if summary.stage is Stage.SEARCHABLE]

    def remove(self, document_ids: Sequence[str], *, undo: bool = False) -> Removed:
        """Forget documents and everything made from them. Originals are never touched.

        Args:
            undo: They leave every view and search at once, but can come back by `undo_remove` until `purge_removed`
                or the library is closed. Does not wait for adding to end.

        Raises:
            NotFound: one of them is not in the library; nothing is removed then.
        """
        ids = tuple(dict.fromkeys(document_ids))
        if undo:
            return Removed(ids, self._store.put_away(ids), undoable=True)
        with self._writing:
            self._store.remove(ids)
        for document_id in ids:
            self._passwords.pop(document_id, None)
        return Removed(ids, time.time(), undoable=False)

    def undo_remove(self, removed: Removed) -> tuple[str, ...]:
        """Bring removed documents back as they were; returns the ids of those that came back.

        Raises:
            NotFound: it is too late for all of them.
        """
        back = self._store.bring_back(removed.document_ids)
        if not back and removed.document_ids:
            raise NotFound("what was removed cannot be brought back any more", hint="add the files again")
        return back

    def purge_removed(self) -> int:
        """Delete for good what was removed and could still come back; returns how many documents that were."""
        return self._store.purge()

    # asking ----------------------------------------------------------------------------------------------------

    def unlock(self, document_id: str, password: str) -> None:
        """Give the password of an encrypted document for this session.

        Raises:
            PasswordNeeded: it does not fit.
            NotFound: the original is gone.
        """
        source = self.pictures.original(document_id)
        if source is None:
            raise NotFound("the original of this document is gone", hint="put the file back where it was")
        self._pool.shape(source, password=password)
        self._passwords[document_id] = password

    def images(self) -> ImageEmbedder | None:
        """Return the chosen model for pictures, None when there is none. Raises ModelMissing when it is gone."""
        return self.seeing.images()

    def look_at_pictures(self, *, job: Job | None = None) -> int:
        """Let the model for pictures see what it has not seen yet; see `Seeing.catch_up`."""
        return self.seeing.catch_up(job or Job())

    def reranker(self) -> Reranker | None:
        """Return the chosen reranker, None when there is none. Raises ModelMissing when it is gone."""
        return self.roles.reranker()

    def generator(self) -> Generator | None:
        """Return the chosen language model, None when there is none. Raises ModelMissing when it is gone."""
        return self.roles.generator()

    def search(self, query: Query, *, job: Job | None = None, on_results: OnResults | None = None) -> SearchResult:
        """Return ranked, calibrated, explained hits.

        Without a model for pictures, a picture asks by the text in it, which the result's notes say; the very same
        picture, when the library holds it, comes first.

        Args:
            job: Progress of the reranking model out, cancel in.
            on_results: When a model reranks: called with the results before it begins and after each of its batches,
                in the thread that searches.

        Raises:
            InvalidInput: the query has neither text nor picture, its picture is none, or its limit is out of range.
            ReadError: its picture cannot be decoded.
            Cancelled: the job was cancelled.
        """
        return self._asking.search(query, job, on_results)

    def explain(self, query: Query, document_id: str, page_number: int) -> list[str]:
        """Say in plain sentences what became of a page on its way into the results of a query. Raises NotFound."""
        return self._asking.explain(query, document_id, page_number)

    def ask(
        self,
        query: Query,
        *,
        job: Job | None = None,
        on_text: Callable[[str], None] = _ignore,
        on_thinking: Callable[[str], None] = _ignore,
        on_results: OnResults | None = None,
        history: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        """Answer from the library with checked citations, or say that it is not there.

        A language model that fails, or is not on this machine any more, costs a note: the answer is quoted then.

        Args:
            on_text: Receives the answer's text piece by piece as it is written. The answer's own text takes its place
                when it is another: nothing of what was written had support, or the model failed half-way.
            on_thinking: Receives what a language model thinks aloud before it answers.
            on_results: Called with what is found before the answer is begun, and as in `search` before that.
            history: Questions and answers before it; a language model makes of them a question that stands alone.

        Raises:
            InvalidInput: as for `search`.
            Cancelled: the job was cancelled before a language model wrote anything; what it wrote stays otherwise.
        """
        return self._asking.ask(query, job or Job(), on_text, on_thinking, history, on_results)

    def picture_text(self, data: bytes) -> str:
        """Return the text inside an encoded picture; empty when there is none or OCR is off.

        Raises:
            InvalidInput: not a picture.
            ReadError: it cannot be decoded, or claims too many pixels.
        """
        return self._asking.picture_text(data)

    def page_picture(
        self,
        document_id: str,
        page_number: int,
        *,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
    ) -> bytes:
        """Return a PNG of a page with `marks` drawn; see `PagePictures.page`."""
        return self.pictures.page(document_id, page_number, scale=scale, clip=clip, marks=marks)

    # keeping in order ------------------------------------------------------------------------------------------

    def verify(self) -> list[Problem]:
        """Check the catalogue, the vector index and the crops against each other; an empty list is good news."""
        with self._writing:
            return self._store.verify()

    def repair(self, *, job: Job | None = None) -> list[Problem]:
        """Rebuild the vector index from the catalogue and return what is still wrong."""
        with self._writing:
            self._store.rebuild_index(job or Job())
            return self._store.verify()
