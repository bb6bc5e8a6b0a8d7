"""Reading whole documents through the reader pool: the fast text pass, and the full pass that survives being
killed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, overload

import msgspec

from quire.errors import BrokenFile, ReaderCrashed, TooLarge
from quire.jobs import Job
from quire.read.assemble import assemble
from quire.read.content import FileShape, PageContent
from quire.read.media_types import PICTURES
from quire.read.pool import CallGroup, Priority, ReaderPool
from quire.read.requests import FileRef, FullRequest, TextRequest
from quire.read.stream import stream
from quire.types import Document, Page, Problem, Source, TextOrigin

_MAX_PAGES = 50_000
_MAX_BATCH_PAGES = 24  # a quarter second of plain text: progress flows and a cancel is quick
# For the plain text of a page whose full reading failed: a share of the page's time limit, but long enough.
_RESCUE_SHARE, _RESCUE_AT_LEAST_S = 0.25, 5.0

_content_decoder = msgspec.msgpack.Decoder(PageContent)


class PageDrafts(Protocol):
    """Pages already read, kept by the store until the document is committed."""

    def get(self, page_number: int) -> bytes | None: ...

    def put(self, page_number: int, content: bytes) -> None: ...


class _Draft(msgspec.Struct, frozen=True, array_like=True):
    """A page's content together with what read it; another recipe means reading again."""

    recipe: str
    content: msgspec.Raw


_decode_draft = msgspec.msgpack.Decoder(_Draft).decode  # worked out once, by one thread: see jobs/child.py


def read_text(pool: ReaderPool, source: Source, *, password: str = "", job: Job) -> Document:
    """Return the document from its text layer alone, all pages, without tables, figures or OCR.

    Pictures and pages without text come out empty. Pages that cannot be read become problems.

    Raises:
        ReadError: the file as a whole cannot be read.
        Cancelled: the job was cancelled.
    """
    file, reader = pool.file_of(source, password), pool.readers.name_of(source.media_type)
    shape = _checked(pool.shape(source, password, priority=Priority.TEXT))
    pages: list[bytes] = [b""] * shape.n_pages
    done = 0
    job.report("reading", done=0, total=shape.n_pages, unit="pages", label=Path(source.path).name)
    # What a plugin reads is laid out as a whole where it is opened, and each page begins where the one before it ended:
    # a second process would only do all of that once more (100 pages of Word on two busy cores: 7.4 s, 3.7 s with one).
    n_parallel = 1 if file.target else pool.n_processes
    batches = _batches(shape.n_pages, n_parallel)
    reading = stream(
        batches,
        lambda batch, group: _text_batch(pool, file, batch, group),
        n_parallel=n_parallel,
        job=job,
    )
    for batch, result in reading:
        contents = result if isinstance(result, list) else _one_by_one(pool, file, shape, batch, job)
        pages[batch.start : batch.stop] = contents
        done += len(batch)
        job.report("reading", done=done, total=shape.n_pages, unit="pages", label=Path(source.path).name)
    contents_in_order = _Contents(shape, lambda number: pages[number - 1])
    return assemble(source, shape, contents_in_order, depth="text", reader=reader)


def read_full(
    pool: ReaderPool,
    source: Source,
    *,
    password: str = "",
    drafts: PageDrafts,
    crops_dir: Path,
    job: Job,
    on_page: Callable[[int], None] | None = None,
) -> Document:
    """Return the document with everything: tables, figures, captions, OCR, headings, furniture, sections.

    Each page goes into `drafts` as soon as it is read and is not read again while its draft stands; crops are
    written to `crops_dir` by the reader processes. Pages come in any order; `on_page` gets each page's number
    once it is kept.

    Raises:
        ReadError: the file as a whole cannot be read (any more). A page's failure is a problem.
        Cancelled: the job was cancelled; drafts stay for the next time.
    """
    file, reader = pool.file_of(source, password), pool.readers.name_of(source.media_type)
    shape = _checked(pool.shape(source, password, priority=Priority.TEXT))
    recipe = _recipe(pool, source)
    label = Path(source.path).name
    missing = [number for number in range(1, shape.n_pages + 1) if _drafted(drafts, number, recipe) is None]
    done = shape.n_pages - len(missing)
    job.report("reading", done=done, total=shape.n_pages, unit="pages", label=label)
    reading = stream(
        missing,
        lambda number, group: _full_page(pool, file, shape, number, crops_dir, group),
        n_parallel=pool.n_processes,
        job=job,
    )
    for number, content in reading:
        if isinstance(content, ReaderCrashed):
            content = _lost_page(shape, number, content)
        drafts.put(number, msgspec.msgpack.encode(_Draft(recipe, msgspec.Raw(content))))
        done += 1
        job.report("reading", done=done, total=shape.n_pages, unit="pages", label=label)
        if on_page is not None:
            on_page(number)
    contents = _Contents(shape, lambda number: _drafted(drafts, number, recipe) or b"")
    return assemble(source, shape, contents, depth="full", reader=reader)


class _Contents(Sequence[PageContent]):
    """The pages of a document, decoded when asked for: a long one never stands decoded in memory."""

    def __init__(self, shape: FileShape, encoded: Callable[[int], bytes]) -> None:
        self._shape = shape
        self._encoded = encoded

    def __len__(self) -> int:
        return self._shape.n_pages

    @overload
    def __getitem__(self, index: int) -> PageContent: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PageContent]: ...

    def __getitem__(self, index: int | slice) -> PageContent | Sequence[PageContent]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        number = index % len(self) + 1
        content = _content_decoder.decode(self._encoded(number))
        return _sized(content, self._shape, number)

    def __iter__(self) -> Iterator[PageContent]:
        return (self[index] for index in range(len(self)))


def _checked(shape: FileShape) -> FileShape:
    if shape.n_pages < 1:
        raise BrokenFile("the file has no pages", hint="get it again from where it came from")
    if shape.n_pages > _MAX_PAGES:
        raise TooLarge(
            f"the file has {shape.n_pages:,} pages, more than Quire reads at once ({_MAX_PAGES:,})",
            hint="split it into smaller files and add those",
        )
    return shape


def _batches(n_pages: int, n_processes: int) -> Iterator[range]:
    """Cut pages into runs: short ones for short documents, so that every reader has work."""
    size = max(1, min(_MAX_BATCH_PAGES, math.ceil(n_pages / (2 * n_processes))))
    return (range(first, min(first + size, n_pages)) for first in range(0, n_pages, size))


def _text_batch(pool: ReaderPool, file: FileRef, batch: range, group: CallGroup) -> list[bytes]:
    request = TextRequest(file, batch.start, batch.stop)
    return msgspec.msgpack.decode(pool.call(request, priority=Priority.TEXT, group=group), type=list[bytes])


def _one_by_one(pool: ReaderPool, file: FileRef, shape: FileShape, batch: range, job: Job) -> list[bytes]:
    """Read a batch that failed again page by page, so that only the guilty pages are lost."""
    contents: list[bytes] = []
    for index in batch:
        job.checkpoint()
        try:
            contents += _text_batch(pool, file, range(index, index + 1), CallGroup())
        except ReaderCrashed as error:
            contents.append(_lost_page(shape, index + 1, error))
    return contents


def _full_page(
    pool: ReaderPool, file: FileRef, shape: FileShape, number: int, crops_dir: Path, group: CallGroup
) -> bytes:
    """Return an encoded page; when its full reading fails, its plain text with the problem."""
    try:
        body = pool.call(FullRequest(file, number - 1, str(crops_dir)), group=group)
        content = _content_decoder.decode(body)
        if content.elements or not any(problem.kind == "too-large" for problem in content.problems):
            return body
        problems = content.problems
    except ReaderCrashed as error:
        problems = (_page_problem(number, error),)
    if file.media_type in PICTURES:
        return _empty(shape, number, problems)
    try:
        request = TextRequest(file, number - 1, number)
        body = pool.call(
            request, timeout_s=max(_RESCUE_AT_LEAST_S, _RESCUE_SHARE * pool.page_timeout_s), group=group
        )
        rescued = _content_decoder.decode(msgspec.msgpack.decode(body, type=list[bytes])[0])
    except ReaderCrashed:
        return _empty(shape, number, problems)
    return msgspec.msgpack.encode(replace(rescued, problems=problems))


def _lost_page(shape: FileShape, number: int, error: ReaderCrashed) -> bytes:
    return _empty(shape, number, (_page_problem(number, error),))


def _empty(shape: FileShape, number: int, problems: tuple[Problem, ...]) -> bytes:
    width, height = shape.sizes[number - 1] if number <= len(shape.sizes) else (0.0, 0.0)
    return msgspec.msgpack.encode(PageContent(Page(number, width, height, TextOrigin.NONE), (), problems))


def _page_problem(number: int, error: ReaderCrashed) -> Problem:
    return Problem(
        kind=error.kind,
        stage="read",
        message=error.message,
        hint=error.hint,
        page=number,
    )


def _sized(content: PageContent, shape: FileShape, number: int) -> PageContent:
    """Give a page that could not be read the size the file declares for it."""
    if content.page.width_pt or number > len(shape.sizes):
        return content
    width, height = shape.sizes[number - 1]
    return replace(content, page=replace(content.page, width_pt=width, height_pt=height))


def _recipe(pool: ReaderPool, source: Source) -> str:
    return f"{pool.readers.name_of(source.media_type)} {source.sha256} ocr={pool.ocr} layout={pool.layout}"


def _drafted(drafts: PageDrafts, number: int, recipe: str) -> bytes | None:
    """Return the encoded page of a draft made by the same recipe, or None."""
    stored = drafts.get(number)
    if stored is None:
        return None
    try:
        draft = _decode_draft(stored)
    except msgspec.DecodeError:
        return None
    return bytes(draft.content) if draft.recipe == recipe else None
